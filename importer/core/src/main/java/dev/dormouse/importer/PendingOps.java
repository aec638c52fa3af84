package dev.dormouse.importer;

import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;

/**
 * Operations of finders and loaders whose class is written in Python, in the library's {@code
 * importlib._bootstrap_external}, and was not needed yet: whatever Python code does with such an
 * object first loads that class and makes the object an instance of it. A run whose modules come
 * from files as usual never does.
 */
final class PendingOps extends Ops {
  private static Ops become(PyObject o) {
    ImportSystem.current().bootstrap().external();
    if (o.type.ops instanceof PendingOps) {
      throw new IllegalStateException(
          o.type.name() + " has no class in importlib._bootstrap_external");
    }
    return o.type.ops;
  }

  @Override
  public PyObject getAttribute(PyObject o, PyStr name) {
    return become(o).getAttribute(o, name);
  }

  @Override
  public void setAttribute(PyObject o, PyStr name, PyObject value) {
    become(o).setAttribute(o, name, value);
  }

  @Override
  public PyObject repr(PyObject o) {
    return become(o).repr(o);
  }

  @Override
  public PyObject richCompare(PyObject a, PyObject b, int op) {
    return become(a).richCompare(a, b, op);
  }

  @Override
  public long hash(PyObject o) {
    return become(o).hash(o);
  }
}
