package dev.dormouse.script;

import dev.dormouse.runtime.modules.sys.ExceptionDisplay;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.PyBaseException;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PySystemExit;
import dev.dormouse.runtime.objects.PyTraceback;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What Python raised and nobody there caught. Its message is Python's last line, {@code
 * "ValueError: bad"}; its stack trace begins with the Python frames, innermost first; its cause is
 * the Java exception if it was one that Java code called by Python threw.
 */
public final class PythonException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Dormouse owner;
  private final transient PyException original;
  private final String typeName;
  private final boolean isExit;
  private final int exitCode;

  private PythonException(
      Dormouse owner,
      PyException original,
      String typeName,
      String message,
      boolean isExit,
      int exitCode,
      Throwable cause) {
    super(message, cause);
    this.owner = owner;
    this.original = original;
    this.typeName = typeName;
    this.isExit = isExit;
    this.exitCode = exitCode;
  }

  /** With the interpreter current. */
  static PythonException of(Dormouse owner, PyException e) {
    PyBaseException value = e.value;
    String text;
    try {
      text = Abstract.str(value).value();
    } catch (PyException failure) {
      text = "<exception str() failed>";
    }
    String module = Abstract.moduleName(value.type);
    String type = Abstract.qualname(value.type);
    if (module != null && !module.equals("builtins") && !module.equals("__main__")) {
      type = module + "." + type;
    }
    boolean exits = e.matches(Exceptions.SystemExit);
    PyObject java = null;
    try {
      java = Abstract.getAttributeOrNull(value, JavaMembers.JAVA_EXCEPTION);
    } catch (PyException failure) {
      // Somebody's __getattr__; then there is no cause.
    }
    PythonException made =
        new PythonException(
            owner,
            e,
            type,
            text.isEmpty() ? type : type + ": " + text,
            exits,
            exits ? exitCode(((PySystemExit) value).code) : 0,
            java instanceof JavaObject j && j.object instanceof Throwable t ? t : null);
    made.addFrames(value);
    return made;
  }

  private static int exitCode(PyObject code) {
    if (code == null || code == PyObject.NONE) {
      return 0;
    }
    return code instanceof PyInt i && !i.isBig() ? (int) i.longValue() : 1;
  }

  private void addFrames(PyBaseException value) {
    List<StackTraceElement> frames = new ArrayList<>();
    for (PyTraceback t = value.traceback; t != null; t = t.next) {
      String file = t.frame.code.unit.filename();
      frames.add(new StackTraceElement("<python>", t.frame.code.name(), file, t.line()));
    }
    Collections.reverse(frames);
    Collections.addAll(frames, getStackTrace());
    setStackTrace(frames.toArray(new StackTraceElement[0]));
  }

  PyException original() {
    return original;
  }

  /**
   * The Python type, as in a traceback: {@code ValueError}, {@code json.decoder.JSONDecodeError}.
   */
  public String typeName() {
    return typeName;
  }

  /** Whether this is SystemExit: the program asked to end. */
  public boolean isExit() {
    return isExit;
  }

  /** The status that a process would end with, if {@link #isExit}: 0 for none, 1 for a text. */
  public int exitCode() {
    return exitCode;
  }

  /** The exception object. */
  public PythonValue value() {
    return owner.inside(() -> owner.value(original.value));
  }

  /** The traceback as Python prints it, with what the exception goes back to. */
  public String traceback() {
    return owner.inside(() -> ExceptionDisplay.text(original.value));
  }

  /** The line of the program text {@code filename} where it came from; -1 if it is not in there. */
  int lineIn(String filename) {
    int line = -1;
    for (PyTraceback t = original.value.traceback; t != null; t = t.next) {
      if (t.frame.code.unit.filename().equals(filename)) {
        line = t.line();
      }
    }
    return line;
  }
}
