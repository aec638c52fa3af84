package dev.dormouse.runtime.modules.math;

import dev.dormouse.code.elementary.Logarithm;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Names;
import dev.dormouse.runtime.objects.Numbers;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyFloat;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.Slot;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;
import java.math.BigInteger;

/**
 * The {@code math} module: functions of real numbers. Those of ints are in {@link
 * IntegerFunctions}.
 */
@BuiltinModule(
    name = "math",
    parts = {IntegerFunctions.class, Elementary.class},
    doc = "The mathematical functions of the C standard, on floats.")
public final class MathModule {
  private static final PyStr FLOOR = PyStr.interned("__floor__");
  private static final PyStr CEIL = PyStr.interned("__ceil__");

  private MathModule() {}

  public static BuiltinTable table() {
    return new MathModuleTable();
  }

  static void exec(PyModule m) {
    m.set("pi", PyFloat.of(Math.PI));
    m.set("e", PyFloat.of(Math.E));
    m.set("tau", PyFloat.of(2 * Math.PI));
    m.set("inf", PyFloat.of(Double.POSITIVE_INFINITY));
    m.set("nan", PyFloat.of(Double.NaN));
  }

  static PyException domainError() {
    return Errors.valueError("math domain error");
  }

  static PyException rangeError() {
    return Errors.overflowError("math range error");
  }

  static boolean isFinite(double x) {
    return Math.abs(x) <= Double.MAX_VALUE;
  }

  @Function(signature = "(x, /)", doc = "The largest int that is not greater than x.")
  static PyObject floor(PyObject x) {
    if (x.type != PyFloat.TYPE) {
      PyObject f = Abstract.lookupSpecial(x, FLOOR);
      if (f != null) {
        return Abstract.call(f);
      }
    }
    return Elementary.toInt(Math.floor(ArgParser.toDouble(x)));
  }

  @Function(signature = "(x, /)", doc = "The smallest int that is not less than x.")
  static PyObject ceil(PyObject x) {
    if (x.type != PyFloat.TYPE) {
      PyObject f = Abstract.lookupSpecial(x, CEIL);
      if (f != null) {
        return Abstract.call(f);
      }
    }
    return Elementary.toInt(Math.ceil(ArgParser.toDouble(x)));
  }

  @Function(signature = "(x, /)", doc = "x without its fraction, by its method __trunc__.")
  static PyObject trunc(PyObject x) {
    if (x.type == PyFloat.TYPE) {
      return Elementary.toInt(((PyFloat) x).value);
    }
    PyObject f = Abstract.lookupSpecial(x, Names.TRUNC);
    if (f == null) {
      throw Errors.typeError("type " + x.type.name() + " doesn't define __trunc__ method");
    }
    return Abstract.call(f);
  }

  @Function(
      signature = "(x, base=<unrepresentable>, /)",
      doc = "The logarithm of x to a base; the natural one if no base is given.")
  static PyObject log(PyObject[] args, PyStr[] kwnames) {
    ArgParser.noKeywords("math", "log", kwnames);
    if (args.length < 1 || args.length > 2) {
      throw Errors.typeError("math.log requires 1 to 2 arguments");
    }
    double x = logarithm(args[0], 0);
    if (args.length == 1) {
      return PyFloat.of(x);
    }
    double base = logarithm(args[1], 0);
    if (base == 0) {
      throw Errors.zeroDivisionError("float division by zero");
    }
    return PyFloat.of(x / base);
  }

  @Function(signature = "(x, /)", doc = "The logarithm of x to base 2.")
  static double log2(PyObject x) {
    return logarithm(x, 2);
  }

  @Function(signature = "(x, /)", doc = "The logarithm of x to base 10.")
  static double log10(PyObject x) {
    return logarithm(x, 10);
  }

  /** Works for ints of any size. {@code base} 0 is e. */
  private static double logarithm(PyObject o, int base) {
    if (o instanceof PyInt i) {
      if (i.isNegative() || i.isZero()) {
        throw domainError();
      }
      if (!i.isBig()) {
        return logarithm(i.longValue(), base);
      }
      double d = i.doubleValue();
      if (!Double.isInfinite(d)) {
        return logarithm(d, base);
      }
      BigInteger big = i.bigValue();
      int shift = big.bitLength() - 64;
      // The lowest bit stands for all that was shifted out, so that the 64 bits round as the whole
      // would.
      BigInteger top = big.shiftRight(shift);
      if (big.getLowestSetBit() < shift) {
        top = top.setBit(0);
      }
      double mantissa = Math.scalb(top.doubleValue(), -64);
      return logarithm(mantissa, base) + logarithm(2.0, base) * (shift + 64);
    }
    return logarithm(ArgParser.toDouble(o), base);
  }

  private static double logarithm(double x, int base) {
    if (!isFinite(x)) {
      if (x == Double.NEGATIVE_INFINITY) {
        throw domainError();
      }
      return x;
    }
    if (x <= 0) {
      throw domainError();
    }
    return base == 0 ? Logarithm.log(x) : base == 10 ? Logarithm.log10(x) : Logarithm.log2(x);
  }

  @Function(signature = "(x, i, /)", doc = "x * 2**i: the opposite of frexp().")
  static double ldexp(double x, PyObject i) {
    if (!(i instanceof PyInt n)) {
      throw Errors.typeError("Expected an int as second argument to ldexp.");
    }
    if (x == 0 || !isFinite(x)) {
      return x;
    }
    boolean fits = !n.isBig() && n.longValue() == (int) n.longValue();
    int exponent =
        fits ? (int) n.longValue() : n.isNegative() ? Integer.MIN_VALUE : Integer.MAX_VALUE;
    if (exponent > 5000) {
      throw rangeError();
    }
    double r = exponent < -5000 ? Math.copySign(0.0, x) : scale(x, exponent);
    if (Double.isInfinite(r)) {
      throw rangeError();
    }
    return r;
  }

  /**
   * Math.scalb rounds twice when a subnormal number results from several steps; halving to the last
   * step does not.
   */
  private static double scale(double x, int exponent) {
    int own = Math.getExponent(x);
    if (own + exponent >= Double.MIN_EXPONENT || own < Double.MIN_EXPONENT) {
      return Math.scalb(x, exponent);
    }
    // Bring it to the smallest normal exponent exactly, then round once.
    int toNormal = Double.MIN_EXPONENT - own;
    double normal = Math.scalb(x, toNormal);
    int rest = exponent - toNormal;
    return rest < -60 ? Math.copySign(0.0, x) : normal * Math.scalb(1.0, rest);
  }

  @Function(
      signature = "(x, /)",
      doc = "The pair (m, e) with x == m * 2**e and m at least 0.5 and less than 1 in magnitude.")
  static PyObject frexp(double x) {
    if (x == 0 || !isFinite(x)) {
      return PyTuple.of(PyFloat.of(x), PyInt.ZERO);
    }
    int exponent = SpecialFunctions.exponent(x) + 1;
    return PyTuple.of(PyFloat.of(SpecialFunctions.mantissa(x) / 2), PyInt.of(exponent));
  }

  @Function(
      signature = "(x, /)",
      doc = "The pair of fraction and integral part, both with the sign of x and both floats.")
  static PyObject modf(double x) {
    if (Double.isNaN(x)) {
      return PyTuple.of(PyFloat.of(x), PyFloat.of(x));
    }
    if (Double.isInfinite(x)) {
      return PyTuple.of(PyFloat.of(Math.copySign(0.0, x)), PyFloat.of(x));
    }
    double whole = x < 0 ? Math.ceil(x) : Math.floor(x);
    return PyTuple.of(PyFloat.of(Math.copySign(x - whole, x)), PyFloat.of(Math.copySign(whole, x)));
  }

  @Function(signature = "(seq, /)", doc = "The sum of floats, rounded only once.")
  static double fsum(PyObject seq) {
    FloatSum sum = new FloatSum();
    PyObject it = Abstract.iter(seq);
    for (PyObject x = Abstract.next(it); x != null; x = Abstract.next(it)) {
      sum.add(ArgParser.toDouble(x));
    }
    return sum.result();
  }

  @Function(
      signature = "(iterable, /, *, start=1)",
      doc = "The product of the items, begun with `start`.")
  static PyObject prod(PyObject iterable, PyObject start) {
    PyObject it = Abstract.iter(iterable);
    PyObject r = start == null ? PyInt.ONE : start;
    for (PyObject x = Abstract.next(it); x != null; x = Abstract.next(it)) {
      r = Numbers.multiply(r, x);
    }
    return r;
  }

  @Function(
      signature = "(*coordinates)",
      doc = "The length of a vector of any dimension.\n\n>>> hypot(3.0, 4.0)\n5.0")
  static double hypot(PyObject[] coordinates) {
    double[] v = new double[coordinates.length];
    for (int i = 0; i < v.length; i++) {
      v[i] = ArgParser.toDouble(coordinates[i]);
    }
    return SpecialFunctions.norm(v);
  }

  @Function(
      signature = "(p, q, /)",
      doc = "The distance of two points, given as sequences of coordinates.")
  static double dist(PyObject p, PyObject q) {
    PyObject[] a = p instanceof PyTuple t ? t.items : Abstract.toArray(p);
    PyObject[] b = q instanceof PyTuple t ? t.items : Abstract.toArray(q);
    if (a.length != b.length) {
      throw Errors.valueError("both points must have the same number of dimensions");
    }
    double[] v = new double[a.length];
    for (int i = 0; i < v.length; i++) {
      v[i] = ArgParser.toDouble(a[i]) - ArgParser.toDouble(b[i]);
    }
    return SpecialFunctions.norm(v);
  }

  @Function(
      signature = "(a, b, *, rel_tol=1e-09, abs_tol=0.0)",
      doc =
          "Whether two numbers are close: within rel_tol times the larger one, or within"
              + " abs_tol.\n\n"
              + "NaN is close to nothing, an infinity only to itself.")
  static boolean isclose(double a, double b, double rel_tol, double abs_tol) {
    if (rel_tol < 0 || abs_tol < 0) {
      throw Errors.valueError("tolerances must be non-negative");
    }
    if (a == b) {
      return true;
    }
    if (Double.isInfinite(a) || Double.isInfinite(b)) {
      return false;
    }
    double difference = Math.abs(b - a);
    return difference <= Math.abs(rel_tol * b)
        || difference <= Math.abs(rel_tol * a)
        || difference <= abs_tol;
  }

  /** Whether an object is an int to the functions of ints: has {@code __index__}. */
  static boolean isIntegral(PyObject o) {
    return o.type.has(Slot.INDEX);
  }
}
