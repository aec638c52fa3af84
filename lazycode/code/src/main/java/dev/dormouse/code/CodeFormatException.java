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

  /**
   * @param file where the bytes came from: a path, or a description such as {@code <marshal.loads>}
   * @param part which of the parts of the file: {@code pyc header}, {@code marshal}, {@code
   *     wordcode of f}, …
   * @param offset in bytes from the start of the part
   */
  public CodeFormatException(
      String file, String part, long offset, String expected, String actual) {
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
}
