package dev.dormouse.runtime.objects;

import java.util.Arrays;

/** The slots of {@code bytes}. */
final class BytesOps extends Ops {
  @Override
  public long hash(PyObject o) {
    return Hashes.mix(Arrays.hashCode(((PyBytes) o).value) + 1);
  }

  @Override
  public int length(PyObject o) {
    return ((PyBytes) o).value.length;
  }

  @Override
  public PyObject richCompare(PyObject a, PyObject b, int op) {
    if (!(a instanceof PyBytes x) || !(b instanceof PyBytes y)) {
      return PyObject.NOT_IMPLEMENTED;
    }
    return PyBool.of(Abstract.compareOutcome(Arrays.compareUnsigned(x.value, y.value), op));
  }
}
