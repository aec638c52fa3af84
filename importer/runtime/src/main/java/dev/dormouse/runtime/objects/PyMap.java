package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Method;

/** {@code map}. */
@BuiltinType(
    name = "map",
    ops = PyMap.MapOps.class,
    doc =
        "map(func, *iterables) --> map object\n\n"
            + "Iterates over what a function gives for the items of all the iterables.")
public final class PyMap extends PyObject {
  public static final PyType TYPE =
      PyType.builtin("map", PyType.OBJECT, new MapOps(), new PyMapTable()).with(PyType.BASETYPE);

  private final PyObject function;
  private final PyObject[] iterators;

  private PyMap(PyType type, PyObject function, PyObject[] iterators) {
    super(type);
    this.function = function;
    this.iterators = iterators;
  }

  @Method(name = "__reduce__", doc = "Return state information for pickling.")
  static PyObject reduce(PyMap m) {
    return PyTuple.of(m.type, PyTuple.of(MapOps.parts(m)));
  }

  /** The slots of {@code map}. */
  static final class MapOps extends Ops {
    @Override
    public PyObject iter(PyObject o) {
      return o;
    }

    @Override
    public PyObject next(PyObject o) {
      PyMap m = (PyMap) o;
      PyObject[] its = m.iterators;
      PyObject[] args = new PyObject[its.length];
      for (int i = 0; i < args.length; i++) {
        args[i] = Abstract.next(its[i]);
        if (args[i] == null) {
          return null;
        }
      }
      return Abstract.call(m.function, args, null);
    }

    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      args = ArgParser.positionalForNew(TYPE, cls, args, kwnames);
      if (args.length < 2) {
        throw Errors.typeError("map() must have at least two arguments.");
      }
      PyObject[] its = new PyObject[args.length - 1];
      for (int i = 0; i < its.length; i++) {
        its[i] = Abstract.iter(args[i + 1]);
      }
      return new PyMap(cls, args[0], its);
    }

    private static PyObject[] parts(PyMap m) {
      PyObject[] all = new PyObject[m.iterators.length + 1];
      all[0] = m.function;
      System.arraycopy(m.iterators, 0, all, 1, m.iterators.length);
      return all;
    }

    @Override
    public PyObject[] referents(PyObject o) {
      return parts((PyMap) o);
    }
  }
}
