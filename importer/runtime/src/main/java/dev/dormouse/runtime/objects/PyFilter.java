package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Method;

/** {@code filter}. */
@BuiltinType(
    name = "filter",
    ops = PyFilter.FilterOps.class,
    doc =
        "filter(function or None, iterable) --> filter object\n\n"
            + "Iterates over the items for which the function is true; with None, over those that"
            + " are true themselves.")
public final class PyFilter extends PyObject {
  public static final PyType TYPE =
      PyType.builtin("filter", PyType.OBJECT, new FilterOps(), new PyFilterTable())
          .with(PyType.BASETYPE);

  private final PyObject function;
  private final PyObject iterator;

  private PyFilter(PyType type, PyObject function, PyObject iterator) {
    super(type);
    this.function = function;
    this.iterator = iterator;
  }

  @Method(name = "__reduce__", doc = "Return state information for pickling.")
  static PyObject reduce(PyFilter f) {
    return PyTuple.of(f.type, PyTuple.of(f.function, f.iterator));
  }

  /** The slots of {@code filter}. */
  static final class FilterOps extends Ops {
    @Override
    public PyObject iter(PyObject o) {
      return o;
    }

    @Override
    public PyObject next(PyObject o) {
      PyFilter f = (PyFilter) o;
      boolean itself = f.function == NONE || f.function == PyBool.TYPE;
      for (PyObject x = Abstract.next(f.iterator); x != null; x = Abstract.next(f.iterator)) {
        if (Abstract.isTrue(itself ? x : Abstract.call(f.function, x))) {
          return x;
        }
      }
      return null;
    }

    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      args = ArgParser.positionalForNew(TYPE, cls, args, kwnames);
      ArgParser.positional(null, "filter", args, null, 2, 2);
      return new PyFilter(cls, args[0], Abstract.iter(args[1]));
    }

    @Override
    public PyObject[] referents(PyObject o) {
      PyFilter f = (PyFilter) o;
      return new PyObject[] {f.function, f.iterator};
    }
  }
}
