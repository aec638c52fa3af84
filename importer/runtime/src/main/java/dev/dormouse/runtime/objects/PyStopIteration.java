package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Setter;

/** {@code StopIteration}. */
@BuiltinType(
    name = "StopIteration",
    ops = PyStopIteration.PyStopIterationOps.class,
    doc = "Ends an iterator.")
public class PyStopIteration extends PyBaseException {
  static final PyStopIterationOps OPS = new PyStopIterationOps();

  /** What the generator returned. */
  public PyObject value;

  public PyStopIteration(PyType type, PyTuple args) {
    super(type, args);
  }

  @Getter(name = "value", member = true)
  static PyObject getValue(PyStopIteration e) {
    return e.value == null ? NONE : e.value;
  }

  @Setter(name = "value")
  static void setValue(PyStopIteration e, PyObject value) {
    e.value = value;
  }

  static class PyStopIterationOps extends ExceptionOps {
    @Override
    PyBaseException make(PyType cls, PyTuple args) {
      return new PyStopIteration(cls, args);
    }

    @Override
    public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {
      super.init(o, args, kwnames);
      ((PyStopIteration) o).value = args.length > 0 ? args[0] : NONE;
    }
  }
}
