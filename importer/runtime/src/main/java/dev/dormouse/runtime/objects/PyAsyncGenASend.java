package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Method;

/**
 * The awaitable of {@code __anext__()} and {@code asend()}. Compare CPython's {@code
 * Objects/genobject.c}.
 */
@BuiltinType(name = "async_generator_asend", ops = PyAsyncGenASend.ASendOps.class)
final class PyAsyncGenASend extends PyObject {
  static final PyType TYPE =
      PyType.builtin(
          "async_generator_asend", PyType.OBJECT, new ASendOps(), new PyAsyncGenASendTable());

  private final PyAsyncGenerator generator;
  private final PyObject value;
  private boolean begun;
  private boolean closed;

  PyAsyncGenASend(PyAsyncGenerator generator, PyObject value) {
    super(TYPE);
    this.generator = generator;
    this.value = value;
  }

  private void requireOpen() {
    if (closed) {
      throw Errors.runtimeError("cannot reuse already awaited __anext__()/asend()");
    }
  }

  @Method(name = "send", signature = "(arg, /)")
  static PyObject send(PyAsyncGenASend a, PyObject arg) {
    a.requireOpen();
    PyObject sent = arg;
    if (!a.begun) {
      if (a.generator.runningAsync) {
        a.closed = true;
        throw Errors.runtimeError("anext(): asynchronous generator is already running");
      }
      if (sent == NONE) {
        sent = a.value;
      }
      a.begun = true;
    }
    a.generator.runningAsync = true;
    PyObject sending = sent;
    return a.finish(() -> a.generator.resume(sending == NONE ? null : sending, null));
  }

  @Method(name = "throw", signature = "(type, value=None, traceback=None, /)")
  static PyObject throwMethod(
      PyAsyncGenASend a, PyObject type, PyObject value, PyObject traceback) {
    a.requireOpen();
    PyBaseException e = PyGenerator.thrown(type, value, traceback);
    return a.finish(() -> a.generator.throwInto(e));
  }

  private PyObject finish(java.util.function.Supplier<PyObject> step) {
    PyObject yielded;
    try {
      yielded = step.get();
    } catch (PyException e) {
      closed = true;
      throw generator.failed(e);
    }
    try {
      return generator.unwrap(yielded);
    } catch (PyException e) {
      closed = true;
      throw e;
    }
  }

  @Method(name = "close")
  static void close(PyAsyncGenASend a) {
    a.closed = true;
  }

  static final class ASendOps extends Ops {
    @Override
    public PyObject await(PyObject o) {
      return o;
    }

    @Override
    public PyObject iter(PyObject o) {
      return o;
    }

    @Override
    public PyObject next(PyObject o) {
      return send((PyAsyncGenASend) o, NONE);
    }
  }
}
