package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;
import java.math.BigInteger;

/** {@code int}: a {@code long}, or a {@link BigInteger} when it does not fit. */
@BuiltinType(
    name = "int",
    ops = IntOps.class,
    parts = {IntMethods.class},
    doc =
        "int([x]) -> integer\n"
            + "int(x, base=10) -> integer\n\n"
            + "Makes an int of a number, or of text that spells one in a base from 2 to 36 (0 reads"
            + " the base from a prefix such as 0x).\n"
            + "Numbers are truncated towards zero; without an argument the result is 0.\n"
            + ">>> int('0b100', base=0)\n"
            + "4")
public class PyInt extends PyObject {
  public static final PyType TYPE =
      PyType.builtin("int", PyType.OBJECT, new IntOps(), new PyIntTable())
          .with(PyType.BASETYPE | PyType.MATCH_SELF | PyType.VARIABLE_SIZE);

  private static final PyInt[] SMALL = new PyInt[262];

  static {
    for (int i = 0; i < SMALL.length; i++) {
      SMALL[i] = new PyInt(TYPE, i - 5);
    }
  }

  public static final PyInt ZERO = of(0);
  public static final PyInt ONE = of(1);

  final long value;

  /** Null when {@link #value} holds the number. */
  final BigInteger big;

  public PyInt(PyType type, long value) {
    super(type);
    this.value = value;
    this.big = null;
  }

  /** {@code big} is normalised: kept only if it does not fit a long. */
  public PyInt(PyType type, BigInteger big) {
    super(type);
    if (big.bitLength() < 64) {
      this.value = big.longValue();
      this.big = null;
    } else {
      this.value = 0;
      this.big = big;
    }
  }

  /** Small values (-5 … 256) are shared, as in CPython. */
  public static PyInt of(long value) {
    return value >= -5 && value <= 256 ? SMALL[(int) value + 5] : new PyInt(TYPE, value);
  }

  public static PyInt of(BigInteger value) {
    return value.bitLength() < 64 ? of(value.longValue()) : new PyInt(TYPE, value);
  }

  public final boolean isBig() {
    return big != null;
  }

  /** The value; only if not {@link #isBig}. */
  public final long longValue() {
    return value;
  }

  public final BigInteger bigValue() {
    return big != null ? big : BigInteger.valueOf(value);
  }

  public final boolean isNegative() {
    return big != null ? big.signum() < 0 : value < 0;
  }

  public final boolean isZero() {
    return big == null && value == 0;
  }

  public final double doubleValue() {
    return big != null ? big.doubleValue() : value;
  }
}
