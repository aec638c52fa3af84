package dev.dormouse.runtime.modules.datetime;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.FloatMath;
import dev.dormouse.runtime.objects.IntMath;
import dev.dormouse.runtime.objects.Numbers;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyFloat;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import java.math.BigInteger;

/**
 * The slots of {@code timedelta}. Results are plain timedeltas, whatever class the operands are.
 */
final class TimeDeltaOps extends Ops {
  private static final String NAMES =
      "days\0seconds\0microseconds\0milliseconds\0minutes\0hours\0weeks";

  /** Microseconds in the unit of each argument, in the order of {@link #NAMES}. */
  private static final long[] UNITS = {
    PyTimeDelta.DAY, 1_000_000, 1, 1000, 60_000_000, 3_600_000_000L, 7 * PyTimeDelta.DAY
  };

  /** From the smallest unit to the greatest, as CPython adds them up. */
  private static final int[] ORDER = {2, 3, 1, 4, 5, 0, 6};

  @Override
  public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
    PyObject[] a = ArgParser.parse("__new__", NAMES, 0, 7, 0, args, kwnames);
    for (PyObject o : a) {
      if (o != null && !(o instanceof PyInt i && !i.isBig() && fits(i.longValue()))) {
        return sum(cls, a);
      }
    }
    return PyTimeDelta.normalized(
        cls,
        value(a[0]) + 7 * value(a[6]),
        value(a[1]) + 60 * value(a[4]) + 3600 * value(a[5]),
        value(a[2]) + 1000 * value(a[3]));
  }

  private static boolean fits(long n) {
    return n > -(1L << 40) && n < 1L << 40;
  }

  private static long value(PyObject o) {
    return o == null ? 0 : ((PyInt) o).longValue();
  }

  /**
   * The general way: whole microseconds as an exact sum, and the fractions of floats together,
   * rounded half to even at the end.
   */
  private static PyObject sum(PyType cls, PyObject[] a) {
    BigInteger whole = BigInteger.ZERO;
    double rest = 0;
    for (int at : ORDER) {
      if (a[at] instanceof PyInt i) {
        whole = whole.add(i.bigValue().multiply(BigInteger.valueOf(UNITS[at])));
      } else if (a[at] instanceof PyFloat f) {
        double units = truncated(f.value);
        BigInteger exact = FloatMath.toInt(f.value).bigValue();
        whole = whole.add(exact.multiply(BigInteger.valueOf(UNITS[at])));
        double fraction = (f.value - units) * UNITS[at];
        whole = whole.add(BigInteger.valueOf((long) fraction));
        rest += fraction - truncated(fraction);
      } else if (a[at] != null) {
        throw Errors.typeError(
            "unsupported type for timedelta "
                + NAMES.split("\0")[at]
                + " component: "
                + a[at].type.fullName());
      }
    }
    if (rest != 0) {
      double rounded = Math.rint(rest);
      if (Math.abs(rounded - rest) == 0.5 && whole.testBit(0)) {
        // The sum shall be even, not the rest.
        rounded = rest < rounded ? rounded - 1 : rounded + 1;
      }
      whole = whole.add(BigInteger.valueOf((long) rounded));
    }
    return PyTimeDelta.ofMicroseconds(cls, whole);
  }

  private static double truncated(double d) {
    return d < 0 ? Math.ceil(d) : Math.floor(d);
  }

  @Override
  public PyObject repr(PyObject o) {
    PyTimeDelta d = (PyTimeDelta) o;
    StringBuilder out = new StringBuilder(o.type.fullName());
    int start = out.append('(').length();
    part(out, start, "days=", d.days);
    part(out, start, "seconds=", d.seconds);
    part(out, start, "microseconds=", d.microseconds);
    return PyStr.of(out.append(out.length() == start ? "0)" : ")").toString());
  }

  private static void part(StringBuilder out, int start, String name, int value) {
    if (value != 0) {
      out.append(out.length() == start ? "" : ", ").append(name).append(value);
    }
  }

  @Override
  public PyObject str(PyObject o) {
    PyTimeDelta d = (PyTimeDelta) o;
    StringBuilder out = new StringBuilder();
    if (d.days != 0) {
      out.append(d.days).append(d.days == 1 || d.days == -1 ? " day, " : " days, ");
    }
    out.append(d.seconds / 3600).append(':');
    IsoFormat.digits(out, d.seconds / 60 % 60, 2).append(':');
    IsoFormat.digits(out, d.seconds % 60, 2);
    if (d.microseconds != 0) {
      IsoFormat.digits(out.append('.'), d.microseconds, 6);
    }
    return PyStr.of(out.toString());
  }

  @Override
  public long hash(PyObject o) {
    return ((PyTimeDelta) o).pythonHash();
  }

  @Override
  public PyObject richCompare(PyObject a, PyObject b, int op) {
    if (!(b instanceof PyTimeDelta d)) {
      return PyObject.NOT_IMPLEMENTED;
    }
    return PyBool.of(Abstract.compareOutcome(((PyTimeDelta) a).compareTo(d), op));
  }

  @Override
  public boolean bool(PyObject o) {
    return !((PyTimeDelta) o).isZero();
  }

  @Override
  public PyObject negative(PyObject o) {
    return ((PyTimeDelta) o).negated();
  }

  @Override
  public PyObject positive(PyObject o) {
    PyTimeDelta d = (PyTimeDelta) o;
    return new PyTimeDelta(PyTimeDelta.TYPE, d.days, d.seconds, d.microseconds);
  }

  @Override
  public PyObject absolute(PyObject o) {
    return ((PyTimeDelta) o).days < 0 ? negative(o) : positive(o);
  }

  @Override
  public PyObject add(PyObject v, PyObject w) {
    return v instanceof PyTimeDelta a && w instanceof PyTimeDelta b
        ? a.plus(b)
        : PyObject.NOT_IMPLEMENTED;
  }

  @Override
  public PyObject subtract(PyObject v, PyObject w) {
    return v instanceof PyTimeDelta a && w instanceof PyTimeDelta b
        ? a.minus(b)
        : PyObject.NOT_IMPLEMENTED;
  }

  @Override
  public PyObject multiply(PyObject v, PyObject w) {
    if (!(v instanceof PyTimeDelta d)) {
      return w instanceof PyTimeDelta ? multiply(w, v) : PyObject.NOT_IMPLEMENTED;
    }
    if (w instanceof PyInt i) {
      return of(d.total().multiply(i.bigValue()));
    }
    if (w instanceof PyFloat f) {
      BigInteger[] ratio = ratio(f);
      return of(nearest(d.total().multiply(ratio[0]), ratio[1]));
    }
    return PyObject.NOT_IMPLEMENTED;
  }

  @Override
  public PyObject trueDivide(PyObject v, PyObject w) {
    if (!(v instanceof PyTimeDelta d)) {
      return PyObject.NOT_IMPLEMENTED;
    }
    if (w instanceof PyTimeDelta by) {
      return Numbers.trueDivide(d.totalObject(), by.totalObject());
    }
    if (w instanceof PyInt i) {
      return of(nearest(d.total(), i.bigValue()));
    }
    if (w instanceof PyFloat f) {
      BigInteger[] ratio = ratio(f);
      return of(nearest(d.total().multiply(ratio[1]), ratio[0]));
    }
    return PyObject.NOT_IMPLEMENTED;
  }

  @Override
  public PyObject floorDivide(PyObject v, PyObject w) {
    if (!(v instanceof PyTimeDelta d)) {
      return PyObject.NOT_IMPLEMENTED;
    }
    if (w instanceof PyTimeDelta by) {
      return Numbers.floorDivide(d.totalObject(), by.totalObject());
    }
    if (w instanceof PyInt) {
      return of(((PyInt) Numbers.floorDivide(d.totalObject(), Abstract.index(w))).bigValue());
    }
    return PyObject.NOT_IMPLEMENTED;
  }

  @Override
  public PyObject remainder(PyObject v, PyObject w) {
    if (!(v instanceof PyTimeDelta d) || !(w instanceof PyTimeDelta by)) {
      return PyObject.NOT_IMPLEMENTED;
    }
    return of(((PyInt) Numbers.remainder(d.totalObject(), by.totalObject())).bigValue());
  }

  @Override
  public PyObject divmod(PyObject v, PyObject w) {
    if (!(v instanceof PyTimeDelta d) || !(w instanceof PyTimeDelta by)) {
      return PyObject.NOT_IMPLEMENTED;
    }
    PyTuple both = (PyTuple) Numbers.divmod(d.totalObject(), by.totalObject());
    return PyTuple.of(both.items[0], of(((PyInt) both.items[1]).bigValue()));
  }

  private static PyTimeDelta of(BigInteger microseconds) {
    return PyTimeDelta.ofMicroseconds(PyTimeDelta.TYPE, microseconds);
  }

  /** What a float's {@code as_integer_ratio}, which a subclass may define, says. */
  private static BigInteger[] ratio(PyFloat f) {
    PyObject both = Abstract.callMethod(f, "as_integer_ratio");
    if (!(both instanceof PyTuple t)) {
      throw Errors.typeError(
          "unexpected return type from as_integer_ratio(): expected tuple, got '"
              + both.type.fullName()
              + "'");
    }
    if (t.items.length != 2) {
      throw Errors.valueError("as_integer_ratio() must return a 2-tuple");
    }
    return new BigInteger[] {
      Abstract.index(t.items[0]).bigValue(), Abstract.index(t.items[1]).bigValue()
    };
  }

  /** The quotient, rounded half to even. */
  private static BigInteger nearest(BigInteger a, BigInteger b) {
    if (b.signum() == 0) {
      throw Errors.zeroDivisionError("integer division or modulo by zero");
    }
    BigInteger[] both = IntMath.floorDivMod(a, b);
    int half = both[1].abs().shiftLeft(1).compareTo(b.abs());
    return half > 0 || half == 0 && both[0].testBit(0) ? both[0].add(BigInteger.ONE) : both[0];
  }
}
