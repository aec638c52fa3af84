package dev.dormouse.runtime.modules.itertools;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.ItemArrays;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Method;

/**
 * The iterators made of a function (or selectors) and one other iterator; they differ in {@link
 * SelectionOps#next}.
 */
final class Selection extends PyObject {
  private static final int TAKE = 0;
  private static final int DROP = 1;
  private static final int FALSE = 2;
  private static final int STAR = 3;
  private static final int PICK = 4;

  static final PyType TAKEWHILE =
      make("takewhile", new SelectionOps(TAKE), new SelectionTakeWhileTable());
  static final PyType DROPWHILE =
      make("dropwhile", new SelectionOps(DROP), new SelectionDropWhileTable());
  static final PyType FILTERFALSE =
      make("filterfalse", new SelectionOps(FALSE), new SelectionFilterFalseTable());
  static final PyType STARMAP =
      make("starmap", new SelectionOps(STAR), new SelectionStarMapTable());
  static final PyType COMPRESS =
      make("compress", new SelectionOps(PICK), new SelectionCompressTable());

  private static PyType make(
      String name, Ops ops, dev.dormouse.runtime.objects.BuiltinTable table) {
    return PyType.builtin(name, PyType.OBJECT, ops, table).in("itertools").with(PyType.BASETYPE);
  }

  /** For {@code compress} the iterator over the selectors. */
  private final PyObject function;

  private final PyObject iterator;

  /** takewhile: the end was reached; dropwhile: the dropping is over. */
  private boolean switched;

  private Selection(PyType type, PyObject function, PyObject iterator) {
    super(type);
    this.function = function;
    this.iterator = iterator;
  }

  /** Members of {@code takewhile}. */
  @BuiltinType(
      name = "takewhile",
      ops = SelectionOps.class,
      parts = {State.class},
      doc =
          "(predicate, iterable, /)\n"
              + "--\n\n"
              + "The items of the iterable up to the first for which the predicate is false.")
  static final class TakeWhile {
    private TakeWhile() {}
  }

  /** Members of {@code dropwhile}. */
  @BuiltinType(
      name = "dropwhile",
      ops = SelectionOps.class,
      parts = {State.class},
      doc =
          "(predicate, iterable, /)\n"
              + "--\n\n"
              + "The items of the iterable from the first on for which the predicate is false.")
  static final class DropWhile {
    private DropWhile() {}
  }

  /** Members of {@code filterfalse}. */
  @BuiltinType(
      name = "filterfalse",
      ops = SelectionOps.class,
      parts = {Stateless.class},
      doc =
          "(function, iterable, /)\n"
              + "--\n\n"
              + "The items of the iterable for which the function is false; with None, those that"
              + " are false themselves.")
  static final class FilterFalse {
    private FilterFalse() {}
  }

  /** Members of {@code starmap}. */
  @BuiltinType(
      name = "starmap",
      ops = SelectionOps.class,
      parts = {Stateless.class},
      doc =
          "(function, iterable, /)\n"
              + "--\n\n"
              + "What the function gives for each item of the iterable, which holds its arguments.")
  static final class StarMap {
    private StarMap() {}
  }

  /** Members of {@code compress}. */
  @BuiltinType(
      name = "compress",
      ops = SelectionOps.class,
      doc =
          "(data, selectors)\n--\n\nThe items of data whose selector, at the same place, is true.")
  static final class Compress {
    private Compress() {}

    @Method(name = "__reduce__", doc = "Return state information for pickling.")
    static PyObject reduceCompress(Selection s) {
      return PyTuple.of(s.type, PyTuple.of(s.iterator, s.function));
    }
  }

  /** Pickling of those without a state. */
  static final class Stateless {
    private Stateless() {}

    @Method(name = "__reduce__", doc = "Return state information for pickling.")
    static PyObject reduceStateless(Selection s) {
      return PyTuple.of(s.type, PyTuple.of(s.function, s.iterator));
    }
  }

  /** Pickling of those with a state. */
  static final class State {
    private State() {}

    @Method(name = "__reduce__", doc = "Return state information for pickling.")
    static PyObject reduceState(Selection s) {
      PyObject state = s.switched ? PyInt.ONE : PyInt.ZERO;
      return PyTuple.of(s.type, PyTuple.of(s.function, s.iterator), state);
    }

    @Method(
        name = "__setstate__",
        signature = "(state, /)",
        doc = "Set state information for unpickling.")
    static void setState(Selection s, boolean state) {
      s.switched = state;
    }
  }

  /** The slots of all of them. */
  static final class SelectionOps extends Ops {
    private final int kind;

    SelectionOps(int kind) {
      this.kind = kind;
    }

    @Override
    public PyObject iter(PyObject o) {
      return o;
    }

    @Override
    public PyObject next(PyObject o) {
      Selection s = (Selection) o;
      return switch (kind) {
        case TAKE -> take(s);
        case DROP -> drop(s);
        case FALSE -> nextFalse(s);
        case STAR -> star(s);
        default -> pick(s);
      };
    }

    private static PyObject take(Selection s) {
      if (s.switched) {
        return null;
      }
      PyObject item = Abstract.next(s.iterator);
      if (item == null) {
        return null;
      }
      if (Abstract.isTrue(Abstract.call(s.function, item))) {
        return item;
      }
      s.switched = true;
      return null;
    }

    private static PyObject drop(Selection s) {
      while (true) {
        PyObject item = Abstract.next(s.iterator);
        if (item == null || s.switched) {
          return item;
        }
        if (!Abstract.isTrue(Abstract.call(s.function, item))) {
          s.switched = true;
          return item;
        }
      }
    }

    private static PyObject nextFalse(Selection s) {
      boolean itself = s.function == NONE || s.function == PyBool.TYPE;
      while (true) {
        PyObject item = Abstract.next(s.iterator);
        if (item == null || !Abstract.isTrue(itself ? item : Abstract.call(s.function, item))) {
          return item;
        }
      }
    }

    private static PyObject star(Selection s) {
      PyObject args = Abstract.next(s.iterator);
      if (args == null) {
        return null;
      }
      return Abstract.call(s.function, ItemArrays.copy(PyTuple.from(args).items), null);
    }

    private static PyObject pick(Selection s) {
      while (true) {
        PyObject item = Abstract.next(s.iterator);
        if (item == null) {
          return null;
        }
        PyObject selector = Abstract.next(s.function);
        if (selector == null) {
          return null;
        }
        if (Abstract.isTrue(selector)) {
          return item;
        }
      }
    }

    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      if (kind == PICK) {
        PyObject[] p = ArgParser.parse("compress", "data\0selectors", 0, 2, 2, args, kwnames);
        PyObject data = Abstract.iter(p[0]);
        return new Selection(cls, Abstract.iter(p[1]), data);
      }
      PyType builtin =
          kind == TAKE
              ? TAKEWHILE
              : kind == DROP ? DROPWHILE : kind == FALSE ? FILTERFALSE : STARMAP;
      PyObject[] p = ArgParser.positionalForNew(builtin, cls, args, kwnames);
      ArgParser.positional(null, builtin.name(), p, null, 2, 2);
      return new Selection(cls, p[0], Abstract.iter(p[1]));
    }

    @Override
    public PyObject[] referents(PyObject o) {
      Selection s = (Selection) o;
      return new PyObject[] {s.function, s.iterator};
    }
  }
}
