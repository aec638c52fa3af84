package dev.dormouse.runtime.modules.ctypes;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** {@code long double} of x86: eighty bits, of which Python can keep those of a double. */
final class LongDouble {
  private static final int BIAS = 16383;

  private LongDouble() {}

  static double get(MemorySegment m) {
    long mantissa = m.get(ValueLayout.JAVA_LONG_UNALIGNED, 0);
    int high = m.get(ValueLayout.JAVA_SHORT_UNALIGNED, 8) & 0xffff;
    int exponent = high & 0x7fff;
    double sign = (high & 0x8000) != 0 ? -1 : 1;
    if (exponent == 0x7fff) {
      return mantissa << 1 == 0 ? sign * Double.POSITIVE_INFINITY : Double.NaN;
    }
    // The half that is always there must not make a negative long.
    double value = (mantissa >>> 1) * 2.0 + (mantissa & 1);
    int scale = exponent - BIAS - 63;
    return sign * Math.scalb(Math.scalb(value, scale / 2), scale - scale / 2);
  }

  static void set(MemorySegment m, double x) {
    long bits = Double.doubleToRawLongBits(x);
    int sign = (int) (bits >>> 63) << 15;
    long fraction = bits & (1L << 52) - 1;
    int exponent = (int) (bits >>> 52) & 0x7ff;
    long mantissa;
    int extended;
    if (exponent == 0x7ff) {
      mantissa = 1L << 63 | fraction << 11;
      extended = 0x7fff;
    } else if (exponent == 0 && fraction == 0) {
      mantissa = 0;
      extended = 0;
    } else if (exponent == 0) {
      int shift = Long.numberOfLeadingZeros(fraction);
      mantissa = fraction << shift;
      extended = BIAS - 1022 + 11 - shift;
    } else {
      mantissa = 1L << 63 | fraction << 11;
      extended = exponent - 1023 + BIAS;
    }
    m.set(ValueLayout.JAVA_LONG_UNALIGNED, 0, mantissa);
    m.set(ValueLayout.JAVA_SHORT_UNALIGNED, 8, (short) (sign | extended));
  }
}
