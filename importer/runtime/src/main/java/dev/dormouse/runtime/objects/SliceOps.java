package dev.dormouse.runtime.objects;

/** The slots of {@code slice}. */
final class SliceOps extends Ops {
  @Override
  public PyObject repr(PyObject o) {
    PySlice s = (PySlice) o;
    return PyStr.of(
        "slice("
            + Abstract.repr(s.start).value()
            + ", "
            + Abstract.repr(s.stop).value()
            + ", "
            + Abstract.repr(s.step).value()
            + ")");
  }

  @Override
  public PyObject richCompare(PyObject a, PyObject b, int op) {
    if (!(a instanceof PySlice x) || !(b instanceof PySlice y)) {
      return PyObject.NOT_IMPLEMENTED;
    }
    if (x == y) {
      return PyBool.of(op == Abstract.EQ || op == Abstract.LE || op == Abstract.GE);
    }
    return Abstract.richCompare(x.tuple(), y.tuple(), op);
  }

  @Override
  public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
    ArgParser.noKeywords(null, "slice", kwnames);
    ArgParser.positional(null, "slice", args, kwnames, 1, 3);
    return args.length == 1
        ? new PySlice(PyObject.NONE, args[0], PyObject.NONE)
        : new PySlice(args[0], args[1], args.length == 3 ? args[2] : PyObject.NONE);
  }

  @Override
  public PyObject[] referents(PyObject o) {
    PySlice s = (PySlice) o;
    return new PyObject[] {s.start, s.stop, s.step};
  }
}
