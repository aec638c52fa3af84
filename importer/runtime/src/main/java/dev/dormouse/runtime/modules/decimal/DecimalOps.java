package dev.dormouse.runtime.modules.decimal;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyFloat;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.text.FloatText;
import java.math.BigInteger;

/** The slots of decimals: operators, which use the current context. */
final class DecimalOps extends Ops {
  @Override
  public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
    PyDecimal d;
    if (args.length == 1 && !ArgParser.hasKeywords(kwnames)) {
      d = Conversions.exact(args[0], PyDecimalContext.current());
    } else {
      PyObject[] a = ArgParser.parse(null, "value\0context", 0, 2, 0, args, kwnames);
      d = Conversions.exact(a[0], PyDecimalContext.of(a[1]));
    }
    return cls == PyDecimal.TYPE ? d.plain() : d.copyAs(cls);
  }

  private static PyObject compute(int operation, PyObject v, PyObject w) {
    PyDecimal a = Conversions.operandOrNull(v);
    PyDecimal b = a == null ? null : Conversions.operandOrNull(w);
    return b == null
        ? PyObject.NOT_IMPLEMENTED
        : PyDecimalContext.current().binary(operation, a, b);
  }

  @Override
  public PyObject add(PyObject v, PyObject w) {
    return compute(Operation.ADD, v, w);
  }

  @Override
  public PyObject subtract(PyObject v, PyObject w) {
    return compute(Operation.SUBTRACT, v, w);
  }

  @Override
  public PyObject multiply(PyObject v, PyObject w) {
    return compute(Operation.MULTIPLY, v, w);
  }

  @Override
  public PyObject remainder(PyObject v, PyObject w) {
    return compute(Operation.REMAINDER, v, w);
  }

  @Override
  public PyObject trueDivide(PyObject v, PyObject w) {
    return compute(Operation.DIVIDE, v, w);
  }

  @Override
  public PyObject floorDivide(PyObject v, PyObject w) {
    return compute(Operation.DIVIDE_INT, v, w);
  }

  @Override
  public PyObject divmod(PyObject v, PyObject w) {
    PyDecimal a = Conversions.operandOrNull(v);
    PyDecimal b = a == null ? null : Conversions.operandOrNull(w);
    return b == null ? PyObject.NOT_IMPLEMENTED : PyDecimalContext.current().divmod(a, b);
  }

  @Override
  public PyObject power(PyObject v, PyObject w, PyObject modulo) {
    PyDecimal a = Conversions.operandOrNull(v);
    PyDecimal b = a == null ? null : Conversions.operandOrNull(w);
    PyDecimal m = modulo == PyObject.NONE ? null : Conversions.operandOrNull(modulo);
    return b == null || m == null && modulo != PyObject.NONE
        ? PyObject.NOT_IMPLEMENTED
        : PyDecimalContext.current().power(a, b, m);
  }

  @Override
  public PyObject negative(PyObject o) {
    return PyDecimalContext.current().unary(Operation.MINUS, (PyDecimal) o);
  }

  @Override
  public PyObject positive(PyObject o) {
    return PyDecimalContext.current().unary(Operation.PLUS, (PyDecimal) o);
  }

  @Override
  public PyObject absolute(PyObject o) {
    return PyDecimalContext.current().unary(Operation.ABS, (PyDecimal) o);
  }

  @Override
  public boolean bool(PyObject o) {
    return !((PyDecimal) o).isZero();
  }

  @Override
  public PyObject toInt(PyObject o) {
    return integer((PyDecimal) o, Rules.DOWN);
  }

  /** The number rounded to an int. */
  static PyInt integer(PyDecimal d, int rounding) {
    if (d.isNan()) {
      throw Errors.valueError("cannot convert NaN to integer");
    }
    if (d.isInfinite()) {
      throw Errors.overflowError("cannot convert Infinity to integer");
    }
    PyDecimal whole =
        Adjustments.toIntegral(d, false, PyDecimalContext.current().rules.rounding(rounding));
    BigInteger c = Coefficients.scale(whole.coefficient(), whole.isZero() ? 0 : whole.exponent);
    return PyInt.of(d.negative ? c.negate() : c);
  }

  @Override
  public PyObject toFloat(PyObject o) {
    return PyFloat.of(real((PyDecimal) o));
  }

  static double real(PyDecimal d) {
    if (d.kind == PyDecimal.SNAN) {
      throw Errors.valueError("cannot convert signaling NaN to float");
    }
    return FloatText.parse(
        d.isNan() ? d.negative ? "-nan" : "nan" : DecimalText.write(d, true, false));
  }

  @Override
  public PyObject repr(PyObject o) {
    return PyStr.of("Decimal('" + text((PyDecimal) o).value() + "')");
  }

  @Override
  public PyObject str(PyObject o) {
    return text((PyDecimal) o);
  }

  /** {@code str()}. */
  static PyStr text(PyDecimal d) {
    return PyStr.of(DecimalText.write(d, PyDecimalContext.current().capitals, false));
  }

  @Override
  public long hash(PyObject o) {
    return ((PyDecimal) o).pythonHash();
  }

  @Override
  public PyObject richCompare(PyObject v, PyObject w, int op) {
    PyDecimalContext c = PyDecimalContext.current();
    PyDecimal[] both = Conversions.compared((PyDecimal) v, w, op, c);
    if (both == null) {
      return PyObject.NOT_IMPLEMENTED;
    }
    PyDecimal a = both[0];
    PyDecimal b = both[1];
    if (a.isNan() || b.isNan()) {
      boolean signaling = a.kind == PyDecimal.SNAN || b.kind == PyDecimal.SNAN;
      if (signaling || op != Abstract.EQ && op != Abstract.NE) {
        c.signal(Rules.INVALID_OPERATION);
      }
      return PyBool.of(op == Abstract.NE);
    }
    return PyBool.of(Abstract.compareOutcome(Comparisons.order(a, b), op));
  }
}
