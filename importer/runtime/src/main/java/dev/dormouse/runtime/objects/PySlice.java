package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;
import java.math.BigInteger;

/** {@code slice}; {@link Slices} says what one selects from a sequence. */
@BuiltinType(
    name = "slice",
    ops = SliceOps.class,
    doc =
        "slice(stop)\nslice(start, stop[, step])\n\nWhat x[start:stop:step] gives to x as the key.")
public final class PySlice extends PyObject {
  public static final PyType TYPE =
      PyType.builtin("slice", PyType.OBJECT, new SliceOps(), new PySliceTable()).unhashable();

  public final PyObject start;
  public final PyObject stop;
  public final PyObject step;

  public PySlice(PyObject start, PyObject stop, PyObject step) {
    super(TYPE);
    this.start = start;
    this.stop = stop;
    this.step = step;
  }

  @Getter(name = "start", member = true)
  static PyObject getStart(PySlice s) {
    return s.start;
  }

  @Getter(name = "stop", member = true)
  static PyObject getStop(PySlice s) {
    return s.stop;
  }

  @Getter(name = "step", member = true)
  static PyObject getStep(PySlice s) {
    return s.step;
  }

  @Method(name = "__reduce__", doc = "Return state information for pickling.")
  static PyObject reduce(PySlice s) {
    return PyTuple.of(TYPE, PyTuple.of(s.start, s.stop, s.step));
  }

  @Method(
      signature = "(len, /)",
      doc =
          "The start, stop and step with which this slice would go through a sequence of a length.")
  static PyObject indices(PySlice s, PyObject length) {
    BigInteger n = Abstract.index(length).bigValue();
    if (n.signum() < 0) {
      throw Errors.valueError("length should not be negative");
    }
    BigInteger step = s.step == NONE ? BigInteger.ONE : Slices.index(s.step).bigValue();
    if (step.signum() == 0) {
      throw Errors.valueError("slice step cannot be zero");
    }
    boolean down = step.signum() < 0;
    BigInteger low = down ? BigInteger.ONE.negate() : BigInteger.ZERO;
    BigInteger high = down ? n.subtract(BigInteger.ONE) : n;
    return PyTuple.of(
        PyInt.of(bound(s.start, n, low, high, down ? high : low)),
        PyInt.of(bound(s.stop, n, low, high, down ? low : high)),
        PyInt.of(step));
  }

  private static BigInteger bound(
      PyObject o, BigInteger n, BigInteger low, BigInteger high, BigInteger standard) {
    if (o == NONE) {
      return standard;
    }
    BigInteger i = Slices.index(o).bigValue();
    if (i.signum() < 0) {
      return i.add(n).max(low);
    }
    return i.min(high);
  }

  PyTuple tuple() {
    return PyTuple.of(start, stop, step);
  }
}
