package dev.dormouse.runtime.modules.decimal;

import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Generic;
import dev.dormouse.runtime.objects.Hashes;
import java.math.BigInteger;

/** The hash of a number, equal to that of equal ints, floats and fractions. */
final class DecimalHash {
  private DecimalHash() {}

  private static final long INFINITY = 314159;
  private static final BigInteger MODULUS = BigInteger.valueOf(Hashes.MODULUS);

  /** The inverse of 10 for the modulus. */
  private static final long TENTH = 2075258708292324556L;

  static long of(PyDecimal d) {
    if (d.kind == PyDecimal.SNAN) {
      throw Errors.typeError("Cannot hash a signaling NaN value");
    }
    if (d.kind == PyDecimal.QNAN) {
      return Generic.identityHash(d);
    }
    long h;
    if (d.isInfinite()) {
      h = INFINITY;
    } else {
      long c = d.big == null ? d.small % Hashes.MODULUS : d.big.mod(MODULUS).longValue();
      h = product(c, power(d.exponent >= 0 ? 10 : TENTH, Math.abs(d.exponent)));
    }
    if (d.negative) {
      h = -h;
    }
    return h == -1 ? -2 : h;
  }

  private static long power(long base, long exponent) {
    long result = 1;
    for (; exponent != 0; exponent >>>= 1) {
      if ((exponent & 1) != 0) {
        result = product(result, base);
      }
      base = product(base, base);
    }
    return result;
  }

  /** Of numbers below the modulus: the upper 61 bits of a product count as much as the lower. */
  private static long product(long a, long b) {
    long low = a * b;
    long high = Math.multiplyHigh(a, b) << 3 | low >>> 61;
    long sum = (low & Hashes.MODULUS) + high;
    return sum >= Hashes.MODULUS ? sum - Hashes.MODULUS : sum;
  }
}
