package dev.dormouse.runtime.objects;

import dev.dormouse.code.CodeUnit;
import dev.dormouse.code.ExceptionTable;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;
import dev.dormouse.tables.Setter;

/**
 * A generator, and the base of coroutines and asynchronous generators: a suspended frame with what
 * it was handling. Compare CPython's {@code Objects/genobject.c}.
 */
@BuiltinType(name = "generator", ops = PyGenerator.GeneratorOps.class)
public class PyGenerator extends PyObject {
  public static final PyType TYPE =
      PyType.builtin("generator", PyType.OBJECT, new GeneratorOps(), new PyGeneratorTable())
          .withWeakrefs();

  /** Null once finished. */
  PyFrame frame;

  final PyCode code;
  PyObject name;
  PyObject qualname;

  boolean running;

  /** Whether {@link #send} was ever called. */
  boolean started;

  private final ExcInfo excInfo = new ExcInfo();

  /**
   * See {@link Finalizers}; null until the generator is suspended inside a {@code try} or {@code
   * with} for the first time, and once it has finished. One that is suspended elsewhere has nothing
   * to do when it is closed.
   */
  Object trigger;

  PyGenerator(PyType type, PyFrame frame) {
    super(type);
    this.frame = frame;
    this.code = frame.code;
    frame.generator = this;
    name = frame.function == null ? PyStr.of(code.name()) : frame.function.name();
    qualname = frame.function == null ? PyStr.of(code.unit.qualname()) : frame.function.qualname();
  }

  /** One that has ended, of the name of {@code other}. */
  PyGenerator(PyType type, PyGenerator other) {
    super(type);
    code = other.code;
    name = other.name;
    qualname = other.qualname;
  }

  /**
   * The object that calling a generator function, coroutine function or async generator function
   * gives.
   */
  public static PyObject make(ThreadState ts, PyFrame frame) {
    PyFrame caller = frame.back;
    frame.back = null;
    int flags = frame.code.flags;
    if ((flags & CodeUnit.CO_COROUTINE) != 0) {
      int depth = ts.coroutineOriginDepth;
      return new PyCoroutine(frame, depth == 0 ? null : PyCoroutine.origin(caller, depth));
    }
    if ((flags & CodeUnit.CO_ASYNC_GENERATOR) != 0) {
      return new PyAsyncGenerator(frame);
    }
    return new PyGenerator(TYPE, frame);
  }

  public boolean isCoroutine() {
    return false;
  }

  /**
   * Usable in {@code await} directly: a coroutine or a generator marked by {@code types.coroutine}.
   */
  public final boolean isAwaitable() {
    return (code.flags & (CodeUnit.CO_COROUTINE | CodeUnit.CO_ITERABLE_COROUTINE)) != 0;
  }

  @Override
  public boolean isRunByThreads() {
    return true;
  }

  String kind() {
    return "generator";
  }

  /** It ran for the first time, or was closed and never will. */
  void begun() {}

  /**
   * {@code value} null means next(). Returns the yielded value, or null when the generator returned
   * None from next().
   */
  final PyObject send(PyObject value) {
    return resume(value, null);
  }

  /**
   * Runs to the next yield.
   *
   * @param value what the yield expression gives; null for None by way of next()
   * @param error raised at the yield instead, or null
   * @return the value yielded; null if it returned None (a returned value is raised as
   *     StopIteration)
   */
  final PyObject resume(PyObject value, PyBaseException error) {
    return resume(value, error, false);
  }

  /** As above; {@code plainNext} drops a returned value, for whoever only iterates. */
  private PyObject resume(PyObject value, PyBaseException error, boolean plainNext) {
    if (running) {
      throw Errors.valueError(kind() + " already executing");
    }
    PyFrame f = frame;
    if (f == null) {
      if (isCoroutine()) {
        throw Errors.runtimeError("cannot reuse already awaited coroutine");
      }
      if (error != null) {
        throw new PyException(error);
      }
      if (value == null || this instanceof PyAsyncGenerator) {
        return null;
      }
      throw Errors.stopIteration(null);
    }
    if (!started && value != null && value != NONE) {
      throw Errors.typeError("can't send non-None value to a just-started " + kind());
    }
    ThreadState ts = ThreadState.current();
    if (!started) {
      started = true;
      begun();
    }
    running = true;
    if (error == null || f.lasti >= 0 && f.pc > 0) {
      f.localsplus[f.sp++] = value == null ? NONE : value;
    }
    if (error != null) {
      Raising.chainContext(error, excInfo.value);
    }
    excInfo.previous = ts.excInfo;
    ts.excInfo = excInfo;
    PyObject result;
    try {
      result = ts.interpreter.evaluator.evaluate(ts, f, error);
    } catch (PyException e) {
      ended();
      throw converted(e);
    } finally {
      running = false;
      ts.excInfo = excInfo.previous;
      excInfo.previous = null;
      f.back = null;
    }
    if (f.suspended) {
      if (trigger == null
          && ExceptionTable.lookup(code.exceptiontable, f.lasti) != ExceptionTable.NO_HANDLER) {
        trigger = Finalizers.watch(this);
      }
      return result;
    }
    ended();
    return plainNext ? null : finished(result, value == null);
  }

  private void ended() {
    frame = null;
    Object t = trigger;
    if (t != null) {
      trigger = null;
      Finalizers.forget(t);
    }
  }

  /** What returning {@code result} means to the caller; null for the plain end. */
  PyObject finished(PyObject result, boolean byNext) {
    if (result == NONE && byNext) {
      return null;
    }
    throw Errors.stopIteration(result == NONE ? null : result);
  }

  /** PEP 479: StopIteration must not leak out of a generator's body. */
  PyException converted(PyException e) {
    if (e.matches(Exceptions.StopIteration)) {
      return Errors.chained(Errors.runtimeError(kind() + " raised StopIteration"), e);
    }
    return e;
  }

  /**
   * What SEND does: {@code next(receiver)} or {@code receiver.send(value)}; StopIteration carries
   * the result.
   */
  public static PyObject sendTo(PyObject receiver, PyObject value) {
    if (receiver instanceof PyGenerator g && !(g instanceof PyAsyncGenerator)) {
      PyObject r = g.resume(value == NONE ? null : value, null);
      if (r == null) {
        throw Errors.stopIteration(null);
      }
      return r;
    }
    if (value == NONE && receiver.type.has(Slot.NEXT)) {
      PyObject r = Abstract.nextOrStop(receiver);
      return r;
    }
    return Abstract.callMethod(receiver, Names.SEND, value);
  }

  /**
   * The iterator that this one delegates to by {@code yield from} or {@code await} right now; null
   * if none.
   */
  public final PyObject yieldFrom() {
    PyFrame f = frame;
    if (f == null || !f.suspended || running || f.lasti < 0) {
      return null;
    }
    // Suspended in a SEND loop: SEND, YIELD_VALUE, RESUME with 2 (yield from) or 3 (await).
    byte[] wordcode = f.code.wordcode;
    int next = f.pc;
    if (next + 1 < wordcode.length
        && wordcode[next] == LoopOpcode.RESUME
        && (wordcode[next + 1] & 3) >= 2) {
      return f.localsplus[f.sp - 1];
    }
    return null;
  }

  /** {@code throw()}: delegates to a sub-iterator first. */
  final PyObject throwInto(PyBaseException error) {
    PyObject sub = yieldFrom();
    if (sub == null) {
      return resume(null, error);
    }
    if (error.type.isSubtype(Exceptions.GeneratorExit)) {
      try {
        running = true;
        closeSub(sub);
      } catch (PyException e) {
        running = false;
        return leaveSub(e.value);
      } finally {
        running = false;
      }
      return leaveSub(error);
    }
    PyObject result;
    running = true;
    ThreadState ts = ThreadState.current();
    PyFrame back = ts.frame;
    frame.back = back;
    ts.frame = frame;
    try {
      if (sub instanceof PyGenerator g && !(g instanceof PyAsyncGenerator)) {
        result = g.throwInto(error);
        if (result == null) {
          throw Errors.stopIteration(null);
        }
      } else {
        PyObject method = Abstract.getAttributeOrNull(sub, Names.THROW);
        // Without one the error is raised here: below, since what it does then is not the sub's.
        result = method == null ? null : Abstract.call(method, error);
      }
    } catch (PyException e) {
      running = false;
      ts.frame = back;
      if (!e.matches(Exceptions.StopIteration)) {
        return leaveSub(e.value);
      }
      return afterSub(((PyStopIteration) e.value).value);
    } finally {
      running = false;
      ts.frame = back;
      if (frame != null) {
        frame.back = null;
      }
    }
    return result == null ? leaveSub(error) : result;
  }

  /** Raises {@code error} at the yield from; the exception table there pops the sub-iterator. */
  private PyObject leaveSub(PyBaseException error) {
    return resume(null, error);
  }

  /** The sub-iterator returned {@code value}: goes on behind the SEND loop. */
  private PyObject afterSub(PyObject value) {
    PyFrame f = frame;
    byte[] wordcode = f.code.wordcode;
    // f.lasti is the YIELD_VALUE; the SEND that belongs to it is the instruction before.
    int send = f.lasti - 2;
    while (wordcode[send] != LoopOpcode.SEND) {
      send -= 2;
    }
    int arg = wordcode[send + 1] & 0xFF;
    int shift = 8;
    for (int at = send - 2; at >= 0 && wordcode[at] == LoopOpcode.EXTENDED_ARG; at -= 2) {
      arg |= (wordcode[at + 1] & 0xFF) << shift;
      shift += 8;
    }
    f.localsplus[--f.sp] = null;
    f.pc = send + 2 + 2 * arg;
    return resume(value == NONE ? null : value, null);
  }

  private static void closeSub(PyObject sub) {
    if (sub instanceof PyGenerator g && !(g instanceof PyAsyncGenerator)) {
      g.close();
      return;
    }
    PyObject method;
    try {
      method = Abstract.getAttributeOrNull(sub, Names.CLOSE);
    } catch (PyException e) {
      Interpreter.current().unraisable(e, sub);
      return;
    }
    if (method != null) {
      Abstract.call(method);
    }
  }

  final void close() {
    if (frame == null) {
      return;
    }
    if (!started) {
      frame = null;
      begun();
      return;
    }
    PyBaseException exit = Raising.exception(Exceptions.GeneratorExit).value;
    PyObject r;
    try {
      r = throwInto(exit);
    } catch (PyException e) {
      if (e.matches(Exceptions.StopIteration) || e.matches(Exceptions.GeneratorExit)) {
        return;
      }
      throw e;
    }
    if (r != null) {
      throw Errors.runtimeError(kind() + " ignored GeneratorExit");
    }
  }

  /** As {@link #close} when nobody has this any more. */
  final void closeForgotten() {
    try {
      close();
    } catch (PyException e) {
      Interpreter.current().unraisable(e, this);
    }
  }

  /** The exception that {@code throw(type, value, traceback)} means. */
  public static PyBaseException thrown(PyObject type, PyObject value, PyObject traceback) {
    if (traceback != null && traceback != NONE && !(traceback instanceof PyTraceback)) {
      throw Errors.typeError("throw() third argument must be a traceback object");
    }
    PyBaseException e;
    if (type instanceof PyType t && t.isSubtype(Exceptions.BaseException)) {
      if (value instanceof PyBaseException given && given.type.isSubtype(t)) {
        e = given;
      } else {
        PyObject made =
            value == null || value == NONE
                ? Abstract.call(t)
                : value instanceof PyTuple args
                    ? Abstract.call(t, args.items, null)
                    : Abstract.call(t, value);
        e = Raising.exception(made).value;
      }
    } else if (type instanceof PyBaseException given) {
      if (value != null && value != NONE) {
        throw Errors.typeError("instance exception may not have a separate value");
      }
      e = given;
    } else {
      throw Errors.typeError(
          "exceptions must be classes or instances deriving from BaseException, not "
              + type.type.name());
    }
    if (traceback instanceof PyTraceback t) {
      e.traceback = t;
    }
    return e;
  }

  @Method(
      name = "send",
      signature = "(arg, /)",
      doc = "Resume with the value of the yield expression; return the next yielded value.")
  static PyObject sendMethod(PyGenerator g, PyObject value) {
    PyObject r = g.resume(value, null);
    if (r == null) {
      throw Errors.stopIteration(null);
    }
    return r;
  }

  @Method(
      name = "throw",
      signature = "(type, value=None, traceback=None, /)",
      doc = "Raise an exception at the yield; return the next yielded value.")
  static PyObject throwMethod(PyGenerator g, PyObject type, PyObject value, PyObject traceback) {
    PyObject r = g.throwInto(thrown(type, value, traceback));
    if (r == null) {
      throw Errors.stopIteration(null);
    }
    return r;
  }

  @Method(name = "close", doc = "Raise GeneratorExit at the yield.")
  static void closeMethod(PyGenerator g) {
    g.close();
  }

  @Getter(name = "__name__")
  static PyObject getName(PyGenerator g) {
    return g.name;
  }

  @Setter(name = "__name__")
  static void setName(PyGenerator g, PyObject value) {
    if (!(value instanceof PyStr)) {
      throw Errors.typeError("__name__ must be set to a string object");
    }
    g.name = value;
  }

  @Getter(name = "__qualname__")
  static PyObject getQualname(PyGenerator g) {
    return g.qualname;
  }

  @Setter(name = "__qualname__")
  static void setQualname(PyGenerator g, PyObject value) {
    if (!(value instanceof PyStr)) {
      throw Errors.typeError("__qualname__ must be set to a string object");
    }
    g.qualname = value;
  }

  @Getter(name = "gi_frame")
  static PyObject getFrame(PyGenerator g) {
    return g.frame == null ? NONE : g.frame;
  }

  @Getter(name = "gi_code", member = true)
  static PyObject getCode(PyGenerator g) {
    return g.code;
  }

  @Getter(name = "gi_running")
  static boolean isRunning(PyGenerator g) {
    return g.running;
  }

  @Getter(name = "gi_suspended")
  static boolean isSuspended(PyGenerator g) {
    return g.started && !g.running && g.frame != null;
  }

  @Getter(name = "gi_yieldfrom")
  static PyObject getYieldFrom(PyGenerator g) {
    PyObject sub = g.yieldFrom();
    return sub == null ? NONE : sub;
  }

  /** Slots shared by generators and coroutines. */
  static class GeneratorOps extends Ops {
    @Override
    public PyObject repr(PyObject o) {
      PyGenerator g = (PyGenerator) o;
      return PyStr.of(
          "<"
              + g.type.name()
              + " object "
              + Abstract.str(g.qualname).value()
              + " at "
              + Generic.address(o)
              + ">");
    }

    @Override
    public PyObject iter(PyObject o) {
      return o;
    }

    @Override
    public void del(PyObject o) {
      ((PyGenerator) o).closeForgotten();
    }

    @Override
    public PyObject next(PyObject o) {
      return ((PyGenerator) o).resume(null, null, true);
    }
  }
}
