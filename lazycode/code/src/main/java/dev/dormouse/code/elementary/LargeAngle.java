package dev.dormouse.code.elementary;

/**
 * The reduction of large angles after M. Payne and R. Hanek, "Radian reduction for trigonometric
 * functions" (1983): of 128/&pi; only those digits count whose product with an angle is neither
 * whole turns nor too small to matter.
 */
final class LargeAngle {
  /** 2/&pi; in binary, after a word of zeros. */
  private static final long[] DIGITS = {
    0,
    0xa2f9836e4e441529L,
    0xfc2757d1f534ddc0L,
    0xdb6295993c439041L,
    0xfe5163abdebbc561L,
    0xb7246e3a424dd2e0L,
    0x06492eea09d1921cL,
    0xfe1deb1cb129a73eL,
    0xe88235f52ebb4484L,
    0xe99c7026b45f7e41L,
    0x3991d639835339f4L,
    0x9c845f8bbdf9283bL,
    0x1ff897ffde05980fL,
    0xef2f118b5a0a6d1fL,
    0x6d367ecf27cb09b7L,
    0x4f463f669e5fea2dL,
    0x7527bac7ebe5f17bL,
    0x3d0739f78a5292eaL,
    0x6bfb5fb11f8d5d08L,
    0x56033046fc7b6babL,
    0xf0cfbc209af4361dL,
  };

  private static final double STEP = 0x1.921fb54442d18p-6;
  private static final double STEP_LOW = 0x1.1a62633145c07p-60;

  private LargeAngle() {}

  /** As {@code Circular.reduce}, for an angle of at least 2<sup>15</sup>. */
  static int reduce(double x, DoubleDouble rest) {
    long bits = Double.doubleToRawLongBits(x);
    int e = (int) (bits >>> 52 & 0x7ff) - 1023 - 52; // |x| is m * 2**e
    long m = bits & (1L << 52) - 1 | 1L << 52;
    // Of m * 2**(e+6) * 2/π only 8 bits before the point count. So digits do from that on of which
    // m * 2**(e+6) is no multiple of 256.
    int start = e + 6 - 8 + Long.SIZE;
    long a = digits(start);
    long b = digits(start + 64);
    long c = digits(start + 128);
    // Their product with m, modulo 2**192, whose point is behind the first 8 bits.
    long low = m * c;
    long middle = m * b;
    long high = m * a + Math.unsignedMultiplyHigh(m, b);
    long carry = Math.unsignedMultiplyHigh(m, c);
    middle += carry;
    if (Long.compareUnsigned(middle, carry) < 0) {
      high++;
    }
    int k = (int) (high >>> 56);
    long fraction = high << 8 | middle >>> 56;
    long next = middle << 8 | low >>> 56;
    if (fraction < 0) {
      k++; // the fraction, as a signed number, is what is missing then
    }
    double f1 = fraction >> 11 << 11;
    double f2 = (fraction & 0x7ff) * 0x1p53 + (next >>> 11);
    rest.set(f1 * 0x1p-64, f2 * 0x1p-117);
    rest.multiply(STEP, STEP_LOW);
    if (x < 0) {
      rest.negate();
      return -k;
    }
    return k;
  }

  /** 64 digits from the given one on. */
  private static long digits(int from) {
    int i = from >> 6;
    int shift = from & 63;
    return shift == 0 ? DIGITS[i] : DIGITS[i] << shift | DIGITS[i + 1] >>> 64 - shift;
  }
}
