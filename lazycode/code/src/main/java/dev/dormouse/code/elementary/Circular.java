package dev.dormouse.code.elementary;

/**
 * Sine, cosine and tangent: an angle is k &pi;/128 + r with an r below 2<sup>-6.3</sup>, and the
 * functions of the sum are sums of products of functions of both.
 */
public final class Circular {
  private static final int STEPS = 64;

  /** 128 / &pi;. */
  private static final double PER_STEP = 0x1.45f306dc9c883p5;

  /** &pi;/128 in parts; a multiple of the first two by fewer than 2<sup>21</sup> steps is exact. */
  private static final double STEP_1 = 0x1.921fb54400000p-6;

  private static final double STEP_2 = 0x1.0b4611a600000p-40;
  private static final double STEP_3 = 0x1.3198a2e037073p-75;

  private static final double STEP = 0x1.921fb54442d18p-6;
  private static final double STEP_LOW = 0x1.1a62633145c07p-60;

  private static final double SIXTH = 0x1.5555555555555p-3;
  private static final double SIXTH_LOW = 0x1.5555555555555p-57;

  private static final double ROUND = 0x1.8p52;

  /** Angles below are reduced by subtracting, others by the digits of 1/&pi;. */
  private static final double LARGE = 0x1p15;

  /** sin(i &pi;/128), i up to 64. */
  private static final double[] HIGH = new double[STEPS + 1];

  private static final double[] LOW = new double[STEPS + 1];

  static {
    // Halving from cos π/2 = 0, sin π/2 = 1, and adding the angles so found.
    HIGH[STEPS] = 1;
    DoubleDouble cosine = new DoubleDouble(0, 0);
    DoubleDouble sine = new DoubleDouble(1, 0);
    for (int bit = STEPS / 2; bit > 0; bit /= 2) {
      cosine.add(1, 0).divide(2).sqrt();
      sine.divide(2).divide(cosine);
      for (int i = 0; i < STEPS; i += 2 * bit) {
        DoubleDouble sum = new DoubleDouble(HIGH[i], LOW[i]).multiply(cosine);
        sum.add(new DoubleDouble(HIGH[STEPS - i], LOW[STEPS - i]).multiply(sine));
        HIGH[i + bit] = sum.high;
        LOW[i + bit] = sum.low;
      }
    }
  }

  private Circular() {}

  public static double sin(double x) {
    if (!(Math.abs(x) <= Double.MAX_VALUE) || Math.abs(x) < 0x1p-27) {
      return Math.sin(x);
    }
    DoubleDouble r = new DoubleDouble(0, 0);
    return sine(reduce(x, r), r.high, r.low, r).high;
  }

  public static double cos(double x) {
    if (!(Math.abs(x) <= Double.MAX_VALUE)) {
      return Double.NaN;
    }
    DoubleDouble r = new DoubleDouble(0, 0);
    return sine(reduce(x, r) + STEPS, r.high, r.low, r).high;
  }

  public static double tan(double x) {
    if (!(Math.abs(x) <= Double.MAX_VALUE) || Math.abs(x) < 0x1p-27) {
      return Math.tan(x);
    }
    DoubleDouble r = new DoubleDouble(0, 0);
    int k = reduce(x, r);
    DoubleDouble cosine = sine(k + STEPS, r.high, r.low, new DoubleDouble(0, 0));
    return sine(k, r.high, r.low, r).divide(cosine).high;
  }

  /** Makes {@code rest} what x is more than a number of steps, and returns that, modulo a turn. */
  private static int reduce(double x, DoubleDouble rest) {
    if (Math.abs(x) >= LARGE) {
      return LargeAngle.reduce(x, rest);
    }
    double steps = x * PER_STEP + ROUND - ROUND;
    double high = x - steps * STEP_1;
    rest.sum(high, -steps * STEP_2);
    double b = -steps * STEP_3;
    rest.add(b, Math.fma(-steps, STEP_3, -b));
    return (int) steps;
  }

  /** The sine of k steps and r + low, in {@code result}. */
  private static DoubleDouble sine(int k, double r, double low, DoubleDouble result) {
    int i = k & 2 * STEPS - 1;
    double sign = (k & 2 * STEPS) == 0 ? 1 : -1;
    double cosineSign = sign;
    int j = STEPS - i;
    if (j < 0) {
      i = 2 * STEPS - i;
      j = -j;
      cosineSign = -sign;
    }
    double square = r * r;
    double squareLow = Math.fma(r, r, -square) + 2 * r * low;
    // sin r = r - r³/6 + …
    double cube = square * r;
    double cubeLow = Math.fma(square, r, -cube) + squareLow * r + square * low;
    double b = -cube * SIXTH;
    double bLow = -(Math.fma(cube, SIXTH, b) + cube * SIXTH_LOW + cubeLow * SIXTH);
    double rest = cube * square * (1.0 / 120 - square * (1.0 / 5040 - square * (1.0 / 362880)));
    double s = r + b;
    double sLow = b - (s - r) + (low + bLow + rest);
    // cos r - 1 = -r²/2 + r⁴/24 - …
    double c = -0.5 * square;
    double cLow =
        -0.5 * squareLow
            + square * square * (1.0 / 24 - square * (1.0 / 720 - square * (1.0 / 40320)));
    double h = sign * HIGH[i];
    double l = sign * LOW[i];
    double g = cosineSign * HIGH[j];
    // h + l + (h + l)(c + cLow) + g (s + sLow)
    double p = g * s;
    double pLow = Math.fma(g, s, -p) + (g * sLow + cosineSign * LOW[j] * s);
    double q = h * c;
    double qLow = Math.fma(h, c, -q) + (h * cLow + l * c);
    double sum = h + p;
    double error = Math.abs(h) > Math.abs(p) ? p - (sum - h) : h - (sum - p);
    double next = sum + q;
    double part = next - sum;
    error += sum - (next - part) + (q - part);
    return result.set(next, error + (pLow + qLow + l));
  }
}
