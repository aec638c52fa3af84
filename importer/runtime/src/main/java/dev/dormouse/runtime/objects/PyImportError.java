package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;
import dev.dormouse.tables.Setter;

/** {@code ImportError} and {@code ModuleNotFoundError}. */
@BuiltinType(
    name = "ImportError",
    ops = PyImportError.PyImportErrorOps.class,
    doc = "An import failed, or a name to be imported does not exist.")
public class PyImportError extends PyBaseException {
  static final PyImportErrorOps OPS = new PyImportErrorOps();

  /** The message; null for None. */
  public PyObject msg;

  /** The module; null for None. */
  public PyObject name;

  /** The file; null for None. */
  public PyObject path;

  public PyImportError(PyType type, PyTuple args) {
    super(type, args);
  }

  @Getter(name = "msg", member = true)
  static PyObject getMsg(PyImportError e) {
    return e.msg == null ? NONE : e.msg;
  }

  @Setter(name = "msg")
  static void setMsg(PyImportError e, PyObject value) {
    e.msg = value;
  }

  @Getter(name = "name", member = true)
  static PyObject getName(PyImportError e) {
    return e.name == null ? NONE : e.name;
  }

  @Setter(name = "name")
  static void setName(PyImportError e, PyObject value) {
    e.name = value;
  }

  @Getter(name = "path", member = true)
  static PyObject getPath(PyImportError e) {
    return e.path == null ? NONE : e.path;
  }

  @Setter(name = "path")
  static void setPath(PyImportError e, PyObject value) {
    e.path = value;
  }

  @Method(name = "__reduce__")
  static PyObject reduce(PyImportError e) {
    PyDict state = e.dictOrNull() == null ? new PyDict() : e.dictOrNull().copy();
    if (e.name != null && e.name != NONE) {
      state.put("name", e.name);
    }
    if (e.path != null && e.path != NONE) {
      state.put("path", e.path);
    }
    return state.size() == 0 ? PyTuple.of(e.type, e.args) : PyTuple.of(e.type, e.args, state);
  }

  static class PyImportErrorOps extends ExceptionOps {
    @Override
    PyBaseException make(PyType cls, PyTuple args) {
      return new PyImportError(cls, args);
    }

    @Override
    public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {
      PyImportError e = (PyImportError) o;
      PyObject[] positional = positional(args, kwnames);
      e.args = PyTuple.of(positional);
      PyObject[] keywords = ArgParser.keywordsOnly("ImportError", "name\0path", args, kwnames);
      e.name = keywords[0];
      e.path = keywords[1];
      e.msg = positional.length == 1 ? positional[0] : null;
    }

    @Override
    public PyObject str(PyObject o) {
      PyImportError e = (PyImportError) o;
      return e.msg instanceof PyStr s && s.type == PyStr.TYPE ? s : super.str(o);
    }
  }
}
