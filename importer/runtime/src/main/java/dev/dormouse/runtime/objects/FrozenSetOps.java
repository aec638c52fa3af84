package dev.dormouse.runtime.objects;

/** The slots of {@code frozenset}: those of set that change nothing, and a hash. */
final class FrozenSetOps extends Ops {
  private static Ops set() {
    return PySet.TYPE.ops;
  }

  @Override
  public int length(PyObject o) {
    return ((PySet) o).size();
  }

  @Override
  public boolean contains(PyObject o, PyObject item) {
    return set().contains(o, item);
  }

  @Override
  public PyObject iter(PyObject o) {
    return new PySetIterator((PySet) o);
  }

  @Override
  public PyObject repr(PyObject o) {
    return set().repr(o);
  }

  @Override
  public long hash(PyObject o) {
    return ((PySet) o).frozenHash();
  }

  @Override
  public PyObject richCompare(PyObject v, PyObject w, int op) {
    return set().richCompare(v, w, op);
  }

  @Override
  public PyObject or(PyObject v, PyObject w) {
    return set().or(v, w);
  }

  @Override
  public PyObject and(PyObject v, PyObject w) {
    return set().and(v, w);
  }

  @Override
  public PyObject subtract(PyObject v, PyObject w) {
    return set().subtract(v, w);
  }

  @Override
  public PyObject xor(PyObject v, PyObject w) {
    return set().xor(v, w);
  }

  @Override
  public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
    args = ArgParser.positionalForNew(PySet.FROZEN, cls, args, kwnames);
    ArgParser.positional(null, "frozenset", args, null, 0, 1);
    if (cls == PySet.FROZEN && args.length == 1 && args[0].type == PySet.FROZEN) {
      return args[0];
    }
    PySet s = new PySet(cls);
    if (args.length == 1) {
      s.update(args[0]);
    }
    return s;
  }

  @Override
  public PyObject[] referents(PyObject o) {
    return ((PySet) o).toArray();
  }
}
