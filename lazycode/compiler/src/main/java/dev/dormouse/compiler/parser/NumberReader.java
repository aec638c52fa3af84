package dev.dormouse.compiler.parser;

import dev.dormouse.compiler.WarningSink;

/** The part of the tokenizer that reads numbers. */
abstract class NumberReader extends SourceReader {
  /** What {@link #digits} returns after an error. */
  private static final int FAILED = -2;

  NumberReader(Source source, int firstLine) {
    super(source, firstLine);
  }

  private static boolean isHexDigit(int c) {
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  /** A number from its first digit on. */
  final int number(int c) {
    if (c != '0') {
      c = digits();
      if (c == FAILED) {
        return Tok.ERRORTOKEN;
      }
      return c == '.' ? fraction(nextByte()) : exponent(c);
    }
    c = nextByte();
    switch (c) {
      case 'x', 'X':
        return radix(16, "hexadecimal");
      case 'o', 'O':
        return radix(8, "octal");
      case 'b', 'B':
        return radix(2, "binary");
      default:
        break;
    }
    while (true) {
      if (c == '_') {
        c = nextByte();
        if (!isDigit(c)) {
          backup(c);
          return fail("invalid decimal literal");
        }
      }
      if (c != '0') {
        break;
      }
      c = nextByte();
    }
    int zerosEnd = cur;
    boolean nonZero = isDigit(c);
    if (nonZero) {
      c = digits();
      if (c == FAILED) {
        return Tok.ERRORTOKEN;
      }
    }
    if (c == '.') {
      return fraction(nextByte());
    }
    if (nonZero && c != 'e' && c != 'E' && c != 'j' && c != 'J') {
      backup(c);
      return fail(
          "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal"
              + " integers",
          start + 1 - lineStart,
          zerosEnd - lineStart);
    }
    return exponent(c);
  }

  /** Reads digits and single underscores; returns the byte after them, or {@link #FAILED}. */
  private int digits() {
    while (true) {
      int c;
      do {
        c = nextByte();
      } while (isDigit(c));
      if (c != '_') {
        return c;
      }
      c = nextByte();
      if (!isDigit(c)) {
        backup(c);
        fail("invalid decimal literal");
        return FAILED;
      }
    }
  }

  /** A float from the byte after its point on. */
  final int fraction(int c) {
    if (isDigit(c)) {
      c = digits();
      if (c == FAILED) {
        return Tok.ERRORTOKEN;
      }
    }
    return exponent(c);
  }

  /** The end of a decimal number: an exponent and a {@code j}, both optional. */
  private int exponent(int c) {
    if (c == 'e' || c == 'E') {
      int e = c;
      c = nextByte();
      if (c == '+' || c == '-') {
        c = nextByte();
        if (!isDigit(c)) {
          backup(c);
          return fail("invalid decimal literal");
        }
      } else if (!isDigit(c)) {
        backup(c);
        if (!numberEnds(e, "decimal")) {
          return Tok.ERRORTOKEN;
        }
        backup(e);
        return finish(Tok.NUMBER);
      }
      c = digits();
      if (c == FAILED) {
        return Tok.ERRORTOKEN;
      }
    }
    String kind = "decimal";
    if (c == 'j' || c == 'J') {
      c = nextByte();
      kind = "imaginary";
    }
    if (!numberEnds(c, kind)) {
      return Tok.ERRORTOKEN;
    }
    backup(c);
    return finish(Tok.NUMBER);
  }

  private int radix(int radix, String kind) {
    int c = nextByte();
    do {
      if (c == '_') {
        c = nextByte();
      }
      if (!isRadixDigit(c, radix)) {
        if (isDigit(c)) {
          return fail("invalid digit '" + (char) c + "' in " + kind + " literal");
        }
        backup(c);
        return fail("invalid " + kind + " literal");
      }
      do {
        c = nextByte();
      } while (isRadixDigit(c, radix));
    } while (c == '_');
    if (isDigit(c)) {
      return fail("invalid digit '" + (char) c + "' in " + kind + " literal");
    }
    if (!numberEnds(c, kind)) {
      return Tok.ERRORTOKEN;
    }
    backup(c);
    return finish(Tok.NUMBER);
  }

  private static boolean isRadixDigit(int c, int radix) {
    return radix == 16 ? isHexDigit(c) : c >= '0' && c < '0' + radix;
  }

  /**
   * Checks what follows a number. A keyword that may follow one is allowed without a space, with a
   * warning; any other letter is an error.
   */
  private boolean numberEnds(int c, String kind) {
    if (!isIdentPart(c)) {
      return true;
    }
    boolean keyword =
        switch (c) {
          case 'a' -> ahead("nd");
          case 'e' -> ahead("lse");
          case 'f' -> ahead("or");
          case 'i' -> cur < inp && (buf[cur] == 'f' || buf[cur] == 'n' || buf[cur] == 's');
          case 'o' -> ahead("r");
          case 'n' -> ahead("ot");
          default -> false;
        };
    if (!keyword) {
      backup(c);
      fail("invalid " + kind + " literal");
      return false;
    }
    backup(c);
    String message = "invalid " + kind + " literal";
    if (source.warnings.warn(WarningSink.SYNTAX_WARNING, message, source.filename, lineno)) {
      fail(message);
      return false;
    }
    nextByte();
    return true;
  }

  /** Whether the next bytes are the rest of a keyword. */
  private boolean ahead(String rest) {
    int end = cur + rest.length();
    if (end > inp) {
      return false;
    }
    for (int i = 0; i < rest.length(); i++) {
      if (buf[cur + i] != rest.charAt(i)) {
        return false;
      }
    }
    return end >= inp || !isIdentPart(buf[end] & 0xFF);
  }
}
