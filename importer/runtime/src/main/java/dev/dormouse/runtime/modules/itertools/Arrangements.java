package dev.dormouse.runtime.modules.itertools;

import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.objects.Sequences;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Method;

/**
 * {@code combinations}, {@code combinations_with_replacement} and {@code permutations} of the items
 * of one pool.
 */
final class Arrangements extends PyObject {
  private static final int COMBINE = 0;
  private static final int REPLACE = 1;
  private static final int PERMUTE = 2;

  static final PyType COMBINATIONS =
      make("combinations", new ArrangementsOps(COMBINE), new ArrangementsCombinationsTable());

  static final PyType COMBINATIONS_WITH_REPLACEMENT =
      make(
          "combinations_with_replacement",
          new ArrangementsOps(REPLACE),
          new ArrangementsWithReplacementTable());

  static final PyType PERMUTATIONS =
      make("permutations", new ArrangementsOps(PERMUTE), new ArrangementsPermutationsTable());

  private static PyType make(String name, Ops ops, BuiltinTable table) {
    return PyType.builtin(name, PyType.OBJECT, ops, table).in("itertools").with(PyType.BASETYPE);
  }

  private final int kind;
  private final PyObject[] pool;

  /** How many items are taken. */
  private final int r;

  /** Which items are taken; of permutations all, the taken ones first. */
  private int[] indices;

  /** permutations only: how many exchanges each place still has to come. */
  private int[] cycles;

  /** Whether a first tuple was given. */
  private boolean started;

  private boolean stopped;

  private Arrangements(PyType type, int kind, PyObject[] pool, int r) {
    super(type);
    this.kind = kind;
    this.pool = pool;
    this.r = r;
    int n = pool.length;
    stopped = kind == REPLACE ? n == 0 && r > 0 : r > n;
    if (kind == PERMUTE) {
      indices = counting(n);
      cycles = new int[Math.min(r, n)];
      for (int i = 0; i < cycles.length; i++) {
        cycles[i] = n - i;
      }
    } else if (!stopped) {
      indices = kind == COMBINE ? counting(r) : new int[r];
    }
  }

  private static int[] counting(int n) {
    int[] a = new int[n];
    for (int i = 0; i < n; i++) {
      a[i] = i;
    }
    return a;
  }

  static PyTuple tuple(int[] numbers) {
    PyObject[] all = new PyObject[numbers.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = PyInt.of(numbers[i]);
    }
    return PyTuple.of(all);
  }

  private PyTuple current() {
    PyObject[] items = new PyObject[r];
    for (int i = 0; i < r; i++) {
      items[i] = pool[indices[i]];
    }
    return PyTuple.of(items);
  }

  /** Goes to the next combination; false after the last. */
  private boolean combine() {
    int n = pool.length;
    int i = r - 1;
    while (i >= 0 && indices[i] == i + n - r) {
      i--;
    }
    if (i < 0) {
      return false;
    }
    indices[i]++;
    for (int j = i + 1; j < r; j++) {
      indices[j] = indices[j - 1] + 1;
    }
    return true;
  }

  private boolean combineWithReplacement() {
    int i = r - 1;
    while (i >= 0 && indices[i] == pool.length - 1) {
      i--;
    }
    if (i < 0) {
      return false;
    }
    int next = indices[i] + 1;
    for (int j = i; j < r; j++) {
      indices[j] = next;
    }
    return true;
  }

  private boolean permute() {
    int n = pool.length;
    for (int i = r - 1; i >= 0; i--) {
      if (--cycles[i] > 0) {
        int j = n - cycles[i];
        int index = indices[i];
        indices[i] = indices[j];
        indices[j] = index;
        return true;
      }
      // This place is through: its item goes to the end.
      int index = indices[i];
      System.arraycopy(indices, i + 1, indices, i, n - 1 - i);
      indices[n - 1] = index;
      cycles[i] = n - i;
    }
    return false;
  }

  /** The members of {@code combinations}. */
  @BuiltinType(
      name = "combinations",
      ops = ArrangementsOps.class,
      parts = {Members.class},
      doc =
          "(iterable, r)\n"
              + "--\n\n"
              + "All tuples of r items in the order of the iterable, none taken twice.")
  static final class Combinations {
    private Combinations() {}
  }

  /** The members of {@code combinations_with_replacement}. */
  @BuiltinType(
      name = "combinations_with_replacement",
      ops = ArrangementsOps.class,
      parts = {Members.class},
      doc =
          "(iterable, r)\n"
              + "--\n\n"
              + "All tuples of r items in the order of the iterable; one may be taken again.")
  static final class WithReplacement {
    private WithReplacement() {}
  }

  /** The members of {@code permutations}. */
  @BuiltinType(
      name = "permutations",
      ops = ArrangementsOps.class,
      parts = {Members.class},
      doc = "(iterable, r=None)\n--\n\nAll tuples of r items (all, if not given) in every order.")
  static final class Permutations {
    private Permutations() {}
  }

  /** What the three have in common. */
  static final class Members {
    private Members() {}

    @Method(name = "__reduce__", doc = "Return state information for pickling.")
    static PyObject reduce(Arrangements a) {
      if (!a.started) {
        return PyTuple.of(a.type, PyTuple.of(PyTuple.of(a.pool), PyInt.of(a.r)));
      }
      if (a.stopped) {
        return PyTuple.of(a.type, PyTuple.of(PyTuple.EMPTY, PyInt.of(a.r)));
      }
      PyTuple args = PyTuple.of(PyTuple.of(a.pool), PyInt.of(a.r));
      PyTuple indices = tuple(a.indices);
      return PyTuple.of(
          a.type, args, a.kind == PERMUTE ? PyTuple.of(indices, tuple(a.cycles)) : indices);
    }

    @Method(
        name = "__setstate__",
        signature = "(state, /)",
        doc = "Set state information for unpickling.")
    static void setState(Arrangements a, PyObject state) {
      int n = a.pool.length;
      if (a.stopped) {
        return;
      }
      if (a.kind == PERMUTE) {
        PyObject[] parts = ItertoolsModule.state(state, 2, 2);
        PyTuple indices = (PyTuple) ItertoolsModule.part(parts, 0, PyTuple.TYPE);
        PyTuple cycles = (PyTuple) ItertoolsModule.part(parts, 1, PyTuple.TYPE);
        if (indices.items.length != n || cycles.items.length != a.r) {
          throw invalid();
        }
        for (int i = 0; i < n; i++) {
          a.indices[i] = clamp(indices.items[i], 0, n - 1);
        }
        for (int i = 0; i < a.r; i++) {
          a.cycles[i] = clamp(cycles.items[i], 1, n - i);
        }
      } else {
        if (!(state instanceof PyTuple t) || t.items.length != a.r || a.indices == null) {
          throw invalid();
        }
        for (int i = 0; i < a.r; i++) {
          a.indices[i] = clamp(t.items[i], 0, a.kind == COMBINE ? i + n - a.r : n - 1);
        }
      }
      a.started = true;
    }

    private static PyException invalid() {
      return Errors.valueError("invalid arguments");
    }

    private static int clamp(PyObject o, int low, int high) {
      return Math.max(Math.min(Sequences.sizeArgument(o), high), low);
    }

    @Method(name = "__sizeof__", doc = "Returns size in memory, in bytes.")
    static int sizeOf(Arrangements a) {
      return 56 + 8 * a.r;
    }
  }

  /** The slots of all three. */
  static final class ArrangementsOps extends Ops {
    private final int kind;

    ArrangementsOps(int kind) {
      this.kind = kind;
    }

    @Override
    public PyObject iter(PyObject o) {
      return o;
    }

    @Override
    public PyObject next(PyObject o) {
      Arrangements a = (Arrangements) o;
      if (a.stopped) {
        return null;
      }
      if (!a.started) {
        a.started = true;
        return a.current();
      }
      boolean more =
          kind == COMBINE
              ? a.combine()
              : kind == REPLACE ? a.combineWithReplacement() : a.permute();
      if (!more) {
        a.stopped = true;
        return null;
      }
      return a.current();
    }

    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      String name =
          kind == COMBINE
              ? "combinations"
              : kind == REPLACE ? "combinations_with_replacement" : "permutations";
      PyObject[] p =
          ArgParser.parse(name, "iterable\0r", 0, 2, kind == PERMUTE ? 1 : 2, args, kwnames);
      int given = 0;
      if (kind != PERMUTE) {
        given = Sequences.sizeArgument(p[1]);
      }
      PyObject[] pool = PyTuple.from(p[0]).items;
      if (kind == PERMUTE) {
        if (p[1] == null || p[1] == NONE) {
          given = pool.length;
        } else if (p[1] instanceof PyInt) {
          given = Sequences.sizeArgument(p[1]);
        } else {
          throw Errors.typeError("Expected int as r");
        }
      }
      if (given < 0) {
        throw Errors.valueError("r must be non-negative");
      }
      return new Arrangements(cls, kind, pool, given);
    }

    @Override
    public PyObject[] referents(PyObject o) {
      return ((Arrangements) o).pool;
    }
  }
}
