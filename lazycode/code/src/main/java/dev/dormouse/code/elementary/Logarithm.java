package dev.dormouse.code.elementary;

/**
 * Logarithms. A number is 2<sup>e</sup> m with m about 1, and m is (1 + r) 256/j for an integer j,
 * which leaves an r below 2<sup>-8.5</sup> without rounding.
 */
public final class Logarithm {
  private static final double SQRT_2 = 0x1.6a09e667f3bcdp0;

  /** The logarithm of 2; a multiple of the first part by an exponent is exact. */
  private static final double LN_2 = 0x1.62e42fefa3800p-1;

  private static final double LN_2_LOW = 0x1.ef35793c76730p-45;

  /** 1 / log 2. */
  private static final double LOG2_E = 0x1.71547652b82fep0;

  private static final double LOG2_E_LOW = 0x1.777d0ffda0d24p-56;

  private static final double THIRD = 0x1.5555555555555p-2;
  private static final double THIRD_LOW = 0x1.5555555555555p-56;

  private static final double LOG10_E = 0x1.bcb7b1526e50ep-2;

  /** The decimal logarithm of 2, split as C's library does. */
  private static final double LOG10_2 = 0x1.34413509f6000p-2;

  private static final double LOG10_2_LOW = 0x1.9fef311f12b36p-42;

  private static final long FRACTION = (1L << 52) - 1;

  private static final int STEPS = 256;
  private static final int FIRST = 181;
  private static final int LAST = 363;

  /** log(256/j), from j = FIRST. */
  private static final double[] HIGH = new double[LAST - FIRST + 1];

  private static final double[] LOW = new double[LAST - FIRST + 1];

  static {
    // From log 1 = 0 in both directions, by log((j+1)/j) = 2 artanh(1/(2j+1)).
    for (int step = -1; step <= 1; step += 2) {
      DoubleDouble sum = new DoubleDouble(0, 0);
      for (int j = STEPS; j != (step < 0 ? FIRST : LAST); j += step) {
        sum.add(DoubleDouble.inverseTangent(-step, 2 * j + step, true).multiply(2, 0));
        HIGH[j + step - FIRST] = sum.high;
        LOW[j + step - FIRST] = sum.low;
      }
    }
  }

  private Logarithm() {}

  /** Makes {@code result} the logarithm of x, which is positive and finite. */
  static void log(double x, DoubleDouble result) {
    long bits = Double.doubleToRawLongBits(x);
    int e = (int) (bits >>> 52) - 1023;
    if (e < Double.MIN_EXPONENT) {
      bits = Double.doubleToRawLongBits(x * 0x1p54);
      e = (int) (bits >>> 52) - 1023 - 54;
    }
    double m = Double.longBitsToDouble(bits & FRACTION | 0x3ffL << 52);
    if (m > SQRT_2) {
      m *= 0.5;
      e++;
    }
    int j = (int) (STEPS / m + 0.5);
    double factor = j * (1.0 / STEPS);
    double product = m * factor;
    double low = Math.fma(m, factor, -product);
    double r = product - 1;
    // log(1+r) = r - r²/2 + r³/3 - …, these three terms in full.
    double square = r * r;
    double squareLow = Math.fma(r, r, -square) + 2 * r * low;
    double cube = square * r;
    double cubeLow = Math.fma(square, r, -cube) + squareLow * r + square * low;
    double third = cube * THIRD;
    double thirdLow = Math.fma(cube, THIRD, -third) + cube * THIRD_LOW + cubeLow * THIRD;
    double rest =
        square
            * square
            * (-1.0 / 4
                + r
                    * (1.0 / 5
                        + r
                            * (-1.0 / 6
                                + r * (1.0 / 7 + r * (-1.0 / 8 + r * (1.0 / 9 - r / 10))))));
    // Each of these is smaller than the sum so far.
    double a = e * LN_2;
    double b = HIGH[j - FIRST];
    double sum = a + b;
    double error = b - (sum - a);
    double next = sum + r;
    error += r - (next - sum);
    b = -0.5 * square;
    sum = next + b;
    error += b - (sum - next);
    next = sum + third;
    error += third - (next - sum);
    error += low - 0.5 * squareLow + thirdLow + LOW[j - FIRST] + e * LN_2_LOW + rest;
    result.set(next, error);
  }

  private static boolean special(double x) {
    return !(x > 0 && x <= Double.MAX_VALUE);
  }

  public static double log(double x) {
    if (special(x)) {
      return Math.log(x);
    }
    DoubleDouble r = new DoubleDouble(0, 0);
    log(x, r);
    return r.high;
  }

  public static double log2(double x) {
    if (special(x)) {
      return Math.log(x);
    }
    DoubleDouble r = new DoubleDouble(0, 0);
    log(x, r);
    return r.multiply(LOG2_E, LOG2_E_LOW).high;
  }

  /** By the natural logarithm of x scaled to 1 … 2, or ½ … 1, as C's library has it. */
  public static double log10(double x) {
    if (special(x)) {
      return Math.log(x);
    }
    double shift = x < Double.MIN_NORMAL ? 54 : 0;
    long bits = Double.doubleToRawLongBits(shift == 0 ? x : x * 0x1p54);
    double e = (bits >>> 52) - 1023 - shift;
    long one = 0x3ffL << 52;
    if (e < 0) {
      e++;
      one = 0x3feL << 52;
    }
    double m = Double.longBitsToDouble(bits & FRACTION | one);
    return e * LOG10_2_LOW + LOG10_E * log(m) + e * LOG10_2;
  }
}
