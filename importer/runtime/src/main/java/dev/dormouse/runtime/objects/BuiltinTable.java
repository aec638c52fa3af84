package dev.dormouse.runtime.objects;

/**
 * What the annotation processor knows about a builtin type or module: names, kinds, signatures, and
 * the calls behind an id. Generated subclasses are stateless; one instance serves all interpreters.
 */
public abstract class BuiltinTable {
  public static final int METHOD = 0;
  public static final int CLASS_METHOD = 1;
  public static final int STATIC_METHOD = 2;
  public static final int GETSET = 3;
  public static final int MEMBER = 4;
  public static final int FUNCTION = 5;

  /** Number of entries; ids are 0 … count-1. */
  public abstract int count();

  public abstract String name(int id);

  /** The id of a name, or -1. */
  public abstract int find(String name);

  public abstract int kind(int id);

  /**
   * Calls a method or function. {@code self} is the class for class methods, the module for
   * functions.
   */
  public abstract PyObject call(int id, PyObject self, PyObject[] args, PyStr[] kwnames);

  /** Reads a getset or member. */
  public abstract PyObject get(int id, PyObject self);

  /** Writes ({@code value} null: deletes) a getset or member; false if it is read-only. */
  public abstract boolean set(int id, PyObject self, PyObject value);

  /** The docstring, or null. */
  public abstract String doc(int id);

  /** The parameters in Python syntax with {@code $self} as Argument Clinic writes them, or null. */
  public abstract String signature(int id);

  /** A bit per {@link Slot} that the type's own operations class overrides; 0 for modules. */
  public abstract long slots();

  /** The docstring of the type or module, or null. */
  public abstract String typeDoc();

  /**
   * An attribute of the type that is no descriptor, made on first look-up; null if there is none of
   * this name.
   */
  public PyObject constant(String name) {
    return null;
  }

  /** The names that {@link #constant} knows. */
  public String[] constants() {
    return NONE;
  }

  private static final String[] NONE = {};

  /** For modules: fills in what is not a function. */
  public void exec(PyModule module) {}

  /** The name of the type or module. */
  public abstract String owner();

  /** The descriptor that {@code owner}'s dictionary holds for {@code id}. */
  public final PyObject descriptor(PyType owner, int id) {
    return switch (kind(id)) {
      case METHOD -> new PyMethodDescr(owner, this, id);
      case CLASS_METHOD -> new PyClassMethodDescr(owner, this, id);
      case STATIC_METHOD -> new PyStaticMethod(new PyBuiltinFunction(this, id, owner, null));
      case GETSET, MEMBER -> new PyGetSetDescr(owner, this, id);
      default -> throw new IllegalStateException("a function in type table " + owner());
    };
  }
}
