package dev.dormouse.runtime.objects;

/** The slots of {@code float}. */
final class FloatOps extends Ops {
  @Override
  public boolean bool(PyObject o) {
    return ((PyFloat) o).value != 0;
  }

  @Override
  public PyObject toFloat(PyObject o) {
    return o.type == PyFloat.TYPE ? o : PyFloat.of(((PyFloat) o).value);
  }
}
