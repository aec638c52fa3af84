package dev.dormouse.runtime.modules.math;

import dev.dormouse.code.elementary.Circular;
import dev.dormouse.code.elementary.Exponential;
import dev.dormouse.code.elementary.InverseTangent;
import dev.dormouse.runtime.objects.FloatMath;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.tables.Function;

/**
 * The functions of {@code math} that are one of {@code elementary}, of {@link SpecialFunctions} or
 * of Java's with Python's errors: NaN from something else is a domain error, an infinity from
 * something finite is a range error where the function can overflow and a domain error else.
 */
final class Elementary {
  private Elementary() {}

  static PyInt toInt(double d) {
    return FloatMath.toInt(d);
  }

  private static double checked(double x, double r) {
    if (Double.isNaN(r) && !Double.isNaN(x) || Double.isInfinite(r) && MathModule.isFinite(x)) {
      throw MathModule.domainError();
    }
    return r;
  }

  private static double overflowing(double x, double r) {
    if (Double.isNaN(r) && !Double.isNaN(x)) {
      throw MathModule.domainError();
    }
    if (Double.isInfinite(r) && MathModule.isFinite(x)) {
      throw MathModule.rangeError();
    }
    return r;
  }

  private static double checked2(double x, double y, double r) {
    if (Double.isNaN(r)) {
      if (!Double.isNaN(x) && !Double.isNaN(y)) {
        throw MathModule.domainError();
      }
    } else if (Double.isInfinite(r) && MathModule.isFinite(x) && MathModule.isFinite(y)) {
      throw MathModule.rangeError();
    }
    return r;
  }

  @Function(signature = "(x, /)", doc = "The arc cosine, in radians, from 0 to pi.")
  static double acos(double x) {
    return checked(x, InverseTangent.acos(x));
  }

  @Function(signature = "(x, /)", doc = "The inverse hyperbolic cosine.")
  static double acosh(double x) {
    return checked(x, SpecialFunctions.acosh(x));
  }

  @Function(signature = "(x, /)", doc = "The arc sine, in radians, from -pi/2 to pi/2.")
  static double asin(double x) {
    return checked(x, InverseTangent.asin(x));
  }

  @Function(signature = "(x, /)", doc = "The inverse hyperbolic sine.")
  static double asinh(double x) {
    return checked(x, SpecialFunctions.asinh(x));
  }

  @Function(signature = "(x, /)", doc = "The arc tangent, in radians, from -pi/2 to pi/2.")
  static double atan(double x) {
    return checked(x, InverseTangent.atan(x));
  }

  @Function(
      signature = "(y, x, /)",
      doc = "The arc tangent of y/x, in radians, in the quadrant that both signs tell.")
  static double atan2(double y, double x) {
    return InverseTangent.atan2(y, x);
  }

  @Function(signature = "(x, /)", doc = "The inverse hyperbolic tangent.")
  static double atanh(double x) {
    return checked(x, SpecialFunctions.atanh(x));
  }

  @Function(signature = "(x, /)", doc = "The cube root.")
  static double cbrt(double x) {
    return SpecialFunctions.cbrt(x);
  }

  @Function(signature = "(x, y, /)", doc = "The magnitude of x with the sign of y.")
  static double copysign(double x, double y) {
    return Double.isNaN(y)
        ? Double.longBitsToDouble(
            Double.doubleToRawLongBits(x) & Long.MAX_VALUE
                | Double.doubleToRawLongBits(y) & Long.MIN_VALUE)
        : Math.copySign(x, y);
  }

  @Function(signature = "(x, /)", doc = "The cosine of x radians.")
  static double cos(double x) {
    return checked(x, Circular.cos(x));
  }

  @Function(signature = "(x, /)", doc = "The hyperbolic cosine.")
  static double cosh(double x) {
    return overflowing(x, SpecialFunctions.cosh(x));
  }

  @Function(signature = "(x, /)", doc = "An angle from radians to degrees.")
  static double degrees(double x) {
    return x * (180.0 / Math.PI);
  }

  @Function(signature = "(x, /)", doc = "The error function.")
  static double erf(double x) {
    return ErrorFunction.erf(x);
  }

  @Function(signature = "(x, /)", doc = "One minus the error function.")
  static double erfc(double x) {
    return ErrorFunction.erfc(x);
  }

  @Function(signature = "(x, /)", doc = "e to the power of x.")
  static double exp(double x) {
    return overflowing(x, Exponential.exp(x));
  }

  @Function(signature = "(x, /)", doc = "2 to the power of x.")
  static double exp2(double x) {
    return overflowing(x, Exponential.exp2(x));
  }

  @Function(signature = "(x, /)", doc = "exp(x)-1, exact for small x too.")
  static double expm1(double x) {
    return overflowing(x, StrictMath.expm1(x));
  }

  @Function(signature = "(x, /)", doc = "The absolute value, as a float.")
  static double fabs(double x) {
    return Math.abs(x);
  }

  @Function(
      signature = "(x, y, /)",
      doc = "The remainder of x / y as C has it: with the sign of x.")
  static double fmod(double x, double y) {
    if (Double.isInfinite(y) && MathModule.isFinite(x)) {
      return x;
    }
    return checked2(x, y, x % y);
  }

  @Function(signature = "(x, /)", doc = "The Gamma function.")
  static double gamma(double x) {
    if (x == 0 || x == Double.NEGATIVE_INFINITY || x < 0 && x == Math.floor(x)) {
      throw MathModule.domainError();
    }
    return overflowing(x, GammaFunction.gamma(x));
  }

  @Function(signature = "(x, /)", doc = "Whether x is neither an infinity nor NaN.")
  static boolean isfinite(double x) {
    return MathModule.isFinite(x);
  }

  @Function(signature = "(x, /)", doc = "Whether x is an infinity of either sign.")
  static boolean isinf(double x) {
    return Double.isInfinite(x);
  }

  @Function(signature = "(x, /)", doc = "Whether x is NaN.")
  static boolean isnan(double x) {
    return Double.isNaN(x);
  }

  @Function(
      signature = "(x, /)",
      doc = "The natural logarithm of the absolute value of the Gamma function.")
  static double lgamma(double x) {
    if (x <= 0 && x == Math.floor(x) && !Double.isInfinite(x)) {
      throw MathModule.domainError();
    }
    return overflowing(x, GammaFunction.lgamma(x));
  }

  @Function(signature = "(x, /)", doc = "The natural logarithm of 1+x, exact for small x too.")
  static double log1p(double x) {
    return checked(x, StrictMath.log1p(x));
  }

  @Function(signature = "(x, y, /)", doc = "The next float from x towards y.")
  static double nextafter(double x, double y) {
    return Math.nextAfter(x, y);
  }

  @Function(signature = "(x, y, /)", doc = "x to the power of y.")
  static double pow(double x, double y) {
    if (x == 0 && y < 0 && !Double.isInfinite(y)) {
      throw MathModule.domainError();
    }
    return checked2(x, y, Exponential.pow(x, y));
  }

  @Function(signature = "(x, /)", doc = "An angle from degrees to radians.")
  static double radians(double x) {
    return x * (Math.PI / 180.0);
  }

  @Function(
      signature = "(x, y, /)",
      doc = "x - n*y, n being the int closest to x/y, the even one of two.")
  static double remainder(double x, double y) {
    if (Double.isInfinite(y) && MathModule.isFinite(x)) {
      return x;
    }
    return checked2(x, y, Math.IEEEremainder(x, y));
  }

  @Function(signature = "(x, /)", doc = "The sine of x radians.")
  static double sin(double x) {
    return checked(x, Circular.sin(x));
  }

  @Function(signature = "(x, /)", doc = "The hyperbolic sine.")
  static double sinh(double x) {
    return overflowing(x, SpecialFunctions.sinh(x));
  }

  @Function(signature = "(x, /)", doc = "The square root.")
  static double sqrt(double x) {
    return checked(x, Math.sqrt(x));
  }

  @Function(signature = "(x, /)", doc = "The tangent of x radians.")
  static double tan(double x) {
    return checked(x, Circular.tan(x));
  }

  @Function(signature = "(x, /)", doc = "The hyperbolic tangent.")
  static double tanh(double x) {
    return checked(x, SpecialFunctions.tanh(x));
  }

  @Function(signature = "(x, /)", doc = "What the last bit of x is worth.")
  static double ulp(double x) {
    return Math.ulp(x);
  }
}
