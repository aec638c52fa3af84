package dev.dormouse.runtime.modules.decimal;

import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.tables.Method;

/** The methods of contexts that tell what a number is, or make one. */
final class ContextQueries {
  private ContextQueries() {}

  @Method(
      name = "is_finite",
      signature = "(x, /)",
      doc = "Whether the number is neither infinite nor a NaN.")
  static boolean isFinite(PyDecimalContext self, PyObject x) {
    return Operation.is(Operation.IS_FINITE, Conversions.operand(x), self.rules);
  }

  @Method(name = "is_infinite", signature = "(x, /)", doc = "Whether the number is infinite.")
  static boolean isInfinite(PyDecimalContext self, PyObject x) {
    return Operation.is(Operation.IS_INFINITE, Conversions.operand(x), self.rules);
  }

  @Method(name = "is_nan", signature = "(x, /)", doc = "Whether this is a NaN.")
  static boolean isNan(PyDecimalContext self, PyObject x) {
    return Operation.is(Operation.IS_NAN, Conversions.operand(x), self.rules);
  }

  @Method(name = "is_qnan", signature = "(x, /)", doc = "Whether this is a quiet NaN.")
  static boolean isQnan(PyDecimalContext self, PyObject x) {
    return Operation.is(Operation.IS_QNAN, Conversions.operand(x), self.rules);
  }

  @Method(name = "is_snan", signature = "(x, /)", doc = "Whether this is a signaling NaN.")
  static boolean isSnan(PyDecimalContext self, PyObject x) {
    return Operation.is(Operation.IS_SNAN, Conversions.operand(x), self.rules);
  }

  @Method(
      name = "is_signed",
      signature = "(x, /)",
      doc = "Whether the sign is negative, that of zeros and NaNs too.")
  static boolean isSigned(PyDecimalContext self, PyObject x) {
    return Operation.is(Operation.IS_SIGNED, Conversions.operand(x), self.rules);
  }

  @Method(name = "is_zero", signature = "(x, /)", doc = "Whether the number is zero.")
  static boolean isZero(PyDecimalContext self, PyObject x) {
    return Operation.is(Operation.IS_ZERO, Conversions.operand(x), self.rules);
  }

  @Method(
      name = "is_normal",
      signature = "(x, /)",
      doc = "Whether the number is finite, not zero and not too small for full precision.")
  static boolean isNormal(PyDecimalContext self, PyObject x) {
    return Operation.is(Operation.IS_NORMAL, Conversions.operand(x), self.rules);
  }

  @Method(
      name = "is_subnormal",
      signature = "(x, /)",
      doc = "Whether the number is so small that it lacks precision.")
  static boolean isSubnormal(PyDecimalContext self, PyObject x) {
    return Operation.is(Operation.IS_SUBNORMAL, Conversions.operand(x), self.rules);
  }

  private static PyDecimal decimal(PyObject x) {
    if (!(x instanceof PyDecimal d)) {
      throw Errors.typeError("argument must be a Decimal");
    }
    return d;
  }

  @Method(name = "is_canonical", signature = "(x, /)", doc = "Always true.")
  static boolean isCanonical(PyDecimalContext self, PyObject x) {
    decimal(x);
    return true;
  }

  @Method(signature = "(x, /)", doc = "The number itself.")
  static PyObject canonical(PyDecimalContext self, PyObject x) {
    return decimal(x);
  }

  @Method(name = "_apply", signature = "(x, /)")
  static PyObject apply(PyDecimalContext self, PyObject x) {
    return self.finish(Conversions.operand(x));
  }

  @Method(name = "copy_decimal", signature = "(x, /)", doc = "The number, not rounded.")
  static PyObject copyDecimal(PyDecimalContext self, PyObject x) {
    return Conversions.operand(x);
  }

  @Method(
      name = "number_class",
      signature = "(x, /)",
      doc = "The kind of number, such as '+Normal', in words.")
  static String numberClass(PyDecimalContext self, PyObject x) {
    return Operation.numberClass(Conversions.operand(x), self.rules);
  }

  @Method(name = "to_sci_string", signature = "(x, /)", doc = "As text.")
  static String toSciString(PyDecimalContext self, PyObject x) {
    return DecimalText.write(Conversions.operand(x), self.capitals, false);
  }

  @Method(
      name = "to_eng_string",
      signature = "(x, /)",
      doc = "As text, with an exponent that is a multiple of 3.")
  static String toEngString(PyDecimalContext self, PyObject x) {
    return DecimalText.write(Conversions.operand(x), self.capitals, true);
  }

  @Method(doc = "The base of the numbers, 10.")
  static PyObject radix(PyDecimalContext self) {
    return PyDecimal.TEN;
  }

  @Method(
      name = "create_decimal",
      signature = "(num=\"0\", /)",
      doc = "A decimal of what Decimal() takes, rounded to this context.")
  static PyObject createDecimal(PyDecimalContext self, PyObject[] args, PyStr[] kwnames) {
    ArgParser.noKeywords(null, "create_decimal", kwnames);
    if (args.length > 1) {
      throw Errors.typeError("function takes at most 1 argument (" + args.length + " given)");
    }
    return Conversions.rounded(args.length == 0 ? null : args[0], self);
  }

  @Method(
      name = "create_decimal_from_float",
      signature = "(f, /)",
      doc = "A decimal of a float or an int, rounded to this context.")
  static PyObject createDecimalFromFloat(PyDecimalContext self, PyObject f) {
    return self.finish(Conversions.ofReal(f));
  }
}
