package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Setter;

/** {@code NameError} and {@code UnboundLocalError}. */
@BuiltinType(
    name = "NameError",
    ops = PyNameError.PyNameErrorOps.class,
    doc = "A name was not found.")
public class PyNameError extends PyBaseException {
  static final PyNameErrorOps OPS = new PyNameErrorOps();

  /** The name that was not found; null for None. */
  public PyObject name;

  public PyNameError(PyType type, PyTuple args) {
    super(type, args);
  }

  @Getter(name = "name", member = true)
  static PyObject getName(PyNameError e) {
    return e.name == null ? NONE : e.name;
  }

  @Setter(name = "name")
  static void setName(PyNameError e, PyObject value) {
    e.name = value;
  }

  static class PyNameErrorOps extends ExceptionOps {
    @Override
    PyBaseException make(PyType cls, PyTuple args) {
      return new PyNameError(cls, args);
    }

    @Override
    public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {
      PyNameError e = (PyNameError) o;
      PyObject[] positional = positional(args, kwnames);
      e.args = PyTuple.of(positional);
      PyObject[] keywords = ArgParser.keywordsOnly("NameError", "name", args, kwnames);
      e.name = keywords[0];
    }

    @Override
    public PyObject str(PyObject o) {
      return super.str(o); // named here so that the class has a __str__ of its own, as in CPython
    }
  }
}
