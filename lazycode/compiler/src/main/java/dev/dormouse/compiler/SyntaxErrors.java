package dev.dormouse.compiler;

import dev.dormouse.compiler.ast.Node;

/**
 * Makes the errors that the passes between parser and code generator raise. Columns given here
 * count bytes from zero, as in the tree; like CPython's, these passes report them as they are,
 * without counting characters.
 */
public final class SyntaxErrors {
  private SyntaxErrors() {}

  /** An error that spans {@code node}. */
  public static PySyntaxError at(String message, String filename, Node node) {
    return at(message, filename, node.lineno, node.colOffset, node.endLineno, node.endColOffset);
  }

  /** An error that spans a range. */
  public static PySyntaxError at(
      String message, String filename, int lineno, int column, int endLineno, int endColumn) {
    return new PySyntaxError(
            PySyntaxError.Type.SYNTAX_ERROR,
            message,
            filename,
            lineno,
            column + 1,
            endLineno,
            endColumn + 1,
            null)
        .placedLater();
  }

  /** An error with a start and no end. */
  public static PySyntaxError at(String message, String filename, int lineno, int column) {
    return new PySyntaxError(
            PySyntaxError.Type.SYNTAX_ERROR,
            message,
            filename,
            lineno,
            column + 1,
            lineno,
            PySyntaxError.ABSENT,
            null)
        .placedLater();
  }

  /** Bytes that are not in the encoding that they declare, or which nobody knows. */
  public static PySyntaxError undecodable(String filename, String message) {
    return new PySyntaxError(
        PySyntaxError.Type.SYNTAX_ERROR,
        message,
        filename,
        0,
        -1,
        PySyntaxError.ABSENT,
        PySyntaxError.ABSENT,
        null);
  }

  /** The program is nested more deeply than {@link WarningSink#maxDepth}. */
  public static PySyntaxError tooDeep() {
    return PySyntaxError.unplaced(
        PySyntaxError.Type.RECURSION_ERROR, "maximum recursion depth exceeded during compilation");
  }
}
