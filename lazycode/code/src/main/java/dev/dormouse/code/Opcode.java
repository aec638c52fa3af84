package dev.dormouse.code;

/**
 * The instruction set of CPython 3.11 (magic 3495): numbers, names, inline caches, operand kinds
 * and stack effects.
 *
 * <p>Only what a compiler may emit is here. CPython rewrites hot instructions in place into
 * specialized forms; those never leave its memory, so a file that holds one is damaged and the
 * {@link CodeVerifier} refuses it.
 *
 * <p>The numbers are compile-time constants and the questions are answered by switches, so that
 * using this class initialises nothing.
 */
public final class Opcode {
  private Opcode() {}

  /** Instructions from this number on have an operand. */
  public static final int HAVE_ARGUMENT = 90;

  /**
   * What {@link #stackEffect} answers for a number that is no instruction, or an operand it cannot
   * have.
   */
  public static final int INVALID_STACK_EFFECT = Integer.MAX_VALUE;

  public static final int CACHE = 0;
  public static final int POP_TOP = 1;
  public static final int PUSH_NULL = 2;
  public static final int NOP = 9;
  public static final int UNARY_POSITIVE = 10;
  public static final int UNARY_NEGATIVE = 11;
  public static final int UNARY_NOT = 12;
  public static final int UNARY_INVERT = 15;
  public static final int BINARY_SUBSCR = 25;
  public static final int GET_LEN = 30;
  public static final int MATCH_MAPPING = 31;
  public static final int MATCH_SEQUENCE = 32;
  public static final int MATCH_KEYS = 33;
  public static final int PUSH_EXC_INFO = 35;
  public static final int CHECK_EXC_MATCH = 36;
  public static final int CHECK_EG_MATCH = 37;
  public static final int WITH_EXCEPT_START = 49;
  public static final int GET_AITER = 50;
  public static final int GET_ANEXT = 51;
  public static final int BEFORE_ASYNC_WITH = 52;
  public static final int BEFORE_WITH = 53;
  public static final int END_ASYNC_FOR = 54;
  public static final int STORE_SUBSCR = 60;
  public static final int DELETE_SUBSCR = 61;
  public static final int GET_ITER = 68;
  public static final int GET_YIELD_FROM_ITER = 69;
  public static final int PRINT_EXPR = 70;
  public static final int LOAD_BUILD_CLASS = 71;
  public static final int LOAD_ASSERTION_ERROR = 74;
  public static final int RETURN_GENERATOR = 75;
  public static final int LIST_TO_TUPLE = 82;
  public static final int RETURN_VALUE = 83;
  public static final int IMPORT_STAR = 84;
  public static final int SETUP_ANNOTATIONS = 85;
  public static final int YIELD_VALUE = 86;
  public static final int ASYNC_GEN_WRAP = 87;
  public static final int PREP_RERAISE_STAR = 88;
  public static final int POP_EXCEPT = 89;
  public static final int STORE_NAME = 90;
  public static final int DELETE_NAME = 91;
  public static final int UNPACK_SEQUENCE = 92;
  public static final int FOR_ITER = 93;
  public static final int UNPACK_EX = 94;
  public static final int STORE_ATTR = 95;
  public static final int DELETE_ATTR = 96;
  public static final int STORE_GLOBAL = 97;
  public static final int DELETE_GLOBAL = 98;
  public static final int SWAP = 99;
  public static final int LOAD_CONST = 100;
  public static final int LOAD_NAME = 101;
  public static final int BUILD_TUPLE = 102;
  public static final int BUILD_LIST = 103;
  public static final int BUILD_SET = 104;
  public static final int BUILD_MAP = 105;
  public static final int LOAD_ATTR = 106;
  public static final int COMPARE_OP = 107;
  public static final int IMPORT_NAME = 108;
  public static final int IMPORT_FROM = 109;
  public static final int JUMP_FORWARD = 110;
  public static final int JUMP_IF_FALSE_OR_POP = 111;
  public static final int JUMP_IF_TRUE_OR_POP = 112;
  public static final int POP_JUMP_FORWARD_IF_FALSE = 114;
  public static final int POP_JUMP_FORWARD_IF_TRUE = 115;
  public static final int LOAD_GLOBAL = 116;
  public static final int IS_OP = 117;
  public static final int CONTAINS_OP = 118;
  public static final int RERAISE = 119;
  public static final int COPY = 120;
  public static final int BINARY_OP = 122;
  public static final int SEND = 123;
  public static final int LOAD_FAST = 124;
  public static final int STORE_FAST = 125;
  public static final int DELETE_FAST = 126;
  public static final int POP_JUMP_FORWARD_IF_NOT_NONE = 128;
  public static final int POP_JUMP_FORWARD_IF_NONE = 129;
  public static final int RAISE_VARARGS = 130;
  public static final int GET_AWAITABLE = 131;
  public static final int MAKE_FUNCTION = 132;
  public static final int BUILD_SLICE = 133;
  public static final int JUMP_BACKWARD_NO_INTERRUPT = 134;
  public static final int MAKE_CELL = 135;
  public static final int LOAD_CLOSURE = 136;
  public static final int LOAD_DEREF = 137;
  public static final int STORE_DEREF = 138;
  public static final int DELETE_DEREF = 139;
  public static final int JUMP_BACKWARD = 140;
  public static final int CALL_FUNCTION_EX = 142;
  public static final int EXTENDED_ARG = 144;
  public static final int LIST_APPEND = 145;
  public static final int SET_ADD = 146;
  public static final int MAP_ADD = 147;
  public static final int LOAD_CLASSDEREF = 148;
  public static final int COPY_FREE_VARS = 149;
  public static final int RESUME = 151;
  public static final int MATCH_CLASS = 152;
  public static final int FORMAT_VALUE = 155;
  public static final int BUILD_CONST_KEY_MAP = 156;
  public static final int BUILD_STRING = 157;
  public static final int LOAD_METHOD = 160;
  public static final int LIST_EXTEND = 162;
  public static final int SET_UPDATE = 163;
  public static final int DICT_MERGE = 164;
  public static final int DICT_UPDATE = 165;
  public static final int PRECALL = 166;
  public static final int CALL = 171;
  public static final int KW_NAMES = 172;
  public static final int POP_JUMP_BACKWARD_IF_NOT_NONE = 173;
  public static final int POP_JUMP_BACKWARD_IF_NONE = 174;
  public static final int POP_JUMP_BACKWARD_IF_FALSE = 175;
  public static final int POP_JUMP_BACKWARD_IF_TRUE = 176;

  public static final int NB_ADD = 0;
  public static final int NB_AND = 1;
  public static final int NB_FLOOR_DIVIDE = 2;
  public static final int NB_LSHIFT = 3;
  public static final int NB_MATRIX_MULTIPLY = 4;
  public static final int NB_MULTIPLY = 5;
  public static final int NB_REMAINDER = 6;
  public static final int NB_OR = 7;
  public static final int NB_POWER = 8;
  public static final int NB_RSHIFT = 9;
  public static final int NB_SUBTRACT = 10;
  public static final int NB_TRUE_DIVIDE = 11;
  public static final int NB_XOR = 12;
  public static final int NB_INPLACE_ADD = 13;
  public static final int NB_INPLACE_AND = 14;
  public static final int NB_INPLACE_FLOOR_DIVIDE = 15;
  public static final int NB_INPLACE_LSHIFT = 16;
  public static final int NB_INPLACE_MATRIX_MULTIPLY = 17;
  public static final int NB_INPLACE_MULTIPLY = 18;
  public static final int NB_INPLACE_REMAINDER = 19;
  public static final int NB_INPLACE_OR = 20;
  public static final int NB_INPLACE_POWER = 21;
  public static final int NB_INPLACE_RSHIFT = 22;
  public static final int NB_INPLACE_SUBTRACT = 23;
  public static final int NB_INPLACE_TRUE_DIVIDE = 24;
  public static final int NB_INPLACE_XOR = 25;

  /** The name of an instruction, or as in {@code opcode.opname} its number in angle brackets. */
  public static String name(int op) {
    return switch (op) {
      case CACHE -> "CACHE";
      case POP_TOP -> "POP_TOP";
      case PUSH_NULL -> "PUSH_NULL";
      case NOP -> "NOP";
      case UNARY_POSITIVE -> "UNARY_POSITIVE";
      case UNARY_NEGATIVE -> "UNARY_NEGATIVE";
      case UNARY_NOT -> "UNARY_NOT";
      case UNARY_INVERT -> "UNARY_INVERT";
      case BINARY_SUBSCR -> "BINARY_SUBSCR";
      case GET_LEN -> "GET_LEN";
      case MATCH_MAPPING -> "MATCH_MAPPING";
      case MATCH_SEQUENCE -> "MATCH_SEQUENCE";
      case MATCH_KEYS -> "MATCH_KEYS";
      case PUSH_EXC_INFO -> "PUSH_EXC_INFO";
      case CHECK_EXC_MATCH -> "CHECK_EXC_MATCH";
      case CHECK_EG_MATCH -> "CHECK_EG_MATCH";
      case WITH_EXCEPT_START -> "WITH_EXCEPT_START";
      case GET_AITER -> "GET_AITER";
      case GET_ANEXT -> "GET_ANEXT";
      case BEFORE_ASYNC_WITH -> "BEFORE_ASYNC_WITH";
      case BEFORE_WITH -> "BEFORE_WITH";
      case END_ASYNC_FOR -> "END_ASYNC_FOR";
      case STORE_SUBSCR -> "STORE_SUBSCR";
      case DELETE_SUBSCR -> "DELETE_SUBSCR";
      case GET_ITER -> "GET_ITER";
      case GET_YIELD_FROM_ITER -> "GET_YIELD_FROM_ITER";
      case PRINT_EXPR -> "PRINT_EXPR";
      case LOAD_BUILD_CLASS -> "LOAD_BUILD_CLASS";
      case LOAD_ASSERTION_ERROR -> "LOAD_ASSERTION_ERROR";
      case RETURN_GENERATOR -> "RETURN_GENERATOR";
      case LIST_TO_TUPLE -> "LIST_TO_TUPLE";
      case RETURN_VALUE -> "RETURN_VALUE";
      case IMPORT_STAR -> "IMPORT_STAR";
      case SETUP_ANNOTATIONS -> "SETUP_ANNOTATIONS";
      case YIELD_VALUE -> "YIELD_VALUE";
      case ASYNC_GEN_WRAP -> "ASYNC_GEN_WRAP";
      case PREP_RERAISE_STAR -> "PREP_RERAISE_STAR";
      case POP_EXCEPT -> "POP_EXCEPT";
      case STORE_NAME -> "STORE_NAME";
      case DELETE_NAME -> "DELETE_NAME";
      case UNPACK_SEQUENCE -> "UNPACK_SEQUENCE";
      case FOR_ITER -> "FOR_ITER";
      case UNPACK_EX -> "UNPACK_EX";
      case STORE_ATTR -> "STORE_ATTR";
      case DELETE_ATTR -> "DELETE_ATTR";
      case STORE_GLOBAL -> "STORE_GLOBAL";
      case DELETE_GLOBAL -> "DELETE_GLOBAL";
      case SWAP -> "SWAP";
      case LOAD_CONST -> "LOAD_CONST";
      case LOAD_NAME -> "LOAD_NAME";
      case BUILD_TUPLE -> "BUILD_TUPLE";
      case BUILD_LIST -> "BUILD_LIST";
      case BUILD_SET -> "BUILD_SET";
      case BUILD_MAP -> "BUILD_MAP";
      case LOAD_ATTR -> "LOAD_ATTR";
      case COMPARE_OP -> "COMPARE_OP";
      case IMPORT_NAME -> "IMPORT_NAME";
      case IMPORT_FROM -> "IMPORT_FROM";
      case JUMP_FORWARD -> "JUMP_FORWARD";
      case JUMP_IF_FALSE_OR_POP -> "JUMP_IF_FALSE_OR_POP";
      case JUMP_IF_TRUE_OR_POP -> "JUMP_IF_TRUE_OR_POP";
      case POP_JUMP_FORWARD_IF_FALSE -> "POP_JUMP_FORWARD_IF_FALSE";
      case POP_JUMP_FORWARD_IF_TRUE -> "POP_JUMP_FORWARD_IF_TRUE";
      case LOAD_GLOBAL -> "LOAD_GLOBAL";
      case IS_OP -> "IS_OP";
      case CONTAINS_OP -> "CONTAINS_OP";
      case RERAISE -> "RERAISE";
      case COPY -> "COPY";
      case BINARY_OP -> "BINARY_OP";
      case SEND -> "SEND";
      case LOAD_FAST -> "LOAD_FAST";
      case STORE_FAST -> "STORE_FAST";
      case DELETE_FAST -> "DELETE_FAST";
      case POP_JUMP_FORWARD_IF_NOT_NONE -> "POP_JUMP_FORWARD_IF_NOT_NONE";
      case POP_JUMP_FORWARD_IF_NONE -> "POP_JUMP_FORWARD_IF_NONE";
      case RAISE_VARARGS -> "RAISE_VARARGS";
      case GET_AWAITABLE -> "GET_AWAITABLE";
      case MAKE_FUNCTION -> "MAKE_FUNCTION";
      case BUILD_SLICE -> "BUILD_SLICE";
      case JUMP_BACKWARD_NO_INTERRUPT -> "JUMP_BACKWARD_NO_INTERRUPT";
      case MAKE_CELL -> "MAKE_CELL";
      case LOAD_CLOSURE -> "LOAD_CLOSURE";
      case LOAD_DEREF -> "LOAD_DEREF";
      case STORE_DEREF -> "STORE_DEREF";
      case DELETE_DEREF -> "DELETE_DEREF";
      case JUMP_BACKWARD -> "JUMP_BACKWARD";
      case CALL_FUNCTION_EX -> "CALL_FUNCTION_EX";
      case EXTENDED_ARG -> "EXTENDED_ARG";
      case LIST_APPEND -> "LIST_APPEND";
      case SET_ADD -> "SET_ADD";
      case MAP_ADD -> "MAP_ADD";
      case LOAD_CLASSDEREF -> "LOAD_CLASSDEREF";
      case COPY_FREE_VARS -> "COPY_FREE_VARS";
      case RESUME -> "RESUME";
      case MATCH_CLASS -> "MATCH_CLASS";
      case FORMAT_VALUE -> "FORMAT_VALUE";
      case BUILD_CONST_KEY_MAP -> "BUILD_CONST_KEY_MAP";
      case BUILD_STRING -> "BUILD_STRING";
      case LOAD_METHOD -> "LOAD_METHOD";
      case LIST_EXTEND -> "LIST_EXTEND";
      case SET_UPDATE -> "SET_UPDATE";
      case DICT_MERGE -> "DICT_MERGE";
      case DICT_UPDATE -> "DICT_UPDATE";
      case PRECALL -> "PRECALL";
      case CALL -> "CALL";
      case KW_NAMES -> "KW_NAMES";
      case POP_JUMP_BACKWARD_IF_NOT_NONE -> "POP_JUMP_BACKWARD_IF_NOT_NONE";
      case POP_JUMP_BACKWARD_IF_NONE -> "POP_JUMP_BACKWARD_IF_NONE";
      case POP_JUMP_BACKWARD_IF_FALSE -> "POP_JUMP_BACKWARD_IF_FALSE";
      case POP_JUMP_BACKWARD_IF_TRUE -> "POP_JUMP_BACKWARD_IF_TRUE";
      default -> "<" + op + ">";
    };
  }

  /** The number of the instruction called {@code name}, or -1. */
  public static int byName(String name) {
    for (int op = 0; op < 256; op++) {
      if (isDefined(op) && name(op).equals(name)) {
        return op;
      }
    }
    return -1;
  }

  /** Whether {@code op} is an instruction; {@link #CACHE} is one. */
  public static boolean isDefined(int op) {
    return op >= 0 && op < 256 && stackEffect(op, 0, false) != INVALID_STACK_EFFECT;
  }

  /** How many {@link #CACHE} code units follow the instruction. */
  public static int caches(int op) {
    return switch (op) {
      case STORE_SUBSCR, UNPACK_SEQUENCE, BINARY_OP, PRECALL -> 1;
      case COMPARE_OP -> 2;
      case BINARY_SUBSCR, STORE_ATTR, LOAD_ATTR, CALL -> 4;
      case LOAD_GLOBAL -> 5;
      case LOAD_METHOD -> 10;
      default -> 0;
    };
  }

  /** The operand is a distance in code units from the end of the instruction and its caches. */
  public static boolean hasJrel(int op) {
    return isForwardJump(op) || isBackwardJump(op);
  }

  /** 3.11 has no absolute jumps; the question exists because {@code opcode.hasjabs} does. */
  public static boolean hasJabs(int op) {
    return false;
  }

  /** A jump whose operand counts towards the end of the code. */
  public static boolean isForwardJump(int op) {
    return switch (op) {
      case FOR_ITER,
          JUMP_FORWARD,
          JUMP_IF_FALSE_OR_POP,
          JUMP_IF_TRUE_OR_POP,
          POP_JUMP_FORWARD_IF_FALSE,
          POP_JUMP_FORWARD_IF_TRUE,
          SEND,
          POP_JUMP_FORWARD_IF_NOT_NONE,
          POP_JUMP_FORWARD_IF_NONE ->
          true;
      default -> false;
    };
  }

  /** A jump whose operand counts towards the start of the code. */
  public static boolean isBackwardJump(int op) {
    return switch (op) {
      case JUMP_BACKWARD_NO_INTERRUPT,
          JUMP_BACKWARD,
          POP_JUMP_BACKWARD_IF_NOT_NONE,
          POP_JUMP_BACKWARD_IF_NONE,
          POP_JUMP_BACKWARD_IF_FALSE,
          POP_JUMP_BACKWARD_IF_TRUE ->
          true;
      default -> false;
    };
  }

  /** A jump that never falls through. */
  public static boolean isUnconditionalJump(int op) {
    return switch (op) {
      case JUMP_FORWARD, JUMP_BACKWARD, JUMP_BACKWARD_NO_INTERRUPT -> true;
      default -> false;
    };
  }

  /** Control never reaches the instruction after this one. */
  public static boolean endsBlock(int op) {
    return switch (op) {
      case JUMP_FORWARD,
          JUMP_BACKWARD,
          JUMP_BACKWARD_NO_INTERRUPT,
          RETURN_VALUE,
          RAISE_VARARGS,
          RERAISE ->
          true;
      default -> false;
    };
  }

  /** The operand indexes {@code co_consts}. */
  public static boolean hasConst(int op) {
    return switch (op) {
      case LOAD_CONST, KW_NAMES -> true;
      default -> false;
    };
  }

  /** The operand indexes {@code co_names} (LOAD_GLOBAL: shifted left by one). */
  public static boolean hasName(int op) {
    return switch (op) {
      case STORE_NAME,
          DELETE_NAME,
          STORE_ATTR,
          DELETE_ATTR,
          STORE_GLOBAL,
          DELETE_GLOBAL,
          LOAD_NAME,
          LOAD_ATTR,
          IMPORT_NAME,
          IMPORT_FROM,
          LOAD_GLOBAL,
          LOAD_METHOD ->
          true;
      default -> false;
    };
  }

  /** The operand indexes the locals. */
  public static boolean hasLocal(int op) {
    return switch (op) {
      case LOAD_FAST, STORE_FAST, DELETE_FAST -> true;
      default -> false;
    };
  }

  /** The operand indexes cells and free variables, counted with the locals. */
  public static boolean hasFree(int op) {
    return switch (op) {
      case MAKE_CELL, LOAD_CLOSURE, LOAD_DEREF, STORE_DEREF, DELETE_DEREF, LOAD_CLASSDEREF -> true;
      default -> false;
    };
  }

  /** The operand indexes the comparison operators, see {@link #compareOperator}. */
  public static boolean hasCompare(int op) {
    return op == COMPARE_OP;
  }

  /** The operator of COMPARE_OP with operand {@code arg}, or null. */
  public static String compareOperator(int arg) {
    return switch (arg) {
      case 0 -> "<";
      case 1 -> "<=";
      case 2 -> "==";
      case 3 -> "!=";
      case 4 -> ">";
      case 5 -> ">=";
      default -> null;
    };
  }

  /** The operator of BINARY_OP with operand {@code arg}, or null. */
  public static String binaryOperator(int arg) {
    return switch (arg) {
      case NB_ADD -> "+";
      case NB_AND -> "&";
      case NB_FLOOR_DIVIDE -> "//";
      case NB_LSHIFT -> "<<";
      case NB_MATRIX_MULTIPLY -> "@";
      case NB_MULTIPLY -> "*";
      case NB_REMAINDER -> "%";
      case NB_OR -> "|";
      case NB_POWER -> "**";
      case NB_RSHIFT -> ">>";
      case NB_SUBTRACT -> "-";
      case NB_TRUE_DIVIDE -> "/";
      case NB_XOR -> "^";
      case NB_INPLACE_ADD -> "+=";
      case NB_INPLACE_AND -> "&=";
      case NB_INPLACE_FLOOR_DIVIDE -> "//=";
      case NB_INPLACE_LSHIFT -> "<<=";
      case NB_INPLACE_MATRIX_MULTIPLY -> "@=";
      case NB_INPLACE_MULTIPLY -> "*=";
      case NB_INPLACE_REMAINDER -> "%=";
      case NB_INPLACE_OR -> "|=";
      case NB_INPLACE_POWER -> "**=";
      case NB_INPLACE_RSHIFT -> ">>=";
      case NB_INPLACE_SUBTRACT -> "-=";
      case NB_INPLACE_TRUE_DIVIDE -> "/=";
      case NB_INPLACE_XOR -> "^=";
      default -> null;
    };
  }

  /**
   * By how many the stack grows when the instruction runs, as {@code dis.stack_effect(op, arg,
   * jump=jump)} says.
   *
   * @param arg ignored where there is none
   * @param jump whether the jump is taken
   * @return {@link #INVALID_STACK_EFFECT} if {@code op} is no instruction
   */
  public static int stackEffect(int op, int arg, boolean jump) {
    return switch (op) {
      case STORE_SUBSCR -> -3;
      case END_ASYNC_FOR, DELETE_SUBSCR, STORE_ATTR, MAP_ADD, MATCH_CLASS -> -2;
      case POP_TOP,
          BINARY_SUBSCR,
          PRINT_EXPR,
          RETURN_VALUE,
          IMPORT_STAR,
          PREP_RERAISE_STAR,
          POP_EXCEPT,
          STORE_NAME,
          DELETE_ATTR,
          STORE_GLOBAL,
          COMPARE_OP,
          IMPORT_NAME,
          POP_JUMP_FORWARD_IF_FALSE,
          POP_JUMP_FORWARD_IF_TRUE,
          IS_OP,
          CONTAINS_OP,
          RERAISE,
          BINARY_OP,
          STORE_FAST,
          POP_JUMP_FORWARD_IF_NOT_NONE,
          POP_JUMP_FORWARD_IF_NONE,
          STORE_DEREF,
          LIST_APPEND,
          SET_ADD,
          LIST_EXTEND,
          SET_UPDATE,
          DICT_MERGE,
          DICT_UPDATE,
          CALL,
          POP_JUMP_BACKWARD_IF_NOT_NONE,
          POP_JUMP_BACKWARD_IF_NONE,
          POP_JUMP_BACKWARD_IF_FALSE,
          POP_JUMP_BACKWARD_IF_TRUE ->
          -1;
      case CACHE,
          NOP,
          UNARY_POSITIVE,
          UNARY_NEGATIVE,
          UNARY_NOT,
          UNARY_INVERT,
          CHECK_EXC_MATCH,
          CHECK_EG_MATCH,
          GET_AITER,
          GET_ITER,
          GET_YIELD_FROM_ITER,
          RETURN_GENERATOR,
          LIST_TO_TUPLE,
          SETUP_ANNOTATIONS,
          YIELD_VALUE,
          ASYNC_GEN_WRAP,
          DELETE_NAME,
          DELETE_GLOBAL,
          SWAP,
          LOAD_ATTR,
          JUMP_FORWARD,
          DELETE_FAST,
          GET_AWAITABLE,
          JUMP_BACKWARD_NO_INTERRUPT,
          MAKE_CELL,
          DELETE_DEREF,
          JUMP_BACKWARD,
          EXTENDED_ARG,
          COPY_FREE_VARS,
          RESUME,
          KW_NAMES ->
          0;
      case PUSH_NULL,
          GET_LEN,
          MATCH_MAPPING,
          MATCH_SEQUENCE,
          MATCH_KEYS,
          PUSH_EXC_INFO,
          WITH_EXCEPT_START,
          GET_ANEXT,
          BEFORE_ASYNC_WITH,
          BEFORE_WITH,
          LOAD_BUILD_CLASS,
          LOAD_ASSERTION_ERROR,
          LOAD_CONST,
          LOAD_NAME,
          IMPORT_FROM,
          COPY,
          LOAD_FAST,
          LOAD_CLOSURE,
          LOAD_DEREF,
          LOAD_CLASSDEREF,
          LOAD_METHOD ->
          1;
      case UNPACK_SEQUENCE -> arg - 1;
      case UNPACK_EX -> (arg & 0xFF) + (arg >>> 8);
      case FOR_ITER -> jump ? -1 : 1;
      case BUILD_TUPLE, BUILD_LIST, BUILD_SET, BUILD_STRING -> 1 - arg;
      case BUILD_MAP -> 1 - 2 * arg;
      case JUMP_IF_FALSE_OR_POP, JUMP_IF_TRUE_OR_POP -> jump ? 0 : -1;
      case LOAD_GLOBAL -> 1 + (arg & 1);
      case SEND -> jump ? -1 : 0;
      case RAISE_VARARGS, PRECALL, BUILD_CONST_KEY_MAP -> -arg;
      case MAKE_FUNCTION -> -Integer.bitCount(arg & 0x0F);
      case BUILD_SLICE -> arg == 3 ? -2 : -1;
      case CALL_FUNCTION_EX -> -2 - (arg & 1);
      case FORMAT_VALUE -> (arg & 4) != 0 ? -1 : 0;
      default -> INVALID_STACK_EFFECT;
    };
  }

  /**
   * The larger of the two effects: what {@code dis.stack_effect(op, arg)} says without {@code
   * jump}.
   */
  public static int stackEffect(int op, int arg) {
    return Math.max(stackEffect(op, arg, false), stackEffect(op, arg, true));
  }
}
