package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Method;

/** None, NotImplemented and Ellipsis: their types, and the moment at which the objects get them. */
public final class Singletons {
  private Singletons() {}

  public static final PyType NONE_TYPE =
      PyType.builtin("NoneType", PyType.OBJECT, new NoneOps(), new SingletonsNoneTable());
  public static final PyType NOT_IMPLEMENTED_TYPE =
      PyType.builtin(
          "NotImplementedType",
          PyType.OBJECT,
          new NotImplementedOps(),
          new SingletonsNotImplementedTable());
  public static final PyType ELLIPSIS_TYPE =
      PyType.builtin("ellipsis", PyType.OBJECT, new EllipsisOps(), new SingletonsEllipsisTable());

  static {
    PyObject.NONE.type = NONE_TYPE;
    PyObject.NOT_IMPLEMENTED.type = NOT_IMPLEMENTED_TYPE;
    PyObject.ELLIPSIS.type = ELLIPSIS_TYPE;
  }

  /**
   * Runs this class's initializer, unless that is under way. Called by the initializer of {@link
   * PyType}, as soon as other types can be made: so it happens before anybody sees a singleton.
   */
  static void initialize() {}

  private static void noArguments(PyType cls, PyObject[] args) {
    if (args.length > 0) {
      throw Errors.typeError(cls.name() + " takes no arguments");
    }
  }

  @BuiltinType(name = "NoneType", ops = NoneOps.class)
  static final class None {}

  @BuiltinType(name = "NotImplementedType", ops = NotImplementedOps.class)
  static final class NotImplemented {
    @Method(name = "__reduce__", signature = "()")
    static PyObject reduce(PyObject self) {
      return PyStr.of("NotImplemented");
    }
  }

  @BuiltinType(name = "ellipsis", ops = EllipsisOps.class)
  static final class Ellipsis {
    @Method(name = "__reduce__", signature = "()")
    static PyObject reduce(PyObject self) {
      return PyStr.of("Ellipsis");
    }
  }

  static final class NoneOps extends Ops {
    @Override
    public PyObject repr(PyObject o) {
      return Names.NONE;
    }

    @Override
    public boolean bool(PyObject o) {
      return false;
    }

    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      noArguments(cls, args);
      return PyObject.NONE;
    }
  }

  static final class NotImplementedOps extends Ops {
    @Override
    public PyObject repr(PyObject o) {
      return PyStr.of("NotImplemented");
    }

    @Override
    public boolean bool(PyObject o) {
      Errors.warn(
          Exceptions.DeprecationWarning,
          "NotImplemented should not be used in a boolean context",
          1);
      return true;
    }

    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      noArguments(cls, args);
      return PyObject.NOT_IMPLEMENTED;
    }
  }

  static final class EllipsisOps extends Ops {
    @Override
    public PyObject repr(PyObject o) {
      return PyStr.of("Ellipsis");
    }

    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      noArguments(cls, args);
      return PyObject.ELLIPSIS;
    }
  }
}
