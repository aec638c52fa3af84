package dev.dormouse.image;

/**
 * Something cannot be put in an image: it is beyond a limit of the format, which the message names.
 */
public final class ImageLimitException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ImageLimitException(String message) {
    super(message);
  }
}
