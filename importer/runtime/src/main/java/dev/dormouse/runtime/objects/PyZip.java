package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Method;

/** {@code zip}. */
@BuiltinType(
    name = "zip",
    ops = PyZip.ZipOps.class,
    doc =
        "zip(*iterables, strict=False) --> Yield tuples until an input is exhausted.\n\n"
            + "Tuple number i has item number i of every iterable. With strict, iterables of"
            + " unequal length are a ValueError.")
public final class PyZip extends PyObject {
  public static final PyType TYPE =
      PyType.builtin("zip", PyType.OBJECT, new ZipOps(), new PyZipTable()).with(PyType.BASETYPE);

  private final PyObject[] iterators;
  private boolean strict;

  private PyZip(PyType type, PyObject[] iterators, boolean strict) {
    super(type);
    this.iterators = iterators;
    this.strict = strict;
  }

  @Method(name = "__reduce__", doc = "Return state information for pickling.")
  static PyObject reduce(PyZip z) {
    PyTuple its = PyTuple.of(z.iterators.clone());
    return z.strict ? PyTuple.of(z.type, its, PyBool.TRUE) : PyTuple.of(z.type, its);
  }

  @Method(
      name = "__setstate__",
      signature = "(state, /)",
      doc = "Set state information for unpickling.")
  static void setState(PyZip z, boolean strict) {
    z.strict = strict;
  }

  /** Iterator {@code i} is the first to end: fine only if all do. */
  private PyException unequal(int i) {
    if (i > 0) {
      return error(i, "shorter");
    }
    for (int k = 1; k < iterators.length; k++) {
      if (Abstract.next(iterators[k]) != null) {
        return error(k, "longer");
      }
    }
    return null;
  }

  private static PyException error(int i, String how) {
    return Errors.valueError(
        "zip() argument "
            + (i + 1)
            + " is "
            + how
            + " than argument"
            + (i == 1 ? " " : "s 1-")
            + i);
  }

  /** The slots of {@code zip}. */
  static final class ZipOps extends Ops {
    @Override
    public PyObject iter(PyObject o) {
      return o;
    }

    @Override
    public PyObject next(PyObject o) {
      PyZip z = (PyZip) o;
      PyObject[] its = z.iterators;
      if (its.length == 0) {
        return null;
      }
      PyObject[] items = new PyObject[its.length];
      for (int i = 0; i < items.length; i++) {
        PyObject x = Abstract.next(its[i]);
        if (x == null) {
          PyException e = z.strict ? z.unequal(i) : null;
          if (e != null) {
            throw e;
          }
          return null;
        }
        items[i] = x;
      }
      return PyTuple.of(items);
    }

    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      boolean strict = false;
      PyObject[] iterables = ArgParser.positionalTail(args, kwnames, 0);
      if (ArgParser.hasKeywords(kwnames)) {
        if (kwnames.length > 1) {
          throw Errors.typeError(
              "zip() takes at most 1 keyword argument (" + kwnames.length + " given)");
        }
        strict = Abstract.isTrue(ArgParser.keywordsOnly("zip", "strict", args, kwnames)[0]);
      }
      PyObject[] its = new PyObject[iterables.length];
      for (int i = 0; i < its.length; i++) {
        its[i] = Abstract.iter(iterables[i]);
      }
      return new PyZip(cls, its, strict);
    }

    @Override
    public PyObject[] referents(PyObject o) {
      return ((PyZip) o).iterators.clone();
    }
  }
}
