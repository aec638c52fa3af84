package dev.dormouse.runtime.modules.decimal;

import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.tables.Method;

/** The methods of decimals that have an optional context. */
final class DecimalMethods {
  private DecimalMethods() {}

  private static PyObject unary(int operation, PyDecimal a, PyObject[] args, PyStr[] kwnames) {
    return context(args, kwnames).unary(operation, a);
  }

  /** The only argument. */
  private static PyDecimalContext context(PyObject[] args, PyStr[] kwnames) {
    return args.length == 0
        ? PyDecimalContext.current()
        : PyDecimalContext.of(ArgParser.parse(null, "context", 0, 1, 0, args, kwnames)[0]);
  }

  private static PyObject binary(int operation, PyDecimal a, PyObject[] args, PyStr[] kwnames) {
    PyObject[] values = ArgParser.parse(null, "other\0context", 0, 2, 1, args, kwnames);
    PyDecimalContext c = PyDecimalContext.of(values[1]);
    return c.binary(operation, a, Conversions.operand(values[0]));
  }

  @Method(signature = "(context=None)", doc = "e to the power of this number, correctly rounded.")
  static PyObject exp(PyDecimal self, PyObject[] args, PyStr[] kwnames) {
    return unary(Operation.EXP, self, args, kwnames);
  }

  @Method(signature = "(context=None)", doc = "The natural logarithm, correctly rounded.")
  static PyObject ln(PyDecimal self, PyObject[] args, PyStr[] kwnames) {
    return unary(Operation.LN, self, args, kwnames);
  }

  @Method(signature = "(context=None)", doc = "The decimal logarithm, correctly rounded.")
  static PyObject log10(PyDecimal self, PyObject[] args, PyStr[] kwnames) {
    return unary(Operation.LOG10, self, args, kwnames);
  }

  @Method(
      name = "next_minus",
      signature = "(context=None)",
      doc = "The greatest number that is smaller.")
  static PyObject nextMinus(PyDecimal self, PyObject[] args, PyStr[] kwnames) {
    return unary(Operation.NEXT_MINUS, self, args, kwnames);
  }

  @Method(
      name = "next_plus",
      signature = "(context=None)",
      doc = "The smallest number that is greater.")
  static PyObject nextPlus(PyDecimal self, PyObject[] args, PyStr[] kwnames) {
    return unary(Operation.NEXT_PLUS, self, args, kwnames);
  }

  @Method(signature = "(context=None)", doc = "The same value without zeros at its end.")
  static PyObject normalize(PyDecimal self, PyObject[] args, PyStr[] kwnames) {
    return unary(Operation.NORMALIZE, self, args, kwnames);
  }

  @Method(signature = "(context=None)", doc = "The square root, correctly rounded.")
  static PyObject sqrt(PyDecimal self, PyObject[] args, PyStr[] kwnames) {
    return unary(Operation.SQRT, self, args, kwnames);
  }

  @Method(signature = "(context=None)", doc = "The exponent of the first digit.")
  static PyObject logb(PyDecimal self, PyObject[] args, PyStr[] kwnames) {
    return unary(Operation.LOGB, self, args, kwnames);
  }

  @Method(
      name = "logical_invert",
      signature = "(context=None)",
      doc = "Each digit, 0 or 1, turned into the other.")
  static PyObject logicalInvert(PyDecimal self, PyObject[] args, PyStr[] kwnames) {
    return unary(Operation.INVERT, self, args, kwnames);
  }

  @Method(signature = "(other, context=None)", doc = "-1, 0 or 1 by value; NaN if one is a NaN.")
  static PyObject compare(PyDecimal self, PyObject[] args, PyStr[] kwnames) {
    return binary(Operation.COMPARE, self, args, kwnames);
  }

  @Method(
      name = "compare_signal",
      signature = "(other, context=None)",
      doc = "As compare(), but all NaNs are signaled.")
  static PyObject compareSignal(PyDecimal self, PyObject[] args, PyStr[] kwnames) {
    return binary(Operation.COMPARE_SIGNAL, self, args, kwnames);
  }

  @Method(
      name = "compare_total",
      signature = "(other, context=None)",
      doc = "-1, 0 or 1 in the total order of representations.")
  static PyObject compareTotal(PyDecimal self, PyObject[] args, PyStr[] kwnames) {
    return binary(Operation.COMPARE_TOTAL, self, args, kwnames);
  }

  @Method(
      name = "compare_total_mag",
      signature = "(other, context=None)",
      doc = "As compare_total(), signs left out.")
  static PyObject compareTotalMag(PyDecimal self, PyObject[] args, PyStr[] kwnames) {
    return binary(Operation.COMPARE_TOTAL_MAG, self, args, kwnames);
  }

  @Method(
      name = "copy_sign",
      signature = "(other, context=None)",
      doc = "The first number with the sign of the second.")
  static PyObject copySign(PyDecimal self, PyObject[] args, PyStr[] kwnames) {
    return binary(Operation.COPY_SIGN, self, args, kwnames);
  }

  @Method(
      signature = "(other, context=None)",
      doc = "The greater number; a number rather than a NaN.")
  static PyObject max(PyDecimal self, PyObject[] args, PyStr[] kwnames) {
    return binary(Operation.MAX, self, args, kwnames);
  }

  @Method(
      name = "max_mag",
      signature = "(other, context=None)",
      doc = "The number of greater absolute value.")
  static PyObject maxMag(PyDecimal self, PyObject[] args, PyStr[] kwnames) {
    return binary(Operation.MAX_MAG, self, args, kwnames);
  }

  @Method(
      signature = "(other, context=None)",
      doc = "The lesser number; a number rather than a NaN.")
  static PyObject min(PyDecimal self, PyObject[] args, PyStr[] kwnames) {
    return binary(Operation.MIN, self, args, kwnames);
  }

  @Method(
      name = "min_mag",
      signature = "(other, context=None)",
      doc = "The number of lesser absolute value.")
  static PyObject minMag(PyDecimal self, PyObject[] args, PyStr[] kwnames) {
    return binary(Operation.MIN_MAG, self, args, kwnames);
  }

  @Method(
      name = "next_toward",
      signature = "(other, context=None)",
      doc = "The nearest number on the way to the other.")
  static PyObject nextToward(PyDecimal self, PyObject[] args, PyStr[] kwnames) {
    return binary(Operation.NEXT_TOWARD, self, args, kwnames);
  }

  @Method(
      name = "remainder_near",
      signature = "(other, context=None)",
      doc = "What the nearest multiple of the other leaves.")
  static PyObject remainderNear(PyDecimal self, PyObject[] args, PyStr[] kwnames) {
    return binary(Operation.REMAINDER_NEAR, self, args, kwnames);
  }

  @Method(
      name = "logical_and",
      signature = "(other, context=None)",
      doc = "The digits, 0 or 1, combined by and.")
  static PyObject logicalAnd(PyDecimal self, PyObject[] args, PyStr[] kwnames) {
    return binary(Operation.LOGICAL_AND, self, args, kwnames);
  }

  @Method(
      name = "logical_or",
      signature = "(other, context=None)",
      doc = "The digits, 0 or 1, combined by or.")
  static PyObject logicalOr(PyDecimal self, PyObject[] args, PyStr[] kwnames) {
    return binary(Operation.LOGICAL_OR, self, args, kwnames);
  }

  @Method(
      name = "logical_xor",
      signature = "(other, context=None)",
      doc = "The digits, 0 or 1, combined by exclusive or.")
  static PyObject logicalXor(PyDecimal self, PyObject[] args, PyStr[] kwnames) {
    return binary(Operation.LOGICAL_XOR, self, args, kwnames);
  }

  @Method(
      signature = "(other, context=None)",
      doc = "The digits rotated to the left by so many places.")
  static PyObject rotate(PyDecimal self, PyObject[] args, PyStr[] kwnames) {
    return binary(Operation.ROTATE, self, args, kwnames);
  }

  @Method(
      signature = "(other, context=None)",
      doc = "The number with its exponent raised by the other.")
  static PyObject scaleb(PyDecimal self, PyObject[] args, PyStr[] kwnames) {
    return binary(Operation.SCALEB, self, args, kwnames);
  }

  @Method(
      signature = "(other, context=None)",
      doc = "The digits shifted to the left by so many places.")
  static PyObject shift(PyDecimal self, PyObject[] args, PyStr[] kwnames) {
    return binary(Operation.SHIFT, self, args, kwnames);
  }

  @Method(
      name = "same_quantum",
      signature = "(other, context=None)",
      doc = "Whether both have the same exponent, or both are NaNs, or infinite.")
  static PyObject sameQuantum(PyDecimal self, PyObject[] args, PyStr[] kwnames) {
    PyObject[] values = ArgParser.parse(null, "other\0context", 0, 2, 1, args, kwnames);
    PyDecimalContext.of(values[1]);
    return PyBool.of(Comparisons.sameQuantum(self, Conversions.operand(values[0])));
  }

  @Method(signature = "(other, third, context=None)", doc = "self * other + third, rounded once.")
  static PyObject fma(PyDecimal self, PyObject[] args, PyStr[] kwnames) {
    PyObject[] values = ArgParser.parse(null, "other\0third\0context", 0, 3, 2, args, kwnames);
    PyDecimalContext c = PyDecimalContext.of(values[2]);
    return c.fma(self, Conversions.operand(values[0]), Conversions.operand(values[1]));
  }

  @Method(
      signature = "(exp, rounding=None, context=None)",
      doc = "The value rounded to the exponent of another number.")
  static PyObject quantize(PyDecimal self, PyObject[] args, PyStr[] kwnames) {
    PyObject[] values = ArgParser.parse(null, "exp\0rounding\0context", 0, 3, 1, args, kwnames);
    PyDecimalContext c = PyDecimalContext.of(values[2]);
    if (values[1] == null || values[1] == PyObject.NONE) {
      return c.binary(Operation.QUANTIZE, self, Conversions.operand(values[0]));
    }
    Rules rules = c.rules.rounding(PyDecimalContext.rounding(values[1]));
    PyDecimal result = Adjustments.quantize(self, Conversions.operand(values[0]), rules);
    c.signal(rules.status);
    return result;
  }

  @Method(
      name = "to_integral",
      signature = "(rounding=None, context=None)",
      doc = "The nearest integer, rounded without a signal.")
  static PyObject toIntegral(PyDecimal self, PyObject[] args, PyStr[] kwnames) {
    return integral(self, false, args, kwnames);
  }

  @Method(
      name = "to_integral_value",
      signature = "(rounding=None, context=None)",
      doc = "The nearest integer, rounded without a signal.")
  static PyObject toIntegralValue(PyDecimal self, PyObject[] args, PyStr[] kwnames) {
    return integral(self, false, args, kwnames);
  }

  @Method(
      name = "to_integral_exact",
      signature = "(rounding=None, context=None)",
      doc = "The nearest integer; rounding is signaled.")
  static PyObject toIntegralExact(PyDecimal self, PyObject[] args, PyStr[] kwnames) {
    return integral(self, true, args, kwnames);
  }

  private static PyObject integral(PyDecimal a, boolean exact, PyObject[] args, PyStr[] kwnames) {
    PyObject[] values = ArgParser.parse(null, "rounding\0context", 0, 2, 0, args, kwnames);
    PyDecimalContext c = PyDecimalContext.of(values[1]);
    boolean given = values[0] != null && values[0] != PyObject.NONE;
    Rules rules = c.rules.rounding(given ? PyDecimalContext.rounding(values[0]) : c.rules.rounding);
    PyDecimal result = Adjustments.toIntegral(a, exact, rules);
    c.signal(rules.status);
    return result;
  }

  @Method(
      name = "is_normal",
      signature = "(context=None)",
      doc = "Whether the number is finite, not zero and not too small for full precision.")
  static boolean isNormal(PyDecimal self, PyObject[] args, PyStr[] kwnames) {
    return Operation.is(Operation.IS_NORMAL, self, context(args, kwnames).rules);
  }

  @Method(
      name = "is_subnormal",
      signature = "(context=None)",
      doc = "Whether the number is so small that it lacks precision.")
  static boolean isSubnormal(PyDecimal self, PyObject[] args, PyStr[] kwnames) {
    return Operation.is(Operation.IS_SUBNORMAL, self, context(args, kwnames).rules);
  }

  @Method(
      name = "number_class",
      signature = "(context=None)",
      doc = "The kind of number, such as '+Normal', in words.")
  static String numberClass(PyDecimal self, PyObject[] args, PyStr[] kwnames) {
    return Operation.numberClass(self, context(args, kwnames).rules);
  }

  @Method(
      name = "to_eng_string",
      signature = "(context=None)",
      doc = "As text, with an exponent that is a multiple of 3.")
  static String toEngString(PyDecimal self, PyObject[] args, PyStr[] kwnames) {
    return DecimalText.write(self, context(args, kwnames).capitals, true);
  }
}
