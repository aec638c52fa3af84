package dev.dormouse.image;

/**
 * Carries an {@link ImageFormatException} out of methods that declare nothing: everything that
 * reads an image after it was opened. Whoever crosses back into a place that can report (an import,
 * the command line) unwraps it; Python sees an ImportError, the command line prints one line.
 */
public final class DamagedImageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DamagedImageException(ImageFormatException cause) {
    super(cause.getMessage(), cause);
  }

  /** What is wrong, and where. */
  public ImageFormatException format() {
    return (ImageFormatException) getCause();
  }
}
