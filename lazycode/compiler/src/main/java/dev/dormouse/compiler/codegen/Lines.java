package dev.dormouse.compiler.codegen;

import dev.dormouse.code.Opcode;

/**
 * Sees to the lines of instructions: every line that the source has code for stays visible to a
 * tracer, and what has no line of its own gets one where it can have only one.
 */
final class Lines {
  private Lines() {}

  /** Removes the NOPs of {@code b} but those that are a line's only instruction. */
  static void removeNops(BasicBlock b) {
    int kept = 0;
    int previousLine = -1;
    for (int i = 0; i < b.size; i++) {
      Instruction inst = b.code[i];
      if (inst.opcode != Opcode.NOP || standsForLine(b, i, previousLine)) {
        b.code[kept++] = inst;
        previousLine = inst.lineno;
      }
    }
    b.size = kept;
  }

  /**
   * Whether the line of a NOP is neither that of what runs before it nor of what runs after it. A
   * neighbour without a line takes the NOP's.
   */
  private static boolean standsForLine(BasicBlock b, int i, int previousLine) {
    Instruction nop = b.code[i];
    if (nop.lineno < 0 || nop.lineno == previousLine) {
      return false;
    }
    boolean inside = i + 1 < b.size;
    BasicBlock next = inside ? b : b.nextWithCode();
    if (next == null) {
      return true;
    }
    Instruction following = next.code[inside ? i + 1 : 0];
    if (inside && following.lineno < 0) {
      following.copyLocation(nop);
    }
    return following.lineno != nop.lineno;
  }

  /**
   * Artificial instructions take the place of what runs before them: inside a block, and at the
   * start of a block into which there is only one way.
   */
  static void propagate(BasicBlock entry) {
    for (BasicBlock b = entry; b != null; b = b.next) {
      if (b.size == 0) {
        continue;
      }
      Instruction known = null;
      for (int i = 0; i < b.size; i++) {
        known = known(b.code[i], known);
      }
      if (b.fallsThrough()) {
        startFrom(known, b.next);
      }
      if (b.last().isJump()) {
        startFrom(known, b.last().target);
      }
    }
  }

  private static void startFrom(Instruction known, BasicBlock b) {
    if (b.predecessors == 1) {
      known(b.code[0], known);
    }
  }

  /**
   * Gives {@code inst} the place of {@code known}, if it needs one; returns what has a place now.
   */
  private static Instruction known(Instruction inst, Instruction known) {
    if (inst.lineno >= 0) {
      return inst;
    }
    if (known == null) {
      inst.setLocation(-1, -1, -1, -1);
    } else {
      inst.copyLocation(known);
    }
    return known;
  }

  /** A return that still has no line is on the last line before it, in the order of the code. */
  static void locateReturns(BasicBlock entry, int firstLine) {
    int line = firstLine;
    for (BasicBlock b = entry; b != null; b = b.next) {
      if (b.size > 0 && b.last().lineno >= 0) {
        line = b.last().lineno;
      } else if (b.endsWith(Opcode.RETURN_VALUE)) {
        for (int i = 0; i < b.size; i++) {
          b.code[i].lineno = line;
        }
      }
    }
  }
}
