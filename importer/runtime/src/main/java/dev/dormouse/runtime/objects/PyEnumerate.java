package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.ClassMethod;
import dev.dormouse.tables.Method;
import java.math.BigInteger;

/** {@code enumerate}. */
@BuiltinType(
    name = "enumerate",
    ops = PyEnumerate.EnumerateOps.class,
    doc =
        "(iterable, start=0)\n"
            + "--\n\n"
            + "Iterates over pairs of a count and an item.\n\n"
            + "  iterable\n"
            + "    what to go through\n"
            + "  start\n"
            + "    the first count")
public final class PyEnumerate extends PyObject {
  public static final PyType TYPE =
      PyType.builtin("enumerate", PyType.OBJECT, new EnumerateOps(), new PyEnumerateTable())
          .with(PyType.BASETYPE);

  private final PyObject iterator;

  /** The next count; an int of any size. */
  private PyInt count;

  private PyEnumerate(PyType type, PyObject iterator, PyInt count) {
    super(type);
    this.iterator = iterator;
    this.count = count;
  }

  @Method(name = "__reduce__", doc = "Return state information for pickling.")
  static PyObject reduce(PyEnumerate e) {
    return PyTuple.of(e.type, PyTuple.of(e.iterator, e.count));
  }

  @ClassMethod(name = "__class_getitem__", signature = "(object, /)", doc = "See PEP 585")
  static PyObject classGetItem(PyType cls, PyObject item) {
    return GenericAliases.make(cls, item);
  }

  static PyInt successor(PyInt i) {
    return i.big == null && i.value != Long.MAX_VALUE
        ? PyInt.of(i.value + 1)
        : PyInt.of(i.bigValue().add(BigInteger.ONE));
  }

  /** The slots of {@code enumerate}. */
  static final class EnumerateOps extends Ops {
    @Override
    public PyObject iter(PyObject o) {
      return o;
    }

    @Override
    public PyObject next(PyObject o) {
      PyEnumerate e = (PyEnumerate) o;
      PyObject item = Abstract.next(e.iterator);
      if (item == null) {
        return null;
      }
      PyInt n = e.count;
      e.count = successor(n);
      return PyTuple.of(n, item);
    }

    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      if (args.length == 0) {
        throw Errors.typeError("enumerate() missing required argument 'iterable'");
      }
      if (args.length == 1 && ArgParser.hasKeywords(kwnames)) {
        String only = kwnames[0].value();
        if (!only.equals("iterable")) {
          throw Errors.typeError("'" + only + "' is an invalid keyword argument for enumerate()");
        }
      }
      PyObject[] p = ArgParser.parse("enumerate", "iterable\0start", 0, 2, 1, args, kwnames);
      PyInt start = p[1] == null ? PyInt.ZERO : Abstract.index(p[1]);
      return new PyEnumerate(cls, Abstract.iter(p[0]), start);
    }

    @Override
    public PyObject[] referents(PyObject o) {
      PyEnumerate e = (PyEnumerate) o;
      return new PyObject[] {e.iterator, e.count};
    }
  }
}
