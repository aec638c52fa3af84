package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;

/**
 * A function that is not bound: what {@code @staticmethod} makes. Compare CPython's {@code
 * Objects/funcobject.c}.
 */
@BuiltinType(name = "staticmethod", ops = PyStaticMethod.PyStaticMethodOps.class)
public final class PyStaticMethod extends PyObject {
  public static final PyType TYPE =
      PyType.builtin(
              "staticmethod", PyType.OBJECT, new PyStaticMethodOps(), new PyStaticMethodTable())
          .with(PyType.BASETYPE)
          .withDict();

  /** Null only between {@code __new__} and {@code __init__}. */
  PyObject callable;

  public PyStaticMethod(PyObject callable) {
    super(TYPE);
    this.callable = callable;
  }

  private PyStaticMethod(PyType cls) {
    super(cls);
  }

  @Getter(name = "__func__", member = true)
  static PyObject getFunc(PyStaticMethod m) {
    return m.callable == null ? NONE : m.callable;
  }

  @Getter(name = "__wrapped__", member = true)
  static PyObject getWrapped(PyStaticMethod m) {
    return m.callable == null ? NONE : m.callable;
  }

  @Getter(name = "__isabstractmethod__")
  static boolean getIsAbstract(PyStaticMethod m) {
    return m.callable != null && Abstract.isAbstractMethod(m.callable);
  }

  @Getter(name = "__dict__")
  static PyObject getDict(PyStaticMethod m) {
    return m.dict();
  }

  static final class PyStaticMethodOps extends Ops {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      return new PyStaticMethod(cls);
    }

    @Override
    public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {
      if (kwnames != null && kwnames.length > 0) {
        throw Errors.typeError("staticmethod() takes no keyword arguments");
      }
      if (args.length != 1) {
        throw Errors.typeError("staticmethod expected 1 argument, got " + args.length);
      }
      ((PyStaticMethod) o).callable = args[0];
      Abstract.copyFunctionAttributes(o, args[0]);
    }

    @Override
    public PyObject repr(PyObject o) {
      return PyStr.of(
          "<staticmethod(" + Abstract.repr(((PyStaticMethod) o).callable).value() + ")>");
    }

    @Override
    public PyObject descrGet(PyObject descr, PyObject obj, PyObject owner) {
      PyObject f = ((PyStaticMethod) descr).callable;
      if (f == null) {
        throw Errors.runtimeError("uninitialized staticmethod object");
      }
      return f;
    }

    @Override
    public PyObject call(PyObject o, PyObject[] args, PyStr[] kwnames) {
      return Abstract.call(((PyStaticMethod) o).callable, args, kwnames);
    }
  }
}
