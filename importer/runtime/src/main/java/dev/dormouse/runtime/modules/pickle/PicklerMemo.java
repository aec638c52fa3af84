package dev.dormouse.runtime.modules.pickle;

import dev.dormouse.runtime.objects.PyObject;

/** The objects that were written, by identity, each with a number. It keeps them alive. */
final class PicklerMemo {
  private PyObject[] keys = new PyObject[32];
  private int[] numbers = new int[32];
  private int size;

  int size() {
    return size;
  }

  /** Where an object is or belongs. */
  private int place(PyObject o) {
    int mask = keys.length - 1;
    int h = System.identityHashCode(o);
    int at = (h ^ h >>> 15) & mask;
    while (keys[at] != null && keys[at] != o) {
      at = at + 1 & mask;
    }
    return at;
  }

  /** -1 if it is not there. */
  int get(PyObject o) {
    int at = place(o);
    return keys[at] == null ? -1 : numbers[at];
  }

  void put(PyObject o, int number) {
    int at = place(o);
    if (keys[at] == null) {
      if (size * 3 >= keys.length * 2) {
        grow();
        at = place(o);
      }
      keys[at] = o;
      size++;
    }
    numbers[at] = number;
  }

  private void grow() {
    PyObject[] oldKeys = keys;
    int[] oldNumbers = numbers;
    keys = new PyObject[oldKeys.length * 2];
    numbers = new int[oldKeys.length * 2];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != null) {
        int at = place(oldKeys[i]);
        keys[at] = oldKeys[i];
        numbers[at] = oldNumbers[i];
      }
    }
  }

  void clear() {
    keys = new PyObject[32];
    numbers = new int[32];
    size = 0;
  }

  /** What {@link #keyAt} and {@link #numberAt} are asked with is less. */
  int places() {
    return keys.length;
  }

  /** Null where nothing is. */
  PyObject keyAt(int place) {
    return keys[place];
  }

  int numberAt(int place) {
    return numbers[place];
  }

  PicklerMemo copy() {
    PicklerMemo copy = new PicklerMemo();
    copy.keys = keys.clone();
    copy.numbers = numbers.clone();
    copy.size = size;
    return copy;
  }
}
