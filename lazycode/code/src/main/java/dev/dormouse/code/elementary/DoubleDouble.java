package dev.dormouse.code.elementary;

/**
 * A number as the sum of two doubles, {@code high} being that sum rounded: some 104 bits. After T.
 * J. Dekker, "A floating-point technique for extending the available precision" (1971).
 *
 * <p>An object is changed in place, belongs to one thread, and holds finite numbers only.
 */
public final class DoubleDouble {
  public double high;
  public double low;

  public DoubleDouble(double high, double low) {
    this.high = high;
    this.low = low;
  }

  DoubleDouble(DoubleDouble from) {
    this(from.high, from.low);
  }

  /** Becomes {@code h + l}, where h is not smaller than l, or 0. */
  public DoubleDouble set(double h, double l) {
    high = h + l;
    low = l - (high - h);
    return this;
  }

  /** Becomes the exact sum of any two doubles. */
  DoubleDouble sum(double a, double b) {
    double s = a + b;
    double part = s - a;
    low = a - (s - part) + (b - part);
    high = s;
    return this;
  }

  /** Becomes the exact square of a double that has one. */
  DoubleDouble square(double a) {
    high = a * a;
    low = Math.fma(a, a, -high);
    return this;
  }

  public DoubleDouble add(double h, double l) {
    double s = high + h;
    double part = s - high;
    return set(s, high - (s - part) + (h - part) + low + l);
  }

  DoubleDouble add(DoubleDouble other) {
    return add(other.high, other.low);
  }

  public DoubleDouble multiply(double h, double l) {
    double p = high * h;
    return set(p, Math.fma(high, h, -p) + (high * l + low * h));
  }

  DoubleDouble multiply(DoubleDouble other) {
    return multiply(other.high, other.low);
  }

  DoubleDouble divide(double h, double l) {
    double q = high / h;
    return set(q, (Math.fma(-q, h, high) + low - q * l) / h);
  }

  public DoubleDouble divide(int n) {
    return divide(n, 0);
  }

  DoubleDouble divide(DoubleDouble other) {
    return divide(other.high, other.low);
  }

  /** Becomes its square root; it is not negative. */
  DoubleDouble sqrt() {
    if (high == 0) {
      return this;
    }
    double root = Math.sqrt(high);
    return set(root, (Math.fma(-root, root, high) + low) / (2 * root));
  }

  DoubleDouble negate() {
    high = -high;
    low = -low;
    return this;
  }

  /**
   * The inverse tangent of {@code n / d}, or the inverse hyperbolic one, for a ratio of at most
   * 1/64: the sum of &plusmn;u<sup>2k+1</sup>/(2k+1) to a relative error below 2<sup>-96</sup>.
   */
  static DoubleDouble inverseTangent(double n, double d, boolean hyperbolic) {
    DoubleDouble u = new DoubleDouble(n, 0).divide(d, 0);
    DoubleDouble square = new DoubleDouble(u).multiply(u);
    if (!hyperbolic) {
      square.negate();
    }
    double s = square.high;
    double rest = s * (1.0 / 9 + s * (1.0 / 11 + s * (1.0 / 13 + s * (1.0 / 15 + s / 17))));
    DoubleDouble sum = new DoubleDouble(1, 0).divide(7).add(rest, 0);
    for (int k = 5; k > 0; k -= 2) {
      sum.multiply(square).add(new DoubleDouble(1, 0).divide(k));
    }
    return sum.multiply(u);
  }
}
