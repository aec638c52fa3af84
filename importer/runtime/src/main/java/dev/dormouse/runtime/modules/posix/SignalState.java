package dev.dormouse.runtime.modules.posix;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.PyBaseException;
import dev.dormouse.runtime.objects.PyBuiltinFunction;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyFrame;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.ThreadState;
import dev.dormouse.runtime.os.Os;
import dev.dormouse.runtime.os.OsError;
import dev.dormouse.runtime.os.Signals;

/**
 * The Python signal handlers of an interpreter, and the way from a signal's arrival to their call.
 *
 * <p>An arrival makes a pending call of the interpreter; the main thread runs it at the loop's next
 * check, when a sleep ends early, or when a blocking call returns EINTR.
 *
 * <p>A JVM takes signals on a thread of its own whatever the masks of other threads say, so {@code
 * pthread_sigmask} is kept here: a blocked signal waits.
 */
public final class SignalState implements Runnable, Signals.Listener {
  static final int NSIG = 65;
  private static final int SIGHUP = 1;
  private static final int SIGINT = 2;
  private static final int SIGTERM = 15;
  private static final int SIGPIPE = 13;
  private static final int SIGXFSZ = 25;

  private final Interpreter interpreter;
  final Signals signals;

  /**
   * By number: a callable, the ints SIG_DFL and SIG_IGN, or null for what did not come from Python.
   */
  private final PyObject[] handlers = new PyObject[NSIG];

  /**
   * SIGINT raises KeyboardInterrupt although {@code _signal} has not been imported, so that nothing
   * is its handler.
   */
  private boolean interruptWithoutModule;

  /** A bit per signal that {@code pthread_sigmask} blocked. */
  private long blocked;

  private SignalState(Interpreter interpreter) {
    this.interpreter = interpreter;
    Os os = Host.os(interpreter);
    signals = os.signals();
    for (int i = 1; i < NSIG; i++) {
      handlers[i] = PyInt.ZERO;
    }
    // What the JVM does with these is what CPython sets at start.
    handlers[SIGPIPE] = PyInt.ONE;
    handlers[SIGXFSZ] = PyInt.ONE;
    signals.setListener(this);
    os.listenIfMain();
  }

  /** An interpreter's state; made on first use. */
  public static SignalState of(Interpreter interpreter) {
    Object found = interpreter.registered(SignalState.class);
    if (found != null) {
      return (SignalState) found;
    }
    SignalState state = new SignalState(interpreter);
    interpreter.register(SignalState.class, state);
    return state;
  }

  /**
   * What a program of its own (not an embedded interpreter) does at start: Ctrl-C raises
   * KeyboardInterrupt, and SIGTERM and SIGHUP end the process as signals do, where the JVM would
   * exit with a code. 0.2 ms.
   */
  public static void atStart(Interpreter interpreter) {
    SignalState state = of(interpreter);
    state.interruptWithoutModule = true;
    state.signals.set(SIGINT, Signals.Action.FLAG);
    state.signals.set(SIGHUP, Signals.Action.DEFAULT);
    state.signals.set(SIGTERM, Signals.Action.DEFAULT);
  }

  /**
   * Makes Ctrl-C a KeyboardInterrupt, as CPython's start does; costs 0.1 ms. Without it the JVM
   * ends at SIGINT, silently.
   *
   * @param defaultHandler {@code signal.default_int_handler}
   */
  public void installInterrupt(PyBuiltinFunction defaultHandler) {
    handlers[SIGINT] = defaultHandler;
    interruptWithoutModule = false;
    signals.set(SIGINT, Signals.Action.FLAG);
  }

  PyObject handler(int signal) {
    PyObject h = handlers[signal];
    return h == null ? PyObject.NONE : h;
  }

  /** Sets a handler and returns the earlier one. */
  PyObject set(int signal, PyObject handler, Signals.Action action) throws OsError {
    PyObject old = handler(signal);
    signals.set(signal, action);
    if (signal == SIGINT) {
      interruptWithoutModule = false;
    }
    handlers[signal] = handler;
    return old;
  }

  boolean isFlagged(int signal) {
    PyObject h = handlers[signal];
    return h != null && Abstract.isCallable(h) || signal == SIGINT && interruptWithoutModule;
  }

  /**
   * As if a signal had arrived, for {@code _thread.interrupt_main}; nothing happens unless Python
   * code handles it.
   */
  public void simulate(int signal) {
    if (!isFlagged(signal)) {
      return;
    }
    if (interpreter.finalizing) {
      // The handlers are gone by then.
      interpreter.unraisable(
          Errors.of(Exceptions.OSError, "Signal " + signal + " ignored due to race condition"),
          PyObject.NONE);
      return;
    }
    signals.trip(signal);
  }

  /** Whether this process learns of a signal to itself without the kernel's help. */
  boolean isTaken(int signal) {
    return isFlagged(signal) || signals.isHooked(signal);
  }

  /**
   * Runs a hook when a signal arrives, before its handler if there is one.
   *
   * @throws OsError if the JVM keeps the signal for itself
   */
  public void hook(int signal, Signals.Hook hook) {
    signals.set(signal, Signals.Action.FLAG);
    signals.hook(signal, hook);
  }

  /** Undoes {@link #hook}; tells whether there was something to undo. */
  public boolean unhook(int signal) {
    if (!signals.isHooked(signal)) {
      return false;
    }
    signals.hook(signal, null);
    if (!isFlagged(signal)) {
      signals.set(signal, otherwise(signal));
    }
    return true;
  }

  /** What a signal that no Python function handles does. */
  private Signals.Action otherwise(int signal) {
    return handlers[signal] == PyInt.ONE ? Signals.Action.IGNORE : Signals.Action.DEFAULT;
  }

  /** What a signal would have done without its hook, where that is no Python function's matter. */
  private void chain(int signal) {
    if (signals.isHooked(signal) && otherwise(signal) == Signals.Action.DEFAULT) {
      Signals.die(signal);
    }
  }

  long blocked() {
    return blocked;
  }

  void setBlocked(long mask) {
    long fresh = mask & ~blocked;
    for (int signal = 1; signal < NSIG - 1; signal++) {
      // To be held back, a signal must not act on the process.
      if ((fresh >>> signal & 1) != 0 && !isFlagged(signal) && Signals.name(signal) != null) {
        try {
          signals.set(signal, Signals.Action.FLAG);
        } catch (OsError cannotBeCaught) {
          // As in C, blocking it has no effect.
        }
      }
    }
    blocked = mask;
    if ((signals.peek() & ~blocked) != 0) {
      interpreter.addPending(this);
    }
  }

  @Override
  public void signalled() {
    interpreter.addPending(this);
  }

  /** Calls the handlers of what has arrived; the main thread, with the lock. */
  @Override
  public void run() {
    long due = signals.take(~blocked);
    for (int signal = 1; signal < NSIG - 1; signal++) {
      if ((due >>> signal & 1) != 0 && !isFlagged(signal)) {
        chain(signal);
      } else if ((due >>> signal & 1) != 0) {
        PyFrame frame = ThreadState.current().frame;
        long rest = due & -1L << signal + 1;
        try {
          if (signal == SIGINT && interruptWithoutModule) {
            throw new PyException(new PyBaseException(Exceptions.KeyboardInterrupt, PyTuple.EMPTY));
          }
          Abstract.call(handlers[signal], PyInt.of(signal), frame == null ? PyObject.NONE : frame);
        } catch (RuntimeException raised) {
          // The others are not lost.
          for (int other = signal + 1; other < NSIG - 1; other++) {
            if ((rest >>> other & 1) != 0) {
              signals.trip(other);
            }
          }
          throw raised;
        }
      }
    }
  }
}
