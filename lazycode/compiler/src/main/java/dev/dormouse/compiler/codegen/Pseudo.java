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

  /** Whether nothing of the frame runs after it but handlers. */
  static boolean exits(int op) {
    return op == Opcode.RETURN_VALUE || op == Opcode.RAISE_VARARGS || op == Opcode.RERAISE;
  }

  /** Whether the instruction after it can only be jumped to. */
  static boolean neverFallsThrough(int op) {
    return op == JUMP || op == JUMP_NO_INTERRUPT || exits(op);
  }

  /** Code generation starts a new block after these. */
  static boolean endsBasicBlock(int op) {
    return exits(op) || isJump(op);
  }

  /** Whether it jumps by the truth of the value on top. */
  static boolean isTruthTest(int op) {
    return op == POP_JUMP_IF_FALSE || op == POP_JUMP_IF_TRUE || keepsValue(op);
  }

  /** Of truth tests: whether the value stays where it jumps. */
  static boolean keepsValue(int op) {
    return op == Opcode.JUMP_IF_FALSE_OR_POP || op == Opcode.JUMP_IF_TRUE_OR_POP;
  }

  /** Of truth tests: whether a true value makes it jump. */
  static boolean jumpsOnTrue(int op) {
    return op == POP_JUMP_IF_TRUE || op == Opcode.JUMP_IF_TRUE_OR_POP;
  }

  /** The real instruction for a jump whose direction is known. */
  static int directed(int op, boolean forward) {
    return switch (op) {
      case JUMP -> forward ? Opcode.JUMP_FORWARD : Opcode.JUMP_BACKWARD;
      case JUMP_NO_INTERRUPT -> forward ? Opcode.JUMP_FORWARD : Opcode.JUMP_BACKWARD_NO_INTERRUPT;
      case POP_JUMP_IF_FALSE ->
          forward ? Opcode.POP_JUMP_FORWARD_IF_FALSE : Opcode.POP_JUMP_BACKWARD_IF_FALSE;
      case POP_JUMP_IF_TRUE ->
          forward ? Opcode.POP_JUMP_FORWARD_IF_TRUE : Opcode.POP_JUMP_BACKWARD_IF_TRUE;
      case POP_JUMP_IF_NONE ->
          forward ? Opcode.POP_JUMP_FORWARD_IF_NONE : Opcode.POP_JUMP_BACKWARD_IF_NONE;
      case POP_JUMP_IF_NOT_NONE ->
          forward ? Opcode.POP_JUMP_FORWARD_IF_NOT_NONE : Opcode.POP_JUMP_BACKWARD_IF_NOT_NONE;
      default -> {
        if (!forward) {
          throw new IllegalStateException("unexpected " + Opcode.name(op) + " jumping backwards");
        }
        yield op;
      }
    };
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
