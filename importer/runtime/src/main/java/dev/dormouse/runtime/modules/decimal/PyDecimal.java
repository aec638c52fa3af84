package dev.dormouse.runtime.modules.decimal;

import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import java.math.BigInteger;

/** {@code decimal.Decimal}: sign, coefficient and exponent, an infinity or a NaN. Immutable. */
@BuiltinType(
    name = "Decimal",
    ops = DecimalOps.class,
    parts = {DecimalMethods.class, DecimalQueries.class},
    doc =
        "(value=\"0\", context=None)\n"
            + "--\n\n"
            + "A decimal number of a str, an int, a float, another Decimal or a tuple (sign,"
            + " digits, exponent). It is exact; the context only says whether bad values raise.")
final class PyDecimal extends PyObject {
  static final byte FINITE = 0;
  static final byte INFINITE = 1;
  static final byte QNAN = 2;
  static final byte SNAN = 3;

  static final PyType TYPE =
      PyType.builtin("Decimal", PyType.OBJECT, new DecimalOps(), new PyDecimalTable())
          .in("decimal")
          .with(PyType.BASETYPE)
          .add("__module__", PyStr.of("decimal"));

  static final PyDecimal ZERO = finite(false, 0L, 1, 0);
  static final PyDecimal ONE = finite(false, 1L, 1, 0);
  static final PyDecimal TEN = finite(false, 10L, 2, 0);

  final byte kind;
  final boolean negative;

  /** The coefficient, or the payload of a NaN, if {@link #big} is null. */
  final long small;

  /** The coefficient if it has more than {@link Coefficients#LONG_DIGITS} digits, else null. */
  final BigInteger big;

  /** How many digits the coefficient has; 1 for zero, 0 for what has none. */
  final long digits;

  final long exponent;

  /** -1 until asked for; no object's hash is -1. */
  private long hash = -1;

  PyDecimal(
      PyType type,
      byte kind,
      boolean negative,
      long small,
      BigInteger big,
      long digits,
      long exponent) {
    super(type);
    this.kind = kind;
    this.negative = negative;
    this.small = small;
    this.big = big;
    this.digits = digits;
    this.exponent = exponent;
  }

  static PyDecimal finite(boolean negative, long c, long digits, long exponent) {
    return digits > Coefficients.LONG_DIGITS
        ? new PyDecimal(TYPE, FINITE, negative, 0, BigInteger.valueOf(c), digits, exponent)
        : new PyDecimal(TYPE, FINITE, negative, c, null, digits, exponent);
  }

  static PyDecimal finite(boolean negative, BigInteger c, long digits, long exponent) {
    return digits > Coefficients.LONG_DIGITS
        ? new PyDecimal(TYPE, FINITE, negative, 0, c, digits, exponent)
        : new PyDecimal(TYPE, FINITE, negative, c.longValue(), null, digits, exponent);
  }

  /** An infinity, or a NaN without payload. */
  static PyDecimal special(byte kind, boolean negative) {
    return new PyDecimal(TYPE, kind, negative, 0, null, 0, 0);
  }

  static PyDecimal nan(byte kind, boolean negative, BigInteger payload) {
    if (payload.signum() == 0) {
      return special(kind, negative);
    }
    long digits = Coefficients.count(payload);
    return digits > Coefficients.LONG_DIGITS
        ? new PyDecimal(TYPE, kind, negative, 0, payload, digits, 0)
        : new PyDecimal(TYPE, kind, negative, payload.longValue(), null, digits, 0);
  }

  PyDecimal copyAs(PyType cls) {
    return new PyDecimal(cls, kind, negative, small, big, digits, exponent);
  }

  /** Of no subclass. */
  PyDecimal plain() {
    return type == TYPE ? this : copyAs(TYPE);
  }

  PyDecimal withSign(boolean minus) {
    return minus == negative
        ? plain()
        : new PyDecimal(TYPE, kind, minus, small, big, digits, exponent);
  }

  PyDecimal withKind(byte other) {
    return new PyDecimal(TYPE, other, negative, small, big, digits, exponent);
  }

  PyDecimal withExponent(long other) {
    return new PyDecimal(TYPE, kind, negative, small, big, digits, other);
  }

  BigInteger coefficient() {
    return big != null ? big : BigInteger.valueOf(small);
  }

  boolean isFinite() {
    return kind == FINITE;
  }

  boolean isInfinite() {
    return kind == INFINITE;
  }

  boolean isNan() {
    return kind >= QNAN;
  }

  boolean isZero() {
    return kind == FINITE && big == null && small == 0;
  }

  /** The exponent of the first digit. */
  long adjusted() {
    return exponent + digits - 1;
  }

  /** Whether this is finite and has no fraction. */
  boolean isInteger() {
    if (kind != FINITE) {
      return false;
    }
    if (exponent >= 0 || isZero()) {
      return true;
    }
    return -exponent < digits && coefficient().mod(Coefficients.power(-exponent)).signum() == 0;
  }

  /** Whether an integer is odd. */
  boolean isOdd() {
    return exponent <= 0
        && !isZero()
        && coefficient().divide(Coefficients.power(-exponent)).testBit(0);
  }

  long pythonHash() {
    long h = hash;
    if (h == -1) {
      h = hash = DecimalHash.of(this);
    }
    return h;
  }
}
