package dev.dormouse.runtime.modules.math;

import dev.dormouse.code.elementary.DoubleDouble;
import dev.dormouse.code.elementary.Exponential;

/**
 * {@code erf} and {@code erfc}. Near zero by the Taylor series in numbers of two doubles, whose
 * alternating terms cancel up to thirteen bits of a hundred: what is left rounds to the right
 * double. Farther out, where erf is 1 but for a small rest, by the continued fraction of erfc.
 */
final class ErrorFunction {
  /** From here on the continued fraction is short and the series would lose its digits. */
  private static final double FAR = 3;

  /** 2/√π as the sum of two doubles. */
  private static final double SCALE = 1.1283791670955126;

  private static final double SCALE_LOW = 1.533545961316588e-17;

  private static final double SQRT_PI = 1.772453850905516;

  private ErrorFunction() {}

  static double erf(double x) {
    double a = Math.abs(x);
    if (a < FAR) {
      return Math.copySign(series(a).high, x);
    }
    return Double.isNaN(x) ? x : Math.copySign(a > 6 ? 1 : 1 - fraction(a), x);
  }

  static double erfc(double x) {
    if (Double.isNaN(x)) {
      return x;
    }
    if (Math.abs(x) < FAR) {
      DoubleDouble rest = series(Math.abs(x));
      double sign = x < 0 ? 1 : -1;
      return rest.multiply(sign, 0).add(1, 0).high;
    }
    return x < 0 ? x < -6 ? 2 : 2 - fraction(-x) : x > 28 ? 0 : fraction(x);
  }

  /** 2/√π · Σ (−1)ⁿ x²ⁿ⁺¹ / (n! (2n+1)). */
  private static DoubleDouble series(double x) {
    double square = x * x;
    double squareLow = Math.fma(x, x, -square);
    DoubleDouble term = new DoubleDouble(x, 0);
    DoubleDouble sum = new DoubleDouble(x, 0);
    for (int n = 1; Math.abs(term.high) > sum.high * 0x1p-110; n++) {
      term.multiply(-square, -squareLow);
      term.divide(n);
      DoubleDouble part = new DoubleDouble(term.high, term.low);
      part.divide(2 * n + 1);
      sum.add(part.high, part.low);
    }
    sum.multiply(SCALE, SCALE_LOW);
    return sum;
  }

  /**
   * The continued fraction of erfc, from its far end; the closer to zero, the more of it is needed.
   */
  private static double fraction(double x) {
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
    double r = Exponential.exp(-square);
    return r - r * error;
  }
}
