package dev.dormouse.runtime.modules.itertools;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.ItemArrays;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Method;

/**
 * An iterator made by {@code tee}. Copies share a chain of {@link Data} blocks with the items so
 * far; a block that no copy needs any more is garbage.
 */
@BuiltinType(
    name = "_tee",
    ops = Tee.TeeOps.class,
    doc = "(iterable, /)\n--\n\nIterator wrapped to make it copyable.")
final class Tee extends PyObject {
  static final PyType TYPE =
      PyType.builtin("_tee", PyType.OBJECT, new TeeOps(), new TeeTable())
          .in("itertools")
          .withWeakrefs();

  private static final int BLOCK = 57;

  private Data data;

  /** The next item's in {@link #data}. */
  private int index;

  private Tee(Data data, int index) {
    super(TYPE);
    this.data = data;
    this.index = index;
  }

  static PyObject split(PyObject iterable, int count) {
    if (count == 0) {
      return PyTuple.EMPTY;
    }
    PyObject it = Abstract.iter(iterable);
    PyStr copyName = PyStr.interned("__copy__");
    PyObject copy = Abstract.getAttributeOrNull(it, copyName);
    if (copy == null) {
      it = from(it);
      copy = Abstract.getAttribute(it, copyName);
    }
    PyObject[] all = new PyObject[count];
    all[0] = it;
    for (int i = 1; i < count; i++) {
      all[i] = Abstract.call(copy);
    }
    return PyTuple.of(all);
  }

  private static Tee from(PyObject iterable) {
    PyObject it = Abstract.iter(iterable);
    return it instanceof Tee t ? new Tee(t.data, t.index) : new Tee(new Data(it), 0);
  }

  @Method(name = "__copy__", doc = "Returns an independent iterator.")
  static PyObject copy(Tee t) {
    return new Tee(t.data, t.index);
  }

  @Method(name = "__reduce__", doc = "Return state information for pickling.")
  static PyObject reduce(Tee t) {
    return PyTuple.of(t.type, PyTuple.of(PyTuple.EMPTY), PyTuple.of(t.data, PyInt.of(t.index)));
  }

  @Method(
      name = "__setstate__",
      signature = "(state, /)",
      doc = "Set state information for unpickling.")
  static void setState(Tee t, PyObject state) {
    PyObject[] parts = ItertoolsModule.state(state, 2, 2);
    Data data = (Data) ItertoolsModule.part(parts, 0, Data.TYPE);
    int index = Abstract.toJavaInt(parts[1]);
    if (index < 0 || index > BLOCK) {
      throw Errors.valueError("Index out of range");
    }
    t.data = data;
    t.index = index;
  }

  /** Some consecutive items ({@code _tee_dataobject}). */
  @BuiltinType(
      name = "_tee_dataobject",
      ops = DataOps.class,
      doc = "teedataobject(iterable, values, next, /)")
  static final class Data extends PyObject {
    static final PyType TYPE =
        PyType.builtin("_tee_dataobject", PyType.OBJECT, new DataOps(), new TeeDataTable())
            .in("itertools");

    private final PyObject iterator;
    private PyObject[] values = new PyObject[8];
    private int size;

    /** The block after this one; null while there is none. */
    private Data next;

    private boolean running;

    Data(PyObject iterator) {
      super(TYPE);
      this.iterator = iterator;
    }

    private PyObject item(int i) {
      if (i < size) {
        return values[i];
      }
      if (running) {
        throw Errors.runtimeError("cannot re-enter the tee iterator");
      }
      running = true;
      PyObject value;
      try {
        value = Abstract.next(iterator);
      } finally {
        running = false;
      }
      if (value == null) {
        return null;
      }
      if (size == values.length) {
        values = ItemArrays.copyOf(values, Math.min(BLOCK, size * 2));
      }
      values[size++] = value;
      return value;
    }

    private Data following() {
      if (next == null) {
        next = new Data(iterator);
      }
      return next;
    }

    @Method(name = "__reduce__", doc = "Return state information for pickling.")
    static PyObject reduceData(Data d) {
      PyList values = PyList.of(ItemArrays.copyOf(d.values, d.size));
      return PyTuple.of(d.type, PyTuple.of(d.iterator, values, d.next == null ? NONE : d.next));
    }
  }

  /** The slots of {@code _tee_dataobject}. */
  static final class DataOps extends Ops {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      PyObject[] p = ArgParser.positionalForNew(Data.TYPE, cls, args, kwnames);
      ArgParser.positional(null, "teedataobject", p, null, 3, 3);
      if (!(p[1] instanceof PyList values)) {
        throw Errors.typeError(
            "teedataobject() argument 2 must be list, not " + ArgParser.typeName(p[1]));
      }
      Data d = new Data(p[0]);
      if (values.size() > BLOCK
          || p[2] != NONE && (values.size() != BLOCK || !(p[2] instanceof Data))) {
        throw Errors.valueError("Invalid arguments");
      }
      d.values = ItemArrays.copyOf(values.toArray(), Math.max(values.size(), 8));
      d.size = values.size();
      d.next = p[2] == NONE ? null : (Data) p[2];
      return d;
    }

    @Override
    public PyObject[] referents(PyObject o) {
      Data d = (Data) o;
      PyObject[] all = ItemArrays.copyOf(d.values, d.size + 2);
      all[d.size] = d.iterator;
      all[d.size + 1] = d.next;
      return ItertoolsModule.present(all);
    }
  }

  /** The slots of {@code _tee}. */
  static final class TeeOps extends Ops {
    @Override
    public PyObject iter(PyObject o) {
      return o;
    }

    @Override
    public PyObject next(PyObject o) {
      Tee t = (Tee) o;
      if (t.index >= BLOCK) {
        t.data = t.data.following();
        t.index = 0;
      }
      PyObject item = t.data.item(t.index);
      if (item != null) {
        t.index++;
      }
      return item;
    }

    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      PyObject[] p = ArgParser.positionalForNew(TYPE, cls, args, kwnames);
      ArgParser.positional(null, "_tee", p, null, 1, 1);
      return from(p[0]);
    }

    @Override
    public PyObject[] referents(PyObject o) {
      return new PyObject[] {((Tee) o).data};
    }
  }
}
