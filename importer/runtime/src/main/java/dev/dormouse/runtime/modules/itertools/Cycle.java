package dev.dormouse.runtime.modules.itertools;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Method;

/** {@code cycle}. */
@BuiltinType(
    name = "cycle",
    ops = Cycle.CycleOps.class,
    doc = "(iterable, /)\n--\n\nThe items of the iterable, again and again.")
final class Cycle extends PyObject {
  static final PyType TYPE =
      PyType.builtin("cycle", PyType.OBJECT, new CycleOps(), new CycleTable())
          .in("itertools")
          .with(PyType.BASETYPE);

  /** The first time round; null afterwards. */
  private PyObject iterator;

  /** What came the first time round. */
  private PyList saved = new PyList();

  /** The next item of {@link #saved} once {@link #iterator} is used up. */
  private int index;

  /**
   * Unpickled in the middle of a later round: {@link #saved} is complete although an iterator is
   * there.
   */
  private boolean complete;

  private Cycle(PyType type, PyObject iterator) {
    super(type);
    this.iterator = iterator;
  }

  @Method(name = "__reduce__", doc = "Return state information for pickling.")
  static PyObject reduce(Cycle c) {
    if (c.iterator == null) {
      PyObject it = Abstract.iter(c.saved);
      if (c.index > 0) {
        Abstract.callMethod(it, "__setstate__", PyInt.of(c.index));
      }
      return PyTuple.of(c.type, PyTuple.of(it), PyTuple.of(c.saved, PyBool.TRUE));
    }
    return PyTuple.of(c.type, PyTuple.of(c.iterator), PyTuple.of(c.saved, PyBool.of(c.complete)));
  }

  @Method(
      name = "__setstate__",
      signature = "(state, /)",
      doc = "Set state information for unpickling.")
  static void setState(Cycle c, PyObject state) {
    PyObject[] parts = ItertoolsModule.state(state, 2, 2);
    PyList saved = (PyList) ItertoolsModule.part(parts, 0, PyList.TYPE);
    c.complete = Abstract.toJavaInt(parts[1]) != 0;
    c.saved = saved;
    c.index = 0;
  }

  /** The slots of {@code cycle}. */
  static final class CycleOps extends Ops {
    @Override
    public PyObject iter(PyObject o) {
      return o;
    }

    @Override
    public PyObject next(PyObject o) {
      Cycle c = (Cycle) o;
      if (c.iterator != null) {
        PyObject item = Abstract.next(c.iterator);
        if (item != null) {
          if (!c.complete) {
            c.saved.add(item);
          }
          return item;
        }
        c.iterator = null;
      }
      if (c.saved.size() == 0) {
        return null;
      }
      PyObject item = c.saved.get(c.index++);
      if (c.index >= c.saved.size()) {
        c.index = 0;
      }
      return item;
    }

    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      PyObject[] p = ArgParser.positionalForNew(TYPE, cls, args, kwnames);
      ArgParser.positional(null, "cycle", p, null, 1, 1);
      return new Cycle(cls, Abstract.iter(p[0]));
    }

    @Override
    public PyObject[] referents(PyObject o) {
      Cycle c = (Cycle) o;
      return c.iterator == null ? new PyObject[] {c.saved} : new PyObject[] {c.iterator, c.saved};
    }
  }
}
