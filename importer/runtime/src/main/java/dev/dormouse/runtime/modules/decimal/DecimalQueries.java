package dev.dormouse.runtime.modules.decimal;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.PyComplex;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.ClassMethod;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;
import java.math.BigInteger;

/** The methods of decimals that need no context or the current one, and their special methods. */
final class DecimalQueries {
  private DecimalQueries() {}

  @Method(name = "is_finite", doc = "Whether the number is neither infinite nor a NaN.")
  static boolean isFinite(PyDecimal self) {
    return Operation.is(Operation.IS_FINITE, self, null);
  }

  @Method(name = "is_infinite", doc = "Whether the number is infinite.")
  static boolean isInfinite(PyDecimal self) {
    return Operation.is(Operation.IS_INFINITE, self, null);
  }

  @Method(name = "is_nan", doc = "Whether this is a NaN.")
  static boolean isNan(PyDecimal self) {
    return Operation.is(Operation.IS_NAN, self, null);
  }

  @Method(name = "is_qnan", doc = "Whether this is a quiet NaN.")
  static boolean isQnan(PyDecimal self) {
    return Operation.is(Operation.IS_QNAN, self, null);
  }

  @Method(name = "is_snan", doc = "Whether this is a signaling NaN.")
  static boolean isSnan(PyDecimal self) {
    return Operation.is(Operation.IS_SNAN, self, null);
  }

  @Method(name = "is_signed", doc = "Whether the sign is negative, that of zeros and NaNs too.")
  static boolean isSigned(PyDecimal self) {
    return Operation.is(Operation.IS_SIGNED, self, null);
  }

  @Method(name = "is_zero", doc = "Whether the number is zero.")
  static boolean isZero(PyDecimal self) {
    return Operation.is(Operation.IS_ZERO, self, null);
  }

  @Method(name = "is_canonical", doc = "Always true.")
  static boolean isCanonical(PyDecimal self) {
    return true;
  }

  @Method(doc = "The exponent of the first digit; 0 for infinities and NaNs.")
  static long adjusted(PyDecimal self) {
    return self.isFinite() ? self.adjusted() : 0;
  }

  @Method(doc = "The number itself.")
  static PyObject canonical(PyDecimal self) {
    return self;
  }

  @Method(doc = "The number itself.")
  static PyObject conjugate(PyDecimal self) {
    return self;
  }

  @Method(doc = "The base of the numbers, 10.")
  static PyObject radix(PyDecimal self) {
    return PyDecimal.TEN;
  }

  @Method(name = "copy_abs", doc = "The number without its sign.")
  static PyObject copyAbs(PyDecimal self) {
    return self.withSign(false);
  }

  @Method(name = "copy_negate", doc = "The number with its sign changed.")
  static PyObject copyNegate(PyDecimal self) {
    return self.withSign(!self.negative);
  }

  @Getter
  static PyObject real(PyDecimal self) {
    return self;
  }

  @Getter
  static PyObject imag(PyDecimal self) {
    return PyDecimal.ZERO;
  }

  @ClassMethod(
      name = "from_float",
      signature = "(f, /)",
      doc = "The decimal that has exactly the value of a float or int.")
  static PyObject fromFloat(PyType cls, PyObject f) {
    PyDecimal d = Conversions.ofReal(f);
    return cls == PyDecimal.TYPE ? d : Abstract.call(cls, d);
  }

  @Method(name = "as_tuple", doc = "Sign, digits and exponent as a named tuple.")
  static PyObject asTuple(PyDecimal self) {
    PyObject exponent =
        switch (self.kind) {
          case PyDecimal.INFINITE -> PyStr.of("F");
          case PyDecimal.QNAN -> PyStr.of("n");
          case PyDecimal.SNAN -> PyStr.of("N");
          default -> PyInt.of(self.exponent);
        };
    String text = self.isNan() && self.digits == 0 ? "" : DecimalText.digits(self);
    PyObject[] digits = new PyObject[text.length()];
    for (int i = 0; i < digits.length; i++) {
      digits[i] = PyInt.of(text.charAt(i) - '0');
    }
    return Abstract.call(
        DecimalState.current().decimalTuple,
        PyInt.of(self.negative ? 1 : 0),
        PyTuple.of(digits),
        exponent);
  }

  @Method(name = "as_integer_ratio", doc = "The value as a fraction in lowest terms.")
  static PyObject asIntegerRatio(PyDecimal self) {
    if (self.isNan()) {
      throw Errors.valueError("cannot convert NaN to integer ratio");
    }
    if (self.isInfinite()) {
      throw Errors.overflowError("cannot convert Infinity to integer ratio");
    }
    long exponent = self.isZero() ? 0 : self.exponent;
    BigInteger numerator = self.coefficient();
    BigInteger denominator = BigInteger.ONE;
    if (exponent >= 0) {
      numerator = Coefficients.scale(numerator, exponent);
    } else {
      denominator = Coefficients.power(-exponent);
      BigInteger common = numerator.gcd(denominator);
      numerator = numerator.divide(common);
      denominator = denominator.divide(common);
    }
    return PyTuple.of(
        PyInt.of(self.negative ? numerator.negate() : numerator), PyInt.of(denominator));
  }

  @Method(name = "__copy__")
  static PyObject copy(PyDecimal self) {
    return self;
  }

  @Method(name = "__deepcopy__", signature = "(memo, /)")
  static PyObject deepcopy(PyDecimal self, PyObject memo) {
    return self;
  }

  @Method(name = "__reduce__")
  static PyObject reduce(PyDecimal self) {
    return PyTuple.of(self.type, PyTuple.of(DecimalOps.text(self)));
  }

  @Method(name = "__ceil__")
  static PyObject ceil(PyDecimal self) {
    return DecimalOps.integer(self, Rules.CEILING);
  }

  @Method(name = "__floor__")
  static PyObject floor(PyDecimal self) {
    return DecimalOps.integer(self, Rules.FLOOR);
  }

  @Method(name = "__trunc__")
  static PyObject trunc(PyDecimal self) {
    return DecimalOps.integer(self, Rules.DOWN);
  }

  @Method(name = "__round__", signature = "(ndigits=None, /)")
  static PyObject round(PyDecimal self, PyObject[] args, PyStr[] kwnames) {
    ArgParser.noKeywords(null, "__round__", kwnames);
    if (args.length > 1) {
      throw Errors.typeError("function takes at most 1 argument (" + args.length + " given)");
    }
    if (args.length == 0) {
      return DecimalOps.integer(self, Rules.HALF_EVEN);
    }
    if (!(args[0] instanceof PyInt)) {
      throw Errors.typeError("optional arg must be an integer");
    }
    long places = PyDecimalContext.ssize(args[0]);
    long exponent = places == Long.MIN_VALUE ? Long.MAX_VALUE : -places;
    return PyDecimalContext.current()
        .binary(Operation.QUANTIZE, self, PyDecimal.ONE.withExponent(exponent));
  }

  @Method(name = "__complex__")
  static PyObject complex(PyDecimal self) {
    return PyComplex.of(DecimalOps.real(self), 0);
  }

  /** The size of the object in CPython: words of 19 digits, four of which are in the object. */
  @Method(name = "__sizeof__")
  static long sizeof(PyDecimal self) {
    long words = (self.digits + 18) / 19;
    return 104 + (words > 4 ? 8 * words : 0);
  }

  @Method(name = "__format__", signature = "(format_spec, override=None, /)")
  static PyObject format(PyDecimal self, PyObject[] args, PyStr[] kwnames) {
    ArgParser.noKeywords(null, "__format__", kwnames);
    if (args.length < 1 || args.length > 2) {
      throw Errors.typeError(
          "function takes at "
              + (args.length < 1 ? "least 1 argument (" : "most 2 arguments (")
              + args.length
              + " given)");
    }
    if (!(args[0] instanceof PyStr spec)) {
      throw Errors.typeError("format arg must be str");
    }
    PyDecimalContext c = PyDecimalContext.current();
    DecimalFormatting f = new DecimalFormatting(spec.value(), c.capitals);
    if (args.length == 2) {
      if (!(args[1] instanceof PyDict d)) {
        throw Errors.typeError("optional argument must be a dict");
      }
      f.override(text(d, "decimal_point"), text(d, "thousands_sep"), text(d, "grouping"));
    }
    return PyStr.of(f.format(self, c.rules.rounding(c.rules.rounding)));
  }

  private static String text(PyDict d, String key) {
    PyObject value = d.get(PyStr.interned(key));
    return value == null ? null : Abstract.toJavaString(value, "__format__", 2);
  }
}
