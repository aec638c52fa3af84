package dev.dormouse.code;

/**
 * What {@link CodeVerifier} knows of each instruction: how its operand is checked, how long it is
 * and what it does to the stack.
 */
final class InstructionShapes {
  // How an operand is checked and what depends on it. Zero is for what may not occur after the
  // prologue.

  static final int PLAIN = 1;
  static final int CONST = 2;
  static final int NAME = 3;
  static final int GLOBAL = 4;
  static final int LOCAL = 5;
  static final int DEREF = 6;
  static final int JUMP = 7;
  static final int PRECALL = 8;
  static final int CALL = 9;
  static final int LIMITED = 10;
  static final int SPECIAL = 11;
  static final int END = 12;

  /**
   * For each instruction: bits 0 to 3 one of the numbers above, 4 to 7 how many code units it has
   * with its caches, 8 to 11 how many values it takes, 12 to 15 how many it leaves in their place
   * when it does not jump.
   */
  static final char[] SHAPES = shapes();

  private InstructionShapes() {}

  /** The first operand that is too large, for instructions that have few. */
  static int limit(int op) {
    return switch (op) {
      case Opcode.BINARY_OP -> Opcode.NB_INPLACE_XOR + 1;
      case Opcode.COMPARE_OP -> 6;
      case Opcode.GET_AWAITABLE -> 3;
      default -> 2;
    };
  }

  private static char[] shapes() {
    char[] shapes = new char[256];
    // Instructions that are always the same to us, by how many values they take and leave.
    fill(shapes, PLAIN, 0, 0, Opcode.NOP, Opcode.RESUME, Opcode.SETUP_ANNOTATIONS);
    fill(shapes, PLAIN, 0, 1, Opcode.PUSH_NULL, Opcode.LOAD_BUILD_CLASS);
    fill(shapes, PLAIN, 0, 1, Opcode.LOAD_ASSERTION_ERROR);
    fill(shapes, PLAIN, 1, 0, Opcode.POP_TOP, Opcode.PRINT_EXPR, Opcode.IMPORT_STAR);
    fill(shapes, PLAIN, 1, 0, Opcode.POP_EXCEPT);
    fill(shapes, PLAIN, 1, 1, Opcode.UNARY_POSITIVE, Opcode.UNARY_NEGATIVE, Opcode.UNARY_NOT);
    fill(shapes, PLAIN, 1, 1, Opcode.UNARY_INVERT, Opcode.GET_ITER, Opcode.GET_YIELD_FROM_ITER);
    fill(shapes, PLAIN, 1, 1, Opcode.GET_AITER, Opcode.LIST_TO_TUPLE, Opcode.ASYNC_GEN_WRAP);
    fill(shapes, PLAIN, 1, 2, Opcode.GET_LEN, Opcode.MATCH_MAPPING, Opcode.MATCH_SEQUENCE);
    fill(shapes, PLAIN, 1, 2, Opcode.PUSH_EXC_INFO, Opcode.GET_ANEXT);
    fill(shapes, PLAIN, 1, 2, Opcode.BEFORE_WITH, Opcode.BEFORE_ASYNC_WITH);
    fill(shapes, PLAIN, 2, 0, Opcode.DELETE_SUBSCR, Opcode.END_ASYNC_FOR);
    fill(shapes, PLAIN, 2, 1, Opcode.BINARY_SUBSCR, Opcode.PREP_RERAISE_STAR);
    fill(shapes, PLAIN, 2, 2, Opcode.CHECK_EXC_MATCH, Opcode.CHECK_EG_MATCH);
    fill(shapes, PLAIN, 2, 3, Opcode.MATCH_KEYS);
    fill(shapes, PLAIN, 3, 0, Opcode.STORE_SUBSCR);
    fill(shapes, PLAIN, 3, 1, Opcode.MATCH_CLASS);
    // The exit function is below the exception, the one handled before it, and the raising offset.
    fill(shapes, PLAIN, 4, 5, Opcode.WITH_EXCEPT_START);
    fill(shapes, CONST, 0, 1, Opcode.LOAD_CONST);
    fill(shapes, NAME, 0, 1, Opcode.LOAD_NAME);
    fill(shapes, NAME, 1, 0, Opcode.STORE_NAME, Opcode.STORE_GLOBAL, Opcode.DELETE_ATTR);
    fill(shapes, NAME, 0, 0, Opcode.DELETE_NAME, Opcode.DELETE_GLOBAL);
    fill(shapes, NAME, 1, 1, Opcode.LOAD_ATTR);
    fill(shapes, NAME, 1, 2, Opcode.LOAD_METHOD, Opcode.IMPORT_FROM);
    fill(shapes, NAME, 2, 0, Opcode.STORE_ATTR);
    fill(shapes, NAME, 2, 1, Opcode.IMPORT_NAME);
    fill(shapes, GLOBAL, 0, 1, Opcode.LOAD_GLOBAL);
    fill(shapes, LOCAL, 0, 1, Opcode.LOAD_FAST);
    fill(shapes, LOCAL, 1, 0, Opcode.STORE_FAST);
    fill(shapes, LOCAL, 0, 0, Opcode.DELETE_FAST);
    fill(shapes, DEREF, 0, 1, Opcode.LOAD_DEREF, Opcode.LOAD_CLOSURE, Opcode.LOAD_CLASSDEREF);
    fill(shapes, DEREF, 1, 0, Opcode.STORE_DEREF);
    fill(shapes, DEREF, 0, 0, Opcode.DELETE_DEREF);
    fill(shapes, PRECALL, 0, 0, Opcode.PRECALL);
    fill(shapes, CALL, 0, 1, Opcode.CALL);
    fill(shapes, JUMP, 0, 0, Opcode.JUMP_FORWARD, Opcode.JUMP_BACKWARD);
    fill(shapes, JUMP, 0, 0, Opcode.JUMP_BACKWARD_NO_INTERRUPT);
    fill(shapes, JUMP, 1, 0, Opcode.POP_JUMP_FORWARD_IF_FALSE, Opcode.POP_JUMP_FORWARD_IF_TRUE);
    fill(shapes, JUMP, 1, 0, Opcode.POP_JUMP_FORWARD_IF_NONE);
    fill(shapes, JUMP, 1, 0, Opcode.POP_JUMP_FORWARD_IF_NOT_NONE);
    fill(shapes, JUMP, 1, 0, Opcode.POP_JUMP_BACKWARD_IF_FALSE, Opcode.POP_JUMP_BACKWARD_IF_TRUE);
    fill(shapes, JUMP, 1, 0, Opcode.POP_JUMP_BACKWARD_IF_NONE);
    fill(shapes, JUMP, 1, 0, Opcode.POP_JUMP_BACKWARD_IF_NOT_NONE);
    fill(shapes, JUMP, 1, 0, Opcode.JUMP_IF_FALSE_OR_POP, Opcode.JUMP_IF_TRUE_OR_POP);
    fill(shapes, JUMP, 1, 2, Opcode.FOR_ITER);
    fill(shapes, JUMP, 2, 2, Opcode.SEND);
    fill(shapes, END, 1, 0, Opcode.RETURN_VALUE);
    fill(shapes, END, 1, 0, Opcode.RERAISE);
    fill(shapes, END, 0, 0, Opcode.RAISE_VARARGS);
    fill(shapes, LIMITED, 2, 1, Opcode.COMPARE_OP, Opcode.BINARY_OP, Opcode.IS_OP);
    fill(shapes, LIMITED, 2, 1, Opcode.CONTAINS_OP);
    fill(shapes, LIMITED, 1, 1, Opcode.GET_AWAITABLE);
    fill(shapes, SPECIAL, 0, 0, Opcode.BUILD_TUPLE, Opcode.BUILD_LIST, Opcode.BUILD_SET);
    fill(shapes, SPECIAL, 0, 0, Opcode.BUILD_STRING, Opcode.BUILD_MAP, Opcode.BUILD_SLICE);
    fill(shapes, SPECIAL, 0, 0, Opcode.BUILD_CONST_KEY_MAP);
    fill(shapes, SPECIAL, 0, 0, Opcode.UNPACK_SEQUENCE, Opcode.UNPACK_EX, Opcode.COPY);
    fill(shapes, SPECIAL, 0, 0, Opcode.FORMAT_VALUE, Opcode.MAKE_FUNCTION, Opcode.KW_NAMES);
    fill(shapes, SPECIAL, 0, 0, Opcode.CALL_FUNCTION_EX);
    fill(shapes, SPECIAL, 0, 0, Opcode.SWAP, Opcode.LIST_APPEND, Opcode.SET_ADD, Opcode.MAP_ADD);
    fill(shapes, SPECIAL, 0, 0, Opcode.LIST_EXTEND, Opcode.SET_UPDATE, Opcode.DICT_UPDATE);
    fill(shapes, SPECIAL, 0, 0, Opcode.DICT_MERGE, Opcode.YIELD_VALUE);
    return shapes;
  }

  private static void fill(char[] shapes, int kind, int takes, int leaves, int... ops) {
    for (int op : ops) {
      shapes[op] = (char) (kind | 1 + Opcode.caches(op) << 4 | takes << 8 | leaves << 12);
    }
  }
}
