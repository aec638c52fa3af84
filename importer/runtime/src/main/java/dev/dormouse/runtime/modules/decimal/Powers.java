package dev.dormouse.runtime.modules.decimal;

import java.math.BigInteger;

/** Square roots and powers. Compare libmpdec's {@code mpd_qsqrt}, {@code mpd_qpow}. */
final class Powers {
  private Powers() {}

  /** Powers of more digits are not made by multiplication, which would take minutes. */
  private static final long MOST_EXACT = 3_000_000;

  static PyDecimal sqrt(PyDecimal a, Rules rules) {
    if (a.isNan()) {
      return rules.quiet(a);
    }
    if (a.isZero()) {
      return rules.finish(a.negative, 0L, a.exponent >> 1);
    }
    if (a.negative) {
      return rules.invalid(Rules.INVALID_OPERATION);
    }
    if (a.isInfinite()) {
      return a.plain();
    }
    Rules nearest = rules.rounding(Rules.HALF_EVEN);
    boolean odd = (a.exponent & 1) != 0;
    long exponent = a.exponent >> 1;
    BigInteger c = odd ? a.coefficient().multiply(BigInteger.TEN) : a.coefficient();
    BigInteger[] both = c.sqrtAndRemainder();
    if (both[1].signum() != 0) {
      // Not a square, so the digits never end.
      long shift = Math.max(rules.prec + 1 - (a.digits + 1 >> 1), 0);
      c = Coefficients.scale(c, 2 * shift).sqrt();
      both[0] = Arithmetic.sticky(c);
      exponent -= shift;
    }
    PyDecimal result = nearest.finish(false, both[0], exponent);
    rules.status |= nearest.status;
    return result;
  }

  static PyDecimal power(PyDecimal a, PyDecimal b, Rules rules) {
    if ((a.kind | b.kind) != 0) {
      PyDecimal nan = Arithmetic.nan(a, b, rules);
      if (nan != null) {
        return nan;
      }
    }
    boolean integral = b.isInteger();
    boolean negative = a.negative && integral && b.isOdd();
    if (a.isZero()) {
      return b.isZero()
          ? rules.invalid(Rules.INVALID_OPERATION)
          : b.negative ? PyDecimal.special(PyDecimal.INFINITE, negative) : zero(negative);
    }
    if (a.negative && !integral) {
      return rules.invalid(Rules.INVALID_OPERATION);
    }
    PyDecimal x = a.withSign(false);
    if (b.isInfinite()) {
      int c = Comparisons.order(x, PyDecimal.ONE);
      return c == 0
          ? Transcendental.one(rules)
          : c < 0 == b.negative ? PyDecimal.special(PyDecimal.INFINITE, false) : zero(false);
    }
    if (b.isZero()) {
      return PyDecimal.ONE;
    }
    if (a.isInfinite()) {
      return b.negative ? zero(negative) : PyDecimal.special(PyDecimal.INFINITE, negative);
    }
    if (Comparisons.order(x, PyDecimal.ONE) == 0) {
      return integral ? powerOfOne(negative, x, b, rules) : Transcendental.one(rules);
    }
    double size = size(x) * value(b);
    if (size > rules.emax + 1 + 1e-9 * rules.emax) {
      return rules.finish(negative, 1L, Transcendental.FAR);
    }
    boolean far = size < rules.etiny() * (1 + 1e-9) - 2;
    if (integral && isFlushed(x, b, size, rules)) {
      rules.status |=
          Rules.UNDERFLOW | Rules.SUBNORMAL | Rules.INEXACT | Rules.ROUNDED | Rules.CLAMPED;
      return PyDecimal.finite(negative, 0L, 1, rules.etiny());
    }
    if (far) {
      return rules.finish(negative, 1L, -Transcendental.FAR);
    }
    if (Math.log10(Math.abs(size) + Double.MIN_NORMAL) < -rules.prec - 25) {
      return Transcendental.one(rules);
    }
    PyDecimal exact = integral ? integerPower(negative, x, b, rules) : null;
    return exact != null ? exact : Transcendental.power(negative, x, b, rules);
  }

  /**
   * Whether a power that is too small is zero whatever the rounding, as it is for libmpdec: it
   * multiplies with a few more digits, rounded to the nearest, unless it sees by the lengths of the
   * numbers how small the result will be.
   */
  private static boolean isFlushed(PyDecimal x, PyDecimal b, double size, Rules rules) {
    long digits = rules.prec + b.digits + b.exponent + 2 + (b.negative ? 1 : 0);
    if (size > rules.emin - (digits - 1) - 0.30103) {
      return false;
    }
    long places = x.adjusted();
    long least =
        places > 0
            ? Coefficients.count(places) - 1
            : places < -1
                ? Coefficients.count(-places - 1) - 1
                : Arithmetic.subtract(x, PyDecimal.ONE, Rules.widest()).adjusted() - 2;
    return Coefficients.count(Math.abs(rules.etiny())) >= least + b.adjusted();
  }

  private static PyDecimal zero(boolean negative) {
    return PyDecimal.ZERO.withSign(negative);
  }

  /** The decimal logarithm of a positive number, about. */
  private static double size(PyDecimal x) {
    if (x.adjusted() == 0 || x.adjusted() == -1) {
      // Near one, where the leading digits alone say nothing.
      double rest = value(Arithmetic.subtract(x, PyDecimal.ONE, Rules.widest()));
      return Math.log1p(rest) / Math.log(10);
    }
    return x.adjusted() + Math.log10(leading(x));
  }

  /** The first digits, as a number from 1 to 10. */
  private static double leading(PyDecimal x) {
    if (x.big == null) {
      return x.small / (double) Coefficients.longPower(x.digits - 1);
    }
    long cut = x.digits - Coefficients.LONG_DIGITS;
    return x.big.divide(Coefficients.power(cut)).longValue()
        / (double) Coefficients.longPower(Coefficients.LONG_DIGITS - 1);
  }

  private static double value(PyDecimal d) {
    double v =
        d.isZero() ? 0 : leading(d) * Math.pow(10, Math.max(-400, Math.min(400, d.adjusted())));
    return d.negative ? -v : v;
  }

  private static PyDecimal powerOfOne(boolean negative, PyDecimal x, PyDecimal b, Rules rules) {
    long places = 0;
    if (!b.negative && x.exponent < 0) {
      boolean all = b.adjusted() < 18 && Math.multiplyHigh(-x.exponent, integer(b)) == 0;
      places = all ? -x.exponent * integer(b) : Long.MAX_VALUE;
      if (places < 0 || places > rules.prec - 1) {
        places = rules.prec - 1;
        rules.status |= Rules.ROUNDED;
      }
    }
    return PyDecimal.finite(negative, Coefficients.power(places), places + 1, -places);
  }

  /** The power by multiplication, if its exact value has not too many digits; else null. */
  private static PyDecimal integerPower(boolean negative, PyDecimal x, PyDecimal b, Rules rules) {
    if (b.adjusted() > 18) {
      return null;
    }
    long n = Math.abs(integer(b));
    PyDecimal stripped = Adjustments.normalize(x, Rules.widest());
    double digits = n * Math.log10(leading(stripped)) + (double) n * (stripped.digits - 1);
    if (digits > Math.max(2.0 * rules.prec + 100, 5000) || digits > MOST_EXACT) {
      return null;
    }
    BigInteger c = stripped.coefficient();
    c = c.equals(BigInteger.ONE) ? c : c.pow((int) n);
    if (b.negative) {
      PyDecimal power = PyDecimal.finite(negative, c, Coefficients.count(c), stripped.exponent * n);
      return Arithmetic.divide(PyDecimal.ONE, power, rules);
    }
    // The zeros that were stripped are digits of the result, as far as they fit.
    long zeros = stripped.exponent - x.exponent;
    double all = (double) zeros * n;
    long room = rules.prec + 1;
    long added = all < room ? zeros * n : room;
    return rules.finish(negative, Coefficients.scale(c, added), stripped.exponent * n - added);
  }

  /** {@code pow(a, b, c)} of integers. */
  static PyDecimal modular(PyDecimal a, PyDecimal b, PyDecimal c, Rules rules) {
    if ((a.kind | b.kind | c.kind) != 0) {
      PyDecimal nan = nan(a, b, c, rules);
      return nan != null ? nan : rules.invalid(Rules.INVALID_OPERATION);
    }
    if (!a.isInteger()
        || !b.isInteger()
        || !c.isInteger()
        || b.negative && !b.isZero()
        || c.isZero()
        || c.digits + c.exponent > rules.prec
        || a.isZero() && b.isZero()) {
      return rules.invalid(Rules.INVALID_OPERATION);
    }
    BigInteger modulus = whole(c);
    BigInteger base =
        a.exponent > 0
            ? a.coefficient()
                .multiply(BigInteger.TEN.modPow(BigInteger.valueOf(a.exponent), modulus))
            : whole(a);
    BigInteger result = base.modPow(whole(b), modulus);
    return PyDecimal.finite(a.negative && b.isOdd(), result, Coefficients.count(result), 0);
  }

  private static PyDecimal nan(PyDecimal a, PyDecimal b, PyDecimal c, Rules rules) {
    if (c.kind == PyDecimal.SNAN && a.kind != PyDecimal.SNAN && b.kind != PyDecimal.SNAN) {
      return rules.quiet(c);
    }
    PyDecimal nan = Arithmetic.nan(a, b, rules);
    return nan == null && c.isNan() ? rules.quiet(c) : nan;
  }

  /** The value of an integer that is known to fit a long. */
  static long integer(PyDecimal d) {
    long c = whole(d).longValue();
    return d.negative ? -c : c;
  }

  /** The absolute value of an integer. */
  private static BigInteger whole(PyDecimal d) {
    return d.isZero()
        ? BigInteger.ZERO
        : d.exponent >= 0
            ? Coefficients.scale(d.coefficient(), d.exponent)
            : d.coefficient().divide(Coefficients.power(-d.exponent));
  }
}
