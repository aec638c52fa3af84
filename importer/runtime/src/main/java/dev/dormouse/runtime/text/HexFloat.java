package dev.dormouse.runtime.text;

import java.math.BigInteger;

/** {@code float.hex} and {@code float.fromhex}. */
public final class HexFloat {
  private HexFloat() {}

  public static String hex(double x) {
    if (Double.isNaN(x) || Double.isInfinite(x)) {
      return FloatText.repr(x);
    }
    long bits = Double.doubleToRawLongBits(x);
    String sign = bits < 0 ? "-" : "";
    if (x == 0) {
      return sign + "0x0.0p+0";
    }
    int exponent = (int) (bits >>> 52 & 0x7ff);
    long fraction = bits & (1L << 52) - 1;
    StringBuilder out = new StringBuilder(24);
    out.append(sign).append("0x").append(exponent == 0 ? '0' : '1').append('.');
    for (int shift = 48; shift >= 0; shift -= 4) {
      out.append(Character.forDigit((int) (fraction >>> shift & 15), 16));
    }
    int e = exponent == 0 ? -1022 : exponent - 1023;
    return out.append('p').append(e < 0 ? '-' : '+').append(Math.abs(e)).toString();
  }

  public static double fromHex(String s) {
    int i = 0;
    int n = s.length();
    while (i < n && FloatText.isSpace(s.charAt(i))) {
      i++;
    }
    while (n > i && FloatText.isSpace(s.charAt(n - 1))) {
      n--;
    }
    boolean negative = i < n && s.charAt(i) == '-';
    if (i < n && (negative || s.charAt(i) == '+')) {
      i++;
    }
    double abs = unsigned(s, i, n);
    return negative ? -abs : abs;
  }

  private static double unsigned(String s, int i, int n) {
    int length = n - i;
    if (length == 3 && s.regionMatches(true, i, "inf", 0, 3)
        || length == 8 && s.regionMatches(true, i, "infinity", 0, 8)) {
      return Double.POSITIVE_INFINITY;
    }
    if (length == 3 && s.regionMatches(true, i, "nan", 0, 3)) {
      return Double.NaN;
    }
    if (s.regionMatches(true, i, "0x", 0, 2)) {
      i += 2;
    }
    StringBuilder digits = new StringBuilder();
    int places = 0;
    boolean point = false;
    for (; i < n; i++) {
      char c = s.charAt(i);
      if (c == '.' && !point) {
        point = true;
      } else if (c < 128 && Character.digit(c, 16) >= 0) {
        digits.append(c);
        places += point ? 1 : 0;
      } else {
        break;
      }
    }
    if (digits.isEmpty()) {
      throw invalid();
    }
    long exponent = 0;
    if (i < n && (s.charAt(i) == 'p' || s.charAt(i) == 'P')) {
      i++;
      boolean down = i < n && s.charAt(i) == '-';
      if (i < n && (down || s.charAt(i) == '+')) {
        i++;
      }
      int start = i;
      for (; i < n && s.charAt(i) >= '0' && s.charAt(i) <= '9'; i++) {
        exponent = Math.min(exponent * 10 + s.charAt(i) - '0', 1L << 40);
      }
      if (i == start) {
        throw invalid();
      }
      exponent = down ? -exponent : exponent;
    }
    if (i != n) {
      throw invalid();
    }
    return scale(new BigInteger(digits.toString(), 16), exponent - 4L * places);
  }

  private static TextError invalid() {
    return TextError.value("invalid hexadecimal floating-point string");
  }

  /** m times two to e, rounded half to even. */
  private static double scale(BigInteger m, long e) {
    if (m.signum() == 0) {
      return 0.0;
    }
    long top = m.bitLength() + e; // the value is in [2**(top-1), 2**top)
    if (top > 1024) {
      throw tooLarge();
    }
    if (top < -1075) {
      return 0.0;
    }
    long unit = Math.max(top - 53, -1074); // the exponent of the last bit that a double keeps
    long mantissa;
    if (e >= unit) {
      mantissa = m.shiftLeft((int) (e - unit)).longValue();
    } else {
      int drop = (int) Math.min(unit - e, Integer.MAX_VALUE);
      mantissa = m.shiftRight(drop).longValue();
      if (m.testBit(drop - 1) && ((mantissa & 1) != 0 || m.getLowestSetBit() < drop - 1)) {
        mantissa++;
      }
    }
    double x = Math.scalb((double) mantissa, (int) unit);
    if (Double.isInfinite(x)) {
      throw tooLarge();
    }
    return x;
  }

  private static TextError tooLarge() {
    return TextError.overflow("hexadecimal value too large to represent as a float");
  }
}
