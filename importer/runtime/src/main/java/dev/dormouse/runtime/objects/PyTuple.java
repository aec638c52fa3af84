package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.ClassMethod;
import dev.dormouse.tables.Method;

/** {@code tuple}. The array is owned by this object and never changes. */
@BuiltinType(
    name = "tuple",
    ops = TupleOps.class,
    doc =
        "(iterable=(), /)\n"
            + "--\n\n"
            + "Immutable sequence.\n\n"
            + "Holds the items of the iterable given, or nothing; a tuple stays itself.")
public class PyTuple extends PyObject {
  public static final PyType TYPE =
      PyType.builtin("tuple", PyType.OBJECT, new TupleOps(), new PyTupleTable())
          .with(PyType.BASETYPE | PyType.MATCH_SELF | PyType.SEQUENCE | PyType.VARIABLE_SIZE);

  public static final PyTuple EMPTY = new PyTuple(TYPE, NO_ARGS);

  public final PyObject[] items;

  public PyTuple(PyType type, PyObject[] items) {
    super(type);
    this.items = items;
  }

  /** Takes ownership of {@code items}. */
  public static PyTuple of(PyObject... items) {
    return items.length == 0 ? EMPTY : new PyTuple(TYPE, items);
  }

  /** {@code tuple(iterable)}. */
  public static PyTuple from(PyObject iterable) {
    if (iterable.type == TYPE) {
      return (PyTuple) iterable;
    }
    if (iterable.type == PyList.TYPE) {
      return of(((PyList) iterable).toArray());
    }
    return of(Sequences.drain(Abstract.iter(iterable), iterable));
  }

  @Method(
      signature = "(value, start=0, stop=sys.maxsize, /)",
      doc = "Return the first index of a value; ValueError if it is not there.")
  static int index(PyTuple self, PyObject value, PyObject start, PyObject stop) {
    int n = self.items.length;
    int from = Sequences.bound(start, n, 0);
    int to = Math.min(n, Sequences.bound(stop, n, n));
    for (int i = from; i < to; i++) {
      if (Abstract.equal(self.items[i], value)) {
        return i;
      }
    }
    throw Errors.valueError("tuple.index(x): x not in tuple");
  }

  @Method(signature = "(value, /)", doc = "Return how many items equal the value.")
  static int count(PyTuple self, PyObject value) {
    int n = 0;
    for (PyObject x : self.items) {
      if (Abstract.equal(x, value)) {
        n++;
      }
    }
    return n;
  }

  @Method(name = "__getnewargs__")
  static PyObject getNewArgs(PyTuple self) {
    return of(of(self.items));
  }

  @ClassMethod(name = "__class_getitem__", signature = "(object, /)", doc = "See PEP 585")
  static PyObject classGetItem(PyType cls, PyObject item) {
    return GenericAliases.make(cls, item);
  }
}
