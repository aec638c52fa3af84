package dev.dormouse.runtime.objects;

/** The slots of {@code cell}. */
final class CellOps extends Ops {
  @Override
  public PyObject repr(PyObject o) {
    PyCell c = (PyCell) o;
    String head = "<cell at " + Generic.address(o) + ": ";
    return PyStr.of(
        c.value == null
            ? head + "empty>"
            : head + c.value.type.name() + " object at " + Generic.address(c.value) + ">");
  }

  @Override
  public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
    if (args.length > 1) {
      throw Errors.typeError("cell expected at most 1 argument, got " + args.length);
    }
    return new PyCell(args.length == 0 ? null : args[0]);
  }

  @Override
  public PyObject richCompare(PyObject a, PyObject b, int op) {
    if (!(a instanceof PyCell x) || !(b instanceof PyCell y)) {
      return PyObject.NOT_IMPLEMENTED;
    }
    if (x.value != null && y.value != null) {
      return Abstract.richCompare(x.value, y.value, op);
    }
    int c = (x.value == null ? 0 : 1) - (y.value == null ? 0 : 1);
    return PyBool.of(Abstract.compareOutcome(c, op));
  }
}
