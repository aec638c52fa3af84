package dev.dormouse.runtime.objects;

import dev.dormouse.code.LazyText;

/**
 * What objects are made of, where only this package can see it: for whoever writes objects down and
 * makes them again from what was written ({@code dev.dormouse.importer.state}), and for nobody
 * else. Nothing here runs Python code.
 */
public final class Anatomy {
  private Anatomy() {}

  // instances

  /** Values of {@code __slots__}, null where unset; null if the object has none. */
  public static PyObject[] slots(PyObject o) {
    return o.attrs instanceof AttrStore store ? store.slots : null;
  }

  public static void setSlots(PyObject o, PyObject[] values) {
    for (int i = 0; i < values.length; i++) {
      if (values[i] != null) {
        o.setSlot(i, values[i]);
      }
    }
  }

  // classes

  public static PyType base(PyType t) {
    return t.base;
  }

  public static PyType[] bases(PyType t) {
    return t.bases;
  }

  public static PyType[] mro(PyType t) {
    return t.mro;
  }

  public static PyStr qualname(PyType t) {
    return t.qualname;
  }

  public static int slotCount(PyType t) {
    return t.slotCount;
  }

  /** The builtin type whose Java class instances of {@code t} have. */
  public static PyType layout(PyType t) {
    return t.layout;
  }

  /**
   * A class as {@code type.__new__} left it.
   *
   * @param mro with null for the class itself
   * @param dict with dormant entries
   * @param own the special names in {@code dict}: they decide how instances behave
   */
  public static PyType newClass(
      PyType metatype,
      String name,
      PyStr qualname,
      PyType base,
      PyType[] bases,
      PyType[] mro,
      PyDict dict,
      PyStr[] own,
      int flags,
      boolean hasDict,
      boolean weakrefable,
      int slotCount) {
    PyType t = new PyType(metatype, name, base, bases, dict);
    t.qualname = qualname;
    for (int i = 0; i < mro.length; i++) {
      if (mro[i] == null) {
        mro[i] = t;
      }
    }
    t.mro = mro;
    t.flags = flags;
    t.hasDict = hasDict;
    t.weakrefable = weakrefable;
    t.slotCount = slotCount;
    t.restoreSlots(own);
    t.register();
    return t;
  }

  /** Sets an attribute of a class as {@code type.__setattr__} does. */
  public static void setAttribute(PyType t, PyStr name, PyObject value) {
    t.setOwn(name, value);
  }

  /** Has {@link PyType#subclasses} make these first. */
  public static void setDormantSubclasses(PyType t, DormantClasses dormant) {
    t.dormantSubclasses = dormant;
  }

  // functions

  /** As the function has it: null where nothing was set, so that the code's own applies. */
  public static PyObject annotations(PyFunction f) {
    return f.annotations;
  }

  public static PyObject ownName(PyFunction f) {
    return f.ownName();
  }

  public static PyObject ownQualname(PyFunction f) {
    return f.ownQualname();
  }

  public static PyObject ownDoc(PyFunction f) {
    return f.doc;
  }

  public static void setDoc(PyFunction f, PyObject doc) {
    f.doc = doc;
  }

  // descriptors

  public static PyObject callable(PyClassMethod m) {
    return m.callable;
  }

  public static PyObject callable(PyStaticMethod m) {
    return m.callable;
  }

  /** Getter, setter, deleter, docstring and name, null where there is none. */
  public static PyObject[] parts(PyProperty p) {
    return p.parts();
  }

  public static boolean docIsGetters(PyProperty p) {
    return p.docIsGetters();
  }

  public static PyProperty newProperty(PyType type, PyObject[] parts, boolean docIsGetters) {
    return new PyProperty(type, parts, docIsGetters);
  }

  /** The class whose attribute this descriptor or {@code __new__} is, or null if it is none. */
  public static PyType owner(PyObject o) {
    return switch (o) {
      case PyDescr d -> d.owner;
      case PyWrapperDescr d -> d.owner;
      case PyBuiltinNew n -> n.owner;
      default -> null;
    };
  }

  /** The name of such an attribute. */
  public static PyStr nameOf(PyObject o) {
    return switch (o) {
      case PyDescr d -> PyStr.interned(d.name());
      case PyWrapperDescr d -> d.name();
      case PyMethodWrapper w -> w.descr.name();
      case PyBuiltinFunction f -> PyStr.interned(f.name());
      default -> throw new IllegalArgumentException(o.toString());
    };
  }

  public static PyObject self(PyMethodWrapper w) {
    return w.self;
  }

  /** Whether this is the descriptor of one of {@code __slots__}. */
  public static boolean isSlot(PyObject o) {
    return o instanceof PySlotDescr;
  }

  public static int slotIndex(PyObject o) {
    return ((PySlotDescr) o).index;
  }

  public static PyObject newSlot(PyType owner, PyStr name, int index) {
    return new PySlotDescr(owner, name, index);
  }

  /** The {@code __dict__} or {@code __weakref__} of a class's instances. */
  public static PyObject newInstanceAttribute(PyType owner, PyStr name) {
    return InstanceAttributes.descriptor(owner, name.value());
  }

  // others

  public static PyObject[] args(PyUnion u) {
    return u.args;
  }

  public static PyObject newUnion(PyObject[] args) {
    return new PyUnion(args);
  }

  /** A docstring that nobody has read yet. */
  public static PyStr unread(LazyText source) {
    return new PyStr(source);
  }

  /** Null if it has none, or has called it. */
  public static PyObject callback(PyWeakRef r) {
    return r.callback;
  }

  /** Whether it is what a proxy stands for, and no reference of its own. */
  public static boolean isOfProxy(PyWeakRef r) {
    return r.proxy != null;
  }

  /**
   * A weak reference of exactly that type; the one there is if nothing is to be called.
   *
   * @param callback null for none
   */
  public static PyWeakRef newWeakRef(PyObject o, PyObject callback) {
    return PyWeakRef.make(PyWeakRef.TYPE, o, callback);
  }
}
