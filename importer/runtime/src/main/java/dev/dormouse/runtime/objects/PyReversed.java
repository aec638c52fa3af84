package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Method;

/** {@code reversed} of a sequence without a {@code __reversed__} of its own. */
@BuiltinType(
    name = "reversed",
    ops = PyReversed.ReversedOps.class,
    doc = "(sequence, /)\n--\n\nReturn a reverse iterator over the values of the given sequence.")
public final class PyReversed extends PyObject {
  public static final PyType TYPE =
      PyType.builtin("reversed", PyType.OBJECT, new ReversedOps(), new PyReversedTable())
          .with(PyType.BASETYPE);

  /** Null once exhausted. */
  private PyObject sequence;

  /** The next item's. */
  private int index;

  private PyReversed(PyType type, PyObject sequence, int length) {
    super(type);
    this.sequence = sequence;
    this.index = length - 1;
  }

  @Method(name = "__length_hint__", doc = "How many items are left.")
  static int lengthHint(PyReversed r) {
    if (r.sequence == null) {
      return 0;
    }
    int n = Abstract.length(r.sequence);
    return n < r.index + 1 ? 0 : r.index + 1;
  }

  @Method(name = "__reduce__", doc = "Return state information for pickling.")
  static PyObject reduce(PyReversed r) {
    return r.sequence == null
        ? PyTuple.of(r.type, PyTuple.of(PyTuple.EMPTY))
        : PyTuple.of(r.type, PyTuple.of(r.sequence), PyInt.of(r.index));
  }

  @Method(
      name = "__setstate__",
      signature = "(state, /)",
      doc = "Set state information for unpickling.")
  static void setState(PyReversed r, PyObject state) {
    int i = Sequences.stateArgument(state);
    if (r.sequence != null) {
      r.index = Math.min(Math.max(i, -1), Abstract.length(r.sequence) - 1);
    }
  }

  /** The slots of {@code reversed}. */
  static final class ReversedOps extends Ops {
    @Override
    public PyObject iter(PyObject o) {
      return o;
    }

    @Override
    public PyObject next(PyObject o) {
      PyReversed r = (PyReversed) o;
      if (r.index >= 0 && r.sequence != null) {
        try {
          PyObject item = Abstract.getItem(r.sequence, PyInt.of(r.index));
          r.index--;
          return item;
        } catch (PyException e) {
          if (!e.matches(Exceptions.IndexError) && !e.matches(Exceptions.StopIteration)) {
            throw e;
          }
        }
      }
      r.index = -1;
      r.sequence = null;
      return null;
    }

    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      args = ArgParser.positionalForNew(TYPE, cls, args, kwnames);
      ArgParser.positional(null, "reversed", args, null, 1, 1);
      PyObject o = args[0];
      PyObject method = Abstract.lookupSpecial(o, Names.REVERSED);
      if (method != null && method != NONE) {
        return Abstract.call(method);
      }
      if (method == NONE || !Abstract.isSequence(o)) {
        throw Errors.typeError("'" + o.type.name() + "' object is not reversible");
      }
      return new PyReversed(cls, o, Abstract.length(o));
    }

    @Override
    public PyObject[] referents(PyObject o) {
      PyObject s = ((PyReversed) o).sequence;
      return s == null ? NO_ARGS : new PyObject[] {s};
    }
  }
}
