package dev.dormouse.runtime.modules.math;

/** Functions of doubles that Java's library lacks. */
final class SpecialFunctions {
  private static final double LN_2 = 0.6931471805599453;

  /** log2(e) as the sum of two doubles. */
  private static final double LOG2_E = 1.4426950408889634;

  private static final double LOG2_E_LOW = 2.0355273740931033e-17;

  private static final double TWO_28 = 0x1p28;

  private SpecialFunctions() {}

  /** As Math.getExponent, for subnormal numbers too. */
  static int exponent(double x) {
    int e = Math.getExponent(x);
    return e < Double.MIN_EXPONENT ? Math.getExponent(x * 0x1p54) - 54 : e;
  }

  /** x scaled to a magnitude from 1 to 2. */
  static double mantissa(double x) {
    if (Math.getExponent(x) < Double.MIN_EXPONENT) {
      x *= 0x1p54;
    }
    return Math.scalb(x, -Math.getExponent(x));
  }

  static double log2(double x) {
    int e = exponent(x);
    double m = mantissa(x);
    if (m == 1) {
      return e;
    }
    if (m > 1.4142135623730951) {
      m /= 2;
      e++;
    }
    double ln = Math.log(m);
    double high = ln * LOG2_E;
    double low = Math.fma(ln, LOG2_E, -high) + ln * LOG2_E_LOW;
    return e + high == e ? e + low : e == 0 ? high + low : e + (high + low);
  }

  /** Java's cube root and one Newton step, for which the cube of the root is taken exactly. */
  static double cbrt(double x) {
    double r = Math.cbrt(x);
    if (!(Math.abs(x) >= Double.MIN_NORMAL && Math.abs(x) < 0x1p1000)) {
      return r;
    }
    double square = r * r;
    double squareLow = Math.fma(r, r, -square);
    double cube = square * r;
    double cubeLow = Math.fma(square, r, -cube) + squareLow * r;
    return r - (cube - x + cubeLow) / (3 * square);
  }

  /** Half of eˣ + e⁻ˣ, where that is exact enough: the JDK's own starts from an exp of its own. */
  static double cosh(double x) {
    double a = Math.abs(x);
    if (!(a >= LN_2 / 2 && a <= 22)) {
      return Math.cosh(x);
    }
    double e = Math.exp(a);
    return e / 2 + 0.5 / e;
  }

  static double acosh(double x) {
    if (x < 1) {
      return Double.NaN;
    }
    if (x > 2) {
      return x >= TWO_28 ? Math.log(x) + LN_2 : Math.log(2 * x - 1 / (x + Math.sqrt(x * x - 1)));
    }
    double t = x - 1;
    return Math.log1p(t + Math.sqrt(2 * t + t * t));
  }

  static double asinh(double x) {
    double a = Math.abs(x);
    if (!(a <= Double.MAX_VALUE) || a < 1 / TWO_28) {
      return x;
    }
    double r;
    if (a > TWO_28) {
      r = Math.log(a) + LN_2;
    } else if (a > 2) {
      r = Math.log(2 * a + 1 / (Math.sqrt(a * a + 1) + a));
    } else {
      r = Math.log1p(a + a * a / (1 + Math.sqrt(1 + a * a)));
    }
    return Math.copySign(r, x);
  }

  static double atanh(double x) {
    double a = Math.abs(x);
    if (a >= 1) {
      return a == 1 ? Math.copySign(Double.POSITIVE_INFINITY, x) : Double.NaN;
    }
    if (a < 1 / TWO_28) {
      return x;
    }
    double twice = a + a;
    double of = a < 0.5 ? twice + twice * a / (1 - a) : twice / (1 - a);
    return Math.copySign(Math.log1p(of) * 0.5, x);
  }

  /** √Σv², computed with twice the digits and scaled so that no square overflows. */
  static double norm(double[] v) {
    double max = 0;
    boolean nan = false;
    for (int i = 0; i < v.length; i++) {
      double a = Math.abs(v[i]);
      if (Double.isInfinite(a)) {
        return Double.POSITIVE_INFINITY;
      }
      nan |= Double.isNaN(a);
      max = Math.max(max, a);
      v[i] = a;
    }
    if (nan) {
      return Double.NaN;
    }
    if (max == 0 || v.length == 1) {
      return max;
    }
    int e = exponent(max);
    double high = 0;
    double low = 0;
    for (int i = 0; i < v.length; i++) {
      double x = scale(v[i], -e);
      double square = x * x;
      double error = Math.fma(x, x, -square);
      double sum = high + square;
      double part = sum - high;
      low += high - (sum - part) + (square - part) + error;
      high = sum;
    }
    double total = high + low;
    low = high - total + low;
    double root = Math.sqrt(total);
    // One Newton step on what the rounded root leaves.
    double rest = Math.fma(-root, root, total) + low;
    return scale(root + rest / (2 * root), e);
  }

  private static double scale(double x, int e) {
    // In two steps, since 2**1074 is no double.
    return Math.scalb(Math.scalb(x, e / 2), e - e / 2);
  }
}
