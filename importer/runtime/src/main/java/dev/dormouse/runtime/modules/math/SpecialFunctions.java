package dev.dormouse.runtime.modules.math;

import dev.dormouse.code.elementary.Exponential;
import dev.dormouse.code.elementary.Logarithm;

/** Functions of doubles that Java's library lacks. */
final class SpecialFunctions {
  private static final double LN_2 = 0.6931471805599453;

  private static final double TWO_28 = 0x1p28;

  /** From here on e to the power of -x is nothing beside that of x. */
  private static final double FAR = 22;

  /** The logarithm of the largest double. */
  private static final double LARGEST = 709.782712893384;

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

  /** By {@code expm1} where {@code exp} would lose digits, composed as C's library does. */
  static double sinh(double x) {
    double a = Math.abs(x);
    if (!(a <= FAR)) {
      return Math.copySign(halfOfExp(a), x);
    }
    if (a < 1 / TWO_28) {
      return x;
    }
    double t = StrictMath.expm1(a);
    double twice = a < 1 ? 2 * t - t * t / (t + 1) : t + t / (t + 1);
    return Math.copySign(0.5, x) * twice;
  }

  static double cosh(double x) {
    double a = Math.abs(x);
    if (!(a <= FAR)) {
      return halfOfExp(a);
    }
    if (a < LN_2 / 2) {
      double t = StrictMath.expm1(a);
      return 1 + t * t / (2 * (1 + t));
    }
    double e = Exponential.exp(a);
    return 0.5 * e + 0.5 / e;
  }

  static double tanh(double x) {
    double a = Math.abs(x);
    if (!(a < FAR)) {
      return Double.isNaN(x) ? x : Math.copySign(1, x);
    }
    if (a < 0x1p-55) {
      return x;
    }
    double t = StrictMath.expm1(a < 1 ? -2 * a : 2 * a);
    return Math.copySign(a < 1 ? -t / (t + 2) : 1 - 2 / (t + 2), x);
  }

  /** Half of e to the power of a, which alone may be too large. */
  private static double halfOfExp(double a) {
    if (a <= LARGEST) {
      return 0.5 * Exponential.exp(a);
    }
    double root = Exponential.exp(0.5 * a);
    return 0.5 * root * root;
  }

  static double acosh(double x) {
    if (x < 1) {
      return Double.NaN;
    }
    if (x > 2) {
      return x >= TWO_28
          ? Logarithm.log(x) + LN_2
          : Logarithm.log(2 * x - 1 / (x + Math.sqrt(x * x - 1)));
    }
    double t = x - 1;
    return StrictMath.log1p(t + Math.sqrt(2 * t + t * t));
  }

  static double asinh(double x) {
    double a = Math.abs(x);
    if (!(a <= Double.MAX_VALUE) || a < 1 / TWO_28) {
      return x;
    }
    double r;
    if (a > TWO_28) {
      r = Logarithm.log(a) + LN_2;
    } else if (a > 2) {
      r = Logarithm.log(2 * a + 1 / (Math.sqrt(a * a + 1) + a));
    } else {
      r = StrictMath.log1p(a + a * a / (1 + Math.sqrt(1 + a * a)));
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
    return Math.copySign(StrictMath.log1p(of) * 0.5, x);
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
