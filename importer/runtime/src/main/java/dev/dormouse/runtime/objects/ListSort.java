package dev.dormouse.runtime.objects;

/**
 * {@code list.sort}: a stable merge sort of natural runs, which keeps every item whatever
 * comparisons raise or answer. Java's own sort is not used because it may refuse inconsistent
 * comparisons and, stopped by an exception, may leave items twice.
 *
 * <p>Short runs are lengthened by binary insertion; runs wait on a stack and merge with their
 * neighbours so that lengths stay balanced (the idea of timsort). Before a merge, what is in place
 * already at either end is cut off by binary search.
 */
final class ListSort {
  private static final int GENERIC = 0;
  private static final int TEXT = 1;
  private static final int LONG = 2;
  private static final int FLOAT = 3;

  /** What is compared; the same array as {@link #values} without a key function. */
  private final PyObject[] keys;

  /** What moves along with the keys; null when they are the keys. */
  private final PyObject[] values;

  private final int kind;

  private final int[] runStart = new int[64];
  private final int[] runLength = new int[64];
  private int runs;

  private ListSort(PyObject[] keys, PyObject[] values) {
    this.keys = keys;
    this.values = values;
    this.kind = kindOf(keys);
  }

  static void sort(PyList list, PyObject key, boolean reverse) {
    int n = list.size;
    PyObject[] items = list.items;
    // Whoever changes the list meanwhile replaces this array or the size.
    PyObject[] marker = new PyObject[0];
    list.items = marker;
    list.size = 0;
    boolean modified;
    try {
      PyObject[] keys = ItemArrays.copyOf(items, n);
      if (key != null) {
        for (int i = 0; i < n; i++) {
          keys[i] = Abstract.call(key, items[i]);
        }
        if (reverse) {
          Sequences.reverse(keys, 0, n);
        }
      } else {
        keys = items;
      }
      // Reversing before and after keeps equal items in order.
      if (reverse) {
        Sequences.reverse(items, 0, n);
      }
      try {
        if (n > 1) {
          new ListSort(keys, key == null ? null : items).run(n);
        }
      } finally {
        if (reverse) {
          Sequences.reverse(items, 0, n);
        }
      }
    } finally {
      modified = list.items != marker || list.size != 0;
      list.items = items;
      list.size = n;
    }
    if (modified) {
      throw Errors.valueError("list modified during sort");
    }
  }

  private static int kindOf(PyObject[] keys) {
    PyObject first = keys[0];
    PyType t = first == null ? null : first.type;
    int kind =
        t == PyStr.TYPE ? TEXT : t == PyInt.TYPE ? LONG : t == PyFloat.TYPE ? FLOAT : GENERIC;
    if (kind == GENERIC) {
      return kind;
    }
    for (PyObject k : keys) {
      if (k == null) {
        break;
      }
      if (k.type != t
          || kind == LONG && ((PyInt) k).big != null
          || kind == TEXT && ((PyStr) k).isAstral()) {
        return GENERIC;
      }
    }
    return kind;
  }

  private boolean less(PyObject a, PyObject b) {
    return switch (kind) {
      case TEXT -> ((PyStr) a).value().compareTo(((PyStr) b).value()) < 0;
      case LONG -> ((PyInt) a).value < ((PyInt) b).value;
      case FLOAT -> ((PyFloat) a).value < ((PyFloat) b).value;
      default -> Abstract.less(a, b);
    };
  }

  private void run(int n) {
    int minRun = n;
    int odd = 0;
    while (minRun >= 64) {
      odd |= minRun & 1;
      minRun >>= 1;
    }
    minRun += odd;
    int low = 0;
    while (low < n) {
      int length = naturalRun(low, n);
      if (length < minRun) {
        int wanted = Math.min(minRun, n - low);
        insertionSort(low, low + length, low + wanted);
        length = wanted;
      }
      runStart[runs] = low;
      runLength[runs++] = length;
      balance();
      low += length;
    }
    while (runs > 1) {
      int at = runs - 2;
      if (at > 0 && runLength[at - 1] < runLength[at + 1]) {
        at--;
      }
      mergeAt(at);
    }
  }

  /** Keeps run lengths on the stack shrinking faster than Fibonacci numbers. */
  private void balance() {
    while (runs > 1) {
      int at = runs - 2;
      if (at > 0 && runLength[at - 1] <= runLength[at] + runLength[at + 1]
          || at > 1 && runLength[at - 2] <= runLength[at - 1] + runLength[at]) {
        if (runLength[at - 1] < runLength[at + 1]) {
          at--;
        }
      } else if (runLength[at] > runLength[at + 1]) {
        return;
      }
      mergeAt(at);
    }
  }

  /**
   * The length of the ascending run at {@code low}; a strictly descending one is reversed first.
   */
  private int naturalRun(int low, int high) {
    int at = low + 1;
    if (at == high) {
      return 1;
    }
    if (less(keys[at], keys[low])) {
      at++;
      while (at < high && less(keys[at], keys[at - 1])) {
        at++;
      }
      Sequences.reverse(keys, low, at);
      if (values != null) {
        Sequences.reverse(values, low, at);
      }
    } else {
      at++;
      while (at < high && !less(keys[at], keys[at - 1])) {
        at++;
      }
    }
    return at - low;
  }

  private void insertionSort(int low, int sorted, int high) {
    for (int i = sorted; i < high; i++) {
      PyObject pivot = keys[i];
      int at = upper(pivot, low, i);
      System.arraycopy(keys, at, keys, at + 1, i - at);
      keys[at] = pivot;
      if (values != null) {
        PyObject v = values[i];
        System.arraycopy(values, at, values, at + 1, i - at);
        values[at] = v;
      }
    }
  }

  /** The first position whose key is greater. */
  private int upper(PyObject key, int low, int high) {
    while (low < high) {
      int mid = low + high >>> 1;
      if (less(key, keys[mid])) {
        high = mid;
      } else {
        low = mid + 1;
      }
    }
    return low;
  }

  /** The first position whose key is not less. */
  private int lower(PyObject key, int low, int high) {
    while (low < high) {
      int mid = low + high >>> 1;
      if (less(keys[mid], key)) {
        low = mid + 1;
      } else {
        high = mid;
      }
    }
    return low;
  }

  private void mergeAt(int run) {
    int a = runStart[run];
    int b = runStart[run + 1];
    int end = b + runLength[run + 1];
    runLength[run] += runLength[run + 1];
    if (run == runs - 3) {
      runStart[run + 1] = runStart[run + 2];
      runLength[run + 1] = runLength[run + 2];
    }
    runs--;
    a = upper(keys[b], a, b);
    if (a == b) {
      return;
    }
    end = lower(keys[b - 1], b, end);
    if (end == b) {
      return;
    }
    if (b - a <= end - b) {
      mergeUp(a, b, end);
    } else {
      mergeDown(a, b, end);
    }
  }

  private static PyObject[] part(PyObject[] from, int start, int end) {
    return from == null ? null : ItemArrays.copyOfRange(from, start, end);
  }

  /**
   * Merges with the left run set aside; the gap between {@code to} and {@code right} always fits
   * what is left of it.
   */
  private void mergeUp(int a, int b, int end) {
    PyObject[] k = part(keys, a, b);
    PyObject[] v = part(values, a, b);
    int left = 0;
    int right = b;
    int to = a;
    try {
      while (left < k.length && right < end) {
        if (less(keys[right], k[left])) {
          if (values != null) {
            values[to] = values[right];
          }
          keys[to++] = keys[right++];
        } else {
          if (values != null) {
            values[to] = v[left];
          }
          keys[to++] = k[left++];
        }
      }
    } finally {
      System.arraycopy(k, left, keys, to, k.length - left);
      if (values != null) {
        System.arraycopy(v, left, values, to, k.length - left);
      }
    }
  }

  /** Merges from the end with the right run set aside. */
  private void mergeDown(int a, int b, int end) {
    PyObject[] k = part(keys, b, end);
    PyObject[] v = part(values, b, end);
    int left = b;
    int right = k.length;
    int to = end;
    try {
      while (left > a && right > 0) {
        if (less(k[right - 1], keys[left - 1])) {
          to--;
          left--;
          keys[to] = keys[left];
          if (values != null) {
            values[to] = values[left];
          }
        } else {
          to--;
          right--;
          keys[to] = k[right];
          if (values != null) {
            values[to] = v[right];
          }
        }
      }
    } finally {
      System.arraycopy(k, 0, keys, to - right, right);
      if (values != null) {
        System.arraycopy(v, 0, values, to - right, right);
      }
    }
  }
}
