package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Method;

/** The iterator of a tuple. */
@BuiltinType(name = "tuple_iterator", ops = PyTupleIterator.TupleIteratorOps.class)
final class PyTupleIterator extends PyObject {
  static final PyType TYPE =
      PyType.builtin(
          "tuple_iterator", PyType.OBJECT, new TupleIteratorOps(), new PyTupleIteratorTable());

  /** Null once exhausted. */
  private PyTuple tuple;

  private int index;

  PyTupleIterator(PyTuple tuple) {
    super(TYPE);
    this.tuple = tuple;
  }

  @Method(name = "__length_hint__", doc = "How many items are left.")
  static int lengthHint(PyTupleIterator it) {
    return it.tuple == null ? 0 : it.tuple.items.length - it.index;
  }

  @Method(name = "__reduce__", doc = "For pickling.")
  static PyObject reduce(PyTupleIterator it) {
    PyObject iter = Interpreter.current().builtin("iter");
    return it.tuple == null
        ? PyTuple.of(iter, PyTuple.of(PyTuple.EMPTY))
        : PyTuple.of(iter, PyTuple.of(it.tuple), PyInt.of(it.index));
  }

  @Method(name = "__setstate__", signature = "(state, /)", doc = "For unpickling.")
  static void setState(PyTupleIterator it, PyObject state) {
    int i = Sequences.stateArgument(state);
    if (it.tuple != null) {
      it.index = Math.min(Math.max(i, 0), it.tuple.items.length);
    }
  }

  /** The slots of {@code tuple_iterator}. */
  static final class TupleIteratorOps extends Ops {
    @Override
    public PyObject iter(PyObject o) {
      return o;
    }

    @Override
    public PyObject next(PyObject o) {
      PyTupleIterator it = (PyTupleIterator) o;
      PyTuple t = it.tuple;
      if (t != null) {
        if (it.index < t.items.length) {
          return t.items[it.index++];
        }
        it.tuple = null;
      }
      return null;
    }

    @Override
    public PyObject[] referents(PyObject o) {
      PyTuple t = ((PyTupleIterator) o).tuple;
      return t == null ? NO_ARGS : new PyObject[] {t};
    }
  }
}
