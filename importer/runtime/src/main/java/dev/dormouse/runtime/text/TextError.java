package dev.dormouse.runtime.text;

/**
 * A failure that Python reports as an exception with exactly this message. Stackless, since whoever
 * called the algorithm turns it into the Python exception at once.
 */
@SuppressWarnings("serial")
public final class TextError extends RuntimeException {
  /** The Python exception that the message belongs to. */
  public enum Kind {
    VALUE_ERROR,
    OVERFLOW_ERROR,
    TYPE_ERROR
  }

  private final Kind kind;

  private TextError(Kind kind, String message) {
    super(message, null, false, false);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  public static TextError value(String message) {
    return new TextError(Kind.VALUE_ERROR, message);
  }

  public static TextError overflow(String message) {
    return new TextError(Kind.OVERFLOW_ERROR, message);
  }

  public static TextError type(String message) {
    return new TextError(Kind.TYPE_ERROR, message);
  }
}
