package dev.dormouse.runtime.modules.decimal;

/** Numbers as text, both ways. Compare libmpdec's {@code io.c}. */
final class DecimalText {
  private DecimalText() {}

  /** Exponents beyond this are as good as infinite, and can still be calculated with. */
  private static final long FAR = 4_000_000_000_000_000_000L;

  /** The number that ASCII text spells; CONVERSION_SYNTAX and NaN if it spells none. */
  static PyDecimal read(String s, Rules rules) {
    int n = s.length();
    int i = 0;
    boolean negative = false;
    if (n > 0 && (s.charAt(0) == '-' || s.charAt(0) == '+')) {
      negative = s.charAt(0) == '-';
      i = 1;
    }
    if (i == n) {
      return rules.invalid(Rules.CONVERSION_SYNTAX);
    }
    char first = s.charAt(i);
    if (first != '.' && (first < '0' || first > '9')) {
      return special(s, i, negative, rules);
    }
    int start = i;
    int point = -1;
    for (; i < n; i++) {
      char c = s.charAt(i);
      if (c == '.' && point < 0) {
        point = i;
      } else if (c < '0' || c > '9') {
        break;
      }
    }
    int end = i;
    if (end - start == (point < 0 ? 0 : 1)) {
      return rules.invalid(Rules.CONVERSION_SYNTAX);
    }
    long exponent = 0;
    if (i < n) {
      if (s.charAt(i) != 'e' && s.charAt(i) != 'E') {
        return rules.invalid(Rules.CONVERSION_SYNTAX);
      }
      i++;
      boolean below = i < n && s.charAt(i) == '-';
      if (i < n && (below || s.charAt(i) == '+')) {
        i++;
      }
      if (i == n) {
        return rules.invalid(Rules.CONVERSION_SYNTAX);
      }
      for (; i < n; i++) {
        int digit = s.charAt(i) - '0';
        if (digit < 0 || digit > 9) {
          return rules.invalid(Rules.CONVERSION_SYNTAX);
        }
        exponent = exponent > FAR / 10 - 1 ? FAR : exponent * 10 + digit;
      }
      if (below) {
        exponent = -exponent;
      }
    }
    if (point >= 0) {
      exponent -= end - point - 1;
    }
    if (end - start - (point < 0 ? 0 : 1) <= Coefficients.LONG_DIGITS) {
      long c = 0;
      for (i = start; i < end; i++) {
        c = i == point ? c : c * 10 + (s.charAt(i) - '0');
      }
      return rules.finish(negative, c, exponent);
    }
    String digits = s.substring(start, end);
    if (point >= 0) {
      digits = s.substring(start, point).concat(s.substring(point + 1, end));
    }
    int zeros = 0;
    while (zeros < digits.length() - 1 && digits.charAt(zeros) == '0') {
      zeros++;
    }
    return rules.finish(negative, Coefficients.read(digits, zeros, digits.length()), exponent);
  }

  private static PyDecimal special(String s, int i, boolean negative, Rules rules) {
    int n = s.length();
    if (n - i == 3 && s.regionMatches(true, i, "inf", 0, 3)
        || n - i == 8 && s.regionMatches(true, i, "infinity", 0, 8)) {
      return PyDecimal.special(PyDecimal.INFINITE, negative);
    }
    byte kind = PyDecimal.QNAN;
    if (s.charAt(i) == 's' || s.charAt(i) == 'S') {
      kind = PyDecimal.SNAN;
      i++;
    }
    if (!s.regionMatches(true, i, "nan", 0, 3)) {
      return rules.invalid(Rules.CONVERSION_SYNTAX);
    }
    i += 3;
    while (i < n && s.charAt(i) == '0') {
      i++;
    }
    for (int k = i; k < n; k++) {
      if (s.charAt(k) < '0' || s.charAt(k) > '9') {
        return rules.invalid(Rules.CONVERSION_SYNTAX);
      }
    }
    if (n - i > rules.prec - (rules.clamp ? 1 : 0)) {
      return rules.invalid(Rules.CONVERSION_SYNTAX);
    }
    return PyDecimal.nan(kind, negative, Coefficients.read(s, i, n));
  }

  /** {@code str(d)}, or with {@code engineering} an exponent that is a multiple of 3. */
  static String write(PyDecimal d, boolean capitals, boolean engineering) {
    if (d.kind != PyDecimal.FINITE) {
      return special(d);
    }
    String digits = digits(d);
    int n = digits.length();
    long left = d.exponent + n;
    long point;
    if (d.exponent <= 0 && left > -6) {
      point = left;
    } else if (!engineering) {
      point = 1;
    } else if (d.isZero()) {
      point = Math.floorMod(left + 1, 3L) - 1;
    } else {
      point = Math.floorMod(left - 1, 3L) + 1;
    }
    if (point == n && left == point) {
      return d.negative ? "-".concat(digits) : digits;
    }
    StringBuilder out = new StringBuilder(n + 24);
    if (d.negative) {
      out.append('-');
    }
    placePoint(out, digits, (int) point);
    if (left != point) {
      out.append(capitals ? 'E' : 'e');
      exponent(out, left - point);
    }
    return out.toString();
  }

  static String special(PyDecimal d) {
    String name =
        switch (d.kind) {
          case PyDecimal.INFINITE -> "Infinity";
          case PyDecimal.QNAN -> "NaN";
          default -> "sNaN";
        };
    if (d.digits > 0) {
      name = name.concat(digits(d));
    }
    return d.negative ? "-".concat(name) : name;
  }

  static String digits(PyDecimal d) {
    return d.big == null ? Long.toString(d.small) : d.big.toString();
  }

  /** Digits with a point behind the first {@code point}, and zeros where there are none. */
  static void placePoint(StringBuilder out, String digits, int point) {
    int n = digits.length();
    if (point <= 0) {
      out.append("0.");
      zeros(out, -point);
      out.append(digits);
    } else if (point >= n) {
      out.append(digits);
      zeros(out, point - n);
    } else {
      out.append(digits, 0, point).append('.').append(digits, point, n);
    }
  }

  static void zeros(StringBuilder out, int n) {
    for (int i = 0; i < n; i++) {
      out.append('0');
    }
  }

  static void exponent(StringBuilder out, long exponent) {
    if (exponent >= 0) {
      out.append('+');
    }
    out.append(exponent);
  }
}
