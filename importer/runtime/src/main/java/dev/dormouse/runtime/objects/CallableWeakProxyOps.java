package dev.dormouse.runtime.objects;

/** The slots of a proxy for something callable. */
final class CallableWeakProxyOps extends WeakProxyOps {
  @Override
  public PyObject call(PyObject o, PyObject[] args, PyStr[] kwnames) {
    return Abstract.call(PyWeakProxy.unwrap(o), args, kwnames);
  }
}
