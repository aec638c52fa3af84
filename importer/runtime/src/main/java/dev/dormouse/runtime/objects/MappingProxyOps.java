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

  @Override
  public PyObject richCompare(PyObject a, PyObject b, int op) {
    return Abstract.richCompare(target(a), b, op);
  }

  @Override
  public PyObject or(PyObject v, PyObject w) {
    return Numbers.or(
        v instanceof PyMappingProxy ? target(v) : v, w instanceof PyMappingProxy ? target(w) : w);
  }

  @Override
  public PyObject inplaceOr(PyObject v, PyObject w) {
    throw Errors.typeError("'|=' is not supported by " + v.type.name() + "; use '|' instead");
  }

  @Override
  public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
    PyObject mapping = ArgParser.parse("mappingproxy", "mapping", 0, 1, 1, args, kwnames)[0];
    if (!Abstract.isMapping(mapping) || mapping instanceof PyList || mapping instanceof PyTuple) {
      throw Errors.typeError(
          "mappingproxy() argument must be a mapping, not " + mapping.type.name());
    }
    return new PyMappingProxy(mapping);
  }

  @Override
  public PyObject[] referents(PyObject o) {
    return new PyObject[] {target(o)};
  }
}
