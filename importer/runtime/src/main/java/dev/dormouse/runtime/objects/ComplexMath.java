package dev.dormouse.runtime.objects;

import dev.dormouse.code.elementary.Circular;
import dev.dormouse.code.elementary.Exponential;
import dev.dormouse.code.elementary.Hypotenuse;
import dev.dormouse.code.elementary.InverseTangent;
import dev.dormouse.code.elementary.Logarithm;

/** Complex arithmetic that is more than a line per part. */
public final class ComplexMath {
  private ComplexMath() {}

  static PyComplex multiply(double a, double b, double c, double d) {
    return PyComplex.of(a * c - b * d, a * d + b * c);
  }

  /**
   * {@code (a + bj) / (c + dj)}, scaled by the larger part of the divisor so that nothing overflows
   * on the way.
   */
  static PyComplex divide(double a, double b, double c, double d) {
    double absC = Math.abs(c);
    double absD = Math.abs(d);
    if (absC >= absD) {
      if (absC == 0) {
        throw Errors.zeroDivisionError("complex division by zero");
      }
      double ratio = d / c;
      double denominator = c + d * ratio;
      return PyComplex.of((a + b * ratio) / denominator, (b - a * ratio) / denominator);
    }
    if (absD >= absC) {
      double ratio = c / d;
      double denominator = c * ratio + d;
      return PyComplex.of((a * ratio + b) / denominator, (b * ratio - a) / denominator);
    }
    return PyComplex.of(Double.NaN, Double.NaN);
  }

  /** {@code (a + bj) ** (c + dj)}. */
  static PyComplex power(double a, double b, double c, double d) {
    PyComplex r;
    if (d == 0 && c == Math.floor(c) && Math.abs(c) <= 100) {
      r = integralPower(a, b, (int) c);
    } else if (a == 0 && b == 0) {
      if (d != 0 || c < 0) {
        throw zeroToNegative();
      }
      r = PyComplex.of(0, 0);
    } else {
      double abs = Hypotenuse.hypot(a, b);
      double length = Exponential.pow(abs, c);
      double angle = InverseTangent.atan2(b, a);
      double phase = angle * c;
      if (d != 0) {
        length /= Exponential.exp(angle * d);
        phase += d * Logarithm.log(abs);
      }
      if (Double.isInfinite(phase)) {
        throw zeroToNegative(); // C's cos reports a domain error, for which CPython has these words
        // only
      }
      r = PyComplex.of(length * Circular.cos(phase), length * Circular.sin(phase));
    }
    if (Double.isInfinite(r.real) || Double.isInfinite(r.imag)) {
      if (isFinite(a) && isFinite(b) && isFinite(c) && isFinite(d)) {
        throw Errors.overflowError("complex exponentiation");
      }
    }
    return r;
  }

  private static boolean isFinite(double d) {
    return Math.abs(d) <= Double.MAX_VALUE;
  }

  private static PyException zeroToNegative() {
    return Errors.zeroDivisionError("0.0 to a negative or complex power");
  }

  private static PyComplex integralPower(double a, double b, int n) {
    if (n > 0) {
      return positivePower(a, b, n);
    }
    if (a == 0 && b == 0 && n != 0) {
      throw zeroToNegative();
    }
    PyComplex p = positivePower(a, b, -n);
    return divide(1, 0, p.real, p.imag);
  }

  private static PyComplex positivePower(double a, double b, int n) {
    PyComplex r = PyComplex.of(1, 0);
    PyComplex square = PyComplex.of(a, b);
    for (int bit = 1; bit <= n; bit <<= 1) {
      if ((n & bit) != 0) {
        r = multiply(r.real, r.imag, square.real, square.imag);
      }
      square = multiply(square.real, square.imag, square.real, square.imag);
    }
    return r;
  }

  static double abs(PyComplex z) {
    double r = Hypotenuse.hypot(z.real, z.imag);
    if (Double.isInfinite(r) && isFinite(z.real) && isFinite(z.imag)) {
      throw Errors.overflowError("absolute value too large");
    }
    return r;
  }
}
