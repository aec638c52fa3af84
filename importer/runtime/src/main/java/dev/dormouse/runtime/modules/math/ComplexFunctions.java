package dev.dormouse.runtime.modules.math;

import dev.dormouse.code.elementary.Circular;
import dev.dormouse.code.elementary.Exponential;
import dev.dormouse.code.elementary.Hypotenuse;
import dev.dormouse.code.elementary.InverseTangent;
import dev.dormouse.code.elementary.Logarithm;
import dev.dormouse.runtime.objects.PyComplex;

/**
 * Elementary functions of a complex number x + yj after W. Kahan, "Branch cuts for complex
 * elementary functions" (1987), with the values at infinities, NaN and signed zeros that annex G of
 * the C standard asks for. No errors are raised here.
 */
final class ComplexFunctions {
  private static final double INF = Double.POSITIVE_INFINITY;
  private static final double NAN = Double.NaN;
  private static final double HALF_PI = Math.PI / 2;
  private static final double LN_2 = 0.6931471805599453;

  /** Beyond this, squares and sums overflow. */
  private static final double LARGE = Double.MAX_VALUE / 4;

  private static final double SQRT_LARGE = 0x1p511;
  private static final double LOG_LARGE = 708.3964185322641;
  private static final double SQRT_TINY = 0x1p-511;

  private ComplexFunctions() {}

  private static boolean finite(double d) {
    return Math.abs(d) <= Double.MAX_VALUE;
  }

  private static boolean special(double x, double y) {
    return !finite(x) || !finite(y);
  }

  private static boolean infinite(double x, double y) {
    return Double.isInfinite(x) || Double.isInfinite(y);
  }

  private static boolean hasNan(double x, double y) {
    return Double.isNaN(x) || Double.isNaN(y);
  }

  private static PyComplex of(double x, double y) {
    return PyComplex.of(x, y);
  }

  private static double hypot(double x, double y) {
    return Hypotenuse.hypot(x, y);
  }

  static PyComplex sqrt(double x, double y) {
    if (special(x, y)) {
      if (Double.isInfinite(y)) {
        return of(INF, y);
      }
      if (x == INF) {
        return of(INF, Double.isNaN(y) ? NAN : Math.copySign(0.0, y));
      }
      if (x == -INF) {
        return Double.isNaN(y) ? of(NAN, INF) : of(0.0, Math.copySign(INF, y));
      }
      return of(NAN, NAN);
    }
    if (x == 0 && y == 0) {
      return of(0.0, y);
    }
    double ax = Math.abs(x);
    double ay = Math.abs(y);
    double s;
    if (ax < Double.MIN_NORMAL && ay < Double.MIN_NORMAL) {
      ax *= 0x1p54;
      s = Math.sqrt(ax + hypot(ax, ay * 0x1p54)) * 0x1p-27 / Math.sqrt(2);
    } else {
      ax /= 8;
      s = 2 * Math.sqrt(ax + hypot(ax, ay / 8));
    }
    double d = ay / (2 * s);
    return x >= 0 ? of(s, Math.copySign(d, y)) : of(d, Math.copySign(s, y));
  }

  /** log|x + yj| for a number that is finite and not zero. */
  private static double logOfLength(double x, double y) {
    double big = Math.max(Math.abs(x), Math.abs(y));
    double small = Math.min(Math.abs(x), Math.abs(y));
    if (big > LARGE) {
      return Logarithm.log(hypot(big / 2, small / 2)) + LN_2;
    }
    if (big < Double.MIN_NORMAL) {
      return Logarithm.log(hypot(big * 0x1p53, small * 0x1p53)) - 53 * LN_2;
    }
    double h = hypot(big, small);
    if (h >= 0.71 && h <= 1.73) {
      return StrictMath.log1p((big - 1) * (big + 1) + small * small) / 2;
    }
    return Logarithm.log(h);
  }

  static PyComplex log(PyComplex z) {
    double x = z.real;
    double y = z.imag;
    if (special(x, y)) {
      double angle = hasNan(x, y) ? NAN : InverseTangent.atan2(y, x);
      return of(infinite(x, y) ? INF : NAN, angle);
    }
    return of(x == 0 && y == 0 ? -INF : logOfLength(x, y), InverseTangent.atan2(y, x));
  }

  static PyComplex acos(PyComplex z) {
    double x = z.real;
    double y = z.imag;
    if (special(x, y)) {
      if (hasNan(x, y)) {
        if (Double.isInfinite(y)) {
          return of(NAN, -y);
        }
        return Double.isInfinite(x) ? of(NAN, INF) : of(x == 0 ? HALF_PI : NAN, NAN);
      }
      return of(InverseTangent.atan2(Math.abs(y), x), -Math.copySign(INF, y));
    }
    if (Math.abs(x) > LARGE || Math.abs(y) > LARGE) {
      double length = Logarithm.log(hypot(x / 2, y / 2)) + 2 * LN_2;
      return of(InverseTangent.atan2(Math.abs(y), x), -Math.copySign(length, y));
    }
    PyComplex minus = sqrt(1 - x, -y);
    PyComplex plus = sqrt(1 + x, y);
    return of(
        2 * InverseTangent.atan2(minus.real, plus.real),
        SpecialFunctions.asinh(plus.real * minus.imag - plus.imag * minus.real));
  }

  static PyComplex acosh(PyComplex z) {
    double x = z.real;
    double y = z.imag;
    if (special(x, y)) {
      if (hasNan(x, y)) {
        return of(infinite(x, y) ? INF : NAN, NAN);
      }
      return of(INF, InverseTangent.atan2(y, x));
    }
    if (Math.abs(x) > LARGE || Math.abs(y) > LARGE) {
      return of(Logarithm.log(hypot(x / 2, y / 2)) + 2 * LN_2, InverseTangent.atan2(y, x));
    }
    PyComplex minus = sqrt(x - 1, y);
    PyComplex plus = sqrt(x + 1, y);
    return of(
        SpecialFunctions.asinh(minus.real * plus.real + minus.imag * plus.imag),
        2 * InverseTangent.atan2(minus.imag, plus.real));
  }

  static PyComplex asinh(double x, double y) {
    if (special(x, y)) {
      if (Double.isInfinite(x)) {
        double angle =
            Double.isNaN(y) ? NAN : Math.copySign(Double.isInfinite(y) ? Math.PI / 4 : 0.0, y);
        return of(x, angle);
      }
      if (Double.isNaN(x)) {
        return Double.isInfinite(y) ? of(INF, NAN) : of(NAN, y == 0 ? y : NAN);
      }
      return Double.isInfinite(y)
          ? of(Math.copySign(INF, x), Math.copySign(HALF_PI, y))
          : of(NAN, NAN);
    }
    if (Math.abs(x) > LARGE || Math.abs(y) > LARGE) {
      double length = Logarithm.log(hypot(x / 2, y / 2)) + 2 * LN_2;
      return of(Math.copySign(length, x), InverseTangent.atan2(y, Math.abs(x)));
    }
    PyComplex plus = sqrt(1 + y, -x);
    PyComplex minus = sqrt(1 - y, x);
    return of(
        SpecialFunctions.asinh(plus.real * minus.imag - minus.real * plus.imag),
        InverseTangent.atan2(y, plus.real * minus.real - plus.imag * minus.imag));
  }

  static PyComplex atanh(double x, double y) {
    if (special(x, y)) {
      if (Double.isInfinite(y)) {
        return of(Double.isNaN(x) ? 0.0 : Math.copySign(0.0, x), Math.copySign(HALF_PI, y));
      }
      if (Double.isInfinite(x)) {
        return of(Math.copySign(0.0, x), Double.isNaN(y) ? NAN : Math.copySign(HALF_PI, y));
      }
      return of(x == 0 ? x : NAN, NAN);
    }
    if (x < 0 || x == 0 && Math.copySign(1.0, x) < 0) {
      PyComplex r = atanh(-x, -y);
      return of(-r.real, -r.imag);
    }
    double ay = Math.abs(y);
    if (x > SQRT_LARGE || ay > SQRT_LARGE) {
      double h = hypot(x / 2, y / 2);
      return of(x / 4 / h / h, Math.copySign(HALF_PI, y));
    }
    if (x == 1 && ay < SQRT_TINY) {
      if (ay == 0) {
        throw MathModule.domainError();
      }
      return of(
          -Logarithm.log(Math.sqrt(ay) / Math.sqrt(hypot(ay, 2))),
          Math.copySign(InverseTangent.atan2(2, -ay) / 2, y));
    }
    return of(
        StrictMath.log1p(4 * x / ((1 - x) * (1 - x) + ay * ay)) / 4,
        -InverseTangent.atan2(-2 * y, (1 - x) * (1 + x) - ay * ay) / 2);
  }

  /** length · (cos angle + j sin angle), keeping the sign of an angle of zero. */
  private static PyComplex turn(double length, double angle) {
    return angle == 0
        ? of(length, angle)
        : of(length * Circular.cos(angle), length * Circular.sin(angle));
  }

  static PyComplex exp(double x, double y) {
    if (special(x, y)) {
      if (x == -INF) {
        return finite(y)
            ? of(
                Math.copySign(0.0, Circular.cos(y)),
                y == 0 ? y : Math.copySign(0.0, Circular.sin(y)))
            : of(0.0, 0.0);
      }
      if (x == INF) {
        if (y == 0) {
          return of(INF, y);
        }
        return finite(y)
            ? of(Math.copySign(INF, Circular.cos(y)), Math.copySign(INF, Circular.sin(y)))
            : of(INF, NAN);
      }
      return Double.isNaN(x) && y == 0 ? of(NAN, y) : of(NAN, NAN);
    }
    if (x > LOG_LARGE) {
      double l = Exponential.exp(x - 1);
      return of(l * Circular.cos(y) * Math.E, l * Circular.sin(y) * Math.E);
    }
    double l = Exponential.exp(x);
    return of(l * Circular.cos(y), l * Circular.sin(y));
  }

  static PyComplex cosh(double x, double y) {
    if (special(x, y)) {
      if (Double.isInfinite(x)) {
        if (y == 0) {
          return of(INF, Math.copySign(1.0, x) * y);
        }
        if (!finite(y)) {
          return of(INF, NAN);
        }
        return of(Math.copySign(INF, Circular.cos(y)), Math.copySign(INF, x * Circular.sin(y)));
      }
      if (Double.isNaN(x)) {
        return of(NAN, y == 0 ? 0.0 : NAN);
      }
      return of(NAN, x == 0 ? 0.0 : NAN);
    }
    if (Math.abs(x) > LOG_LARGE) {
      double shifted = x - Math.copySign(1.0, x);
      return of(
          Circular.cos(y) * SpecialFunctions.cosh(shifted) * Math.E,
          Circular.sin(y) * SpecialFunctions.sinh(shifted) * Math.E);
    }
    return of(
        Circular.cos(y) * SpecialFunctions.cosh(x), Circular.sin(y) * SpecialFunctions.sinh(x));
  }

  static PyComplex sinh(double x, double y) {
    if (special(x, y)) {
      if (Double.isInfinite(x)) {
        if (y == 0) {
          return of(x, y);
        }
        if (!finite(y)) {
          return of(INF, NAN);
        }
        return of(Math.copySign(INF, x * Circular.cos(y)), Math.copySign(INF, Circular.sin(y)));
      }
      if (Double.isNaN(x)) {
        return of(NAN, y == 0 ? y : NAN);
      }
      return of(x == 0 ? 0.0 : NAN, NAN);
    }
    if (Math.abs(x) > LOG_LARGE) {
      double shifted = x - Math.copySign(1.0, x);
      return of(
          Circular.cos(y) * SpecialFunctions.sinh(shifted) * Math.E,
          Circular.sin(y) * SpecialFunctions.cosh(shifted) * Math.E);
    }
    return of(
        Circular.cos(y) * SpecialFunctions.sinh(x), Circular.sin(y) * SpecialFunctions.cosh(x));
  }

  static PyComplex tanh(double x, double y) {
    if (special(x, y)) {
      if (Double.isInfinite(x)) {
        double zero =
            y == 0 ? y : finite(y) ? Math.copySign(0.0, Circular.sin(y) * Circular.cos(y)) : 0.0;
        return of(Math.copySign(1.0, x), zero);
      }
      return of(NAN, Double.isNaN(x) && y == 0 ? y : NAN);
    }
    if (Math.abs(x) > LOG_LARGE) {
      return of(
          Math.copySign(1.0, x),
          4 * Circular.sin(y) * Circular.cos(y) * Exponential.exp(-2 * Math.abs(x)));
    }
    double tx = SpecialFunctions.tanh(x);
    double ty = Circular.tan(y);
    double cx = 1 / SpecialFunctions.cosh(x);
    double product = tx * ty;
    double denominator = 1 + product * product;
    return of(tx * (1 + ty * ty) / denominator, ty / denominator * cx * cx);
  }

  static PyComplex rect(double r, double phi) {
    if (special(r, phi)) {
      if (Double.isInfinite(r)) {
        if (phi == 0) {
          return of(r, Math.copySign(1.0, r) * phi);
        }
        if (!finite(phi)) {
          return of(INF, NAN);
        }
        return of(
            Math.copySign(INF, r * Circular.cos(phi)), Math.copySign(INF, r * Circular.sin(phi)));
      }
      if (Double.isNaN(r)) {
        return of(NAN, phi == 0 ? 0.0 : NAN);
      }
      return r == 0 ? of(0.0, 0.0) : of(NAN, NAN);
    }
    return phi == 0 ? of(r, r * phi) : turn(r, phi);
  }

  /** a / b as complex division does it, but without an error. */
  static PyComplex quotient(PyComplex a, PyComplex b) {
    if (Math.abs(b.real) >= Math.abs(b.imag)) {
      double ratio = b.imag / b.real;
      double d = b.real + b.imag * ratio;
      return of((a.real + a.imag * ratio) / d, (a.imag - a.real * ratio) / d);
    }
    if (Math.abs(b.imag) >= Math.abs(b.real)) {
      double ratio = b.real / b.imag;
      double d = b.real * ratio + b.imag;
      return of((a.real * ratio + a.imag) / d, (a.imag * ratio - a.real) / d);
    }
    return of(NAN, NAN);
  }
}
