package dev.dormouse.runtime.objects;

/** The slots of {@code int}. */
class IntOps extends Ops {
  @Override
  public long hash(PyObject o) {
    PyInt i = (PyInt) o;
    if (i.big != null) {
      long h = i.big.abs().mod(java.math.BigInteger.valueOf(Hashes.MODULUS)).longValue();
      h = i.big.signum() < 0 ? -h : h;
      return h == -1 ? -2 : h;
    }
    long h = i.value % Hashes.MODULUS;
    return h == -1 ? -2 : h;
  }

  @Override
  public PyObject repr(PyObject o) {
    PyInt i = (PyInt) o;
    return PyStr.of(i.big != null ? i.big.toString() : Long.toString(i.value));
  }

  @Override
  public PyObject index(PyObject o) {
    return o.type == PyInt.TYPE ? o : new PyInt(PyInt.TYPE, ((PyInt) o).bigValue());
  }

  @Override
  public boolean bool(PyObject o) {
    return !((PyInt) o).isZero();
  }

  @Override
  public PyObject richCompare(PyObject a, PyObject b, int op) {
    if (!(a instanceof PyInt x) || !(b instanceof PyInt y)) {
      return PyObject.NOT_IMPLEMENTED;
    }
    int c = x.big == null && y.big == null ? Long.compare(x.value, y.value) : x.bigValue().compareTo(y.bigValue());
    return PyBool.of(Abstract.compareOutcome(c, op));
  }
}
