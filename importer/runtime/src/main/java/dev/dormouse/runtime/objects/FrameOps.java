package dev.dormouse.runtime.objects;

/** The slots of frames. */
final class FrameOps extends Ops {
  @Override
  public PyObject repr(PyObject o) {
    PyFrame f = (PyFrame) o;
    return PyStr.of(
        "<frame at "
            + Generic.address(o)
            + ", file "
            + Abstract.repr(PyStr.of(f.code.unit.filename())).value()
            + ", line "
            + f.line()
            + ", code "
            + f.code.name()
            + ">");
  }
}
