package dev.dormouse.runtime.objects;

import java.math.BigInteger;

/**
 * Single values in memory by their {@code struct} code, in native size and little endian order, as
 * memoryview and array see them.
 */
public final class NativeItems {
  private NativeItems() {}

  /** The size of a code's item, or -1 for a code that memory items do not have. */
  public static int size(char code) {
    return switch (code) {
      case 'c', 'b', 'B', '?' -> 1;
      case 'h', 'H', 'e' -> 2;
      case 'i', 'I', 'f' -> 4;
      case 'l', 'L', 'q', 'Q', 'n', 'N', 'd', 'P' -> 8;
      default -> -1;
    };
  }

  /** The code of a format of one native item, with or without "@"; 0 for others. */
  public static char code(String format) {
    int at = format.startsWith("@") ? 1 : 0;
    return format.length() == at + 1 && size(format.charAt(at)) > 0 ? format.charAt(at) : 0;
  }

  public static boolean isUnsigned(char code) {
    return "BHILQNP".indexOf(code) >= 0;
  }

  public static long readLong(byte[] b, int at, int size) {
    long value = 0;
    for (int i = size - 1; i >= 0; i--) {
      value = value << 8 | b[at + i] & 0xff;
    }
    return value;
  }

  public static void writeLong(byte[] b, int at, int size, long value) {
    for (int i = 0; i < size; i++) {
      b[at + i] = (byte) (value >>> 8 * i);
    }
  }

  public static PyObject get(byte[] b, int at, char code) {
    switch (code) {
      case 'B':
        return PyInt.of(b[at] & 0xff);
      case 'b':
        return PyInt.of(b[at]);
      case 'c':
        return PyBytes.of(new byte[] {b[at]});
      case '?':
        return PyBool.of(b[at] != 0);
      case 'e':
        return PyFloat.of(Float.float16ToFloat((short) readLong(b, at, 2)));
      case 'f':
        return PyFloat.of(Float.intBitsToFloat((int) readLong(b, at, 4)));
      case 'd':
        return PyFloat.of(Double.longBitsToDouble(readLong(b, at, 8)));
      default:
        int size = size(code);
        long value = readLong(b, at, size);
        if (isUnsigned(code)) {
          return value >= 0 || size < 8
              ? PyInt.of(value)
              : PyInt.of(new BigInteger(Long.toUnsignedString(value)));
        }
        int unused = 64 - 8 * size;
        return PyInt.of(value << unused >> unused);
    }
  }

  /** Whether {@code n} fits an item of the code. */
  public static boolean fits(PyInt n, char code) {
    int bits = 8 * size(code);
    if (isUnsigned(code)) {
      return !n.isNegative() && n.bigValue().bitLength() <= bits;
    }
    return n.bigValue().bitLength() < bits;
  }

  /**
   * Stores a value as memoryview does.
   *
   * @throws PyException TypeError or ValueError in memoryview's words
   */
  static void set(byte[] b, int at, char code, PyObject value) {
    switch (code) {
      case 'c' -> {
        if (!(value instanceof PyBytes x)) {
          throw wrongType(code);
        }
        if (x.value.length != 1) {
          throw wrongValue(code);
        }
        b[at] = x.value[0];
      }
      case '?' -> b[at] = (byte) (Abstract.isTrue(value) ? 1 : 0);
      case 'e', 'f', 'd' -> {
        double x;
        try {
          x = ArgParser.toDouble(value);
        } catch (PyException e) {
          throw e.matches(Exceptions.TypeError) ? wrongType(code) : e;
        }
        writeDouble(b, at, code, x);
      }
      default -> {
        if (!Abstract.hasIndex(value)) {
          throw wrongType(code);
        }
        PyInt n = Abstract.index(value);
        if (!fits(n, code)) {
          throw wrongValue(code);
        }
        writeLong(b, at, size(code), n.bigValue().longValue());
      }
    }
  }

  public static void writeDouble(byte[] b, int at, char code, double x) {
    switch (code) {
      case 'd' -> writeLong(b, at, 8, Double.doubleToRawLongBits(x));
      case 'f' -> writeLong(b, at, 4, Float.floatToRawIntBits((float) x));
      default -> writeLong(b, at, 2, Float.floatToFloat16((float) x));
    }
  }

  private static PyException wrongType(char code) {
    return Errors.typeError("memoryview: invalid type for format '" + code + "'");
  }

  private static PyException wrongValue(char code) {
    return Errors.valueError("memoryview: invalid value for format '" + code + "'");
  }
}
