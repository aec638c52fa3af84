package dev.dormouse.compiler.parser;

import dev.dormouse.code.Constants;
import dev.dormouse.compiler.PySyntaxError;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/** The values of number tokens. */
final class Numbers {
  /** Below this many digits no limit applies: {@code sys.int_info.str_digits_check_threshold}. */
  private static final int LONG = 640;

  private Numbers() {}

  /** The value of the NUMBER token at an index. */
  static Object value(TokenCursor cursor, int i) {
    byte[] buf = cursor.source.buf;
    int start = cursor.start(i);
    int end = cursor.end(i);
    int length = end - start;
    if (length <= 18) {
      long value = 0;
      int p = start;
      while (p < end && buf[p] >= '0' && buf[p] <= '9') {
        value = value * 10 + (buf[p] - '0');
        p++;
      }
      if (p == end) {
        return value;
      }
    }
    String s = new String(buf, start, length, StandardCharsets.ISO_8859_1);
    if (s.indexOf('_') >= 0) {
      if (cursor.source.featureVersion < 6) {
        throw cursor.errorAtLast(
            "Underscores in numeric literals are only supported in Python 3.6 and greater");
      }
      s = s.replace("_", "");
      length = s.length();
    }
    if (length > 2 && s.charAt(0) == '0') {
      switch (s.charAt(1)) {
        case 'x', 'X':
          return bits(s, 4);
        case 'o', 'O':
          return bits(s, 3);
        case 'b', 'B':
          return bits(s, 1);
        default:
          break;
      }
    }
    char last = s.charAt(length - 1);
    if (last == 'j' || last == 'J') {
      return new Constants.Complex(0.0, Double.parseDouble(s.substring(0, length - 1)));
    }
    for (int k = 0; k < length; k++) {
      char c = s.charAt(k);
      if (c < '0' || c > '9') {
        return Double.parseDouble(s);
      }
    }
    int limit = cursor.source.warnings.maxIntegerDigits();
    // CPython only counts what is long enough to take long.
    if (limit > 0 && length > limit && length > LONG) {
      throw cursor.errorAt(
          PySyntaxError.Type.SYNTAX_ERROR,
          "Exceeds the limit ("
              + limit
              + " digits) for integer string conversion: value has "
              + length
              + " digits; use sys.set_int_max_str_digits() to increase the limit - Consider"
              + " hexadecimal for huge integer literals to avoid decimal conversion limits.",
          cursor.line(i),
          -1,
          cursor.endLine(i),
          -1);
    }
    return decimal(s);
  }

  private static Object decimal(String digits) {
    if (digits.length() < 19) {
      return Long.parseLong(digits);
    }
    return small(new BigInteger(digits));
  }

  /**
   * The value of digits after a two-letter prefix that are so many bits each. BigInteger's own
   * parsing takes a time that is quadratic, for these bases too, and nothing limits their length.
   */
  private static Object bits(String s, int width) {
    int digits = s.length() - 2;
    if (digits * (long) width < 63) {
      return Long.parseLong(s, 2, s.length(), 1 << width);
    }
    byte[] magnitude = new byte[(int) ((digits * (long) width + 7) / 8)];
    int at = magnitude.length - 1;
    int pending = 0;
    int count = 0;
    for (int i = s.length() - 1; i >= 2; i--) {
      pending |= Character.digit(s.charAt(i), 16) << count;
      count += width;
      if (count >= 8) {
        magnitude[at--] = (byte) pending;
        pending >>>= 8;
        count -= 8;
      }
    }
    if (count > 0) {
      magnitude[at] = (byte) pending;
    }
    return small(new BigInteger(1, magnitude));
  }

  /** A Long if it fits, as the domain of constants wants it. */
  private static Object small(BigInteger value) {
    return value.bitLength() < 64 ? (Object) value.longValue() : value;
  }
}
