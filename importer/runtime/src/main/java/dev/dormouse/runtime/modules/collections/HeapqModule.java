package dev.dormouse.runtime.modules.collections;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;

/**
 * {@code _heapq}: heaps in lists; those with the greatest item first serve {@code merge} and {@code
 * nsmallest}.
 */
@BuiltinModule(name = "_heapq", doc = "Heap queue algorithm (a.k.a. priority queue).")
public final class HeapqModule {
  private HeapqModule() {}

  public static BuiltinTable table() {
    return new HeapqModuleTable();
  }

  @Function(
      signature = "(heap, item, /)",
      doc = "Push item onto heap, maintaining the heap invariant.")
  static void heappush(PyList heap, PyObject item) {
    heap.add(item);
    siftDown(heap, 0, heap.size() - 1, false);
  }

  @Function(
      signature = "(heap, /)",
      doc = "Pop the smallest item off the heap, maintaining the heap invariant.")
  static PyObject heappop(PyList heap) {
    return pop(heap, false);
  }

  @Function(signature = "(heap, item, /)", doc = "Pop the smallest item, then push the new one.")
  static PyObject heapreplace(PyList heap, PyObject item) {
    return replace(heap, item, false);
  }

  @Function(signature = "(heap, item, /)", doc = "Push the item, then pop the smallest.")
  static PyObject heappushpop(PyList heap, PyObject item) {
    if (heap.size() == 0) {
      return item;
    }
    if (!Abstract.less(heap.get(0), item)) {
      return item;
    }
    if (heap.size() == 0) {
      throw Errors.indexError("index out of range");
    }
    return replace(heap, item, false);
  }

  @Function(
      signature = "(heap, /)",
      doc = "Transform list into a heap, in-place, in O(len(heap)) time.")
  static void heapify(PyList heap) {
    order(heap, false);
  }

  @Function(name = "_heappop_max", signature = "(heap, /)", doc = "Maxheap variant of heappop.")
  static PyObject heappopMax(PyList heap) {
    return pop(heap, true);
  }

  @Function(
      name = "_heapreplace_max",
      signature = "(heap, item, /)",
      doc = "Maxheap variant of heapreplace.")
  static PyObject heapreplaceMax(PyList heap, PyObject item) {
    return replace(heap, item, true);
  }

  @Function(name = "_heapify_max", signature = "(heap, /)", doc = "Maxheap variant of heapify.")
  static void heapifyMax(PyList heap) {
    order(heap, true);
  }

  private static PyObject pop(PyList heap, boolean max) {
    int n = heap.size();
    if (n == 0) {
      throw Errors.indexError("index out of range");
    }
    PyObject last = heap.removeAt(n - 1);
    if (n == 1) {
      return last;
    }
    PyObject first = heap.get(0);
    heap.set(0, last);
    siftUp(heap, 0, max);
    return first;
  }

  private static PyObject replace(PyList heap, PyObject item, boolean max) {
    if (heap.size() == 0) {
      throw Errors.indexError("index out of range");
    }
    PyObject first = heap.get(0);
    heap.set(0, item);
    siftUp(heap, 0, max);
    return first;
  }

  private static void order(PyList heap, boolean max) {
    for (int i = heap.size() / 2 - 1; i >= 0; i--) {
      siftUp(heap, i, max);
    }
  }

  /**
   * Whether {@code a} belongs above {@code b}. The comparison may change the list, which is an
   * error.
   */
  private static boolean above(PyList heap, PyObject a, PyObject b, boolean max) {
    int n = heap.size();
    boolean less = max ? Abstract.less(b, a) : Abstract.less(a, b);
    if (heap.size() != n) {
      throw Errors.runtimeError("list changed size during iteration");
    }
    return less;
  }

  /** Moves the item at {@code at} up until its parent belongs above it. */
  private static void siftDown(PyList heap, int start, int at, boolean max) {
    PyObject item = heap.get(at);
    while (at > start) {
      int parent = at - 1 >> 1;
      PyObject p = heap.get(parent);
      if (!above(heap, item, p, max)) {
        return;
      }
      // Read anew: a comparison may have stored something else.
      p = heap.get(parent);
      heap.set(parent, heap.get(at));
      heap.set(at, p);
      at = parent;
    }
  }

  /**
   * Lets the item at {@code at} sink to a leaf, then rise to its place: fewer comparisons than
   * stopping on the way.
   */
  private static void siftUp(PyList heap, int at, boolean max) {
    int start = at;
    int end = heap.size();
    int inner = end >> 1;
    while (at < inner) {
      int child = 2 * at + 1;
      if (child + 1 < end && !above(heap, heap.get(child), heap.get(child + 1), max)) {
        child++;
      }
      PyObject c = heap.get(child);
      heap.set(child, heap.get(at));
      heap.set(at, c);
      at = child;
    }
    siftDown(heap, start, at, max);
  }

  static void exec(PyModule m) {
    m.set(
        "__about__",
        PyStr.of(
            "Heaps are lists for which a[k] <= a[2*k+1] and a[k] <= a[2*k+2] for all k, counting"
                + " from 0."));
  }
}
