package dev.dormouse.runtime.modules.asyncio;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.PyBaseException;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.objects.ThreadState;

/** What the tasks of an interpreter share. Guarded by its lock. */
final class AsyncioState {
  static final PyStr CALL_SOON = PyStr.interned("call_soon");
  static final PyStr GET_LOOP = PyStr.interned("get_loop");
  static final PyStr CANCEL = PyStr.interned("cancel");
  static final PyStr ADD_DONE_CALLBACK = PyStr.interned("add_done_callback");
  static final PyStr BLOCKING = PyStr.interned("_asyncio_future_blocking");
  private static final PyStr GET_DEBUG = PyStr.interned("get_debug");
  private static final PyStr ADD = PyStr.interned("add");
  static final PyStr[] MSG = {PyStr.interned("msg")};
  static final PyStr[] CONTEXT = {PyStr.interned("context")};

  private final Interpreter interpreter;

  /** {@code _current_tasks}: the task that each loop executes now. */
  final PyDict currentTasks = new PyDict();

  /** Of names like {@code Task-1}. */
  private long lastTask;

  // of the library, null until needed: when this module is imported, asyncio is only half there

  private PyObject allTasks;
  private PyType cancelledError;
  private PyObject invalidStateError;

  private AsyncioState(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  static AsyncioState current() {
    Interpreter interpreter = Interpreter.current();
    AsyncioState state = (AsyncioState) interpreter.registered(AsyncioState.class);
    if (state == null) {
      state = new AsyncioState(interpreter);
      interpreter.register(AsyncioState.class, state);
    }
    return state;
  }

  /** A function or class of the library. */
  PyObject library(String module, String name) {
    return Abstract.getAttribute(interpreter.importer().importModule(module), name);
  }

  PyType cancelledError() {
    if (cancelledError == null) {
      cancelledError = (PyType) library("asyncio.exceptions", "CancelledError");
    }
    return cancelledError;
  }

  PyException invalidState(String message) {
    if (invalidStateError == null) {
      invalidStateError = library("asyncio.exceptions", "InvalidStateError");
    }
    return new PyException((PyBaseException) Abstract.call(invalidStateError, PyStr.of(message)));
  }

  PyObject eventLoop() {
    PyObject running = ThreadState.current().eventLoop;
    return running != null
        ? running
        : Abstract.callMethod(
            Abstract.call(library("asyncio.events", "get_event_loop_policy")), "get_event_loop");
  }

  /** Where the caller is, if the loop is being debugged; else null. */
  PyObject callerInDebugMode(PyObject loop) {
    return Abstract.isTrue(Abstract.callMethod(loop, GET_DEBUG)) && !interpreter.finalizing
        ? Abstract.call(library("asyncio.format_helpers", "extract_stack"))
        : null;
  }

  static void callSoon(PyObject loop, PyObject context, PyObject callback) {
    PyObject ignored =
        Abstract.call(
            Abstract.getAttribute(loop, CALL_SOON), new PyObject[] {callback, context}, CONTEXT);
  }

  static void callSoon(PyObject loop, PyObject context, PyObject callback, PyObject argument) {
    PyObject ignored =
        Abstract.call(
            Abstract.getAttribute(loop, CALL_SOON),
            new PyObject[] {callback, argument, context},
            CONTEXT);
  }

  // tasks

  PyObject allTasks() {
    if (allTasks == null) {
      allTasks = Abstract.call(library("weakref", "WeakSet"));
    }
    return allTasks;
  }

  void register(PyObject task) {
    PyObject ignored = Abstract.callMethod(allTasks(), ADD, task);
  }

  String nextName() {
    return "Task-" + ++lastTask;
  }

  void enter(PyObject loop, PyObject task) {
    PyObject other = currentTasks.get(loop);
    if (other != null) {
      throw Errors.runtimeError(
          "Cannot enter into task "
              + Abstract.repr(task).value()
              + " while another task "
              + Abstract.repr(other).value()
              + " is being executed.");
    }
    currentTasks.put(loop, task);
  }

  void leave(PyObject loop, PyObject task) {
    PyObject found = currentTasks.get(loop);
    if (found != task) {
      throw Errors.runtimeError(
          "Leaving task "
              + Abstract.repr(task).value()
              + " does not match the current task "
              + (found == null ? "None" : Abstract.repr(found).value())
              + ".");
    }
    PyObject ignored = currentTasks.remove(loop);
  }
}
