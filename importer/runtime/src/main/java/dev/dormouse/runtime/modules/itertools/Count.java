package dev.dormouse.runtime.modules.itertools;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Numbers;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyComplex;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.objects.Slot;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Method;

/** {@code count}. */
@BuiltinType(
    name = "count",
    ops = Count.CountOps.class,
    doc = "(start=0, step=1)\n--\n\nCounts for ever, from start in steps: numbers of any kind.")
final class Count extends PyObject {
  static final PyType TYPE =
      PyType.builtin("count", PyType.OBJECT, new CountOps(), new CountTable())
          .in("itertools")
          .with(PyType.BASETYPE);

  /** The next number. */
  private PyObject number;

  private final PyObject step;

  private Count(PyType type, PyObject number, PyObject step) {
    super(type);
    this.number = number;
    this.step = step;
  }

  private boolean stepIsOne() {
    return step instanceof PyInt i && !i.isBig() && i.longValue() == 1;
  }

  @Method(name = "__reduce__", doc = "Return state information for pickling.")
  static PyObject reduce(Count c) {
    boolean plain = c.number.type == PyInt.TYPE && c.stepIsOne();
    return PyTuple.of(c.type, plain ? PyTuple.of(c.number) : PyTuple.of(c.number, c.step));
  }

  /** The slots of {@code count}. */
  static final class CountOps extends Ops {
    @Override
    public PyObject iter(PyObject o) {
      return o;
    }

    @Override
    public PyObject next(PyObject o) {
      Count c = (Count) o;
      PyObject n = c.number;
      if (n.type == PyInt.TYPE && c.step == PyInt.ONE) {
        PyInt i = (PyInt) n;
        if (!i.isBig() && i.longValue() != Long.MAX_VALUE) {
          c.number = PyInt.of(i.longValue() + 1);
          return n;
        }
      }
      c.number = Numbers.add(n, c.step);
      return n;
    }

    @Override
    public PyObject repr(PyObject o) {
      Count c = (Count) o;
      String s = c.type.name() + "(" + Abstract.repr(c.number).value();
      return PyStr.of(c.stepIsOne() ? s + ")" : s + ", " + Abstract.repr(c.step).value() + ")");
    }

    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      PyObject[] p = ArgParser.parse("count", "start\0step", 0, 2, 0, args, kwnames);
      if (p[0] != null && !isNumber(p[0]) || p[1] != null && !isNumber(p[1])) {
        throw Errors.typeError("a number is required");
      }
      PyObject start = p[0] == null ? PyInt.ZERO : p[0];
      PyObject step = p[1] == null ? PyInt.ONE : p[1];
      boolean byOne = step instanceof PyInt one && !one.isBig() && one.longValue() == 1;
      if (byOne && start instanceof PyInt number && !number.isBig()) {
        // CPython counts in a C integer then, which forgets the subclass.
        start = PyInt.of(number.longValue());
      }
      return new Count(cls, start, step);
    }

    private static boolean isNumber(PyObject o) {
      PyType t = o.type;
      return t.has(Slot.INDEX) || t.has(Slot.INT) || t.has(Slot.FLOAT) || o instanceof PyComplex;
    }

    @Override
    public PyObject[] referents(PyObject o) {
      Count c = (Count) o;
      return new PyObject[] {c.number, c.step};
    }
  }
}
