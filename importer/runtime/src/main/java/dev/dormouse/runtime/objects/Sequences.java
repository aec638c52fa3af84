package dev.dormouse.runtime.objects;

/** What the sequence types share: converting arguments, comparing and searching arrays of items. */
public final class Sequences {
  private Sequences() {}

  /**
   * The items of an iterable, not to be changed; {@code message} as TypeError when it is none
   * ({@code PySequence_Fast}).
   */
  public static PyObject[] fast(PyObject o, String message) {
    if (o.type == PyTuple.TYPE) {
      return ((PyTuple) o).items;
    }
    if (o.type == PyList.TYPE) {
      return ((PyList) o).toArray();
    }
    PyObject it;
    try {
      it = Abstract.iter(o);
    } catch (PyException e) {
      if (e.matches(Exceptions.TypeError)) {
        throw Errors.typeError(message);
      }
      throw e;
    }
    return drain(it, o);
  }

  /**
   * All that remains in an iterator over {@code from}, whose {@code __length_hint__} may object.
   */
  static PyObject[] drain(PyObject it, PyObject from) {
    PyList all = new PyList();
    long hint = Abstract.lengthHint(from, 8);
    all.reserve((int) Math.min(hint, 1 << 16));
    for (PyObject x = Abstract.next(it); x != null; x = Abstract.next(it)) {
      all.add(x);
    }
    return all.size == all.items.length ? all.items : all.toArray();
  }

  /** A {@code Py_ssize_t} argument, clipped to what a Java array could need. */
  public static int sizeArgument(PyObject o) {
    PyInt i = Abstract.index(o);
    if (i.isBig()) {
      throw Errors.overflowError("Python int too large to convert to C ssize_t");
    }
    return clip(i.value);
  }

  /** The argument of an iterator's {@code __setstate__}. */
  static int stateArgument(PyObject o) {
    if (!(o instanceof PyInt i)) {
      throw Errors.typeError("an integer is required");
    }
    return sizeArgument(i);
  }

  static int clip(long v) {
    return v > Integer.MAX_VALUE
        ? Integer.MAX_VALUE
        : v < -Integer.MAX_VALUE ? -Integer.MAX_VALUE : (int) v;
  }

  /**
   * A start or stop argument of {@code index}: like a slice's, but None is not allowed; negative
   * ones count from the end. Null gives {@code otherwise}.
   */
  public static int bound(PyObject o, int length, int otherwise) {
    if (o == null) {
      return otherwise;
    }
    if (!Abstract.hasIndex(o)) {
      throw Errors.typeError("slice indices must be integers or have an __index__ method");
    }
    int i = Abstract.toIndexClipped(o);
    return i < 0 ? Math.max(0, i + length) : i;
  }

  /** {@code length * count}, or MemoryError when no array can hold it. */
  static int repeatedLength(int length, int count) {
    long n = (long) length * count;
    if (n > Integer.MAX_VALUE - 16) {
      throw noMemory();
    }
    return (int) n;
  }

  /** MemoryError without words, as C code raises it. */
  public static PyException noMemory() {
    return new PyException(new PyBaseException(Exceptions.MemoryError, PyTuple.EMPTY));
  }

  static PyObject[] repeated(PyObject[] items, int size, int count) {
    if (size == 0 || count <= 0) {
      return PyObject.NO_ARGS;
    }
    PyObject[] all = new PyObject[repeatedLength(size, count)];
    if (size == 1) {
      java.util.Arrays.fill(all, items[0]);
      return all;
    }
    for (int at = 0; at < all.length; at += size) {
      System.arraycopy(items, 0, all, at, size);
    }
    return all;
  }

  /** The items that a slice selects. */
  static PyObject[] slice(PyObject[] items, Slices range) {
    if (range.count == 0) {
      return PyObject.NO_ARGS;
    }
    PyObject[] out = new PyObject[range.count];
    if (range.step == 1) {
      System.arraycopy(items, range.start, out, 0, out.length);
    } else {
      for (int i = 0, at = range.start; i < out.length; i++, at += range.step) {
        out[i] = items[at];
      }
    }
    return out;
  }

  static void reverse(PyObject[] items, int from, int to) {
    for (int i = from, j = to - 1; i < j; i++, j--) {
      PyObject x = items[i];
      items[i] = items[j];
      items[j] = x;
    }
  }

  /** The answer to {@code op} for sequences equal up to the end of one of them. */
  static PyObject compareLengths(int n, int m, int op) {
    return PyBool.of(Abstract.compareOutcome(Integer.compare(n, m), op));
  }
}
