package dev.dormouse.compiler.parser;

import dev.dormouse.code.Constants;
import dev.dormouse.compiler.PySyntaxError;
import dev.dormouse.compiler.WarningSink;
import dev.dormouse.compiler.ast.Expr;
import java.util.Arrays;

/**
 * The values of string tokens: prefixes, escapes, concatenation. Replacement fields are {@link
 * FStrings}' part.
 */
final class Strings {
  private final TokenCursor cursor;
  private final byte[] buf;

  /** The first and last token of the literal being read; they place its nodes. */
  final int first;

  final int last;

  /** The token being read. */
  int token;

  private boolean bytes;
  private boolean raw;
  private boolean format;

  /** The bounds of the token's body, without prefix and quotes. */
  private int from;

  private int to;

  private Strings(TokenCursor cursor, int first, int last) {
    this.cursor = cursor;
    this.buf = cursor.source.buf;
    this.first = first;
    this.last = last;
  }

  /** The node for the adjacent STRING tokens from one index to another. */
  static Expr parse(TokenCursor cursor, int first, int last) {
    return new Strings(cursor, first, last).parse();
  }

  private Expr parse() {
    readPrefix(first);
    if (first == last && !bytes && !format) {
      token = first;
      return constant(single());
    }
    return concatenation();
  }

  private Expr.Constant constant(Object value) {
    return new Expr.Constant(
        value,
        buf[cursor.start(first)] == 'u' ? "u" : null,
        cursor.line(first),
        cursor.col(first),
        cursor.endLine(last),
        cursor.endCol(last));
  }

  /** The value of a lone str literal, without a builder if it has no escapes. */
  private Object single() {
    if (raw || !hasBackslash()) {
      return decode(from, to);
    }
    TextBuilder out = new TextBuilder();
    unescape(from, to, out);
    return out.take();
  }

  private Expr concatenation() {
    boolean bytesMode = bytes;
    FStrings fields = null;
    TextBuilder text = bytesMode ? null : new TextBuilder();
    ByteCollector collected = bytesMode ? new ByteCollector() : null;
    for (token = first; token <= last; token++) {
      readPrefix(token);
      if (bytes) {
        ByteCollector out = collected != null ? collected : new ByteCollector();
        readBytes(out);
      } else if (!format && bytesMode) {
        // Decoded only for its errors, which come before that of the mixture.
        single();
      }
      if (bytes != bytesMode) {
        throw cursor.errorAtLast("cannot mix bytes and nonbytes literals");
      }
      if (format) {
        if (fields == null) {
          fields = new FStrings(cursor, this, text);
        }
        fields.read(from, to, raw);
      } else if (!bytes) {
        if (raw || !hasBackslash()) {
          text.append(decode(from, to));
        } else {
          unescape(from, to, text);
        }
      }
    }
    if (bytesMode) {
      return constant(new Constants.Bytes(collected.take()));
    }
    return fields == null ? constant(text.take()) : fields.finish();
  }

  private void readPrefix(int i) {
    bytes = raw = format = false;
    int p = cursor.start(i);
    int end = cursor.end(i);
    loop:
    while (true) {
      switch (buf[p]) {
        case 'b', 'B' -> bytes = true;
        case 'r', 'R' -> raw = true;
        case 'f', 'F' -> format = true;
        case 'u', 'U' -> {}
        default -> {
          break loop;
        }
      }
      p++;
    }
    if (format && cursor.source.featureVersion < 6) {
      throw cursor.errorAtLast("Format strings are only supported in Python 3.6 and greater");
    }
    int quotes = end - p >= 6 && buf[p] == buf[p + 1] && buf[p] == buf[p + 2] ? 3 : 1;
    from = p + quotes;
    to = end - quotes;
  }

  private boolean hasBackslash() {
    for (int p = from; p < to; p++) {
      if (buf[p] == '\\') {
        return true;
      }
    }
    return false;
  }

  /** Text without escapes. */
  String decode(int start, int end) {
    String s = cursor.source.text(start, end);
    if (s.length() != end - start) {
      String problem = Utf8.problem(buf, start, end);
      if (problem != null) {
        throw cursor.errorAtLast("(unicode error) " + problem);
      }
    } else if (s.indexOf('\uFFFD') >= 0) {
      // A malformed byte became one replacement character, so the length alone does not tell.
      throw cursor.errorAtLast("(unicode error) " + Utf8.problem(buf, start, end));
    }
    return s;
  }

  /**
   * Warns of a backslash that escapes nothing, or an octal escape beyond a byte; {@code p} is after
   * the backslash.
   */
  void warnInvalidEscape(int p) {
    int c = buf[p];
    String message =
        c >= '4' && c <= '7'
            ? "invalid octal escape sequence '\\" + cursor.source.text(p, p + 3) + "'"
            : "invalid escape sequence '\\" + (char) c + "'";
    if (cursor.source.warnings.warn(
        WarningSink.DEPRECATION_WARNING, message, cursor.source.filename, cursor.line(token))) {
      throw cursor.error(PySyntaxError.Type.SYNTAX_ERROR, message, token);
    }
  }

  /** Decodes escapes in a range of the source. */
  void unescape(int start, int end, TextBuilder out) {
    checkUtf8(start, end);
    int invalid = -1;
    int p = start;
    while (p < end) {
      int plain = p;
      while (p < end && buf[p] != '\\') {
        p++;
      }
      if (p > plain) {
        out.append(cursor.source.text(plain, p));
      }
      if (p == end) {
        break;
      }
      int escape = p++;
      if (p == end || buf[p] < 0) {
        out.append('\\');
        continue;
      }
      int c = buf[p++];
      switch (c) {
        case '\n' -> {}
        case '\\', '\'', '"' -> out.append(c);
        case 'b' -> out.append('\b');
        case 't' -> out.append('\t');
        case 'n' -> out.append('\n');
        case 'r' -> out.append('\r');
        case 'f' -> out.append('\f');
        case 'v' -> out.append(0x0B);
        case 'a' -> out.append(0x07);
        case '0', '1', '2', '3', '4', '5', '6', '7' -> {
          int value = c - '0';
          for (int k = 0; k < 2 && p < end && buf[p] >= '0' && buf[p] <= '7'; k++) {
            value = value * 8 + (buf[p++] - '0');
          }
          if (value > 255 && invalid < 0) {
            invalid = escape + 1;
          }
          out.append(value);
        }
        case 'x' -> p = hex(start, escape, p, end, 2, "truncated \\xXX escape", out);
        case 'u' -> p = hex(start, escape, p, end, 4, "truncated \\uXXXX escape", out);
        case 'U' -> p = hex(start, escape, p, end, 8, "truncated \\UXXXXXXXX escape", out);
        case 'N' -> p = named(start, escape, p, end, out);
        default -> {
          if (invalid < 0) {
            invalid = escape + 1;
          }
          out.append('\\');
          out.append(c);
        }
      }
    }
    if (invalid >= 0) {
      warnInvalidEscape(invalid);
    }
  }

  /**
   * Malformed bytes are found before bad escapes; CPython decodes each run of bytes outside ASCII
   * by itself.
   */
  private void checkUtf8(int start, int end) {
    int bad = Utf8.firstInvalid(buf, start, end);
    if (bad < 0) {
      return;
    }
    int runStart = bad;
    while (runStart > start && buf[runStart - 1] < 0) {
      runStart--;
    }
    int runEnd = bad;
    while (runEnd < end && buf[runEnd] < 0) {
      runEnd++;
    }
    throw cursor.errorAtLast("(unicode error) " + Utf8.problem(buf, runStart, runEnd));
  }

  private int hex(
      int start, int escape, int p, int end, int digits, String truncated, TextBuilder out) {
    int value = 0;
    for (int k = 0; k < digits; k++) {
      int d = p < end ? Character.digit((char) (buf[p] & 0xFF), 16) : -1;
      if (d < 0 || buf[p] < 0) {
        throw escapeError(start, escape, p, truncated);
      }
      value = value << 4 | d;
      p++;
    }
    if (value < 0 || value > 0x10FFFF) {
      throw escapeError(start, escape, p, "illegal Unicode character");
    }
    out.append(value);
    return p;
  }

  private int named(int start, int escape, int p, int end, TextBuilder out) {
    if (p < end && buf[p] == '{') {
      int nameStart = ++p;
      while (p < end && buf[p] != '}') {
        p++;
      }
      if (p > nameStart && p < end) {
        int cp = CharacterNames.lookup(cursor.source.text(nameStart, p));
        p++;
        if (cp < 0) {
          throw escapeError(start, escape, p, "unknown Unicode character name");
        }
        out.append(cp);
        return p;
      }
    }
    throw escapeError(start, escape, p, "malformed \\N character escape");
  }

  /** The error of Python's unicode-escape codec for a part of the text. */
  private PySyntaxError escapeError(int start, int escape, int end, String reason) {
    int from = escapedLength(start, escape);
    int to = from + escapedLength(escape, end);
    return cursor.errorAtLast(
        "(unicode error) 'unicodeescape' codec can't decode bytes in position "
            + from
            + "-"
            + (to - 1)
            + ": "
            + reason);
  }

  /**
   * The length of text as the codec sees it, since CPython hands it every character outside ASCII
   * as a ten-byte escape, and a backslash before one as six bytes.
   */
  private int escapedLength(int start, int end) {
    int length = 0;
    int p = start;
    while (p < end) {
      byte b = buf[p];
      if (b < 0) {
        length += (b & 0xC0) == 0xC0 ? 10 : 0;
        p++;
      } else if (b == '\\') {
        p++;
        if (p < end && buf[p] < 0) {
          length += 6;
        } else {
          length++;
          if (p < end) {
            length++;
            p++;
          }
        }
      } else {
        length++;
        p++;
      }
    }
    return length;
  }

  private void readBytes(ByteCollector out) {
    for (int p = from; p < to; p++) {
      if (buf[p] < 0) {
        throw cursor.errorAtLast("bytes can only contain ASCII literal characters");
      }
    }
    if (raw || !hasBackslash()) {
      out.append(buf, from, to);
      return;
    }
    int invalid = -1;
    int p = from;
    while (p < to) {
      int c = buf[p++];
      if (c != '\\' || p == to) {
        out.append(c);
        continue;
      }
      int escape = p - 1;
      c = buf[p++];
      switch (c) {
        case '\n' -> {}
        case '\\', '\'', '"' -> out.append(c);
        case 'b' -> out.append('\b');
        case 't' -> out.append('\t');
        case 'n' -> out.append('\n');
        case 'r' -> out.append('\r');
        case 'f' -> out.append('\f');
        case 'v' -> out.append(0x0B);
        case 'a' -> out.append(0x07);
        case '0', '1', '2', '3', '4', '5', '6', '7' -> {
          int value = c - '0';
          for (int k = 0; k < 2 && p < to && buf[p] >= '0' && buf[p] <= '7'; k++) {
            value = value * 8 + (buf[p++] - '0');
          }
          if (value > 255 && invalid < 0) {
            invalid = escape + 1;
          }
          out.append(value);
        }
        case 'x' -> {
          int high = p < to ? Character.digit((char) buf[p], 16) : -1;
          int low = p + 1 < to ? Character.digit((char) buf[p + 1], 16) : -1;
          if (high < 0 || low < 0) {
            throw cursor.errorAtLast(
                "(value error) invalid \\x escape at position " + (escape - from));
          }
          out.append(high << 4 | low);
          p += 2;
        }
        default -> {
          if (invalid < 0) {
            invalid = escape + 1;
          }
          out.append('\\');
          out.append(c);
        }
      }
    }
    if (invalid >= 0) {
      warnInvalidEscape(invalid);
    }
  }

  /** A growing byte array. */
  private static final class ByteCollector {
    private byte[] data = new byte[32];
    private int size;

    void append(int b) {
      if (size == data.length) {
        data = Arrays.copyOf(data, size * 2);
      }
      data[size++] = (byte) b;
    }

    void append(byte[] from, int start, int end) {
      int length = end - start;
      if (size + length > data.length) {
        data = Arrays.copyOf(data, Math.max(size * 2, size + length));
      }
      System.arraycopy(from, start, data, size, length);
      size += length;
    }

    byte[] take() {
      return Arrays.copyOf(data, size);
    }
  }
}
