package dev.dormouse.runtime.modules.sys;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.Names;
import dev.dormouse.runtime.objects.PyBaseException;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyFrame;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PySimpleNamespace;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTraceback;
import dev.dormouse.runtime.objects.ThreadState;

/**
 * Shows exceptions that nobody caught. The text is made by the library's {@code traceback}, whose
 * output is CPython's, so that a good run loads none of it; suggestions, which CPython adds in C,
 * are added here. If that fails, a plain form in Java must do.
 */
public final class ExceptionDisplay implements Interpreter.Unraisable {
  ExceptionDisplay() {}

  @Override
  public void write(PyException error, String message, PyObject object) {
    writeUnraisable(error, message, object);
  }

  /** Calls {@code sys.excepthook}; for the command line and threads. */
  public static void uncaught(PyException error) {
    Interpreter interp = Interpreter.current();
    PyBaseException e = error.value;
    PyObject traceback = e.traceback == null ? PyObject.NONE : e.traceback;
    interp.sys.set("last_type", e.type);
    interp.sys.set("last_value", e);
    interp.sys.set("last_traceback", traceback);
    PyObject hook = interp.sysAttribute("excepthook");
    if (hook == null) {
      write("sys.excepthook is missing\n");
      display(e, traceback);
      return;
    }
    try {
      Abstract.call(hook, e.type, e, traceback);
    } catch (PyException again) {
      if (again.matches(Exceptions.SystemExit)) {
        throw again;
      }
      write("Error in sys.excepthook:\n");
      display(again.value, again.value.traceback == null ? PyObject.NONE : again.value.traceback);
      write("\nOriginal exception was:\n");
      display(e, traceback);
    }
  }

  static void display(PyObject value, PyObject traceback) {
    display(value, traceback, true);
  }

  /** {@code chain}: also what the exception came from. */
  private static void display(PyObject value, PyObject traceback, boolean chain) {
    if (!(value instanceof PyBaseException e)) {
      write(
          "TypeError: print_exception(): Exception expected for value, "
              + value.type.name()
              + " found\n");
      return;
    }
    String text;
    try {
      text = format(e, traceback, chain);
    } catch (PyException failure) {
      text = plain(e);
    }
    write(text);
  }

  /** Writes {@code head} and the exception to a file object of the caller's. */
  public static void displayIn(PyObject file, String head, PyObject value, PyObject traceback) {
    String text = head;
    if (value instanceof PyBaseException e) {
      try {
        text += format(e, traceback, true);
      } catch (PyException failure) {
        text += plain(e);
      }
    }
    Abstract.callMethod(file, Names.WRITE, PyStr.of(text));
    Abstract.callMethod(file, Names.FLUSH);
  }

  /** What {@link #display} would write. */
  public static String text(PyBaseException e) {
    try {
      return format(e, e.traceback == null ? PyObject.NONE : e.traceback, true);
    } catch (PyException failure) {
      return plain(e);
    }
  }

  private static String format(PyBaseException e, PyObject traceback, boolean chain) {
    PyObject module = Interpreter.current().importer().importModule("traceback");
    long limit = limit();
    PyObject shown =
        Abstract.call(
            Abstract.getAttribute(module, PyStr.of("TracebackException")),
            new PyObject[] {e.type, e, traceback, PyInt.of(-limit)},
            new PyStr[] {PyStr.of("limit")});
    if (limit == 0) {
      Abstract.setAttribute(shown, PyStr.of("stack"), PyObject.NONE);
    }
    if (e.type.isSubtype(Exceptions.SyntaxError)) {
      limitCarets(shown);
    }
    PyObject lines =
        Abstract.call(
            Abstract.getAttribute(shown, PyStr.of("format")),
            new PyObject[] {PyBool.of(chain)},
            new PyStr[] {PyStr.of("chain")});
    StringBuilder out = new StringBuilder();
    for (PyObject line : Abstract.toArray(lines)) {
      out.append(((PyStr) line).value());
    }
    String suggestion = Suggestions.of(e);
    if (suggestion != null) {
      int at = out.lastIndexOf("\n");
      out.insert(at < 0 ? out.length() : at, ". Did you mean: '" + suggestion + "'?");
    }
    return out.toString();
  }

  /** How many of the last calls to show. */
  private static long limit() {
    PyObject limit = Interpreter.current().sysAttribute("tracebacklimit");
    if (!(limit instanceof PyInt n)) {
      return 1000;
    }
    if (n.isNegative()) {
      return 0;
    }
    return n.isBig() ? Integer.MAX_VALUE : Math.min(n.longValue(), Integer.MAX_VALUE);
  }

  /**
   * CPython's own display of a SyntaxError marks at least one character and none behind the line,
   * other than the library's.
   */
  private static void limitCarets(PyObject shown) {
    PyObject text = Abstract.getAttribute(shown, "text");
    PyObject offset = Abstract.getAttribute(shown, "offset");
    PyObject end = Abstract.getAttribute(shown, "end_offset");
    if (text instanceof PyStr t
        && offset instanceof PyInt from
        && end instanceof PyInt to
        && !from.isBig()
        && !to.isBig()) {
      String line = t.value();
      int length = line.codePointCount(0, line.length()) - (line.endsWith("\n") ? 1 : 0);
      long last = Math.max(from.longValue() + 1, Math.min(to.longValue(), length + 1));
      Abstract.setAttribute(shown, PyStr.of("end_offset"), PyInt.of(last));
    }
  }

  /** Without the library: files, lines and names, then type and text. */
  private static String plain(PyBaseException e) {
    StringBuilder out = new StringBuilder();
    if (e.traceback != null) {
      out.append("Traceback (most recent call last):\n");
      for (PyTraceback t = e.traceback; t != null; t = t.next) {
        out.append("  File \"")
            .append(t.frame.code.unit.filename())
            .append("\", line ")
            .append(t.line());
        out.append(", in ").append(t.frame.code.name()).append('\n');
      }
    }
    String text;
    try {
      text = Abstract.str(e).value();
    } catch (PyException failure) {
      text = "<exception str() failed>";
    }
    String module = Abstract.moduleName(e.type);
    String name = Abstract.qualname(e.type);
    String full =
        module == null || module.equals("builtins") || module.equals("__main__")
            ? name
            : module + "." + name;
    return out.append(full).append(text.isEmpty() ? "" : ": " + text).append('\n').toString();
  }

  static void unraisable(PyObject info) {
    PyObject message = Abstract.getAttribute(info, "err_msg");
    PyObject object = Abstract.getAttribute(info, "object");
    PyObject value = Abstract.getAttribute(info, "exc_value");
    PyObject traceback = Abstract.getAttribute(info, "exc_traceback");
    if (object != PyObject.NONE) {
      String head =
          message == PyObject.NONE ? "Exception ignored in" : Abstract.str(message).value();
      write(head + ": " + Abstract.repr(object).value() + "\n");
    } else if (message != PyObject.NONE) {
      write(Abstract.str(message).value() + ":\n");
    }
    display(value, traceback, false);
  }

  /** Tells of an exception that has nowhere to go, through {@code sys.unraisablehook}. */
  public static void writeUnraisable(PyException error, String message, PyObject object) {
    PySimpleNamespace info = new PySimpleNamespace();
    PyDict d = info.dict();
    PyObject traceback = error.value.traceback;
    PyFrame frame = ThreadState.current().frame;
    if (traceback == null && frame != null) {
      // Never raised in Python: shown is where it was found out.
      traceback = new PyTraceback(null, frame, frame.lasti, 0);
    }
    d.put("exc_type", error.value.type);
    d.put("exc_value", error.value);
    d.put("exc_traceback", traceback == null ? PyObject.NONE : traceback);
    d.put("err_msg", message == null ? PyObject.NONE : PyStr.of(message));
    d.put("object", object == null ? PyObject.NONE : object);
    PyObject hook = Interpreter.current().sysAttribute("unraisablehook");
    try {
      if (hook != null && hook != PyObject.NONE) {
        Abstract.call(hook, info);
      } else {
        unraisable(info);
      }
    } catch (PyException again) {
      write("Exception ignored in sys.unraisablehook: " + plain(again.value));
    }
  }

  /** To {@code sys.stderr} if it works, else to the process's. */
  private static void write(String text) {
    PyObject err = Interpreter.current().sysAttribute("stderr");
    if (err == PyObject.NONE) {
      return;
    }
    if (err != null) {
      try {
        Abstract.callMethod(err, Names.WRITE, PyStr.of(text));
        Abstract.callMethod(err, Names.FLUSH);
        return;
      } catch (PyException e) {
        // Falls through to the stream below: the message must not get lost.
      }
    }
    System.err.print(text);
    System.err.flush();
  }
}
