package dev.dormouse.compiler.codegen;

import dev.dormouse.code.Opcode;

/**
 * One instruction of a {@link BasicBlock}. Belongs to one block only; passes rewrite it in place.
 */
final class Instruction {
  /** A number of {@link Opcode} or {@link Pseudo}. */
  int opcode;

  /** Meaningless for jumps until {@link CodeWriter} has placed the blocks. */
  int oparg;

  /** Where a jump or a SETUP instruction leads; otherwise null. */
  BasicBlock target;

  /** Where an exception raised here leads; null without a handler and before {@link Handlers}. */
  BasicBlock handler;

  /** One-based; negative for an artificial instruction, which may inherit a line later. */
  int lineno;

  int endLineno;

  /** Zero-based; -1 when unknown. */
  int colOffset;

  int endColOffset;

  Instruction(int opcode, int oparg) {
    this.opcode = opcode;
    this.oparg = oparg;
  }

  /** An instruction from nowhere in the source. */
  static Instruction artificial(int opcode, int oparg) {
    Instruction i = new Instruction(opcode, oparg);
    i.setLocation(-1, -1, -1, -1);
    return i;
  }

  Instruction copy() {
    Instruction i = new Instruction(opcode, oparg);
    i.target = target;
    i.handler = handler;
    i.copyLocation(this);
    return i;
  }

  void setLocation(int lineno, int endLineno, int colOffset, int endColOffset) {
    this.lineno = lineno;
    this.endLineno = endLineno;
    this.colOffset = colOffset;
    this.endColOffset = endColOffset;
  }

  void copyLocation(Instruction from) {
    setLocation(from.lineno, from.endLineno, from.colOffset, from.endColOffset);
  }

  boolean isJump() {
    return Pseudo.isJump(opcode);
  }

  boolean isBlockPush() {
    return Pseudo.isBlockPush(opcode);
  }

  /** Whether control may get from here to {@link #target}. */
  boolean leads() {
    return isJump() || isBlockPush();
  }

  /** Code units it takes, with extended arguments and caches. */
  int size() {
    int extended = 0;
    if (opcode >= Opcode.HAVE_ARGUMENT) {
      for (int rest = oparg >>> 8; rest != 0; rest >>>= 8) {
        extended++;
      }
    }
    return extended + 1 + Opcode.caches(opcode);
  }
}
