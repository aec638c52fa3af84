package dev.dormouse.runtime.modules.data;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.PyObject;
import java.util.zip.Adler32;
import java.util.zip.CRC32;

/**
 * Checksums that go on from a given value, which the JDK's cannot. Both are linear, so the JDK
 * computes them from their own start, and the difference that the given start makes is added.
 */
final class Checksums {
  private Checksums() {}

  private static final int POLYNOMIAL = 0xedb88320;
  private static final int ADLER_BASE = 65521;

  /** The low 32 bits of a start value. */
  static int start(PyObject o) {
    return Abstract.index(o).bigValue().intValue();
  }

  static long crc32(byte[] data, int start) {
    CRC32 c = new CRC32();
    c.update(data);
    return (c.getValue() ^ shift(start, data.length)) & 0xffffffffL;
  }

  /**
   * What {@code crc} becomes when {@code length} zero bytes pass through the register: a power of a
   * matrix over bits.
   */
  private static long shift(int crc, int length) {
    int[] matrix = new int[32]; // one zero bit
    matrix[0] = POLYNOMIAL;
    for (int i = 1; i < 32; i++) {
      matrix[i] = 1 << i - 1;
    }
    int value = crc;
    for (long bits = 8L * length; bits != 0; bits >>= 1) {
      if ((bits & 1) != 0) {
        value = times(matrix, value);
      }
      int[] square = new int[32];
      for (int i = 0; i < 32; i++) {
        square[i] = times(matrix, matrix[i]);
      }
      matrix = square;
    }
    return value & 0xffffffffL;
  }

  private static int times(int[] matrix, int vector) {
    int sum = 0;
    for (int i = 0; vector != 0; i++, vector >>>= 1) {
      if ((vector & 1) != 0) {
        sum ^= matrix[i];
      }
    }
    return sum;
  }

  static long adler32(byte[] data, int start) {
    Adler32 a = new Adler32();
    a.update(data);
    long value = a.getValue();
    long low = value & 0xffff;
    long high = value >>> 16;
    long startLow = start & 0xffff;
    long startHigh = start >>> 16 & 0xffff;
    // The JDK began with low = 1; each byte adds the difference of the starts to high once more.
    long extra = (startLow - 1 + ADLER_BASE) % ADLER_BASE;
    low = (low + extra) % ADLER_BASE;
    high = (high + startHigh + extra * (data.length % ADLER_BASE)) % ADLER_BASE;
    return high << 16 | low;
  }
}
