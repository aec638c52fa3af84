package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;
import java.math.BigInteger;

/** {@code range}. Numbers of any size; {@link #fast} ones are computed with longs. */
@BuiltinType(
    name = "range",
    ops = RangeOps.class,
    doc =
        "range(stop) -> range object\n"
            + "range(start, stop[, step]) -> range object\n\n"
            + "The integers from start (0) to stop, exclusive, in steps (of 1).")
public final class PyRange extends PyObject {
  public static final PyType TYPE =
      PyType.builtin("range", PyType.OBJECT, new RangeOps(), new PyRangeTable())
          .with(PyType.SEQUENCE);

  final PyInt start;
  final PyInt stop;
  final PyInt step;
  final PyInt length;

  /**
   * Whether the three numbers and the length fit longs; then every item does too, and no sum on the
   * way overflows.
   */
  final boolean fast;

  /** {@code step} is not zero. All are exact ints. */
  PyRange(PyInt start, PyInt stop, PyInt step) {
    super(TYPE);
    this.start = start;
    this.stop = stop;
    this.step = step;
    this.length = length(start, stop, step);
    this.fast = start.big == null && stop.big == null && step.big == null && length.big == null;
  }

  public static PyRange of(long start, long stop, long step) {
    return new PyRange(PyInt.of(start), PyInt.of(stop), PyInt.of(step));
  }

  private static PyInt length(PyInt start, PyInt stop, PyInt step) {
    if (start.big == null && stop.big == null && step.big == null && step.value != Long.MIN_VALUE) {
      boolean up = step.value > 0;
      long low = up ? start.value : stop.value;
      long high = up ? stop.value : start.value;
      if (low >= high) {
        return PyInt.ZERO;
      }
      long n = Long.divideUnsigned(high - 1 - low, Math.abs(step.value)) + 1;
      if (n > 0) {
        return PyInt.of(n);
      }
    }
    BigInteger by = step.bigValue();
    boolean up = by.signum() > 0;
    BigInteger low = up ? start.bigValue() : stop.bigValue();
    BigInteger high = up ? stop.bigValue() : start.bigValue();
    if (low.compareTo(high) >= 0) {
      return PyInt.ZERO;
    }
    return PyInt.of(
        high.subtract(BigInteger.ONE).subtract(low).divide(by.abs()).add(BigInteger.ONE));
  }

  /** The length, which may be more than a Java int holds; OverflowError beyond a long. */
  public long size() {
    if (length.big != null) {
      throw Errors.overflowError("Python int too large to convert to C ssize_t");
    }
    return length.value;
  }

  /** Item number {@code i}, which must be in range. */
  PyInt item(PyInt i) {
    return fast
        ? PyInt.of(start.value + i.value * step.value)
        : PyInt.of(start.bigValue().add(i.bigValue().multiply(step.bigValue())));
  }

  /** Whether an int is among the items. */
  boolean has(PyInt i) {
    if (fast && i.big == null) {
      long from = start.value;
      boolean between =
          step.value > 0
              ? from <= i.value && i.value < stop.value
              : stop.value < i.value && i.value <= from;
      // The difference fits an unsigned long.
      return between && Long.remainderUnsigned(Math.abs(i.value - from), Math.abs(step.value)) == 0;
    }
    BigInteger n = i.bigValue();
    BigInteger from = start.bigValue();
    BigInteger to = stop.bigValue();
    boolean between =
        step.isNegative()
            ? to.compareTo(n) < 0 && n.compareTo(from) <= 0
            : from.compareTo(n) <= 0 && n.compareTo(to) < 0;
    return between && n.subtract(from).remainder(step.bigValue()).signum() == 0;
  }

  /** Whether membership can be computed instead of searched. */
  static boolean isPlainInt(PyObject o) {
    return o.type == PyInt.TYPE || o.type == PyBool.TYPE;
  }

  PyTuple parts() {
    return PyTuple.of(start, stop, step);
  }

  @Getter(name = "start", member = true)
  static PyObject getStart(PyRange r) {
    return r.start;
  }

  @Getter(name = "stop", member = true)
  static PyObject getStop(PyRange r) {
    return r.stop;
  }

  @Getter(name = "step", member = true)
  static PyObject getStep(PyRange r) {
    return r.step;
  }

  @Method(name = "__reversed__", doc = "Return a reverse iterator.")
  static PyObject reversed(PyRange r) {
    if (r.fast && r.step.value != Long.MIN_VALUE) {
      long n = r.length.value;
      long last = r.start.value + (n - 1) * r.step.value;
      long stop = last - n * r.step.value;
      boolean fits = r.step.value > 0 ? stop < last : stop > last;
      if (n > 0 && fits) {
        return new PyRangeIterator(last, -r.step.value, n);
      }
    }
    BigInteger step = r.step.bigValue();
    BigInteger first = r.start.bigValue();
    BigInteger last = first.add(r.length.bigValue().subtract(BigInteger.ONE).multiply(step));
    PyRange back =
        new PyRange(PyInt.of(last), PyInt.of(first.subtract(step)), PyInt.of(step.negate()));
    return back.fast ? new PyRangeIterator(back) : new PyLongRangeIterator(back);
  }

  @Method(name = "__reduce__")
  static PyObject reduce(PyRange r) {
    return PyTuple.of(TYPE, r.parts());
  }

  @Method(signature = "(value, /)", doc = "Return how often a value is among the integers.")
  static PyObject count(PyRange r, PyObject value) {
    if (isPlainInt(value)) {
      return r.has((PyInt) value) ? PyInt.ONE : PyInt.ZERO;
    }
    long n = 0;
    PyObject it = Abstract.iter(r);
    for (PyObject x = Abstract.next(it); x != null; x = Abstract.next(it)) {
      if (Abstract.equal(x, value)) {
        n++;
      }
    }
    return PyInt.of(n);
  }

  @Method(
      signature = "(value, /)",
      doc = "Return the index of a value; ValueError if it is not there.")
  static PyObject index(PyRange r, PyObject value) {
    if (isPlainInt(value)) {
      PyInt i = (PyInt) value;
      if (!r.has(i)) {
        throw Errors.valueError(Abstract.repr(value).value() + " is not in range");
      }
      return PyInt.of(i.bigValue().subtract(r.start.bigValue()).divide(r.step.bigValue()));
    }
    long n = 0;
    PyObject it = Abstract.iter(r);
    for (PyObject x = Abstract.next(it); x != null; x = Abstract.next(it)) {
      if (Abstract.equal(x, value)) {
        return PyInt.of(n);
      }
      n++;
    }
    throw Errors.valueError("sequence.index(x): x not in sequence");
  }
}
