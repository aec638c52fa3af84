package dev.dormouse.runtime.modules.itertools;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Numbers;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Method;

/** {@code accumulate}. */
@BuiltinType(
    name = "accumulate",
    ops = Accumulate.AccumulateOps.class,
    doc =
        "(iterable, func=None, *, initial=None)\n"
            + "--\n\n"
            + "The running sums of the items, or what another function of two arguments makes of"
            + " them.")
final class Accumulate extends PyObject {
  static final PyType TYPE =
      PyType.builtin("accumulate", PyType.OBJECT, new AccumulateOps(), new AccumulateTable())
          .in("itertools")
          .with(PyType.BASETYPE);

  private final PyObject iterator;

  /** Null for addition. */
  private final PyObject function;

  /** Null before the first item. */
  private PyObject total;

  /** What comes before the first item; null if nothing does, or it is out. */
  private PyObject initial;

  private Accumulate(PyType type, PyObject iterator, PyObject function, PyObject initial) {
    super(type);
    this.iterator = iterator;
    this.function = function;
    this.initial = initial;
  }

  @Method(name = "__reduce__", doc = "Return state information for pickling.")
  static PyObject reduce(Accumulate a) {
    PyObject f = a.function == null ? NONE : a.function;
    if (a.initial != null) {
      PyObject it = Chain.of(PyTuple.of(a.initial), a.iterator);
      return PyTuple.of(a.type, PyTuple.of(it, f), NONE);
    }
    if (a.total == NONE) {
      // A state of None would read as "none yet".
      PyObject it = Chain.of(PyTuple.of(NONE), a.iterator);
      PyObject again = new Accumulate(a.type, it, a.function, null);
      return PyTuple.of(ISlice.TYPE, PyTuple.of(again, PyInt.ONE, NONE));
    }
    return PyTuple.of(a.type, PyTuple.of(a.iterator, f), a.total == null ? NONE : a.total);
  }

  @Method(
      name = "__setstate__",
      signature = "(state, /)",
      doc = "Set state information for unpickling.")
  static void setState(Accumulate a, PyObject state) {
    a.total = state;
  }

  /** The slots of {@code accumulate}. */
  static final class AccumulateOps extends Ops {
    @Override
    public PyObject iter(PyObject o) {
      return o;
    }

    @Override
    public PyObject next(PyObject o) {
      Accumulate a = (Accumulate) o;
      if (a.initial != null) {
        a.total = a.initial;
        a.initial = null;
        return a.total;
      }
      PyObject item = Abstract.next(a.iterator);
      if (item == null) {
        return null;
      }
      if (a.total == null) {
        a.total = item;
      } else {
        a.total =
            a.function == null
                ? Numbers.add(a.total, item)
                : Abstract.call(a.function, a.total, item);
      }
      return a.total;
    }

    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      PyObject[] p =
          ArgParser.parse("accumulate", "iterable\0func\0initial", 0, 2, 1, args, kwnames);
      PyObject initial = p[2] == NONE ? null : p[2];
      return new Accumulate(cls, Abstract.iter(p[0]), p[1] == NONE ? null : p[1], initial);
    }

    @Override
    public PyObject[] referents(PyObject o) {
      Accumulate a = (Accumulate) o;
      PyObject[] all = {a.iterator, a.function, a.total, a.initial};
      return ItertoolsModule.present(all);
    }
  }
}
