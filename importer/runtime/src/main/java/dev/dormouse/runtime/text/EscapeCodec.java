package dev.dormouse.runtime.text;

/** The codecs unicode_escape, raw_unicode_escape and, for bytes, string_escape. */
public final class EscapeCodec {
  private static final String NAME = "unicodeescape";
  private static final String RAW_NAME = "rawunicodeescape";

  /**
   * Behind the backslash of the first escape that Python does not know or that is no byte, or -1:
   * the caller warns of it.
   */
  public int firstUnknownEscape = -1;

  /** The value that {@link #hex} read. */
  private int value;

  /** Finds the character of a name in {@code \N{…}}; -1 for none. */
  public interface Names {
    int lookup(String name);
  }

  /**
   * Decodes unicode_escape.
   *
   * @param names null if no names are known
   * @param errors null for strict
   * @param last whether an incomplete escape at the end is an error rather than left alone
   * @param consumed if not null, receives the number of bytes decoded
   */
  public String decode(byte[] in, Names names, CodecErrors errors, boolean last, int[] consumed) {
    StringBuilder out = new StringBuilder(in.length);
    int i = 0;
    while (i < in.length) {
      int b = in[i] & 0xff;
      if (b != '\\') {
        out.append((char) b);
        i++;
        continue;
      }
      int start = i++;
      String reason;
      if (i >= in.length) {
        if (!last) {
          i = start;
          break;
        }
        reason = "\\ at end of string";
      } else {
        int c = in[i++];
        int simple = simple(c);
        if (simple != NOT_SIMPLE) {
          if (simple >= 0) {
            out.append((char) simple);
          }
          continue;
        }
        switch (c) {
          case '0', '1', '2', '3', '4', '5', '6', '7' -> {
            int n = c - '0';
            for (int k = 0; k < 2 && i < in.length && in[i] >= '0' && in[i] <= '7'; k++) {
              n = n << 3 | in[i++] - '0';
            }
            if (n > 255 && firstUnknownEscape < 0) {
              firstUnknownEscape = start + 1;
            }
            out.append((char) n);
            continue;
          }
          case 'x', 'u', 'U' -> {
            int digits = c == 'x' ? 2 : c == 'u' ? 4 : 8;
            int end = hex(in, i, digits);
            if (end - i < digits) {
              if (end == in.length && !last) {
                i = start;
                end = -1;
              }
              reason =
                  c == 'x'
                      ? "truncated \\xXX escape"
                      : c == 'u' ? "truncated \\uXXXX escape" : "truncated \\UXXXXXXXX escape";
            } else if (value < 0 || value > 0x10ffff) {
              reason = "illegal Unicode character";
            } else {
              out.appendCodePoint(value);
              i = end;
              continue;
            }
            if (end < 0) {
              i = -1;
            } else {
              i = end;
            }
          }
          case 'N' -> {
            reason = "malformed \\N character escape";
            if (i >= in.length) {
              if (!last) {
                i = -1;
              }
            } else if (in[i] == '{') {
              int close = i + 1;
              while (close < in.length && in[close] != '}') {
                close++;
              }
              if (close >= in.length) {
                i = last ? close : -1;
              } else if (close > i + 1) {
                String name = Charmap.decodeLatin1(java.util.Arrays.copyOfRange(in, i + 1, close));
                int cp = names == null ? -1 : names.lookup(name);
                i = close + 1;
                if (cp >= 0) {
                  out.appendCodePoint(cp);
                  continue;
                }
                reason = "unknown Unicode character name";
              } else {
                i = close + 1;
              }
            }
          }
          default -> {
            if (firstUnknownEscape < 0) {
              firstUnknownEscape = start + 1;
            }
            out.append('\\').append((char) (c & 0xff));
            continue;
          }
        }
        if (i < 0) {
          i = start;
          break;
        }
      }
      if (errors == null) {
        throw CodecFailure.decode(NAME, in, start, i, reason);
      }
      out.append(errors.decode(NAME, in, start, i, reason));
      i = errors.resume;
      in = errors.input;
    }
    if (consumed != null) {
      consumed[0] = i;
    }
    return out.toString();
  }

  private static final int NOT_SIMPLE = -2;

  /** What a one-letter escape stands for: -1 for nothing (an escaped line end). */
  private static int simple(int c) {
    return switch (c) {
      case '\n' -> -1;
      case '\\', '\'', '"' -> c;
      case 'a' -> 7;
      case 'b' -> 8;
      case 't' -> 9;
      case 'n' -> 10;
      case 'v' -> 11;
      case 'f' -> 12;
      case 'r' -> 13;
      default -> NOT_SIMPLE;
    };
  }

  /**
   * Reads up to {@code count} hexadecimal digits into {@link #value} and returns where they end.
   */
  private int hex(byte[] in, int i, int count) {
    value = 0;
    int end = i;
    while (end < in.length && end < i + count) {
      int digit = in[end] < 0 ? -1 : Character.digit(in[end], 16);
      if (digit < 0) {
        break;
      }
      value = value << 4 | digit;
      end++;
    }
    return end;
  }

  /** Decodes raw_unicode_escape; the parameters are those of {@link #decode}. */
  public String decodeRaw(byte[] in, CodecErrors errors, boolean last, int[] consumed) {
    StringBuilder out = new StringBuilder(in.length);
    int i = 0;
    while (i < in.length) {
      int b = in[i] & 0xff;
      if (b != '\\' || i + 1 >= in.length && last) {
        out.append((char) b);
        i++;
        continue;
      }
      int start = i++;
      if (i >= in.length) {
        i = start;
        break;
      }
      int c = in[i++];
      if (c != 'u' && c != 'U') {
        out.append('\\').append((char) (c & 0xff));
        continue;
      }
      int digits = c == 'u' ? 4 : 8;
      int end = hex(in, i, digits);
      String reason;
      if (end - i < digits) {
        if (end == in.length && !last) {
          i = start;
          break;
        }
        reason = c == 'u' ? "truncated \\uXXXX escape" : "truncated \\UXXXXXXXX escape";
      } else if (value < 0 || value > 0x10ffff) {
        reason = "\\Uxxxxxxxx out of range";
      } else {
        out.appendCodePoint(value);
        i = end;
        continue;
      }
      if (errors == null) {
        throw CodecFailure.decode(RAW_NAME, in, start, end, reason);
      }
      out.append(errors.decode(RAW_NAME, in, start, end, reason));
      i = errors.resume;
      in = errors.input;
    }
    if (consumed != null) {
      consumed[0] = i;
    }
    return out.toString();
  }

  public static byte[] encode(String s) {
    StringBuilder out = new StringBuilder(s.length() + 8);
    for (int i = 0; i < s.length(); ) {
      int cp = s.codePointAt(i);
      i += Character.charCount(cp);
      switch (cp) {
        case '\\' -> out.append("\\\\");
        case '\t' -> out.append("\\t");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        default -> {
          if (cp >= ' ' && cp < 127) {
            out.append((char) cp);
          } else {
            TextRepr.escape(out, cp);
          }
        }
      }
    }
    return new ByteSink(out.length()).addLatin1(out.toString()).toBytes();
  }

  public static byte[] encodeRaw(String s) {
    StringBuilder out = new StringBuilder(s.length() + 8);
    for (int i = 0; i < s.length(); ) {
      int cp = s.codePointAt(i);
      i += Character.charCount(cp);
      if (cp < 256) {
        out.append((char) cp);
      } else {
        TextRepr.escape(out, cp);
      }
    }
    return new ByteSink(out.length()).addLatin1(out.toString()).toBytes();
  }

  /** {@code codecs.escape_decode}: escapes in bytes. */
  public byte[] decodeBytes(byte[] in, int policy) {
    ByteSink out = new ByteSink(in.length);
    for (int i = 0; i < in.length; ) {
      if (in[i] != '\\') {
        out.add(in[i++]);
        continue;
      }
      int start = i++;
      if (i == in.length) {
        throw TextError.value("Trailing \\ in string");
      }
      int c = in[i++];
      int simple = simple(c);
      if (simple != NOT_SIMPLE) {
        if (simple >= 0) {
          out.add(simple);
        }
      } else if (c >= '0' && c <= '7') {
        int n = c - '0';
        for (int k = 0; k < 2 && i < in.length && in[i] >= '0' && in[i] <= '7'; k++) {
          n = n << 3 | in[i++] - '0';
        }
        if (n > 255 && firstUnknownEscape < 0) {
          firstUnknownEscape = start + 1;
        }
        out.add(n);
      } else if (c == 'x') {
        int end = hex(in, i, 2);
        if (end - i == 2) {
          out.add(value);
          i = end;
          continue;
        }
        if (policy == CodecErrors.STRICT) {
          throw TextError.value("invalid \\x escape at position " + start);
        }
        if (policy == CodecErrors.REPLACE) {
          out.add('?');
        } else if (policy != CodecErrors.IGNORE) {
          throw TextError.value("decoding error; unknown error handling code: ");
        }
        i = end;
      } else {
        if (firstUnknownEscape < 0) {
          firstUnknownEscape = start + 1;
        }
        out.add('\\').add(c);
      }
    }
    return out.toBytes();
  }

  /** {@code codecs.escape_encode}: the body of a bytes repr between single quotes. */
  public static byte[] encodeBytes(byte[] in) {
    StringBuilder out = new StringBuilder(in.length + 8);
    for (byte b : in) {
      switch (b) {
        case '\\', '\'' -> out.append('\\').append((char) b);
        case '\t' -> out.append("\\t");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        default -> {
          if (b >= ' ' && b < 127) {
            out.append((char) b);
          } else {
            TextRepr.escape(out, b & 0xff);
          }
        }
      }
    }
    return new ByteSink(out.length()).addLatin1(out.toString()).toBytes();
  }
}
