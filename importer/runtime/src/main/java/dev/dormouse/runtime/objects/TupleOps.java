package dev.dormouse.runtime.objects;

/** The slots of {@code tuple}. */
public class TupleOps extends Ops {
  // The constants of xxHash, from which CPython took the way to combine the items' hashes.
  private static final long PRIME_1 = 0x9E3779B185EBCA87L;
  private static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;
  private static final long PRIME_5 = 0x27D4EB2F165667C5L;

  @Override
  public int length(PyObject o) {
    return ((PyTuple) o).items.length;
  }

  @Override
  public long hash(PyObject o) {
    return hash(((PyTuple) o).items);
  }

  /** The hash that a tuple of these items has in CPython. */
  static long hash(PyObject[] items) {
    long acc = PRIME_5;
    for (PyObject x : items) {
      acc += Abstract.hash(x) * PRIME_2;
      acc = Long.rotateLeft(acc, 31) * PRIME_1;
    }
    acc += items.length ^ PRIME_5 ^ 3527539L;
    return acc == -1 ? 1546275796L : acc;
  }

  @Override
  public PyObject getItem(PyObject o, PyObject key) {
    PyTuple t = (PyTuple) o;
    int n = t.items.length;
    if (key instanceof PySlice slice) {
      Slices range = Slices.of(slice, n);
      if (range.count == n && range.step == 1 && t.type == PyTuple.TYPE) {
        return t;
      }
      return PyTuple.of(Sequences.slice(t.items, range));
    }
    if (!Abstract.hasIndex(key)) {
      throw Errors.typeError("tuple indices must be integers or slices, not " + key.type.name());
    }
    int i = Abstract.toIndex(key);
    if (i < 0) {
      i += n;
    }
    if (i < 0 || i >= n) {
      throw Errors.indexError("tuple index out of range");
    }
    return t.items[i];
  }

  @Override
  public boolean contains(PyObject o, PyObject item) {
    for (PyObject x : ((PyTuple) o).items) {
      if (Abstract.equal(x, item)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public PyObject concat(PyObject v, PyObject w) {
    PyTuple a = (PyTuple) v;
    if (a.items.length == 0 && w.type == PyTuple.TYPE) {
      return w;
    }
    if (!(w instanceof PyTuple b)) {
      throw Errors.typeError(
          "can only concatenate tuple (not \"" + w.type.fullName() + "\") to tuple");
    }
    if (b.items.length == 0 && a.type == PyTuple.TYPE) {
      return a;
    }
    PyObject[] all = new PyObject[a.items.length + b.items.length];
    System.arraycopy(a.items, 0, all, 0, a.items.length);
    System.arraycopy(b.items, 0, all, a.items.length, b.items.length);
    return PyTuple.of(all);
  }

  @Override
  public PyObject repeat(PyObject o, int count) {
    PyTuple t = (PyTuple) o;
    if ((count == 1 || t.items.length == 0) && t.type == PyTuple.TYPE) {
      return t;
    }
    return PyTuple.of(Sequences.repeated(t.items, t.items.length, count));
  }

  @Override
  public PyObject iter(PyObject o) {
    return new PyTupleIterator((PyTuple) o);
  }

  @Override
  public PyObject repr(PyObject o) {
    PyObject[] items = ((PyTuple) o).items;
    if (items.length == 0) {
      return PyStr.of("()");
    }
    ThreadState ts = ThreadState.current();
    if (!ts.enterRepr(o)) {
      return PyStr.of("(...)");
    }
    try {
      StringBuilder out = new StringBuilder("(");
      for (int i = 0; i < items.length; i++) {
        if (i > 0) {
          out.append(", ");
        }
        out.append(Abstract.repr(items[i]).value());
      }
      return PyStr.of(out.append(items.length == 1 ? ",)" : ")").toString());
    } finally {
      ts.leaveRepr(o);
    }
  }

  @Override
  public PyObject richCompare(PyObject v, PyObject w, int op) {
    if (!(v instanceof PyTuple a) || !(w instanceof PyTuple b)) {
      return PyObject.NOT_IMPLEMENTED;
    }
    int n = Math.min(a.items.length, b.items.length);
    for (int i = 0; i < n; i++) {
      PyObject x = a.items[i];
      PyObject y = b.items[i];
      if (x != y && !Abstract.equal(x, y)) {
        if (op == Abstract.EQ || op == Abstract.NE) {
          return PyBool.of(op == Abstract.NE);
        }
        return Abstract.richCompare(x, y, op);
      }
    }
    return Sequences.compareLengths(a.items.length, b.items.length, op);
  }

  @Override
  public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
    args = ArgParser.positionalForNew(PyTuple.TYPE, cls, args, kwnames);
    ArgParser.positional(null, "tuple", args, null, 0, 1);
    PyTuple t = args.length == 0 ? PyTuple.EMPTY : PyTuple.from(args[0]);
    return cls == PyTuple.TYPE ? t : new PyTuple(cls, t.items);
  }

  @Override
  public PyObject[] referents(PyObject o) {
    return ((PyTuple) o).items;
  }
}
