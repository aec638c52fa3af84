package dev.dormouse.runtime.modules.decimal;

import java.math.BigInteger;

/**
 * Exponential, logarithms and powers with a fraction, correctly rounded: calculated with more and
 * more digits until rounding cannot depend on those that are uncertain (Ziv's strategy).
 */
final class Transcendental {
  private Transcendental() {}

  /** More than any range of exponents, and still far from the range of long. */
  static final long FAR = 4_000_000_000_000_000_000L;

  private static final double BITS_PER_DIGIT = 3.3219280948873626;

  /** The uncertainty of what is calculated here, in units of its last digit. */
  private static final long NOISE = 4;

  private static int bits(long digits) {
    Coefficients.check(digits);
    return (int) (digits * BITS_PER_DIGIT) + 24;
  }

  /** A decimal in fixed point. */
  private static BigInteger fixed(BigInteger c, long exponent, int bits) {
    return exponent >= 0
        ? Coefficients.scale(c, exponent).shiftLeft(bits)
        : c.shiftLeft(bits).divide(Coefficients.power(-exponent));
  }

  static PyDecimal exp(PyDecimal a, Rules rules) {
    if (a.isNan()) {
      return rules.quiet(a);
    }
    if (a.isInfinite()) {
      return a.negative ? PyDecimal.ZERO : a.plain();
    }
    if (a.isZero()) {
      return PyDecimal.ONE;
    }
    Rules nearest = rules.rounding(Rules.HALF_EVEN);
    PyDecimal result;
    if (a.adjusted() > 19) {
      result = nearest.finish(false, 1L, a.negative ? -FAR : FAR);
    } else if (a.adjusted() < -rules.prec - 1) {
      result = one(nearest);
    } else {
      result = null;
      for (long guard = 10; result == null; guard *= 4) {
        int bits = bits(rules.prec + guard + Math.max(a.adjusted(), 0) + 1);
        BigInteger x = fixed(a.coefficient(), a.exponent, bits);
        result = exp(false, a.negative ? x.negate() : x, bits, guard, nearest);
      }
    }
    rules.status |= nearest.status;
    return result;
  }

  /** One, as a rounded result: with all digits that the precision allows. */
  static PyDecimal one(Rules rules) {
    rules.status |= Rules.INEXACT | Rules.ROUNDED;
    return rules.finish(false, Coefficients.power(rules.prec - 1), 1 - rules.prec);
  }

  /** The exponential of a number in fixed point; null if it must be known better. */
  private static PyDecimal exp(boolean negative, BigInteger x, int bits, long guard, Rules rules) {
    BigInteger ln10 = FixedPoint.ln10(bits);
    BigInteger[] both = x.divideAndRemainder(ln10);
    if (both[1].signum() < 0) {
      both[0] = both[0].subtract(BigInteger.ONE);
      both[1] = both[1].add(ln10);
    }
    if (both[0].bitLength() > 61) {
      return rules.finish(negative, 1L, x.signum() < 0 ? -FAR : FAR);
    }
    long places = rules.prec + guard - 1;
    BigInteger c = Coefficients.scale(FixedPoint.exp(both[1], bits), places).shiftRight(bits);
    return rounded(negative, c, both[0].longValue() - places, guard, rules);
  }

  /**
   * The rounded number, or null if its digits beyond the precision, which are {@code guard} or one
   * more, say nothing: they are all but zero or a half.
   */
  private static PyDecimal rounded(
      boolean negative, BigInteger c, long exponent, long guard, Rules rules) {
    BigInteger unit = Coefficients.power(guard).shiftRight(1);
    long rest = c.mod(unit).min(BigInteger.valueOf(Long.MAX_VALUE)).longValue();
    boolean unclear =
        rest <= NOISE || unit.subtract(c.mod(unit)).compareTo(BigInteger.valueOf(NOISE)) <= 0;
    if (unclear && guard <= rules.prec + 80) {
      return null;
    }
    rules.status |= Rules.INEXACT | Rules.ROUNDED;
    if (unclear) {
      // Powers can be exact, or end in a half. They count as inexact even so.
      BigInteger half = Coefficients.power(guard / 2);
      c = c.add(half.shiftRight(1)).divide(half);
      return rules.finish(negative, c, exponent + guard / 2);
    }
    return rules.finish(negative, Arithmetic.sticky(c), exponent);
  }

  static PyDecimal ln(PyDecimal a, Rules rules) {
    PyDecimal special = specialLogarithm(a, rules);
    return special != null
        ? special
        : Comparisons.order(a, PyDecimal.ONE) == 0 ? PyDecimal.ZERO : logarithm(a, false, rules);
  }

  static PyDecimal log10(PyDecimal a, Rules rules) {
    PyDecimal special = specialLogarithm(a, rules);
    if (special != null) {
      return special;
    }
    return isPowerOfTen(a)
        ? rules.finish(Comparisons.integer(a.adjusted()))
        : logarithm(a, true, rules);
  }

  /** Whether the coefficient of a finite number that is not zero is a one and zeros. */
  static boolean isPowerOfTen(PyDecimal a) {
    return a.big == null
        ? a.small == Coefficients.longPower(a.digits - 1)
        // Of the powers of two that divide it, most numbers have too few.
        : a.big.getLowestSetBit() == a.digits - 1 && a.big.equals(Coefficients.power(a.digits - 1));
  }

  private static PyDecimal specialLogarithm(PyDecimal a, Rules rules) {
    if (a.isNan()) {
      return rules.quiet(a);
    }
    if (a.isZero()) {
      return PyDecimal.special(PyDecimal.INFINITE, true);
    }
    if (a.negative) {
      return rules.invalid(Rules.INVALID_OPERATION);
    }
    return a.isInfinite() ? a.plain() : null;
  }

  private static PyDecimal logarithm(PyDecimal a, boolean common, Rules rules) {
    Rules nearest = rules.rounding(Rules.HALF_EVEN);
    PyDecimal result = null;
    for (long guard = 10; result == null; guard *= 4) {
      int bits = bits(rules.prec + guard + leadingZeros(a) + 20);
      BigInteger ln = ln(a, bits);
      if (common) {
        ln = ln.shiftLeft(bits).divide(FixedPoint.ln10(bits));
      }
      // Scaled so that the result has as many digits as wanted, or one more.
      long adjusted = (long) Math.floor((ln.bitLength() - 1 - bits) / BITS_PER_DIGIT);
      long places = rules.prec + guard - adjusted;
      BigInteger c = Coefficients.scale(ln.abs(), places).shiftRight(bits);
      result = rounded(ln.signum() < 0, c, -places, guard, nearest);
    }
    rules.status |= nearest.status;
    return result;
  }

  /**
   * How many zeros follow the point of the difference to one, of which the logarithm has as many.
   */
  private static long leadingZeros(PyDecimal a) {
    if (a.adjusted() > 0 || a.adjusted() < -1) {
      return 0;
    }
    Rules exact = Rules.widest();
    return Math.max(0, -Arithmetic.subtract(a, PyDecimal.ONE, exact).adjusted());
  }

  /** The logarithm of a positive number in fixed point. */
  private static BigInteger ln(PyDecimal a, int bits) {
    // As the fraction lies around 1, both parts of the sum have the same sign.
    long exponent = a.adjusted();
    BigInteger x = fixed(a.coefficient(), a.exponent - exponent, bits);
    if (x.shiftRight(bits).intValue() >= 3) {
      exponent++;
      x = fixed(a.coefficient(), a.exponent - exponent, bits);
    }
    BigInteger ln = FixedPoint.ln(x, bits);
    return exponent == 0
        ? ln
        : ln.add(FixedPoint.ln10(bits).multiply(BigInteger.valueOf(exponent)));
  }

  /** A positive number to a power, neither of them 0 or 1, with the sign of the result given. */
  static PyDecimal power(boolean negative, PyDecimal a, PyDecimal b, Rules rules) {
    for (long guard = 10; ; guard *= 4) {
      int bits = bits(rules.prec + guard + Math.max(b.adjusted(), 0) + 24);
      BigInteger ln = ln(a, bits);
      BigInteger x =
          b.exponent >= 0
              ? ln.multiply(Coefficients.scale(b.coefficient(), b.exponent))
              : ln.multiply(b.coefficient()).divide(Coefficients.power(-b.exponent));
      if (b.negative) {
        x = x.negate();
      }
      PyDecimal result = exp(negative, x, bits, guard, rules);
      if (result != null) {
        return result;
      }
    }
  }
}
