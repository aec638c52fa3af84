package dev.dormouse.runtime.objects;

import dev.dormouse.runtime.text.FormatSpec;
import dev.dormouse.runtime.text.TextError;
import dev.dormouse.tables.ClassMethod;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;
import java.math.BigInteger;
import java.util.Arrays;

/** The methods of {@code int} that are no slots. */
final class IntMethods {
  private IntMethods() {}

  @Method(doc = "The number itself.")
  static PyObject conjugate(PyInt self) {
    return IntOps.exact(self);
  }

  @Method(
      name = "bit_length",
      doc = "How many bits the absolute value takes.\n\n>>> (37).bit_length()\n6")
  static int bitLength(PyInt self) {
    return magnitude(self).bitLength();
  }

  @Method(
      name = "bit_count",
      doc = "How many ones the absolute value has in binary.\n\n>>> (13).bit_count()\n3")
  static int bitCount(PyInt self) {
    return self.big == null ? Long.bitCount(Math.abs(self.value)) : self.big.abs().bitCount();
  }

  private static BigInteger magnitude(PyInt i) {
    return i.bigValue().abs();
  }

  @Method(
      name = "to_bytes",
      signature = "(length=1, byteorder='big', *, signed=False)",
      doc =
          "The number as `length` bytes.\n\n"
              + "OverflowError if it does not fit; byteorder is 'big' or 'little'; signed allows"
              + " negative numbers in two's complement.")
  static PyObject toBytes(PyInt self, int length, PyStr byteorder, boolean signed) {
    boolean little = isLittle(byteorder);
    if (length < 0) {
      throw Errors.valueError("length argument must be non-negative");
    }
    if (self.isNegative() && !signed) {
      throw Errors.overflowError("can't convert negative int to unsigned");
    }
    byte[] digits = self.bigValue().toByteArray(); // big-endian, two's complement, minimal
    int needed =
        signed ? self.bigValue().bitLength() / 8 + 1 : (self.bigValue().bitLength() + 7) / 8;
    if (needed > length && !self.isZero()) {
      throw Errors.overflowError("int too big to convert");
    }
    byte[] out = new byte[length];
    if (self.isNegative()) {
      Arrays.fill(out, (byte) -1);
    }
    int n = Math.min(digits.length, length);
    System.arraycopy(digits, digits.length - n, out, length - n, n);
    if (little) {
      reverse(out);
    }
    return PyBytes.of(out);
  }

  @ClassMethod(
      name = "from_bytes",
      signature = "(bytes, byteorder='big', *, signed=False)",
      doc =
          "The number that an array of bytes spells.\n\n"
              + "bytes is bytes-like or an iterable of ints; byteorder is 'big' or 'little'; signed"
              + " reads two's complement.")
  static PyObject fromBytes(PyType cls, PyObject bytes, PyStr byteorder, boolean signed) {
    boolean little = isLittle(byteorder);
    byte[] b = Bytes.of(toBytesObject(bytes));
    if (little) {
      b = b.clone();
      reverse(b);
    }
    PyInt value;
    if (b.length == 0) {
      value = PyInt.ZERO;
    } else {
      value = PyInt.of(signed ? new BigInteger(b) : new BigInteger(1, b));
    }
    return cls == PyInt.TYPE ? value : Abstract.call(cls, value);
  }

  /** {@code bytes(o)} but without counts. */
  private static PyObject toBytesObject(PyObject o) {
    if (o instanceof PyBytes) {
      return o;
    }
    PyObject f = Abstract.lookupSpecial(o, Names.BYTES);
    if (f != null) {
      PyObject r = Abstract.call(f);
      if (!(r instanceof PyBytes)) {
        throw Errors.typeError("__bytes__ returned non-bytes (type " + r.type.name() + ")");
      }
      return r;
    }
    if (Bytes.isBytesLike(o)) {
      return o;
    }
    if (o instanceof PyStr || !o.type.has(Slot.ITER) && !Abstract.isSequence(o)) {
      throw Errors.typeError("cannot convert '" + o.type.name() + "' object to bytes");
    }
    return PyBytes.of(Bytes.items(o, "bytes must be in range(0, 256)"));
  }

  private static boolean isLittle(PyStr byteorder) {
    if (byteorder == null || byteorder.value().equals("big")) {
      return false;
    }
    if (byteorder.value().equals("little")) {
      return true;
    }
    throw Errors.valueError("byteorder must be either 'little' or 'big'");
  }

  private static void reverse(byte[] b) {
    for (int i = 0, j = b.length - 1; i < j; i++, j--) {
      byte t = b[i];
      b[i] = b[j];
      b[j] = t;
    }
  }

  @Method(
      name = "as_integer_ratio",
      doc =
          "The number as a pair of ints whose quotient it is: itself and 1.\n\n"
              + ">>> (10).as_integer_ratio()\n"
              + "(10, 1)")
  static PyObject asIntegerRatio(PyInt self) {
    return PyTuple.of(IntOps.exact(self), PyInt.ONE);
  }

  @Method(name = "__trunc__", doc = "An int truncates to itself.")
  static PyObject trunc(PyInt self) {
    return IntOps.exact(self);
  }

  @Method(name = "__floor__", doc = "The floor of an int is itself.")
  static PyObject floor(PyInt self) {
    return IntOps.exact(self);
  }

  @Method(name = "__ceil__", doc = "The ceiling of an int is itself.")
  static PyObject ceil(PyInt self) {
    return IntOps.exact(self);
  }

  @Method(
      name = "__round__",
      signature = "(ndigits=<unrepresentable>, /)",
      doc =
          "Rounds to the given number of decimal digits; a negative number rounds to tens,"
              + " hundreds, …")
  static PyObject round(PyInt self, PyObject ndigits) {
    if (ndigits == null) {
      return IntOps.exact(self);
    }
    PyInt n = Abstract.index(ndigits);
    if (!n.isNegative()) {
      return IntOps.exact(self);
    }
    if (n.isBig() || n.longValue() < -Integer.MAX_VALUE) {
      return PyInt.ZERO;
    }
    return IntMath.roundToPowerOfTen(self, (int) -n.longValue());
  }

  @Method(name = "__getnewargs__")
  static PyObject getNewArgs(PyInt self) {
    return PyTuple.of(IntOps.exact(self));
  }

  @Method(
      name = "__format__",
      signature = "(format_spec, /)",
      doc = "Formats the number by a format specification.")
  static PyObject format(PyInt self, PyStr spec) {
    if (spec.value().isEmpty()) {
      return Abstract.str(self);
    }
    Number n = self.big == null ? (Number) self.value : self.big;
    try {
      return PyStr.of(FormatSpec.formatInt(n, spec.value(), self.type.name(), IntDigits.limit()));
    } catch (TextError e) {
      throw TextErrors.python(e);
    }
  }

  @Method(name = "__sizeof__", doc = "What the number takes in memory in CPython, in bytes.")
  static int sizeOf(PyInt self) {
    // CPython's layout: a header of 24 bytes and four bytes for every 30 bits. Programs compare
    // such figures.
    return 24 + 4 * Math.max(1, (magnitude(self).bitLength() + 29) / 30);
  }

  @Getter(doc = "the real part of a complex number")
  static PyObject real(PyInt self) {
    return IntOps.exact(self);
  }

  @Getter(doc = "the imaginary part of a complex number")
  static PyObject imag(PyInt self) {
    return PyInt.ZERO;
  }

  @Getter(doc = "the numerator of a rational number in lowest terms")
  static PyObject numerator(PyInt self) {
    return IntOps.exact(self);
  }

  @Getter(doc = "the denominator of a rational number in lowest terms")
  static PyObject denominator(PyInt self) {
    return PyInt.ONE;
  }
}
