package dev.dormouse.code;

/**
 * One code object, wherever it comes from: an image, a {@code .pyc}, or source just compiled. This
 * is the one provider interface that the VM sees; it never asks where code lives.
 *
 * <p>The methods fall in three groups, and a caller must know which it touches:
 *
 * <ul>
 *   <li><b>header</b>: enough for MAKE_FUNCTION, cheap while the code is dormant;
 *   <li><b>body</b>: what the first call needs; reading it is what "waking" means, and the caller
 *       keeps the results (every call may decode anew);
 *   <li><b>cold</b>: line table and docstring, read only by tracebacks, {@code __doc__} and
 *       introspection.
 * </ul>
 *
 * Methods may be called from any thread. Arrays returned by body and cold methods belong to the
 * caller.
 *
 * @see <a href="https://docs.python.org/3.11/library/inspect.html">the inspect module's table of
 *     code attributes</a>
 */
public abstract class CodeUnit {
  public static final int CO_OPTIMIZED = 0x0001;
  public static final int CO_NEWLOCALS = 0x0002;
  public static final int CO_VARARGS = 0x0004;
  public static final int CO_VARKEYWORDS = 0x0008;
  public static final int CO_NESTED = 0x0010;
  public static final int CO_GENERATOR = 0x0020;
  public static final int CO_COROUTINE = 0x0080;
  public static final int CO_ITERABLE_COROUTINE = 0x0100;
  public static final int CO_ASYNC_GENERATOR = 0x0200;
  public static final int CO_FUTURE_DIVISION = 0x20000;
  public static final int CO_FUTURE_ABSOLUTE_IMPORT = 0x40000;
  public static final int CO_FUTURE_WITH_STATEMENT = 0x80000;
  public static final int CO_FUTURE_PRINT_FUNCTION = 0x100000;
  public static final int CO_FUTURE_UNICODE_LITERALS = 0x200000;
  public static final int CO_FUTURE_BARRY_AS_BDFL = 0x400000;
  public static final int CO_FUTURE_GENERATOR_STOP = 0x800000;
  public static final int CO_FUTURE_ANNOTATIONS = 0x1000000;

  /** Kind bits of {@link #localspluskinds}, as in CPython's {@code pycore_code.h}. */
  public static final int CO_FAST_LOCAL = 0x20;

  public static final int CO_FAST_CELL = 0x40;
  public static final int CO_FAST_FREE = 0x80;

  // header

  public abstract String name();

  /** {@link #name} as a str made with {@code factory}; an image makes each only once. */
  public Object name(ConstantFactory factory) {
    return factory.str(name(), true);
  }

  public abstract String qualname();

  /** {@link #qualname} as a str made with {@code factory}; an image makes each only once. */
  public Object qualname(ConstantFactory factory) {
    return factory.str(qualname(), true);
  }

  public abstract String filename();

  public abstract int argcount();

  public abstract int posonlyargcount();

  public abstract int kwonlyargcount();

  public abstract int flags();

  public abstract int stacksize();

  public abstract int firstlineno();

  /**
   * Number of fast locals, cells and free variables together: the length of {@link
   * #localsplusnames}.
   */
  public abstract int nlocalsplus();

  /** Number of free variables: how many cells a closure must bring. */
  public abstract int nfreevars();

  /**
   * The VM calls this when it made a function from this unit; sources that keep count of that
   * override it.
   */
  public void noteBound() {}

  // body

  /** Wordcode with zeroed caches: pairs of opcode and oparg bytes as in {@code co_code}. */
  public abstract byte[] wordcode();

  /**
   * The constants, made with {@code factory}. Nested code objects come through {@link
   * ConstantFactory#code} still dormant. Equal immutable constants of one image may be one object.
   */
  public abstract Object[] consts(ConstantFactory factory);

  /**
   * {@code co_names} as products of {@link ConstantFactory#str(String, boolean)} with {@code
   * interned} true.
   */
  public abstract Object[] names(ConstantFactory factory);

  public abstract String[] localsplusnames();

  /** {@link #localsplusnames} like {@link #names}, for matching keyword arguments. */
  public Object[] localsplusnames(ConstantFactory factory) {
    String[] names = localsplusnames();
    Object[] made = new Object[names.length];
    for (int i = 0; i < made.length; i++) {
      made[i] = factory.str(names[i], true);
    }
    return made;
  }

  public abstract byte[] localspluskinds();

  public abstract byte[] exceptiontable();

  // cold

  /**
   * The location table of 3.11 ({@code co_linetable}, see CPython's {@code Objects/locations.md}).
   */
  public abstract byte[] linetable();

  /**
   * The constant that is this function's docstring as the compiler wrote it ({@code co_consts[0]}
   * if that is a str and this is a function), made with {@code factory}; null if there is none.
   */
  public abstract Object docstring(ConstantFactory factory);

  /** The whole as a plain object, for marshal, comparison and disassembly. Wakes everything. */
  public abstract CodeObject toCodeObject();
}
