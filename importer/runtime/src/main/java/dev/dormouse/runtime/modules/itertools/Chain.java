package dev.dormouse.runtime.modules.itertools;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.GenericAliases;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.ClassMethod;
import dev.dormouse.tables.Method;

/** {@code chain}. */
@BuiltinType(
    name = "chain",
    ops = Chain.ChainOps.class,
    doc =
        "chain(*iterables) --> chain object\n\n"
            + "All items of the first iterable, then those of the next, and so on.")
final class Chain extends PyObject {
  static final PyType TYPE =
      PyType.builtin("chain", PyType.OBJECT, new ChainOps(), new ChainTable())
          .in("itertools")
          .with(PyType.BASETYPE);

  /** Iterates over the iterables; null once exhausted. */
  private PyObject source;

  /** Null between two iterables. */
  private PyObject active;

  private Chain(PyType type, PyObject source) {
    super(type);
    this.source = source;
  }

  static Chain of(PyObject... iterables) {
    return new Chain(TYPE, Abstract.iter(PyTuple.of(iterables)));
  }

  @ClassMethod(
      name = "from_iterable",
      signature = "(iterable, /)",
      doc =
          "Alternative chain() constructor taking a single iterable argument that evaluates"
              + " lazily.")
  static PyObject fromIterable(PyType cls, PyObject iterable) {
    return new Chain(cls, Abstract.iter(iterable));
  }

  @ClassMethod(name = "__class_getitem__", signature = "(object, /)", doc = "See PEP 585")
  static PyObject classGetItem(PyType cls, PyObject item) {
    return GenericAliases.make(cls, item);
  }

  @Method(name = "__reduce__", doc = "Return state information for pickling.")
  static PyObject reduce(Chain c) {
    if (c.source == null) {
      return PyTuple.of(c.type, PyTuple.EMPTY);
    }
    PyTuple state = c.active == null ? PyTuple.of(c.source) : PyTuple.of(c.source, c.active);
    return PyTuple.of(c.type, PyTuple.EMPTY, state);
  }

  @Method(
      name = "__setstate__",
      signature = "(state, /)",
      doc = "Set state information for unpickling.")
  static void setState(Chain c, PyObject state) {
    PyObject[] parts = ItertoolsModule.state(state, 1, 2);
    for (PyObject part : parts) {
      if (!Abstract.isIterator(part)) {
        throw Errors.typeError("Arguments must be iterators.");
      }
    }
    c.source = parts[0];
    c.active = parts.length == 2 ? parts[1] : null;
  }

  /** The slots of {@code chain}. */
  static final class ChainOps extends Ops {
    @Override
    public PyObject iter(PyObject o) {
      return o;
    }

    @Override
    public PyObject next(PyObject o) {
      Chain c = (Chain) o;
      while (c.source != null) {
        if (c.active == null) {
          PyObject iterable = Abstract.next(c.source);
          if (iterable == null) {
            c.source = null;
            return null;
          }
          try {
            c.active = Abstract.iter(iterable);
          } finally {
            if (c.active == null) {
              c.source = null;
            }
          }
        }
        PyObject item = Abstract.next(c.active);
        if (item != null) {
          return item;
        }
        c.active = null;
      }
      return null;
    }

    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      return new Chain(
          cls, Abstract.iter(PyTuple.of(ArgParser.positionalForNew(TYPE, cls, args, kwnames))));
    }

    @Override
    public PyObject[] referents(PyObject o) {
      Chain c = (Chain) o;
      return c.source == null
          ? NO_ARGS
          : c.active == null ? new PyObject[] {c.source} : new PyObject[] {c.source, c.active};
    }
  }
}
