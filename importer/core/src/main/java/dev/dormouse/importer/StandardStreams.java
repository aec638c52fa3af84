package dev.dormouse.importer;

import dev.dormouse.runtime.modules.io.IoModule;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyObject;

/**
 * {@code sys.stdin}, {@code stdout} and {@code stderr}. Compare {@code create_stdio} in CPython's
 * pylifecycle.c.
 */
final class StandardStreams {
  private StandardStreams() {}

  static void open(Interpreter interp, PythonConfig config) {
    String encoding = "utf-8";
    String errors = null;
    String given = config.flags.ignoreEnvironment ? null : System.getenv("PYTHONIOENCODING");
    if (given != null && !given.isEmpty()) {
      int colon = given.indexOf(':');
      String name = colon < 0 ? given : given.substring(0, colon);
      encoding = name.isEmpty() ? encoding : name;
      String handler = colon < 0 ? "" : given.substring(colon + 1);
      errors = handler.isEmpty() && !name.isEmpty() ? "strict" : handler;
    }
    if (errors == null || errors.isEmpty()) {
      errors = defaultHandler();
    }
    set(interp, "stdin", stream(0, "r", encoding, errors, "<stdin>", false));
    boolean unbuffered = config.flags.unbuffered;
    set(interp, "stdout", stream(1, "w", encoding, errors, "<stdout>", unbuffered));
    set(interp, "stderr", stream(2, "w", encoding, "backslashreplace", "<stderr>", unbuffered));
    if (config.streams != null) {
      replace(interp, config.streams);
    }
  }

  private static void replace(Interpreter interp, PythonConfig.Streams streams) {
    String[] names = {"stdin", "stdout", "stderr"};
    for (int fd = 0; fd < names.length; fd++) {
      PyObject stream = streams.open(fd);
      if (stream != null) {
        set(interp, names[fd], stream);
      }
    }
  }

  /** surrogateescape in the C and POSIX locales, else strict. */
  private static String defaultHandler() {
    String locale = System.getenv("LC_ALL");
    if (locale == null || locale.isEmpty()) {
      locale = System.getenv("LC_CTYPE");
    }
    if (locale == null || locale.isEmpty()) {
      locale = System.getenv("LANG");
    }
    boolean c =
        locale == null
            || locale.isEmpty()
            || locale.equals("C")
            || locale.equals("POSIX")
            || locale.startsWith("C.");
    return c ? "surrogateescape" : "strict";
  }

  private static void set(Interpreter interp, String name, PyObject stream) {
    interp.sys.set(name, stream);
    interp.sys.set("__" + name + "__", stream);
  }

  private static PyObject stream(
      int fd, String mode, String encoding, String errors, String name, boolean unbuffered) {
    try {
      return IoModule.standardStream(fd, mode, encoding, errors, name, unbuffered);
    } catch (PyException e) {
      if (e.matches(Exceptions.OSError)) {
        // A closed descriptor: CPython gives None, too.
        return PyObject.NONE;
      }
      throw e;
    }
  }
}
