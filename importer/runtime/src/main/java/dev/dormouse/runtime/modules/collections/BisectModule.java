package dev.dormouse.runtime.modules.collections;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;

/** {@code _bisect}. */
@BuiltinModule(
    name = "_bisect",
    doc = "Bisection algorithms: finding the place of an item in a sorted list.")
public final class BisectModule {
  private BisectModule() {}

  public static BuiltinTable table() {
    return new BisectModuleTable();
  }

  @Function(
      name = "bisect_right",
      signature = "(a, x, lo=0, hi=None, *, key=None)",
      doc = "Where to insert x in the sorted list a, behind items equal to it.")
  static long bisectRight(PyObject a, PyObject x, long lo, PyObject hi, PyObject key) {
    return right(a, x, lo, hi, key);
  }

  @Function(
      name = "bisect_left",
      signature = "(a, x, lo=0, hi=None, *, key=None)",
      doc = "Where to insert x in the sorted list a, before items equal to it.")
  static long bisectLeft(PyObject a, PyObject x, long lo, PyObject hi, PyObject key) {
    return left(a, x, lo, hi, key);
  }

  @Function(
      name = "insort_right",
      signature = "(a, x, lo=0, hi=None, *, key=None)",
      doc = "Insert x in the sorted list a, behind items equal to it.")
  static void insortRight(PyObject a, PyObject x, long lo, PyObject hi, PyObject key) {
    insert(a, x, right(a, keyOf(key, x), lo, hi, key));
  }

  @Function(
      name = "insort_left",
      signature = "(a, x, lo=0, hi=None, *, key=None)",
      doc = "Insert x in the sorted list a, before items equal to it.")
  static void insortLeft(PyObject a, PyObject x, long lo, PyObject hi, PyObject key) {
    insert(a, x, left(a, keyOf(key, x), lo, hi, key));
  }

  private static PyObject keyOf(PyObject key, PyObject x) {
    return key == null || key == PyObject.NONE ? x : Abstract.call(key, x);
  }

  private static void insert(PyObject a, PyObject x, long at) {
    if (a.type == PyList.TYPE) {
      PyList l = (PyList) a;
      l.insertAt((int) Math.min(at, l.size()), x);
    } else {
      Abstract.callMethod(a, "insert", PyInt.of(at), x);
    }
  }

  private static long high(PyObject a, long lo, PyObject hi) {
    if (lo < 0) {
      throw Errors.valueError("lo must be non-negative");
    }
    long high = -1;
    if (hi != null && hi != PyObject.NONE) {
      if (!Abstract.hasIndex(hi)) {
        throw Errors.typeError("argument should be integer or None, not '" + hi.type.name() + "'");
      }
      high = Abstract.toJavaLong(hi);
    }
    return high == -1 ? Abstract.size(a) : high;
  }

  private static long right(PyObject a, PyObject x, long lo, PyObject hi, PyObject key) {
    long high = high(a, lo, hi);
    while (lo < high) {
      long mid = lo + high >>> 1;
      PyObject item = keyOf(key, Abstract.getItem(a, PyInt.of(mid)));
      if (Abstract.less(x, item)) {
        high = mid;
      } else {
        lo = mid + 1;
      }
    }
    return lo;
  }

  private static long left(PyObject a, PyObject x, long lo, PyObject hi, PyObject key) {
    long high = high(a, lo, hi);
    while (lo < high) {
      long mid = lo + high >>> 1;
      PyObject item = keyOf(key, Abstract.getItem(a, PyInt.of(mid)));
      if (Abstract.less(item, x)) {
        lo = mid + 1;
      } else {
        high = mid;
      }
    }
    return lo;
  }
}
