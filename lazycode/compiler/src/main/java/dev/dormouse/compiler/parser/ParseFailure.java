package dev.dormouse.compiler.parser;

/**
 * The tokens are no program. It says nothing more: the message and place come from {@link
 * ErrorPass}.
 */
final class ParseFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ParseFailure() {
    super(null, null, false, false);
  }
}
