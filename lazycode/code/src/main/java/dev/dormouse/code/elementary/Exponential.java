package dev.dormouse.code.elementary;

/**
 * The exponential function and powers: e<sup>x</sup> is 2<sup>k/128</sup> e<sup>r</sup> with an r
 * below 2<sup>-8.5</sup>.
 */
public final class Exponential {
  private static final int STEPS = 128;

  /** 128 / log 2. */
  private static final double PER_STEP = 0x1.71547652b82fep7;

  /** log 2 / 128; a multiple of the first part by a number of steps is exact. */
  private static final double STEP = 0x1.62e42fef80000p-8;

  private static final double STEP_LOW = 0x1.1cf79abc9e3b4p-43;

  private static final double LN_2 = 0x1.62e42fefa39efp-1;
  private static final double LN_2_LOW = 0x1.abc9e3b39803fp-56;

  /** Adding it leaves no room for a fraction, and an integer in the last bits. */
  private static final double ROUND = 0x1.8p52;

  /** Results are infinite from 2<sup>1024</sup> on, and zero from 2<sup>-1075</sup> on. */
  private static final double LARGEST = 709.782712893384;

  private static final double SMALLEST = -745.1332191019412;

  /** 2<sup>i/128</sup>. */
  private static final double[] HIGH = new double[STEPS];

  private static final double[] LOW = new double[STEPS];

  static {
    HIGH[0] = 1;
    DoubleDouble root = new DoubleDouble(2, 0);
    for (int bit = STEPS / 2; bit > 0; bit /= 2) {
      root.sqrt();
      for (int i = 0; i < STEPS; i += 2 * bit) {
        DoubleDouble power = new DoubleDouble(HIGH[i], LOW[i]).multiply(root);
        HIGH[i + bit] = power.high;
        LOW[i + bit] = power.low;
      }
    }
  }

  private Exponential() {}

  public static double exp(double x) {
    return exp(x, 0);
  }

  /** e to the power of high + low; low is at most half of high's last bit. */
  private static double exp(double high, double low) {
    if (!(high >= SMALLEST && high <= LARGEST)) {
      return Double.isNaN(high) ? high : high > 0 ? Double.POSITIVE_INFINITY : 0.0;
    }
    double steps = high * PER_STEP + ROUND - ROUND;
    double rest = high - steps * STEP;
    double b = -steps * STEP_LOW;
    double error = Math.fma(-steps, STEP_LOW, -b);
    double r = rest + b;
    double part = r - rest;
    error += rest - (r - part) + (b - part) + low;
    return scaled((int) steps, r, error);
  }

  /** 2 to the power of x. */
  public static double exp2(double x) {
    if (!(x >= -1075 && x < 1024)) {
      return Double.isNaN(x) ? x : x > 0 ? Double.POSITIVE_INFINITY : 0.0;
    }
    double steps = x * STEPS + ROUND - ROUND;
    double rest = x - steps * (1.0 / STEPS);
    double r = rest * LN_2;
    return scaled((int) steps, r, Math.fma(rest, LN_2, -r) + rest * LN_2_LOW);
  }

  /** 2<sup>k/128</sup> e<sup>r+low</sup>. */
  private static double scaled(int k, double r, double low) {
    double square = r * r;
    double squareLow = Math.fma(r, r, -square) + 2 * r * low;
    double rest =
        square
            * r
            * (1.0 / 6 + r * (1.0 / 24 + r * (1.0 / 120 + r * (1.0 / 720 + r * (1.0 / 5040)))));
    double half = 0.5 * square;
    double more = r + half; // e**r - 1
    double moreLow = half - (more - r) + (low + 0.5 * squareLow + rest);
    int i = k & STEPS - 1;
    int e = k >> 7;
    double h = HIGH[i];
    double product = h * more;
    double productLow = Math.fma(h, more, -product) + (h * moreLow + LOW[i] * more);
    double result = h + product;
    double error = product - (result - h) + (LOW[i] + productLow);
    double sum = result + error;
    if (e > Double.MIN_EXPONENT) {
      return e < 1024 ? sum * power(e) : sum * 2 * power(1023);
    }
    double limit = power(Double.MIN_EXPONENT - e);
    if (sum < limit) {
      // Subnormal: round once, where the last bit will be. That is the last bit of any number
      // from limit to twice the limit.
      double big = limit + result;
      sum = big + (result - (big - limit) + error) - limit;
    }
    return sum * power(e - Double.MIN_EXPONENT) * Double.MIN_NORMAL;
  }

  /**
   * x to the power of y, with C's results where there is no number: 1 to any power and anything to
   * the power of 0 is 1, and so is -1 to that of an infinity; NaN for a negative x and a y that is
   * no integer; an infinity where the result is too large.
   */
  public static double pow(double x, double y) {
    if (x == 1 || y == 0) {
      return 1;
    }
    double a = Math.abs(x);
    if (!(Math.abs(y) <= Double.MAX_VALUE && a <= Double.MAX_VALUE && a > 0)) {
      return x == -1 && !Double.isNaN(y) ? 1 : Math.pow(x, y);
    }
    boolean negative = false;
    if (x < 0) {
      if (y != Math.rint(y)) {
        return Double.NaN;
      }
      negative = Math.abs(y) < 0x1p53 && ((long) y & 1) != 0;
    }
    DoubleDouble log = new DoubleDouble(0, 0);
    Logarithm.log(a, log);
    double high = y * log.high;
    double r;
    if (Math.abs(high) > 800) {
      r = high > 0 ? Double.POSITIVE_INFINITY : 0.0;
    } else {
      log.set(high, Math.fma(y, log.high, -high) + y * log.low);
      r = exp(log.high, log.low);
    }
    return negative ? -r : r;
  }

  private static double power(int e) {
    return Double.longBitsToDouble((long) (e + 1023) << 52);
  }
}
