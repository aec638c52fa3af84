package dev.dormouse.runtime.objects;

/** The slots of {@code dict}. */
class DictOps extends Ops {
  @Override
  public int length(PyObject o) {
    return ((PyDict) o).size();
  }
}
