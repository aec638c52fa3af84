package dev.dormouse.runtime.modules.decimal;

import java.math.BigInteger;

/** Operations on the digits of a coefficient as such. */
final class Digitwise {
  private Digitwise() {}

  static final int AND = 0;
  static final int OR = 1;
  static final int XOR = 2;

  /** The digits of an operand of a logical operation; null if it is none. */
  private static String logical(PyDecimal d) {
    if (!d.isFinite() || d.negative || d.exponent != 0) {
      return null;
    }
    String digits = DecimalText.digits(d);
    for (int i = 0; i < digits.length(); i++) {
      if (digits.charAt(i) > '1') {
        return null;
      }
    }
    return digits;
  }

  static PyDecimal combine(PyDecimal a, PyDecimal b, int operation, Rules rules) {
    String x = logical(a);
    String y = logical(b);
    if (x == null || y == null) {
      return rules.invalid(Rules.INVALID_OPERATION);
    }
    int n = Math.max(x.length(), y.length());
    StringBuilder out = new StringBuilder(n);
    for (int i = n; i > 0; i--) {
      int p = i > x.length() ? 0 : x.charAt(x.length() - i) & 1;
      int q = i > y.length() ? 0 : y.charAt(y.length() - i) & 1;
      int bit = operation == AND ? p & q : operation == OR ? p | q : p ^ q;
      out.append((char) ('0' + bit));
    }
    return of(PyDecimal.ZERO, Coefficients.read(out.toString(), 0, n), rules);
  }

  static PyDecimal invert(PyDecimal a, Rules rules) {
    String x = logical(a);
    if (x == null) {
      return rules.invalid(Rules.INVALID_OPERATION);
    }
    Coefficients.check(rules.prec);
    int n = (int) rules.prec;
    StringBuilder out = new StringBuilder(n);
    for (int i = n; i > 0; i--) {
      out.append(i <= x.length() && x.charAt(x.length() - i) == '1' ? '0' : '1');
    }
    return of(PyDecimal.ZERO, Coefficients.read(out.toString(), 0, n), rules);
  }

  /** Whether a number says how far to move digits: an integer of at most the precision. */
  private static boolean isPlaces(PyDecimal b, Rules rules) {
    return b.isFinite() && b.exponent == 0 && b.big == null && b.small <= rules.prec;
  }

  private static long places(PyDecimal b) {
    return b.negative ? -b.small : b.small;
  }

  static PyDecimal shift(PyDecimal a, PyDecimal b, Rules rules) {
    PyDecimal special = unmoved(a, b, rules);
    return special != null
        ? special
        : of(a, moved(of(a, a.coefficient(), rules).coefficient(), places(b)), rules);
  }

  /** The result if no digits are moved, as one operand does not allow it; else null. */
  private static PyDecimal unmoved(PyDecimal a, PyDecimal b, Rules rules) {
    PyDecimal nan = Arithmetic.nan(a, b, rules);
    if (nan != null) {
      return nan;
    }
    if (!isPlaces(b, rules)) {
      return rules.invalid(Rules.INVALID_OPERATION);
    }
    return a.isInfinite() ? a.plain() : null;
  }

  private static BigInteger moved(BigInteger c, long places) {
    return places >= 0
        ? Coefficients.scale(c, places)
        : c.divide(Coefficients.power(Math.min(-places, Coefficients.count(c))));
  }

  /** With the last {@code prec} digits of a coefficient. */
  private static PyDecimal of(PyDecimal a, BigInteger c, Rules rules) {
    long digits = Coefficients.count(c);
    if (digits > rules.prec) {
      c = c.mod(Coefficients.power(rules.prec));
      digits = Coefficients.count(c);
    }
    return PyDecimal.finite(a.negative, c, digits, a.exponent);
  }

  static PyDecimal rotate(PyDecimal a, PyDecimal b, Rules rules) {
    PyDecimal special = unmoved(a, b, rules);
    if (special != null) {
      return special;
    }
    BigInteger c = of(a, a.coefficient(), rules).coefficient();
    long left = places(b);
    if (left < 0) {
      left += rules.prec;
    }
    // What is moved out on the left comes in on the right.
    return of(a, moved(c, left).add(moved(c, left - rules.prec)), rules);
  }
}
