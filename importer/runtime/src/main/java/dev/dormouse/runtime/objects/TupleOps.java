package dev.dormouse.runtime.objects;

/** The slots of {@code tuple}. */
class TupleOps extends Ops {
  @Override
  public int length(PyObject o) {
    return ((PyTuple) o).items.length;
  }
}
