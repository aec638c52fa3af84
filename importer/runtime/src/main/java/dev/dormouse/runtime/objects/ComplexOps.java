package dev.dormouse.runtime.objects;

/** The slots of {@code complex}. */
final class ComplexOps extends Ops {
  @Override
  public boolean bool(PyObject o) {
    PyComplex c = (PyComplex) o;
    return c.real != 0 || c.imag != 0;
  }
}
