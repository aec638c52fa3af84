package dev.dormouse.runtime.modules.asyncio;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.ThreadState;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;

/** {@code _asyncio}. */
@BuiltinModule(name = "_asyncio", doc = "Accelerator module for asyncio")
public final class AsyncioModule {
  private AsyncioModule() {}

  public static BuiltinTable table() {
    return new AsyncioModuleTable();
  }

  @Function(
      name = "_get_running_loop",
      doc = "Return the event loop that runs in this thread, or None.")
  static PyObject currentLoop() {
    PyObject loop = ThreadState.current().eventLoop;
    return loop == null ? PyObject.NONE : loop;
  }

  @Function(
      name = "_set_running_loop",
      signature = "(loop, /)",
      doc = "Set the event loop that runs in this thread; for event loops.")
  static void setRunningLoop(PyObject loop) {
    ThreadState.current().eventLoop = loop == PyObject.NONE ? null : loop;
  }

  @Function(
      name = "get_running_loop",
      doc = "Return the event loop that runs in this thread; RuntimeError if there is none.")
  static PyObject getRunningLoop() {
    PyObject loop = ThreadState.current().eventLoop;
    if (loop == null) {
      throw Errors.runtimeError("no running event loop");
    }
    return loop;
  }

  @Function(
      name = "get_event_loop",
      doc = "Return the event loop that runs in this thread, or else the one of the policy.")
  static PyObject getEventLoop() {
    return AsyncioState.current().eventLoop();
  }

  @Function(name = "_get_event_loop", signature = "(stacklevel=3)", doc = "As get_event_loop().")
  static PyObject getEventLoopOld(int stacklevel) {
    return AsyncioState.current().eventLoop();
  }

  @Function(
      name = "_register_task",
      signature = "(task)",
      doc = "Enter a task into the set of all tasks.")
  static void register(PyObject task) {
    AsyncioState.current().register(task);
  }

  @Function(
      name = "_unregister_task",
      signature = "(task)",
      doc = "Take a task out of the set of all tasks.")
  static void unregister(PyObject task) {
    Abstract.callMethod(AsyncioState.current().allTasks(), "discard", task);
  }

  @Function(
      name = "_enter_task",
      signature = "(loop, task)",
      doc = "Note that a loop begins to execute a task.")
  static void enter(PyObject loop, PyObject task) {
    AsyncioState.current().enter(loop, task);
  }

  @Function(
      name = "_leave_task",
      signature = "(loop, task)",
      doc = "Note that a loop has stopped to execute a task.")
  static void leave(PyObject loop, PyObject task) {
    AsyncioState.current().leave(loop, task);
  }

  static void exec(PyModule m) {
    AsyncioState state = AsyncioState.current();
    m.set("_all_tasks", state.allTasks());
    m.set("_current_tasks", state.currentTasks);
    m.set("Future", PyFuture.TYPE);
    m.set("Task", PyTask.TYPE);
  }
}
