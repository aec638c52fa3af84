package dev.dormouse.runtime.objects;

/**
 * What {@code object} does: attribute access over the MRO and the instance dictionary, identity
 * hash and comparison, default repr. Follows {@code PyObject_Generic*} of CPython's {@code
 * Objects/object.c} and {@code object_*} of {@code Objects/typeobject.c}.
 */
public final class Generic {
  private Generic() {}

  /** Returns null when there is no such attribute. */
  public static PyObject getAttribute(PyObject o, PyStr name) {
    PyType t = o.type;
    PyObject d = t.lookup(name);
    if (d == null) {
      if (t.hasDict) {
        PyDict dict = o.dictOrNull();
        return dict == null ? null : dict.get(name);
      }
      return null;
    }
    PyType dt = d.type;
    boolean binds = dt.has(Slot.DESCR_GET);
    if (binds && dt.has(Slot.DESCR_SET)) {
      return dt.ops.descrGet(d, o, t);
    }
    if (t.hasDict) {
      PyDict dict = o.dictOrNull();
      if (dict != null) {
        PyObject v = dict.get(name);
        if (v != null) {
          return v;
        }
      }
    }
    return binds ? dt.ops.descrGet(d, o, t) : d;
  }

  /** {@code value} null deletes. */
  public static void setAttribute(PyObject o, PyStr name, PyObject value) {
    PyType t = o.type;
    PyObject d = t.lookup(name);
    if (d != null && d.type.has(Slot.DESCR_SET)) {
      d.type.ops.descrSet(d, o, value);
      return;
    }
    if (!t.hasDict) {
      throw d == null
          ? t.ops.noAttribute(o, name)
          : Errors.attributeError(
              "'" + t.fullName() + "' object attribute '" + name.value() + "' is read-only",
              o,
              name);
    }
    if (value != null) {
      o.dict().put(name, value);
      return;
    }
    PyDict dict = o.dictOrNull();
    if (dict == null || dict.remove(name) == null) {
      throw t.ops.noAttribute(o, name);
    }
  }

  /** An address-like number, stable for the life of the object and its own as long as it lives. */
  public static long id(PyObject o) {
    return Ids.current().of(o);
  }

  /** What the default hash builds on; unlike {@link #id} several objects may share one. */
  public static long identityHash(PyObject o) {
    return 0x7f000000000L + System.identityHashCode(o);
  }

  public static PyObject richCompare(PyObject a, PyObject b, int op) {
    switch (op) {
      case Abstract.EQ:
        return a == b ? PyBool.TRUE : PyObject.NOT_IMPLEMENTED;
      case Abstract.NE:
        // By default, __ne__ inverts __eq__.
        PyObject r = a.type.ops.richCompare(a, b, Abstract.EQ);
        return r == PyObject.NOT_IMPLEMENTED ? r : PyBool.of(!Abstract.isTrue(r));
      default:
        return PyObject.NOT_IMPLEMENTED;
    }
  }

  public static String defaultRepr(PyObject o) {
    String module = Abstract.moduleName(o.type);
    String prefix = module == null || module.equals("builtins") ? "" : module + ".";
    return "<" + prefix + Abstract.qualname(o.type) + " object at " + address(o) + ">";
  }

  /** {@code id(o)} as CPython prints pointers. */
  public static String address(PyObject o) {
    return "0x" + Long.toHexString(id(o));
  }

  static void objectInit(PyObject o, PyObject[] args, PyStr[] kwnames) {
    if (args.length == 0) {
      return;
    }
    PyType t = o.type;
    if (overrides(t, Names.INIT)) {
      throw Errors.typeError(
          "object.__init__() takes exactly one argument (the instance to initialize)");
    }
    if (!overrides(t, Names.NEW)) {
      throw Errors.typeError(
          t.fullName() + ".__init__() takes exactly one argument (the instance to initialize)");
    }
  }

  /** Whether a type has a {@code __new__} or {@code __init__} other than object's. */
  static boolean overrides(PyType t, PyStr method) {
    return t.lookup(method) != PyType.OBJECT.lookup(method);
  }
}
