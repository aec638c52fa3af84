package dev.dormouse.runtime.objects;

/** The slots of {@code list}. */
final class ListOps extends Ops {
  @Override
  public int length(PyObject o) {
    return ((PyList) o).size;
  }
}
