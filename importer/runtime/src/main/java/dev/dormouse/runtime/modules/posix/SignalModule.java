package dev.dormouse.runtime.modules.posix;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.PyBaseException;
import dev.dormouse.runtime.objects.PyBuiltinFunction;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyFloat;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyOSError;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PySet;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyStructSequence;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.objects.ThreadState;
import dev.dormouse.runtime.os.Errno;
import dev.dormouse.runtime.os.FsEncoding;
import dev.dormouse.runtime.os.Libc;
import dev.dormouse.runtime.os.Os;
import dev.dormouse.runtime.os.OsError;
import dev.dormouse.runtime.os.Signals;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;

/** {@code _signal}. */
@BuiltinModule(
    name = "_signal",
    doc = "This module provides mechanisms to use signal handlers in Python.")
public final class SignalModule {
  private SignalModule() {}

  private static final String INTEGERS =
      "ITIMER_PROF 2 ITIMER_REAL 0 ITIMER_VIRTUAL 1 NSIG 65 SIGABRT 6 SIGALRM 14 SIGBUS 7 SIGCHLD"
          + " 17 SIGCLD 17 SIGCONT 18 SIGFPE 8 SIGHUP 1 SIGILL 4 SIGINT 2 SIGIO 29 SIGIOT 6 SIGKILL"
          + " 9 SIGPIPE 13 SIGPOLL 29 SIGPROF 27 SIGPWR 30 SIGQUIT 3 SIGRTMAX 64 SIGRTMIN 34"
          + " SIGSEGV 11 SIGSTKFLT 16 SIGSTOP 19 SIGSYS 31 SIGTERM 15 SIGTRAP 5 SIGTSTP 20 SIGTTIN"
          + " 21 SIGTTOU 22 SIGURG 23 SIGUSR1 10 SIGUSR2 12 SIGVTALRM 26 SIGWINCH 28 SIGXCPU 24"
          + " SIGXFSZ 25 SIG_BLOCK 0 SIG_DFL 0 SIG_IGN 1 SIG_SETMASK 2 SIG_UNBLOCK 1";

  private static final PyType SIGINFO =
      PyStructSequence.type(
          "signal",
          "struct_siginfo",
          "struct_siginfo: Result from sigwaitinfo or sigtimedwait.",
          "si_signo si_code si_errno si_pid si_uid si_status si_band",
          7);

  public static BuiltinTable table() {
    return new SignalModuleTable();
  }

  static void exec(PyModule m) {
    Constants.fill(m, INTEGERS);
    m.set("struct_siginfo", SIGINFO);
    PyDict namespace = new PyDict();
    namespace.put("__module__", PyStr.of("signal"));
    m.state =
        Abstract.call(
            PyType.TYPE, PyStr.of("itimer_error"), PyTuple.of(Exceptions.OSError), namespace);
    m.set("ItimerError", (PyObject) m.state);
    SignalState state = state();
    if (state.handler(2) == PyInt.ZERO) {
      state.installInterrupt((PyBuiltinFunction) m.get("default_int_handler"));
    }
  }

  private static SignalState state() {
    return SignalState.of(Interpreter.current());
  }

  private static PyException error(OsError e) {
    return PyOSError.of(e, null, null);
  }

  private static void requireRange(int signal) {
    if (signal < 1 || signal >= SignalState.NSIG) {
      throw Errors.valueError("signal number out of range");
    }
  }

  /** Runs what is pending if this is the main thread, as CPython does after each call here. */
  private static void checkSignals() {
    Interpreter interpreter = Interpreter.current();
    if (ThreadState.current() == interpreter.mainThread()) {
      interpreter.runPending();
    }
  }

  @Function(
      signature = "(signalnum, frame, /)",
      doc = "The default handler for SIGINT installed by Python.")
  static PyObject default_int_handler(int signalnum, PyObject frame) {
    throw new PyException(new PyBaseException(Exceptions.KeyboardInterrupt, PyTuple.EMPTY));
  }

  @Function(signature = "(signalnum, handler, /)", doc = "Set the action for the given signal.")
  static PyObject signal(int signalnum, PyObject handler) {
    Interpreter interpreter = Interpreter.current();
    if (ThreadState.current() != interpreter.mainThread()) {
      throw Errors.valueError("signal only works in main thread of the main interpreter");
    }
    requireRange(signalnum);
    Signals.Action action;
    PyObject kept = handler;
    if (Abstract.equal(handler, PyInt.ONE)) {
      action = Signals.Action.IGNORE;
      kept = PyInt.ONE;
    } else if (Abstract.equal(handler, PyInt.ZERO)) {
      action = Signals.Action.DEFAULT;
      kept = PyInt.ZERO;
    } else if (Abstract.isCallable(handler)) {
      action = Signals.Action.FLAG;
    } else {
      throw Errors.typeError(
          "signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object");
    }
    interpreter.runPending();
    try {
      return state().set(signalnum, kept, action);
    } catch (OsError e) {
      throw error(e);
    }
  }

  @Function(signature = "(signalnum, /)", doc = "Return the current action for the given signal.")
  static PyObject getsignal(int signalnum) {
    requireRange(signalnum);
    return state().handler(signalnum);
  }

  @Function(signature = "(signalnum, /)", doc = "Send a signal to the executing process.")
  static void raise_signal(int signalnum) {
    SignalState state = state();
    if (signalnum >= 1 && signalnum < SignalState.NSIG && state.isTaken(signalnum)) {
      // Not by way of the kernel, so that it is handled before this returns.
      state.signals.trip(signalnum);
    } else {
      PosixModule.libc("kill", Host.os().processes().getpid(), signalnum);
    }
    checkSignals();
  }

  @Function(
      signature = "(signalnum, /)",
      doc = "Return the system description of the given signal.")
  static PyObject strsignal(int signalnum) {
    requireRange(signalnum);
    Libc libc = Host.os().libc();
    long text = libc.raw("strsignal", signalnum, 0, 0, 0, 0, 0);
    if (text == 0) {
      return PyObject.NONE;
    }
    String name = FsEncoding.decode(libc.cString(text));
    return name.startsWith("Unknown signal") ? PyObject.NONE : PyStr.of(name);
  }

  @Function(signature = "()", doc = "Return a set of valid signal numbers on this platform.")
  static PyObject valid_signals() {
    PySet all = new PySet();
    for (int i = 1; i < SignalState.NSIG; i++) {
      // 32 and 33 are glibc's own.
      if (i != 32 && i != 33) {
        all.add(PyInt.of(i));
      }
    }
    return all;
  }

  @Function(
      signature = "(seconds, /)",
      doc = "Arrange for SIGALRM to arrive after the given number of seconds.")
  static long alarm(int seconds) {
    return Host.os().libc().raw("alarm", seconds, 0, 0, 0, 0, 0) & 0xFFFF_FFFFL;
  }

  @Function(signature = "()", doc = "Wait until a signal arrives.")
  static void pause() {
    Interpreter interpreter = Interpreter.current();
    Signals signals = state().signals;
    boolean signalled = false;
    while (!signalled) {
      interpreter.releaseLock();
      try {
        signalled = signals.sleep(1_000_000_000L);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } finally {
        interpreter.acquireLock();
      }
    }
    checkSignals();
  }

  private static PyObject timer(Libc libc, long p) {
    return PyTuple.of(
        PyFloat.of(libc.getLong(p + 16) + libc.getLong(p + 24) * 1e-6),
        PyFloat.of(libc.getLong(p) + libc.getLong(p + 8) * 1e-6));
  }

  private static void putTime(Libc libc, long p, double seconds) {
    double whole = Math.floor(seconds);
    libc.setLong(p, (long) whole);
    libc.setLong(p + 8, (long) Math.ceil((seconds - whole) * 1e6));
  }

  private static PyException timerError(PyModule m, int errno) {
    PyObject e =
        Abstract.call((PyObject) m.state, PyInt.of(errno), PyStr.of(Errno.strerror(errno)));
    return new PyException((PyBaseException) e);
  }

  @Function(
      signature = "(which, seconds, interval=0.0, /)",
      doc = "Sets given itimer (one of ITIMER_REAL, ITIMER_VIRTUAL or ITIMER_PROF).")
  static PyObject setitimer(PyModule m, int which, double seconds, double interval) {
    Libc libc = Host.os().libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      long fresh = frame.take(32);
      long old = frame.take(32);
      putTime(libc, fresh, interval);
      putTime(libc, fresh + 16, seconds);
      int result = libc.call("setitimer", which, fresh, old);
      if (result < 0) {
        throw timerError(m, -result);
      }
      return timer(libc, old);
    }
  }

  @Function(signature = "(which, /)", doc = "Returns current value of given itimer.")
  static PyObject getitimer(PyModule m, int which) {
    Libc libc = Host.os().libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      long p = frame.take(32);
      int result = libc.call("getitimer", which, p);
      if (result < 0) {
        throw timerError(m, -result);
      }
      return timer(libc, p);
    }
  }

  @Function(signature = "(signalnum, flag, /)", doc = "Change system call restart behaviour.")
  static void siginterrupt(int signalnum, int flag) {
    requireRange(signalnum);
    state().signals.setRestarting(signalnum, flag == 0);
  }

  @Function(
      name = "set_wakeup_fd",
      signature = "(fd, *, warn_on_full_buffer=True)",
      doc = "Sets the fd to be written to (with the signal number) when a signal comes in.")
  static PyObject setWakeupFd(PyObject[] args, PyStr[] kwnames) {
    PyObject[] p =
        ArgParser.parse("set_wakeup_fd", "fd\0warn_on_full_buffer", 0, 1, 1, args, kwnames);
    int fd = Abstract.toJavaInt(p[0]);
    Interpreter interpreter = Interpreter.current();
    if (ThreadState.current() != interpreter.mainThread()) {
      throw Errors.valueError("set_wakeup_fd only works in main thread of the main interpreter");
    }
    Os os = Host.os(interpreter);
    if (fd >= 0) {
      try {
        os.fds().fstat(fd);
        if (os.fds().getBlocking(fd)) {
          throw Errors.valueError("the fd " + fd + " must be in non-blocking mode");
        }
      } catch (OsError e) {
        throw error(e);
      }
    }
    return PyInt.of(state().signals.setWakeupFd(Math.max(fd, -1)));
  }

  @Function(signature = "(thread_id, signalnum, /)", doc = "Send a signal to a thread.")
  static void pthread_kill(long thread, int signalnum) {
    // Handlers run in the main thread whichever thread the signal went to.
    raise_signal(signalnum);
  }

  // masks

  private static long mask(PyObject iterable) {
    long mask = 0;
    for (PyObject item : Abstract.toArray(iterable)) {
      PyInt number = Abstract.index(item);
      int signal =
          number.isBig() || number.longValue() != (int) number.longValue()
              ? number.isNegative() ? Integer.MIN_VALUE : Integer.MAX_VALUE
              : (int) number.longValue();
      if (signal < 1 || signal >= SignalState.NSIG) {
        throw Errors.valueError("signal number " + signal + " out of range [1; 64]");
      }
      // Bit 64 has no place, and the JVM cannot take that signal.
      mask |= signal == 64 ? 0 : 1L << signal;
    }
    return mask;
  }

  private static PyObject set(long mask) {
    PySet set = new PySet();
    for (int i = 1; i < 64; i++) {
      if ((mask >>> i & 1) != 0) {
        set.add(PyInt.of(i));
      }
    }
    return set;
  }

  @Function(
      signature = "(how, mask, /)",
      doc = "Fetch and/or change the signal mask of the calling thread.")
  static PyObject pthread_sigmask(int how, PyObject mask) {
    long bits = mask(mask);
    SignalState state = state();
    long old = state.blocked();
    switch (how) {
      case 0 -> state.setBlocked(old | bits);
      case 1 -> state.setBlocked(old & ~bits);
      case 2 -> state.setBlocked(bits);
      default -> throw PyOSError.of(Errno.EINVAL);
    }
    checkSignals();
    return set(old);
  }

  @Function(signature = "()", doc = "Examine pending signals.")
  static PyObject sigpending() {
    SignalState state = state();
    return set(state.signals.peek() & state.blocked());
  }

  /** Waits for one of the signals; 0 if the time ran out first. */
  private static int await(long mask, long nanos) {
    Interpreter interpreter = Interpreter.current();
    Signals signals = state().signals;
    long end = System.nanoTime() + nanos;
    while (true) {
      long there = signals.peek() & mask;
      if (there != 0) {
        int signal = Long.numberOfTrailingZeros(there);
        signals.take(1L << signal);
        return signal;
      }
      long left =
          nanos == Long.MAX_VALUE ? 10_000_000L : Math.min(end - System.nanoTime(), 10_000_000L);
      if (left <= 0) {
        return 0;
      }
      interpreter.releaseLock();
      try {
        // Not Signals.sleep: that returns at once while another signal waits.
        Thread.sleep(0, (int) Math.min(left, 999_999));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return 0;
      } finally {
        interpreter.acquireLock();
      }
      checkSignals();
    }
  }

  @Function(signature = "(sigset, /)", doc = "Wait for a signal.")
  static int sigwait(PyObject sigset) {
    return await(mask(sigset), Long.MAX_VALUE);
  }

  private static PyObject info(int signal) {
    PyObject[] fields = new PyObject[7];
    java.util.Arrays.fill(fields, PyInt.ZERO);
    fields[0] = PyInt.of(signal);
    return new PyStructSequence(SIGINFO, fields);
  }

  @Function(
      signature = "(sigset, /)",
      doc = "Wait synchronously until one of the signals in *sigset* is delivered.")
  static PyObject sigwaitinfo(PyObject sigset) {
    return info(await(mask(sigset), Long.MAX_VALUE));
  }

  @Function(signature = "(sigset, timeout, /)", doc = "Like sigwaitinfo(), but with a timeout.")
  static PyObject sigtimedwait(PyObject sigset, PyObject timeout) {
    long nanos = Host.nanoseconds(timeout);
    if (nanos < 0) {
      throw Errors.valueError("timeout must be non-negative");
    }
    int signal = await(mask(sigset), nanos);
    return signal == 0 ? PyObject.NONE : info(signal);
  }
}
