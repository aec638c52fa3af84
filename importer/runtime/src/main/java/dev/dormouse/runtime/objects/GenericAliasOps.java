package dev.dormouse.runtime.objects;

/** The slots of {@code types.GenericAlias}. */
final class GenericAliasOps extends Ops {
  @Override
  public PyObject or(PyObject v, PyObject w) {
    return UnionOps.make(v, w);
  }
}
