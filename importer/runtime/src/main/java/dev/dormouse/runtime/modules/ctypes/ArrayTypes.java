package dev.dormouse.runtime.modules.ctypes;

import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.PyType;
import java.util.HashMap;
import java.util.Map;
import java.util.WeakHashMap;

/** The classes of arrays made so far, by what they are arrays of. */
final class ArrayTypes {
  private final Map<PyType, Map<Integer, PyType>> made = new WeakHashMap<>();

  static ArrayTypes current() {
    Interpreter interp = Interpreter.current();
    ArrayTypes all = (ArrayTypes) interp.registered(ArrayTypes.class);
    if (all == null) {
      all = new ArrayTypes();
      interp.register(ArrayTypes.class, all);
    }
    return all;
  }

  PyType get(PyType item, int count) {
    Map<Integer, PyType> of = made.get(item);
    return of == null ? null : of.get(count);
  }

  void put(PyType item, int count, PyType array) {
    made.computeIfAbsent(item, k -> new HashMap<>()).put(count, array);
  }
}
