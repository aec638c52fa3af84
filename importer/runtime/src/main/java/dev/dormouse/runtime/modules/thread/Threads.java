package dev.dormouse.runtime.modules.thread;

import dev.dormouse.runtime.modules.posix.SignalState;
import dev.dormouse.runtime.modules.sys.ExceptionDisplay;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PythonThread;
import dev.dormouse.runtime.objects.Raising;
import dev.dormouse.runtime.objects.ThreadState;

/** The threads that Python code started in one interpreter. */
final class Threads {
  /**
   * Address space, not memory: pages are taken as the stack grows. Enough for the default recursion
   * limit many times over.
   */
  private static final long DEFAULT_STACK = 64L << 20;

  /** How much more stack a Python call takes here than in CPython, roughly. */
  private static final int STACK_FACTOR = 8;

  private final Interpreter interpreter;
  private int running;
  private long stackSize;

  Threads(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  int count() {
    return running;
  }

  /** Returns the old size; changes it only if {@code set}. */
  long setStackSize(long bytes, boolean set) {
    long old = stackSize;
    if (set) {
      stackSize = bytes;
    }
    return old;
  }

  /** Starts a thread and returns its identifier. */
  long start(PyObject function, PyTuple args, PyDict keywords) {
    long stack = stackSize == 0 ? DEFAULT_STACK : stackSize * STACK_FACTOR;
    PythonThread thread =
        new PythonThread(null, new Body(this, function, args, keywords), "python", stack);
    // Those that the program is to wait for are joined by threading._shutdown; none keeps the JVM.
    thread.setDaemon(true);
    running++;
    try {
      thread.start();
    } catch (OutOfMemoryError e) {
      running--;
      throw Errors.runtimeError("can't start new thread");
    }
    return thread.threadId();
  }

  /** As if a signal had arrived. */
  void interruptMain(int signal) {
    if (interpreter.importer() == null) {
      // A bare interpreter, which handles no signals.
      interpreter.addPending(new Interrupt());
    } else {
      // The handler of Ctrl-C is installed with the module.
      interpreter.importer().importModule("_signal");
      SignalState.of(interpreter).simulate(signal);
    }
    if (ThreadState.current() == interpreter.mainThread()) {
      interpreter.runPending();
    }
  }

  /** What a started thread does. */
  private static final class Body implements Runnable {
    private final Threads threads;

    /** These three are null once the thread runs, whose Java object outlives what it runs. */
    private PyObject function;

    private PyTuple args;
    private PyDict keywords;

    Body(Threads threads, PyObject function, PyTuple args, PyDict keywords) {
      this.threads = threads;
      this.function = function;
      this.args = args;
      this.keywords = keywords;
    }

    @Override
    public void run() {
      ThreadState ts = threads.interpreter.enter();
      try {
        call();
      } finally {
        PyLocal.threadEnds(ts);
        threads.running--;
        if (ts.threadModuleState instanceof PyLock sentinel) {
          sentinel.releaseIfLocked();
        }
        threads.interpreter.leave();
      }
    }

    /**
     * A frame of its own: whoever waits for the end of the thread finds nothing on its stack any
     * more.
     */
    private void call() {
      PyObject f = function;
      PyTuple a = args;
      PyDict k = keywords;
      function = null;
      args = null;
      keywords = null;
      try {
        Abstract.callWithDict(f, a.items.clone(), k);
      } catch (PyException e) {
        if (!e.matches(Exceptions.SystemExit)) {
          ExceptionDisplay.writeUnraisable(e, "Exception ignored in thread started by", f);
        }
      }
    }
  }

  /** Ends what the main thread does. */
  private static final class Interrupt implements Runnable {
    @Override
    public void run() {
      throw Raising.exception(Exceptions.KeyboardInterrupt);
    }
  }
}
