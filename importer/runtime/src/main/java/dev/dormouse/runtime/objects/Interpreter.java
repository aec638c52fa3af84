package dev.dormouse.runtime.objects;

import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * One Python interpreter: the owner of all mutable state. One JVM holds many; they share images and
 * immutable builtin types and nothing else.
 *
 * <p>Threads take {@link #lock} to run Python code, as in CPython. Fields without another word are
 * guarded by it.
 */
public final class Interpreter {
  /** Guards everything that belongs to this interpreter. */
  private final InterpreterLock lock = new InterpreterLock();

  /**
   * Set when the loop should stop at the next check: lock wanted, signal, pending call, async
   * exception.
   */
  public volatile boolean checkRequested;

  /** Whether some thread's {@link ThreadState#asyncException} may be set. */
  volatile boolean asyncRequested;

  /** Calls to make in the main thread (signal handlers). Guarded by its own monitor. */
  private final ArrayDeque<Runnable> pending = new ArrayDeque<>(0);

  /**
   * The main thread while it waits in a way that a pending call may end, else null. Guarded by
   * {@link #pending}.
   */
  private Thread waitingMain;

  public final PyDict modules = new PyDict();

  /** The {@code builtins} and {@code sys} modules; set once by the runtime's start. */
  public PyModule builtins;

  public PyModule sys;

  /**
   * The loop, or what stands in front of it. Set once by the runtime's start; later by the frame
   * evaluation API.
   */
  public FrameEvaluator evaluator;

  private Importer importer;

  public int recursionLimit = 1000;

  private int keysVersions;

  /** The main thread's state. */
  private ThreadState mainThread;

  /** Subclasses of builtin types that exist as a snapshot; null if there are none. */
  public DormantClasses dormantClasses;

  private final IdentityHashMap<PyType, List<WeakReference<PyType>>> builtinSubclasses =
      new IdentityHashMap<>();

  /** Singletons of native modules by key class: what would be a static elsewhere. */
  private final IdentityHashMap<Object, Object> registry = new IdentityHashMap<>();

  /** Command-line switches; see {@link Flags}. */
  public final Flags flags;

  /** The builtin {@code __import__}; IMPORT_NAME goes round it while nobody has replaced it. */
  public PyObject importFunction;

  /** Calls what {@code atexit} registered; null until something is. */
  public Runnable atExit;

  /** Null until something is to be finalized. Guarded by the lock. */
  public Finalizers finalizers;

  /** Null until a coroutine is made. Guarded by the lock. */
  public UnawaitedCoroutines unawaited;

  /** Set when the interpreter is shutting down. */
  public volatile boolean finalizing;

  /**
   * {@code sys.setswitchinterval}, in seconds. Threads switch at the next check after somebody
   * asks; see {@link #check}.
   */
  public double switchInterval = 0.005;

  public final PyList auditHooks = new PyList();

  /**
   * The states of all threads that run in this interpreter, oldest first. Guarded by its own
   * monitor.
   */
  private final List<ThreadState> threads = new ArrayList<>(2);

  /** Hears of every waking; null in a plain run. Written with the interpreter lock held. */
  volatile WakeListener wakeListener;

  /** Issues warnings; set by the {@code _warnings} module. */
  private Warner warner;

  /** How {@code _warnings} is called from Java code. */
  public interface Warner {
    void warn(PyType category, String message, int stackLevel);

    /** About an object that somebody should have closed. */
    void warnUnclosed(PyType category, String message, PyObject source);

    /** With a place of its own, as the compiler warns. */
    void warnExplicit(PyType category, String message, String filename, int line);
  }

  /** Tells of exceptions that have nowhere to go; set by the {@code sys} module. */
  private Unraisable unraisableHandler;

  /** See {@link #unraisable}. */
  public interface Unraisable {
    /** {@code message} null means "in". */
    void write(PyException error, String message, PyObject object);
  }

  public Interpreter(Flags flags) {
    this.flags = flags;
  }

  /** The interpreter that the calling thread runs. */
  public static Interpreter current() {
    return ThreadState.current().interpreter;
  }

  /** Never 0. Guarded by the interpreter lock. */
  int nextKeysVersion() {
    keysVersions++;
    return keysVersions == 0 ? ++keysVersions : keysVersions;
  }

  public Importer importer() {
    return importer;
  }

  public void setImporter(Importer importer) {
    this.importer = importer;
  }

  public void setWarner(Warner warner) {
    this.warner = warner;
  }

  public void warn(PyType category, String message, int stackLevel) {
    if (warner != null) {
      warner.warn(category, message, stackLevel);
    }
  }

  /**
   * A warning from a finalizer, which nobody can catch: where warnings are errors, it is told as
   * unraisable.
   */
  public void warnUnclosed(PyType category, String message, PyObject source) {
    if (warner != null) {
      try {
        warner.warnUnclosed(category, message, source);
      } catch (PyException e) {
        if (e.matches(Exceptions.Warning)) {
          unraisable(e, source);
        }
      }
    }
  }

  public void warnExplicit(PyType category, String message, String filename, int line) {
    if (warner != null) {
      warner.warnExplicit(category, message, filename, line);
    }
  }

  public void setUnraisable(Unraisable handler) {
    unraisableHandler = handler;
  }

  /**
   * Tells of an exception raised where nobody can catch it, in a callback or finalizer {@code
   * object}.
   */
  public void unraisable(PyException error, PyObject object) {
    unraisable(error, object, null);
  }

  /** As above; {@code when} says what was done: "on calling ...". */
  public void unraisable(PyException error, PyObject object, String when) {
    if (unraisableHandler != null) {
      unraisableHandler.write(error, when == null ? null : "Exception ignored " + when, object);
    }
  }

  // threads and the lock

  /** Makes a state for the calling thread and takes the lock. */
  public ThreadState enter() {
    ThreadState ts = new ThreadState(this);
    ts.ident = Thread.currentThread().threadId();
    ThreadState.attach(ts);
    synchronized (threads) {
      threads.add(ts);
    }
    acquireLock();
    if (mainThread == null) {
      mainThread = ts;
    }
    return ts;
  }

  /** Gives up the lock and the calling thread's state. */
  public void leave() {
    ThreadState ts = ThreadState.attach(null);
    synchronized (threads) {
      threads.remove(ts);
    }
    releaseLock();
  }

  /** A state for {@link #attach}. */
  public ThreadState newState() {
    return new ThreadState(this);
  }

  /**
   * Lets the calling thread run with a state that no thread runs with now, and takes the lock. For
   * programs that embed Python, whose threads come and go.
   *
   * @return the state that the thread had, for {@link #detach}; null if none
   */
  public ThreadState attach(ThreadState state) {
    state.ident = Thread.currentThread().threadId();
    ThreadState before = ThreadState.attach(state);
    synchronized (threads) {
      threads.add(state);
    }
    acquireLock();
    return before;
  }

  /** Gives up the lock and gives the calling thread the state back that it had before. */
  public void detach(ThreadState before) {
    ThreadState state = ThreadState.attach(before);
    synchronized (threads) {
      threads.remove(state);
    }
    releaseLock();
  }

  /** The states of the threads that run here now, a copy. */
  public List<ThreadState> threads() {
    synchronized (threads) {
      return new ArrayList<>(threads);
    }
  }

  public ThreadState mainThread() {
    return mainThread;
  }

  public void acquireLock() {
    lock.acquire(this);
  }

  public void releaseLock() {
    lock.release();
  }

  public void requestCheck() {
    checkRequested = true;
  }

  /**
   * Called by the loop when {@link #checkRequested}: runs pending calls, lets other threads run,
   * raises what was asked for.
   */
  public void check(ThreadState ts) {
    checkRequested = false;
    if (lock.isWanted()) {
      lock.giveWay(this);
    }
    if (ts == mainThread) {
      runPending();
    } else if (hasPending()) {
      // This thread took the request from the main thread.
      checkRequested = true;
    }
    if (asyncRequested) {
      raiseAsync(ts);
    }
  }

  /** Raises what another thread asked for, if that was meant for {@code ts}. */
  private void raiseAsync(ThreadState ts) {
    PyObject async = ts.asyncException;
    ts.asyncException = null;
    asyncRequested = false;
    for (ThreadState other : threads()) {
      if (other.asyncException != null) {
        asyncRequested = true;
        checkRequested = true;
      }
    }
    if (async != null) {
      throw Raising.exception(async);
    }
  }

  private boolean hasPending() {
    synchronized (pending) {
      return !pending.isEmpty();
    }
  }

  /**
   * Queues a call for the main thread, and ends its wait if it is in {@link ThreadState#await}. Any
   * thread may call this.
   */
  public void addPending(Runnable call) {
    synchronized (pending) {
      pending.add(call);
      if (waitingMain != null) {
        waitingMain.interrupt();
      }
    }
    checkRequested = true;
  }

  /**
   * Says that the calling main thread begins to wait interruptibly; false if there is something to
   * do first.
   */
  boolean beginWait() {
    synchronized (pending) {
      if (!pending.isEmpty()) {
        return false;
      }
      waitingMain = Thread.currentThread();
      return true;
    }
  }

  void endWait() {
    synchronized (pending) {
      waitingMain = null;
      Thread.interrupted();
    }
  }

  /** Runs what is pending; the main thread with the lock held. */
  public void runPendingIfMain() {
    if (checkRequested && ThreadState.current() == mainThread) {
      runPending();
    }
  }

  public void runPending() {
    while (true) {
      Runnable call;
      synchronized (pending) {
        call = pending.poll();
      }
      if (call == null) {
        return;
      }
      call.run();
    }
  }

  // look-ups

  /** A builtin by name; an internal error if it does not exist. */
  public PyObject builtin(String name) {
    PyObject v = builtins.get(name);
    if (v == null) {
      throw new IllegalStateException("no builtin " + name);
    }
    return v;
  }

  /** A global of the Python code that runs now; null if there is none. */
  public PyObject currentGlobal(PyStr name) {
    PyFrame f = ThreadState.current().frame;
    return f == null ? null : f.globals.get(name);
  }

  /** {@code sys.<name>}, or null. */
  public PyObject sysAttribute(String name) {
    return sys.get(name);
  }

  /** The thing registered under {@code key} (usually a class), or null. */
  public Object registered(Object key) {
    return registry.get(key);
  }

  public void register(Object key, Object value) {
    registry.put(key, value);
  }

  List<WeakReference<PyType>> subclassesOf(PyType builtin) {
    synchronized (builtinSubclasses) {
      List<WeakReference<PyType>> list = builtinSubclasses.get(builtin);
      if (list == null) {
        list = new ArrayList<>(4);
        builtinSubclasses.put(builtin, list);
      }
      return list;
    }
  }
}
