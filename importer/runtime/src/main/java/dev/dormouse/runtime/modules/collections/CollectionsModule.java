package dev.dormouse.runtime.modules.collections;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.Numbers;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyOrderedDict;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;

/** {@code _collections}: what {@code collections} has native. */
@BuiltinModule(name = "_collections", doc = "High performance data structures.")
public final class CollectionsModule {
  private CollectionsModule() {}

  public static BuiltinTable table() {
    return new CollectionsModuleTable();
  }

  @Function(
      name = "_count_elements",
      signature = "(mapping, iterable, /)",
      doc = "Add to a mapping how often each item of an iterable comes.")
  static void countElements(PyObject mapping, PyObject iterable) {
    PyObject it = Abstract.iter(iterable);
    if (mapping instanceof PyDict d && inherits(d.type, "get") && inherits(d.type, "__setitem__")) {
      for (PyObject key = Abstract.next(it); key != null; key = Abstract.next(it)) {
        PyObject n = d.get(key);
        d.put(key, n == null ? PyInt.ONE : Numbers.add(n, PyInt.ONE));
      }
      return;
    }
    PyObject get = Abstract.getAttribute(mapping, "get");
    for (PyObject key = Abstract.next(it); key != null; key = Abstract.next(it)) {
      PyObject n = Abstract.call(get, key, PyInt.ZERO);
      Abstract.setItem(mapping, key, Numbers.add(n, PyInt.ONE));
    }
  }

  private static boolean inherits(PyType t, String method) {
    return t.lookup(method) == PyDict.TYPE.lookup(method);
  }

  static void exec(PyModule m) {
    m.set("deque", PyDeque.TYPE);
    m.set("defaultdict", PyDefaultDict.TYPE);
    m.set("OrderedDict", PyOrderedDict.TYPE);
    m.set("_deque_iterator", PyDequeIterator.TYPE);
    m.set("_deque_reverse_iterator", PyDequeIterator.REVERSE_TYPE);
    m.set("_tuplegetter", TupleGetter.TYPE);
  }
}
