package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Method;

/** The awaitable of {@code athrow()} and {@code aclose()}. */
@BuiltinType(name = "async_generator_athrow", ops = PyAsyncGenAThrow.AThrowOps.class)
final class PyAsyncGenAThrow extends PyObject {
  static final PyType TYPE =
      PyType.builtin(
          "async_generator_athrow", PyType.OBJECT, new AThrowOps(), new PyAsyncGenAThrowTable());

  private final PyAsyncGenerator generator;

  /** Type, value and traceback to throw; null for {@code aclose()}. */
  private final PyObject[] thrown;

  private boolean begun;
  private boolean closed;

  PyAsyncGenAThrow(PyAsyncGenerator generator, PyObject[] thrown) {
    super(TYPE);
    this.generator = generator;
    this.thrown = thrown;
  }

  @Method(name = "send", signature = "(arg, /)")
  static PyObject send(PyAsyncGenAThrow a, PyObject arg) {
    PyAsyncGenerator g = a.generator;
    a.requireOpen();
    if (g.isFinished()) {
      a.closed = true;
      throw Errors.stopIteration(null);
    }
    if (a.begun) {
      g.runningAsync = true;
      return a.finish(() -> g.resume(arg == NONE ? null : arg, null));
    }
    if (g.runningAsync) {
      a.closed = true;
      throw Errors.runtimeError(
          (a.thrown == null ? "aclose()" : "athrow()")
              + ": asynchronous generator is already running");
    }
    if (g.closed) {
      a.closed = true;
      throw new PyException(new PyBaseException(Exceptions.StopAsyncIteration, PyTuple.EMPTY));
    }
    if (arg != NONE) {
      throw Errors.runtimeError("can't send non-None value to a just-started coroutine");
    }
    a.begun = true;
    g.runningAsync = true;
    if (a.thrown == null) {
      g.closed = true;
    }
    PyBaseException e =
        a.thrown == null
            ? Raising.exception(Exceptions.GeneratorExit).value
            : PyGenerator.thrown(a.thrown[0], a.thrown[1], a.thrown[2]);
    return a.finish(() -> g.throwInto(e));
  }

  @Method(name = "throw", signature = "(type, value=None, traceback=None, /)")
  static PyObject throwMethod(
      PyAsyncGenAThrow a, PyObject type, PyObject value, PyObject traceback) {
    a.requireOpen();
    PyBaseException e = PyGenerator.thrown(type, value, traceback);
    return a.finish(() -> a.generator.throwInto(e));
  }

  private void requireOpen() {
    if (closed) {
      throw Errors.runtimeError("cannot reuse already awaited aclose()/athrow()");
    }
  }

  private PyObject finish(java.util.function.Supplier<PyObject> step) {
    PyObject yielded;
    try {
      yielded = step.get();
    } catch (PyException e) {
      throw ended(e);
    }
    if (thrown != null) {
      try {
        return generator.unwrap(yielded);
      } catch (PyException e) {
        closed = true;
        throw e;
      }
    }
    if (PyAsyncGenerator.isWrapped(yielded)) {
      generator.runningAsync = false;
      closed = true;
      throw Errors.runtimeError("async generator ignored GeneratorExit");
    }
    if (yielded == null) {
      throw ended(Errors.stopIteration(null));
    }
    return yielded;
  }

  /** For {@code aclose()}, the generator's end is what was wanted. */
  private PyException ended(PyException e) {
    generator.runningAsync = false;
    closed = true;
    if (thrown == null
        && (e.matches(Exceptions.StopAsyncIteration) || e.matches(Exceptions.GeneratorExit))) {
      return Errors.stopIteration(null);
    }
    return e;
  }

  @Method(name = "close")
  static void close(PyAsyncGenAThrow a) {
    a.closed = true;
  }

  static final class AThrowOps extends Ops {
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
      return send((PyAsyncGenAThrow) o, NONE);
    }
  }
}
