package dev.dormouse.runtime.objects;

import java.math.BigInteger;

/** The slots of {@code range}. */
final class RangeOps extends Ops {
  @Override
  public int length(PyObject o) {
    long n = ((PyRange) o).size();
    if (n > Integer.MAX_VALUE) {
      // Builtin len() asks size() instead.
      throw Errors.overflowError("Python int too large to convert to C ssize_t");
    }
    return (int) n;
  }

  @Override
  public boolean bool(PyObject o) {
    return !((PyRange) o).length.isZero();
  }

  @Override
  public PyObject getItem(PyObject o, PyObject key) {
    PyRange r = (PyRange) o;
    if (key instanceof PySlice slice) {
      PyTuple indices = (PyTuple) PySlice.indices(slice, r.length);
      BigInteger step = r.step.bigValue();
      BigInteger base = r.start.bigValue();
      BigInteger from = ((PyInt) indices.items[0]).bigValue();
      BigInteger to = ((PyInt) indices.items[1]).bigValue();
      BigInteger by = ((PyInt) indices.items[2]).bigValue();
      return new PyRange(
          PyInt.of(base.add(from.multiply(step))),
          PyInt.of(base.add(to.multiply(step))),
          PyInt.of(by.multiply(step)));
    }
    if (!Abstract.hasIndex(key)) {
      throw Errors.typeError("range indices must be integers or slices, not " + key.type.name());
    }
    PyInt i = Abstract.index(key);
    if (i.big == null && r.length.big == null) {
      long at = i.value < 0 ? i.value + r.length.value : i.value;
      if (at < 0 || at >= r.length.value) {
        throw outOfRange();
      }
      return r.item(PyInt.of(at));
    }
    BigInteger at = i.bigValue();
    if (at.signum() < 0) {
      at = at.add(r.length.bigValue());
    }
    if (at.signum() < 0 || at.compareTo(r.length.bigValue()) >= 0) {
      throw outOfRange();
    }
    return r.item(PyInt.of(at));
  }

  private static PyException outOfRange() {
    return Errors.indexError("range object index out of range");
  }

  @Override
  public boolean contains(PyObject o, PyObject item) {
    return PyRange.isPlainInt(item)
        ? ((PyRange) o).has((PyInt) item)
        : Abstract.iterContains(o, item);
  }

  @Override
  public PyObject iter(PyObject o) {
    PyRange r = (PyRange) o;
    return r.fast ? new PyRangeIterator(r) : new PyLongRangeIterator(r);
  }

  @Override
  public PyObject repr(PyObject o) {
    PyRange r = (PyRange) o;
    String s = "range(" + Abstract.repr(r.start).value() + ", " + Abstract.repr(r.stop).value();
    boolean one = r.step.big == null && r.step.value == 1;
    return PyStr.of(one ? s + ")" : s + ", " + Abstract.repr(r.step).value() + ")");
  }

  @Override
  public PyObject richCompare(PyObject v, PyObject w, int op) {
    if (op != Abstract.EQ && op != Abstract.NE
        || !(v instanceof PyRange a)
        || !(w instanceof PyRange b)) {
      return PyObject.NOT_IMPLEMENTED;
    }
    boolean equal = a == b || Abstract.equal(essence(a), essence(b));
    return PyBool.of(equal == (op == Abstract.EQ));
  }

  @Override
  public long hash(PyObject o) {
    return Abstract.hash(essence((PyRange) o));
  }

  /** What two ranges with the same items have in common. */
  private static PyTuple essence(PyRange r) {
    boolean none = r.length.isZero();
    boolean one = r.length.big == null && r.length.value == 1;
    return PyTuple.of(
        r.length, none ? PyObject.NONE : r.start, none || one ? PyObject.NONE : r.step);
  }

  @Override
  public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
    ArgParser.noKeywords(null, "range", kwnames);
    ArgParser.positional(null, "range", args, null, 1, 3);
    if (args.length == 1) {
      return new PyRange(PyInt.ZERO, exact(args[0]), PyInt.ONE);
    }
    PyInt start = exact(args[0]);
    PyInt stop = exact(args[1]);
    PyInt step = args.length == 3 ? exact(args[2]) : PyInt.ONE;
    if (step.isZero()) {
      throw Errors.valueError("range() arg 3 must not be zero");
    }
    return new PyRange(start, stop, step);
  }

  private static PyInt exact(PyObject o) {
    PyInt i = Abstract.index(o);
    return i.type == PyInt.TYPE ? i : PyInt.of(i.bigValue());
  }
}
