package dev.dormouse.runtime.modules.math;

/**
 * Γ and its logarithm, by Stirling's series for large arguments and the recurrence Γ(x+1) = xΓ(x)
 * for the others. Products of many factors carry their rounding errors along, which keeps the
 * result within a few units of the last place.
 */
final class GammaFunction {
  private static final double HALF_LOG_TWO_PI = 0.9189385332046728;
  private static final double SQRT_TWO_PI = 2.5066282746310002;

  /** B₂ₖ / (2k (2k−1)), the coefficients of Stirling's series. */
  private static final double[] STIRLING = {
    1.0 / 12,
    -1.0 / 360,
    1.0 / 1260,
    -1.0 / 1680,
    1.0 / 1188,
    -691.0 / 360360,
    1.0 / 156,
    -3617.0 / 122400
  };

  private static final int SHIFT_TO = 20;
  private static final double LARGEST = 171.7;

  private GammaFunction() {}

  /** The part of log Γ(y) that Stirling's series adds, for y of at least {@link #SHIFT_TO}. */
  private static double series(double y) {
    double z = 1 / (y * y);
    double sum = 0;
    for (int k = STIRLING.length - 1; k >= 0; k--) {
      sum = sum * z + STIRLING[k];
    }
    return sum / y;
  }

  /** Γ(x); x is no pole. */
  static double gamma(double x) {
    if (Double.isNaN(x) || x == Double.POSITIVE_INFINITY) {
      return x;
    }
    if (x > LARGEST + 1) {
      return Double.POSITIVE_INFINITY;
    }
    if (Math.abs(x) < 1e-20) {
      return 1 / x;
    }
    if (x == Math.floor(x) && x <= 23) {
      double r = 1;
      for (int i = 2; i < x; i++) {
        r *= i;
      }
      return r;
    }
    if (x > 0) {
      return positive(x, 0);
    }
    if (x < -200) {
      // Γ alternates its sign between the poles even where it is too small for a double.
      return Math.floor(x) / 2 == Math.floor(Math.floor(x) / 2) ? 0.0 : -0.0;
    }
    // Γ(x) Γ(1−x) = π / sin πx; 1 - x is rounded, and its error goes along.
    double y = 1 - x;
    double error = 1 - y - x;
    double sine = sinPi(x);
    double g = positive(y, error);
    if (g > 1e300) {
      // The result is subnormal, or Γ(y) beyond the range of doubles: go by Γ(y) = (y-1)…(y-k)
      // Γ(y-k).
      double r = Math.PI / sine;
      int steps = (int) (y - 150);
      for (int k = 1; k <= steps; k++) {
        r /= y - k;
      }
      return r / positive(y - steps, error);
    }
    return Math.PI / (sine * g);
  }

  private static double sinPi(double x) {
    double r = Math.IEEEremainder(x, 2); // exact, from -1 to 1
    double a = Math.abs(r);
    double s =
        a < 0.25
            ? Math.sin(Math.PI * a)
            : a <= 0.75 ? Math.cos(Math.PI * (a - 0.5)) : Math.sin(Math.PI * (1 - a));
    return r < 0 ? -s : s;
  }

  /** Γ(x + error) for x > 0, error being tiny. */
  private static double positive(double x, double error) {
    double high = 1;
    double low = 0;
    double y = x;
    double yLow = error;
    while (y < SHIFT_TO) {
      // (high + low) * (y + yLow)
      double p = high * y;
      double pLow = Math.fma(high, y, -p) + low * y + high * yLow;
      high = p + pLow;
      low = p - high + pLow;
      double next = y + 1;
      yLow += y - (next - 1);
      y = next;
    }
    // y**(y-0.5) in two factors, either of which fits.
    double power = Math.pow(y, y * 0.5 - 0.25);
    double r = SQRT_TWO_PI * power * Math.exp(-y) * power * (1 + Math.expm1(series(y)));
    if (Double.isInfinite(r)) {
      return r;
    }
    r += r * yLow * (Math.log(y) - 0.5 / y);
    return r / high * (1 - low / high);
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
      return -Math.log(a);
    }
    if (x > 0) {
      return lgammaPositive(x);
    }
    return Math.log(Math.PI / Math.abs(sinPi(x) * x)) - lgammaPositive(a);
  }

  private static double lgammaPositive(double x) {
    if (x < SHIFT_TO) {
      double g = positive(x, 0);
      return Math.abs(g - 1) < 0.25 ? Math.log1p(g - 1) : Math.log(g);
    }
    double r = (x - 0.5) * (Math.log(x) - 1);
    return r + (HALF_LOG_TWO_PI - 0.5 + series(x));
  }
}
