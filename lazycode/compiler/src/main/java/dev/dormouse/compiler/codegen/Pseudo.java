package dev.dormouse.compiler.codegen;

import dev.dormouse.code.Opcode;

/**
 * Instructions that exist only between code generation and assembly, numbered above the real ones,
 * and questions that are asked of both kinds.
 */
final class Pseudo {
  /** From here to the matching {@link #POP_BLOCK}, exceptions go to the target. */
  static final int SETUP_FINALLY = 256;

  /** As {@link #SETUP_FINALLY}; the handler also gets the offset of the instruction that raised. */
  static final int SETUP_CLEANUP = 257;

  /** As {@link #SETUP_CLEANUP}, below the result of {@code __enter__}. */
  static final int SETUP_WITH = 258;

  static final int POP_BLOCK = 259;

  /** Jumps that do not know yet whether they go forwards or backwards. */
  static final int JUMP = 260;

  static final int JUMP_NO_INTERRUPT = 261;
  static final int POP_JUMP_IF_FALSE = 262;
  static final int POP_JUMP_IF_TRUE = 263;
  static final int POP_JUMP_IF_NONE = 264;
  static final int POP_JUMP_IF_NOT_NONE = 265;

  private Pseudo() {}

  static boolean isBlockPush(int op) {
    return op >= SETUP_FINALLY && op <= SETUP_WITH;
  }

  static boolean isJump(int op) {
    return op >= JUMP || op < SETUP_FINALLY && Opcode.hasJrel(op);
  }

  /** Code generation starts a new block after these. */
  static boolean endsBasicBlock(int op) {
    return op == Opcode.RETURN_VALUE
        || op == Opcode.RAISE_VARARGS
        || op == Opcode.RERAISE
        || isJump(op);
  }

  static int stackEffect(int op, int arg, boolean jump) {
    return switch (op) {
      case SETUP_FINALLY, SETUP_WITH -> jump ? 1 : 0;
      case SETUP_CLEANUP -> jump ? 2 : 0;
      case POP_BLOCK, JUMP, JUMP_NO_INTERRUPT -> 0;
      case POP_JUMP_IF_FALSE, POP_JUMP_IF_TRUE, POP_JUMP_IF_NONE, POP_JUMP_IF_NOT_NONE -> -1;
      default -> Opcode.stackEffect(op, arg, jump);
    };
  }
}
