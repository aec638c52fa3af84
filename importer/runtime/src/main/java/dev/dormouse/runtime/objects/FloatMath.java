package dev.dormouse.runtime.objects;

import dev.dormouse.runtime.text.FloatText;
import dev.dormouse.runtime.text.TextError;
import java.math.BigInteger;

/**
 * Double arithmetic as Python defines it, shared by {@code float}, {@code complex} and the module
 * {@code math}.
 */
public final class FloatMath {
  private static final double TWO_63 = 0x1p63;

  private FloatMath() {}

  /** What C's errno ERANGE becomes. */
  static PyException rangeError() {
    PyTuple args = PyTuple.of(PyInt.of(34), PyStr.of("Numerical result out of range"));
    return new PyException(new PyBaseException(Exceptions.OverflowError, args));
  }

  /** The exact value of a finite double without fraction. */
  static BigInteger integral(double d) {
    long bits = Double.doubleToRawLongBits(d);
    int exponent = (int) (bits >>> 52 & 0x7ff) - 1075;
    long mantissa = bits & (1L << 52) - 1 | 1L << 52;
    BigInteger m = BigInteger.valueOf(mantissa);
    m = exponent >= 0 ? m.shiftLeft(exponent) : m.shiftRight(-exponent);
    return d < 0 ? m.negate() : m;
  }

  /** {@code int(d)}: truncated; what is not finite is an error. */
  public static PyInt toInt(double d) {
    if (d > -TWO_63 && d < TWO_63) {
      return PyInt.of((long) d);
    }
    if (Double.isNaN(d)) {
      throw Errors.valueError("cannot convert float NaN to integer");
    }
    if (Double.isInfinite(d)) {
      throw Errors.overflowError("cannot convert float infinity to integer");
    }
    return PyInt.of(integral(d));
  }

  /**
   * CPython's hash of a double that is no NaN: its value modulo 2**61 - 1, so that equal numbers of
   * any type hash alike. Multiplying by a power of two is a rotation of 61 bits.
   */
  static long hash(double d) {
    if (Double.isInfinite(d)) {
      return d > 0 ? 314159 : -314159;
    }
    long bits = Double.doubleToRawLongBits(d);
    int exponent = (int) (bits >>> 52 & 0x7ff);
    long m = bits & (1L << 52) - 1;
    if (exponent == 0) {
      exponent = 1;
    } else {
      m |= 1L << 52;
    }
    int shift = Math.floorMod(exponent - 1075, 61);
    long h = (m << shift & Hashes.MODULUS) | m >>> 61 - shift;
    if (shift == 0) {
      h = m;
    }
    h = h == Hashes.MODULUS ? 0 : h;
    h = d < 0 ? -h : h;
    return h == -1 ? -2 : h;
  }

  /** Compares a number that is no NaN with an int, exactly. */
  static int compare(double x, PyInt i) {
    if (!i.isBig()) {
      long n = i.longValue();
      if (x >= TWO_63) {
        return 1;
      }
      if (x < -TWO_63) {
        return -1;
      }
      long whole = (long) x;
      int c = Long.compare(whole, n);
      if (c != 0) {
        return c;
      }
      double fraction = x - whole;
      return fraction > 0 ? 1 : fraction < 0 ? -1 : 0;
    }
    if (Double.isInfinite(x)) {
      return x > 0 ? 1 : -1;
    }
    if (Math.abs(x) < TWO_63) {
      return i.isNegative() ? 1 : -1;
    }
    return integral(x).compareTo(i.bigValue()); // a double this large has no fraction
  }

  /** {@code a % b}, with the sign of {@code b}, which is not zero. */
  static double floorMod(double a, double b) {
    double mod = a % b;
    if (mod != 0) {
      return b < 0 != mod < 0 ? mod + b : mod;
    }
    return Math.copySign(0.0, b);
  }

  static double floorDiv(double a, double b) {
    double mod = a % b;
    double div = (a - mod) / b;
    if (mod != 0 && b < 0 != mod < 0) {
      div -= 1.0;
    }
    if (div == 0) {
      return Math.copySign(0.0, a / b);
    }
    double floor = Math.floor(div);
    return div - floor > 0.5 ? floor + 1.0 : floor;
  }

  /** {@code round(d)} without digits: half to even. */
  static PyInt round(double d) {
    return toInt(Math.rint(d));
  }

  static double round(double d, PyInt digits) {
    if (!(Math.abs(d) <= Double.MAX_VALUE) || d == 0) {
      return d;
    }
    if (digits.isBig() || digits.longValue() > 400 || digits.longValue() < -400) {
      return digits.isNegative() ? 0.0 * d : d;
    }
    try {
      return FloatText.round(d, (int) digits.longValue());
    } catch (TextError e) {
      throw TextErrors.python(e);
    }
  }

  /** Numerator and denominator in lowest terms of a finite double. */
  static PyObject ratio(double d) {
    if (d == 0) {
      return PyTuple.of(PyInt.ZERO, PyInt.ONE);
    }
    int exponent = Math.max(Math.getExponent(d), Double.MIN_EXPONENT) - 52;
    long m = Double.doubleToRawLongBits(d) & (1L << 52) - 1;
    if (Math.getExponent(d) >= Double.MIN_EXPONENT) {
      m |= 1L << 52;
    }
    int zeros = Long.numberOfTrailingZeros(m);
    m >>= zeros;
    exponent += zeros;
    BigInteger numerator = BigInteger.valueOf(d < 0 ? -m : m);
    BigInteger denominator = BigInteger.ONE;
    if (exponent >= 0) {
      numerator = numerator.shiftLeft(exponent);
    } else {
      denominator = denominator.shiftLeft(-exponent);
    }
    return PyTuple.of(PyInt.of(numerator), PyInt.of(denominator));
  }
}
