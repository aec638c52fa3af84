package dev.dormouse.runtime.modules.itertools;

import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.objects.Sequences;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Method;

/** {@code product}. */
@BuiltinType(
    name = "product",
    ops = Product.ProductOps.class,
    doc =
        "product(*iterables, repeat=1) --> product object\n\n"
            + "All tuples with an item of each iterable, the last changing fastest; with repeat,"
            + " the iterables are taken so many times.")
final class Product extends PyObject {
  static final PyType TYPE =
      PyType.builtin("product", PyType.OBJECT, new ProductOps(), new ProductTable())
          .in("itertools")
          .with(PyType.BASETYPE);

  private PyObject[][] pools;

  /** Where each pool is; null before the first tuple. */
  private int[] indices;

  private boolean stopped;

  private Product(PyType type, PyObject[][] pools) {
    super(type);
    this.pools = pools;
  }

  private PyTuple current() {
    PyObject[] items = new PyObject[pools.length];
    for (int i = 0; i < items.length; i++) {
      items[i] = pools[i][indices[i]];
    }
    return PyTuple.of(items);
  }

  @Method(name = "__reduce__", doc = "Return state information for pickling.")
  static PyObject reduce(Product p) {
    if (p.stopped) {
      return PyTuple.of(p.type, PyTuple.of(PyTuple.EMPTY));
    }
    PyObject[] pools = new PyObject[p.pools.length];
    for (int i = 0; i < pools.length; i++) {
      pools[i] = PyTuple.of(p.pools[i]);
    }
    return p.indices == null
        ? PyTuple.of(p.type, PyTuple.of(pools))
        : PyTuple.of(p.type, PyTuple.of(pools), Arrangements.tuple(p.indices));
  }

  @Method(
      name = "__setstate__",
      signature = "(state, /)",
      doc = "Set state information for unpickling.")
  static void setState(Product p, PyObject state) {
    if (!(state instanceof PyTuple t) || t.items.length != p.pools.length) {
      throw Errors.valueError("invalid arguments");
    }
    int[] indices = new int[p.pools.length];
    for (int i = 0; i < indices.length; i++) {
      int last = p.pools[i].length - 1;
      if (last < 0) {
        p.stopped = true;
        return;
      }
      indices[i] = Math.min(Math.max(Sequences.sizeArgument(t.items[i]), 0), last);
    }
    p.indices = indices;
  }

  @Method(name = "__sizeof__", doc = "Returns size in memory, in bytes.")
  static int sizeOf(Product p) {
    return 48 + 8 * p.pools.length;
  }

  /** The slots of {@code product}. */
  static final class ProductOps extends Ops {
    @Override
    public PyObject iter(PyObject o) {
      return o;
    }

    @Override
    public PyObject next(PyObject o) {
      Product p = (Product) o;
      if (p.stopped) {
        return null;
      }
      if (p.indices == null) {
        for (PyObject[] pool : p.pools) {
          if (pool.length == 0) {
            p.stopped = true;
            return null;
          }
        }
        p.indices = new int[p.pools.length];
        return p.current();
      }
      int i = p.pools.length - 1;
      while (i >= 0 && ++p.indices[i] == p.pools[i].length) {
        p.indices[i--] = 0;
      }
      if (i < 0) {
        p.stopped = true;
        return null;
      }
      return p.current();
    }

    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      int repeat = 1;
      if (ArgParser.hasKeywords(kwnames)) {
        if (kwnames.length > 1) {
          throw Errors.typeError(
              "product() takes at most 1 keyword argument (" + kwnames.length + " given)");
        }
        repeat =
            Sequences.sizeArgument(ArgParser.keywordsOnly("product", "repeat", args, kwnames)[0]);
        if (repeat < 0) {
          throw Errors.valueError("repeat argument cannot be negative");
        }
      }
      PyObject[] iterables = ArgParser.positionalTail(args, kwnames, 0);
      if ((long) iterables.length * repeat > Integer.MAX_VALUE >> 3) {
        throw Errors.overflowError("repeat argument too large");
      }
      PyObject[][] pools = new PyObject[repeat == 0 ? 0 : iterables.length * repeat][];
      for (int i = 0; i < pools.length; i++) {
        pools[i] =
            i < iterables.length ? PyTuple.from(iterables[i]).items : pools[i - iterables.length];
      }
      return new Product(cls, pools);
    }

    @Override
    public PyObject[] referents(PyObject o) {
      Product p = (Product) o;
      PyObject[] all = new PyObject[p.pools.length];
      for (int i = 0; i < all.length; i++) {
        all[i] = PyTuple.of(p.pools[i]);
      }
      return all;
    }
  }
}
