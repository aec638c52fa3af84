package dev.dormouse.runtime.objects;

/** The slots of {@code mappingproxy}. */
final class MappingProxyOps extends Ops {
  private static PyObject target(PyObject o) {
    return ((PyMappingProxy) o).mapping;
  }

  @Override
  public PyObject getItem(PyObject o, PyObject key) {
    return Abstract.getItem(target(o), key);
  }

  @Override
  public boolean contains(PyObject o, PyObject key) {
    return Abstract.contains(target(o), key);
  }

  @Override
  public int length(PyObject o) {
    return Abstract.length(target(o));
  }

  @Override
  public PyObject iter(PyObject o) {
    return Abstract.iter(target(o));
  }

  @Override
  public PyObject str(PyObject o) {
    return Abstract.str(target(o));
  }

  @Override
  public PyObject repr(PyObject o) {
    return PyStr.of("mappingproxy(" + Abstract.repr(target(o)).value() + ")");
  }
}
