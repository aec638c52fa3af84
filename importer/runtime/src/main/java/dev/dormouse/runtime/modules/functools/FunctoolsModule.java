package dev.dormouse.runtime.modules.functools;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;

/** {@code _functools}. */
@BuiltinModule(name = "_functools", doc = "Tools that operate on functions.")
public final class FunctoolsModule {
  private FunctoolsModule() {}

  public static BuiltinTable table() {
    return new FunctoolsModuleTable();
  }

  @Function(
      signature = "(function, iterable, initial=None, /)",
      doc =
          "Combine all items with a function of two arguments, from the left.\n\n"
              + "The initial value, if given, comes before the first item.")
  static PyObject reduce(PyObject function, PyObject iterable, PyObject initial) {
    PyObject it;
    try {
      it = Abstract.iter(iterable);
    } catch (PyException e) {
      if (e.matches(Exceptions.TypeError)) {
        throw Errors.typeError("reduce() arg 2 must support iteration");
      }
      throw e;
    }
    PyObject result = initial;
    for (PyObject x = Abstract.next(it); x != null; x = Abstract.next(it)) {
      result = result == null ? x : Abstract.call(function, result, x);
    }
    if (result == null) {
      throw Errors.typeError("reduce() of empty iterable with no initial value");
    }
    return result;
  }

  @Function(
      name = "cmp_to_key",
      signature = "(mycmp)",
      doc = "Make a key function of a function that compares two objects.")
  static PyObject cmpToKey(PyObject mycmp) {
    return new KeyWrapper(mycmp, null);
  }

  // for snapshots

  /** What an {@code lru_cache} is made of, its results left out; null if {@code o} is none. */
  public static PyObject[] cacheParts(PyObject o) {
    return o instanceof LruCache cache && cache.type == LruCache.TYPE ? cache.parts() : null;
  }

  /** An {@code lru_cache} of the parts of another. */
  public static PyObject newCache(PyObject[] parts) {
    return LruCache.of(parts);
  }

  static void exec(PyModule m) {
    m.set("partial", PyPartial.TYPE);
    m.set("_lru_cache_wrapper", LruCache.TYPE);
  }
}
