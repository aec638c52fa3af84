package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;

/** {@code KeyError}: its text is the repr of the key. */
@BuiltinType(name = "KeyError", ops = PyKeyError.PyKeyErrorOps.class, doc = "A key was not found.")
public class PyKeyError extends PyBaseException {
  static final PyKeyErrorOps OPS = new PyKeyErrorOps();

  public PyKeyError(PyType type, PyTuple args) {
    super(type, args);
  }

  static class PyKeyErrorOps extends ExceptionOps {
    @Override
    PyBaseException make(PyType cls, PyTuple args) {
      return new PyKeyError(cls, args);
    }

    @Override
    public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {
      super.init(
          o, args,
          kwnames); // named here so that the class has an __init__ of its own, as in CPython
    }

    @Override
    public PyObject str(PyObject o) {
      PyBaseException e = (PyBaseException) o;
      return e.args.items.length == 1 ? Abstract.repr(e.args.items[0]) : super.str(o);
    }
  }
}
