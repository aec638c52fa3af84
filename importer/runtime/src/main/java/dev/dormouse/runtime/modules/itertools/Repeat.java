package dev.dormouse.runtime.modules.itertools;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Method;

/** {@code repeat}. */
@BuiltinType(
    name = "repeat",
    ops = Repeat.RepeatOps.class,
    doc = "repeat(object [,times]) -> the same object for ever, or so many times.")
final class Repeat extends PyObject {
  static final PyType TYPE =
      PyType.builtin("repeat", PyType.OBJECT, new RepeatOps(), new RepeatTable())
          .in("itertools")
          .with(PyType.BASETYPE);

  private final PyObject object;

  /** How many are left; -1 for no end. */
  private long left;

  private Repeat(PyType type, PyObject object, long left) {
    super(type);
    this.object = object;
    this.left = left;
  }

  @Method(name = "__reduce__", doc = "Return state information for pickling.")
  static PyObject reduce(Repeat r) {
    PyTuple args = r.left < 0 ? PyTuple.of(r.object) : PyTuple.of(r.object, PyInt.of(r.left));
    return PyTuple.of(r.type, args);
  }

  @Method(name = "__length_hint__", doc = "How many are left.")
  static long lengthHint(Repeat r) {
    if (r.left < 0) {
      throw Errors.typeError("len() of unsized object");
    }
    return r.left;
  }

  /** The slots of {@code repeat}. */
  static final class RepeatOps extends Ops {
    @Override
    public PyObject iter(PyObject o) {
      return o;
    }

    @Override
    public PyObject next(PyObject o) {
      Repeat r = (Repeat) o;
      if (r.left == 0) {
        return null;
      }
      if (r.left > 0) {
        r.left--;
      }
      return r.object;
    }

    @Override
    public PyObject repr(PyObject o) {
      Repeat r = (Repeat) o;
      String s = r.type.name() + "(" + Abstract.repr(r.object).value();
      return PyStr.of(r.left < 0 ? s + ")" : s + ", " + r.left + ")");
    }

    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      int keywords = kwnames == null ? 0 : kwnames.length;
      if (args.length == keywords && (keywords == 0 || !isNamed(kwnames, "object"))) {
        throw Errors.typeError("repeat() missing required argument 'object' (pos 1)");
      }
      PyObject[] p = ArgParser.parse("repeat", "object\0times", 0, 2, 1, args, kwnames);
      long times = -1;
      if (p[1] != null) {
        PyInt n = Abstract.index(p[1]);
        if (n.isBig()) {
          throw Errors.overflowError("Python int too large to convert to C ssize_t");
        }
        times = Math.max(0, n.longValue());
      }
      return new Repeat(cls, p[0], times);
    }

    private static boolean isNamed(PyStr[] kwnames, String name) {
      for (PyStr k : kwnames) {
        if (k.value().equals(name)) {
          return true;
        }
      }
      return false;
    }

    @Override
    public PyObject[] referents(PyObject o) {
      return new PyObject[] {((Repeat) o).object};
    }
  }
}
