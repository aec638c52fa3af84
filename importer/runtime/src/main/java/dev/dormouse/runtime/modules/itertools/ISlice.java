package dev.dormouse.runtime.modules.itertools;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Method;

/** {@code islice}. */
@BuiltinType(
    name = "islice",
    ops = ISlice.ISliceOps.class,
    doc =
        "islice(iterable, stop) --> islice object\n"
            + "islice(iterable, start, stop[, step]) --> islice object\n\n"
            + "The items that a slice would select, without the negative numbers.")
final class ISlice extends PyObject {
  static final PyType TYPE =
      PyType.builtin("islice", PyType.OBJECT, new ISliceOps(), new ISliceTable())
          .in("itertools")
          .with(PyType.BASETYPE);

  /** Null once exhausted. */
  private PyObject iterator;

  /** The index of the item that comes next, and of the one behind the last; -1 for no end. */
  private long next;

  private final long stop;
  private final long step;

  /** How many items were taken from the iterator. */
  private long taken;

  private ISlice(PyType type, PyObject iterator, long start, long stop, long step) {
    super(type);
    this.iterator = iterator;
    this.next = start;
    this.stop = stop;
    this.step = step;
  }

  @Method(name = "__reduce__", doc = "Return state information for pickling.")
  static PyObject reduce(ISlice s) {
    if (s.iterator == null) {
      PyObject empty = Abstract.iter(PyTuple.EMPTY);
      return PyTuple.of(s.type, PyTuple.of(empty, PyInt.ZERO), PyInt.ZERO);
    }
    PyObject stop = s.stop < 0 ? NONE : PyInt.of(s.stop);
    return PyTuple.of(
        s.type,
        PyTuple.of(s.iterator, PyInt.of(s.next), stop, PyInt.of(s.step)),
        PyInt.of(s.taken));
  }

  @Method(
      name = "__setstate__",
      signature = "(state, /)",
      doc = "Set state information for unpickling.")
  static void setState(ISlice s, PyObject state) {
    if (!(state instanceof PyInt)) {
      throw Errors.typeError("an integer is required");
    }
    s.taken = Abstract.toJavaLong(state);
  }

  /** The slots of {@code islice}. */
  static final class ISliceOps extends Ops {
    @Override
    public PyObject iter(PyObject o) {
      return o;
    }

    @Override
    public PyObject next(PyObject o) {
      ISlice s = (ISlice) o;
      PyObject it = s.iterator;
      if (it == null) {
        return null;
      }
      while (s.taken < s.next) {
        if (Abstract.next(it) == null) {
          s.iterator = null;
          return null;
        }
        s.taken++;
      }
      if (s.stop >= 0 && s.taken >= s.stop) {
        s.iterator = null;
        return null;
      }
      PyObject item = Abstract.next(it);
      if (item == null) {
        s.iterator = null;
        return null;
      }
      s.taken++;
      long old = s.next;
      s.next += s.step;
      if (s.next < old || s.stop >= 0 && s.next > s.stop) {
        s.next = s.stop;
      }
      return item;
    }

    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      PyObject[] p = ArgParser.positionalForNew(TYPE, cls, args, kwnames);
      ArgParser.positional(null, "islice", p, null, 2, 4);
      long start = 0;
      long stop;
      long step = 1;
      if (p.length == 2) {
        stop = stop(p[1]);
      } else {
        start = p[1] == NONE ? 0 : asLong(p[1]);
        stop = stop(p[2]);
      }
      if (start < 0 || stop < -1) {
        throw outOfRange("Indices for islice()");
      }
      if (p.length == 4 && p[3] != NONE) {
        step = asLong(p[3]);
        if (step < 1) {
          throw Errors.valueError("Step for islice() must be a positive integer or None.");
        }
      }
      return new ISlice(cls, Abstract.iter(p[0]), start, stop, step);
    }

    /** -1 for None; other negative numbers are refused together with those of the start. */
    private static long stop(PyObject o) {
      if (o == NONE) {
        return -1;
      }
      long n = asLong(o);
      if (n == -1) {
        throw outOfRange("Stop argument for islice()");
      }
      return n;
    }

    private static PyException outOfRange(String what) {
      return Errors.valueError(what + " must be None or an integer: 0 <= x <= sys.maxsize.");
    }

    /** -1 for what is no index, or too large. */
    private static long asLong(PyObject o) {
      try {
        PyInt i = Abstract.index(o);
        return i.isBig() ? -1 : i.longValue();
      } catch (PyException e) {
        return -1;
      }
    }

    @Override
    public PyObject[] referents(PyObject o) {
      PyObject it = ((ISlice) o).iterator;
      return it == null ? NO_ARGS : new PyObject[] {it};
    }
  }
}
