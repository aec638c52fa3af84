package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Method;

/**
 * The iterators of a list, forwards ({@code list_iterator}) and backwards ({@code
 * list_reverseiterator}).
 */
@BuiltinType(name = "list_iterator", ops = PyListIterator.ListIteratorOps.class)
final class PyListIterator extends PyObject {
  static final PyType TYPE =
      PyType.builtin(
          "list_iterator", PyType.OBJECT, new ListIteratorOps(), new PyListIteratorTable());

  static final PyType REVERSE_TYPE =
      PyType.builtin(
          "list_reverseiterator", PyType.OBJECT, new ReverseOps(), new PyListIteratorTable());

  /** Null once exhausted. */
  private PyList list;

  /** The next item's; -1 when a reverse iterator has none left. */
  private int index;

  PyListIterator(PyList list, boolean reverse) {
    super(reverse ? REVERSE_TYPE : TYPE);
    this.list = list;
    this.index = reverse ? list.size - 1 : 0;
  }

  private boolean isReverse() {
    return type == REVERSE_TYPE;
  }

  @Method(name = "__length_hint__", doc = "How many items are left.")
  static int lengthHint(PyListIterator it) {
    if (it.list == null) {
      return 0;
    }
    if (it.isReverse()) {
      return it.list.size <= it.index ? 0 : it.index + 1;
    }
    return Math.max(0, it.list.size - it.index);
  }

  @Method(name = "__reduce__", doc = "For pickling.")
  static PyObject reduce(PyListIterator it) {
    Interpreter interp = Interpreter.current();
    // Looking up a builtin may run Python code, which may exhaust this very iterator.
    PyObject maker = interp.builtin(it.isReverse() ? "reversed" : "iter");
    if (it.list != null) {
      return PyTuple.of(maker, PyTuple.of(it.list), PyInt.of(it.index));
    }
    return PyTuple.of(it.isReverse() ? interp.builtin("iter") : maker, PyTuple.of(new PyList()));
  }

  @Method(name = "__setstate__", signature = "(state, /)", doc = "For unpickling.")
  static void setState(PyListIterator it, PyObject state) {
    int i = Sequences.stateArgument(state);
    if (it.list != null) {
      int max = it.isReverse() ? it.list.size - 1 : it.list.size;
      it.index = Math.min(Math.max(i, it.isReverse() ? -1 : 0), max);
    }
  }

  /** The slots of {@code list_iterator}. */
  static class ListIteratorOps extends Ops {
    @Override
    public PyObject iter(PyObject o) {
      return o;
    }

    @Override
    public PyObject next(PyObject o) {
      PyListIterator it = (PyListIterator) o;
      PyList l = it.list;
      if (l != null) {
        if (it.index < l.size) {
          return l.items[it.index++];
        }
        it.list = null;
      }
      return null;
    }

    @Override
    public PyObject[] referents(PyObject o) {
      PyList l = ((PyListIterator) o).list;
      return l == null ? NO_ARGS : new PyObject[] {l};
    }
  }

  /**
   * The slots of {@code list_reverseiterator}, which differ in {@code next}; its table is the same.
   */
  private static final class ReverseOps extends ListIteratorOps {
    @Override
    public PyObject next(PyObject o) {
      PyListIterator it = (PyListIterator) o;
      PyList l = it.list;
      if (l != null) {
        if (it.index >= 0 && it.index < l.size) {
          return l.items[it.index--];
        }
        it.index = -1;
        it.list = null;
      }
      return null;
    }
  }
}
