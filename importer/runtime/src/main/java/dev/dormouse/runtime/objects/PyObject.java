package dev.dormouse.runtime.objects;

/**
 * Any Python object; by itself an instance of {@code object} or of a class defined in Python
 * without a builtin layout. A subclass of a builtin type is that type's Java class with another
 * {@link #type}.
 *
 * <p>Objects are guarded by the interpreter lock of the interpreter that made them; immutable
 * objects of builtin types may be shared between interpreters.
 */
public class PyObject {
  /**
   * The class of this object. Never null once bootstrap of the type itself is over; changed by
   * {@code __class__ = …}.
   */
  public PyType type;

  /**
   * Null, the instance {@code __dict__} as a {@link PyDict}, an {@link AttrStore} when the class
   * has {@code __slots__} or the object's end is watched, or the {@link DormantNamespace} of a
   * module. What it holds of attributes is only meaningful if the type says {@link PyType#hasDict}
   * or has slots.
   */
  Object attrs;

  public static final PyObject NONE = new PyObject();
  public static final PyObject NOT_IMPLEMENTED = new PyObject();
  public static final PyObject ELLIPSIS = new PyObject();

  /** No arguments. */
  public static final PyObject[] NO_ARGS = {};

  /**
   * Made with {@code type} null: only for the singletons, whose types set themselves in {@link
   * Singletons}.
   */
  private PyObject() {}

  public PyObject(PyType type) {
    this.type = type;
  }

  static {
    // Gives the singletons their types. If it was PyType that the JVM began with, this does nothing
    // and the rest of PyType's own initializer, which is waiting for this one, does it.
    PyType.initialize();
  }

  /**
   * What uses others is finalized before them: plain objects, 0, then streams of text, 1, of bytes,
   * 2, then what holds descriptors, 3. Not an interface, which would be a class at start-up.
   */
  public int finalizationRank() {
    return 0;
  }

  /**
   * Whether a daemon thread may go on with this when the interpreter ends, which then does not
   * finalize it.
   */
  public boolean isRunByThreads() {
    return false;
  }

  /** The instance dictionary if it exists already, else null. */
  public final PyDict dictOrNull() {
    Object a = attrs;
    if (a instanceof PyDict d) {
      return d;
    }
    return a instanceof AttrStore store ? store.dict : a == null ? null : awake(a);
  }

  private static PyDict awake(Object dormant) {
    return ((DormantNamespace) dormant).wake();
  }

  /** The instance dictionary, made if need be. Call only when {@code type.hasDict}. */
  public final PyDict dict() {
    Object a = attrs;
    if (a instanceof PyDict d) {
      return d;
    }
    if (a == null) {
      PyDict d = new PyDict();
      attrs = d;
      return d;
    }
    if (!(a instanceof AttrStore store)) {
      return awake(a);
    }
    if (store.dict == null) {
      store.dict = new PyDict();
    }
    return store.dict;
  }

  /** Replaces the instance dictionary; null drops it, so that the next use makes a fresh one. */
  public final void setDict(PyDict dict) {
    if (attrs instanceof AttrStore store) {
      store.dict = dict;
    } else {
      attrs = dict;
    }
  }

  /** The value of {@code __slots__} slot {@code index}, null when unset. */
  final PyObject slot(int index) {
    return attrs instanceof AttrStore store && index < store.slots.length
        ? store.slots[index]
        : null;
  }

  final void setSlot(int index, PyObject value) {
    store().slots[index] = value;
  }

  /** For what does not fit into a dict; not for modules. */
  final AttrStore store() {
    if (attrs instanceof AttrStore s) {
      return s;
    }
    AttrStore store = new AttrStore(type.slotCount);
    store.dict = (PyDict) attrs;
    attrs = store;
    return store;
  }

  /** For Java debuggers only: never runs Python code. */
  @Override
  public String toString() {
    return "<" + (type == null ? "?" : type.name()) + " object>";
  }
}
