package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Method;

/** The iterator of a range whose numbers and length fit longs. */
@BuiltinType(name = "range_iterator", ops = PyRangeIterator.RangeIteratorOps.class)
public final class PyRangeIterator extends PyObject {
  public static final PyType TYPE =
      PyType.builtin(
          "range_iterator", PyType.OBJECT, new RangeIteratorOps(), new PyRangeIteratorTable());

  private final long start;
  private final long step;
  private final long length;

  /** How many items came already. */
  private long index;

  PyRangeIterator(long start, long step, long length) {
    super(TYPE);
    this.start = start;
    this.step = step;
    this.length = length;
  }

  PyRangeIterator(PyRange r) {
    this(r.start.value, r.step.value, r.length.value);
  }

  @Method(name = "__length_hint__", doc = "How many items are left.")
  static long lengthHint(PyRangeIterator it) {
    return it.length - it.index;
  }

  @Method(name = "__reduce__", doc = "For pickling.")
  static PyObject reduce(PyRangeIterator it) {
    long stop = it.start + it.length * it.step;
    if (it.length > 0 && (it.step > 0 ? stop < it.start : stop > it.start)) {
      // The first number beyond the last item is no long; the greatest long ends the range as well.
      stop = it.step > 0 ? Long.MAX_VALUE : Long.MIN_VALUE;
    }
    PyRange range = PyRange.of(it.start, stop, it.step);
    return PyTuple.of(Interpreter.current().builtin("iter"), PyTuple.of(range), PyInt.of(it.index));
  }

  @Method(name = "__setstate__", signature = "(state, /)", doc = "For unpickling.")
  static void setState(PyRangeIterator it, long state) {
    it.index = Math.min(Math.max(state, 0), it.length);
  }

  /** The slots of {@code range_iterator}. */
  static final class RangeIteratorOps extends Ops {
    @Override
    public PyObject iter(PyObject o) {
      return o;
    }

    @Override
    public PyObject next(PyObject o) {
      PyRangeIterator it = (PyRangeIterator) o;
      long i = it.index;
      if (i >= it.length) {
        return null;
      }
      it.index = i + 1;
      return PyInt.of(it.start + i * it.step);
    }
  }
}
