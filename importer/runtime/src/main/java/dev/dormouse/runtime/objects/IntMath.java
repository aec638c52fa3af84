package dev.dormouse.runtime.objects;

import java.math.BigInteger;

/**
 * Integer arithmetic that Java's operators do not give: Python's signs, powers, shifts, exactly
 * rounded division.
 */
public final class IntMath {
  /** Shifts beyond this make numbers that Java's BigInteger cannot hold. */
  private static final long MAX_BITS = Integer.MAX_VALUE;

  private IntMath() {}

  static PyInt negate(PyInt i) {
    if (i.big == null && i.value != Long.MIN_VALUE) {
      return PyInt.of(-i.value);
    }
    return PyInt.of(i.bigValue().negate());
  }

  /** Quotient and remainder, the remainder having the divisor's sign. */
  public static BigInteger[] floorDivMod(BigInteger a, BigInteger b) {
    BigInteger[] qr = a.divideAndRemainder(b);
    if (qr[1].signum() * b.signum() < 0) {
      qr[0] = qr[0].subtract(BigInteger.ONE);
      qr[1] = qr[1].add(b);
    }
    return qr;
  }

  public static BigInteger floorMod(BigInteger a, BigInteger b) {
    BigInteger r = a.remainder(b);
    return r.signum() * b.signum() < 0 ? r.add(b) : r;
  }

  /** The nearest double; OverflowError if there is none. */
  public static double toDouble(PyInt i) {
    if (i.big == null) {
      return i.value;
    }
    double d = i.big.doubleValue();
    if (Double.isInfinite(d)) {
      throw Errors.overflowError("int too large to convert to float");
    }
    return d;
  }

  /** The double nearest to the exact quotient; {@code y} is not zero. */
  static double trueDivide(PyInt x, PyInt y) {
    if (x.big == null && y.big == null && isExactDouble(x.value) && isExactDouble(y.value)) {
      return (double) x.value / y.value;
    }
    return divide(x.bigValue(), y.bigValue());
  }

  private static boolean isExactDouble(long v) {
    return v >= -(1L << 53) && v <= 1L << 53;
  }

  /** As {@link #trueDivide}: OverflowError when the quotient is too large. */
  public static double divide(BigInteger x, BigInteger y) {
    if (x.signum() == 0) {
      return y.signum() > 0 ? 0.0 : -0.0;
    }
    boolean negative = x.signum() != y.signum();
    BigInteger a = x.abs();
    BigInteger b = y.abs();
    int magnitude = a.bitLength() - b.bitLength(); // the quotient is within [2**(m-1), 2**(m+1))
    if (magnitude > 1025) {
      throw tooLarge();
    }
    if (magnitude < -1076) {
      return negative ? -0.0 : 0.0;
    }
    // A quotient of at least 55 bits whose last bit also stands for everything that was cut off.
    // Rounding that to a
    // double once is exact; subnormal results have fewer bits, so that they get their sticky bit
    // where they round.
    int scale = Math.max(magnitude, -1021) - 55;
    BigInteger[] qr =
        scale >= 0
            ? a.divideAndRemainder(b.shiftLeft(scale))
            : a.shiftLeft(-scale).divideAndRemainder(b);
    long q = qr[0].longValue(); // at most 57 bits
    if (qr[1].signum() != 0) {
      q |= 1;
    }
    int extra = Math.max(64 - Long.numberOfLeadingZeros(q), -1021 - scale) - 53;
    long half = 1L << extra - 1;
    long low = q & (half << 1) - 1;
    q -= low;
    if (low > half || low == half && (q & half << 1) != 0) {
      q += half << 1;
    }
    double d = Math.scalb((double) q, scale);
    if (Double.isInfinite(d)) {
      throw tooLarge();
    }
    return negative ? -d : d;
  }

  private static PyException tooLarge() {
    return Errors.overflowError("integer division result too large for a float");
  }

  /** {@code exponent} is not negative. */
  static PyInt power(PyInt base, PyInt exponent) {
    if (base.big == null && base.value >= -1 && base.value <= 1) {
      boolean odd =
          (exponent.big == null ? exponent.value & 1 : exponent.big.testBit(0) ? 1 : 0) != 0;
      return exponent.isZero()
          ? PyInt.ONE
          : base.value < 0 && !odd ? PyInt.ONE : IntOps.exact(base);
    }
    if (exponent.big != null || exponent.value > Integer.MAX_VALUE) {
      throw Errors.memoryError();
    }
    int e = (int) exponent.value;
    if (base.big == null) {
      int bits = 64 - Long.numberOfLeadingZeros(Math.abs(base.value));
      if (base.value != Long.MIN_VALUE && (long) bits * e <= 62) {
        long r = 1;
        long b = base.value;
        for (; e != 0; e >>= 1) {
          if ((e & 1) != 0) {
            r *= b;
          }
          b *= b;
        }
        return PyInt.of(r);
      }
    }
    try {
      return PyInt.of(base.bigValue().pow(e));
    } catch (ArithmeticException tooBig) {
      throw Errors.memoryError();
    }
  }

  static PyObject power(PyInt base, PyInt exponent, PyInt modulus) {
    if (modulus.isZero()) {
      throw Errors.valueError("pow() 3rd argument cannot be 0");
    }
    BigInteger m = modulus.bigValue().abs();
    BigInteger r;
    if (m.equals(BigInteger.ONE)) {
      r = BigInteger.ZERO;
    } else {
      try {
        r = base.bigValue().modPow(exponent.bigValue(), m);
      } catch (ArithmeticException e) {
        throw Errors.valueError("base is not invertible for the given modulus");
      }
    }
    if (modulus.isNegative() && r.signum() != 0) {
      r = r.subtract(m);
    }
    return PyInt.of(r);
  }

  private static void checkShift(PyInt count) {
    if (count.isNegative()) {
      throw Errors.valueError("negative shift count");
    }
  }

  static PyInt shiftLeft(PyInt x, PyInt count) {
    checkShift(count);
    if (x.isZero()) {
      return PyInt.ZERO;
    }
    if (count.big != null || count.value > MAX_BITS) {
      throw Errors.memoryError();
    }
    int n = (int) count.value;
    if (x.big == null && n < 63) {
      long r = x.value << n;
      if (r >> n == x.value) {
        return PyInt.of(r);
      }
    }
    try {
      return PyInt.of(x.bigValue().shiftLeft(n));
    } catch (ArithmeticException e) {
      throw Errors.memoryError();
    }
  }

  static PyInt shiftRight(PyInt x, PyInt count) {
    checkShift(count);
    if (count.big != null || count.value > MAX_BITS) {
      return PyInt.of(x.isNegative() ? -1 : 0);
    }
    int n = (int) count.value;
    return x.big == null ? PyInt.of(x.value >> Math.min(n, 63)) : PyInt.of(x.big.shiftRight(n));
  }

  /**
   * {@code round(x, -places)} for {@code places > 0}: to a multiple of ten to that, half to even.
   */
  static PyInt roundToPowerOfTen(PyInt x, int places) {
    if (x.bigValue().bitLength() * 0.30103 + 1 < places) {
      return PyInt.ZERO;
    }
    BigInteger unit = BigInteger.TEN.pow(places);
    BigInteger value = x.bigValue();
    BigInteger[] qr = floorDivMod(value, unit);
    int c = qr[1].shiftLeft(1).compareTo(unit);
    BigInteger down = value.subtract(qr[1]);
    return PyInt.of(c > 0 || c == 0 && qr[0].testBit(0) ? down.add(unit) : down);
  }
}
