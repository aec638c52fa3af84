package dev.dormouse.runtime.modules.decimal;

/** Orders of numbers, and what is chosen by them. */
final class Comparisons {
  private Comparisons() {}

  /** By value: -1, 0 or 1. Neither may be a NaN. */
  static int order(PyDecimal a, PyDecimal b) {
    int x = sign(a);
    int y = sign(b);
    if (x != y || x == 0) {
      return Integer.compare(x, y);
    }
    return x * magnitude(a, b);
  }

  private static int sign(PyDecimal d) {
    return d.isZero() ? 0 : d.negative ? -1 : 1;
  }

  /** By absolute value. Neither may be a NaN. */
  static int magnitude(PyDecimal a, PyDecimal b) {
    if (a.isInfinite() || b.isInfinite()) {
      return Boolean.compare(a.isInfinite(), b.isInfinite());
    }
    if (a.isZero() || b.isZero()) {
      return Boolean.compare(!a.isZero(), !b.isZero());
    }
    int c = Long.compare(a.adjusted(), b.adjusted());
    if (c != 0) {
      return c;
    }
    long gap = a.exponent - b.exponent;
    if (gap == 0 && a.big == null && b.big == null) {
      return Long.compare(a.small, b.small);
    }
    // As the first digits have the same place, no more zeros are added than digits are missing.
    return gap >= 0
        ? Coefficients.scale(a.coefficient(), gap).compareTo(b.coefficient())
        : a.coefficient().compareTo(Coefficients.scale(b.coefficient(), -gap));
  }

  static PyDecimal compare(PyDecimal a, PyDecimal b, Rules rules) {
    PyDecimal nan = Arithmetic.nan(a, b, rules);
    return nan != null ? nan : integer(order(a, b));
  }

  /** As {@link #compare}, but all NaNs are signaled. */
  static PyDecimal compareSignal(PyDecimal a, PyDecimal b, Rules rules) {
    PyDecimal nan = Arithmetic.nan(a, b, rules);
    if (nan != null) {
      rules.status |= Rules.INVALID_OPERATION;
      return nan;
    }
    return integer(order(a, b));
  }

  static PyDecimal integer(long n) {
    long c = Math.abs(n);
    return PyDecimal.finite(n < 0, c, Coefficients.count(c), 0);
  }

  /** The total order of representations. */
  static int total(PyDecimal a, PyDecimal b) {
    if (a.negative != b.negative) {
      return a.negative ? -1 : 1;
    }
    int c = totalMagnitude(a, b);
    return a.negative ? -c : c;
  }

  static int totalMagnitude(PyDecimal a, PyDecimal b) {
    if (a.isNan() || b.isNan()) {
      int c = Integer.compare(rank(a), rank(b));
      return c != 0 ? c : a.coefficient().compareTo(b.coefficient());
    }
    int c = magnitude(a, b);
    return c != 0 ? c : Long.compare(a.exponent, b.exponent);
  }

  /** Signaling NaNs lie between numbers and quiet ones. */
  private static int rank(PyDecimal d) {
    return d.kind == PyDecimal.QNAN ? 2 : d.kind == PyDecimal.SNAN ? 1 : 0;
  }

  static boolean sameQuantum(PyDecimal a, PyDecimal b) {
    if (a.isFinite() && b.isFinite()) {
      return a.exponent == b.exponent;
    }
    return a.isNan() && b.isNan() || a.isInfinite() && b.isInfinite();
  }

  /** The greater ({@code way} 1) or lesser (-1) of two; a number is chosen before a quiet NaN. */
  static PyDecimal choose(PyDecimal a, PyDecimal b, int way, boolean byMagnitude, Rules rules) {
    if (a.kind == PyDecimal.QNAN && !b.isNan()) {
      return rules.finish(b);
    }
    if (b.kind == PyDecimal.QNAN && !a.isNan()) {
      return rules.finish(a);
    }
    PyDecimal nan = Arithmetic.nan(a, b, rules);
    if (nan != null) {
      return nan;
    }
    int c = byMagnitude ? magnitude(a, b) : order(a, b);
    if (c == 0) {
      c = total(a, b);
    }
    return rules.finish(c * way >= 0 ? a : b);
  }
}
