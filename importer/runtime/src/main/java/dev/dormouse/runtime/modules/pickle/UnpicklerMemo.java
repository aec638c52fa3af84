package dev.dormouse.runtime.modules.pickle;

import dev.dormouse.runtime.objects.PyObject;
import java.util.Arrays;
import java.util.TreeMap;

/** The objects that were read, by number. */
final class UnpicklerMemo {
  private PyObject[] dense = new PyObject[32];

  /** For numbers far beyond those before, which only a strange pickle has; null without any. */
  private TreeMap<Long, PyObject> sparse;

  /** How many there are. */
  private int size;

  int size() {
    return size;
  }

  /** Null if there is none. */
  PyObject get(long number) {
    if (number >= 0 && number < dense.length) {
      PyObject o = dense[(int) number];
      if (o != null) {
        return o;
      }
    }
    return sparse == null ? null : sparse.get(number);
  }

  void put(long number, PyObject o) {
    if (number >= dense.length && number <= 2L * size + 1024) {
      dense = Arrays.copyOf(dense, Math.max((int) number + 1, dense.length * 2));
    }
    PyObject before;
    if (number < dense.length) {
      before = dense[(int) number];
      dense[(int) number] = o;
    } else {
      if (sparse == null) {
        sparse = new TreeMap<>();
      }
      before = sparse.put(number, o);
    }
    size += before == null ? 1 : 0;
  }

  void clear() {
    dense = new PyObject[32];
    sparse = null;
    size = 0;
  }

  UnpicklerMemo copy() {
    UnpicklerMemo copy = new UnpicklerMemo();
    copy.dense = dense.clone();
    copy.sparse = sparse == null ? null : new TreeMap<>(sparse);
    copy.size = size;
    return copy;
  }

  /** Calls with each number and object, in order. */
  void forEach(Visitor visitor) {
    for (int i = 0; i < dense.length; i++) {
      if (dense[i] != null) {
        visitor.visit(i, dense[i]);
      }
    }
    if (sparse != null) {
      sparse.forEach(visitor::visit);
    }
  }

  interface Visitor {
    void visit(long number, PyObject o);
  }
}
