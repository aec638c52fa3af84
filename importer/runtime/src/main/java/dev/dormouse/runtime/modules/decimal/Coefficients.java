package dev.dormouse.runtime.modules.decimal;

import dev.dormouse.runtime.objects.Errors;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Digits: powers of ten, counting, shifting and reading them. */
final class Coefficients {
  private Coefficients() {}

  /** Coefficients of so many digits are kept as long. */
  static final int LONG_DIGITS = 18;

  /**
   * No coefficient is given more digits. What would need more ends as in CPython what no memory
   * holds; BigInteger, whose multiplication is slower than libmpdec's, would take minutes before.
   */
  static final long MOST = 20_000_000;

  static final BigInteger FIVE = BigInteger.valueOf(5);

  private static final double LOG10_OF_2 = 0.301029995663981195;

  private static final long[] LONG_POWERS = new long[LONG_DIGITS + 1];
  private static final BigInteger[] POWERS = new BigInteger[80];

  static {
    LONG_POWERS[0] = 1;
    for (int i = 1; i <= LONG_DIGITS; i++) {
      LONG_POWERS[i] = LONG_POWERS[i - 1] * 10;
    }
    POWERS[0] = BigInteger.ONE;
    for (int i = 1; i < POWERS.length; i++) {
      POWERS[i] = POWERS[i - 1].multiply(BigInteger.TEN);
    }
  }

  /** 10 to the power of {@code n}, which is at most {@link #LONG_DIGITS}. */
  static long longPower(long n) {
    return LONG_POWERS[(int) n];
  }

  /** 10 to the power of {@code n}; MemoryError if that is out of all bounds. */
  static BigInteger power(long n) {
    if (n < POWERS.length) {
      return POWERS[(int) n];
    }
    check(n);
    return BigInteger.TEN.pow((int) n);
  }

  static void check(long digits) {
    if (digits > MOST) {
      throw Errors.memoryError();
    }
  }

  static BigInteger scale(BigInteger c, long shift) {
    return shift == 0 || c.signum() == 0 ? c : c.multiply(power(shift));
  }

  static int count(long c) {
    // 1233 / 4096 is a little more than the logarithm of 2.
    int guess = (64 - Long.numberOfLeadingZeros(c)) * 1233 >>> 12;
    return guess <= LONG_DIGITS && c >= LONG_POWERS[guess] ? guess + 1 : Math.max(guess, 1);
  }

  static long count(BigInteger c) {
    int bits = c.bitLength();
    if (bits < 60) {
      return count(c.longValue());
    }
    long least = (long) ((bits - 1) * LOG10_OF_2 - 1e-6) + 1;
    long most = (long) (bits * LOG10_OF_2 + 1e-6) + 1;
    while (least < most && c.compareTo(power(least)) >= 0) {
      least++;
    }
    return least;
  }

  /** Whether the last digit of a number that is not negative is 0 or 5. */
  static boolean endsIn0Or5(BigInteger c) {
    int bits = c.bitLength();
    if (bits > 126) {
      return c.mod(FIVE).signum() == 0;
    }
    // 2**64 leaves 1 when divided by 5, so the upper half counts like the lower.
    long high = bits < 64 ? 0 : c.shiftRight(64).longValue();
    return (Long.remainderUnsigned(c.longValue(), 5) + high % 5) % 5 == 0;
  }

  /** Above this, digits are converted by halves, as BigInteger(String) takes quadratic time. */
  private static final int READ_BY_HALVES = 2000;

  /** The value of decimal digits; linear but for the multiplications. */
  static BigInteger read(String digits, int from, int to) {
    int n = to - from;
    if (n <= LONG_DIGITS) {
      return BigInteger.valueOf(readLong(digits, from, to));
    }
    if (n <= READ_BY_HALVES) {
      return new BigInteger(digits.substring(from, to));
    }
    // The lower parts have lengths of one series, so that each power is made once, from the last.
    int low = READ_BY_HALVES;
    List<BigInteger> powers = new ArrayList<>();
    BigInteger power = power(low);
    for (; low < n; low *= 2) {
      powers.add(power);
      power = low * 2 < n ? power.multiply(power) : power;
    }
    return read(digits, from, to, low / 2, powers);
  }

  private static BigInteger read(
      String digits, int from, int to, int low, List<BigInteger> powers) {
    if (to - from <= READ_BY_HALVES) {
      return from == to ? BigInteger.ZERO : new BigInteger(digits.substring(from, to));
    }
    int level = Integer.numberOfTrailingZeros(low / READ_BY_HALVES);
    int middle = Math.max(to - low, from);
    return read(digits, from, middle, low / 2, powers)
        .multiply(powers.get(level))
        .add(read(digits, middle, to, low / 2, powers));
  }

  static long readLong(String digits, int from, int to) {
    long value = 0;
    for (int i = from; i < to; i++) {
      value = value * 10 + (digits.charAt(i) - '0');
    }
    return value;
  }
}
