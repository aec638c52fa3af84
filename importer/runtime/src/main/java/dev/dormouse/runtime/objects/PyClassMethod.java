package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;

/**
 * A function bound to the class: what {@code @classmethod} makes. Compare CPython's {@code
 * Objects/funcobject.c}.
 */
@BuiltinType(name = "classmethod", ops = PyClassMethod.PyClassMethodOps.class)
public final class PyClassMethod extends PyObject {
  public static final PyType TYPE =
      PyType.builtin("classmethod", PyType.OBJECT, new PyClassMethodOps(), new PyClassMethodTable())
          .with(PyType.BASETYPE)
          .withDict();

  /** Null only between {@code __new__} and {@code __init__}. */
  PyObject callable;

  public PyClassMethod(PyObject callable) {
    super(TYPE);
    this.callable = callable;
  }

  private PyClassMethod(PyType cls) {
    super(cls);
  }

  @Getter(name = "__func__", member = true)
  static PyObject getFunc(PyClassMethod m) {
    return m.callable == null ? NONE : m.callable;
  }

  @Getter(name = "__wrapped__", member = true)
  static PyObject getWrapped(PyClassMethod m) {
    return m.callable == null ? NONE : m.callable;
  }

  @Getter(name = "__isabstractmethod__")
  static boolean getIsAbstract(PyClassMethod m) {
    return m.callable != null && Abstract.isAbstractMethod(m.callable);
  }

  @Getter(name = "__dict__")
  static PyObject getDict(PyClassMethod m) {
    return m.dict();
  }

  static final class PyClassMethodOps extends Ops {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      return new PyClassMethod(cls);
    }

    @Override
    public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {
      if (kwnames != null && kwnames.length > 0) {
        throw Errors.typeError("classmethod() takes no keyword arguments");
      }
      if (args.length != 1) {
        throw Errors.typeError("classmethod expected 1 argument, got " + args.length);
      }
      ((PyClassMethod) o).callable = args[0];
      Abstract.copyFunctionAttributes(o, args[0]);
    }

    @Override
    public PyObject repr(PyObject o) {
      return PyStr.of("<classmethod(" + Abstract.repr(((PyClassMethod) o).callable).value() + ")>");
    }

    @Override
    public PyObject descrGet(PyObject descr, PyObject obj, PyObject owner) {
      PyObject f = ((PyClassMethod) descr).callable;
      if (f == null) {
        throw Errors.runtimeError("uninitialized classmethod object");
      }
      PyObject cls = owner == null ? obj.type : owner;
      if (f.type.has(Slot.DESCR_GET) && !(f instanceof PyFunction)) {
        return f.type.ops.descrGet(f, cls, cls);
      }
      return new PyMethod(f, cls);
    }
  }
}
