package dev.dormouse.runtime.modules.unix;

import dev.dormouse.runtime.modules.posix.Constants;
import dev.dormouse.runtime.modules.posix.Host;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.ThreadState;
import dev.dormouse.runtime.os.Libc;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** {@code syslog}. */
@BuiltinModule(name = "syslog")
public final class SyslogModule {
  private static final String INTEGERS =
      "LOG_ALERT 1 LOG_AUTH 32 LOG_AUTHPRIV 80 LOG_CONS 2 LOG_CRIT 2 LOG_CRON 72 LOG_DAEMON 24"
          + " LOG_DEBUG 7 LOG_EMERG 0 LOG_ERR 3 LOG_INFO 6 LOG_KERN 0 LOG_LOCAL0 128 LOG_LOCAL1 136"
          + " LOG_LOCAL2 144 LOG_LOCAL3 152 LOG_LOCAL4 160 LOG_LOCAL5 168 LOG_LOCAL6 176 LOG_LOCAL7"
          + " 184 LOG_LPR 48 LOG_MAIL 16 LOG_NDELAY 8 LOG_NEWS 56 LOG_NOTICE 5 LOG_NOWAIT 16"
          + " LOG_ODELAY 4 LOG_PERROR 32 LOG_PID 1 LOG_SYSLOG 40 LOG_USER 8 LOG_UUCP 64"
          + " LOG_WARNING 4";

  private static final int LOG_INFO = 6;
  private static final int LOG_USER = 8;

  private SyslogModule() {}

  public static BuiltinTable table() {
    return new SyslogModuleTable();
  }

  static void exec(PyModule m) {
    Constants.fill(m, INTEGERS);
  }

  private static byte[] zeroTerminated(String s) {
    byte[] text = s.getBytes(StandardCharsets.UTF_8);
    return Arrays.copyOf(text, text.length + 1);
  }

  /** The program's name, for whoever calls no openlog. */
  private static String programName() {
    if (Interpreter.current().sysAttribute("argv") instanceof PyList argv
        && argv.size() > 0
        && argv.get(0) instanceof PyStr script) {
      String s = script.value();
      return s.substring(s.lastIndexOf('/') + 1);
    }
    return "";
  }

  @Function(
      signature = "(ident=<unrepresentable>, logoption=0, facility=8)",
      doc = "Set the options of the messages that follow.")
  static void openlog(PyModule m, PyObject[] args, PyStr[] kwnames) {
    PyObject[] p = ArgParser.parse("openlog", "ident\0logoption\0facility", 0, 3, 0, args, kwnames);
    if (p[0] != null && !(p[0] instanceof PyStr)) {
      throw Errors.typeError("openlog() argument 1 must be str, not " + ArgParser.typeName(p[0]));
    }
    open(
        m,
        p[0] == null ? programName() : ((PyStr) p[0]).value(),
        p[1] == null ? 0 : Abstract.toJavaInt(p[1]),
        p[2] == null ? LOG_USER : Abstract.toJavaInt(p[2]));
  }

  private static void open(PyModule m, String ident, int options, int facility) {
    Libc libc = Host.os().libc();
    byte[] text = zeroTerminated(ident);
    // libc keeps the address.
    long memory = libc.malloc(text.length);
    libc.set(memory, text, 0, text.length);
    libc.raw("openlog", memory, options, facility, 0, 0, 0);
    if (m.state instanceof Long old && old != 0) {
      libc.free(old);
    }
    m.state = memory;
  }

  @Function(signature = "(*args)", doc = "Send a message to the system's log.")
  static void syslog(PyModule m, PyObject[] args, PyStr[] kwnames) {
    ArgParser.noKeywords(null, "syslog", kwnames);
    if (args.length < 1 || args.length > 2) {
      throw Errors.typeError("[priority,] message string");
    }
    int priority = args.length == 2 ? Abstract.toJavaInt(args[0]) : LOG_INFO;
    PyObject message = args[args.length - 1];
    if (!(message instanceof PyStr text)) {
      throw Errors.typeError("[priority,] message string");
    }
    if (m.state == null) {
      open(m, programName(), 0, LOG_USER);
    }
    Libc libc = Host.os().libc();
    byte[] format = zeroTerminated("%s");
    byte[] bytes = zeroTerminated(text.value());
    ThreadState.current()
        .allowThreads(
            () -> {
              try (Libc.Mem.Frame frame = libc.frame()) {
                long f = frame.bytes(format, 0, format.length);
                long b = frame.bytes(bytes, 0, bytes.length);
                return libc.raw("syslog", priority, f, b, 0, 0, 0);
              }
            });
  }

  @Function(doc = "Reset the options and close the connection to the log.")
  static void closelog(PyModule m) {
    if (m.state instanceof Long memory) {
      Libc libc = Host.os().libc();
      libc.raw("closelog", 0, 0, 0, 0, 0, 0);
      libc.free(memory);
      m.state = null;
    }
  }

  @Function(
      signature = "(maskpri, /)",
      doc = "Set which priorities are logged; returns what was set before.")
  static int setlogmask(int mask) {
    return (int) Host.os().libc().raw("setlogmask", mask, 0, 0, 0, 0, 0);
  }

  @Function(name = "LOG_MASK", signature = "(pri, /)", doc = "The mask of one priority.")
  static int logMask(int priority) {
    return 1 << priority;
  }

  @Function(name = "LOG_UPTO", signature = "(pri, /)", doc = "The mask of priorities up to one.")
  static int logUpto(int priority) {
    return (1 << priority + 1) - 1;
  }
}
