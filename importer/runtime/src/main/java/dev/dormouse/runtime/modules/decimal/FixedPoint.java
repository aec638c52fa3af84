package dev.dormouse.runtime.modules.decimal;

import java.math.BigInteger;

/**
 * Exponential and logarithm of numbers {@code x} given as the integer nearest to {@code x *
 * 2**bits}. Results are off by at most some ten units in the last place, which callers allow for.
 */
final class FixedPoint {
  private FixedPoint() {}

  /** Of numbers between about -3 and 3. */
  static BigInteger exp(BigInteger x, int bits) {
    // Halving the argument n times makes the series short; each squaring afterwards costs a bit.
    int halvings = 4 + (int) Math.sqrt(bits);
    int work = bits + halvings + 16;
    BigInteger r = x.shiftLeft(work - bits).shiftRight(halvings);
    BigInteger one = BigInteger.ONE.shiftLeft(work);
    BigInteger sum = one.add(r);
    BigInteger term = r;
    for (int n = 2; term.bitLength() > 1; n++) {
      term = term.multiply(r).shiftRight(work).divide(BigInteger.valueOf(n));
      sum = sum.add(term);
    }
    for (int i = 0; i < halvings; i++) {
      sum = sum.multiply(sum).shiftRight(work);
    }
    return sum.shiftRight(work - bits);
  }

  private static final int DOUBLE_BITS = 45;

  /** Of numbers between about 0.1 and 10. */
  static BigInteger ln(BigInteger x, int bits) {
    if (bits <= DOUBLE_BITS) {
      double value = x.shiftLeft(60 - bits).doubleValue() / (1L << 60);
      return BigInteger.valueOf((long) (Math.log(value) * (1L << bits)));
    }
    // Halley's method on the exponential: each step trebles the bits that are right.
    int fewer = Math.min(bits / 3 + 8, bits - 1);
    BigInteger y = ln(x.shiftRight(bits - fewer), fewer).shiftLeft(bits - fewer);
    BigInteger e = exp(y, bits);
    BigInteger step = x.subtract(e).shiftLeft(bits + 1).divide(x.add(e));
    return y.add(step);
  }

  /** The logarithm of 10, by Machin's formula for it. */
  static BigInteger ln10(int bits) {
    int work = bits + 16;
    return inverseTanh(31, work)
        .multiply(BigInteger.valueOf(46))
        .add(inverseTanh(49, work).multiply(BigInteger.valueOf(34)))
        .add(inverseTanh(161, work).multiply(BigInteger.valueOf(20)))
        .shiftRight(work - bits);
  }

  /** Artanh(1 / n). */
  private static BigInteger inverseTanh(int n, int bits) {
    BigInteger square = BigInteger.valueOf((long) n * n);
    BigInteger power = BigInteger.ONE.shiftLeft(bits).divide(BigInteger.valueOf(n));
    BigInteger sum = power;
    for (int k = 3; power.signum() != 0; k += 2) {
      power = power.divide(square);
      sum = sum.add(power.divide(BigInteger.valueOf(k)));
    }
    return sum;
  }
}
