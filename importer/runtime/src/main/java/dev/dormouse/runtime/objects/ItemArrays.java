package dev.dormouse.runtime.objects;

/**
 * Copies of arrays of objects. {@code java.util.Arrays} makes the new array by reflection and
 * {@code clone} calls the JVM; the first compiler tier, the only one in a short run, has no short
 * cut for either (some 100 ns). Use these on hot paths.
 */
public final class ItemArrays {
  private ItemArrays() {}

  public static PyObject[] copy(PyObject[] a) {
    return copyOfRange(a, 0, a.length);
  }

  /** The first {@code length} items; room and nulls behind the end if there are fewer. */
  public static PyObject[] copyOf(PyObject[] a, int length) {
    PyObject[] b = new PyObject[length];
    System.arraycopy(a, 0, b, 0, Math.min(a.length, length));
    return b;
  }

  public static PyObject[] copyOfRange(PyObject[] a, int from, int to) {
    if (from == to) {
      return PyObject.NO_ARGS;
    }
    PyObject[] b = new PyObject[to - from];
    System.arraycopy(a, from, b, 0, b.length);
    return b;
  }
}
