package dev.dormouse.importer;

import java.io.IOException;

/** A module provider that cannot be found, made or opened. */
public final class ProviderException extends IOException {
  private static final long serialVersionUID = 1L;

  ProviderException(String message, Throwable cause) {
    super(message, cause);
  }
}
