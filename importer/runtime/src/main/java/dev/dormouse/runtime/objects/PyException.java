package dev.dormouse.runtime.objects;

/**
 * A Python exception on its way through Java code. Stackless: the Python traceback, kept in {@link
 * #value}, is what counts. Making one costs about as much as the Python object.
 */
public final class PyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The exception object. */
  public final transient PyBaseException value;

  /**
   * Whether {@code __context__} was set already; the loop sets it when the exception first reaches
   * a frame.
   */
  public boolean contextSet;

  /** Set by RERAISE: the frame that re-raises adds no second traceback entry of its own. */
  public boolean reraised;

  /**
   * Where the frame is to say it was when RERAISE restores the place of the first raise; -1
   * otherwise.
   */
  public int restoredLasti = -1;

  public PyException(PyBaseException value) {
    super(null, null, false, false);
    this.value = value;
  }

  /** Whether an {@code except type:} clause catches this. */
  public boolean matches(PyType type) {
    return value.type.isSubtype(type);
  }

  /** StopIteration without a value and of no subclass: the plain end of an iteration. */
  boolean isPlainStopIteration() {
    return matches(Exceptions.StopIteration);
  }

  /** Type and text for Java callers; runs no Python code unless an argument's repr does. */
  @Override
  public String getMessage() {
    PyObject[] args = value.args.items;
    String text =
        args.length == 1 && args[0] instanceof PyStr s
            ? s.value()
            : args.length == 0 ? "" : args.length + " arguments";
    return value.type.name() + (text.isEmpty() ? "" : ": " + text);
  }
}
