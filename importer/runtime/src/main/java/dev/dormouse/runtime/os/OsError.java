package dev.dormouse.runtime.os;

/**
 * A system call failed. The runtime raises {@code OSError(errno, strerror, filename, None,
 * filename2)} for it, which picks the subclass from errno.
 *
 * <p>Stackless: a missing file is an answer, not a bug, and importing asks often.
 */
public final class OsError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int errno;

  /**
   * What the Python caller passed as path, or null: a {@code String}, or whatever the native module
   * put in its place with {@link #at}; never serialized.
   */
  private final transient Object filename;

  private final transient Object filename2;

  public OsError(int errno) {
    this(errno, null, null);
  }

  public OsError(int errno, Object filename) {
    this(errno, filename, null);
  }

  public OsError(int errno, Object filename, Object filename2) {
    super(null, null, false, false);
    this.errno = errno;
    this.filename = filename;
    this.filename2 = filename2;
  }

  public int errno() {
    return errno;
  }

  public Object filename() {
    return filename;
  }

  public Object filename2() {
    return filename2;
  }

  /** glibc's text for the number. */
  public String strerror() {
    return Errno.strerror(errno);
  }

  /** The same failure naming these files, which are the caller's own path objects. */
  public OsError at(Object filename, Object filename2) {
    return new OsError(errno, filename, filename2);
  }

  @Override
  public String getMessage() {
    String text = "[Errno " + errno + "] " + strerror();
    if (filename != null) {
      text += ": '" + filename + "'";
    }
    if (filename2 != null) {
      text += " -> '" + filename2 + "'";
    }
    return text;
  }
}
