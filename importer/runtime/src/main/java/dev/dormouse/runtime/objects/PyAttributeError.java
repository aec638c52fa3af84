package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Setter;

/** {@code AttributeError}. */
@BuiltinType(
    name = "AttributeError",
    ops = PyAttributeError.PyAttributeErrorOps.class,
    doc = "An attribute was not found.")
public class PyAttributeError extends PyBaseException {
  static final PyAttributeErrorOps OPS = new PyAttributeErrorOps();

  /** The attribute that is missing; null for None. */
  public PyObject name;

  /** The object that was asked; null for None. */
  public PyObject obj;

  public PyAttributeError(PyType type, PyTuple args) {
    super(type, args);
  }

  @Getter(name = "name", member = true)
  static PyObject getName(PyAttributeError e) {
    return e.name == null ? NONE : e.name;
  }

  @Setter(name = "name")
  static void setName(PyAttributeError e, PyObject value) {
    e.name = value;
  }

  @Getter(name = "obj", member = true)
  static PyObject getObj(PyAttributeError e) {
    return e.obj == null ? NONE : e.obj;
  }

  @Setter(name = "obj")
  static void setObj(PyAttributeError e, PyObject value) {
    e.obj = value;
  }

  static class PyAttributeErrorOps extends ExceptionOps {
    @Override
    PyBaseException make(PyType cls, PyTuple args) {
      return new PyAttributeError(cls, args);
    }

    @Override
    public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {
      PyAttributeError e = (PyAttributeError) o;
      PyObject[] positional = positional(args, kwnames);
      e.args = PyTuple.of(positional);
      PyObject[] keywords = ArgParser.keywordsOnly("AttributeError", "name\0obj", args, kwnames);
      e.name = keywords[0];
      e.obj = keywords[1];
    }

    @Override
    public PyObject str(PyObject o) {
      return super.str(o); // named here so that the class has a __str__ of its own, as in CPython
    }
  }
}
