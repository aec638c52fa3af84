package dev.dormouse.runtime.modules;

import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * {@code gc.get_referrers}: the JVM keeps no list of all objects, so this looks at what can be
 * reached from the modules that have run: their namespaces, dictionaries, lists, tuples, and the
 * attributes of objects and classes. What only a running function or an iterator refers to is not
 * found.
 */
final class Referrers {
  private final Set<PyObject> wanted = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<PyObject> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final ArrayDeque<PyObject> pending = new ArrayDeque<>();
  private final PyList found = new PyList();

  Referrers(PyObject[] wanted) {
    for (PyObject o : wanted) {
      this.wanted.add(o);
    }
  }

  PyList find() {
    PyDict modules = Interpreter.current().modules;
    reach(modules);
    while (!pending.isEmpty()) {
      visit(pending.remove());
    }
    return found;
  }

  private void reach(PyObject o) {
    // A module that sleeps is not woken for this.
    if (o instanceof PyModule m && m.isDormant() || !seen.add(o)) {
      return;
    }
    pending.add(o);
  }

  private void visit(PyObject o) {
    switch (o) {
      case PyDict d -> {
        boolean refers = false;
        for (int i = 0; i < d.slotLimit(); i++) {
          PyObject key = d.keyAt(i);
          if (key != null) {
            refers |= wanted.contains(key) | wanted.contains(d.valueAt(i));
            reach(key);
            reach(d.valueAt(i));
          }
        }
        if (refers) {
          found.add(d);
        }
      }
      case PyList l -> items(l, l.toArray());
      case PyTuple t -> items(t, t.items);
      case PyType t when t.isHeap() -> reach(t.dictionary());
      default -> {
        PyDict attributes = o.type.hasDict ? o.dictOrNull() : null;
        if (attributes != null) {
          reach(attributes);
        }
      }
    }
  }

  private void items(PyObject container, PyObject[] items) {
    boolean refers = false;
    for (PyObject item : items) {
      refers |= wanted.contains(item);
      reach(item);
    }
    if (refers) {
      found.add(container);
    }
  }
}
