package dev.dormouse.importer.state;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Anatomy;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import java.util.ArrayList;
import java.util.List;

/**
 * The loggers there are. {@code logging.getLogger(__name__)} in a module's body is a change of the
 * module {@code logging} that importing a state repeats, by the same call.
 */
final class Loggers {
  /** The dict of the manager; null if there is no such module. */
  private final PyDict all;

  Loggers(Interpreter interpreter) {
    all =
        interpreter.modules.get("logging") instanceof PyModule m
                && !m.isDormant()
                && m.get("Logger") instanceof PyObject logger
                && Abstract.getAttributeOrNull(logger, PyStr.interned("manager"))
                    instanceof PyObject manager
                && Abstract.getAttributeOrNull(manager, PyStr.interned("loggerDict"))
                    instanceof PyDict d
            ? d
            : null;
  }

  /** What loggers know of each other, and what they remember. */
  static boolean isIgnored(String attribute) {
    return attribute.equals("parent") || attribute.equals("_cache");
  }

  static boolean isLogger(PyObject o) {
    if (o.type.isHeap()) {
      for (PyType t : Anatomy.mro(o.type)) {
        if (t.isHeap() && t.name().equals("Logger")) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether this change is the entry of a logger, or what goes with it. */
  boolean allows(PyObject o, Object[] before, Object[] now) {
    if (o == all) {
      // Names stay; in the place of a placeholder comes a logger.
      for (int i = 0; i < before.length; i += 2) {
        boolean same =
            i < now.length
                && Surroundings.isSame(before[i], now[i])
                && (before[i + 1] == now[i + 1] || isPlaceHolder(before[i + 1]));
        if (!same) {
          return false;
        }
      }
      return true;
    }
    for (int i = 0; all != null && i < all.slotLimit(); i++) {
      if (all.keyAt(i) != null
          && isPlaceHolder(all.valueAt(i))
          && all.valueAt(i).dictOrNull().get("loggerMap") == o) {
        return true;
      }
    }
    return false;
  }

  private static boolean isPlaceHolder(Object o) {
    return o instanceof PyObject p && p.type.name().equals("PlaceHolder");
  }

  /** Names of the loggers, without those who only stand in for one. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    for (int i = 0; all != null && i < all.slotLimit(); i++) {
      if (all.keyAt(i) instanceof PyStr s && !isPlaceHolder(all.valueAt(i))) {
        names.add(s.value());
      }
    }
    return names;
  }

  PyObject named(String name) {
    return all.get(name);
  }

  /** Whether this is the dict of all loggers, which each of them brings up to date. */
  boolean isRegistry(PyObject o) {
    return o == all && all != null;
  }

  /** The name under which {@code getLogger} gives this object, or null. */
  String nameOf(PyObject o) {
    for (String name : names()) {
      if (all.get(name) == o) {
        return name;
      }
    }
    return null;
  }

  /** Whether the logger is as {@code getLogger} makes it. */
  boolean isPristine(String name) {
    PyDict d = all.get(name).dictOrNull();
    return isLogger(all.get(name))
        && d.get("level") instanceof PyInt level
        && !Abstract.isTrue(level)
        && d.get("handlers") instanceof PyList handlers
        && handlers.size() == 0
        && d.get("filters") instanceof PyList filters
        && filters.size() == 0
        && Abstract.isTrue(d.get("propagate"))
        && !Abstract.isTrue(d.get("disabled"))
        && d.size() == 9;
  }
}
