package dev.dormouse.runtime.modules.debug;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.dormouse.runtime.modules.posix.Host;
import dev.dormouse.runtime.modules.posix.SignalState;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.Names;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyOSError;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.os.Os;
import dev.dormouse.runtime.os.OsError;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;

/**
 * {@code faulthandler}. A real crash of the process is the JVM's to report, which it does in more
 * detail: {@code enable()} is of use only to the functions here that pretend one. Dumps on request,
 * after a time and on signals are written here.
 */
@BuiltinModule(name = "faulthandler", doc = "faulthandler module.")
public final class FaulthandlerModule {
  private static final int SIGABRT = 6;
  private static final int SIGFPE = 8;
  private static final int SIGSEGV = 11;

  private FaulthandlerModule() {}

  public static BuiltinTable table() {
    return new FaulthandlerModuleTable();
  }

  static void exec(PyModule m) {
    State state = new State();
    state.enabled = isWantedAtStart(Interpreter.current());
    m.state = state;
  }

  /**
   * By option, environment or development mode. CPython enables the handler at start; here nothing
   * can ask before this module is imported.
   */
  private static boolean isWantedAtStart(Interpreter interpreter) {
    if (interpreter.flags.devMode) {
      return true;
    }
    if (interpreter.sysAttribute("_xoptions") instanceof PyDict options
        && options.get("faulthandler") != null) {
      return true;
    }
    String variable =
        interpreter.flags.ignoreEnvironment ? null : System.getenv("PYTHONFAULTHANDLER");
    return variable != null && !variable.isEmpty();
  }

  /** What the module remembers. */
  private static final class State {
    boolean enabled;

    /** Where {@link #crash} writes. */
    int fd = 2;

    boolean allThreads = true;

    /** Null when no dump is due. */
    LaterDump later;
  }

  private static State state(PyModule m) {
    return (State) m.state;
  }

  /**
   * The descriptor of a file argument: an int, or an object with {@code fileno()}; sys.stderr by
   * default.
   */
  private static int descriptor(PyObject file) {
    if (file == null || file == PyObject.NONE) {
      file = Interpreter.current().sysAttribute("stderr");
      if (file == null) {
        throw Errors.runtimeError("unable to get sys.stderr");
      }
      if (file == PyObject.NONE) {
        throw Errors.runtimeError("sys.stderr is None");
      }
    } else if (file instanceof PyInt) {
      int fd = Abstract.toJavaInt(file);
      if (fd < 0) {
        throw Errors.valueError("file is not a valid file descriptor");
      }
      return fd;
    }
    PyObject fd = Abstract.callMethod(file, "fileno");
    if (!(fd instanceof PyInt)) {
      throw Errors.runtimeError("file.fileno() is not a valid file descriptor");
    }
    int n = Abstract.toJavaInt(fd);
    if (n < 0) {
      throw Errors.runtimeError("file.fileno() is not a valid file descriptor");
    }
    PyObject flush = Abstract.getAttributeOrNull(file, Names.FLUSH);
    if (flush != null) {
      Abstract.call(flush);
    }
    return n;
  }

  @Function(signature = "(file=sys.stderr, all_threads=True)", doc = "Enable the fault handler.")
  static void enable(PyModule m, PyObject file, PyObject allThreads) {
    State state = state(m);
    state.fd = descriptor(file);
    state.allThreads = allThreads == null || Abstract.isTrue(allThreads);
    state.enabled = true;
  }

  @Function(doc = "Disable the fault handler; tell whether it was enabled.")
  static boolean disable(PyModule m) {
    boolean was = state(m).enabled;
    state(m).enabled = false;
    return was;
  }

  @Function(name = "is_enabled", doc = "Tell whether the fault handler is enabled.")
  static boolean isEnabled(PyModule m) {
    return state(m).enabled;
  }

  @Function(
      name = "dump_traceback",
      signature = "(file=sys.stderr, all_threads=True)",
      doc = "Write the tracebacks of all threads, or of the calling one, into a file.")
  static void dumpTraceback(PyObject file, PyObject allThreads) {
    int fd = descriptor(file);
    boolean all = allThreads == null || Abstract.isTrue(allThreads);
    byte[] text = StackDump.text(Interpreter.current(), all, true);
    Host.os().fds().write(fd, text, 0, text.length);
  }

  @Function(
      name = "dump_traceback_later",
      signature = "(timeout, repeat=False, file=sys.stderr, exit=False)",
      doc = "Write the tracebacks of all threads after some seconds, unless that is cancelled.")
  static void dumpTracebackLater(
      PyModule m, PyObject timeout, PyObject repeat, PyObject file, PyObject exit) {
    long nanos = Host.nanoseconds(timeout);
    if (nanos <= 0) {
      throw Errors.valueError("timeout must be greater than 0");
    }
    int fd = descriptor(file);
    cancelDumpTracebackLater(m);
    LaterDump dump =
        new LaterDump(
            Interpreter.current(),
            nanos,
            repeat != null && Abstract.isTrue(repeat),
            fd,
            exit != null && Abstract.isTrue(exit));
    state(m).later = dump;
    dump.start();
  }

  @Function(name = "cancel_dump_traceback_later", doc = "Cancel dump_traceback_later().")
  static void cancelDumpTracebackLater(PyModule m) {
    if (state(m).later != null) {
      state(m).later.cancel();
      state(m).later = null;
    }
  }

  @Function(
      signature = "(signum, file=sys.stderr, all_threads=True, chain=False)",
      doc = "Write tracebacks when a signal arrives.")
  static void register(int signum, PyObject file, PyObject allThreads, PyObject chain) {
    checkSignal(signum);
    Interpreter interpreter = Interpreter.current();
    SignalDump dump =
        new SignalDump(
            interpreter,
            descriptor(file),
            allThreads == null || Abstract.isTrue(allThreads),
            chain != null && Abstract.isTrue(chain));
    try {
      SignalState.of(interpreter).hook(signum, dump);
    } catch (OsError e) {
      throw PyOSError.of(e, null, null);
    }
  }

  @Function(
      signature = "(signum)",
      doc = "Undo register(); tell whether there was something to undo.")
  static boolean unregister(int signum) {
    checkSignal(signum);
    return SignalState.of(Interpreter.current()).unhook(signum);
  }

  @Function(name = "_read_null", doc = "Read from NULL, as far as anybody can see.")
  static void readNull(PyModule m) {
    crash(m, "Segmentation fault", SIGSEGV);
  }

  @Function(
      name = "_sigsegv",
      signature = "(release_gil=False, /)",
      doc = "End the process by SIGSEGV, as a segmentation fault would.")
  static void sigsegv(PyModule m, PyObject releaseGil) {
    crash(m, "Segmentation fault", SIGSEGV);
  }

  @Function(name = "_sigfpe", doc = "End the process by SIGFPE.")
  static void sigfpe(PyModule m) {
    crash(m, "Floating point exception", SIGFPE);
  }

  @Function(name = "_sigabrt", doc = "End the process by SIGABRT.")
  static void sigabrt(PyModule m) {
    crash(m, "Aborted", SIGABRT);
  }

  /** What a fatal signal does to CPython: the report if that is enabled, then the signal's work. */
  private static void crash(PyModule m, String what, int signal) {
    Interpreter interpreter = Interpreter.current();
    State state = state(m);
    Os os = Host.os(interpreter);
    if (state.enabled) {
      byte[] title = ("Fatal Python error: " + what + "\n\n").getBytes(US_ASCII);
      os.fds().write(state.fd, title, 0, title.length);
      byte[] text = StackDump.text(interpreter, state.allThreads, true);
      os.fds().write(state.fd, text, 0, text.length);
    }
    // Past the JVM's own handlers, which would report a crash of the JVM.
    os.libc().call("signal", signal, 0);
    os.libc().call("raise", signal);
  }

  private static void checkSignal(int signum) {
    switch (signum) {
      case 4, 6, 7, 8, 11:
        throw Errors.runtimeError(
            "signal " + signum + " cannot be registered, use enable() instead");
      default:
        if (signum < 1 || signum >= 65) {
          throw Errors.valueError("signal number out of range");
        }
    }
  }
}
