package dev.dormouse.runtime.objects;

import dev.dormouse.runtime.text.FormatSpec;
import dev.dormouse.runtime.text.HexFloat;
import dev.dormouse.runtime.text.TextError;
import dev.dormouse.tables.ClassMethod;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;

/** The methods of {@code float} that are no slots. */
final class FloatMethods {
  private FloatMethods() {}

  @Method(doc = "The number itself.")
  static PyObject conjugate(PyFloat self) {
    return FloatOps.exact(self);
  }

  @Method(name = "__trunc__", doc = "The int closest to the number between it and zero.")
  static PyObject trunc(PyFloat self) {
    return FloatMath.toInt(self.value);
  }

  @Method(name = "__floor__", doc = "The largest int that is not greater.")
  static PyObject floor(PyFloat self) {
    return FloatMath.toInt(Math.floor(self.value));
  }

  @Method(name = "__ceil__", doc = "The smallest int that is not less.")
  static PyObject ceil(PyFloat self) {
    return FloatMath.toInt(Math.ceil(self.value));
  }

  @Method(
      name = "__round__",
      signature = "(ndigits=None, /)",
      doc =
          "The nearest int, half to even; or, with ndigits, the nearest float with so many decimal"
              + " places.")
  static PyObject round(PyFloat self, PyObject ndigits) {
    if (ndigits == null || ndigits == PyObject.NONE) {
      return FloatMath.round(self.value);
    }
    return PyFloat.of(FloatMath.round(self.value, Abstract.index(ndigits)));
  }

  @Method(
      name = "as_integer_ratio",
      doc =
          "The number as a pair of ints in lowest terms, the second one positive.\n\n"
              + ">>> (0.25).as_integer_ratio()\n"
              + "(1, 4)")
  static PyObject asIntegerRatio(PyFloat self) {
    if (Double.isNaN(self.value)) {
      throw Errors.valueError("cannot convert NaN to integer ratio");
    }
    if (Double.isInfinite(self.value)) {
      throw Errors.overflowError("cannot convert Infinity to integer ratio");
    }
    return FloatMath.ratio(self.value);
  }

  @ClassMethod(
      signature = "(string, /)",
      doc =
          "The float that a hexadecimal string spells.\n\n"
              + ">>> float.fromhex('0x1.ffffp10')\n"
              + "2047.984375")
  static PyObject fromhex(PyType cls, PyObject string) {
    if (!(string instanceof PyStr s)) {
      throw Errors.typeError("bad argument type for built-in operation");
    }
    double d;
    try {
      d = HexFloat.fromHex(s.value());
    } catch (TextError e) {
      throw TextErrors.python(e);
    }
    return cls == PyFloat.TYPE ? PyFloat.of(d) : Abstract.call(cls, PyFloat.of(d));
  }

  @Method(doc = "The number exactly, in hexadecimal.\n\n>>> 0.1.hex()\n'0x1.999999999999ap-4'")
  static String hex(PyFloat self) {
    return HexFloat.hex(self.value);
  }

  @Method(name = "is_integer", doc = "Whether the number has no fraction.")
  static boolean isInteger(PyFloat self) {
    return !Double.isInfinite(self.value) && Math.rint(self.value) == self.value;
  }

  @Method(name = "__getnewargs__")
  static PyObject getNewArgs(PyFloat self) {
    return PyTuple.of(FloatOps.exact(self));
  }

  @ClassMethod(
      name = "__getformat__",
      signature = "(typestr, /)",
      doc = "How C's 'double' or 'float' are laid out; exists for Python's own tests.")
  static String getFormat(PyType cls, String typestr) {
    if (!typestr.equals("double") && !typestr.equals("float")) {
      throw Errors.valueError("__getformat__() argument 1 must be 'double' or 'float'");
    }
    return "IEEE, little-endian";
  }

  @Method(
      name = "__format__",
      signature = "(format_spec, /)",
      doc = "Formats the number by a format specification.")
  static PyObject format(PyFloat self, PyStr spec) {
    if (spec.value().isEmpty()) {
      return Abstract.str(self);
    }
    try {
      return PyStr.of(FormatSpec.formatFloat(self.value, spec.value(), self.type.name()));
    } catch (TextError e) {
      throw TextErrors.python(e);
    }
  }

  @Getter(doc = "the real part of a complex number")
  static PyObject real(PyFloat self) {
    return FloatOps.exact(self);
  }

  @Getter(doc = "the imaginary part of a complex number")
  static PyObject imag(PyFloat self) {
    return PyFloat.of(0.0);
  }
}
