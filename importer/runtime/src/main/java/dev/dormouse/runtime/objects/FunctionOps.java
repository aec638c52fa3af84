package dev.dormouse.runtime.objects;

/** The slots of functions. */
final class FunctionOps extends Ops {
  @Override
  public PyObject repr(PyObject o) {
    PyFunction f = (PyFunction) o;
    return PyStr.of(
        "<function " + Abstract.str(f.qualname()).value() + " at " + Generic.address(o) + ">");
  }

  @Override
  public PyObject call(PyObject o, PyObject[] args, PyStr[] kwnames) {
    return Calls.call((PyFunction) o, args, kwnames);
  }

  @Override
  public PyObject descrGet(PyObject descr, PyObject obj, PyObject owner) {
    return obj == null ? descr : new PyMethod(descr, obj);
  }

  @Override
  public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
    return FunctionMembers.make(args, kwnames);
  }
}
