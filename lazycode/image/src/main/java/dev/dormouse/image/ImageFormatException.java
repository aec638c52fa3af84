package dev.dormouse.image;

import java.io.IOException;

/**
 * An image that cannot be what it claims to be: damaged, truncated, foreign or made by hand. It
 * says where to look with a hex editor, and what was there instead of what.
 */
public final class ImageFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final String part;
  private final long offset;
  private final String expected;
  private final String actual;

  /**
   * @param file the image's path, or the name it was opened under
   * @param part {@code header}, {@code directory} or a part's name as in FORMAT.md
   * @param offset in bytes from the start of the part
   */
  public ImageFormatException(
      String file, String part, long offset, String expected, String actual) {
    this(file, part, offset, expected, actual, "the image is damaged: copy or build it again");
  }

  /**
   * @param advice the end of the message: what this means, and what to do
   */
  ImageFormatException(
      String file, String part, long offset, String expected, String actual, String advice) {
    super(
        file
            + ": "
            + part
            + " at offset "
            + offset
            + ": expected "
            + expected
            + ", found "
            + actual
            + "; "
            + advice);
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
