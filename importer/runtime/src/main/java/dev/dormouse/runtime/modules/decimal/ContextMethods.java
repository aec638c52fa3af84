package dev.dormouse.runtime.modules.decimal;

import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.tables.Method;

/** The operations as methods of contexts. */
final class ContextMethods {
  private ContextMethods() {}

  private static PyObject unary(int operation, PyDecimalContext c, PyObject x) {
    return c.unary(operation, Conversions.operand(x));
  }

  private static PyObject binary(
      int operation, String name, PyDecimalContext c, PyObject[] args, PyStr[] kwnames) {
    PyDecimal[] operands = operands(name, 2, args, kwnames);
    return c.binary(operation, operands[0], operands[1]);
  }

  private static PyDecimal[] operands(String name, int n, PyObject[] args, PyStr[] kwnames) {
    ArgParser.noKeywords(null, name, kwnames);
    if (args.length != n) {
      throw Errors.typeError(
          "function takes exactly " + n + " arguments (" + args.length + " given)");
    }
    PyDecimal[] operands = new PyDecimal[n];
    for (int i = 0; i < n; i++) {
      operands[i] = Conversions.operand(args[i]);
    }
    return operands;
  }

  @Method(signature = "(x, /)", doc = "The absolute value, rounded.")
  static PyObject abs(PyDecimalContext self, PyObject x) {
    return unary(Operation.ABS, self, x);
  }

  @Method(signature = "(x, /)", doc = "e to the power of a number, correctly rounded.")
  static PyObject exp(PyDecimalContext self, PyObject x) {
    return unary(Operation.EXP, self, x);
  }

  @Method(signature = "(x, /)", doc = "The natural logarithm, correctly rounded.")
  static PyObject ln(PyDecimalContext self, PyObject x) {
    return unary(Operation.LN, self, x);
  }

  @Method(signature = "(x, /)", doc = "The decimal logarithm, correctly rounded.")
  static PyObject log10(PyDecimalContext self, PyObject x) {
    return unary(Operation.LOG10, self, x);
  }

  @Method(signature = "(x, /)", doc = "The number with its sign changed, rounded.")
  static PyObject minus(PyDecimalContext self, PyObject x) {
    return unary(Operation.MINUS, self, x);
  }

  @Method(name = "next_minus", signature = "(x, /)", doc = "The greatest number that is smaller.")
  static PyObject nextMinus(PyDecimalContext self, PyObject x) {
    return unary(Operation.NEXT_MINUS, self, x);
  }

  @Method(name = "next_plus", signature = "(x, /)", doc = "The smallest number that is greater.")
  static PyObject nextPlus(PyDecimalContext self, PyObject x) {
    return unary(Operation.NEXT_PLUS, self, x);
  }

  @Method(signature = "(x, /)", doc = "The same value without zeros at its end.")
  static PyObject normalize(PyDecimalContext self, PyObject x) {
    return unary(Operation.NORMALIZE, self, x);
  }

  @Method(signature = "(x, /)", doc = "The number, rounded.")
  static PyObject plus(PyDecimalContext self, PyObject x) {
    return unary(Operation.PLUS, self, x);
  }

  @Method(
      name = "to_integral",
      signature = "(x, /)",
      doc = "The nearest integer, rounded without a signal.")
  static PyObject toIntegral(PyDecimalContext self, PyObject x) {
    return unary(Operation.TO_INTEGRAL, self, x);
  }

  @Method(
      name = "to_integral_value",
      signature = "(x, /)",
      doc = "The nearest integer, rounded without a signal.")
  static PyObject toIntegralValue(PyDecimalContext self, PyObject x) {
    return unary(Operation.TO_INTEGRAL, self, x);
  }

  @Method(
      name = "to_integral_exact",
      signature = "(x, /)",
      doc = "The nearest integer; rounding is signaled.")
  static PyObject toIntegralExact(PyDecimalContext self, PyObject x) {
    return unary(Operation.TO_INTEGRAL_EXACT, self, x);
  }

  @Method(signature = "(x, /)", doc = "The square root, correctly rounded.")
  static PyObject sqrt(PyDecimalContext self, PyObject x) {
    return unary(Operation.SQRT, self, x);
  }

  @Method(signature = "(x, /)", doc = "The exponent of the first digit.")
  static PyObject logb(PyDecimalContext self, PyObject x) {
    return unary(Operation.LOGB, self, x);
  }

  @Method(
      name = "logical_invert",
      signature = "(x, /)",
      doc = "Each digit, 0 or 1, turned into the other.")
  static PyObject logicalInvert(PyDecimalContext self, PyObject x) {
    return unary(Operation.INVERT, self, x);
  }

  @Method(name = "copy_abs", signature = "(x, /)", doc = "The number without its sign.")
  static PyObject copyAbs(PyDecimalContext self, PyObject x) {
    return unary(Operation.COPY_ABS, self, x);
  }

  @Method(name = "copy_negate", signature = "(x, /)", doc = "The number with its sign changed.")
  static PyObject copyNegate(PyDecimalContext self, PyObject x) {
    return unary(Operation.COPY_NEGATE, self, x);
  }

  @Method(signature = "(x, y, /)", doc = "The sum.")
  static PyObject add(PyDecimalContext self, PyObject[] args, PyStr[] kwnames) {
    return binary(Operation.ADD, "add", self, args, kwnames);
  }

  @Method(signature = "(x, y, /)", doc = "The difference.")
  static PyObject subtract(PyDecimalContext self, PyObject[] args, PyStr[] kwnames) {
    return binary(Operation.SUBTRACT, "subtract", self, args, kwnames);
  }

  @Method(signature = "(x, y, /)", doc = "The product.")
  static PyObject multiply(PyDecimalContext self, PyObject[] args, PyStr[] kwnames) {
    return binary(Operation.MULTIPLY, "multiply", self, args, kwnames);
  }

  @Method(signature = "(x, y, /)", doc = "The quotient.")
  static PyObject divide(PyDecimalContext self, PyObject[] args, PyStr[] kwnames) {
    return binary(Operation.DIVIDE, "divide", self, args, kwnames);
  }

  @Method(name = "divide_int", signature = "(x, y, /)", doc = "The integral part of the quotient.")
  static PyObject divideInt(PyDecimalContext self, PyObject[] args, PyStr[] kwnames) {
    return binary(Operation.DIVIDE_INT, "divide_int", self, args, kwnames);
  }

  @Method(signature = "(x, y, /)", doc = "What divide_int() leaves.")
  static PyObject remainder(PyDecimalContext self, PyObject[] args, PyStr[] kwnames) {
    return binary(Operation.REMAINDER, "remainder", self, args, kwnames);
  }

  @Method(signature = "(x, y, /)", doc = "The first number rounded to the exponent of the second.")
  static PyObject quantize(PyDecimalContext self, PyObject[] args, PyStr[] kwnames) {
    return binary(Operation.QUANTIZE, "quantize", self, args, kwnames);
  }

  @Method(signature = "(x, y, /)", doc = "-1, 0 or 1 by value; NaN if one is a NaN.")
  static PyObject compare(PyDecimalContext self, PyObject[] args, PyStr[] kwnames) {
    return binary(Operation.COMPARE, "compare", self, args, kwnames);
  }

  @Method(
      name = "compare_signal",
      signature = "(x, y, /)",
      doc = "As compare(), but all NaNs are signaled.")
  static PyObject compareSignal(PyDecimalContext self, PyObject[] args, PyStr[] kwnames) {
    return binary(Operation.COMPARE_SIGNAL, "compare_signal", self, args, kwnames);
  }

  @Method(
      name = "compare_total",
      signature = "(x, y, /)",
      doc = "-1, 0 or 1 in the total order of representations.")
  static PyObject compareTotal(PyDecimalContext self, PyObject[] args, PyStr[] kwnames) {
    return binary(Operation.COMPARE_TOTAL, "compare_total", self, args, kwnames);
  }

  @Method(
      name = "compare_total_mag",
      signature = "(x, y, /)",
      doc = "As compare_total(), signs left out.")
  static PyObject compareTotalMag(PyDecimalContext self, PyObject[] args, PyStr[] kwnames) {
    return binary(Operation.COMPARE_TOTAL_MAG, "compare_total_mag", self, args, kwnames);
  }

  @Method(
      name = "copy_sign",
      signature = "(x, y, /)",
      doc = "The first number with the sign of the second.")
  static PyObject copySign(PyDecimalContext self, PyObject[] args, PyStr[] kwnames) {
    return binary(Operation.COPY_SIGN, "copy_sign", self, args, kwnames);
  }

  @Method(signature = "(x, y, /)", doc = "The greater number; a number rather than a NaN.")
  static PyObject max(PyDecimalContext self, PyObject[] args, PyStr[] kwnames) {
    return binary(Operation.MAX, "max", self, args, kwnames);
  }

  @Method(name = "max_mag", signature = "(x, y, /)", doc = "The number of greater absolute value.")
  static PyObject maxMag(PyDecimalContext self, PyObject[] args, PyStr[] kwnames) {
    return binary(Operation.MAX_MAG, "max_mag", self, args, kwnames);
  }

  @Method(signature = "(x, y, /)", doc = "The lesser number; a number rather than a NaN.")
  static PyObject min(PyDecimalContext self, PyObject[] args, PyStr[] kwnames) {
    return binary(Operation.MIN, "min", self, args, kwnames);
  }

  @Method(name = "min_mag", signature = "(x, y, /)", doc = "The number of lesser absolute value.")
  static PyObject minMag(PyDecimalContext self, PyObject[] args, PyStr[] kwnames) {
    return binary(Operation.MIN_MAG, "min_mag", self, args, kwnames);
  }

  @Method(
      name = "next_toward",
      signature = "(x, y, /)",
      doc = "The nearest number on the way to the other.")
  static PyObject nextToward(PyDecimalContext self, PyObject[] args, PyStr[] kwnames) {
    return binary(Operation.NEXT_TOWARD, "next_toward", self, args, kwnames);
  }

  @Method(
      name = "remainder_near",
      signature = "(x, y, /)",
      doc = "What the nearest multiple of the other leaves.")
  static PyObject remainderNear(PyDecimalContext self, PyObject[] args, PyStr[] kwnames) {
    return binary(Operation.REMAINDER_NEAR, "remainder_near", self, args, kwnames);
  }

  @Method(
      name = "logical_and",
      signature = "(x, y, /)",
      doc = "The digits, 0 or 1, combined by and.")
  static PyObject logicalAnd(PyDecimalContext self, PyObject[] args, PyStr[] kwnames) {
    return binary(Operation.LOGICAL_AND, "logical_and", self, args, kwnames);
  }

  @Method(name = "logical_or", signature = "(x, y, /)", doc = "The digits, 0 or 1, combined by or.")
  static PyObject logicalOr(PyDecimalContext self, PyObject[] args, PyStr[] kwnames) {
    return binary(Operation.LOGICAL_OR, "logical_or", self, args, kwnames);
  }

  @Method(
      name = "logical_xor",
      signature = "(x, y, /)",
      doc = "The digits, 0 or 1, combined by exclusive or.")
  static PyObject logicalXor(PyDecimalContext self, PyObject[] args, PyStr[] kwnames) {
    return binary(Operation.LOGICAL_XOR, "logical_xor", self, args, kwnames);
  }

  @Method(signature = "(x, y, /)", doc = "The digits rotated to the left by so many places.")
  static PyObject rotate(PyDecimalContext self, PyObject[] args, PyStr[] kwnames) {
    return binary(Operation.ROTATE, "rotate", self, args, kwnames);
  }

  @Method(signature = "(x, y, /)", doc = "The number with its exponent raised by the other.")
  static PyObject scaleb(PyDecimalContext self, PyObject[] args, PyStr[] kwnames) {
    return binary(Operation.SCALEB, "scaleb", self, args, kwnames);
  }

  @Method(signature = "(x, y, /)", doc = "The digits shifted to the left by so many places.")
  static PyObject shift(PyDecimalContext self, PyObject[] args, PyStr[] kwnames) {
    return binary(Operation.SHIFT, "shift", self, args, kwnames);
  }

  @Method(signature = "(x, y, /)", doc = "divide_int() and remainder() as a tuple.")
  static PyObject divmod(PyDecimalContext self, PyObject[] args, PyStr[] kwnames) {
    PyDecimal[] operands = operands("divmod", 2, args, kwnames);
    return self.divmod(operands[0], operands[1]);
  }

  @Method(signature = "(x, y, z, /)", doc = "x * y + z, rounded once.")
  static PyObject fma(PyDecimalContext self, PyObject[] args, PyStr[] kwnames) {
    PyDecimal[] operands = operands("fma", 3, args, kwnames);
    return self.fma(operands[0], operands[1], operands[2]);
  }

  @Method(
      signature = "(a, b, modulo=None)",
      doc = "a to the power of b; with modulo, all being integers, modulo that.")
  static PyObject power(PyDecimalContext self, PyObject[] args, PyStr[] kwnames) {
    PyObject[] values = ArgParser.parse(null, "a\0b\0modulo", 0, 3, 2, args, kwnames);
    PyDecimal a = Conversions.operand(values[0]);
    PyDecimal b = Conversions.operand(values[1]);
    PyObject modulo = values[2];
    return self.power(
        a, b, modulo == null || modulo == PyObject.NONE ? null : Conversions.operand(modulo));
  }

  @Method(
      name = "same_quantum",
      signature = "(x, y, /)",
      doc = "Whether both have the same exponent, or both are NaNs, or infinite.")
  static PyObject sameQuantum(PyDecimalContext self, PyObject[] args, PyStr[] kwnames) {
    PyDecimal[] operands = operands("same_quantum", 2, args, kwnames);
    return PyBool.of(Comparisons.sameQuantum(operands[0], operands[1]));
  }
}
