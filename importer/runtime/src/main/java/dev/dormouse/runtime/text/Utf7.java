package dev.dormouse.runtime.text;

/** UTF-7: ASCII with shifted sequences of base-64 coded UTF-16 between '+' and '-'. */
public final class Utf7 {
  private Utf7() {}

  private static final String NAME = "utf7";
  private static final String BASE64 =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  /** ASCII characters that need not be shifted: letters, digits, white space and these. */
  private static final String DIRECT = "'(),-./:? \t\r\n";

  private static final String OPTIONAL = "!\"#$%&*;<=>@[]^_`{|}";

  private static int base64(int b) {
    if (b >= 'A' && b <= 'Z') {
      return b - 'A';
    }
    if (b >= 'a' && b <= 'z') {
      return b - 'a' + 26;
    }
    if (b >= '0' && b <= '9') {
      return b - '0' + 52;
    }
    return b == '+' ? 62 : b == '/' ? 63 : -1;
  }

  /**
   * Decodes.
   *
   * @param errors null for strict
   * @param last whether an unfinished shifted sequence is an error rather than left alone
   * @param consumed if not null, receives the number of bytes decoded
   */
  public static String decode(byte[] in, CodecErrors errors, boolean last, int[] consumed) {
    StringBuilder out = new StringBuilder(in.length);
    boolean shifted = false;
    int shiftStart = 0; // where the '+' is
    int shiftOut = 0; // how long the output was then
    long buffer = 0;
    int bits = 0;
    int surrogate = 0; // a high one that waits for its low one
    int i = 0;
    while (i < in.length || last && shifted) {
      String reason;
      int start;
      int end;
      if (i >= in.length) {
        if (surrogate == 0 && bits < 6 && (bits == 0 || (buffer & (1L << bits) - 1) == 0)) {
          break;
        }
        reason = "unterminated shift sequence";
        start = shiftStart;
        end = in.length;
        shifted = false;
      } else {
        int b = in[i];
        if (shifted) {
          int value = base64(b);
          if (value >= 0) {
            buffer = (buffer << 6 | value) & 0xffffffffL;
            bits += 6;
            i++;
            if (bits >= 16) {
              bits -= 16;
              int unit = (int) (buffer >>> bits) & 0xffff;
              buffer &= (1L << bits) - 1;
              if (surrogate != 0) {
                out.append((char) surrogate);
                surrogate = 0;
              }
              if (unit >= 0xd800 && unit < 0xdc00) {
                surrogate = unit;
              } else {
                out.append((char) unit);
              }
            }
            continue;
          }
          shifted = false;
          if (bits >= 6 || bits > 0 && (buffer & (1L << bits) - 1) != 0) {
            reason =
                bits >= 6
                    ? "partial character in shift sequence"
                    : "non-zero padding bits in shift sequence";
            start = shiftStart;
            end = ++i;
          } else {
            if (surrogate != 0 && b > 0) {
              out.append((char) surrogate);
            }
            surrogate = 0;
            if (b == '-') {
              i++;
            }
            continue;
          }
        } else if (b == '+') {
          start = i++;
          if (i < in.length && in[i] == '-') {
            i++;
            out.append('+');
            continue;
          }
          if (i >= in.length || base64(in[i]) >= 0) {
            shifted = true;
            surrogate = 0;
            shiftStart = start;
            shiftOut = out.length();
            bits = 0;
            buffer = 0;
            continue;
          }
          reason = "ill-formed sequence";
          end = ++i;
        } else if (b >= 0) {
          out.append((char) b);
          i++;
          continue;
        } else {
          start = i;
          end = ++i;
          reason = "unexpected special character";
        }
      }
      surrogate = 0;
      if (errors == null) {
        throw CodecFailure.decode(NAME, in, start, end, reason);
      }
      out.append(errors.decode(NAME, in, start, end, reason));
      i = errors.resume;
      in = errors.input;
    }
    if (!last && shifted) {
      out.setLength(shiftOut);
      i = shiftStart;
    }
    if (consumed != null) {
      consumed[0] = i;
    }
    return out.toString();
  }

  public static byte[] encode(String s) {
    ByteSink out = new ByteSink(s.length() * 2);
    boolean shifted = false;
    int buffer = 0;
    int bits = 0;
    for (int i = 0; i < s.length(); i++) {
      char c = s.charAt(i);
      if (isDirect(c)) {
        if (shifted) {
          if (bits > 0) {
            out.add(BASE64.charAt(buffer << 6 - bits & 63));
            bits = 0;
          }
          shifted = false;
          if (base64(c) >= 0 || c == '-') {
            out.add('-');
          }
        }
        out.add(c);
        continue;
      }
      if (!shifted) {
        out.add('+');
        if (c == '+') {
          out.add('-');
          continue;
        }
        shifted = true;
        buffer = 0;
      }
      buffer = buffer << 16 | c;
      bits += 16;
      while (bits >= 6) {
        bits -= 6;
        out.add(BASE64.charAt(buffer >>> bits & 63));
      }
    }
    if (shifted) {
      if (bits > 0) {
        out.add(BASE64.charAt(buffer << 6 - bits & 63));
      }
      out.add('-');
    }
    return out.toBytes();
  }

  private static boolean isDirect(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || DIRECT.indexOf(c) >= 0
        || OPTIONAL.indexOf(c) >= 0;
  }
}
