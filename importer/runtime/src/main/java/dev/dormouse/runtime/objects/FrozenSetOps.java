package dev.dormouse.runtime.objects;

/** The slots of {@code frozenset}. */
final class FrozenSetOps extends SetOps {
  @Override
  public int length(PyObject o) {
    return super.length(o);
  }

  @Override
  public boolean contains(PyObject o, PyObject item) {
    return super.contains(o, item);
  }
}
