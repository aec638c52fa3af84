package dev.dormouse.image.profile;

import java.io.IOException;

/**
 * A file that is no startup profile, or a damaged one: where, and what was there instead of what.
 */
public final class ProfileFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final int line;
  private final String expected;
  private final String actual;

  /**
   * @param file the profile's path, or the name it was read under
   * @param line counted from 1
   */
  public ProfileFormatException(String file, int line, String expected, String actual) {
    super(file + ": line " + line + ": expected " + expected + ", found " + actual);
    this.file = file;
    this.line = line;
    this.expected = expected;
    this.actual = actual;
  }

  public String file() {
    return file;
  }

  public int line() {
    return line;
  }

  public String expected() {
    return expected;
  }

  public String actual() {
    return actual;
  }
}
