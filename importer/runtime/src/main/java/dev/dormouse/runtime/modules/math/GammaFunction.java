package dev.dormouse.runtime.modules.math;

import dev.dormouse.code.elementary.Circular;
import dev.dormouse.code.elementary.Exponential;
import dev.dormouse.code.elementary.Logarithm;

/**
 * &Gamma; and its logarithm by the approximation of C. Lanczos (1964), with the parameters that
 * CPython takes ({@code mathmodule.c}) and its order of operations, on which the last digits
 * depend.
 */
final class GammaFunction {
  private static final double G = 6.024680040776729583740234375;
  private static final double G_LESS_HALF = G - 0.5;
  private static final double LOG_PI = 1.1447298858494002;

  /** From here on a power of x is taken in two steps, either of which fits. */
  private static final double LARGE = 140;

  /** Beyond, &Gamma; is infinite on the right and zero on the left. */
  private static final double LIMIT = 200;

  /**
   * The numerator of Lanczos' sum, by powers of x from the lowest: the one for which the
   * approximation is exact at 1, 2, …, 13.
   */
  private static final double[] NUMERATOR = {
    0x1.5ea5143c1a49ep34,
    0x1.3fc7075f54c57p35,
    0x1.0a132818ab61ap35,
    0x1.0b0b522e8261ap34,
    0x1.67fc1b3a5a1e8p32,
    0x1.57418f5d3f33fp30,
    0x1.dab0c7bb95f2ap27,
    0x1.df876f95dcc98p24,
    0x1.5f1e95080f44cp21,
    0x1.6b6421f8787ebp17,
    0x1.f87ac0858d804p12,
    0x1.a5a607bbc3b52p7,
    0x1.40d931ff62705p1,
  };

  /** x (x+1) … (x+11). */
  private static final double[] DENOMINATOR = {
    0, 39916800, 120543840, 150917976, 105258076, 45995730, 13339535, 2637558, 357423, 32670, 1925,
    66, 1,
  };

  private GammaFunction() {}

  private static double lanczosSum(double x) {
    double n = 0;
    double d = 0;
    if (x < 5) {
      for (int i = NUMERATOR.length - 1; i >= 0; i--) {
        n = n * x + NUMERATOR[i];
        d = d * x + DENOMINATOR[i];
      }
    } else {
      // Powers of 1/x, which do not overflow.
      for (int i = 0; i < NUMERATOR.length; i++) {
        n = n / x + NUMERATOR[i];
        d = d / x + DENOMINATOR[i];
      }
    }
    return n / d;
  }

  /** &Gamma;(x); x is no pole. */
  static double gamma(double x) {
    if (Double.isNaN(x) || x == Double.POSITIVE_INFINITY) {
      return x;
    }
    if (x == Math.floor(x) && x <= 23) {
      double r = 1;
      for (int i = 2; i < x; i++) {
        r *= i;
      }
      return r;
    }
    double a = Math.abs(x);
    if (a < 1e-20) {
      return 1 / x;
    }
    if (a > LIMIT) {
      return x < 0 ? 0 / sinPi(x) : Double.POSITIVE_INFINITY;
    }
    // (y/e)**(a-½) with y rounded; z says what is to be multiplied for that.
    double y = a + G_LESS_HALF;
    double error = a > G_LESS_HALF ? y - a - G_LESS_HALF : y - G_LESS_HALF - a;
    double z = error * G / y;
    double r;
    if (x < 0) {
      r = -Math.PI / sinPi(a) / a * Exponential.exp(y) / lanczosSum(a);
      r -= z * r;
    } else {
      r = lanczosSum(a) / Exponential.exp(y);
      r += z * r;
    }
    int steps = a < LARGE ? 1 : 2;
    double power = Exponential.pow(y, steps == 1 ? a - 0.5 : a / 2 - 0.25);
    for (int i = 0; i < steps; i++) {
      r = x < 0 ? r / power : r * power;
    }
    return r;
  }

  private static double sinPi(double x) {
    double y = Math.abs(x) % 2;
    int quarter = (int) (2 * y + 0.5);
    double r =
        switch (quarter) {
          case 0 -> Circular.sin(Math.PI * y);
          case 1 -> Circular.cos(Math.PI * (y - 0.5));
          case 2 -> Circular.sin(Math.PI * (1 - y));
          case 3 -> -Circular.cos(Math.PI * (y - 1.5));
          default -> Circular.sin(Math.PI * (y - 2));
        };
    return Math.copySign(1, x) * r;
  }

  static double lgamma(double x) {
    if (Double.isNaN(x)) {
      return x;
    }
    if (Double.isInfinite(x)) {
      return Double.POSITIVE_INFINITY;
    }
    if (x == 1 || x == 2) {
      return 0;
    }
    double a = Math.abs(x);
    if (a < 1e-20) {
      return -Logarithm.log(a);
    }
    double r = Logarithm.log(lanczosSum(a)) - G;
    r += (a - 0.5) * (Logarithm.log(a + G - 0.5) - 1);
    return x > 0 ? r : LOG_PI - Logarithm.log(Math.abs(sinPi(a))) - Logarithm.log(a) - r;
  }
}
