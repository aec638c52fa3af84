package dev.dormouse.compiler.codegen;

import dev.dormouse.code.Constants;
import dev.dormouse.code.Opcode;
import java.util.ArrayList;

/**
 * Makes a finished flow graph smaller. All steps keep the code's size or shrink it; gaps are filled
 * with NOPs, which go away where no line would lose its only instruction.
 *
 * <p>Loops over {@link Unit#blocks} run from the newest block to the oldest, as CPython's do, for
 * which blocks get which copy of a shared exit depends on it.
 */
final class Optimizer {
  /** Exit blocks up to this size are copied to where they are jumped to from. */
  private static final int MAX_COPY_SIZE = 4;

  private final Unit unit;
  private final BasicBlock entry;
  private final SwapOptimizer swaps = new SwapOptimizer();

  Optimizer(Unit unit) {
    this.unit = unit;
    this.entry = unit.blocks.get(0);
  }

  /**
   * Marks how blocks end, and steps over empty blocks; to be called once, before everything else.
   */
  void normalize() {
    ArrayList<BasicBlock> blocks = unit.blocks;
    for (int n = blocks.size() - 1; n >= 0; n--) {
      BasicBlock b = blocks.get(n);
      for (int i = 0; i < b.size; i++) {
        Instruction inst = b.code[i];
        switch (inst.opcode) {
          case Opcode.RETURN_VALUE, Opcode.RAISE_VARARGS, Opcode.RERAISE -> {
            b.exit = true;
            b.noFallthrough = true;
          }
          case Pseudo.JUMP, Pseudo.JUMP_NO_INTERRUPT -> {
            b.noFallthrough = true;
            inst.target = inst.target.skipEmpty();
          }
          case Pseudo.POP_JUMP_IF_NOT_NONE,
              Pseudo.POP_JUMP_IF_NONE,
              Pseudo.POP_JUMP_IF_FALSE,
              Pseudo.POP_JUMP_IF_TRUE,
              Opcode.JUMP_IF_FALSE_OR_POP,
              Opcode.JUMP_IF_TRUE_OR_POP,
              Opcode.FOR_ITER ->
              inst.target = inst.target.skipEmpty();
          default -> {}
        }
      }
    }
    inlineSmallExits();
  }

  void optimize() {
    for (BasicBlock b = entry; b != null; b = b.next) {
      optimize(b);
      removeNops(b);
    }
    inlineSmallExits();
    markReachable();
    for (BasicBlock b = entry; b != null; b = b.next) {
      if (b.predecessors == 0) {
        b.size = 0;
        b.noFallthrough = false;
      }
    }
    unlinkEmptyBlocks();
    for (BasicBlock b = entry; b != null; b = b.next) {
      removeNops(b);
    }
    removeRedundantJumps();
    duplicateExitsWithoutLine();
  }

  /**
   * How many constants, from the first on, the code still uses. The first may be a docstring and is
   * kept.
   */
  int usedConstants() {
    int highest = 0;
    for (BasicBlock b = entry; b != null; b = b.next) {
      for (int i = 0; i < b.size; i++) {
        Instruction inst = b.code[i];
        if (inst.opcode == Opcode.LOAD_CONST || inst.opcode == Opcode.KW_NAMES) {
          highest = Math.max(highest, inst.oparg);
        }
      }
    }
    return Math.min(highest + 1, unit.consts.size());
  }

  // within a block

  private void optimize(BasicBlock b) {
    for (int i = 0; i < b.size; i++) {
      Instruction inst = b.code[i];
      int next = i + 1 < b.size ? b.code[i + 1].opcode : 0;
      Instruction target = null;
      if (inst.isJump() || inst.isBlockPush()) {
        inst.target = inst.target.skipEmpty();
        target = inst.target.code[0];
      }
      switch (inst.opcode) {
        case Opcode.LOAD_CONST -> foldTest(b, i, next);
        case Opcode.BUILD_TUPLE -> optimizeTuple(b, i, next);
        case Opcode.JUMP_IF_FALSE_OR_POP -> {
          if (threadShortCircuit(
              inst,
              target,
              Opcode.JUMP_IF_TRUE_OR_POP,
              Pseudo.POP_JUMP_IF_FALSE,
              Pseudo.POP_JUMP_IF_TRUE)) {
            i--;
          }
        }
        case Opcode.JUMP_IF_TRUE_OR_POP -> {
          if (threadShortCircuit(
              inst,
              target,
              Opcode.JUMP_IF_FALSE_OR_POP,
              Pseudo.POP_JUMP_IF_TRUE,
              Pseudo.POP_JUMP_IF_FALSE)) {
            i--;
          }
        }
        case Pseudo.POP_JUMP_IF_NOT_NONE,
            Pseudo.POP_JUMP_IF_NONE,
            Pseudo.POP_JUMP_IF_FALSE,
            Pseudo.POP_JUMP_IF_TRUE,
            Pseudo.JUMP -> {
          if (target.opcode == Pseudo.JUMP && thread(inst, target, inst.opcode)) {
            i--;
          }
        }
        case Opcode.SWAP -> {
          if (inst.oparg == 1) {
            inst.opcode = Opcode.NOP;
          } else {
            i = swaps.optimizeRun(b, i);
            swaps.applyStatically(b, i);
          }
        }
        case Opcode.PUSH_NULL -> {
          if (next == Opcode.LOAD_GLOBAL) {
            inst.opcode = Opcode.NOP;
            inst.oparg = 0;
            b.code[i + 1].oparg |= 1;
          }
        }
        default -> {}
      }
    }
  }

  /** A constant that is tested right away decides the test now. */
  private void foldTest(BasicBlock b, int i, int next) {
    Instruction inst = b.code[i];
    Object value = unit.consts.get(inst.oparg);
    switch (next) {
      case Pseudo.POP_JUMP_IF_FALSE, Pseudo.POP_JUMP_IF_TRUE -> {
        inst.opcode = Opcode.NOP;
        decide(b, i + 1, ConstantOperations.isTrue(value) == (next == Pseudo.POP_JUMP_IF_TRUE));
      }
      case Opcode.JUMP_IF_FALSE_OR_POP, Opcode.JUMP_IF_TRUE_OR_POP -> {
        boolean jumps = ConstantOperations.isTrue(value) == (next == Opcode.JUMP_IF_TRUE_OR_POP);
        if (!jumps) {
          inst.opcode = Opcode.NOP;
        }
        decide(b, i + 1, jumps);
      }
      case Opcode.IS_OP -> {
        int test = i + 2 < b.size ? b.code[i + 2].opcode : 0;
        if (value == Constants.Singleton.NONE
            && (test == Pseudo.POP_JUMP_IF_FALSE || test == Pseudo.POP_JUMP_IF_TRUE)) {
          boolean isNot = b.code[i + 1].oparg != 0;
          inst.opcode = Opcode.NOP;
          b.code[i + 1].opcode = Opcode.NOP;
          b.code[i + 2].opcode =
              isNot != (test == Pseudo.POP_JUMP_IF_FALSE)
                  ? Pseudo.POP_JUMP_IF_NOT_NONE
                  : Pseudo.POP_JUMP_IF_NONE;
        }
      }
      default -> {}
    }
  }

  private static void decide(BasicBlock b, int i, boolean jumps) {
    b.code[i].opcode = jumps ? Pseudo.JUMP : Opcode.NOP;
    if (jumps) {
      b.noFallthrough = true;
    }
  }

  private void optimizeTuple(BasicBlock b, int i, int next) {
    Instruction inst = b.code[i];
    int n = inst.oparg;
    if (next == Opcode.UNPACK_SEQUENCE && n == b.code[i + 1].oparg && n >= 1 && n <= 3) {
      inst.opcode = Opcode.NOP;
      b.code[i + 1].opcode = n == 1 ? Opcode.NOP : Opcode.SWAP;
      return;
    }
    if (i < n) {
      return;
    }
    Object[] items = new Object[n];
    for (int k = 0; k < n; k++) {
      Instruction load = b.code[i - n + k];
      if (load.opcode != Opcode.LOAD_CONST) {
        return;
      }
      items[k] = unit.consts.get(load.oparg);
    }
    for (int k = 0; k < n; k++) {
      b.code[i - n + k].opcode = Opcode.NOP;
    }
    inst.opcode = Opcode.LOAD_CONST;
    inst.oparg = unit.consts.number(new Constants.Tuple(items));
  }

  /**
   * Simplifies a jump-or-pop that leads to another test of the same value: a similar test has the
   * same outcome, an opposite one has the other.
   *
   * @return whether {@code inst} changed and may be simplified further
   */
  private static boolean threadShortCircuit(
      Instruction inst, Instruction target, int opposite, int popSame, int popOpposite) {
    if (target.opcode == popSame) {
      return thread(inst, target, popSame);
    }
    if (target.opcode == Pseudo.JUMP || target.opcode == inst.opcode) {
      return thread(inst, target, inst.opcode);
    }
    if ((target.opcode == opposite || target.opcode == popOpposite)
        && inst.lineno == target.lineno) {
      inst.opcode = popSame;
      inst.target = inst.target.next;
      return true;
    }
    return false;
  }

  /**
   * Makes a jump to a jump lead where that one leads, unless that would hide a line or change
   * nothing.
   */
  private static boolean thread(Instruction inst, Instruction target, int opcode) {
    if (inst.lineno == target.lineno && inst.target != target.target) {
      inst.target = target.target;
      inst.opcode = opcode;
      return true;
    }
    return false;
  }

  /** Removes the NOPs of {@code b} that no line needs. */
  static void removeNops(BasicBlock b) {
    int kept = 0;
    int previousLine = -1;
    for (int i = 0; i < b.size; i++) {
      Instruction inst = b.code[i];
      if (inst.opcode == Opcode.NOP && isNopRedundant(b, i, previousLine)) {
        continue;
      }
      b.code[kept++] = inst;
      previousLine = inst.lineno;
    }
    b.size = kept;
  }

  private static boolean isNopRedundant(BasicBlock b, int i, int previousLine) {
    Instruction nop = b.code[i];
    if (nop.lineno < 0 || nop.lineno == previousLine) {
      return true;
    }
    if (i < b.size - 1) {
      Instruction following = b.code[i + 1];
      if (following.lineno == nop.lineno) {
        return true;
      }
      if (following.lineno < 0) {
        following.copyLocation(nop);
        return true;
      }
      return false;
    }
    BasicBlock next = b.next;
    while (next != null && next.size == 0) {
      next = next.next;
    }
    return next != null && next.code[0].lineno == nop.lineno;
  }

  // between blocks

  /** A jump to a short exit block without lines of its own becomes a copy of that block. */
  private void inlineSmallExits() {
    ArrayList<BasicBlock> blocks = unit.blocks;
    for (int n = blocks.size() - 1; n >= 0; n--) {
      BasicBlock b = blocks.get(n);
      if (b.size == 0 || b.last().opcode != Pseudo.JUMP) {
        continue;
      }
      BasicBlock target = b.last().target;
      if (target.exit && target.size <= MAX_COPY_SIZE && !hasLine(target, 1)) {
        b.last().opcode = Opcode.NOP;
        for (int i = 0; i < target.size; i++) {
          b.add(target.code[i].copy());
        }
        b.exit = true;
      }
    }
  }

  private static boolean hasLine(BasicBlock b, int lowest) {
    for (int i = 0; i < b.size; i++) {
      if (b.code[i].lineno >= lowest) {
        return true;
      }
    }
    return false;
  }

  private void markReachable() {
    ArrayList<BasicBlock> todo = new ArrayList<>();
    entry.predecessors = 1;
    todo.add(entry);
    while (!todo.isEmpty()) {
      BasicBlock b = todo.remove(todo.size() - 1);
      if (b.next != null && !b.noFallthrough) {
        reach(b.next, todo);
      }
      for (int i = 0; i < b.size; i++) {
        Instruction inst = b.code[i];
        if (inst.isJump() || inst.isBlockPush()) {
          reach(inst.target, todo);
        }
      }
    }
  }

  private static void reach(BasicBlock b, ArrayList<BasicBlock> todo) {
    if (b.predecessors++ == 0) {
      todo.add(b);
    }
  }

  private void unlinkEmptyBlocks() {
    for (BasicBlock b = entry; b != null; b = b.next) {
      BasicBlock next = b.next;
      if (next != null) {
        while (next.size == 0 && next.next != null) {
          next = next.next;
        }
        b.next = next;
      }
    }
    for (BasicBlock b = entry; b != null; b = b.next) {
      if (b.size > 0 && b.last().isJump()) {
        b.last().target = b.last().target.skipEmpty();
      }
    }
  }

  private void removeRedundantJumps() {
    boolean removed = false;
    for (BasicBlock b = entry; b != null; b = b.next) {
      if (b.size > 0) {
        Instruction last = b.last();
        if ((last.opcode == Pseudo.JUMP || last.opcode == Pseudo.JUMP_NO_INTERRUPT)
            && last.target == b.next) {
          b.noFallthrough = false;
          last.opcode = Opcode.NOP;
          removed = true;
        }
      }
    }
    if (removed) {
      unlinkEmptyBlocks();
    }
  }

  /**
   * Every return and raise must have a line, or a frame could not tell where it ended. An exit
   * block without one is copied until each copy has one predecessor, whose line it takes.
   */
  private void duplicateExitsWithoutLine() {
    ArrayList<BasicBlock> blocks = unit.blocks;
    for (int n = blocks.size() - 1; n >= 0; n--) {
      BasicBlock b = blocks.get(n);
      if (b.size == 0 || !b.last().isJump()) {
        continue;
      }
      Instruction jump = b.last();
      BasicBlock target = jump.target;
      if (isExitWithoutLine(target) && target.predecessors > 1) {
        BasicBlock copy = unit.newBlock();
        for (int i = 0; i < target.size; i++) {
          copy.add(target.code[i].copy());
        }
        copy.exit = target.exit;
        copy.noFallthrough = true;
        copy.code[0].copyLocation(jump);
        jump.target = copy;
        target.predecessors--;
        copy.predecessors = 1;
        copy.next = target.next;
        target.next = copy;
      }
    }
    for (int n = blocks.size() - 1; n >= 0; n--) {
      BasicBlock b = blocks.get(n);
      while (b.next != null && b.next.size == 0) {
        b.next = b.next.next;
      }
    }
    // What is left can only be fallen into, so it has one predecessor.
    for (int n = blocks.size() - 1; n >= 0; n--) {
      BasicBlock b = blocks.get(n);
      if (!b.noFallthrough && b.next != null && b.size > 0 && isExitWithoutLine(b.next)) {
        b.next.code[0].copyLocation(b.last());
      }
    }
  }

  private static boolean isExitWithoutLine(BasicBlock b) {
    return b.exit && !hasLine(b, 0);
  }
}
