package dev.dormouse.runtime.text;

import java.nio.charset.StandardCharsets;

/**
 * UTF-8 as Python has it: surrogates are errors, and each error names the bytes that Python names.
 */
public final class Utf8 {
  private Utf8() {}

  private static final String NAME = "utf-8";

  /** Strict decoding of complete input. */
  public static String decode(byte[] in) {
    return decode(in, 0, in.length, null, true, null);
  }

  /**
   * Decodes.
   *
   * @param errors null for strict
   * @param last whether an incomplete sequence at the end is an error rather than left alone
   * @param consumed if not null, receives the number of bytes decoded
   */
  public static String decode(
      byte[] in, int from, int to, CodecErrors errors, boolean last, int[] consumed) {
    // The JDK replaces exactly what Python refuses, so a result without replacements is the result.
    String fast = new String(in, from, to - from, StandardCharsets.UTF_8);
    if (fast.indexOf('\ufffd') < 0) {
      if (consumed != null) {
        consumed[0] = to - from;
      }
      return fast;
    }
    return decodeSlowly(in, from, to, errors, last, consumed);
  }

  private static String decodeSlowly(
      byte[] in, int from, int to, CodecErrors errors, boolean last, int[] consumed) {
    StringBuilder out = new StringBuilder(to - from);
    int i = from;
    while (i < to) {
      int b = in[i];
      if (b >= 0) {
        out.append((char) b);
        i++;
        continue;
      }
      int length = sequence(in, i, to, out);
      if (length > 0) {
        i += length;
        continue;
      }
      String reason;
      int end;
      if (length == INCOMPLETE) {
        if (!last) {
          break;
        }
        reason = "unexpected end of data";
        end = to;
      } else if (length == BAD_START) {
        reason = "invalid start byte";
        end = i + 1;
      } else {
        // A surrogate cut short may become whole, for surrogatepass to accept.
        if (!last
            && b == (byte) 0xed
            && to - i == 2
            && length == -1
            && (in[i + 1] & 0xe0) == 0xa0) {
          break;
        }
        reason = "invalid continuation byte";
        end = i - length;
      }
      byte[] input = in;
      if (errors == null) {
        throw CodecFailure.decode(NAME, rebase(in, from, to), i - from, end - from, reason);
      }
      if (from != 0 || to != in.length) {
        // Handlers see the input from its first byte on.
        input = rebase(in, from, to);
        i -= from;
        end -= from;
        in = input;
        to = input.length;
        if (consumed != null) {
          consumed[0] = 0;
        }
        from = 0;
      }
      out.append(errors.decode(NAME, input, i, end, reason));
      i = errors.resume;
      if (errors.input != in) {
        in = errors.input;
        to = in.length;
      }
    }
    if (consumed != null) {
      consumed[0] = i - from;
    }
    return out.toString();
  }

  static byte[] rebase(byte[] in, int from, int to) {
    return from == 0 && to == in.length ? in : java.util.Arrays.copyOfRange(in, from, to);
  }

  private static final int INCOMPLETE = -10;
  private static final int BAD_START = -11;

  /**
   * Appends the sequence at {@code i} and returns its length, or minus the number of bytes that are
   * wrong.
   */
  private static int sequence(byte[] in, int i, int to, StringBuilder out) {
    int b0 = in[i] & 0xff;
    if (b0 < 0xc2 || b0 > 0xf4) {
      return BAD_START;
    }
    if (to - i < 2) {
      return INCOMPLETE;
    }
    int b1 = in[i + 1];
    if (b1 >= -64) {
      return -1;
    }
    b1 &= 0xff;
    if (b0 < 0xe0) {
      out.append((char) ((b0 & 31) << 6 | b1 & 63));
      return 2;
    }
    if (b0 == 0xe0 && b1 < 0xa0
        || b0 == 0xed && b1 >= 0xa0
        || b0 == 0xf0 && b1 < 0x90
        || b0 == 0xf4 && b1 >= 0x90) {
      return -1;
    }
    if (to - i < 3) {
      return INCOMPLETE;
    }
    int b2 = in[i + 2];
    if (b2 >= -64) {
      return -2;
    }
    if (b0 < 0xf0) {
      out.append((char) ((b0 & 15) << 12 | (b1 & 63) << 6 | b2 & 63));
      return 3;
    }
    if (to - i < 4) {
      return INCOMPLETE;
    }
    int b3 = in[i + 3];
    if (b3 >= -64) {
      return -3;
    }
    out.appendCodePoint((b0 & 7) << 18 | (b1 & 63) << 12 | (b2 & 63) << 6 | b3 & 63);
    return 4;
  }

  /** Encodes; {@code errors} null for strict. */
  public static byte[] encode(String s, CodecErrors errors) {
    int n = s.length();
    int i = 0;
    while (i < n && s.charAt(i) < 128) {
      i++;
    }
    if (i == n) {
      return s.getBytes(StandardCharsets.ISO_8859_1);
    }
    if (loneSurrogate(s, i) < 0) {
      return s.getBytes(StandardCharsets.UTF_8);
    }
    ByteSink out = new ByteSink(n * 3);
    for (i = 0; i < n; ) {
      int end = loneSurrogate(s, i);
      int stop = end < 0 ? n : end;
      byte[] good = s.substring(i, stop).getBytes(StandardCharsets.UTF_8);
      out.add(good, 0, good.length);
      i = stop;
      if (end < 0) {
        break;
      }
      while (end < n && isLone(s, end)) {
        end++;
      }
      i = replace(out, NAME, s, i, end, "surrogates not allowed", errors);
    }
    return out.toBytes();
  }

  /** Asks the handler, which must answer in ASCII or bytes; returns where to go on. */
  static int replace(
      ByteSink out, String name, String s, int start, int end, String reason, CodecErrors errors) {
    if (errors == null) {
      throw CodecFailure.encode(name, s, start, end, reason);
    }
    String replacement = errors.encode(name, s, start, end, reason);
    if (replacement == null) {
      out.add(errors.replacementBytes, 0, errors.replacementBytes.length);
    } else {
      for (int k = 0; k < replacement.length(); k++) {
        if (replacement.charAt(k) >= 128) {
          throw CodecFailure.encode(name, s, start, end, reason);
        }
      }
      out.addLatin1(replacement);
    }
    return errors.resume;
  }

  /** The position of the first surrogate from {@code i} on that is not part of a pair, or -1. */
  public static int loneSurrogate(String s, int i) {
    int n = s.length();
    for (; i < n; i++) {
      char c = s.charAt(i);
      if (c >= 0xd800 && c < 0xe000) {
        if (isLone(s, i)) {
          return i;
        }
        i++;
      }
    }
    return -1;
  }

  /**
   * Whether a surrogate without its other half is at {@code i}, which must not be the second half
   * of a pair.
   */
  static boolean isLone(String s, int i) {
    char c = s.charAt(i);
    if (c < 0xd800 || c >= 0xe000) {
      return false;
    }
    return c >= 0xdc00 || i + 1 == s.length() || !Character.isLowSurrogate(s.charAt(i + 1));
  }
}
