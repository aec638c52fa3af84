package dev.dormouse.importer.state;

import dev.dormouse.runtime.objects.Names;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import java.util.Set;
import java.util.function.Predicate;

/**
 * {@code Optional[str]} and the like: the module {@code typing} keeps them in caches, so modules
 * that know nothing of each other share them. They compare by what is in them, and nobody changes
 * them: a state may have one of its own.
 */
final class TypingAliases {
  /** Modules that are there whenever {@code typing} is, itself included. */
  static final Set<String> NEEDED = Set.of("typing", "_collections_abc", "collections");

  private TypingAliases() {}

  static boolean is(PyObject o) {
    return o.type.isHeap()
        && o.type.name().endsWith("Alias")
        && o.type.own(Names.MODULE) instanceof PyStr module
        && module.value().equals("typing");
  }

  /**
   * Whether it is made of nothing but what is there wherever {@code typing} is.
   *
   * @param isThere tells that of objects that are no aliases
   */
  static boolean isFree(PyObject o, Predicate<PyObject> isThere) {
    if (o instanceof PyTuple t && t.type == PyTuple.TYPE) {
      for (PyObject item : t.items) {
        if (!isFree(item, isThere)) {
          return false;
        }
      }
      return true;
    }
    if (!is(o)) {
      return o instanceof PyType t && !t.isHeap() || isThere.test(o);
    }
    PyDict attributes = o.dictOrNull();
    for (int i = 0; attributes != null && i < attributes.slotLimit(); i++) {
      if (attributes.keyAt(i) != null && !isFree(attributes.valueAt(i), isThere)) {
        return false;
      }
    }
    return true;
  }
}
