package dev.dormouse.code;

/**
 * Serialized code that cannot be what it claims to be: damaged, truncated or made by hand. It says
 * where to look with a hex editor, and what was there instead of what.
 */
public final class CodeFormatException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final String part;
  private final long offset;
  private final String expected;
  private final String actual;
  private final String reason;

  /** For what CPython has no words of its own; see the other constructor. */
  public CodeFormatException(
      String file, String part, long offset, String expected, String actual) {
    this(file, part, offset, expected, actual, null);
  }

  /**
   * @param file where the bytes came from: a path, or a description such as {@code <marshal.loads>}
   * @param part which of the parts of the file: {@code pyc header}, {@code marshal}, {@code
   *     wordcode of f}, …
   * @param offset in bytes from the start of the file; for wordcode and exception tables, from
   *     their own start
   * @param reason see {@link #reason}
   */
  public CodeFormatException(
      String file, String part, long offset, String expected, String actual, String reason) {
    super(
        file
            + ": "
            + part
            + " at offset "
            + offset
            + ": expected "
            + expected
            + ", found "
            + actual);
    this.file = file;
    this.part = part;
    this.offset = offset;
    this.expected = expected;
    this.actual = actual;
    this.reason = reason;
  }

  public String file() {
    return file;
  }

  public String part() {
    return part;
  }

  public long offset() {
    return offset;
  }

  public String expected() {
    return expected;
  }

  public String actual() {
    return actual;
  }

  /**
   * The message that CPython's own reader has for this fault, for the Python exception that reports
   * it; null if there is none. Those that start with {@code EOF} or {@code marshal data} belong to
   * an EOFError, those with {@code NULL} to a TypeError, all others to a ValueError.
   */
  public String reason() {
    return reason;
  }
}
