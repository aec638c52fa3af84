package dev.dormouse.runtime.modules.asyncio;

import dev.dormouse.runtime.modules.context.PyContext;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.GenericAliases;
import dev.dormouse.runtime.objects.Names;
import dev.dormouse.runtime.objects.PyBaseException;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyCoroutine;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyGenerator;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStopIteration;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.ClassMethod;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;
import dev.dormouse.tables.Setter;

/**
 * {@code asyncio.Task}. As long as it is pending, either a step is scheduled with the loop, or it
 * waits for a future, of whose callbacks one is its {@link PyTaskCallback}.
 */
@BuiltinType(
    name = "Task",
    ops = PyTask.TaskOps.class,
    doc =
        "(coro, *, loop=None, name=None, context=None)\n--\n\n"
            + "A coroutine that an event loop runs, and the future of its result.")
public final class PyTask extends PyFuture {
  public static final PyType TYPE =
      PyType.builtin("Task", PyFuture.TYPE, new TaskOps(), new PyTaskTable())
          .in("_asyncio")
          .with(PyType.BASETYPE)
          .withDict()
          .withWeakrefs();

  private PyObject coroutine;
  private PyObject context;
  private PyStr name;

  /** The future that the coroutine awaits; null if a step is scheduled, and at the end. */
  private PyObject waiter;

  /** Whether the next step is to raise CancelledError. */
  private boolean mustCancel;

  private int cancelRequests;

  /** {@code _log_destroy_pending}. */
  private boolean tellsOfDeath = true;

  private PyTask(PyType type) {
    super(type);
  }

  @Override
  public boolean isRunByThreads() {
    return true;
  }

  @Override
  String kind() {
    return "Task";
  }

  private void start(PyObject coro, PyObject loop, PyObject name, PyObject context) {
    start(loop);
    AsyncioState all = AsyncioState.current();
    if (!(coro instanceof PyCoroutine)
        && !Abstract.isTrue(
            Abstract.call(all.library("asyncio.coroutines", "iscoroutine"), coro))) {
      tellsOfDeath = false;
      throw Errors.typeError("a coroutine was expected, got " + Abstract.repr(coro).value());
    }
    this.context = context == null || context == NONE ? PyContext.copyOfCurrent() : context;
    waiter = null;
    mustCancel = false;
    tellsOfDeath = true;
    cancelRequests = 0;
    coroutine = coro;
    this.name = name == null || name == NONE ? PyStr.of(all.nextName()) : Abstract.str(name);
    watch();
    scheduleStep(null);
    all.register(this);
  }

  @Override
  void die() {
    if (isPending() && tellsOfDeath && loop != null) {
      PyDict about = new PyDict();
      about.put("task", this);
      about.put("message", PyStr.of("Task was destroyed but it is pending!"));
      tell(about);
    }
    super.die();
  }

  // running

  private void scheduleStep(PyBaseException error) {
    AsyncioState.callSoon(loop, context, new PyTaskCallback(this, error));
  }

  /** The future that this waited for is done. */
  void wakeUp(PyObject future) {
    PyBaseException error = null;
    try {
      PyObject ignored =
          isPlain(future) ? ((PyFuture) future).value() : Abstract.callMethod(future, "result");
    } catch (PyException e) {
      error = e.value;
    }
    step(error);
  }

  void step(PyBaseException error) {
    AsyncioState all = AsyncioState.current();
    if (!isPending()) {
      throw all.invalidState(
          "__step(): already done: "
              + Abstract.repr(this).value()
              + " "
              + (error == null ? "None" : Abstract.repr(error).value()));
    }
    PyBaseException e = error;
    if (mustCancel) {
      if (e == null || !e.type.isSubtype(all.cancelledError())) {
        e = cancellation();
      }
      mustCancel = false;
    }
    waiter = null;
    all.enter(loop, this);
    try {
      advance(all, e);
    } finally {
      all.leave(loop, this);
    }
  }

  private void advance(AsyncioState all, PyBaseException error) {
    PyObject yielded;
    try {
      yielded =
          error == null
              ? PyGenerator.sendTo(coroutine, NONE)
              : Abstract.callMethod(coroutine, Names.THROW, error);
    } catch (PyException e) {
      forget();
      ended(all, e);
      return;
    }
    if (yielded instanceof PyFuture f && isPlain(f)) {
      if (f == this) {
        failNext("Task cannot await on itself: " + Abstract.repr(this).value());
      } else if (f.loop != loop) {
        attachedElsewhere(f);
      } else if (!f.isBlocking()) {
        notAwaited("in task ", f);
      } else {
        f.setBlocking(false);
        f.whenDone(new PyTaskCallback(this), context);
        waitsFor(f);
      }
    } else if (yielded == NONE) {
      scheduleStep(null);
    } else {
      advanceTo(yielded);
    }
  }

  private void ended(AsyncioState all, PyException e) {
    if (e.matches(Exceptions.StopIteration)) {
      if (mustCancel) {
        // Cancelled right before the coroutine returned.
        mustCancel = false;
        cancelNow(cancelMessage);
      } else {
        finish(((PyStopIteration) e.value).value);
      }
    } else if (e.matches(all.cancelledError())) {
      cancelledBy(e.value);
      cancelNow(null);
    } else {
      fail(e.value);
      if (e.matches(Exceptions.KeyboardInterrupt) || e.matches(Exceptions.SystemExit)) {
        throw e;
      }
    }
  }

  /** What is no future or task of ours. */
  private void advanceTo(PyObject yielded) {
    PyObject blocking = Abstract.getAttributeOrNull(yielded, AsyncioState.BLOCKING);
    if (yielded == this) {
      failNext("Task cannot await on itself: " + Abstract.repr(this).value());
    } else if (blocking != null && blocking != NONE) {
      if (loopOf(yielded) != loop) {
        attachedElsewhere(yielded);
      } else if (!Abstract.isTrue(blocking)) {
        notAwaited("in task ", yielded);
      } else {
        Abstract.setAttribute(yielded, AsyncioState.BLOCKING, PyBool.FALSE);
        PyObject ignored =
            Abstract.call(
                Abstract.getAttribute(yielded, AsyncioState.ADD_DONE_CALLBACK),
                new PyObject[] {new PyTaskCallback(this), context},
                AsyncioState.CONTEXT);
        waitsFor(yielded);
      }
    } else if (yielded.type == PyGenerator.TYPE) {
      notAwaited("for generator in task ", yielded);
    } else {
      failNext("Task got bad yield: " + Abstract.repr(yielded).value());
    }
  }

  private void waitsFor(PyObject future) {
    waiter = future;
    if (mustCancel && Abstract.isTrue(cancel(future, cancelMessage))) {
      mustCancel = false;
    }
  }

  private static PyObject cancel(PyObject future, PyObject message) {
    return Abstract.call(
        Abstract.getAttribute(future, AsyncioState.CANCEL),
        new PyObject[] {orNone(message)},
        AsyncioState.MSG);
  }

  private static PyObject loopOf(PyObject future) {
    PyObject getter = Abstract.getAttributeOrNull(future, AsyncioState.GET_LOOP);
    return getter != null ? Abstract.call(getter) : Abstract.getAttribute(future, "_loop");
  }

  private static boolean isPlain(PyObject o) {
    return o.type == PyFuture.TYPE || o.type == TYPE;
  }

  private void attachedElsewhere(PyObject future) {
    failNext(
        "Task "
            + Abstract.repr(this).value()
            + " got Future "
            + Abstract.repr(future).value()
            + " attached to a different loop");
  }

  private void notAwaited(String where, PyObject yielded) {
    failNext(
        "yield was used instead of yield from "
            + where
            + Abstract.repr(this).value()
            + " with "
            + Abstract.repr(yielded).value());
  }

  /** Has the next step raise it. */
  private void failNext(String message) {
    scheduleStep(Errors.runtimeError(message).value);
  }

  // Python's view

  @Method(
      name = "set_result",
      signature = "(result, /)",
      doc = "Raise RuntimeError: a task's result is its coroutine's.")
  static void setResult(PyTask t, PyObject value) {
    throw Errors.runtimeError("Task does not support set_result operation");
  }

  @Method(
      name = "set_exception",
      signature = "(exception, /)",
      doc = "Raise RuntimeError: a task's exception is its coroutine's.")
  static void setException(PyTask t, PyObject e) {
    throw Errors.runtimeError("Task does not support set_exception operation");
  }

  @Method(
      name = "cancel",
      signature = "(msg=None)",
      doc =
          "Have CancelledError raised in the coroutine, which may catch it; return False if it is"
              + " done already.")
  static boolean cancelTask(PyTask t, PyObject msg) {
    t.seen();
    if (!t.isPending()) {
      return false;
    }
    t.cancelRequests++;
    if (t.waiter != null && Abstract.isTrue(cancel(t.waiter, msg))) {
      // The waiter stays: it may be a task that catches the cancellation and is cancelled again.
      return true;
    }
    t.mustCancel = true;
    t.cancelMessage = msg;
    return true;
  }

  @Method(name = "cancelling", doc = "Return how many cancellations were asked for.")
  static int cancelling(PyTask t) {
    return t.cancelRequests;
  }

  @Method(
      name = "uncancel",
      doc = "Take back one request to cancel the task; return how many are left.")
  static int uncancel(PyTask t) {
    if (t.cancelRequests > 0) {
      t.cancelRequests--;
    }
    return t.cancelRequests;
  }

  @Method(
      name = "get_stack",
      signature = "(*, limit=None)",
      doc = "Return the frames where the coroutine is suspended, or those of its exception.")
  static PyObject getStack(PyTask t, PyObject limit) {
    return Abstract.call(
        AsyncioState.current().library("asyncio.base_tasks", "_task_get_stack"), t, orNone(limit));
  }

  @Method(
      name = "print_stack",
      signature = "(*, limit=None, file=None)",
      doc = "Print what get_stack() returns, to stderr unless there is a file.")
  static PyObject printStack(PyTask t, PyObject limit, PyObject file) {
    return Abstract.call(
        AsyncioState.current().library("asyncio.base_tasks", "_task_print_stack"),
        t,
        orNone(limit),
        orNone(file));
  }

  @Method(name = "get_name", doc = "Return the name of the task.")
  static PyObject getName(PyTask t) {
    return orNone(t.name);
  }

  @Method(name = "set_name", signature = "(value, /)", doc = "Name the task.")
  static void setName(PyTask t, PyObject value) {
    t.name = Abstract.str(value);
  }

  @Method(name = "get_coro", doc = "Return the coroutine.")
  static PyObject getCoro(PyTask t) {
    return orNone(t.coroutine);
  }

  @ClassMethod(name = "__class_getitem__", signature = "(object, /)", doc = "See PEP 585")
  static PyObject classGetItem(PyType cls, PyObject item) {
    return GenericAliases.make(cls, item);
  }

  @Getter(name = "_log_destroy_pending")
  static boolean tellsOfDeath(PyTask t) {
    return t.tellsOfDeath;
  }

  @Setter(name = "_log_destroy_pending")
  static void setTellsOfDeath(PyTask t, PyObject value) {
    t.tellsOfDeath = Abstract.isTrue(settable(value));
  }

  @Getter(name = "_must_cancel")
  static boolean mustCancel(PyTask t) {
    return t.mustCancel;
  }

  @Getter(name = "_coro")
  static PyObject coroutine(PyTask t) {
    return orNone(t.coroutine);
  }

  @Getter(name = "_fut_waiter")
  static PyObject waiter(PyTask t) {
    return orNone(t.waiter);
  }

  /** The slots of {@code Task}. */
  static final class TaskOps extends FutureOps {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      return new PyTask(cls);
    }

    @Override
    public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {
      PyObject[] p = ArgParser.parse("Task", "coro\0loop\0name\0context", 0, 1, 1, args, kwnames);
      ((PyTask) o).start(p[0], p[1], p[2], p[3]);
    }

    @Override
    public void del(PyObject o) {
      super.del(o);
    }

    @Override
    public PyObject iter(PyObject o) {
      return super.iter(o);
    }

    @Override
    public PyObject await(PyObject o) {
      return super.await(o);
    }

    @Override
    public PyObject repr(PyObject o) {
      ((PyTask) o).requireLoop();
      return Abstract.call(AsyncioState.current().library("asyncio.base_tasks", "_task_repr"), o);
    }
  }
}
