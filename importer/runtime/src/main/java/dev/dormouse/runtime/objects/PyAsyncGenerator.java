package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;

/** An asynchronous generator (PEP 525). */
@BuiltinType(
    name = "async_generator",
    ops = AsyncGeneratorOps.class,
    parts = {AsyncGeneratorMethods.class})
public final class PyAsyncGenerator extends PyGenerator {
  public static final PyType TYPE =
      PyType.builtin(
              "async_generator",
              PyType.OBJECT,
              new AsyncGeneratorOps(),
              new PyAsyncGeneratorTable())
          .withWeakrefs();

  PyAsyncGenerator(PyFrame frame) {
    super(TYPE, frame);
  }

  /** Whether an awaitable of this generator is being run. */
  boolean runningAsync;

  /** Whether {@code aclose()} was begun or the generator ended by itself. */
  boolean closed;

  /** Whether the hooks of {@code sys.set_asyncgen_hooks} were told of this generator. */
  private boolean hooked;

  /** The event loop's hook for generators that nobody has any more, or null. */
  private PyObject finalizer;

  @Override
  String kind() {
    return "async generator";
  }

  @Override
  PyObject finished(PyObject result, boolean byNext) {
    throw new PyException(new PyBaseException(Exceptions.StopAsyncIteration, PyTuple.EMPTY));
  }

  @Override
  PyException converted(PyException e) {
    if (e.matches(Exceptions.StopAsyncIteration)) {
      return Errors.chained(Errors.runtimeError("async generator raised StopAsyncIteration"), e);
    }
    return super.converted(e);
  }

  /** Tells the event loop of a generator that is iterated for the first time. */
  void startHooks() {
    if (hooked) {
      return;
    }
    hooked = true;
    ThreadState ts = ThreadState.current();
    finalizer = ts.asyncGenFinalizer;
    if (finalizer != null && trigger == null) {
      trigger = Finalizers.watch(this);
    }
    PyObject first = ts.asyncGenFirstIter;
    if (first != null) {
      Abstract.call(first, this);
    }
  }

  /**
   * Gives an unfinished generator to the event loop that iterated it, to be closed there; without
   * one, closes it.
   */
  void finish() {
    if (frame == null) {
      return;
    }
    if (finalizer != null && !closed) {
      Abstract.call(finalizer, this);
    } else {
      closeForgotten();
    }
  }

  boolean isFinished() {
    return frame == null;
  }

  /**
   * What the generator yielded itself ends the awaitable with that value; what it awaits goes on to
   * the event loop.
   */
  PyObject unwrap(PyObject yielded) {
    if (yielded instanceof WrappedValue w) {
      runningAsync = false;
      throw Errors.stopIteration(w.value);
    }
    if (yielded == null) {
      runningAsync = false;
      closed = true;
      throw new PyException(new PyBaseException(Exceptions.StopAsyncIteration, PyTuple.EMPTY));
    }
    return yielded;
  }

  /** Notes an exception that came out of the generator; gives it back to be thrown. */
  PyException failed(PyException e) {
    if (e.matches(Exceptions.StopAsyncIteration) || e.matches(Exceptions.GeneratorExit)) {
      closed = true;
    }
    runningAsync = false;
    return e;
  }

  static boolean isWrapped(PyObject o) {
    return o instanceof WrappedValue;
  }

  /** A value yielded by the generator itself, as opposed to by something it awaits. */
  static final class WrappedValue extends PyObject {
    final PyObject value;

    WrappedValue(PyObject value) {
      super(PyType.OBJECT);
      this.value = value;
    }
  }

  /** ASYNC_GEN_WRAP. */
  public static PyObject wrap(PyObject value) {
    return new WrappedValue(value);
  }
}
