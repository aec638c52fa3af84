package dev.dormouse.runtime.objects;

import dev.dormouse.code.CodeUnit;
import dev.dormouse.code.ExceptionTable;
import dev.dormouse.code.LocationTable;
import dev.dormouse.code.Opcode;
import java.util.Arrays;

/**
 * Where {@code f.f_lineno = line} goes on. A jump must leave the stack as the code at its target
 * expects it, so what kinds of values are on the stack is worked out for every instruction; values
 * may be dropped on the way, never made up.
 *
 * <p>A stack is one number: the kind on top in the lowest three bits, those below it above. So it
 * has 21 entries at most, and of two stacks the deeper one is the larger number.
 */
final class FrameJump {
  private static final int BITS = 3;
  private static final int DEEPEST = 63 / BITS;

  private static final int ITERATOR = 1;
  private static final int EXCEPT = 2;
  private static final int OBJECT = 3;
  private static final int NULL = 4;
  private static final int LASTI = 5;

  private static final long TOO_DEEP = -1;
  private static final long UNKNOWN = -2;

  private final PyCode code;
  private final byte[] words;

  /** By instruction: the stack before it. */
  private final long[] stacks;

  /** Whether something behind the scan was found out, so that it has to be done again. */
  private boolean again;

  private FrameJump(PyCode code) {
    this.code = code;
    this.words = code.unit.wordcode();
    this.stacks = new long[words.length / 2 + 1];
    Arrays.fill(stacks, UNKNOWN);
    int generator = CodeUnit.CO_GENERATOR | CodeUnit.CO_COROUTINE | CodeUnit.CO_ASYNC_GENERATOR;
    // A generator is started by sending it None.
    stacks[0] = (code.flags & generator) != 0 ? OBJECT : 0;
    do {
      again = false;
      scan();
    } while (again);
  }

  /**
   * Prepares the frame to go on at a line: drops what is on the stack, and sets {@link
   * PyFrame#jumpTarget}.
   *
   * @param yielded whether the frame has just given away the value on top
   */
  static void to(ThreadState ts, PyFrame f, int wanted, boolean yielded) {
    PyCode c = f.code;
    if (wanted < c.unit.firstlineno()) {
      throw Errors.valueError("line " + wanted + " comes before the current code block");
    }
    int[] lines = lines(c);
    int line = -1;
    for (int l : lines) {
      if (l >= wanted && (line < 0 || l < line)) {
        line = l;
      }
    }
    if (line < 0) {
      throw Errors.valueError("line " + wanted + " comes after the current code block");
    }
    FrameJump jump = new FrameJump(c);
    long start = jump.stacks[(f.jumpTarget >= 0 ? f.jumpTarget : f.lasti) / 2];
    long best = TOO_DEEP;
    int target = -1;
    String problem = null;
    for (int i = 0; i < lines.length; i++) {
      if (lines[i] != line) {
        continue;
      }
      if (!compatible(start, jump.stacks[i])) {
        problem = problem == null ? explain(start, jump.stacks[i]) : problem;
      } else if (jump.stacks[i] > best) {
        best = jump.stacks[i];
        target = i * 2;
      }
    }
    if (target < 0) {
      throw Errors.valueError(problem);
    }
    for (long from = yielded ? pop(start) : start; from > best; from = pop(from)) {
      PyObject dropped = f.localsplus[--f.sp];
      f.localsplus[f.sp] = null;
      if (top(from) == EXCEPT) {
        // Out of a handler: what was handled before it is again.
        ts.excInfo.value = dropped instanceof PyBaseException e ? e : null;
      }
    }
    f.jumpTarget = target;
  }

  /** By instruction: the line that begins there, or -1. */
  private static int[] lines(PyCode c) {
    int[] ranges = LocationTable.lines(c.linetable(), c.unit.firstlineno());
    int[] lines = new int[c.unit.wordcode().length / 2];
    Arrays.fill(lines, -1);
    int last = -1;
    for (int i = 0; i < ranges.length; i += 3) {
      int line = ranges[i + 2];
      if (line >= 0 && line != last && ranges[i] / 2 < lines.length) {
        lines[ranges[i] / 2] = line;
        last = line;
      }
    }
    return lines;
  }

  private static boolean compatible(long from, long to) {
    if (from < 0 || to < 0) {
      return false;
    }
    while (from > to) {
      from = pop(from);
    }
    for (; from != 0; from = pop(from), to = pop(to)) {
      int has = top(from);
      int needs = top(to);
      boolean fits = needs == OBJECT ? has != NULL : needs == NULL || needs == has;
      if (needs == 0 || !fits) {
        return false;
      }
    }
    return to == 0;
  }

  private static String explain(long from, long to) {
    if (from < 0) {
      return from == TOO_DEEP ? "stack to deep to analyze" : "can't jump from unreachable code";
    }
    if (to < 0) {
      return to == TOO_DEEP
          ? "stack is too deep to analyze"
          : "can't jump into an exception handler, or code may be unreachable";
    }
    return switch (top(to)) {
      case EXCEPT -> "can't jump into an 'except' block as there's no exception";
      case LASTI -> "can't jump into a re-raising block as there's no location";
      case ITERATOR -> "can't jump into the body of a for loop";
      default -> "incompatible stacks";
    };
  }

  private static int top(long stack) {
    return (int) stack & (1 << BITS) - 1;
  }

  private static long pop(long stack) {
    return stack < 0 ? stack : stack >> BITS;
  }

  private static long pop(long stack, int n) {
    for (int i = 0; i < n; i++) {
      stack = pop(stack);
    }
    return stack;
  }

  private static long push(long stack, int kind) {
    return stack < 0 || depth(stack) == DEEPEST ? TOO_DEEP : stack << BITS | kind;
  }

  private static int depth(long stack) {
    int n = 0;
    for (; stack > 0; stack >>= BITS) {
      n++;
    }
    return n;
  }

  /** The kind so many entries from the top, which is 1. */
  private static int peek(long stack, int n) {
    return top(pop(stack, n - 1));
  }

  private static long put(long stack, int n, int kind) {
    int shift = (n - 1) * BITS;
    return stack < 0 || shift >= 63 ? stack : stack & ~(7L << shift) | (long) kind << shift;
  }

  private void reach(int at, long stack, int from) {
    if (at >= 0 && at < stacks.length && stacks[at] == UNKNOWN) {
      stacks[at] = stack;
      again |= at <= from;
    }
  }

  private void scan() {
    int arg = 0;
    for (int i = 0; i < words.length / 2; ) {
      int at = i;
      long stack = stacks[i];
      int op = words[2 * i] & 0xff;
      arg = arg << 8 | words[2 * i + 1] & 0xff;
      i += 1 + Opcode.caches(op);
      if (stack != UNKNOWN) {
        step(at, i, op, arg, stack);
      }
      if (op != Opcode.EXTENDED_ARG) {
        arg = 0;
      }
    }
    ExceptionTable.Cursor c = new ExceptionTable.Cursor(code.exceptiontable);
    while (c.next()) {
      long covered = stacks[c.start / 2];
      if (covered == UNKNOWN || stacks[c.target / 2] != UNKNOWN) {
        continue;
      }
      covered = pop(covered, Math.max(0, depth(covered) - c.depth));
      if (c.lasti) {
        covered = push(covered, LASTI);
      }
      stacks[c.target / 2] = push(covered, EXCEPT);
      again = true;
    }
  }

  /** What an instruction makes of the stack, at its target and behind it. */
  private void step(int at, int next, int op, int arg, long stack) {
    long after = stack;
    switch (op) {
      case Opcode.RETURN_VALUE, Opcode.RAISE_VARARGS, Opcode.RERAISE -> {
        return;
      }
      case Opcode.GET_ITER, Opcode.GET_AITER -> after = push(pop(stack), ITERATOR);
      case Opcode.PUSH_EXC_INFO -> after = push(stack, EXCEPT);
      case Opcode.PUSH_NULL -> after = push(stack, NULL);
      case Opcode.LOAD_GLOBAL -> after = push((arg & 1) != 0 ? push(stack, NULL) : stack, OBJECT);
      case Opcode.LOAD_METHOD -> after = push(push(pop(stack), NULL), OBJECT);
      case Opcode.CALL -> after = push(pop(stack, arg + 2), OBJECT);
      case Opcode.COPY -> after = push(stack, peek(stack, arg));
      case Opcode.SWAP -> after = put(put(stack, 1, peek(stack, arg)), arg, peek(stack, 1));
      case Opcode.FOR_ITER -> {
        reach(next + arg, pop(stack), at);
        after = push(stack, OBJECT);
      }
      case Opcode.SEND -> reach(next + arg, pop(stack), at);
      default -> {
        after = effect(stack, op, arg, false);
        if (Opcode.isBackwardJump(op)) {
          reach(next - arg, effect(stack, op, arg, true), at);
        } else if (Opcode.isForwardJump(op)) {
          reach(next + arg, effect(stack, op, arg, true), at);
        }
        if (Opcode.isUnconditionalJump(op)) {
          return;
        }
      }
    }
    reach(next, after, at);
  }

  private static long effect(long stack, int op, int arg, boolean jump) {
    int n = op == Opcode.PRECALL || op == Opcode.KW_NAMES ? 0 : Opcode.stackEffect(op, arg, jump);
    for (; n > 0; n--) {
      stack = push(stack, OBJECT);
    }
    return pop(stack, -n);
  }
}
