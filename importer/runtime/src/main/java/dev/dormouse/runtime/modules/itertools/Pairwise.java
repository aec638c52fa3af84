package dev.dormouse.runtime.modules.itertools;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;

/** {@code pairwise}. */
@BuiltinType(
    name = "pairwise",
    ops = Pairwise.PairwiseOps.class,
    doc = "(iterable, /)\n--\n\nEach item with the one after it.")
final class Pairwise extends PyObject {
  static final PyType TYPE =
      PyType.builtin("pairwise", PyType.OBJECT, new PairwiseOps(), new PairwiseTable())
          .in("itertools")
          .with(PyType.BASETYPE);

  /** Null once exhausted. */
  private PyObject iterator;

  /** The last item that came; null before the first. */
  private PyObject old;

  private Pairwise(PyType type, PyObject iterator) {
    super(type);
    this.iterator = iterator;
  }

  /** The slots of {@code pairwise}. */
  static final class PairwiseOps extends Ops {
    @Override
    public PyObject iter(PyObject o) {
      return o;
    }

    @Override
    public PyObject next(PyObject o) {
      Pairwise p = (Pairwise) o;
      PyObject it = p.iterator;
      if (it == null) {
        return null;
      }
      PyObject old = p.old;
      if (old == null) {
        old = Abstract.next(it);
        p.old = old;
        // Getting an item may have come back here and used the iterator up.
        it = p.iterator;
        if (old == null || it == null) {
          p.iterator = null;
          p.old = null;
          return null;
        }
      }
      PyObject item = Abstract.next(it);
      if (item == null) {
        p.iterator = null;
        p.old = null;
        return null;
      }
      p.old = item;
      return PyTuple.of(old, item);
    }

    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      PyObject[] p = ArgParser.positionalForNew(TYPE, cls, args, kwnames);
      ArgParser.positional(null, "pairwise", p, null, 1, 1);
      return new Pairwise(cls, Abstract.iter(p[0]));
    }

    @Override
    public PyObject[] referents(PyObject o) {
      Pairwise p = (Pairwise) o;
      PyObject[] all = {p.iterator, p.old};
      return ItertoolsModule.present(all);
    }
  }
}
