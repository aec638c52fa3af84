package dev.dormouse.runtime.objects;

import java.lang.ref.WeakReference;
import java.util.List;

/**
 * One Java thread running Python code in one interpreter. Compare CPython's {@code PyThreadState}.
 * Owned by its thread; other threads may only call {@link #setAsyncException}.
 */
public final class ThreadState {
  private static final ThreadLocal<ThreadState> FOREIGN = new ThreadLocal<>();

  public final Interpreter interpreter;

  /** The frame that runs now; null outside Python code. */
  public PyFrame frame;

  /** What is being handled; never null. */
  public ExcInfo excInfo = new ExcInfo();

  /**
   * Depth of Python calls and of recursive C-like operations, against {@link
   * Interpreter#recursionLimit}.
   */
  public int depth;

  /** {@code sys.settrace} and {@code sys.setprofile} functions; null when off. */
  public PyObject traceFunction;

  public PyObject profileFunction;

  /** True while a trace or profile function runs, so that it is not traced itself. */
  public boolean tracing;

  /** The event of which the trace function is being told; null outside. */
  String tracingEvent;

  /** Whether there is a trace or profile function; the loop looks at this one field. */
  private boolean traced;

  /** Context variables: the current {@code contextvars.Context}, null until the first use. */
  public PyObject context;

  /** Async generator hooks of {@code sys.set_asyncgen_hooks}; null when none. */
  public PyObject asyncGenFirstIter;

  public PyObject asyncGenFinalizer;

  public int coroutineOriginDepth;

  /** Objects whose repr is being made ({@code Py_ReprEnter}); null until needed. */
  private java.util.ArrayList<PyObject> reprs;

  /**
   * Raised at the next check by another thread ({@code PyThreadState_SetAsyncExc}); null when none.
   */
  volatile PyObject asyncException;

  /**
   * A free place for the native {@code _thread} module: the lock that {@code _set_sentinel} made,
   * or null.
   */
  public Object threadModuleState;

  /** Another one: the {@code threading.local} objects that this thread used; null if none. */
  public List<WeakReference<PyObject>> locals;

  /** The event loop that {@code _asyncio._set_running_loop} set, or null. */
  public PyObject eventLoop;

  /** Python's number for this thread. */
  public long ident;

  ThreadState(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  /** The state of the calling thread; an internal error if it has none. */
  public static ThreadState current() {
    ThreadState ts = currentOrNull();
    if (ts == null) {
      throw new IllegalStateException("this thread has not entered a Python interpreter");
    }
    return ts;
  }

  public static ThreadState currentOrNull() {
    return Thread.currentThread() instanceof PythonThread t ? t.state : FOREIGN.get();
  }

  /** Makes this the state of the calling thread, or with null of none; returns the earlier one. */
  static ThreadState attach(ThreadState state) {
    if (Thread.currentThread() instanceof PythonThread t) {
      ThreadState old = t.state;
      t.state = state;
      return old;
    }
    ThreadState old = FOREIGN.get();
    FOREIGN.set(state);
    return old;
  }

  /**
   * Counts one level of recursion; RecursionError beyond the limit. {@code where} begins with a
   * space or is empty.
   */
  public void enterRecursive(String where) {
    if (++depth > interpreter.recursionLimit) {
      tooDeep(where);
    }
  }

  private void tooDeep(String where) {
    if (depth > interpreter.recursionLimit + 50 || !recoveringFromOverflow) {
      depth--;
      throw Errors.recursionError("maximum recursion depth exceeded" + where);
    }
  }

  /** Leaves handlers of a RecursionError some room. */
  private boolean recoveringFromOverflow;

  public void leaveRecursive() {
    depth--;
  }

  /**
   * False if {@code o}'s repr is being made already further down. Pair a true answer with {@link
   * #leaveRepr}.
   */
  public boolean enterRepr(PyObject o) {
    if (reprs == null) {
      reprs = new java.util.ArrayList<>();
    }
    for (int i = reprs.size() - 1; i >= 0; i--) {
      if (reprs.get(i) == o) {
        return false;
      }
    }
    reprs.add(o);
    return true;
  }

  public void leaveRepr(PyObject o) {
    for (int i = reprs.size() - 1; i >= 0; i--) {
      if (reprs.get(i) == o) {
        reprs.remove(i);
        return;
      }
    }
  }

  /** The exception being handled by the innermost frame that handles one; null if none. */
  public PyBaseException handledException() {
    ExcInfo info = excInfo;
    while (info.value == null && info.previous != null) {
      info = info.previous;
    }
    return info.value;
  }

  /**
   * Lets {@code exception} (a class or instance) be raised in this thread at its next check. Any
   * thread.
   */
  public void setAsyncException(PyObject exception) {
    asyncException = exception;
    interpreter.asyncRequested = true;
    interpreter.requestCheck();
  }

  public boolean isTraced() {
    return traced;
  }

  /** {@code sys.settrace}; null turns it off. */
  public void setTrace(PyObject function) {
    traceFunction = function;
    traced = traceFunction != null || profileFunction != null;
  }

  /** {@code sys.setprofile}; null turns it off. */
  public void setProfile(PyObject function) {
    profileFunction = function;
    traced = traceFunction != null || profileFunction != null;
  }

  /** Runs {@code blocking} without holding the interpreter lock. */
  public <T> T allowThreads(Blocking<T> blocking) {
    interpreter.releaseLock();
    try {
      return blocking.run();
    } finally {
      interpreter.acquireLock();
    }
  }

  /**
   * Waits without holding the interpreter lock. In the main thread a pending call ends the wait; it
   * is then run, may throw, and the caller decides whether to wait again.
   *
   * @return what {@code wait} returned, null if it was ended
   */
  public Boolean await(Wait wait) {
    boolean main = this == interpreter.mainThread();
    Boolean result = null;
    if (!main || interpreter.beginWait()) {
      interpreter.releaseLock();
      try {
        result = wait.run();
      } catch (InterruptedException e) {
        if (!main) {
          // Somebody outside Python wants this thread; what it does next may heed it.
          Thread.currentThread().interrupt();
          throw Errors.of(Exceptions.InterruptedError, "Java thread interrupted");
        }
      } finally {
        if (main) {
          interpreter.endWait();
        }
        interpreter.acquireLock();
      }
    }
    if (main) {
      interpreter.runPending();
    }
    return result;
  }

  /** Something to wait for. */
  public interface Wait {
    boolean run() throws InterruptedException;
  }

  /** A call that may block and touches no Python object. */
  public interface Blocking<T> {
    T run();
  }
}
