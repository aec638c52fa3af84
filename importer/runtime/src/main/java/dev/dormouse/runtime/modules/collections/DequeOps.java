package dev.dormouse.runtime.modules.collections;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.objects.Sequences;
import dev.dormouse.runtime.objects.ThreadState;

/** The slots of {@code deque}. */
final class DequeOps extends Ops {
  @Override
  public int length(PyObject o) {
    return ((PyDeque) o).size();
  }

  private static int position(PyDeque d, PyObject key) {
    if (!Abstract.hasIndex(key)) {
      throw Errors.typeError("sequence index must be integer, not '" + key.type.name() + "'");
    }
    int i = Abstract.toIndex(key);
    if (i < 0) {
      i += d.size();
    }
    if (i < 0 || i >= d.size()) {
      throw Errors.indexError("deque index out of range");
    }
    return i;
  }

  @Override
  public PyObject getItem(PyObject o, PyObject key) {
    PyDeque d = (PyDeque) o;
    return d.get(position(d, key));
  }

  @Override
  public void setItem(PyObject o, PyObject key, PyObject value) {
    PyDeque d = (PyDeque) o;
    int i = position(d, key);
    if (value == null) {
      d.deleteAt(i);
    } else {
      d.put(i, value);
    }
  }

  @Override
  public boolean contains(PyObject o, PyObject item) {
    PyDeque d = (PyDeque) o;
    long state = d.state;
    for (int i = 0; i < d.size(); i++) {
      if (Abstract.equal(d.get(i), item)) {
        return true;
      }
      d.checkState(state);
    }
    return false;
  }

  @Override
  public PyObject concat(PyObject v, PyObject w) {
    if (!(w instanceof PyDeque)) {
      throw Errors.typeError("can only concatenate deque (not \"" + w.type.name() + "\") to deque");
    }
    PyDeque sum = (PyDeque) PyDeque.copy((PyDeque) v);
    sum.extendWith(w);
    return sum;
  }

  @Override
  public PyObject inplaceConcat(PyObject v, PyObject w) {
    ((PyDeque) v).extendWith(w);
    return v;
  }

  @Override
  public PyObject repeat(PyObject o, int count) {
    return inplaceRepeat(PyDeque.copy((PyDeque) o), count);
  }

  @Override
  public PyObject inplaceRepeat(PyObject o, int count) {
    PyDeque d = (PyDeque) o;
    if (count <= 0) {
      d.removeAll();
      return d;
    }
    PyObject[] items = d.toArray();
    if (items.length == 0) {
      return d;
    }
    if (d.maxlen < 0 && (long) items.length * count > Integer.MAX_VALUE - 16) {
      throw Sequences.noMemory();
    }
    if (d.maxlen >= 0) {
      // More rounds than fill it change nothing but which item is first.
      long rounds = (d.maxlen + items.length - 1L) / items.length;
      count = (int) Math.min(count, rounds + 1);
    }
    for (int round = 1; round < count; round++) {
      for (PyObject x : items) {
        d.addLast(x);
      }
    }
    return d;
  }

  @Override
  public PyObject iter(PyObject o) {
    return new PyDequeIterator((PyDeque) o, false);
  }

  @Override
  public PyObject repr(PyObject o) {
    PyDeque d = (PyDeque) o;
    ThreadState ts = ThreadState.current();
    if (!ts.enterRepr(o)) {
      return PyStr.of("[...]");
    }
    try {
      PyList items = PyList.of(Abstract.toArray(o));
      String s = d.type.name() + "(" + Abstract.repr(items).value();
      return PyStr.of(d.maxlen < 0 ? s + ")" : s + ", maxlen=" + d.maxlen + ")");
    } finally {
      ts.leaveRepr(o);
    }
  }

  @Override
  public PyObject richCompare(PyObject v, PyObject w, int op) {
    if (!(v instanceof PyDeque a) || !(w instanceof PyDeque b)) {
      return PyObject.NOT_IMPLEMENTED;
    }
    if (a.size() != b.size() && (op == Abstract.EQ || op == Abstract.NE)) {
      return PyBool.of(op == Abstract.NE);
    }
    long stateA = a.state;
    long stateB = b.state;
    for (int i = 0; i < a.size() && i < b.size(); i++) {
      PyObject x = a.get(i);
      PyObject y = b.get(i);
      if (!Abstract.equal(x, y)) {
        if (op == Abstract.EQ || op == Abstract.NE) {
          return PyBool.of(op == Abstract.NE);
        }
        return Abstract.richCompare(x, y, op);
      }
      a.checkState(stateA);
      b.checkState(stateB);
    }
    return PyBool.of(Abstract.compareOutcome(Integer.compare(a.size(), b.size()), op));
  }

  @Override
  public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
    return new PyDeque(cls);
  }

  @Override
  public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {
    PyDeque d = (PyDeque) o;
    PyObject[] p = ArgParser.parse("deque", "iterable\0maxlen", 0, 2, 0, args, kwnames);
    int maxlen = -1;
    if (p[1] != null && p[1] != PyObject.NONE) {
      if (!(p[1] instanceof PyInt)) {
        throw Errors.typeError("an integer is required");
      }
      maxlen = Sequences.sizeArgument(p[1]);
      if (maxlen < 0) {
        throw Errors.valueError("maxlen must be non-negative");
      }
    }
    d.maxlen = maxlen;
    if (d.size() > 0) {
      d.removeAll();
    }
    if (p[0] != null) {
      d.extendWith(p[0]);
    }
  }

  @Override
  public PyObject[] referents(PyObject o) {
    return ((PyDeque) o).toArray();
  }
}
