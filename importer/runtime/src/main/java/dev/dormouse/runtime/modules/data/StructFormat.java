package dev.dormouse.runtime.modules.data;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Bytes;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyFloat;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * A format of {@code struct}, compiled: what is where, and how it becomes Python values and back.
 */
final class StructFormat {
  /** One run of equal items, or one string. */
  private static final class Field {
    final char code;

    /** How many items; for s and p, always one. */
    final int count;

    /** Of one item. */
    final int size;

    final int offset;

    Field(char code, int count, int size, int offset) {
      this.code = code;
      this.count = count;
      this.size = size;
      this.offset = offset;
    }
  }

  final String format;

  /** In bytes. */
  final int size;

  /** How many Python values it takes. */
  final int values;

  private final Field[] fields;
  private final boolean big;

  /** Native sizes and alignment, and codes that only exist so. */
  private final boolean nativeMode;

  StructFormat(String format) {
    this.format = format;
    if (format.indexOf('\0') >= 0) {
      throw error("embedded null character");
    }
    char order = format.isEmpty() ? '@' : format.charAt(0);
    int i = "@=<>!".indexOf(order) >= 0 && !format.isEmpty() ? 1 : 0;
    nativeMode = i == 0 || order == '@';
    big = order == '>' || order == '!';
    Field[] found = new Field[8];
    int n = 0;
    long at = 0;
    long items = 0;
    while (i < format.length()) {
      char c = format.charAt(i++);
      if (c == ' ' || c >= 9 && c <= 13) {
        continue;
      }
      long count = 1;
      if (c >= '0' && c <= '9') {
        count = c - '0';
        while (i < format.length() && format.charAt(i) >= '0' && format.charAt(i) <= '9') {
          count = count * 10 + format.charAt(i++) - '0';
          checkSize(count);
        }
        if (i == format.length()) {
          throw error("repeat count given without format specifier");
        }
        c = format.charAt(i++);
      }
      int itemSize = itemSize(c);
      if (itemSize < 0) {
        throw error("bad char in struct format");
      }
      if (nativeMode && c != 's' && c != 'p' && c != 'x' && itemSize > 1) {
        at = (at + itemSize - 1) / itemSize * itemSize;
      }
      if (n == found.length) {
        found = Arrays.copyOf(found, n * 2);
      }
      if (c == 's' || c == 'p') {
        found[n++] = new Field(c, 1, (int) count, (int) at);
        items++;
      } else if (c != 'x') {
        found[n++] = new Field(c, (int) count, itemSize, (int) at);
        items += count;
      }
      at += count * itemSize;
      checkSize(at);
    }
    fields = Arrays.copyOf(found, n);
    size = (int) at;
    values = (int) items;
  }

  private static void checkSize(long n) {
    if (n > Integer.MAX_VALUE - 64) {
      throw error("total struct size too long");
    }
  }

  private int itemSize(char c) {
    return switch (c) {
      case 'x', 'c', 'b', 'B', '?', 's', 'p' -> 1;
      case 'h', 'H', 'e' -> 2;
      case 'i', 'I', 'f' -> 4;
      case 'l', 'L' -> nativeMode ? 8 : 4;
      case 'q', 'Q', 'd' -> 8;
      case 'n', 'N', 'P' -> nativeMode ? 8 : -1;
      default -> -1;
    };
  }

  static PyException error(String message) {
    return Errors.of(StructModule.error(), message);
  }

  // unpacking

  PyObject[] unpack(byte[] b, int at) {
    PyObject[] out = new PyObject[values];
    int n = 0;
    for (Field f : fields) {
      for (int k = 0; k < f.count; k++) {
        out[n++] = get(b, at + f.offset + k * f.size, f);
      }
    }
    return out;
  }

  private long read(byte[] b, int at, int size) {
    long value = 0;
    for (int i = 0; i < size; i++) {
      value = value << 8 | b[at + (big ? i : size - 1 - i)] & 0xff;
    }
    return value;
  }

  private PyObject get(byte[] b, int at, Field f) {
    switch (f.code) {
      case 's':
        return PyBytes.of(Arrays.copyOfRange(b, at, at + f.size));
      case 'p':
        if (f.size == 0) {
          throw Errors.of(
              Exceptions.SystemError, "Negative size passed to PyBytes_FromStringAndSize");
        }
        int length = Math.min(b[at] & 0xff, f.size - 1);
        return PyBytes.of(Arrays.copyOfRange(b, at + 1, at + 1 + length));
      case 'c':
        return PyBytes.of(new byte[] {b[at]});
      case '?':
        return PyBool.of(b[at] != 0);
      case 'b':
        return PyInt.of(b[at]);
      case 'B':
        return PyInt.of(b[at] & 0xff);
      case 'e':
        return PyFloat.of(Float.float16ToFloat((short) read(b, at, 2)));
      case 'f':
        return PyFloat.of(Float.intBitsToFloat((int) read(b, at, 4)));
      case 'd':
        return PyFloat.of(Double.longBitsToDouble(read(b, at, 8)));
      default:
        long value = read(b, at, f.size);
        if (isUnsigned(f.code)) {
          return value >= 0
              ? PyInt.of(value)
              : PyInt.of(new BigInteger(Long.toUnsignedString(value)));
        }
        int unused = 64 - 8 * f.size;
        return PyInt.of(value << unused >> unused);
    }
  }

  private static boolean isUnsigned(char code) {
    return "BHILQNP".indexOf(code) >= 0;
  }

  // packing

  /** {@code args} from {@code first} on are the values, of which there are enough. */
  void pack(byte[] b, int at, PyObject[] args, int first) {
    Arrays.fill(b, at, at + size, (byte) 0);
    int n = first;
    for (Field f : fields) {
      for (int k = 0; k < f.count; k++) {
        set(b, at + f.offset + k * f.size, f, args[n++]);
      }
    }
  }

  private void write(byte[] b, int at, int size, long value) {
    for (int i = 0; i < size; i++) {
      b[at + (big ? size - 1 - i : i)] = (byte) (value >>> 8 * i);
    }
  }

  private void set(byte[] b, int at, Field f, PyObject o) {
    switch (f.code) {
      case 's', 'p' -> {
        if (!(o instanceof PyBytes) && !(o instanceof dev.dormouse.runtime.objects.PyByteArray)) {
          throw error("argument for '" + f.code + "' must be a bytes object");
        }
        byte[] v = Bytes.of(o);
        if (f.code == 's') {
          System.arraycopy(v, 0, b, at, Math.min(v.length, f.size));
        } else if (f.size > 0) {
          int n = Math.min(v.length, f.size - 1);
          b[at] = (byte) Math.min(n, 255);
          System.arraycopy(v, 0, b, at + 1, n);
        }
      }
      case 'c' -> {
        if (!(o instanceof PyBytes v) || v.value.length != 1) {
          throw error("char format requires a bytes object of length 1");
        }
        b[at] = v.value[0];
      }
      case '?' -> b[at] = (byte) (Abstract.isTrue(o) ? 1 : 0);
      case 'e', 'f', 'd' -> setFloat(b, at, f.code, o);
      default -> setInt(b, at, f, o);
    }
  }

  private void setFloat(byte[] b, int at, char code, PyObject o) {
    double x;
    try {
      x = ArgParser.toDouble(o);
    } catch (PyException e) {
      if (e.matches(dev.dormouse.runtime.objects.Exceptions.TypeError)) {
        throw error("required argument is not a float");
      }
      throw e;
    }
    boolean finite = !Double.isInfinite(x) && !Double.isNaN(x);
    if (code == 'd') {
      write(b, at, 8, Double.doubleToRawLongBits(x));
    } else if (code == 'f') {
      float f = (float) x;
      if (finite && Float.isInfinite(f) && !nativeMode) {
        throw Errors.overflowError("float too large to pack with f format");
      }
      write(b, at, 4, Float.floatToRawIntBits(f));
    } else {
      short half = half(x);
      if (finite && (half & 0x7fff) == 0x7c00) {
        throw Errors.overflowError("float too large to pack with e format");
      }
      write(b, at, 2, half);
    }
  }

  /** Rounded once, from the double: going through a float would round twice. */
  static short half(double x) {
    float f = (float) x;
    if (f != x && !Float.isInfinite(f) && !Float.isNaN(f)) {
      // Make the float odd in its last bit if it was rounded, so that the second rounding sees that
      // there was more.
      int bits = Float.floatToRawIntBits(f);
      boolean away = Math.abs((double) f) > Math.abs(x);
      if ((bits & 1) == 0) {
        bits = away ? bits - 1 : bits | 1;
      }
      f = Float.intBitsToFloat(bits);
    }
    return Float.floatToFloat16(f);
  }

  private void setInt(byte[] b, int at, Field f, PyObject o) {
    if (!Abstract.hasIndex(o)) {
      throw error("required argument is not an integer");
    }
    PyInt n;
    try {
      n = Abstract.index(o);
    } catch (PyException e) {
      if (e.matches(dev.dormouse.runtime.objects.Exceptions.TypeError)) {
        throw error("required argument is not an integer");
      }
      throw e;
    }
    boolean unsigned = isUnsigned(f.code);
    BigInteger value = n.bigValue();
    int bits = f.size * 8;
    boolean fits =
        f.code == 'P'
            ? value.bitLength() <= (value.signum() < 0 ? 63 : 64)
            : unsigned
                ? value.signum() >= 0 && value.bitLength() <= bits
                : value.bitLength() < bits;
    if (!fits) {
      throw outOfRange(f, value, unsigned, bits);
    }
    write(b, at, f.size, value.longValue());
  }

  /**
   * CPython converts to C's widest type first, which has an error of its own, and depends on order
   * and mode in its words.
   */
  private PyException outOfRange(Field f, BigInteger value, boolean unsigned, int bits) {
    if (f.code == 'P' || big && f.size == 8) {
      return error("int too large to convert");
    }
    boolean negativeFirst = f.size > 2 || big && f.code == 'H';
    boolean beyondLong =
        unsigned && negativeFirst
            ? value.signum() < 0 || value.bitLength() > 64
            : value.bitLength() > 63;
    if (beyondLong || f.size == 8) {
      return error("argument out of range");
    }
    String name =
        switch (f.code) {
          case 'b' -> "byte";
          case 'B' -> "ubyte";
          case 'h' -> big ? "'h'" : "short";
          case 'H' -> big ? "'H'" : "ushort";
          default -> "'" + f.code + "'";
        };
    long high = (1L << (unsigned ? bits : bits - 1)) - 1;
    long low = unsigned ? 0 : -high - 1;
    return error(name + " format requires " + low + " <= number <= " + high);
  }
}
