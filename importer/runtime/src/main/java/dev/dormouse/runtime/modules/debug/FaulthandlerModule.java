package dev.dormouse.runtime.modules.debug;

import dev.dormouse.runtime.modules.posix.Host;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.Names;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;

/**
 * {@code faulthandler}. A crash of the process is the JVM's to report, which it does in more
 * detail; {@code enable()} is only remembered. Dumps on request and after a time are written here.
 * Handlers for further signals are not supported yet.
 */
@BuiltinModule(name = "faulthandler", doc = "faulthandler module.")
public final class FaulthandlerModule {
  private FaulthandlerModule() {}

  public static BuiltinTable table() {
    return new FaulthandlerModuleTable();
  }

  static void exec(PyModule m) {
    m.state = new State();
  }

  /** What the module remembers. */
  private static final class State {
    boolean enabled;

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
    descriptor(file);
    state(m).enabled = true;
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
    throw Errors.missingFeature("faulthandler.register");
  }

  @Function(
      signature = "(signum)",
      doc = "Undo register(); tell whether there was something to undo.")
  static boolean unregister(int signum) {
    checkSignal(signum);
    return false;
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
