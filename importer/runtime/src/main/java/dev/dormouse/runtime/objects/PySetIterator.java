package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Method;

/** The iterator of a set or frozenset. */
@BuiltinType(name = "set_iterator", ops = PySetIterator.SetIteratorOps.class)
final class PySetIterator extends PyObject {
  static final PyType TYPE =
      PyType.builtin("set_iterator", PyType.OBJECT, new SetIteratorOps(), new PySetIteratorTable());

  /** Null once exhausted. */
  private PySet set;

  private int place;

  /** -1 once the set was found changed, which stays an error. */
  private int expectedSize;

  private int left;

  PySetIterator(PySet set) {
    super(TYPE);
    this.set = set;
    this.expectedSize = set.size();
    this.left = expectedSize;
  }

  @Method(name = "__length_hint__", doc = "How many items are left.")
  static int lengthHint(PySetIterator it) {
    return it.set == null || it.set.size() != it.expectedSize ? 0 : it.left;
  }

  @Method(name = "__reduce__", doc = "For pickling.")
  static PyObject reduce(PySetIterator it) {
    PyList rest = new PyList();
    if (it.set != null) {
      PySetIterator copy = new PySetIterator(it.set);
      copy.place = it.place;
      copy.expectedSize = it.expectedSize;
      for (PyObject x = copy.advance(); x != null; x = copy.advance()) {
        rest.add(x);
      }
    }
    return PyTuple.of(Interpreter.current().builtin("iter"), PyTuple.of(rest));
  }

  private PyObject advance() {
    PySet s = set;
    if (s == null) {
      return null;
    }
    if (expectedSize != s.size()) {
      expectedSize = -1;
      throw Errors.runtimeError("Set changed size during iteration");
    }
    int at = s.next(place);
    if (at < 0) {
      set = null;
      return null;
    }
    place = at + 1;
    left--;
    return s.itemAt(at);
  }

  /** The slots of {@code set_iterator}. */
  static final class SetIteratorOps extends Ops {
    @Override
    public PyObject iter(PyObject o) {
      return o;
    }

    @Override
    public PyObject next(PyObject o) {
      return ((PySetIterator) o).advance();
    }

    @Override
    public PyObject[] referents(PyObject o) {
      PySet s = ((PySetIterator) o).set;
      return s == null ? NO_ARGS : new PyObject[] {s};
    }
  }
}
