package dev.dormouse.runtime.modules.thread;

import dev.dormouse.runtime.modules.posix.Host;
import dev.dormouse.runtime.modules.sys.ExceptionDisplay;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyFloat;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyStructSequence;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.objects.Raising;
import dev.dormouse.runtime.objects.ThreadState;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;

/** {@code _thread}. */
@BuiltinModule(
    name = "_thread",
    doc = "Threads and locks as the system has them; the threading module builds on this.")
public final class ThreadModule {
  private static final PyType EXCEPT_HOOK_ARGS =
      PyStructSequence.type(
          "_thread",
          "_ExceptHookArgs",
          "ExceptHookArgs\n\nWhat threading.excepthook is called with.",
          "exc_type exc_value exc_traceback thread",
          4);

  private ThreadModule() {}

  public static BuiltinTable table() {
    return new ThreadModuleTable();
  }

  static void exec(PyModule m) {
    m.set("error", Exceptions.RuntimeError);
    m.set("LockType", PyLock.TYPE);
    m.set("RLock", PyRLock.TYPE);
    m.set("_local", PyLocal.TYPE);
    m.set("_ExceptHookArgs", EXCEPT_HOOK_ARGS);
    m.set("TIMEOUT_MAX", PyFloat.of(9223372036.0));
    m.state = new Threads(Interpreter.current());
  }

  private static Threads threads(PyModule m) {
    return (Threads) m.state;
  }

  private static PyObject start(PyModule m, String name, PyObject[] args, PyStr[] kwnames) {
    ArgParser.positional(null, name, args, kwnames, 2, 3);
    if (!Abstract.isCallable(args[0])) {
      throw Errors.typeError("first arg must be callable");
    }
    if (!(args[1] instanceof PyTuple positional)) {
      throw Errors.typeError("2nd arg must be a tuple");
    }
    PyDict keywords = null;
    if (args.length == 3) {
      if (!(args[2] instanceof PyDict d)) {
        throw Errors.typeError("optional 3rd arg must be a dictionary");
      }
      keywords = d;
    }
    return PyInt.of(threads(m).start(args[0], positional, keywords));
  }

  @Function(
      name = "start_new_thread",
      signature = "(function, args, kwargs={}, /)",
      doc = "Start a thread that calls function(*args, **kwargs), and return its identifier.")
  static PyObject startNewThread(PyModule m, PyObject[] args, PyStr[] kwnames) {
    return start(m, "start_new_thread", args, kwnames);
  }

  @Function(
      name = "start_new",
      signature = "(function, args, kwargs={}, /)",
      doc = "An old name of start_new_thread().")
  static PyObject startNew(PyModule m, PyObject[] args, PyStr[] kwnames) {
    return start(m, "start_new", args, kwnames);
  }

  @Function(name = "allocate_lock", doc = "Make a new lock, unlocked.")
  static PyObject allocateLock() {
    return new PyLock();
  }

  @Function(doc = "An old name of allocate_lock().")
  static PyObject allocate() {
    return new PyLock();
  }

  @Function(doc = "Raise SystemExit, which ends the calling thread silently unless it is caught.")
  static void exit() {
    throw Raising.exception(Exceptions.SystemExit);
  }

  @Function(name = "exit_thread", doc = "An old name of exit().")
  static void exitThread() {
    exit();
  }

  @Function(
      name = "interrupt_main",
      signature = "(signum=2, /)",
      doc = "Let the main thread act as if the signal had arrived.")
  static void interruptMain(PyModule m, int signum) {
    if (signum < 1 || signum >= 65) {
      throw Errors.valueError("signal number out of range");
    }
    threads(m).interruptMain(signum);
  }

  @Function(name = "get_ident", doc = "Return a nonzero integer that no other living thread has.")
  static long getIdent() {
    return ThreadState.current().ident;
  }

  @Function(name = "get_native_id", doc = "Return the number that the system knows this thread by.")
  static long getNativeId() {
    int id = Host.os().processes().threadId();
    return id == 0 ? ThreadState.current().ident : id;
  }

  @Function(name = "_count", doc = "Return how many threads started from Python run now.")
  static int count(PyModule m) {
    return threads(m).count();
  }

  @Function(
      name = "stack_size",
      signature = "(size=0, /)",
      doc = "Return the stack size of new threads, and set it if an argument is given.")
  static long stackSize(PyModule m, PyObject size) {
    long bytes = 0;
    if (size != null) {
      bytes = Abstract.toIndex(size, Exceptions.OverflowError);
      if (bytes < 0) {
        throw Errors.valueError("size must be 0 or a positive value");
      }
      if (bytes != 0 && bytes < 32768) {
        throw Errors.valueError("size not valid: " + bytes + " bytes");
      }
    }
    return threads(m).setStackSize(bytes, size != null);
  }

  @Function(
      name = "_set_sentinel",
      doc = "Return a lock that is released when the calling thread has ended.")
  static PyObject setSentinel() {
    PyLock lock = new PyLock();
    ThreadState.current().threadModuleState = lock;
    return lock;
  }

  @Function(
      name = "_excepthook",
      signature = "(args, /)",
      doc = "Show an exception that ended a thread.")
  static void exceptHook(PyObject args) {
    if (args.type != EXCEPT_HOOK_ARGS) {
      throw Errors.typeError("_thread.excepthook argument type must be ExceptHookArgs");
    }
    PyObject[] items = ((PyStructSequence) args).items;
    if (items[0] == Exceptions.SystemExit) {
      return;
    }
    PyObject thread = items[3];
    PyObject file = Interpreter.current().sysAttribute("stderr");
    if (file == null || file == PyObject.NONE) {
      if (thread == PyObject.NONE) {
        return;
      }
      file = Abstract.getAttribute(thread, "_stderr");
      if (file == PyObject.NONE) {
        return;
      }
    }
    PyObject name =
        thread == PyObject.NONE
            ? null
            : Abstract.getAttributeOrNull(thread, PyStr.interned("name"));
    String text =
        name == null ? String.valueOf(ThreadState.current().ident) : Abstract.str(name).value();
    ExceptionDisplay.displayIn(file, "Exception in thread " + text + ":\n", items[1], items[2]);
  }
}
