package dev.dormouse.compiler;

import java.nio.charset.StandardCharsets;

/**
 * Source that cannot be compiled: what the runtime turns into a Python exception of the same type,
 * words and place.
 *
 * <p>Most are {@code SyntaxError} and its subclasses. The few other types a compilation can end in
 * (null bytes are a {@code ValueError}, exhausted depth a {@code MemoryError} or {@code
 * RecursionError}) come the same way and have no place.
 */
public final class PySyntaxError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The Python type of the exception. */
  public enum Type {
    SYNTAX_ERROR,
    INDENTATION_ERROR,
    TAB_ERROR,
    VALUE_ERROR,
    MEMORY_ERROR,
    RECURSION_ERROR,
    OVERFLOW_ERROR,
    UNICODE_ENCODE_ERROR,
    UNICODE_DECODE_ERROR
  }

  /** The value of a place attribute that is None in Python. */
  public static final int ABSENT = Integer.MIN_VALUE;

  public final Type type;

  /** Null for the types that carry no place. */
  public final String filename;

  /** One-based, or {@link #ABSENT}. */
  public final int lineno;

  /** One-based, in characters as far as CPython counts characters, or {@link #ABSENT}. */
  public final int offset;

  public final int endLineno;
  public final int endOffset;

  /** The source line, or null when it is not known; of {@link #undecodable} the bytes. */
  public final String text;

  /**
   * Whether the exception gets its place after it was made, so that its only argument is the
   * message: so it is with what CPython finds wrong with scopes and future statements.
   */
  public final boolean placedLater;

  public PySyntaxError(
      Type type,
      String message,
      String filename,
      int lineno,
      int offset,
      int endLineno,
      int endOffset,
      String text) {
    this(type, message, filename, lineno, offset, endLineno, endOffset, text, false);
  }

  private PySyntaxError(
      Type type,
      String message,
      String filename,
      int lineno,
      int offset,
      int endLineno,
      int endOffset,
      String text,
      boolean placedLater) {
    // Stackless: it reports on the user's source, not on our code.
    super(message, null, false, false);
    this.type = type;
    this.filename = filename;
    this.lineno = lineno;
    this.offset = offset;
    this.endLineno = endLineno;
    this.endOffset = endOffset;
    this.text = text;
    this.placedLater = placedLater;
  }

  /** The same error with its place apart from its arguments. */
  PySyntaxError placedLater() {
    return new PySyntaxError(
        type, getMessage(), filename, lineno, offset, endLineno, endOffset, text, true);
  }

  /** The same error with another source line. */
  PySyntaxError with(String line) {
    return new PySyntaxError(
        type, getMessage(), filename, lineno, offset, endLineno, endOffset, line, placedLater);
  }

  /** An error without a place. */
  public static PySyntaxError unplaced(Type type, String message) {
    return new PySyntaxError(type, message, null, ABSENT, ABSENT, ABSENT, ABSENT, null);
  }

  /** A UnicodeDecodeError about {@code bytes}, which are kept as the text, a character each. */
  public static PySyntaxError undecodable(String message, byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return new PySyntaxError(
        Type.UNICODE_DECODE_ERROR, message, null, ABSENT, ABSENT, ABSENT, ABSENT, text);
  }

  /** The name of the Python type. */
  public String typeName() {
    return switch (type) {
      case SYNTAX_ERROR -> "SyntaxError";
      case INDENTATION_ERROR -> "IndentationError";
      case TAB_ERROR -> "TabError";
      case VALUE_ERROR -> "ValueError";
      case MEMORY_ERROR -> "MemoryError";
      case RECURSION_ERROR -> "RecursionError";
      case OVERFLOW_ERROR -> "OverflowError";
      case UNICODE_ENCODE_ERROR -> "UnicodeEncodeError";
      case UNICODE_DECODE_ERROR -> "UnicodeDecodeError";
    };
  }
}
