package dev.dormouse.code;

import java.util.Arrays;

/**
 * Checks code before it runs, so that bytecode made by hand or damaged cannot take the interpreter
 * out of its arrays:
 *
 * <ul>
 *   <li>every instruction is known and its operand in range; operands of fast locals never name a
 *       cell and those of cells always do;
 *   <li>jumps and handlers lead to the start of an instruction after the prologue, and control
 *       never leaves the code;
 *   <li>at every instruction the stack has one depth, whichever way one comes; it is as deep as the
 *       instruction needs, and never deeper than {@code co_stacksize};
 *   <li>where a handler covers an instruction, the stack is never cut below what the handler keeps;
 *   <li>the prologue (COPY_FREE_VARS, MAKE_CELL, RETURN_GENERATOR) comes first, makes every cell,
 *       and is all there is of those instructions; only after RETURN_GENERATOR is there a
 *       YIELD_VALUE.
 * </ul>
 *
 * <p>What it cannot know are the types of values: that KW_NAMES is a tuple of str or that
 * LIST_APPEND meets a list. The interpreter checks those where it casts. Line tables need no check,
 * see {@link LocationTable}.
 *
 * <p>This runs whenever code wakes. One pass decodes each instruction and tracks the stack depth;
 * forward jumps leave the expected depth at their target and the pass must meet every such mark,
 * which proves targets to be instruction starts without a pass of its own. Code that only a
 * backward jump makes reachable (CPython's compiler makes none) is visited again from a work list.
 * An instance keeps its scratch arrays and so serves one thread at a time.
 */
public final class CodeVerifier {
  /**
   * Deeper stacks are believed only if the code really uses them: frames are allocated in this
   * size.
   */
  private static final int FREE_STACKSIZE = 1 << 16;

  private static final int MAX_STACKSIZE = 1 << 24;

  /** No instruction takes or leaves more values; twice this and a little must fit 16 bits. */
  private static final int MAX_COUNT = 0x7FF0;

  private static final int DEAD = -1;

  private static final int[] NO_STATES = new int[512];

  /**
   * One per code unit: 0 nothing known, {@link #DEAD} an instruction that nothing has reached, else
   * the stack depth before it plus one.
   */
  private int[] states = new int[256];

  /** Dead instructions that turned out to be reachable; their depth is in {@link #states}. */
  private int[] work = new int[8];

  private int workCount;

  /** Decoded exception table: start, end and depth of each entry, in code units. */
  private int[] covers = new int[24];

  private int coversEnd;

  // The code being verified.
  private String file;
  private CodeUnit unit;
  private byte[] code;
  private int units;
  private int constCount;
  private int nameCount;
  private byte[] kinds;
  private int stacksize;
  private boolean generator;
  private int prologueEnd;

  /** Marks of forward jumps and handlers that the first pass has yet to meet. */
  private int pending;

  private int maxDepth;

  /**
   * The stack depth before the instruction at {@code offset} of the code that was verified last; -1
   * if nothing leads there.
   */
  public int depthAt(int offset) {
    return Math.max(states[offset >> 1] - 1, -1);
  }

  /** Verifies a code object that is all there; nested code is not looked at. */
  public int verify(String file, CodeObject code) throws CodeFormatException {
    return verify(
        file,
        code,
        code.code,
        code.consts.length,
        code.names.length,
        code.localspluskinds,
        code.exceptiontable);
  }

  /**
   * Verifies one code object.
   *
   * @param file named in exceptions
   * @param unit only its header is read
   * @return the greatest stack depth that any instruction leaves or any handler starts with
   */
  public int verify(
      String file,
      CodeUnit unit,
      byte[] code,
      int constCount,
      int nameCount,
      byte[] localspluskinds,
      byte[] exceptiontable)
      throws CodeFormatException {
    this.file = file;
    this.unit = unit;
    this.code = code;
    this.constCount = constCount;
    this.nameCount = nameCount;
    this.kinds = localspluskinds;
    stacksize = unit.stacksize();
    units = code.length >> 1;
    if (units == 0 || (code.length & 1) != 0) {
      throw bad(0, "whole code units, one at least", code.length + " bytes");
    }
    if (states.length < units) {
      states = new int[Math.max(units, states.length * 2)];
    } else {
      // A copy is fast from the first time on; a loop waits for the compiler.
      int known = Math.min(units, NO_STATES.length);
      System.arraycopy(NO_STATES, 0, states, 0, known);
      Arrays.fill(states, known, units, 0);
    }
    if (stacksize < 0 || stacksize > MAX_STACKSIZE) {
      throw bad(0, "a stack size from 0 to " + MAX_STACKSIZE, "size " + stacksize);
    }
    workCount = 0;
    coversEnd = 0;
    pending = 0;
    maxDepth = 0;
    prologue(locals());
    if (exceptiontable.length != 0) {
      handlers(exceptiontable);
    }
    run(prologueEnd, generator ? 1 : 0, true);
    if (pending != 0) {
      throw strayTarget();
    }
    while (workCount > 0) {
      int start = work[--workCount];
      run(start, states[start] - 1, false);
    }
    if (stacksize > FREE_STACKSIZE && stacksize > maxDepth) {
      throw bad(0, "stack size " + maxDepth, "size " + stacksize);
    }
    this.unit = null;
    this.code = null;
    this.kinds = null;
    return maxDepth;
  }

  /**
   * Checks argument counts and kinds of variables; answers the number of cells, free variables
   * times 2**16 above.
   */
  private long locals() throws CodeFormatException {
    int flags = unit.flags();
    int argcount = unit.argcount();
    int posonly = unit.posonlyargcount();
    int kwonly = unit.kwonlyargcount();
    int stars =
        ((flags & CodeUnit.CO_VARARGS) != 0 ? 1 : 0)
            + ((flags & CodeUnit.CO_VARKEYWORDS) != 0 ? 1 : 0);
    int count = kinds.length;
    if (posonly < 0 || posonly > argcount || argcount > count || kwonly < 0 || kwonly > count) {
      throw badHeader("argument counts that fit", posonly + ", " + argcount + ", " + kwonly);
    }
    int arguments = argcount + kwonly + stars;
    if (count != unit.nlocalsplus() || arguments > count) {
      throw badHeader(
          unit.nlocalsplus() + " variables, " + arguments + " arguments", count + " variables");
    }
    int cells = 0;
    int frees = 0;
    for (int i = 0; i < count; i++) {
      int kind = kinds[i] & 0xFF;
      boolean good;
      if (kind == CodeUnit.CO_FAST_LOCAL) {
        good = frees == 0;
      } else if (kind == CodeUnit.CO_FAST_FREE) {
        frees++;
        good = i >= arguments;
      } else {
        cells++;
        good =
            frees == 0
                && (kind == (CodeUnit.CO_FAST_LOCAL | CodeUnit.CO_FAST_CELL)
                    || kind == CodeUnit.CO_FAST_CELL && i >= arguments);
      }
      if (!good) {
        throw badHeader("a kind that can be of variable " + i, "0x" + Integer.toHexString(kind));
      }
    }
    if (frees != unit.nfreevars()) {
      throw badHeader(unit.nfreevars() + " free variables", "" + frees);
    }
    return (long) frees << 32 | cells;
  }

  /** Sets {@link #prologueEnd} and {@link #generator}. */
  private void prologue(long counts) throws CodeFormatException {
    int cells = (int) counts;
    int frees = (int) (counts >> 32);
    boolean copied = false;
    int lastCell = -1;
    int at = 0;
    generator = false;
    while (at < units) {
      int op = code[2 * at] & 0xFF;
      int arg = code[2 * at + 1] & 0xFF;
      int next = at + 1;
      while (op == Opcode.EXTENDED_ARG && next < units && next < at + 4) {
        op = code[2 * next] & 0xFF;
        arg = arg << 8 | code[2 * next + 1] & 0xFF;
        next++;
      }
      if (op == Opcode.MAKE_CELL) {
        // In ascending order, so that as many as there are cells are all of them.
        boolean cell =
            arg > lastCell && arg < kinds.length && (kinds[arg] & CodeUnit.CO_FAST_CELL) != 0;
        if (!cell || generator) {
          throw bad(at, "MAKE_CELL for the next cell", "variable " + arg);
        }
        lastCell = arg;
        cells--;
      } else if (op == Opcode.COPY_FREE_VARS) {
        if (copied || generator || arg != frees || frees == 0) {
          throw bad(at, "one COPY_FREE_VARS of " + frees, "one of " + arg);
        }
        copied = true;
      } else if (op == Opcode.RETURN_GENERATOR) {
        int flags = CodeUnit.CO_GENERATOR | CodeUnit.CO_COROUTINE | CodeUnit.CO_ASYNC_GENERATOR;
        if (generator || (unit.flags() & flags) == 0) {
          throw bad(at, "one RETURN_GENERATOR in a generator", "RETURN_GENERATOR");
        }
        generator = true;
      } else {
        break;
      }
      at = next;
    }
    if (cells != 0) {
      throw bad(at, "MAKE_CELL for " + cells + " more", "none");
    }
    if (frees != 0 && !copied) {
      throw bad(at, "COPY_FREE_VARS " + frees, "none");
    }
    prologueEnd = at;
    if (generator) {
      grow(1, 0);
    }
  }

  /** Decodes the exception table and marks the handlers. */
  private void handlers(byte[] table) throws CodeFormatException {
    int at = 0;
    int last = 0;
    while (at < table.length) {
      int entry = at;
      int start = ExceptionTable.number(table, at);
      int second = ExceptionTable.skip(table, at);
      int length = ExceptionTable.number(table, second);
      int third = ExceptionTable.skip(table, second);
      int target = ExceptionTable.number(table, third);
      int fourth = ExceptionTable.skip(table, third);
      int depthAndLasti = ExceptionTable.number(table, fourth);
      at = ExceptionTable.skip(table, fourth);
      if (fourth >= table.length || table[at - 1] << 25 < 0 || at - entry > 20) {
        throw badTable(entry, "four numbers", "fewer or longer ones");
      }
      for (int i = entry; i < at; i++) {
        if (table[i] < 0 != (i == entry)) {
          throw badTable(i, "the mark at the start of the entry only", "byte " + (table[i] & 0xFF));
        }
      }
      if (start < last || length == 0 || length > units - start) {
        throw badTable(
            entry,
            "a range within units " + last + " to " + units,
            length + " units from " + start);
      }
      if (target < prologueEnd || target >= units) {
        throw badTable(entry, "a handler below unit " + units, "unit " + target);
      }
      last = start + length;
      int depth = depthAndLasti >>> 1;
      int handlerDepth = depth + 1 + (depthAndLasti & 1);
      if (handlerDepth > stacksize) {
        throw badTable(entry, "a depth below " + stacksize, "depth " + depth);
      }
      maxDepth = Math.max(maxDepth, handlerDepth);
      if (states[target] == 0) {
        states[target] = handlerDepth + 1;
        pending++;
      } else if (states[target] != handlerDepth + 1) {
        throw badTable(
            entry, "depth " + (states[target] - 1) + " at the handler", "depth " + handlerDepth);
      }
      if (coversEnd + 3 > covers.length) {
        covers = Arrays.copyOf(covers, covers.length * 2);
      }
      covers[coversEnd++] = start;
      covers[coversEnd++] = last;
      covers[coversEnd++] = depth;
    }
  }

  /**
   * Follows the code from an instruction whose depth is known: to the end of the code in the first
   * pass, else to where control leaves or somebody has been before.
   *
   * <p>Most code wakes while the JVM still interprets this method, so what counts is how few of its
   * bytecodes each instruction costs. That is why fields are copied, and why depths are kept as in
   * {@link #states}, plus one.
   */
  private void run(int from, int depth, boolean first) throws CodeFormatException {
    final byte[] code = this.code;
    final int[] states = this.states;
    final byte[] kinds = this.kinds;
    final char[] shapes = InstructionShapes.SHAPES;
    final int units = this.units;
    int depth1 = depth + 1;
    int max1 = maxDepth + 1;
    // The lowest that instructions here may bring the stack to: what their handler keeps, or empty.
    int floor1 = 1;
    int coverChange = coversEnd == 0 ? Integer.MAX_VALUE : from;
    int at = from;
    boolean falls = true;
    while (at < units) {
      final int start = at;
      int state = states[at];
      if (state != 0) {
        if (first) {
          // The first pass comes by once, so what it finds here is a mark.
          pending--;
        }
        if (state != depth1 && state != DEAD) {
          throw bad(at, "stack depth " + (state - 1), "depth " + (depth1 - 1));
        }
        if (!first && state != DEAD && at != from) {
          break;
        }
      }
      states[at] = depth1;
      if (at >= coverChange) {
        int cover = cover(at);
        floor1 = 1;
        coverChange = Integer.MAX_VALUE;
        if (cover < coversEnd) {
          boolean inside = covers[cover] <= at;
          floor1 = inside ? covers[cover + 2] + 1 : 1;
          coverChange = inside ? covers[cover + 1] : covers[cover];
          if (depth1 < floor1) {
            throw low(at, floor1, depth1);
          }
        }
      }
      int at2 = at << 1;
      int op = code[at2] & 0xFF;
      int arg = code[at2 + 1] & 0xFF;
      if (op == Opcode.EXTENDED_ARG) {
        do {
          at++;
          if (at == units || at - start > 3) {
            throw bad(start, "an instruction after three EXTENDED_ARG at most", "none");
          }
          op = code[2 * at] & 0xFF;
          arg = arg << 8 | code[2 * at + 1] & 0xFF;
        } while (op == Opcode.EXTENDED_ARG);
        if (arg < 0) {
          throw bad(start, "an operand of 31 bits", Integer.toUnsignedString(arg));
        }
      }
      int shape = shapes[op];
      int takes = shape >> 8 & 15;
      int leaves = shape >> 12;
      at += shape >> 4 & 15;
      switch (shape & 15) {
        case InstructionShapes.PLAIN:
          break;
        case InstructionShapes.CONST:
          if (arg >= constCount) {
            throw outOfRange(start, op, arg, constCount);
          }
          break;
        case InstructionShapes.NAME:
          if (arg >= nameCount) {
            throw outOfRange(start, op, arg, nameCount);
          }
          break;
        case InstructionShapes.GLOBAL:
          if (arg >> 1 >= nameCount) {
            throw outOfRange(start, op, arg >> 1, nameCount);
          }
          leaves = 1 + (arg & 1);
          break;
        case InstructionShapes.LOCAL:
          if (arg >= kinds.length || kinds[arg] != CodeUnit.CO_FAST_LOCAL) {
            throw outOfRange(start, op, arg, kinds.length);
          }
          break;
        case InstructionShapes.DEREF:
          if (arg >= kinds.length || kinds[arg] == CodeUnit.CO_FAST_LOCAL) {
            throw outOfRange(start, op, arg, kinds.length);
          }
          break;
        case InstructionShapes.PRECALL:
          // It leaves the values to the CALL after it.
          if (arg >= depth1) {
            throw tooFew(start, op, depth1);
          }
          takes = leaves = arg + 2;
          int next2 = at << 1;
          if (next2 >= code.length
              || code[next2] != (byte) Opcode.CALL
              || (code[next2 + 1] & 0xFF) != arg) {
            followed(start, at, arg);
          }
          break;
        case InstructionShapes.CALL:
          // The callable, and NULL or self before it.
          if (arg >= depth1) {
            throw tooFew(start, op, depth1);
          }
          takes = arg + 2;
          break;
        case InstructionShapes.LIMITED:
          if (arg >= InstructionShapes.limit(op)) {
            throw outOfRange(start, op, arg, InstructionShapes.limit(op));
          }
          break;
        case InstructionShapes.JUMP:
          if (depth1 <= takes) {
            throw tooFew(start, op, depth1);
          }
          falls = jump(start, at, op, arg, depth1 - takes, first);
          break;
        case InstructionShapes.SPECIAL:
          int counts = special(start, at, op, arg);
          takes = counts & 0xFFFF;
          leaves = counts >>> 16;
          break;
        case InstructionShapes.END:
          if (op == Opcode.RAISE_VARARGS) {
            if (arg > 2) {
              throw outOfRange(start, op, arg, 3);
            }
            takes = arg;
          } else if (op == Opcode.RERAISE && arg >= depth1 - 1) {
            // It looks at what is below the one that it takes.
            throw tooFew(start, op, depth1);
          }
          falls = false;
          break;
        default:
          throw bad(start, "an instruction", Opcode.name(op));
      }
      depth1 -= takes;
      if (depth1 < floor1) {
        if (depth1 < 1) {
          throw tooFew(start, op, depth1 + takes);
        }
        if (depth1 + takes < floor1 || failsShort(op)) {
          throw low(start, floor1, depth1);
        }
      }
      depth1 += leaves;
      if (depth1 > max1) {
        grow(depth1 - 1, start);
        max1 = depth1;
      }
      if (!falls) {
        if (!first) {
          break;
        }
        at = dead(at);
        if (at < units) {
          depth1 = states[at];
          falls = true;
        }
      }
    }
    if (at >= units && falls) {
      throw bad(units - 1, "an instruction that ends the code", "the end");
    }
    if (at > units) {
      throw bad(units - 1, "caches of the last instruction", "the end");
    }
  }

  /** Passes over instructions that nothing has reached so far; answers where that ends. */
  private int dead(int from) throws CodeFormatException {
    int at = from;
    while (at < units && states[at] == 0) {
      states[at] = DEAD;
      int op = code[2 * at] & 0xFF;
      while (op == Opcode.EXTENDED_ARG && at + 1 < units) {
        at++;
        op = code[2 * at] & 0xFF;
      }
      // An unknown instruction has no units; it may stay unless something turns out to reach it.
      at += Math.max(1, InstructionShapes.SHAPES[op] >> 4 & 15);
    }
    return at;
  }

  /** The first entry of {@link #covers} that ends after {@code at}. */
  private int cover(int at) {
    int low = 0;
    int high = coversEnd / 3;
    while (low < high) {
      int middle = low + high >>> 1;
      if (covers[3 * middle + 1] <= at) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return 3 * low;
  }

  /**
   * Whether an instruction can fail after it removed values from the stack. Asked for few: only
   * those that reach below what their handler keeps.
   */
  private static boolean failsShort(int op) {
    return switch (op) {
      // The first cannot fail, the others leave what they look at where it is.
      case Opcode.POP_TOP,
          Opcode.POP_EXCEPT,
          Opcode.PUSH_EXC_INFO,
          Opcode.STORE_FAST,
          Opcode.COPY,
          Opcode.SWAP,
          Opcode.GET_ANEXT,
          Opcode.WITH_EXCEPT_START ->
          false;
      default -> true;
    };
  }

  private void grow(int depth, int at) throws CodeFormatException {
    if (depth > stacksize) {
      throw bad(at, "a stack no deeper than " + stacksize, "depth " + depth);
    }
    maxDepth = depth;
  }

  /**
   * Leaves the stack depth of a jump at its target.
   *
   * @param depth1 after what the instruction takes, plus one
   * @return whether control can also reach the next instruction
   */
  private boolean jump(int from, int next, int op, int arg, int depth1, boolean first)
      throws CodeFormatException {
    boolean back = false;
    boolean falls = true;
    switch (op) {
      case Opcode.POP_JUMP_FORWARD_IF_FALSE,
          Opcode.POP_JUMP_FORWARD_IF_TRUE,
          Opcode.POP_JUMP_FORWARD_IF_NONE,
          Opcode.POP_JUMP_FORWARD_IF_NOT_NONE,
          Opcode.FOR_ITER -> {}
      case Opcode.JUMP_FORWARD -> falls = false;
      case Opcode.JUMP_BACKWARD, Opcode.JUMP_BACKWARD_NO_INTERRUPT -> {
        back = true;
        falls = false;
      }
      // They leave a value if they jump; SEND also if it does not.
      case Opcode.JUMP_IF_FALSE_OR_POP, Opcode.JUMP_IF_TRUE_OR_POP, Opcode.SEND -> depth1++;
      default -> back = true;
    }
    int target = back ? next - arg : next + arg;
    if (target < prologueEnd || target >= units) {
      throw bad(from, "a target in the code", "unit " + target);
    }
    int state = states[target];
    if (state > 0) {
      if (state != depth1) {
        throw bad(from, "depth " + (state - 1) + " as at unit " + target, "depth " + (depth1 - 1));
      }
    } else if (state == DEAD) {
      states[target] = depth1;
      if (workCount == work.length) {
        work = Arrays.copyOf(work, workCount * 2);
      }
      work[workCount++] = target;
    } else if (first && target > from) {
      states[target] = depth1;
      pending++;
    } else {
      throw bad(from, "a target that starts an instruction", "unit " + target);
    }
    return falls;
  }

  /**
   * Instructions whose operand decides how many values they take and leave.
   *
   * @return how many it leaves, times 2**16, and how many it takes
   */
  private int special(int start, int next, int op, int arg) throws CodeFormatException {
    // No operand that counts values can exceed the stack; this also keeps the sums below in range.
    int count = Math.min(arg, stacksize + 1);
    if (count > MAX_COUNT) {
      throw outOfRange(start, op, arg, MAX_COUNT);
    }
    int limit = Integer.MAX_VALUE;
    int takes = count;
    int leaves = 1;
    switch (op) {
      case Opcode.BUILD_TUPLE, Opcode.BUILD_LIST, Opcode.BUILD_SET, Opcode.BUILD_STRING -> {}
      case Opcode.BUILD_MAP -> takes = 2 * count;
      case Opcode.BUILD_CONST_KEY_MAP -> takes = count + 1;
      case Opcode.BUILD_SLICE -> limit = arg < 2 ? 0 : 4;
      case Opcode.UNPACK_SEQUENCE -> {
        takes = 1;
        leaves = count;
      }
      case Opcode.UNPACK_EX -> {
        takes = 1;
        leaves = Math.min((arg & 0xFF) + 1 + (arg >> 8), stacksize + 1);
        if (leaves > MAX_COUNT) {
          throw outOfRange(start, op, arg, MAX_COUNT);
        }
      }
      case Opcode.FORMAT_VALUE -> {
        limit = 8;
        takes = (arg & 4) != 0 ? 2 : 1;
      }
      case Opcode.MAKE_FUNCTION -> {
        limit = 16;
        takes = 1 + Integer.bitCount(arg);
      }
      case Opcode.CALL_FUNCTION_EX -> {
        limit = 2;
        takes = 3 + arg;
      }
      case Opcode.COPY -> {
        limit = arg == 0 ? 0 : limit;
        leaves = count + 1;
      }
      case Opcode.SWAP -> {
        limit = arg == 0 ? 0 : limit;
        leaves = count;
      }
      case Opcode.LIST_APPEND,
          Opcode.SET_ADD,
          Opcode.LIST_EXTEND,
          Opcode.SET_UPDATE,
          Opcode.DICT_UPDATE -> {
        limit = arg == 0 ? 0 : limit;
        takes = count + 1;
        leaves = count;
      }
      case Opcode.DICT_MERGE -> {
        // Its error message names the callable, which is two below the dict.
        limit = arg == 0 ? 0 : limit;
        takes = count + 3;
        leaves = count + 2;
      }
      case Opcode.MAP_ADD -> {
        limit = arg == 0 ? 0 : limit;
        takes = count + 2;
        leaves = count;
      }
      case Opcode.YIELD_VALUE -> {
        if (!generator) {
          throw bad(start, "YIELD_VALUE in generators only", "YIELD_VALUE");
        }
        takes = 1;
      }
      case Opcode.KW_NAMES -> {
        if (arg >= constCount) {
          throw outOfRange(start, op, arg, constCount);
        }
        followedByPrecall(start, next);
        takes = 0;
        leaves = 0;
      }
      default -> throw bad(start, "an instruction", Opcode.name(op));
    }
    if (arg >= limit) {
      throw outOfRange(start, op, arg, limit);
    }
    return leaves << 16 | takes;
  }

  /** PRECALL leaves everything to the CALL after it, which must mean the same values. */
  private void followed(int start, int next, int arg) throws CodeFormatException {
    int at = next;
    int operand = 0;
    while (at < units && at < next + 4) {
      int op = code[2 * at] & 0xFF;
      operand = operand << 8 | code[2 * at + 1] & 0xFF;
      if (op == Opcode.CALL && operand == arg) {
        return;
      }
      if (op != Opcode.EXTENDED_ARG) {
        break;
      }
      at++;
    }
    throw bad(start, "CALL " + arg + " after PRECALL", "something else");
  }

  /** KW_NAMES is for the next call, so that one has to come at once. */
  private void followedByPrecall(int start, int next) throws CodeFormatException {
    int at = next;
    while (at < units && code[2 * at] == (byte) Opcode.EXTENDED_ARG) {
      at++;
    }
    if (at >= units || code[2 * at] != (byte) Opcode.PRECALL) {
      throw bad(start, "PRECALL after KW_NAMES", "something else");
    }
  }

  // Failure.

  /** The first mark that no instruction of the first pass took. */
  private CodeFormatException strayTarget() {
    int at = prologueEnd;
    for (int next = at; at < units; at++) {
      if (at < next) {
        if (states[at] != 0) {
          break;
        }
        continue;
      }
      int op = code[2 * at] & 0xFF;
      next = at + 1;
      while (op == Opcode.EXTENDED_ARG && next < units) {
        op = code[2 * next] & 0xFF;
        next++;
      }
      next += Opcode.caches(op);
    }
    return bad(at, "jumps to the start of an instruction only", "a jump to unit " + at);
  }

  private CodeFormatException tooFew(int at, int op, int depth1) {
    return bad(at, "a stack that is deep enough for " + Opcode.name(op), "depth " + (depth1 - 1));
  }

  private CodeFormatException low(int at, int floor1, int depth1) {
    return bad(at, "a stack no lower than its handler's " + (floor1 - 1), "depth " + (depth1 - 1));
  }

  private CodeFormatException outOfRange(int at, int op, int arg, int limit) {
    return bad(
        at, "an operand of " + Opcode.name(op) + " that fits (limit " + limit + ")", "" + arg);
  }

  private CodeFormatException bad(int at, String expected, String actual) {
    return new CodeFormatException(
        file, "wordcode of " + unit.qualname(), 2L * at, expected, actual);
  }

  private CodeFormatException badTable(int offset, String expected, String actual) {
    return new CodeFormatException(
        file, "exception table of " + unit.qualname(), offset, expected, actual);
  }

  private CodeFormatException badHeader(String expected, String actual) {
    return new CodeFormatException(file, "header of " + unit.qualname(), 0, expected, actual);
  }
}
