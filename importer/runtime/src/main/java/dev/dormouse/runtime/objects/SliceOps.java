package dev.dormouse.runtime.objects;

/** The slots of {@code slice}. */
final class SliceOps extends Ops {
  @Override
  public PyObject repr(PyObject o) {
    PySlice s = (PySlice) o;
    return PyStr.of(
        "slice(" + Abstract.repr(s.start).value() + ", " + Abstract.repr(s.stop).value() + ", "
            + Abstract.repr(s.step).value() + ")");
  }
}
