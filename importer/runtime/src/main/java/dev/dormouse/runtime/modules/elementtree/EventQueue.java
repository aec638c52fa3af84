package dev.dormouse.runtime.modules.elementtree;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyTuple;

/**
 * Where a builder reports what it does, for {@code iterparse} and {@code XMLPullParser}. Each kind
 * of event has the name that the program gave it; null for those that it does not want.
 */
final class EventQueue {
  private final PyObject append;
  PyObject start;
  PyObject end;
  PyObject startNs;
  PyObject endNs;
  PyObject comment;
  PyObject pi;

  EventQueue(PyObject append) {
    this.append = append;
  }

  void tell(PyObject name, PyObject what) {
    if (name != null) {
      Abstract.call(append, PyTuple.of(name, what));
    }
  }
}
