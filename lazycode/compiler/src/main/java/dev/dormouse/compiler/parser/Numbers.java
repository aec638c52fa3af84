package dev.dormouse.compiler.parser;

import dev.dormouse.code.Constants;
import dev.dormouse.compiler.PySyntaxError;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/** The values of number tokens. */
final class Numbers {
  /** CPython's default for {@code sys.set_int_max_str_digits}. */
  private static final int MAX_DIGITS = 4300;

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
          return integer(s.substring(2), 16);
        case 'o', 'O':
          return integer(s.substring(2), 8);
        case 'b', 'B':
          return integer(s.substring(2), 2);
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
    if (length > MAX_DIGITS) {
      throw cursor.errorAt(
          PySyntaxError.Type.SYNTAX_ERROR,
          "Exceeds the limit (4300 digits) for integer string conversion: value has "
              + length
              + " digits; use sys.set_int_max_str_digits() to increase the limit - Consider"
              + " hexadecimal for huge integer literals to avoid decimal conversion limits.",
          cursor.line(i),
          -1,
          cursor.endLine(i),
          -1);
    }
    return integer(s, 10);
  }

  private static Object integer(String digits, int radix) {
    int bits = radix == 16 ? 4 : radix == 8 ? 3 : radix == 2 ? 1 : 4;
    if (digits.length() * (long) bits < 63) {
      return Long.parseLong(digits, radix);
    }
    BigInteger value = new BigInteger(digits, radix);
    if (value.bitLength() < 64) {
      return value.longValue();
    }
    return value;
  }
}
