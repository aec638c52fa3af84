package dev.dormouse.runtime.modules.decimal;

import java.math.BigInteger;

/**
 * The four operations and their kin. Operands may be of subclasses, results are plain. Compare
 * libmpdec's {@code mpd_qadd}, {@code mpd_qdiv}, {@code mpd_qrem_near} and so on.
 */
final class Arithmetic {
  private Arithmetic() {}

  /** The result if an operand is a NaN, else null: signaling ones first, then the first one. */
  static PyDecimal nan(PyDecimal a, PyDecimal b, Rules rules) {
    if (a.kind < PyDecimal.QNAN && b.kind < PyDecimal.QNAN) {
      return null;
    }
    return rules.quiet(
        a.kind == PyDecimal.SNAN
            ? a
            : b.kind == PyDecimal.SNAN ? b : a.kind == PyDecimal.QNAN ? a : b);
  }

  static PyDecimal add(PyDecimal a, PyDecimal b, Rules rules) {
    return add(a, b, b.negative, rules);
  }

  static PyDecimal subtract(PyDecimal a, PyDecimal b, Rules rules) {
    return add(a, b, !b.negative, rules);
  }

  /** The sum of {@code a} and of {@code b} with another sign. */
  private static PyDecimal add(PyDecimal a, PyDecimal b, boolean bNegative, Rules rules) {
    if ((a.kind | b.kind) != 0) {
      PyDecimal nan = nan(a, b, rules);
      if (nan != null) {
        return nan;
      }
      if (a.isInfinite()) {
        return b.isInfinite() && a.negative != bNegative
            ? rules.invalid(Rules.INVALID_OPERATION)
            : a.plain();
      }
      return PyDecimal.special(PyDecimal.INFINITE, bNegative);
    }
    long gap = a.exponent - b.exponent;
    if (a.big == null && b.big == null && gap > -18 && gap < 18) {
      boolean aBig = gap > 0;
      if ((aBig ? a.digits + gap : b.digits - gap) <= Coefficients.LONG_DIGITS) {
        long x = aBig ? a.small * Coefficients.longPower(gap) : a.small;
        long y = aBig || gap == 0 ? b.small : b.small * Coefficients.longPower(-gap);
        long sum = (a.negative ? -x : x) + (bNegative ? -y : y);
        boolean minus = sum == 0 ? zeroSign(a.negative, bNegative, rules) : sum < 0;
        return rules.finish(minus, Math.abs(sum), aBig ? b.exponent : a.exponent);
      }
    }
    return gap >= 0
        ? aligned(a, a.negative, b, bNegative, rules)
        : aligned(b, bNegative, a, a.negative, rules);
  }

  private static boolean zeroSign(boolean a, boolean b, Rules rules) {
    return a == b ? a : rules.rounding == Rules.FLOOR;
  }

  /** The sum where {@code high} has no lower an exponent than {@code low}. */
  private static PyDecimal aligned(
      PyDecimal high, boolean highNegative, PyDecimal low, boolean lowNegative, Rules rules) {
    BigInteger y = low.coefficient();
    long exponent = low.exponent;
    if (!high.isZero()) {
      // What lies beyond the last digit that can matter might as well be one unit there.
      long edge = high.exponent - 1;
      if (high.digits <= rules.prec) {
        edge += high.digits - rules.prec - 1;
      }
      if (low.adjusted() < edge) {
        exponent = edge;
        y = y.signum() == 0 ? y : BigInteger.ONE;
      }
    }
    BigInteger x = Coefficients.scale(high.coefficient(), high.exponent - exponent);
    BigInteger sum = highNegative == lowNegative ? x.add(y) : x.subtract(y);
    boolean minus =
        sum.signum() == 0
            ? zeroSign(highNegative, lowNegative, rules)
            : highNegative != sum.signum() < 0;
    return rules.finish(minus, sum.abs(), exponent);
  }

  static PyDecimal multiply(PyDecimal a, PyDecimal b, Rules rules) {
    PyDecimal special = specialProduct(a, b, rules);
    if (special != null) {
      return special;
    }
    if (a.digits + b.digits <= Coefficients.LONG_DIGITS) {
      return rules.finish(a.negative != b.negative, a.small * b.small, a.exponent + b.exponent);
    }
    return rules.finish(
        a.negative != b.negative,
        a.coefficient().multiply(b.coefficient()),
        a.exponent + b.exponent);
  }

  private static PyDecimal specialProduct(PyDecimal a, PyDecimal b, Rules rules) {
    if ((a.kind | b.kind) == 0) {
      return null;
    }
    PyDecimal nan = nan(a, b, rules);
    if (nan != null) {
      return nan;
    }
    return a.isZero() || b.isZero()
        ? rules.invalid(Rules.INVALID_OPERATION)
        : PyDecimal.special(PyDecimal.INFINITE, a.negative != b.negative);
  }

  /** {@code a * b + c}, rounded once. */
  static PyDecimal fma(PyDecimal a, PyDecimal b, PyDecimal c, Rules rules) {
    PyDecimal product = specialProduct(a, b, rules);
    if (product == null) {
      BigInteger p = a.coefficient().multiply(b.coefficient());
      product =
          PyDecimal.finite(
              a.negative != b.negative, p, Coefficients.count(p), a.exponent + b.exponent);
    } else if ((rules.status & Rules.INVALID_OPERATION) != 0) {
      return product;
    }
    return add(product, c, rules);
  }

  static PyDecimal divide(PyDecimal a, PyDecimal b, Rules rules) {
    boolean negative = a.negative != b.negative;
    if ((a.kind | b.kind) != 0) {
      PyDecimal special = specialQuotient(a, b, rules);
      if (special != null) {
        return special;
      }
      rules.status |= Rules.CLAMPED;
      return PyDecimal.finite(negative, 0L, 1, rules.etiny());
    }
    if (b.isZero()) {
      return overZero(a, negative, rules);
    }
    long ideal = a.exponent - b.exponent;
    if (a.isZero()) {
      return rules.finish(negative, 0L, ideal);
    }
    if (a.big == null && b.big == null && a.small % b.small == 0) {
      return rules.finish(negative, a.small / b.small, ideal);
    }
    long prec = rules.prec;
    boolean shorter = prec > a.digits + 4 * b.digits + 4 && prec > 10_000;
    if (shorter) {
      // An exact quotient has no more digits, and what is not exact may fill all memory.
      prec = a.digits + 4 * b.digits + 4;
    }
    long shift = Math.max(b.digits - a.digits + prec + 1, 0);
    BigInteger[] both =
        Coefficients.scale(a.coefficient(), shift).divideAndRemainder(b.coefficient());
    if (both[1].signum() == 0) {
      return stripped(negative, both[0], ideal - shift, ideal, rules);
    }
    if (shorter) {
      shift = Math.max(b.digits - a.digits + rules.prec + 1, 0);
      both = Coefficients.scale(a.coefficient(), shift).divideAndRemainder(b.coefficient());
    }
    return rules.finish(negative, sticky(both[0]), ideal - shift);
  }

  /** The quotient if an operand is a NaN or the first is infinite, else null. */
  private static PyDecimal specialQuotient(PyDecimal a, PyDecimal b, Rules rules) {
    PyDecimal nan = nan(a, b, rules);
    if (nan != null || !a.isInfinite()) {
      return nan;
    }
    return b.isInfinite()
        ? rules.invalid(Rules.INVALID_OPERATION)
        : PyDecimal.special(PyDecimal.INFINITE, a.negative != b.negative);
  }

  /** A quotient that is cut off, so that rounding sees that it is. */
  static BigInteger sticky(BigInteger q) {
    return Coefficients.endsIn0Or5(q) ? q.add(BigInteger.ONE) : q;
  }

  /** The number with as few zeros at its end as leaves the exponent at {@code ideal} or below. */
  static PyDecimal stripped(
      boolean negative, BigInteger c, long exponent, long ideal, Rules rules) {
    long most = ideal - exponent;
    for (long step = Long.highestOneBit(Math.min(most, Coefficients.count(c))); step > 0; ) {
      // Divisions by great powers first, if there are enough digits for them.
      BigInteger[] both = step <= most ? c.divideAndRemainder(Coefficients.power(step)) : null;
      if (both != null && both[1].signum() == 0) {
        c = both[0];
        exponent += step;
        most -= step;
      } else {
        step >>= 1;
      }
    }
    return rules.finish(negative, c, exponent);
  }

  private static PyDecimal overZero(PyDecimal a, boolean negative, Rules rules) {
    if (a.isZero()) {
      return rules.invalid(Rules.DIVISION_UNDEFINED);
    }
    rules.status |= Rules.DIVISION_BY_ZERO;
    return PyDecimal.special(PyDecimal.INFINITE, negative);
  }

  static PyDecimal divideInteger(PyDecimal a, PyDecimal b, Rules rules) {
    boolean negative = a.negative != b.negative;
    if ((a.kind | b.kind) != 0) {
      PyDecimal special = specialQuotient(a, b, rules);
      if (special != null) {
        return special;
      }
      return PyDecimal.finite(negative, 0L, 1, 0);
    }
    if (b.isZero()) {
      return overZero(a, negative, rules);
    }
    PyDecimal[] both = whole(a, b, rules);
    return both == null ? rules.invalid(Rules.DIVISION_IMPOSSIBLE) : rules.finish(both[0]);
  }

  static PyDecimal remainder(PyDecimal a, PyDecimal b, Rules rules) {
    PyDecimal special = specialRemainder(a, b, rules);
    if (special != null) {
      return special;
    }
    PyDecimal[] both = whole(a, b, rules);
    return both == null ? rules.invalid(Rules.DIVISION_IMPOSSIBLE) : rules.finish(both[1]);
  }

  private static PyDecimal specialRemainder(PyDecimal a, PyDecimal b, Rules rules) {
    if ((a.kind | b.kind) != 0) {
      PyDecimal nan = nan(a, b, rules);
      return nan != null
          ? nan
          : a.isInfinite() ? rules.invalid(Rules.INVALID_OPERATION) : rules.finish(a);
    }
    return b.isZero()
        ? rules.invalid(a.isZero() ? Rules.DIVISION_UNDEFINED : Rules.INVALID_OPERATION)
        : null;
  }

  /** Quotient and remainder. */
  static PyDecimal[] divmod(PyDecimal a, PyDecimal b, Rules rules) {
    boolean negative = a.negative != b.negative;
    if ((a.kind | b.kind) != 0) {
      PyDecimal nan = nan(a, b, rules);
      if (nan != null) {
        return new PyDecimal[] {nan, nan};
      }
      if (a.isInfinite()) {
        PyDecimal bad = rules.invalid(Rules.INVALID_OPERATION);
        return new PyDecimal[] {
          b.isInfinite() ? bad : PyDecimal.special(PyDecimal.INFINITE, negative), bad
        };
      }
      return new PyDecimal[] {PyDecimal.finite(negative, 0L, 1, 0), rules.finish(a)};
    }
    if (b.isZero()) {
      if (a.isZero()) {
        PyDecimal bad = rules.invalid(Rules.DIVISION_UNDEFINED);
        return new PyDecimal[] {bad, bad};
      }
      rules.status |= Rules.DIVISION_BY_ZERO;
      return new PyDecimal[] {
        PyDecimal.special(PyDecimal.INFINITE, negative), rules.invalid(Rules.INVALID_OPERATION)
      };
    }
    PyDecimal[] both = whole(a, b, rules);
    if (both == null) {
      PyDecimal bad = rules.invalid(Rules.DIVISION_IMPOSSIBLE);
      return new PyDecimal[] {bad, bad};
    }
    both[0] = rules.finish(both[0]);
    both[1] = rules.finish(both[1]);
    return both;
  }

  /**
   * The integral part of a quotient, and the remainder with the lower exponent of both; null if the
   * first has more digits than the precision.
   */
  private static PyDecimal[] whole(PyDecimal a, PyDecimal b, Rules rules) {
    boolean negative = a.negative != b.negative;
    long ideal = Math.min(a.exponent, b.exponent);
    PyDecimal none = PyDecimal.finite(negative, 0L, 1, 0);
    if (a.isZero()) {
      return new PyDecimal[] {none, PyDecimal.finite(a.negative, 0L, 1, ideal)};
    }
    long gap = a.adjusted() - b.adjusted();
    if (gap < 0) {
      BigInteger c = Coefficients.scale(a.coefficient(), a.exponent - ideal);
      return new PyDecimal[] {
        none, PyDecimal.finite(a.negative, c, a.digits + a.exponent - ideal, ideal)
      };
    }
    if (gap > rules.prec) {
      return null;
    }
    BigInteger[] both =
        Coefficients.scale(a.coefficient(), a.exponent - ideal)
            .divideAndRemainder(Coefficients.scale(b.coefficient(), b.exponent - ideal));
    long digits = Coefficients.count(both[0]);
    if (digits > rules.prec) {
      return null;
    }
    return new PyDecimal[] {
      PyDecimal.finite(negative, both[0], digits, 0),
      PyDecimal.finite(a.negative, both[1], Coefficients.count(both[1]), ideal)
    };
  }

  /** The remainder of the nearest quotient. */
  static PyDecimal remainderNear(PyDecimal a, PyDecimal b, Rules rules) {
    PyDecimal special = specialRemainder(a, b, rules);
    if (special != null) {
      return special;
    }
    long ideal = Math.min(a.exponent, b.exponent);
    if (a.isZero()) {
      return rules.finish(a.negative, 0L, ideal);
    }
    long gap = a.adjusted() - b.adjusted();
    if (gap > rules.prec) {
      return rules.invalid(Rules.DIVISION_IMPOSSIBLE);
    }
    BigInteger x = Coefficients.scale(a.coefficient(), a.exponent - ideal);
    if (gap <= -2) {
      return rules.finish(a.negative, x, ideal);
    }
    BigInteger y = Coefficients.scale(b.coefficient(), b.exponent - ideal);
    BigInteger[] both = x.divideAndRemainder(y);
    BigInteger q = both[0];
    BigInteger r = both[1];
    int half = r.shiftLeft(1).compareTo(y);
    if (half > 0 || half == 0 && q.testBit(0)) {
      r = r.subtract(y);
      q = q.add(BigInteger.ONE);
    }
    if (Coefficients.count(q) > rules.prec) {
      return rules.invalid(Rules.DIVISION_IMPOSSIBLE);
    }
    return rules.finish(a.negative != r.signum() < 0, r.abs(), ideal);
  }
}
