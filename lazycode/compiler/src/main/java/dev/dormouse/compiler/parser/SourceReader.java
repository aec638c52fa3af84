package dev.dormouse.compiler.parser;

import dev.dormouse.compiler.PySyntaxError;

/**
 * The bytes of a {@link Source}, line by line, and the bounds of what is being read: the current
 * line's and the current token's. Errors are made here because their places depend on both.
 */
abstract class SourceReader {
  /** States of {@link #done}. */
  static final int OK = 0;

  static final int EOF = 1;
  static final int ERROR = 2;
  static final int TABSPACE = 3;
  static final int TOODEEP = 4;
  static final int DEDENT_MISMATCH = 5;
  static final int EOFS = 6;
  static final int EOLS = 7;
  static final int LINECONT = 8;

  /** There may be more, but nobody is asked for it. */
  static final int STOPPED = 9;

  /**
   * Bits of the ASCII characters that may occur in an identifier: digits; letters and underscore.
   */
  private static final long IDENT_LOW = 0x03FF_0000_0000_0000L;

  private static final long IDENT_HIGH = 0x07FF_FFFE_87FF_FFFEL;

  final Source source;

  /** Of the source; they change when a line is added to it. */
  byte[] buf;

  int limit;

  /** Where reading goes on. */
  int cur;

  /** The end of the line being read, its newline included. */
  int inp;

  /** Where the line being read starts. */
  int lineStart;

  /**
   * Where the text starts that is held for the token being read: the line at which that token
   * started.
   */
  int bufStart;

  /** The number of the line being read. */
  int lineno;

  /** Why there are no more tokens; {@link #OK} as long as there are. */
  int done = OK;

  /** The error behind an ERRORTOKEN whose {@link #done} is ERROR, EOFS or EOLS. */
  PySyntaxError error;

  /** First byte of the current token, or -1; what the error texts call the token's start. */
  int start = -1;

  /** The bounds of the token that {@link Tokenizer#next} returned; -1 for tokens without text. */
  int tokenStart;

  int tokenEnd;

  SourceReader(Source source, int firstLine) {
    this.source = source;
    this.buf = source.buf;
    this.limit = source.limit;
    this.lineno = firstLine;
  }

  /** The next byte, or -1 at the end. */
  final int nextByte() {
    if (cur != inp) {
      return buf[cur++] & 0xFF;
    }
    if (done != OK) {
      return -1;
    }
    if (inp == limit) {
      if (source.stopped || !source.readLine()) {
        done = source.stopped ? STOPPED : EOF;
        return -1;
      }
      buf = source.buf;
      limit = source.limit;
    }
    if (start < 0) {
      bufStart = cur;
    }
    lineStart = cur;
    lineno++;
    int end = source.lineEnd(inp);
    inp = end < limit ? end + 1 : limit;
    return buf[cur++] & 0xFF;
  }

  final void backup(int c) {
    if (c >= 0) {
      cur--;
    }
  }

  static boolean isIdentPart(int c) {
    return c >= 128 || (c >= 0 && ((c < 64 ? IDENT_LOW : IDENT_HIGH) >>> c & 1) != 0);
  }

  static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  /** Records an error at the last byte read. */
  final int fail(String message) {
    int offset = source.characters(lineStart, cur);
    return fail(message, offset, offset);
  }

  final int fail(String message, int offset, int endOffset) {
    String text = source.text(lineStart, source.lineEnd(lineStart));
    error =
        new PySyntaxError(
            PySyntaxError.Type.SYNTAX_ERROR,
            message,
            source.filename,
            lineno,
            offset,
            lineno,
            endOffset,
            text);
    done = ERROR;
    return Tok.ERRORTOKEN;
  }

  final int stop(int reason) {
    done = reason;
    cur = inp;
    return Tok.ERRORTOKEN;
  }

  final int finish(int type) {
    tokenStart = start;
    tokenEnd = cur;
    return type;
  }
}
