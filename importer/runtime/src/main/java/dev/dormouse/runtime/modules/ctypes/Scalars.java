package dev.dormouse.runtime.modules.ctypes;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyByteArray;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyFloat;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;

/** Simple values in memory, by the letter of their type. */
final class Scalars {
  static final String CODES = "cbBhHiIlLfuzZqQPO?dgv";

  private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED;
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;

  private Scalars() {}

  static int size(char code) {
    return switch (code) {
      case 'c', 'b', 'B', '?' -> 1;
      case 'h', 'H', 'v' -> 2;
      case 'i', 'I', 'f', 'u' -> 4;
      case 'g' -> 16;
      default -> 8;
    };
  }

  static boolean isSigned(char code) {
    return "bhilq".indexOf(code) >= 0;
  }

  /** Whether there is a type of the other byte order. */
  static boolean swaps(char code) {
    return "hHiIlLqQfd".indexOf(code) >= 0;
  }

  /** The bits of a value of up to eight bytes, extended as its type says. */
  static long bits(MemorySegment m, char code, boolean swapped) {
    return switch (size(code)) {
      case 1 ->
          code == 'b' ? m.get(ValueLayout.JAVA_BYTE, 0) : m.get(ValueLayout.JAVA_BYTE, 0) & 0xff;
      case 2 -> {
        short s = m.get(SHORT, 0);
        s = swapped ? Short.reverseBytes(s) : s;
        yield code == 'h' ? s : s & 0xffff;
      }
      case 4 -> {
        int i = m.get(INT, 0);
        i = swapped ? Integer.reverseBytes(i) : i;
        yield code == 'I' ? i & 0xffff_ffffL : i;
      }
      default -> swapped ? Long.reverseBytes(m.get(LONG, 0)) : m.get(LONG, 0);
    };
  }

  static void setBits(MemorySegment m, char code, boolean swapped, long value) {
    switch (size(code)) {
      case 1 -> m.set(ValueLayout.JAVA_BYTE, 0, (byte) value);
      case 2 -> m.set(SHORT, 0, swapped ? Short.reverseBytes((short) value) : (short) value);
      case 4 -> m.set(INT, 0, swapped ? Integer.reverseBytes((int) value) : (int) value);
      default -> m.set(LONG, 0, swapped ? Long.reverseBytes(value) : value);
    }
  }

  static PyObject unsigned(long value) {
    return value >= 0 ? PyInt.of(value) : PyInt.of(new BigInteger(Long.toUnsignedString(value)));
  }

  static PyObject get(MemorySegment m, CType c) {
    return get(m, c.code, c.swapped);
  }

  static PyObject get(MemorySegment m, char code, boolean swapped) {
    return switch (code) {
      case 'c' -> PyBytes.of(new byte[] {m.get(ValueLayout.JAVA_BYTE, 0)});
      case '?' -> PyBool.of(m.get(ValueLayout.JAVA_BYTE, 0) != 0);
      case 'v' -> PyBool.of(m.get(SHORT, 0) != 0);
      case 'f' -> PyFloat.of(Float.intBitsToFloat((int) bits(m, 'i', swapped)));
      case 'd' -> PyFloat.of(Double.longBitsToDouble(bits(m, 'q', swapped)));
      case 'g' -> PyFloat.of(LongDouble.get(m));
      case 'u' -> PyStr.ofChar(m.get(INT, 0));
      case 'z' -> m.get(LONG, 0) == 0 ? PyObject.NONE : PyBytes.of(cString(m.get(LONG, 0)));
      case 'Z' -> m.get(LONG, 0) == 0 ? PyObject.NONE : PyStr.of(wideString(m.get(LONG, 0), -1));
      case 'P' -> m.get(LONG, 0) == 0 ? PyObject.NONE : unsigned(m.get(LONG, 0));
      case 'O' -> {
        PyObject o = PyObjects.get(m.get(LONG, 0));
        if (o == null) {
          throw Errors.valueError("PyObject is NULL");
        }
        yield o;
      }
      case 'L', 'Q' -> unsigned(bits(m, code, swapped));
      default -> PyInt.of(bits(m, code, swapped));
    };
  }

  static byte[] cString(long address) {
    int n = 0;
    while (PyCData.at(address + n, 1).get(ValueLayout.JAVA_BYTE, 0) != 0) {
      n++;
    }
    return PyCData.at(address, n).toArray(ValueLayout.JAVA_BYTE);
  }

  /** Text of {@code n} wide characters, or up to a zero if that is negative. */
  static int[] wideString(long address, long n) {
    long found = 0;
    if (n < 0) {
      while (PyCData.at(address + 4 * found, 4).get(INT, 0) != 0) {
        found++;
      }
    } else {
      found = n;
    }
    return PyCData.at(address, 4 * found).toArray(INT);
  }

  /** Sets a value, and answers what must live on for it. */
  static Kept set(MemorySegment m, CType c, PyObject value) {
    return set(m, c.code, c.swapped, value);
  }

  static Kept set(MemorySegment m, char code, boolean swapped, PyObject value) {
    switch (code) {
      case 'c' -> m.set(ValueLayout.JAVA_BYTE, 0, character(value));
      case '?' -> m.set(ValueLayout.JAVA_BYTE, 0, (byte) (Abstract.isTrue(value) ? 1 : 0));
      case 'v' -> m.set(SHORT, 0, (short) (Abstract.isTrue(value) ? -1 : 0));
      case 'f' ->
          setBits(m, 'i', swapped, Float.floatToRawIntBits((float) ArgParser.toDouble(value)));
      case 'd' -> setBits(m, 'q', swapped, Double.doubleToRawLongBits(ArgParser.toDouble(value)));
      case 'g' -> LongDouble.set(m, ArgParser.toDouble(value));
      case 'u' -> m.set(INT, 0, wideCharacter(value));
      case 'z' -> {
        return bytesPointer(m, value);
      }
      case 'Z' -> {
        return textPointer(m, value);
      }
      case 'P' -> {
        if (value == PyObject.NONE) {
          m.set(LONG, 0, 0);
        } else if (value instanceof PyInt n) {
          m.set(LONG, 0, mask(n));
        } else {
          throw Errors.typeError("cannot be converted to pointer");
        }
      }
      case 'O' -> {
        m.set(LONG, 0, PyObjects.handle(value));
        return new Kept(value, null);
      }
      default -> setBits(m, code, swapped, integer(value));
    }
    return Kept.NOTHING;
  }

  static long mask(PyInt n) {
    return n.isBig() ? n.bigValue().longValue() : n.longValue();
  }

  static long integer(PyObject value) {
    if (value instanceof PyFloat) {
      throw Errors.typeError("int expected instead of float instance");
    }
    return mask(Abstract.index(value));
  }

  private static byte character(PyObject value) {
    if (value instanceof PyBytes b && b.value.length == 1) {
      return b.value[0];
    }
    if (value instanceof PyByteArray b && b.size() == 1) {
      return b.get(0);
    }
    if (value instanceof PyInt n) {
      try {
        long x = Abstract.toJavaLong(n);
        if (x >= 0 && x < 256) {
          return (byte) x;
        }
      } catch (PyException e) {
        // Too large as well.
      }
    }
    throw Errors.typeError("one character bytes, bytearray or integer expected");
  }

  private static int wideCharacter(PyObject value) {
    if (!(value instanceof PyStr s)) {
      throw Errors.typeError(
          "unicode string expected instead of " + value.type.name() + " instance");
    }
    if (s.length() != 1) {
      throw Errors.typeError("one character unicode string expected");
    }
    return s.codePointAt(0);
  }

  private static Kept bytesPointer(MemorySegment m, PyObject value) {
    if (value == PyObject.NONE) {
      m.set(LONG, 0, 0);
      return new Kept(value, null);
    }
    if (value instanceof PyBytes b) {
      MemorySegment text = terminated(b.value);
      m.set(LONG, 0, text.address());
      return new Kept(value, text);
    }
    if (value instanceof PyInt n) {
      m.set(LONG, 0, mask(n));
      return Kept.NOTHING;
    }
    throw Errors.typeError(
        "bytes or integer address expected instead of " + value.type.name() + " instance");
  }

  private static Kept textPointer(MemorySegment m, PyObject value) {
    if (value == PyObject.NONE) {
      m.set(LONG, 0, 0);
      return new Kept(value, null);
    }
    if (value instanceof PyInt n) {
      m.set(LONG, 0, mask(n));
      return Kept.NOTHING;
    }
    if (value instanceof PyStr s) {
      MemorySegment text = terminated(s);
      m.set(LONG, 0, text.address());
      return new Kept(value, text);
    }
    throw Errors.typeError(
        "unicode string or integer address expected instead of " + value.type.name() + " instance");
  }

  /** Bytes with a zero behind them where C can see them. */
  static MemorySegment terminated(byte[] b) {
    MemorySegment text = PyCData.allocate(b.length + 1L, 1);
    MemorySegment.copy(b, 0, text, ValueLayout.JAVA_BYTE, 0, b.length);
    return text;
  }

  /** Text as wide characters with a zero behind them. */
  static MemorySegment terminated(PyStr s) {
    int[] cps = s.codePoints();
    MemorySegment text = PyCData.allocate(4L * cps.length + 4, 4);
    MemorySegment.copy(cps, 0, text, INT, 0, cps.length);
    return text;
  }

  /** PEP 3118's format of a simple type. */
  static String format(char code, boolean swapped) {
    String order = swapped ? ">" : "<";
    return switch (code) {
      case 'z' -> "<z";
      case 'l' -> order + "q";
      case 'L' -> order + "Q";
      default -> order + code;
    };
  }
}
