package dev.dormouse.runtime.objects;

/** The slots of {@code list}. */
final class ListOps extends Ops {
  @Override
  public int length(PyObject o) {
    return ((PyList) o).size;
  }

  @Override
  public PyObject getItem(PyObject o, PyObject key) {
    PyList l = (PyList) o;
    if (key.type == PyInt.TYPE && ((PyInt) key).big == null) {
      long i = ((PyInt) key).value;
      if (i < 0) {
        i += l.size;
      }
      if (i < 0 || i >= l.size) {
        throw Errors.indexError("list index out of range");
      }
      return l.items[(int) i];
    }
    if (key instanceof PySlice slice) {
      return PyList.of(Sequences.slice(l.items, Slices.of(slice, l.size)));
    }
    if (!Abstract.hasIndex(key)) {
      throw wrongIndex(key);
    }
    int i = Abstract.toIndex(key);
    if (i < 0) {
      i += l.size;
    }
    if (i < 0 || i >= l.size) {
      throw Errors.indexError("list index out of range");
    }
    return l.items[i];
  }

  private static PyException wrongIndex(PyObject key) {
    return Errors.typeError("list indices must be integers or slices, not " + key.type.name());
  }

  @Override
  public void setItem(PyObject o, PyObject key, PyObject value) {
    PyList l = (PyList) o;
    if (key instanceof PySlice slice) {
      setSlice(l, slice, value);
      return;
    }
    if (!Abstract.hasIndex(key)) {
      throw wrongIndex(key);
    }
    int i = Abstract.toIndex(key);
    if (i < 0) {
      i += l.size;
    }
    if (i < 0 || i >= l.size) {
      throw Errors.indexError("list assignment index out of range");
    }
    if (value == null) {
      l.removeAt(i);
    } else {
      l.items[i] = value;
    }
  }

  private static void setSlice(PyList l, PySlice slice, PyObject value) {
    Slices range = Slices.of(slice, l.size);
    if (range.step == 1) {
      PyObject[] by =
          value == null ? PyObject.NO_ARGS : Sequences.fast(value, "can only assign an iterable");
      l.replace(range.start, range.stop, by);
      return;
    }
    if (value == null) {
      deleteSteps(l, range);
      return;
    }
    PyObject[] by = Sequences.fast(value, "must assign iterable to extended slice");
    if (by.length != range.count) {
      throw Errors.valueError(
          "attempt to assign sequence of size "
              + by.length
              + " to extended slice of size "
              + range.count);
    }
    for (int i = 0, at = range.start; i < by.length && at < l.size; i++, at += range.step) {
      l.items[at] = by[i];
    }
  }

  private static void deleteSteps(PyList l, Slices range) {
    if (range.count == 0) {
      return;
    }
    int step = Math.abs(range.step);
    int next = range.step > 0 ? range.start : range.start + range.step * (range.count - 1);
    int left = range.count;
    int to = next;
    for (int from = next; from < l.size; from++) {
      if (from == next && left > 0) {
        // The last step may lead past the greatest int.
        next = --left > 0 ? next + step : -1;
      } else {
        l.items[to++] = l.items[from];
      }
    }
    java.util.Arrays.fill(l.items, to, l.size, null);
    l.size = to;
  }

  @Override
  public boolean contains(PyObject o, PyObject item) {
    PyList l = (PyList) o;
    for (int i = 0; i < l.size; i++) {
      if (Abstract.equal(l.items[i], item)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public PyObject concat(PyObject v, PyObject w) {
    PyList a = (PyList) v;
    if (!(w instanceof PyList b)) {
      throw Errors.typeError(
          "can only concatenate list (not \"" + w.type.fullName() + "\") to list");
    }
    PyObject[] all = new PyObject[a.size + b.size];
    System.arraycopy(a.items, 0, all, 0, a.size);
    System.arraycopy(b.items, 0, all, a.size, b.size);
    return PyList.of(all);
  }

  @Override
  public PyObject repeat(PyObject o, int count) {
    PyList l = (PyList) o;
    return PyList.of(Sequences.repeated(l.items, l.size, count));
  }

  @Override
  public PyObject inplaceConcat(PyObject v, PyObject w) {
    ((PyList) v).extendWith(w);
    return v;
  }

  @Override
  public PyObject inplaceRepeat(PyObject o, int count) {
    PyList l = (PyList) o;
    if (count != 1) {
      l.items = Sequences.repeated(l.items, l.size, count);
      l.size = l.items.length;
    }
    return o;
  }

  @Override
  public PyObject iter(PyObject o) {
    return new PyListIterator((PyList) o, false);
  }

  @Override
  public PyObject repr(PyObject o) {
    PyList l = (PyList) o;
    if (l.size == 0) {
      return PyStr.of("[]");
    }
    ThreadState ts = ThreadState.current();
    if (!ts.enterRepr(o)) {
      return PyStr.of("[...]");
    }
    try {
      StringBuilder out = new StringBuilder("[");
      for (int i = 0; i < l.size; i++) {
        if (i > 0) {
          out.append(", ");
        }
        out.append(Abstract.repr(l.items[i]).value());
      }
      return PyStr.of(out.append(']').toString());
    } finally {
      ts.leaveRepr(o);
    }
  }

  @Override
  public PyObject richCompare(PyObject v, PyObject w, int op) {
    if (!(v instanceof PyList a) || !(w instanceof PyList b)) {
      return PyObject.NOT_IMPLEMENTED;
    }
    if (a.size != b.size && (op == Abstract.EQ || op == Abstract.NE)) {
      return PyBool.of(op == Abstract.NE);
    }
    // Sizes are read afresh: comparing items may change the lists.
    for (int i = 0; i < a.size && i < b.size; i++) {
      PyObject x = a.items[i];
      PyObject y = b.items[i];
      if (x != y && !Abstract.equal(x, y)) {
        if (i >= a.size || i >= b.size) {
          break;
        }
        if (op == Abstract.EQ || op == Abstract.NE) {
          return PyBool.of(op == Abstract.NE);
        }
        return Abstract.richCompare(x, y, op);
      }
    }
    return Sequences.compareLengths(a.size, b.size, op);
  }

  @Override
  public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
    return new PyList(cls);
  }

  @Override
  public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {
    PyList l = (PyList) o;
    if (ArgParser.hasKeywords(kwnames)) {
      if (o.type == PyList.TYPE || o.type.lookup(Names.NEW) == PyList.TYPE.lookup(Names.NEW)) {
        ArgParser.noKeywords(null, "list", kwnames);
      }
      args = ArgParser.positionalTail(args, kwnames, 0);
    }
    ArgParser.positional(null, "list", args, null, 0, 1);
    PyList.clear(l);
    if (args.length == 1) {
      l.extendWith(args[0]);
    }
  }

  @Override
  public PyObject[] referents(PyObject o) {
    return ((PyList) o).toArray();
  }
}
