package dev.dormouse.compiler.parser;

import dev.dormouse.compiler.PySyntaxError;

/** Finds the error to report when parsing has failed. */
final class ErrorPass {
  private final TokenCursor cursor;

  ErrorPass(TokenCursor cursor) {
    this.cursor = cursor;
  }

  PySyntaxError explain() {
    return cursor.error(PySyntaxError.Type.SYNTAX_ERROR, "invalid syntax", cursor.pos);
  }

  PySyntaxError confirm(PySyntaxError e) {
    return e;
  }
}
