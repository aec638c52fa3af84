package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;

/** {@code KeyError}: its text is the repr of the key. */
@BuiltinType(name = "KeyError", ops = PyKeyError.PyKeyErrorOps.class)
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
    public PyObject str(PyObject o) {
      PyBaseException e = (PyBaseException) o;
      return e.args.items.length == 1 ? Abstract.repr(e.args.items[0]) : super.str(o);
    }
  }
}
