package dev.dormouse.compiler.codegen;

import dev.dormouse.compiler.ast.Operator;
import java.math.BigInteger;

/**
 * Python's arithmetic on int constants; null where nothing is to be folded, see {@link
 * ConstantOperations}. An int is a Long where it fits, so every result goes through {@link #of}.
 */
final class IntegerArithmetic {
  /** A folded int has at most so many bits, or a small program would make a large file. */
  private static final int MAX_BITS = 128;

  /** Ints of so many bits are exact as a float. */
  private static final int DOUBLE_BITS = 53;

  private IntegerArithmetic() {}

  /** The value of a constant for which {@link ConstantOperations#isInt} holds. */
  static BigInteger value(Object v) {
    if (v instanceof BigInteger b) {
      return b;
    }
    if (v instanceof Boolean b) {
      return b ? BigInteger.ONE : BigInteger.ZERO;
    }
    return BigInteger.valueOf((Long) v);
  }

  /** The constant of a value. */
  static Object of(BigInteger v) {
    return v.bitLength() < 64 ? (Object) v.longValue() : v;
  }

  static Object apply(int op, BigInteger x, BigInteger y) {
    boolean byZero = y.signum() == 0;
    return switch (op) {
      case Operator.ADD -> of(x.add(y));
      case Operator.SUB -> of(x.subtract(y));
      case Operator.MULT ->
          x.signum() != 0 && !byZero && bits(x) + bits(y) > MAX_BITS ? null : of(x.multiply(y));
      case Operator.DIV -> byZero ? null : divide(x, y);
      case Operator.FLOOR_DIV -> byZero ? null : of(floorDivide(x, y));
      case Operator.MOD -> byZero ? null : of(x.subtract(floorDivide(x, y).multiply(y)));
      case Operator.POW -> power(x, y);
      case Operator.LSHIFT -> shiftLeft(x, y);
      case Operator.RSHIFT -> y.signum() < 0 ? null : of(x.shiftRight(clamped(y)));
      case Operator.BIT_OR -> of(x.or(y));
      case Operator.BIT_XOR -> of(x.xor(y));
      case Operator.BIT_AND -> of(x.and(y));
      default -> null;
    };
  }

  /** Bits of the magnitude, which {@link BigInteger#bitLength} is not for powers below zero. */
  private static int bits(BigInteger v) {
    return v.abs().bitLength();
  }

  private static int clamped(BigInteger v) {
    return v.bitLength() > 31 ? Integer.MAX_VALUE : v.intValue();
  }

  private static Object shiftLeft(BigInteger x, BigInteger y) {
    if (y.signum() < 0) {
      return null;
    }
    if (x.signum() == 0) {
      return of(x);
    }
    int count = clamped(y);
    return count > 0 && count > MAX_BITS - bits(x) ? null : of(x.shiftLeft(count));
  }

  private static BigInteger floorDivide(BigInteger x, BigInteger y) {
    BigInteger[] parts = x.divideAndRemainder(y);
    boolean roundedUp = parts[1].signum() != 0 && parts[1].signum() != y.signum();
    return roundedUp ? parts[0].subtract(BigInteger.ONE) : parts[0];
  }

  private static Object power(BigInteger x, BigInteger y) {
    if (y.signum() < 0) {
      return FloatArithmetic.apply(Operator.POW, of(x), of(y));
    }
    if (y.signum() == 0) {
      return 1L;
    }
    if (x.signum() == 0) {
      return 0L;
    }
    int exponent = clamped(y);
    return bits(x) > MAX_BITS / exponent ? null : of(x.pow(exponent));
  }

  /** True division, rounded once. */
  private static Object divide(BigInteger x, BigInteger y) {
    if (bits(x) <= DOUBLE_BITS && bits(y) <= DOUBLE_BITS) {
      return x.doubleValue() / y.doubleValue();
    }
    BigInteger a = x.abs();
    BigInteger b = y.abs();
    // A quotient of 66 bits or more, with a sticky lowest bit for the remainder, rounds as the
    // exact one does.
    int shift = Math.max(0, 66 - (a.bitLength() - b.bitLength()));
    BigInteger[] parts = a.shiftLeft(shift).divideAndRemainder(b);
    BigInteger quotient = parts[1].signum() == 0 ? parts[0] : parts[0].setBit(0);
    double d = Math.scalb(quotient.doubleValue(), -shift);
    // A subnormal result would have been rounded twice.
    if (Double.isInfinite(d) || d < Double.MIN_NORMAL && x.signum() != 0) {
      return null;
    }
    return x.signum() * y.signum() < 0 ? -d : d;
  }
}
