package dev.dormouse.runtime.modules.asyncio;

import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyBaseException;
import dev.dormouse.runtime.objects.PyGenerator;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.objects.Raising;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Method;

/** What {@code await future} iterates over: gives the future to the task, and later its result. */
@BuiltinType(name = "FutureIter", ops = PyFutureIter.FutureIterOps.class)
final class PyFutureIter extends PyObject {
  static final PyType TYPE =
      PyType.builtin("FutureIter", PyType.OBJECT, new FutureIterOps(), new PyFutureIterTable())
          .in("_asyncio")
          .with(PyType.DISALLOW_INSTANTIATION);

  /** Null at the end. */
  private PyFuture future;

  PyFutureIter(PyFuture future) {
    super(TYPE);
    this.future = future;
  }

  private PyObject step() {
    PyFuture f = future;
    if (f == null) {
      return null;
    }
    if (f.isPending()) {
      if (f.isBlocking()) {
        throw Errors.runtimeError("await wasn't used with future");
      }
      f.setBlocking(true);
      return f;
    }
    future = null;
    throw Errors.stopIteration(f.value());
  }

  @Method(name = "send", signature = "(arg, /)", doc = "Go on.")
  static PyObject send(PyFutureIter i, PyObject ignored) {
    PyObject next = i.step();
    if (next == null) {
      throw Errors.stopIteration(null);
    }
    return next;
  }

  @Method(
      name = "throw",
      signature = "(type, value=None, traceback=None, /)",
      doc = "End with an exception.")
  static PyObject raise(PyFutureIter i, PyObject type, PyObject value, PyObject traceback) {
    PyBaseException e = PyGenerator.thrown(type, value, traceback);
    i.future = null;
    throw Raising.exception(e);
  }

  @Method(name = "close", doc = "End.")
  static void close(PyFutureIter i) {
    i.future = null;
  }

  static final class FutureIterOps extends Ops {
    @Override
    public PyObject iter(PyObject o) {
      return o;
    }

    @Override
    public PyObject next(PyObject o) {
      return ((PyFutureIter) o).step();
    }
  }
}
