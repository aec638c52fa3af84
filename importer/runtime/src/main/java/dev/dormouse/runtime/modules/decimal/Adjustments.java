package dev.dormouse.runtime.modules.decimal;

import java.math.BigInteger;

/** Operations that give a number another exponent, or the next number. */
final class Adjustments {
  private Adjustments() {}

  static PyDecimal quantize(PyDecimal a, PyDecimal b, Rules rules) {
    if ((a.kind | b.kind) != 0) {
      PyDecimal nan = Arithmetic.nan(a, b, rules);
      return nan != null
          ? nan
          : a.isInfinite() && b.isInfinite() ? a.plain() : rules.invalid(Rules.INVALID_OPERATION);
    }
    return quantize(a, b.exponent, rules);
  }

  /** A finite number with this exponent, or NaN if it would be too long. */
  static PyDecimal quantize(PyDecimal a, long exponent, Rules rules) {
    if (exponent > rules.emax || exponent < rules.etiny()) {
      return rules.invalid(Rules.INVALID_OPERATION);
    }
    if (a.isZero()) {
      return rules.finish(a.negative, 0L, exponent);
    }
    long gap = a.exponent - exponent;
    if (a.digits + gap > rules.prec) {
      return rules.invalid(Rules.INVALID_OPERATION);
    }
    int before = rules.status;
    PyDecimal result = rescale(a, exponent, rules);
    if (result.digits > rules.prec || result.adjusted() > rules.emax) {
      rules.status = before;
      return rules.invalid(Rules.INVALID_OPERATION);
    }
    if (gap < 0) {
      rules.status |= Rules.ROUNDED;
    }
    return rules.finish(result);
  }

  /** A finite number with this exponent, however long; INEXACT if digits other than 0 got lost. */
  static PyDecimal rescale(PyDecimal a, long exponent, Rules rules) {
    long gap = a.exponent - exponent;
    if (a.isZero()) {
      return PyDecimal.finite(a.negative, 0L, 1, exponent);
    }
    if (gap >= 0) {
      return PyDecimal.finite(
          a.negative, Coefficients.scale(a.coefficient(), gap), a.digits + gap, exponent);
    }
    BigInteger c = rules.shortened(a.negative, a.coefficient(), a.digits, -gap);
    return PyDecimal.finite(a.negative, c, Coefficients.count(c), exponent);
  }

  /** A number rounded to an integer; only if {@code exact} are the digits lost signaled. */
  static PyDecimal toIntegral(PyDecimal a, boolean exact, Rules rules) {
    if (a.isNan()) {
      return rules.quiet(a);
    }
    if (a.isInfinite() || a.exponent >= 0) {
      return a.plain();
    }
    if (a.isZero()) {
      return PyDecimal.finite(a.negative, 0L, 1, 0);
    }
    int before = rules.status;
    PyDecimal result = rescale(a, 0, rules);
    if (exact) {
      rules.status |= Rules.ROUNDED;
    } else {
      rules.status = before;
    }
    return result;
  }

  /** Without zeros at its end. */
  static PyDecimal normalize(PyDecimal a, Rules rules) {
    if (a.isNan()) {
      return rules.quiet(a);
    }
    PyDecimal d = rules.finish(a);
    if (!d.isFinite()) {
      return d;
    }
    if (d.isZero()) {
      return d.withExponent(0);
    }
    // It was finished: stripping changes neither its value nor whether it fits.
    Rules plain = Rules.widest();
    return Arithmetic.stripped(
        d.negative,
        d.coefficient(),
        d.exponent,
        Math.min(d.exponent + d.digits, rules.clamp ? rules.etop() : rules.emax),
        plain);
  }

  static PyDecimal logb(PyDecimal a, Rules rules) {
    if (a.isNan()) {
      return rules.quiet(a);
    }
    if (a.isInfinite()) {
      return PyDecimal.special(PyDecimal.INFINITE, false);
    }
    if (a.isZero()) {
      rules.status |= Rules.DIVISION_BY_ZERO;
      return PyDecimal.special(PyDecimal.INFINITE, true);
    }
    return rules.finish(Comparisons.integer(a.adjusted()));
  }

  static PyDecimal scaleb(PyDecimal a, PyDecimal b, Rules rules) {
    PyDecimal nan = Arithmetic.nan(a, b, rules);
    if (nan != null) {
      return nan;
    }
    if (!b.isFinite() || b.exponent != 0 || b.digits > 18) {
      return rules.invalid(Rules.INVALID_OPERATION);
    }
    long jump = b.negative ? -b.small : b.small;
    long most = 2 * (rules.emax + rules.prec);
    if (jump > most || jump < -most) {
      return rules.invalid(Rules.INVALID_OPERATION);
    }
    return a.isInfinite() ? a.plain() : rules.finish(a.withExponent(a.exponent + jump));
  }

  /** The greatest number below ({@code up} false) or the least above. */
  static PyDecimal next(PyDecimal a, boolean up, Rules rules) {
    if (a.isNan()) {
      return rules.quiet(a);
    }
    if (a.isInfinite()) {
      return a.negative != up
          ? a.plain()
          : PyDecimal.finite(
              a.negative,
              Coefficients.power(rules.prec).subtract(BigInteger.ONE),
              rules.prec,
              rules.etop());
    }
    Rules work = rules.rounding(up ? Rules.CEILING : Rules.FLOOR);
    PyDecimal near = work.finish(a);
    if ((work.status & (Rules.INEXACT | Rules.ERRORS)) != 0) {
      return near;
    }
    return Arithmetic.add(a, PyDecimal.finite(!up, 1L, 1, rules.etiny() - 1), work);
  }

  static PyDecimal nextToward(PyDecimal a, PyDecimal b, Rules rules) {
    PyDecimal nan = Arithmetic.nan(a, b, rules);
    if (nan != null) {
      return nan;
    }
    int c = Comparisons.order(a, b);
    if (c == 0) {
      return a.withSign(b.negative);
    }
    PyDecimal result = next(a, c < 0, rules);
    if (result.isInfinite()) {
      rules.status |= Rules.OVERFLOW | Rules.ROUNDED | Rules.INEXACT;
    } else if (result.adjusted() < rules.emin) {
      rules.status |= Rules.UNDERFLOW | Rules.SUBNORMAL | Rules.ROUNDED | Rules.INEXACT;
      if (result.isZero()) {
        rules.status |= Rules.CLAMPED;
      }
    }
    return result;
  }
}
