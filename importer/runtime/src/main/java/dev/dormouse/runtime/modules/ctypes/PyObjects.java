package dev.dormouse.runtime.modules.ctypes;

import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.PyObject;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * What stands in memory for a {@code PyObject *}: a number, since objects of the JVM have no
 * addresses. An object that was once put into memory stays known, for nobody can say when C forgets
 * it.
 */
final class PyObjects {
  private final Map<Long, PyObject> objects = new HashMap<>();
  private final Map<PyObject, Long> handles = new IdentityHashMap<>();

  private static PyObjects current() {
    Interpreter interp = Interpreter.current();
    PyObjects all = (PyObjects) interp.registered(PyObjects.class);
    if (all == null) {
      all = new PyObjects();
      interp.register(PyObjects.class, all);
    }
    return all;
  }

  static long handle(PyObject o) {
    PyObjects all = current();
    Long known = all.handles.get(o);
    if (known == null) {
      known = 8L * (all.objects.size() + 1);
      all.objects.put(known, o);
      all.handles.put(o, known);
    }
    return known;
  }

  /** The object of a number; null if there is none. */
  static PyObject get(long handle) {
    return current().objects.get(handle);
  }
}
