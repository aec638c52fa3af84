package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Setter;

/** {@code SystemExit}. */
@BuiltinType(
    name = "SystemExit",
    ops = PySystemExit.PySystemExitOps.class,
    doc = "Asks the interpreter to exit.")
public class PySystemExit extends PyBaseException {
  static final PySystemExitOps OPS = new PySystemExitOps();

  /** The exit status or message. */
  public PyObject code;

  public PySystemExit(PyType type, PyTuple args) {
    super(type, args);
  }

  @Getter(name = "code", member = true)
  static PyObject getCode(PySystemExit e) {
    return e.code == null ? NONE : e.code;
  }

  @Setter(name = "code")
  static void setCode(PySystemExit e, PyObject value) {
    e.code = value;
  }

  static class PySystemExitOps extends ExceptionOps {
    @Override
    PyBaseException make(PyType cls, PyTuple args) {
      return new PySystemExit(cls, args);
    }

    @Override
    public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {
      super.init(o, args, kwnames);
      ((PySystemExit) o).code =
          args.length == 0 ? NONE : args.length == 1 ? args[0] : PyTuple.of(args);
    }
  }
}
