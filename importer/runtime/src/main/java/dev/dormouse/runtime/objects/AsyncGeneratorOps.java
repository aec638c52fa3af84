package dev.dormouse.runtime.objects;

/** The slots of asynchronous generators. */
final class AsyncGeneratorOps extends Ops {
  @Override
  public void del(PyObject o) {
    ((PyAsyncGenerator) o).finish();
  }

  @Override
  public PyObject repr(PyObject o) {
    PyAsyncGenerator g = (PyAsyncGenerator) o;
    return PyStr.of(
        "<async_generator object "
            + Abstract.str(g.qualname).value()
            + " at "
            + Generic.address(o)
            + ">");
  }

  @Override
  public PyObject aiter(PyObject o) {
    return o;
  }

  @Override
  public PyObject anext(PyObject o) {
    PyAsyncGenerator g = (PyAsyncGenerator) o;
    g.startHooks();
    return new PyAsyncGenASend(g, PyObject.NONE);
  }
}
