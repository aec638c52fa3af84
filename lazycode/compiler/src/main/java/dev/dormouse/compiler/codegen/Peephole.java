package dev.dormouse.compiler.codegen;

import dev.dormouse.code.Constants;
import dev.dormouse.code.Opcode;

/**
 * Rewrites neighbouring instructions of a block, and jumps together with what they lead to. Nothing
 * is inserted or removed: what goes away becomes a NOP.
 */
final class Peephole {
  /** Longer tuples are built and taken apart. */
  private static final int MAX_SWAPPED = 3;

  private final ConstantTable consts;
  private BasicBlock block;

  private Peephole(ConstantTable consts) {
    this.consts = consts;
  }

  static void rewrite(FlowGraph graph, ConstantTable consts) {
    Peephole peephole = new Peephole(consts);
    for (BasicBlock b = graph.entry; b != null; b = b.next) {
      peephole.rewrite(b);
      Lines.removeNops(b);
    }
  }

  private void rewrite(BasicBlock b) {
    block = b;
    for (int i = 0; i < b.size; i++) {
      Instruction inst = b.code[i];
      if (inst.leads()) {
        while (follow(inst)) {
          // It leads on from where it leads now.
        }
        continue;
      }
      switch (inst.opcode) {
        case Opcode.LOAD_CONST -> decideTest(i);
        case Opcode.BUILD_TUPLE -> rewriteTuple(i);
        case Opcode.SWAP -> i = rewriteSwaps(i);
        case Opcode.PUSH_NULL -> {
          if (opcodeAt(i + 1) == Opcode.LOAD_GLOBAL) {
            inst.opcode = Opcode.NOP;
            inst.oparg = 0;
            b.code[i + 1].oparg |= 1;
          }
        }
        default -> {}
      }
    }
  }

  /** Zero behind the end of the block. */
  private int opcodeAt(int i) {
    return i < block.size ? block.code[i].opcode : 0;
  }

  // jumps

  /** Makes an instruction lead one step further; false if it leads as far as it can. */
  private static boolean follow(Instruction inst) {
    inst.target = inst.target.skipEmpty();
    Instruction there = inst.target.code[0];
    return switch (inst.opcode) {
      case Opcode.JUMP_IF_FALSE_OR_POP -> followKnown(inst, there, false);
      case Opcode.JUMP_IF_TRUE_OR_POP -> followKnown(inst, there, true);
      case Pseudo.POP_JUMP_IF_NOT_NONE,
          Pseudo.POP_JUMP_IF_NONE,
          Pseudo.POP_JUMP_IF_FALSE,
          Pseudo.POP_JUMP_IF_TRUE,
          Pseudo.JUMP ->
          there.opcode == Pseudo.JUMP && redirect(inst, there, inst.opcode);
      default -> false;
    };
  }

  /**
   * Follows a jump that keeps a value of which it knows the truth. If another test of it comes
   * next, the outcome of that is known: it jumps on, with or without the value, or it drops the
   * value and goes on behind itself.
   */
  private static boolean followKnown(Instruction inst, Instruction there, boolean truth) {
    int dropping = truth ? Pseudo.POP_JUMP_IF_TRUE : Pseudo.POP_JUMP_IF_FALSE;
    switch (there.opcode) {
      case Pseudo.JUMP:
        return redirect(inst, there, inst.opcode);
      case Pseudo.POP_JUMP_IF_FALSE,
      Pseudo.POP_JUMP_IF_TRUE,
      Opcode.JUMP_IF_FALSE_OR_POP,
      Opcode.JUMP_IF_TRUE_OR_POP:
        if (Pseudo.jumpsOnTrue(there.opcode) == truth) {
          return redirect(inst, there, there.opcode == dropping ? dropping : inst.opcode);
        }
        if (inst.lineno != there.lineno) {
          return false;
        }
        inst.opcode = dropping;
        inst.target = inst.target.next;
        return true;
      default:
        return false;
    }
  }

  /**
   * Makes a jump to a jump lead where that one leads, unless that would hide a line or change
   * nothing.
   */
  private static boolean redirect(Instruction inst, Instruction there, int opcode) {
    boolean further = inst.lineno == there.lineno && inst.target != there.target;
    if (further) {
      inst.target = there.target;
      inst.opcode = opcode;
    }
    return further;
  }

  // constants

  /** A constant that is tested right away decides the test now. */
  private void decideTest(int i) {
    Object value = consts.get(block.code[i].oparg);
    int test = opcodeAt(i + 1);
    if (Pseudo.isTruthTest(test)) {
      boolean jumps = ConstantOperations.isTrue(value) == Pseudo.jumpsOnTrue(test);
      if (!jumps || !Pseudo.keepsValue(test)) {
        block.code[i].opcode = Opcode.NOP;
      }
      block.code[i + 1].opcode = jumps ? Pseudo.JUMP : Opcode.NOP;
    } else if (test == Opcode.IS_OP && value == Constants.Singleton.NONE) {
      fuseNoneTest(i);
    }
  }

  /** {@code is None}, {@code is not None} and the jump behind them are one instruction. */
  private void fuseNoneTest(int i) {
    int jump = opcodeAt(i + 2);
    if (jump == Pseudo.POP_JUMP_IF_FALSE || jump == Pseudo.POP_JUMP_IF_TRUE) {
      boolean isNot = block.code[i + 1].oparg != 0;
      boolean jumpsOnNone = Pseudo.jumpsOnTrue(jump) != isNot;
      block.code[i].opcode = Opcode.NOP;
      block.code[i + 1].opcode = Opcode.NOP;
      block.code[i + 2].opcode =
          jumpsOnNone ? Pseudo.POP_JUMP_IF_NONE : Pseudo.POP_JUMP_IF_NOT_NONE;
    }
  }

  /** A small tuple that is unpacked at once is never built; one of constants is a constant. */
  private void rewriteTuple(int i) {
    Instruction build = block.code[i];
    int length = build.oparg;
    if (opcodeAt(i + 1) == Opcode.UNPACK_SEQUENCE
        && block.code[i + 1].oparg == length
        && length >= 1
        && length <= MAX_SWAPPED) {
      build.opcode = Opcode.NOP;
      block.code[i + 1].opcode = length == 1 ? Opcode.NOP : Opcode.SWAP;
      return;
    }
    int first = i - length;
    for (int k = first; k < i; k++) {
      if (k < 0 || block.code[k].opcode != Opcode.LOAD_CONST) {
        return;
      }
    }
    Object[] items = new Object[length];
    for (int k = 0; k < length; k++) {
      items[k] = consts.get(block.code[first + k].oparg);
      block.code[first + k].opcode = Opcode.NOP;
    }
    build.opcode = Opcode.LOAD_CONST;
    build.oparg = consts.number(new Constants.Tuple(items));
  }

  /** Returns the index of the last SWAP that was looked at. */
  private int rewriteSwaps(int i) {
    if (block.code[i].oparg == 1) {
      block.code[i].opcode = Opcode.NOP;
      return i;
    }
    int last = SwapOptimizer.optimizeRun(block, i);
    SwapOptimizer.applyStatically(block, last);
    return last;
  }
}
