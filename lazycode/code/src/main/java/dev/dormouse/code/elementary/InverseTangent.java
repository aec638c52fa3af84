package dev.dormouse.code.elementary;

/**
 * The inverse trigonometric functions: all are the angle of a right triangle with the legs n and d,
 * and that is atan(i/64) + atan((64 n - i d) / (64 d + i n)), the latter below 1/128.
 */
public final class InverseTangent {
  private static final int STEPS = 64;
  private static final double HALF_PI = 0x1.921fb54442d18p0;
  private static final double HALF_PI_LOW = 0x1.1a62633145c07p-54;
  private static final double THIRD = 0x1.5555555555555p-2;
  private static final double THIRD_LOW = 0x1.5555555555555p-56;

  /** atan(i/64). */
  private static final double[] HIGH = new double[STEPS + 1];

  private static final double[] LOW = new double[STEPS + 1];

  static {
    DoubleDouble sum = new DoubleDouble(0, 0);
    for (int i = 0; i < STEPS; i++) {
      sum.add(DoubleDouble.inverseTangent(STEPS, STEPS * STEPS + i * (i + 1), false));
      HIGH[i + 1] = sum.high;
      LOW[i + 1] = sum.low;
    }
  }

  private InverseTangent() {}

  /**
   * Makes n the angle between 0 and &pi;/2 whose tangent is n/d. Neither is negative, their
   * quotient is no subnormal number, and n is not the greater one.
   */
  private static void acute(DoubleDouble n, DoubleDouble d) {
    int i = (int) (STEPS * n.high / d.high + 0.5);
    double a = n.high * STEPS;
    double b = -i * d.high;
    double bLow = Math.fma(-i, d.high, -b);
    double top = a + b;
    double part = top - a;
    double topLow = a - (top - part) + (b - part) + bLow + (STEPS * n.low - i * d.low);
    a = d.high * STEPS;
    b = i * n.high;
    bLow = Math.fma(i, n.high, -b);
    double bottom = a + b;
    double bottomLow = b - (bottom - a) + bLow + (STEPS * d.low + i * n.low);
    double q = top / bottom;
    double low = (Math.fma(-q, bottom, top) + topLow - q * bottomLow) / bottom;
    // q - q³/3 + q⁵/5 - …, of which the first two in full.
    double square = q * q;
    double squareLow = Math.fma(q, q, -square) + 2 * q * low;
    double cube = square * q;
    double cubeLow = Math.fma(square, q, -cube) + squareLow * q + square * low;
    double third = -cube * THIRD;
    double thirdLow = -(Math.fma(cube, THIRD, third) + cube * THIRD_LOW + cubeLow * THIRD);
    double rest = cube * square * (1.0 / 5 - square * (1.0 / 7 - square * (1.0 / 9 - square / 11)));
    double h = HIGH[i];
    double sum = h + q;
    double error = q - (sum - h);
    double next = sum + third;
    error += third - (next - sum);
    n.set(next, error + (low + thirdLow + LOW[i] + rest));
  }

  /** Makes n the angle, from 0 to &pi;, of a point (x, y) whose y is n and whose |x| is d. */
  private static double angle(DoubleDouble n, DoubleDouble d, boolean left) {
    if (n.high <= d.high) {
      acute(n, d);
      if (left) {
        n.negate().add(2 * HALF_PI, 2 * HALF_PI_LOW);
      }
      return n.high;
    }
    acute(d, n);
    if (!left) {
      d.negate();
    }
    return d.add(HALF_PI, HALF_PI_LOW).high;
  }

  /** The angle of the point (x, y). */
  public static double atan2(double y, double x) {
    double n = Math.abs(y);
    double d = Math.abs(x);
    if (!(n > 0 && n <= Double.MAX_VALUE && d > 0 && d <= Double.MAX_VALUE)) {
      return Math.atan2(y, x);
    }
    int up = Math.getExponent(n);
    int right = Math.getExponent(d);
    double r;
    if (up - right < -64) {
      r = x < 0 ? 2 * HALF_PI : n / d;
    } else if (up - right > 64) {
      r = HALF_PI;
    } else {
      int scale = -Math.max(up, right);
      n = Math.scalb(n, scale);
      d = Math.scalb(d, scale);
      r = angle(new DoubleDouble(n, 0), new DoubleDouble(d, 0), x < 0);
    }
    return Math.copySign(r, y);
  }

  public static double atan(double x) {
    return Double.isNaN(x) ? x : atan2(x, 1);
  }

  public static double asin(double x) {
    double a = Math.abs(x);
    return !(a <= 1) || a < 0x1p-60
        ? Math.asin(x)
        : Math.copySign(angle(new DoubleDouble(a, 0), otherLeg(a), false), x);
  }

  public static double acos(double x) {
    double a = Math.abs(x);
    return a <= 1 ? angle(otherLeg(a), new DoubleDouble(a, 0), x < 0) : Double.NaN;
  }

  /** &radic;(1 - a²). */
  private static DoubleDouble otherLeg(double a) {
    double square = a * a;
    double low = Math.fma(a, a, -square);
    DoubleDouble r = new DoubleDouble(0, 0).sum(1, -square);
    return r.set(r.high, r.low - low).sqrt();
  }
}
