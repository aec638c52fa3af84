package dev.dormouse.runtime.objects;

/** The slots of code objects. */
final class CodeOps extends Ops {
  @Override
  public PyObject repr(PyObject o) {
    PyCode c = (PyCode) o;
    return PyStr.of(
        "<code object " + c.name() + " at " + Generic.address(o) + ", file \"" + c.unit.filename() + "\", line "
            + c.unit.firstlineno() + ">");
  }
}
