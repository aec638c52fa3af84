package dev.dormouse.runtime.objects;

/** The slots of asynchronous generators. */
final class AsyncGeneratorOps extends Ops {
  @Override
  public PyObject aiter(PyObject o) {
    return o;
  }

  @Override
  public PyObject anext(PyObject o) {
    throw Errors.missingFeature("iterating an asynchronous generator");
  }
}
