package dev.dormouse.runtime.modules.decimal;

import java.math.BigInteger;

/**
 * The numbers of a context: precision, bounds of exponents, rounding, and the signals that the
 * operation at hand has given. Compare libmpdec's {@code mpd_context_t} and {@code mpd_qfinalize}.
 *
 * <p>Guarded by the interpreter lock, as operations run no Python code.
 */
final class Rules {
  static final long MAX_PREC = 999_999_999_999_999_999L;
  static final long MAX_EMAX = MAX_PREC;
  static final long MIN_EMIN = -MAX_PREC;
  static final long MIN_ETINY = MIN_EMIN - (MAX_PREC - 1);

  // What can happen, as bits in libmpdec's order, which repr(context) shows.
  static final int CLAMPED = 1;
  static final int CONVERSION_SYNTAX = 1 << 1;
  static final int DIVISION_BY_ZERO = 1 << 2;
  static final int DIVISION_IMPOSSIBLE = 1 << 3;
  static final int DIVISION_UNDEFINED = 1 << 4;
  static final int FPU_ERROR = 1 << 5;
  static final int INEXACT = 1 << 6;
  static final int INVALID_CONTEXT = 1 << 7;
  static final int INVALID_OPERATION = 1 << 8;
  static final int OUT_OF_MEMORY = 1 << 9;
  static final int FLOAT_OPERATION = 1 << 10;
  static final int OVERFLOW = 1 << 11;
  static final int ROUNDED = 1 << 12;
  static final int SUBNORMAL = 1 << 13;
  static final int UNDERFLOW = 1 << 14;

  /** All that the signal InvalidOperation stands for. */
  static final int INVALID =
      CONVERSION_SYNTAX
          | DIVISION_IMPOSSIBLE
          | DIVISION_UNDEFINED
          | FPU_ERROR
          | INVALID_CONTEXT
          | INVALID_OPERATION
          | OUT_OF_MEMORY;

  static final int ERRORS = INVALID | DIVISION_BY_ZERO;

  // modes of rounding, by libmpdec's numbers
  static final int UP = 0;
  static final int DOWN = 1;
  static final int CEILING = 2;
  static final int FLOOR = 3;
  static final int HALF_UP = 4;
  static final int HALF_DOWN = 5;
  static final int HALF_EVEN = 6;
  static final int ZERO_FIVE_UP = 7;

  long prec;
  long emax;
  long emin;
  int rounding;
  boolean clamp;

  /** What the operation has met with so far. */
  int status;

  Rules(long prec, long emax, long emin, int rounding, boolean clamp) {
    this.prec = prec;
    this.emax = emax;
    this.emin = emin;
    this.rounding = rounding;
    this.clamp = clamp;
  }

  /** The widest: what does not fit it cannot be represented. */
  static Rules widest() {
    return new Rules(MAX_PREC, MAX_EMAX, MIN_EMIN, HALF_EVEN, false);
  }

  /** The same with another rounding and no signals yet. */
  Rules rounding(int mode) {
    return new Rules(prec, emax, emin, mode, clamp);
  }

  void set(Rules r) {
    prec = r.prec;
    emax = r.emax;
    emin = r.emin;
    rounding = r.rounding;
    clamp = r.clamp;
  }

  /** The exponent of the least subnormal number. */
  long etiny() {
    return emin - (prec - 1);
  }

  /** The greatest exponent that a coefficient of full length can have. */
  long etop() {
    return emax - (prec - 1);
  }

  /** A quiet NaN for an operation that failed. */
  PyDecimal invalid(int condition) {
    status |= condition;
    return PyDecimal.special(PyDecimal.QNAN, false);
  }

  PyDecimal finish(boolean negative, long coefficient, long exponent) {
    if (coefficient == 0) {
      return zero(negative, exponent);
    }
    int digits = Coefficients.count(coefficient);
    long adjusted = exponent + digits - 1;
    if (digits <= prec && adjusted <= emax && adjusted >= emin && !(clamp && exponent > etop())) {
      return PyDecimal.finite(negative, coefficient, digits, exponent);
    }
    return fit(negative, BigInteger.valueOf(coefficient), digits, exponent);
  }

  PyDecimal finish(boolean negative, BigInteger coefficient, long exponent) {
    if (coefficient.bitLength() < 60) {
      return finish(negative, coefficient.longValue(), exponent);
    }
    return fit(negative, coefficient, Coefficients.count(coefficient), exponent);
  }

  /** The number as this context allows it; the same object if it does. */
  PyDecimal finish(PyDecimal d) {
    if (d.kind == PyDecimal.FINITE) {
      long adjusted = d.adjusted();
      if (!d.isZero()
          && d.digits <= prec
          && adjusted <= emax
          && adjusted >= emin
          && !(clamp && d.exponent > etop())) {
        return d.plain();
      }
      return d.big == null
          ? finish(d.negative, d.small, d.exponent)
          : fit(d.negative, d.big, d.digits, d.exponent);
    }
    return d.kind == PyDecimal.INFINITE ? d.plain() : fitPayload(d);
  }

  /** A NaN with as much of its payload as fits. */
  private PyDecimal fitPayload(PyDecimal d) {
    long room = prec - (clamp ? 1 : 0);
    if (d.digits <= room) {
      return d.plain();
    }
    return PyDecimal.nan(
        d.kind,
        d.negative,
        room == 0 ? BigInteger.ZERO : d.coefficient().mod(Coefficients.power(room)));
  }

  /** What an operation makes of a NaN operand. */
  PyDecimal quiet(PyDecimal nan) {
    if (nan.kind == PyDecimal.SNAN) {
      status |= INVALID_OPERATION;
    }
    return fitPayload(nan.withKind(PyDecimal.QNAN));
  }

  private PyDecimal zero(boolean negative, long exponent) {
    long least = etiny();
    long most = clamp ? etop() : emax;
    if (exponent < least || exponent > most) {
      status |= CLAMPED;
      exponent = exponent < least ? least : most;
    }
    return PyDecimal.finite(negative, 0L, 1, exponent);
  }

  private PyDecimal overflow(boolean negative) {
    status |= OVERFLOW | INEXACT | ROUNDED;
    boolean toInfinity =
        switch (rounding) {
          case DOWN, ZERO_FIVE_UP -> false;
          case CEILING -> !negative;
          case FLOOR -> negative;
          default -> true;
        };
    return toInfinity
        ? PyDecimal.special(PyDecimal.INFINITE, negative)
        : PyDecimal.finite(
            negative, Coefficients.power(prec).subtract(BigInteger.ONE), prec, etop());
  }

  private PyDecimal fit(boolean negative, BigInteger c, long digits, long exponent) {
    long adjusted = exponent + digits - 1;
    if (adjusted > emax) {
      return overflow(negative);
    }
    if (adjusted < emin) {
      status |= SUBNORMAL;
      long least = etiny();
      if (exponent < least) {
        status |= ROUNDED;
        BigInteger q = shortened(negative, c, digits, least - exponent);
        if ((status & INEXACT) != 0) {
          status |= UNDERFLOW;
        }
        if (q.signum() == 0) {
          status |= CLAMPED;
        }
        return PyDecimal.finite(negative, q, Coefficients.count(q), least);
      }
    }
    if (digits > prec) {
      status |= ROUNDED;
      exponent += digits - prec;
      c = shortened(negative, c, digits, digits - prec);
      digits = prec;
      if (c.getLowestSetBit() >= prec && c.equals(Coefficients.power(prec))) {
        // Rounded up to one digit more.
        c = Coefficients.power(prec - 1);
        exponent++;
      }
      if (exponent + digits - 1 > emax) {
        return overflow(negative);
      }
    }
    if (clamp && exponent > etop()) {
      status |= CLAMPED;
      long shift = exponent - etop();
      c = Coefficients.scale(c, shift);
      digits += shift;
      exponent -= shift;
    }
    return PyDecimal.finite(negative, c, digits, exponent);
  }

  /** The coefficient without its last digits, rounded; INEXACT if one of them was not 0. */
  BigInteger shortened(boolean negative, BigInteger c, long digits, long shift) {
    if (c.signum() == 0) {
      return c;
    }
    BigInteger q;
    int half;
    if (shift > digits) {
      q = BigInteger.ZERO;
      half = -1;
    } else {
      BigInteger power = Coefficients.power(shift);
      BigInteger[] both = c.divideAndRemainder(power);
      q = both[0];
      if (both[1].signum() == 0) {
        return q;
      }
      half = both[1].shiftLeft(1).compareTo(power);
    }
    status |= INEXACT;
    return roundsUp(negative, q, half) ? q.add(BigInteger.ONE) : q;
  }

  /** {@code half} is how what is lost, which is not 0, compares with half a unit. */
  private boolean roundsUp(boolean negative, BigInteger q, int half) {
    return switch (rounding) {
      case UP -> true;
      case DOWN -> false;
      case CEILING -> !negative;
      case FLOOR -> negative;
      case HALF_UP -> half >= 0;
      case HALF_DOWN -> half > 0;
      case HALF_EVEN -> half > 0 || half == 0 && q.testBit(0);
      default -> Coefficients.endsIn0Or5(q);
    };
  }
}
