package dev.dormouse.runtime.modules.collections;

import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.objects.Sequences;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Method;

/** The iterators of a deque, forwards and backwards. */
@BuiltinType(name = "_deque_iterator", ops = PyDequeIterator.IteratorOps.class)
final class PyDequeIterator extends PyObject {
  static final PyType TYPE =
      PyType.builtin(
              "_deque_iterator", PyType.OBJECT, new IteratorOps(false), new PyDequeIteratorTable())
          .in("_collections");

  static final PyType REVERSE_TYPE =
      PyType.builtin(
              "_deque_reverse_iterator",
              PyType.OBJECT,
              new IteratorOps(true),
              new PyDequeIteratorTable())
          .in("_collections");

  private final PyDeque deque;
  private final long state;

  /** How many items are left. */
  private int left;

  PyDequeIterator(PyDeque deque, boolean reverse) {
    super(reverse ? REVERSE_TYPE : TYPE);
    this.deque = deque;
    this.state = deque.state;
    this.left = deque.size();
  }

  @Method(name = "__length_hint__", doc = "How many items are left.")
  static int lengthHint(PyDequeIterator it) {
    return it.left;
  }

  @Method(name = "__reduce__", doc = "Return state information for pickling.")
  static PyObject reduce(PyDequeIterator it) {
    return PyTuple.of(it.type, PyTuple.of(it.deque, PyInt.of(it.deque.size() - it.left)));
  }

  /** The slots of both. */
  static final class IteratorOps extends Ops {
    private final boolean reverse;

    IteratorOps(boolean reverse) {
      this.reverse = reverse;
    }

    @Override
    public PyObject iter(PyObject o) {
      return o;
    }

    @Override
    public PyObject next(PyObject o) {
      PyDequeIterator it = (PyDequeIterator) o;
      PyDeque d = it.deque;
      if (d.state != it.state) {
        it.left = 0;
        throw Errors.runtimeError("deque mutated during iteration");
      }
      if (it.left == 0) {
        return null;
      }
      it.left--;
      return d.get(reverse ? it.left : d.size() - it.left - 1);
    }

    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      String name = reverse ? "_deque_reverse_iterator" : "_deque_iterator";
      PyObject[] p = ArgParser.positionalTail(args, kwnames, 0);
      ArgParser.positional(null, name, p, null, 1, 2);
      ArgParser.instance(p[0], PyDeque.TYPE, name, "1");
      PyDequeIterator it = new PyDequeIterator((PyDeque) p[0], reverse);
      if (p.length == 2) {
        it.left = Math.max(0, it.left - Math.max(0, Sequences.sizeArgument(p[1])));
      }
      return it;
    }

    @Override
    public PyObject[] referents(PyObject o) {
      return new PyObject[] {((PyDequeIterator) o).deque};
    }
  }
}
