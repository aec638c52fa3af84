package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Method;
import java.math.BigInteger;

/** The iterator of a range too large for {@link PyRangeIterator}. */
@BuiltinType(name = "longrange_iterator", ops = PyLongRangeIterator.LongRangeIteratorOps.class)
final class PyLongRangeIterator extends PyObject {
  static final PyType TYPE =
      PyType.builtin(
          "longrange_iterator",
          PyType.OBJECT,
          new LongRangeIteratorOps(),
          new PyLongRangeIteratorTable());

  private final PyRange range;

  /** How many items came already. */
  private BigInteger index = BigInteger.ZERO;

  PyLongRangeIterator(PyRange range) {
    super(TYPE);
    this.range = range;
  }

  @Method(name = "__length_hint__", doc = "How many items are left.")
  static PyObject lengthHint(PyLongRangeIterator it) {
    return PyInt.of(it.range.length.bigValue().subtract(it.index));
  }

  @Method(name = "__reduce__", doc = "For pickling.")
  static PyObject reduce(PyLongRangeIterator it) {
    PyRange r = it.range;
    BigInteger stop = r.start.bigValue().add(r.length.bigValue().multiply(r.step.bigValue()));
    PyRange range = new PyRange(r.start, PyInt.of(stop), r.step);
    return PyTuple.of(Interpreter.current().builtin("iter"), PyTuple.of(range), PyInt.of(it.index));
  }

  @Method(name = "__setstate__", signature = "(state, /)", doc = "For unpickling.")
  static void setState(PyLongRangeIterator it, PyObject state) {
    it.index =
        Abstract.index(state).bigValue().max(BigInteger.ZERO).min(it.range.length.bigValue());
  }

  /** The slots of {@code longrange_iterator}. */
  static final class LongRangeIteratorOps extends Ops {
    @Override
    public PyObject iter(PyObject o) {
      return o;
    }

    @Override
    public PyObject next(PyObject o) {
      PyLongRangeIterator it = (PyLongRangeIterator) o;
      if (it.index.compareTo(it.range.length.bigValue()) >= 0) {
        return null;
      }
      PyInt item = it.range.item(PyInt.of(it.index));
      it.index = it.index.add(BigInteger.ONE);
      return item;
    }
  }
}
