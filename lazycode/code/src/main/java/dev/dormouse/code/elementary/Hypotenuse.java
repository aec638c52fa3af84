package dev.dormouse.code.elementary;

/**
 * The length of a hypotenuse after C. F. Borges, "An improved algorithm for hypot(a,b)" (2019), as
 * C's library has it: a root corrected by what its square is too large, which is taken without the
 * squares of the legs. It misses the correctly rounded result in one case of some two hundred;
 * where that matters it misses the same ones.
 */
public final class Hypotenuse {
  private Hypotenuse() {}

  /** As C's {@code hypot}: infinite if a leg is, even if the other is NaN. */
  public static double hypot(double x, double y) {
    double a = Math.max(Math.abs(x), Math.abs(y));
    double b = Math.min(Math.abs(x), Math.abs(y));
    if (!(a <= Double.MAX_VALUE)) {
      return Double.isInfinite(x) || Double.isInfinite(y) ? Double.POSITIVE_INFINITY : Double.NaN;
    }
    if (b <= a * 0x1p-54) {
      return a + b;
    }
    double scale = a > 0x1p511 ? 0x1p-600 : b < 0x1p-459 ? 0x1p600 : 1;
    return corrected(a * scale, b * scale) / scale;
  }

  private static double corrected(double a, double b) {
    double root = Math.sqrt(a * a + b * b);
    double excess;
    if (root <= 2 * b) {
      double over = root - b;
      excess = a * (2 * over - a) + (over - 2 * (a - b)) * over;
    } else {
      double over = root - a;
      excess = 2 * over * (a - 2 * b) + ((4 * over - b) * b + over * over);
    }
    return root - excess / (2 * root);
  }
}
