package dev.dormouse.runtime.objects;

/** The slots of {@code set}. */
class SetOps extends Ops {
  @Override
  public int length(PyObject o) {
    return ((PySet) o).size();
  }

  @Override
  public boolean contains(PyObject o, PyObject item) {
    return ((PySet) o).contains(item);
  }
}
