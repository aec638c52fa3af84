package dev.dormouse.runtime.objects;

/**
 * The slots of {@link Ops}: an id per operation and the special method names through which Python
 * sees it.
 *
 * <p>Ids below {@link #BINARY_END} are binary number operations and serve directly as the {@code
 * op} of {@link Ops#binary}; the in-place form of operation {@code op} is {@code op + INPLACE}. A
 * type keeps a bit per slot ({@link PyType#has}), so at most 128 slots fit.
 *
 * <p>Follows the table {@code slotdefs} of CPython's {@code Objects/typeobject.c}.
 */
public final class Slot {
  public static final int ADD = 0;
  public static final int SUBTRACT = 1;
  public static final int MULTIPLY = 2;
  public static final int REMAINDER = 3;
  public static final int TRUE_DIVIDE = 4;
  public static final int FLOOR_DIVIDE = 5;
  public static final int LSHIFT = 6;
  public static final int RSHIFT = 7;
  public static final int AND = 8;
  public static final int XOR = 9;
  public static final int OR = 10;
  public static final int MATRIX_MULTIPLY = 11;
  public static final int POWER = 12;
  public static final int BINARY_END = 13;
  public static final int INPLACE = 13;
  public static final int INPLACE_ADD = ADD + INPLACE;
  public static final int INPLACE_END = 26;
  public static final int DIVMOD = 26;
  public static final int NEGATIVE = 27;
  public static final int POSITIVE = 28;
  public static final int ABSOLUTE = 29;
  public static final int INVERT = 30;
  public static final int BOOL = 31;
  public static final int INT = 32;
  public static final int FLOAT = 33;
  public static final int INDEX = 34;
  public static final int LENGTH = 35;
  public static final int CONCAT = 36;
  public static final int REPEAT = 37;
  public static final int INPLACE_CONCAT = 38;
  public static final int INPLACE_REPEAT = 39;
  public static final int CONTAINS = 40;
  public static final int GETITEM = 41;
  public static final int SETITEM = 42;
  public static final int REPR = 43;
  public static final int STR = 44;
  public static final int HASH = 45;
  public static final int CALL = 46;
  public static final int GETATTRIBUTE = 47;
  public static final int SETATTR = 48;
  public static final int RICHCOMPARE = 49;
  public static final int ITER = 50;
  public static final int NEXT = 51;
  public static final int DESCR_GET = 52;
  public static final int DESCR_SET = 53;
  public static final int INIT = 54;
  public static final int NEW = 55;
  public static final int DEL = 56;
  public static final int AWAIT = 57;
  public static final int AITER = 58;
  public static final int ANEXT = 59;
  public static final int BUFFER = 60;
  public static final int COUNT = 61;

  /** How a slot wrapper passes its arguments; see {@link SlotWrappers}. */
  static final int UNARY = 0;

  static final int BINARY = 1;
  static final int BINARY_REFLECTED = 2;
  static final int COMPARE = 3;
  static final int OTHER = 4;

  /**
   * One entry per special method: name, slot, form. The index in this table is the wrapper's id.
   * The order within a slot is the order in which {@code dir()} does not care; it must stay stable
   * for images.
   */
  private static final String NAMES =
      "__add__ __radd__ __sub__ __rsub__ __mul__ __rmul__ __mod__ __rmod__ __truediv__ __rtruediv__"
          + " __floordiv__ __rfloordiv__ __lshift__ __rlshift__ __rshift__ __rrshift__ __and__"
          + " __rand__ __xor__ __rxor__ __or__ __ror__ __matmul__ __rmatmul__ __pow__ __rpow__"
          + " __iadd__ __isub__ __imul__ __imod__ __itruediv__ __ifloordiv__ __ilshift__"
          + " __irshift__ __iand__ __ixor__ __ior__ __imatmul__ __ipow__ __divmod__ __rdivmod__"
          + " __neg__ __pos__ __abs__ __invert__ __bool__ __int__ __float__ __index__ __len__"
          + " __contains__ __getitem__ __setitem__ __delitem__ __repr__ __str__ __hash__ __call__"
          + " __getattribute__ __getattr__ __setattr__ __delattr__ __lt__ __le__ __eq__ __ne__"
          + " __gt__ __ge__ __iter__ __next__ __get__ __set__ __delete__ __init__ __del__ __await__"
          + " __aiter__ __anext__";

  public static final int W_ADD = 0;
  public static final int W_IADD = 26;
  public static final int W_DIVMOD = 39;
  public static final int W_RDIVMOD = 40;
  public static final int W_NEG = 41;
  public static final int W_POS = 42;
  public static final int W_ABS = 43;
  public static final int W_INVERT = 44;
  public static final int W_BOOL = 45;
  public static final int W_INT = 46;
  public static final int W_FLOAT = 47;
  public static final int W_INDEX = 48;
  public static final int W_LEN = 49;
  public static final int W_CONTAINS = 50;
  public static final int W_GETITEM = 51;
  public static final int W_SETITEM = 52;
  public static final int W_DELITEM = 53;
  public static final int W_REPR = 54;
  public static final int W_STR = 55;
  public static final int W_HASH = 56;
  public static final int W_CALL = 57;
  public static final int W_GETATTRIBUTE = 58;
  public static final int W_GETATTR = 59;
  public static final int W_SETATTR = 60;
  public static final int W_DELATTR = 61;
  public static final int W_LT = 62;
  public static final int W_EQ = 64;
  public static final int W_GE = 67;
  public static final int W_ITER = 68;
  public static final int W_NEXT = 69;
  public static final int W_GET = 70;
  public static final int W_SET = 71;
  public static final int W_DELETE = 72;
  public static final int W_INIT = 73;
  public static final int W_DEL = 74;
  public static final int W_AWAIT = 75;
  public static final int W_AITER = 76;
  public static final int W_ANEXT = 77;
  public static final int W_COUNT = 78;

  private static final PyStr[] WRAPPER_NAMES = splitNames();

  private Slot() {}

  private static PyStr[] splitNames() {
    PyStr[] names = new PyStr[W_COUNT];
    int start = 0;
    for (int i = 0; i < W_COUNT; i++) {
      int end = NAMES.indexOf(' ', start);
      names[i] = PyStr.interned(end < 0 ? NAMES.substring(start) : NAMES.substring(start, end));
      start = end + 1;
    }
    return names;
  }

  /** The special method name of wrapper {@code id}, interned. */
  public static PyStr wrapperName(int id) {
    return WRAPPER_NAMES[id];
  }

  /** The wrapper id of a special method name, or -1. {@code __new__} is none: it is no wrapper. */
  public static int wrapperId(String name) {
    int n = name.length();
    if (n < 6 || name.charAt(0) != '_' || name.charAt(1) != '_' || name.charAt(n - 1) != '_') {
      return -1;
    }
    // Every name in every class body comes here: a string switch hashes once.
    return switch (name) {
      case "__add__" -> 0;
      case "__radd__" -> 1;
      case "__sub__" -> 2;
      case "__rsub__" -> 3;
      case "__mul__" -> 4;
      case "__rmul__" -> 5;
      case "__mod__" -> 6;
      case "__rmod__" -> 7;
      case "__truediv__" -> 8;
      case "__rtruediv__" -> 9;
      case "__floordiv__" -> 10;
      case "__rfloordiv__" -> 11;
      case "__lshift__" -> 12;
      case "__rlshift__" -> 13;
      case "__rshift__" -> 14;
      case "__rrshift__" -> 15;
      case "__and__" -> 16;
      case "__rand__" -> 17;
      case "__xor__" -> 18;
      case "__rxor__" -> 19;
      case "__or__" -> 20;
      case "__ror__" -> 21;
      case "__matmul__" -> 22;
      case "__rmatmul__" -> 23;
      case "__pow__" -> 24;
      case "__rpow__" -> 25;
      case "__iadd__" -> 26;
      case "__isub__" -> 27;
      case "__imul__" -> 28;
      case "__imod__" -> 29;
      case "__itruediv__" -> 30;
      case "__ifloordiv__" -> 31;
      case "__ilshift__" -> 32;
      case "__irshift__" -> 33;
      case "__iand__" -> 34;
      case "__ixor__" -> 35;
      case "__ior__" -> 36;
      case "__imatmul__" -> 37;
      case "__ipow__" -> 38;
      case "__divmod__" -> 39;
      case "__rdivmod__" -> 40;
      case "__neg__" -> 41;
      case "__pos__" -> 42;
      case "__abs__" -> 43;
      case "__invert__" -> 44;
      case "__bool__" -> 45;
      case "__int__" -> 46;
      case "__float__" -> 47;
      case "__index__" -> 48;
      case "__len__" -> 49;
      case "__contains__" -> 50;
      case "__getitem__" -> 51;
      case "__setitem__" -> 52;
      case "__delitem__" -> 53;
      case "__repr__" -> 54;
      case "__str__" -> 55;
      case "__hash__" -> 56;
      case "__call__" -> 57;
      case "__getattribute__" -> 58;
      case "__getattr__" -> 59;
      case "__setattr__" -> 60;
      case "__delattr__" -> 61;
      case "__lt__" -> 62;
      case "__le__" -> 63;
      case "__eq__" -> 64;
      case "__ne__" -> 65;
      case "__gt__" -> 66;
      case "__ge__" -> 67;
      case "__iter__" -> 68;
      case "__next__" -> 69;
      case "__get__" -> 70;
      case "__set__" -> 71;
      case "__delete__" -> 72;
      case "__init__" -> 73;
      case "__del__" -> 74;
      case "__await__" -> 75;
      case "__aiter__" -> 76;
      case "__anext__" -> 77;
      default -> -1;
    };
  }

  /**
   * The slot that wrapper {@code id} exposes. For the sequence forms see {@link
   * SlotWrappers#present}.
   */
  public static int slotOfWrapper(int id) {
    if (id < W_IADD) {
      return id >> 1;
    }
    if (id < W_DIVMOD) {
      return id - W_IADD + INPLACE;
    }
    if (id <= W_RDIVMOD) {
      return DIVMOD;
    }
    if (id <= W_LEN) {
      return id - W_NEG + NEGATIVE;
    }
    return switch (id) {
      case W_CONTAINS -> CONTAINS;
      case W_GETITEM -> GETITEM;
      case W_SETITEM, W_DELITEM -> SETITEM;
      case W_REPR -> REPR;
      case W_STR -> STR;
      case W_HASH -> HASH;
      case W_CALL -> CALL;
      case W_GETATTRIBUTE, W_GETATTR -> GETATTRIBUTE;
      case W_SETATTR, W_DELATTR -> SETATTR;
      case W_ITER -> ITER;
      case W_NEXT -> NEXT;
      case W_GET -> DESCR_GET;
      case W_SET, W_DELETE -> DESCR_SET;
      case W_INIT -> INIT;
      case W_DEL -> DEL;
      case W_AWAIT -> AWAIT;
      case W_AITER -> AITER;
      case W_ANEXT -> ANEXT;
      default -> RICHCOMPARE;
    };
  }

  /** Whether wrapper {@code id} is the reflected form ({@code __radd__}) of a binary operation. */
  public static boolean isReflected(int id) {
    return id < W_IADD ? (id & 1) == 1 : id == W_RDIVMOD;
  }

  /**
   * The wrapper id for the plain ({@code __add__}) form of binary operation {@code op}, DIVMOD
   * included.
   */
  public static int wrapperOfBinary(int op) {
    return op == DIVMOD ? W_DIVMOD : op << 1;
  }
}
