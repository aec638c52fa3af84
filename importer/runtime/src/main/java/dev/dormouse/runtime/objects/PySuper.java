package dev.dormouse.runtime.objects;

import dev.dormouse.code.CodeUnit;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;

/** {@code super}. Compare {@code superobject} in CPython's {@code Objects/typeobject.c}. */
@BuiltinType(
    name = "super",
    ops = PySuper.SuperOps.class,
    doc = "Proxy that looks attributes up behind a class in the MRO.")
public final class PySuper extends PyObject {
  public static final PyType TYPE =
      PyType.builtin("super", PyType.OBJECT, new SuperOps(), new PySuperTable())
          .with(PyType.BASETYPE);

  /** The class behind which the search starts; null before {@code __init__}. */
  private PyType start;

  /** The bound object; null if unbound. */
  private PyObject self;

  /** The class whose MRO is searched; null if unbound. */
  private PyType selfType;

  PySuper(PyType type) {
    super(type);
  }

  @Getter(name = "__thisclass__", member = true)
  static PyObject getThisClass(PySuper s) {
    return s.start == null ? NONE : s.start;
  }

  @Getter(name = "__self__", member = true)
  static PyObject getSelf(PySuper s) {
    return s.self == null ? NONE : s.self;
  }

  @Getter(name = "__self_class__", member = true)
  static PyObject getSelfClass(PySuper s) {
    return s.selfType == null ? NONE : s.selfType;
  }

  private static PyType check(PyType start, PyObject obj) {
    if (obj instanceof PyType t && t.isSubtype(start)) {
      return t;
    }
    if (obj.type.isSubtype(start)) {
      return obj.type;
    }
    PyObject cls = Abstract.getAttributeOrNull(obj, Names.CLASS);
    if (cls instanceof PyType t && t != obj.type && t.isSubtype(start)) {
      return t;
    }
    throw Errors.typeError("super(type, obj): obj must be an instance or subtype of type");
  }

  static final class SuperOps extends Ops {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      return new PySuper(cls);
    }

    @Override
    public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {
      PySuper s = (PySuper) o;
      ArgParser.positional(null, "super", args, kwnames, 0, 2);
      PyObject obj = args.length > 1 ? args[1] : null;
      PyType start;
      if (args.length > 0) {
        if (!(args[0] instanceof PyType t)) {
          throw Errors.typeError(
              "super() argument 1 must be a type, not " + ArgParser.typeName(args[0]));
        }
        start = t;
      } else {
        PyFrame f = ThreadState.current().frame;
        if (f == null) {
          throw Errors.runtimeError("super(): no current frame");
        }
        obj = firstArgument(f);
        start = classCell(f);
      }
      if (obj == NONE) {
        obj = null;
      }
      s.start = start;
      s.self = obj;
      s.selfType = obj == null ? null : check(start, obj);
    }

    private static PyObject firstArgument(PyFrame f) {
      if (f.code.argcount == 0) {
        throw Errors.runtimeError("super(): no arguments");
      }
      PyObject first = f.localsplus[0];
      if (first instanceof PyCell c && (f.code.localspluskinds[0] & CodeUnit.CO_FAST_CELL) != 0) {
        first = c.value;
      }
      if (first == null) {
        throw Errors.runtimeError("super(): arg[0] deleted");
      }
      return first;
    }

    private static PyType classCell(PyFrame f) {
      for (int i = f.code.nlocalsplus - f.code.nfreevars; i < f.code.nlocalsplus; i++) {
        if (f.code.localsplusnames[i].value().equals("__class__")) {
          if (!(f.localsplus[i] instanceof PyCell c)) {
            throw Errors.runtimeError("super(): bad __class__ cell");
          }
          if (c.value == null) {
            throw Errors.runtimeError("super(): empty __class__ cell");
          }
          if (!(c.value instanceof PyType t)) {
            throw Errors.runtimeError(
                "super(): __class__ is not a type (" + c.value.type.name() + ")");
          }
          return t;
        }
      }
      throw Errors.runtimeError("super(): __class__ cell not found");
    }

    @Override
    public PyObject getAttribute(PyObject o, PyStr name) {
      PySuper s = (PySuper) o;
      if (s.selfType == null || name.value().equals("__class__")) {
        return Generic.getAttribute(o, name);
      }
      PyType[] mro = s.selfType.mro;
      int i = 0;
      if (mro == null) {
        return Generic.getAttribute(o, name);
      }
      while (i < mro.length && mro[i] != s.start) {
        i++;
      }
      for (i++; i < mro.length; i++) {
        PyObject v = mro[i].own(name);
        if (v != null) {
          return v.type.has(Slot.DESCR_GET)
              ? v.type.ops.descrGet(v, s.self == s.selfType ? null : s.self, s.selfType)
              : v;
        }
      }
      return Generic.getAttribute(o, name);
    }

    @Override
    public PyObject descrGet(PyObject descr, PyObject obj, PyObject owner) {
      PySuper s = (PySuper) descr;
      if (obj == null || obj == NONE || s.self != null) {
        return descr;
      }
      if (s.type != TYPE) {
        return Abstract.call(s.type, s.start, obj);
      }
      PySuper bound = new PySuper(TYPE);
      bound.start = s.start;
      bound.self = obj;
      bound.selfType = check(s.start, obj);
      return bound;
    }

    @Override
    public PyObject repr(PyObject o) {
      PySuper s = (PySuper) o;
      String start = s.start == null ? "NULL" : s.start.name();
      return PyStr.of(
          s.selfType == null
              ? "<super: <class '" + start + "'>, NULL>"
              : "<super: <class '" + start + "'>, <" + s.selfType.name() + " object>>");
    }
  }
}
