package dev.dormouse.runtime.objects;

/**
 * The slots of {@code type}: calling a class, its attributes, repr. Compare {@code PyType_Type} in
 * CPython.
 */
public class TypeOps extends Ops {
  @Override
  public PyObject repr(PyObject o) {
    PyType t = (PyType) o;
    String module = Abstract.moduleName(t);
    String qualname = Abstract.qualname(t);
    return PyStr.of(
        module == null || module.equals("builtins")
            ? "<class '" + qualname + "'>"
            : "<class '" + module + "." + qualname + "'>");
  }

  @Override
  public PyObject call(PyObject o, PyObject[] args, PyStr[] kwnames) {
    PyType cls = (PyType) o;
    int keywords = kwnames == null ? 0 : kwnames.length;
    if (cls == PyType.TYPE) {
      if (args.length == 1 && keywords == 0) {
        return args[0].type;
      }
      if (args.length - keywords != 3) {
        throw Errors.typeError("type() takes 1 or 3 arguments");
      }
    }
    if ((cls.flags & PyType.DISALLOW_INSTANTIATION) != 0) {
      throw Errors.typeError("cannot create '" + cls.fullName() + "' instances");
    }
    PyObject made = cls.ops.newObject(cls, args, kwnames);
    PyType t = made.type;
    if (t == cls || t.isSubtype(cls)) {
      t.ops.init(made, args, kwnames);
    }
    return made;
  }

  @Override
  public PyObject getAttribute(PyObject o, PyStr name) {
    PyType t = (PyType) o;
    PyType meta = t.type;
    PyObject metaAttribute = meta.lookup(name);
    boolean binds = false;
    if (metaAttribute != null) {
      PyType mt = metaAttribute.type;
      binds = mt.has(Slot.DESCR_GET);
      if (binds && mt.has(Slot.DESCR_SET)) {
        return mt.ops.descrGet(metaAttribute, o, meta);
      }
    }
    PyObject v = t.lookup(name);
    if (v != null) {
      PyType vt = v.type;
      return vt.has(Slot.DESCR_GET) ? vt.ops.descrGet(v, null, t) : v;
    }
    if (metaAttribute == null) {
      return null;
    }
    return binds ? metaAttribute.type.ops.descrGet(metaAttribute, o, meta) : metaAttribute;
  }

  /** {@code tp_name}, which has no module for a class written in Python. */
  private static String shownName(PyType t) {
    return (t.flags & PyType.IMMUTABLE) != 0 ? t.fullName() : t.name();
  }

  @Override
  public PyException noAttribute(PyObject o, PyStr name) {
    return Errors.attributeError(
        "type object '" + shownName((PyType) o) + "' has no attribute '" + name.value() + "'",
        o,
        name);
  }

  @Override
  public void setAttribute(PyObject o, PyStr name, PyObject value) {
    PyType t = (PyType) o;
    if ((t.flags & PyType.IMMUTABLE) != 0) {
      throw Errors.typeError(
          "cannot set '" + name.value() + "' attribute of immutable type '" + t.fullName() + "'");
    }
    PyObject d = t.type.lookup(name);
    if (d != null && d.type.has(Slot.DESCR_SET)) {
      d.type.ops.descrSet(d, o, value);
      return;
    }
    if (!t.setOwn(PyStr.interned(name), value)) {
      throw noAttribute(o, name);
    }
  }

  @Override
  public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {
    int keywords = kwnames == null ? 0 : kwnames.length;
    int positional = args.length - keywords;
    if (positional == 1 && keywords > 0) {
      throw Errors.typeError("type.__init__() takes no keyword arguments");
    }
    if (positional != 1 && positional != 3) {
      throw Errors.typeError("type.__init__() takes 1 or 3 arguments");
    }
  }

  @Override
  public PyObject newObject(PyType meta, PyObject[] args, PyStr[] kwnames) {
    return TypeNew.make(meta, args, kwnames);
  }

  @Override
  public PyObject or(PyObject v, PyObject w) {
    return PyUnion.or(v, w);
  }
}
