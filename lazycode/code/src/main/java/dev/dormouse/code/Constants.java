package dev.dormouse.code;

import java.util.Arrays;

/**
 * The Java values that stand for Python constants before a runtime exists.
 *
 * <table>
 * <caption>Constant domain</caption>
 * <tr><th>Python</th><th>Java</th></tr>
 * <tr><td>None, Ellipsis, StopIteration</td><td>{@link Singleton}</td></tr>
 * <tr><td>bool</td><td>{@link Boolean}</td></tr>
 * <tr><td>int</td><td>{@link Long} when it fits, else {@link java.math.BigInteger}</td></tr>
 * <tr><td>float</td><td>{@link Double}</td></tr>
 * <tr><td>complex</td><td>{@link Complex}</td></tr>
 * <tr><td>str</td><td>{@link String}; {@link WideText} when UTF-16 cannot express it</td></tr>
 * <tr><td>bytes</td><td>{@link Bytes}</td></tr>
 * <tr><td>tuple</td><td>{@link Tuple}</td></tr>
 * <tr><td>frozenset</td><td>{@link FrozenSet}</td></tr>
 * <tr><td>code</td><td>{@link CodeUnit}</td></tr>
 * </table>
 *
 * <p>Equality is that of the compiler's constant table: type-strict, with {@code 0.0} and {@code
 * -0.0} apart.
 */
public final class Constants {
  private Constants() {}

  /** Constants of which there is one. */
  public enum Singleton {
    NONE,
    ELLIPSIS,
    STOP_ITERATION
  }

  /** A complex number; compared by bits, so that signed zeros differ. */
  public static final class Complex {
    public final double real;
    public final double imag;

    public Complex(double real, double imag) {
      this.real = real;
      this.imag = imag;
    }

    @Override
    public boolean equals(Object o) {
      return o instanceof Complex c
          && Double.doubleToRawLongBits(real) == Double.doubleToRawLongBits(c.real)
          && Double.doubleToRawLongBits(imag) == Double.doubleToRawLongBits(c.imag);
    }

    @Override
    public int hashCode() {
      return 31 * Double.hashCode(real) + Double.hashCode(imag);
    }
  }

  /**
   * A str in which a lone high surrogate is directly followed by a lone low one, so that a {@link
   * String} would read the pair as one code point. Every other str is a {@link String}; {@link
   * #text} decides.
   */
  public static final class WideText {
    private final int[] codePoints;

    WideText(int[] codePoints) {
      this.codePoints = codePoints;
    }

    /** A copy of the code points. */
    public int[] codePoints() {
      return codePoints.clone();
    }

    @Override
    public boolean equals(Object o) {
      return o instanceof WideText w && Arrays.equals(codePoints, w.codePoints);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(codePoints);
    }
  }

  /** Immutable bytes. The array is owned by this object; callers must not write to it. */
  public static final class Bytes {
    public final byte[] value;

    public Bytes(byte[] value) {
      this.value = value;
    }

    @Override
    public boolean equals(Object o) {
      return o instanceof Bytes b && Arrays.equals(value, b.value);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(value) + 1;
    }
  }

  /** A tuple of constants. The array is owned by this object; callers must not write to it. */
  public static final class Tuple {
    public final Object[] items;

    public Tuple(Object... items) {
      this.items = items;
    }

    @Override
    public boolean equals(Object o) {
      return o instanceof Tuple t && Arrays.equals(items, t.items);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(items) + 2;
    }
  }

  /** A frozenset of constants in the order in which they were written. */
  public static final class FrozenSet {
    public final Object[] items;

    public FrozenSet(Object... items) {
      this.items = items;
    }

    @Override
    public boolean equals(Object o) {
      return o instanceof FrozenSet t && Arrays.equals(items, t.items);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(items) + 3;
    }
  }

  /**
   * The constant for a str with these code points: a {@link String}, or {@link WideText} when it
   * must be.
   */
  public static Object text(int[] codePoints) {
    for (int i = 1; i < codePoints.length; i++) {
      if (codePoints[i] >= 0xDC00
          && codePoints[i] <= 0xDFFF
          && codePoints[i - 1] >= 0xD800
          && codePoints[i - 1] <= 0xDBFF) {
        return new WideText(codePoints.clone());
      }
    }
    return new String(codePoints, 0, codePoints.length);
  }
}
