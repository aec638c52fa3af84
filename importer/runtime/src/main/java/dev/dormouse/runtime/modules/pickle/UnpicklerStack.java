package dev.dormouse.runtime.modules.pickle;

import dev.dormouse.runtime.objects.ItemArrays;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyObject;
import java.util.Arrays;

/** The stack of a load and the marks on it; nothing is taken from below the last mark. */
final class UnpicklerStack {
  private PyObject[] items = new PyObject[16];
  private int size;
  private int[] marks = new int[8];
  private int markCount;

  /** Where the last mark is; 0 without any. */
  private int fence;

  PyException underflow() {
    return PickleErrors.unpickling(
        markCount > 0 ? "unexpected MARK found" : "unpickling stack underflow");
  }

  int size() {
    return size;
  }

  void push(PyObject o) {
    if (size == items.length) {
      items = Arrays.copyOf(items, size * 2);
    }
    items[size++] = o;
  }

  PyObject pop() {
    if (size <= fence) {
      throw underflow();
    }
    PyObject o = items[--size];
    items[size] = null;
    return o;
  }

  PyObject popOrNull() {
    return size <= fence ? null : pop();
  }

  PyObject top() {
    if (size <= fence) {
      throw underflow();
    }
    return items[size - 1];
  }

  void replaceTop(PyObject o) {
    items[size - 1] = o;
  }

  void mark() {
    if (markCount == marks.length) {
      marks = Arrays.copyOf(marks, markCount * 2);
    }
    marks[markCount++] = size;
    fence = size;
  }

  /** Takes the last mark away and says where it was. */
  int popMark() {
    if (markCount < 1) {
      throw PickleErrors.unpickling("could not find MARK");
    }
    int mark = marks[--markCount];
    fence = markCount > 0 ? marks[markCount - 1] : 0;
    return mark;
  }

  boolean isMarkOnTop() {
    return markCount > 0 && marks[markCount - 1] == size;
  }

  /** Takes all items from an index on. */
  PyObject[] popFrom(int start) {
    if (start < fence) {
      throw underflow();
    }
    PyObject[] taken = ItemArrays.copyOfRange(items, start, size);
    dropTo(start);
    return taken;
  }

  void dropTo(int start) {
    while (size > start) {
      items[--size] = null;
    }
  }

  PyObject get(int index) {
    return items[index];
  }

  /** Checks that there is an item at an index to change, below what has been marked. */
  void require(int index) {
    if (index < fence || index < 0) {
      throw underflow();
    }
  }
}
