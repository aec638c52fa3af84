package dev.dormouse.conformance;

/** A file that a person wrote is not what it should be; the message says which and where. */
final class BadInput extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadInput(String message) {
    super(message);
  }
}
