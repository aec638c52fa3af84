package dev.dormouse.runtime.modules.asyncio;

import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyBaseException;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;

/** What a task gives to loops and futures to be called: its next step, or its waking. */
@BuiltinType(name = "TaskStepMethWrapper", ops = PyTaskCallback.TaskCallbackOps.class)
final class PyTaskCallback extends PyObject {
  static final PyType TYPE =
      PyType.builtin(
              "TaskStepMethWrapper",
              PyType.OBJECT,
              new TaskCallbackOps(),
              new PyTaskCallbackTable())
          .with(PyType.DISALLOW_INSTANTIATION);

  private final PyTask task;

  /** For a step: what to raise in the coroutine, or null. */
  private final PyBaseException error;

  private final boolean wakes;

  /** A step. */
  PyTaskCallback(PyTask task, PyBaseException error) {
    super(TYPE);
    this.task = task;
    this.error = error;
    this.wakes = false;
  }

  /** A callback for the future that the task waits for. */
  PyTaskCallback(PyTask task) {
    super(TYPE);
    this.task = task;
    this.error = null;
    this.wakes = true;
  }

  @Getter(name = "__self__")
  static PyObject self(PyTaskCallback c) {
    return c.task;
  }

  @Getter(name = "__qualname__")
  static String qualname(PyTaskCallback c) {
    return c.wakes ? "Task.__wakeup" : "Task.__step";
  }

  static final class TaskCallbackOps extends Ops {
    @Override
    public PyObject call(PyObject o, PyObject[] args, PyStr[] kwnames) {
      PyTaskCallback c = (PyTaskCallback) o;
      ArgParser.noKeywords(null, "TaskStepMethWrapper", kwnames);
      int count = c.wakes ? 1 : 0;
      ArgParser.positional(null, "TaskStepMethWrapper", args, null, count, count);
      if (c.wakes) {
        c.task.wakeUp(args[0]);
      } else {
        c.task.step(c.error);
      }
      return NONE;
    }
  }
}
