package dev.dormouse.runtime.modules.math;

/** Functions of doubles that Java's library lacks. */
final class SpecialFunctions {
  private static final double LN_2 = 0.6931471805599453;

  /** log2(e) as the sum of two doubles. */
  private static final double LOG2_E = 1.4426950408889634;

  private static final double LOG2_E_LOW = 2.0355273740931033e-17;

  private static final double TWO_28 = 0x1p28;
  private static final double SQRT_PI = 1.772453850905516;

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

  static double acosh(double x) {
    if (x < 1) {
      return Double.NaN;
    }
    if (x >= TWO_28) {
      return Math.log(x) + LN_2;
    }
    double t = x - 1;
    return Math.log1p(t + Math.sqrt(2 * t + t * t));
  }

  static double asinh(double x) {
    double a = Math.abs(x);
    if (!(a <= Double.MAX_VALUE) || a < 1 / TWO_28) {
      return x;
    }
    double r = a > TWO_28 ? Math.log(a) + LN_2 : Math.log1p(a + a * a / (1 + Math.sqrt(a * a + 1)));
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
    return Math.copySign(Math.log1p(2 * a / (1 - a)) * 0.5, x);
  }

  static double erf(double x) {
    double a = Math.abs(x);
    if (Double.isNaN(x)) {
      return x;
    }
    if (a < 2) {
      return erfSeries(x);
    }
    double tail = a > 6 ? 0 : erfcFraction(a);
    return x > 0 ? 1 - tail : tail - 1;
  }

  static double erfc(double x) {
    if (Double.isNaN(x)) {
      return x;
    }
    if (x < 0.75) {
      return x < -6 ? 2 : x < -2 ? 2 - erfcFraction(-x) : 1 - erfSeries(x);
    }
    return x > 28 ? 0 : erfcFraction(x);
  }

  /** 2/√π · exp(−x²) · Σ 2ⁿ x²ⁿ⁺¹ / (1·3·5…(2n+1)): all terms have one sign, so nothing cancels. */
  private static double erfSeries(double x) {
    double square = x * x;
    double term = x;
    double sum = x;
    for (int n = 1; n < 100; n++) {
      term *= 2 * square / (2 * n + 1);
      double next = sum + term;
      if (next == sum) {
        break;
      }
      sum = next;
    }
    return 2 / SQRT_PI * expOfNegativeSquare(x) * sum;
  }

  /**
   * The continued fraction of erfc, from its far end; the closer to zero, the more of it is needed.
   */
  private static double erfcFraction(double x) {
    int depth = (int) (20 + 250 / (x * x));
    double fraction = x;
    for (int k = depth; k > 0; k--) {
      fraction = x + k * 0.5 / fraction;
    }
    return expOfNegativeSquare(x) / (fraction * SQRT_PI);
  }

  /** exp(-x*x) with the rounding error of x*x put back: it would be multiplied by x² otherwise. */
  private static double expOfNegativeSquare(double x) {
    double square = x * x;
    double error = Math.fma(x, x, -square);
    double r = Math.exp(-square);
    return r - r * error;
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
