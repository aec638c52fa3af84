package dev.dormouse.runtime.modules.asyncio;

import dev.dormouse.runtime.modules.context.PyContext;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.Finalizers;
import dev.dormouse.runtime.objects.GenericAliases;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyBaseException;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTraceback;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.objects.Raising;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.ClassMethod;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;
import dev.dormouse.tables.Setter;
import java.util.ArrayList;

/** {@code asyncio.Future}. */
@BuiltinType(
    name = "Future",
    ops = PyFuture.FutureOps.class,
    doc =
        "(*, loop=None)\n--\n\n"
            + "The result, or exception, of something that an event loop has not finished yet.")
public class PyFuture extends PyObject {
  public static final PyType TYPE =
      PyType.builtin("Future", PyType.OBJECT, new FutureOps(), new PyFutureTable())
          .in("_asyncio")
          .with(PyType.BASETYPE)
          .withDict()
          .withWeakrefs();

  private static final int PENDING = 0;
  private static final int CANCELLED = 1;
  private static final int FINISHED = 2;

  /** Null before {@code __init__}. */
  PyObject loop;

  private int state;

  /** Null unless there is one. */
  private PyObject result;

  /** Null unless there is one. */
  private PyBaseException exception;

  /** The exception's when it was set: raising it more than once must not lengthen it. */
  private PyTraceback traceback;

  /** Callables and contexts in turn; null if there is none. */
  private ArrayList<PyObject> callbacks;

  /** Whether the exception that was set has not been looked at. */
  private boolean unseen;

  /** Whether {@code __await__} gave this to its task, which has not noticed yet. */
  private boolean blocking;

  /** Where it was made, if the loop is in debug mode; else null. */
  private PyObject sourceTraceback;

  PyObject cancelMessage;

  /** What ended a task that was cancelled, until it is raised once; null if nothing. */
  private PyBaseException cancelledError;

  /** See {@link Finalizers}: null as long as dying is no event. */
  private Object trigger;

  PyFuture(PyType type) {
    super(type);
  }

  /** In messages. */
  String kind() {
    return "Future";
  }

  final void start(PyObject loop) {
    AsyncioState all = AsyncioState.current();
    this.loop = null;
    state = PENDING;
    result = null;
    exception = null;
    traceback = null;
    callbacks = null;
    blocking = false;
    cancelMessage = null;
    cancelledError = null;
    seen();
    PyObject own = loop == null || loop == NONE ? all.eventLoop() : loop;
    sourceTraceback = all.callerInDebugMode(own);
    this.loop = own;
  }

  final void requireLoop() {
    if (loop == null) {
      throw Errors.runtimeError(kind() + " object is not initialized.");
    }
  }

  // what happens when nobody has this any more

  final void watch() {
    if (trigger == null) {
      trigger = Finalizers.watchUnlessAdopted(this);
    }
  }

  final void forget() {
    Object t = trigger;
    if (t != null) {
      trigger = null;
      Finalizers.forget(t);
    }
  }

  /** The exception, if there is one, is known to somebody. */
  final void seen() {
    if (unseen) {
      unseen = false;
      forget();
    }
  }

  /** Tells the loop of an exception that nobody looked at. */
  void die() {
    if (!unseen) {
      return;
    }
    unseen = false;
    PyDict context = new PyDict();
    context.put("message", PyStr.of(type.name() + " exception was never retrieved"));
    context.put("exception", exception);
    context.put("future", this);
    tell(context);
  }

  final void tell(PyDict context) {
    if (sourceTraceback != null) {
      context.put("source_traceback", sourceTraceback);
    }
    PyObject handler = NONE;
    try {
      handler = Abstract.getAttribute(loop, "call_exception_handler");
      PyObject ignored = Abstract.call(handler, context);
    } catch (PyException e) {
      Interpreter.current().unraisable(e, handler);
    }
  }

  // state

  final boolean isPending() {
    return state == PENDING;
  }

  final boolean isBlocking() {
    return blocking;
  }

  final void setBlocking(boolean b) {
    blocking = b;
  }

  private void requirePending() {
    if (state != PENDING) {
      throw AsyncioState.current().invalidState("invalid state");
    }
  }

  final void finish(PyObject value) {
    requirePending();
    result = value;
    state = FINISHED;
    scheduleCallbacks();
  }

  final void fail(PyObject given) {
    requirePending();
    PyObject e = given instanceof PyType t ? Abstract.call(t) : given;
    if (!(e instanceof PyBaseException error)) {
      throw Errors.typeError("invalid exception object");
    }
    if (error.type == Exceptions.StopIteration) {
      throw Errors.typeError(
          "StopIteration interacts badly with generators and cannot be raised into a Future");
    }
    exception = error;
    traceback = error.traceback;
    state = FINISHED;
    scheduleCallbacks();
    unseen = true;
    watch();
  }

  final boolean cancelNow(PyObject message) {
    seen();
    if (state != PENDING) {
      return false;
    }
    state = CANCELLED;
    cancelMessage = message;
    scheduleCallbacks();
    return true;
  }

  /** Keeps what ended the task, for whoever asks for its result first. */
  final void cancelledBy(PyBaseException error) {
    cancelledError = error;
  }

  private void scheduleCallbacks() {
    ArrayList<PyObject> all = callbacks;
    if (all == null) {
      return;
    }
    callbacks = null;
    for (int i = 0; i < all.size(); i += 2) {
      AsyncioState.callSoon(loop, all.get(i + 1), all.get(i), this);
    }
  }

  final PyBaseException cancellation() {
    PyBaseException e = cancelledError;
    cancelledError = null;
    if (e != null) {
      return e;
    }
    PyType error = AsyncioState.current().cancelledError();
    return (PyBaseException)
        (cancelMessage == null || cancelMessage == NONE
            ? Abstract.call(error)
            : Abstract.call(error, cancelMessage));
  }

  final PyObject value() {
    if (state == CANCELLED) {
      throw Raising.exception(cancellation());
    }
    if (state == PENDING) {
      throw AsyncioState.current().invalidState("Result is not set.");
    }
    seen();
    if (exception != null) {
      exception.traceback = traceback;
      throw Raising.exception(exception);
    }
    return result;
  }

  final void whenDone(PyObject function, PyObject context) {
    if (state != PENDING) {
      AsyncioState.callSoon(loop, context, function, this);
      return;
    }
    if (callbacks == null) {
      callbacks = new ArrayList<>(2);
    }
    callbacks.add(function);
    callbacks.add(context);
  }

  // Python's view

  @Method(name = "result", doc = "Return the result, or raise the exception that was set.")
  static PyObject getResult(PyFuture f) {
    return f.value();
  }

  @Method(name = "exception", doc = "Return the exception that was set, or None.")
  static PyObject getException(PyFuture f) {
    if (f.state == CANCELLED) {
      throw Raising.exception(f.cancellation());
    }
    if (f.state == PENDING) {
      throw AsyncioState.current().invalidState("Exception is not set.");
    }
    f.seen();
    if (f.exception == null) {
      return NONE;
    }
    return f.exception;
  }

  @Method(
      name = "set_result",
      signature = "(result, /)",
      doc = "Set the result; InvalidStateError if the future is done.")
  static void setResult(PyFuture f, PyObject value) {
    f.requireLoop();
    f.finish(value);
  }

  @Method(
      name = "set_exception",
      signature = "(exception, /)",
      doc = "Set an exception; InvalidStateError if the future is done.")
  static void setException(PyFuture f, PyObject e) {
    f.requireLoop();
    f.fail(e);
  }

  @Method(
      name = "add_done_callback",
      signature = "(fn, /, *, context=<unrepresentable>)",
      doc = "Have the loop call a function with the future once it is done.")
  static void addDoneCallback(PyFuture f, PyObject[] args, PyStr[] kwnames) {
    PyObject[] p = ArgParser.parse("add_done_callback", "\0context", 1, 1, 1, args, kwnames);
    f.requireLoop();
    f.whenDone(p[0], p[1] == null ? PyContext.copyOfCurrent() : p[1]);
  }

  @Method(
      name = "remove_done_callback",
      signature = "(fn, /)",
      doc = "Forget a callback; return how often it was there.")
  static int removeDoneCallback(PyFuture f, PyObject function) {
    f.requireLoop();
    ArrayList<PyObject> all = f.callbacks;
    if (all == null) {
      return 0;
    }
    int removed = 0;
    ArrayList<PyObject> kept = new ArrayList<>();
    // Comparing may run code that adds or removes some.
    for (int i = 0; i + 1 < all.size(); i += 2) {
      PyObject callback = all.get(i);
      PyObject context = all.get(i + 1);
      if (Abstract.equal(callback, function)) {
        removed++;
      } else {
        kept.add(callback);
        kept.add(context);
      }
    }
    if (removed > 0) {
      f.callbacks = kept.isEmpty() ? null : kept;
    }
    return removed;
  }

  @Method(
      name = "cancel",
      signature = "(msg=None)",
      doc = "Cancel the future unless it is done; return whether that happened.")
  static boolean cancel(PyFuture f, PyObject msg) {
    f.requireLoop();
    return f.cancelNow(msg);
  }

  @Method(name = "cancelled", doc = "Return whether the future was cancelled.")
  static boolean isCancelled(PyFuture f) {
    return f.state == CANCELLED;
  }

  @Method(name = "done", doc = "Return whether there is a result or exception.")
  static boolean isDone(PyFuture f) {
    return f.state != PENDING;
  }

  @Method(name = "get_loop", doc = "Return the event loop of the future.")
  static PyObject getLoop(PyFuture f) {
    f.requireLoop();
    return f.loop;
  }

  @Method(
      name = "_make_cancelled_error",
      doc = "Make the CancelledError to raise; once, since it forgets what it came from.")
  static PyObject makeCancelledError(PyFuture f) {
    return f.cancellation();
  }

  @ClassMethod(name = "__class_getitem__", signature = "(object, /)", doc = "See PEP 585")
  static PyObject classGetItem(PyType cls, PyObject item) {
    return GenericAliases.make(cls, item);
  }

  @Getter(name = "_state")
  static String getState(PyFuture f) {
    f.requireLoop();
    return f.state == PENDING ? "PENDING" : f.state == CANCELLED ? "CANCELLED" : "FINISHED";
  }

  @Getter(name = "_asyncio_future_blocking")
  static boolean getBlocking(PyFuture f) {
    return f.loop != null && f.blocking;
  }

  @Setter(name = "_asyncio_future_blocking")
  static void setBlocking(PyFuture f, PyObject value) {
    f.requireLoop();
    f.blocking = Abstract.isTrue(settable(value));
  }

  @Getter(name = "_loop")
  static PyObject loop(PyFuture f) {
    return orNone(f.loop);
  }

  @Getter(name = "_callbacks")
  static PyObject callbacks(PyFuture f) {
    f.requireLoop();
    if (f.callbacks == null) {
      return NONE;
    }
    PyList list = new PyList();
    for (int i = 0; i < f.callbacks.size(); i += 2) {
      list.add(PyTuple.of(f.callbacks.get(i), f.callbacks.get(i + 1)));
    }
    return list;
  }

  @Getter(name = "_result")
  static PyObject result(PyFuture f) {
    f.requireLoop();
    return orNone(f.result);
  }

  @Getter(name = "_exception")
  static PyObject exception(PyFuture f) {
    f.requireLoop();
    return orNone(f.exception);
  }

  @Getter(name = "_log_traceback")
  static boolean isUnseen(PyFuture f) {
    f.requireLoop();
    return f.unseen;
  }

  @Setter(name = "_log_traceback")
  static void setUnseen(PyFuture f, PyObject value) {
    if (Abstract.isTrue(settable(value))) {
      throw Errors.valueError("_log_traceback can only be set to False");
    }
    f.seen();
  }

  @Getter(name = "_source_traceback")
  static PyObject sourceTraceback(PyFuture f) {
    return orNone(f.sourceTraceback);
  }

  @Getter(name = "_cancel_message")
  static PyObject cancelMessage(PyFuture f) {
    return orNone(f.cancelMessage);
  }

  @Setter(name = "_cancel_message")
  static void setCancelMessage(PyFuture f, PyObject value) {
    f.cancelMessage = settable(value);
  }

  static PyObject orNone(PyObject o) {
    return o == null ? NONE : o;
  }

  static PyObject settable(PyObject value) {
    if (value == null) {
      throw Errors.of(Exceptions.AttributeError, "cannot delete attribute");
    }
    return value;
  }

  /** The slots of {@code Future}. */
  static class FutureOps extends Ops {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      return new PyFuture(cls);
    }

    @Override
    public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {
      PyObject[] p = ArgParser.parse("Future", "loop", 0, 0, 0, args, kwnames);
      ((PyFuture) o).start(p[0]);
    }

    @Override
    public void del(PyObject o) {
      ((PyFuture) o).die();
    }

    @Override
    public PyObject repr(PyObject o) {
      ((PyFuture) o).requireLoop();
      return Abstract.call(
          AsyncioState.current().library("asyncio.base_futures", "_future_repr"), o);
    }

    @Override
    public PyObject iter(PyObject o) {
      ((PyFuture) o).requireLoop();
      return new PyFutureIter((PyFuture) o);
    }

    @Override
    public PyObject await(PyObject o) {
      return iter(o);
    }
  }
}
