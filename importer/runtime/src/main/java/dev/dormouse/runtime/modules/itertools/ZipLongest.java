package dev.dormouse.runtime.modules.itertools;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Method;

/** {@code zip_longest}. */
@BuiltinType(
    name = "zip_longest",
    ops = ZipLongest.ZipLongestOps.class,
    doc =
        "zip_longest(iter1 [,iter2 [...]], [fillvalue=None]) --> zip_longest object\n\n"
            + "Like zip() until the longest is used up; the fill value stands for missing items.")
final class ZipLongest extends PyObject {
  static final PyType TYPE =
      PyType.builtin("zip_longest", PyType.OBJECT, new ZipLongestOps(), new ZipLongestTable())
          .in("itertools")
          .with(PyType.BASETYPE);

  /** Null where one is exhausted. */
  private final PyObject[] iterators;

  private int active;
  private PyObject fill;

  private ZipLongest(PyType type, PyObject[] iterators, PyObject fill) {
    super(type);
    this.iterators = iterators;
    this.active = iterators.length;
    this.fill = fill;
  }

  @Method(name = "__reduce__", doc = "Return state information for pickling.")
  static PyObject reduce(ZipLongest z) {
    PyObject[] args = z.iterators.clone();
    for (int i = 0; i < args.length; i++) {
      if (args[i] == null) {
        args[i] = PyTuple.EMPTY;
      }
    }
    return PyTuple.of(z.type, PyTuple.of(args), z.fill);
  }

  @Method(
      name = "__setstate__",
      signature = "(state, /)",
      doc = "Set state information for unpickling.")
  static void setState(ZipLongest z, PyObject state) {
    z.fill = state;
  }

  /** The slots of {@code zip_longest}. */
  static final class ZipLongestOps extends Ops {
    @Override
    public PyObject iter(PyObject o) {
      return o;
    }

    @Override
    public PyObject next(PyObject o) {
      ZipLongest z = (ZipLongest) o;
      PyObject[] its = z.iterators;
      if (its.length == 0 || z.active == 0) {
        return null;
      }
      PyObject[] items = new PyObject[its.length];
      for (int i = 0; i < its.length; i++) {
        PyObject item = null;
        if (its[i] != null) {
          try {
            item = Abstract.next(its[i]);
          } catch (PyException e) {
            z.active = 0;
            throw e;
          }
          if (item == null) {
            if (--z.active == 0) {
              return null;
            }
            its[i] = null;
          }
        }
        items[i] = item == null ? z.fill : item;
      }
      return PyTuple.of(items);
    }

    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      PyObject fill = NONE;
      if (ArgParser.hasKeywords(kwnames)) {
        if (kwnames.length > 1 || !kwnames[0].value().equals("fillvalue")) {
          throw Errors.typeError("zip_longest() got an unexpected keyword argument");
        }
        fill = args[args.length - 1];
      }
      PyObject[] its = ArgParser.positionalTail(args, kwnames, 0).clone();
      for (int i = 0; i < its.length; i++) {
        its[i] = Abstract.iter(its[i]);
      }
      return new ZipLongest(cls, its, fill);
    }

    @Override
    public PyObject[] referents(PyObject o) {
      return ItertoolsModule.present(((ZipLongest) o).iterators);
    }
  }
}
