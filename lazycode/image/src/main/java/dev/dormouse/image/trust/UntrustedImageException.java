package dev.dormouse.image.trust;

import java.io.IOException;

/** An image that nobody vouches for whose key is trusted. The message says why, and what to do. */
public final class UntrustedImageException extends IOException {
  private static final long serialVersionUID = 1L;

  UntrustedImageException(String file, String why) {
    super(file + ": " + why);
  }
}
