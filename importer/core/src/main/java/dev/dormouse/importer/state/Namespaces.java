package dev.dormouse.importer.state;

import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.Names;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What stands in namespaces under names that are str, for who writes a state. */
final class Namespaces {
  private Namespaces() {}

  static List<String> names(PyDict dict) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < dict.slotLimit(); i++) {
      if (dict.keyAt(i) instanceof PyStr s) {
        names.add(s.value());
      }
    }
    return names;
  }

  static Map<String, PyObject> attributes(PyDict dict) {
    Map<String, PyObject> attributes = new LinkedHashMap<>();
    for (int i = 0; i < dict.slotLimit(); i++) {
      if (dict.keyAt(i) instanceof PyStr s) {
        attributes.put(s.value(), dict.valueAt(i));
      }
    }
    return attributes;
  }

  /** What a module calls itself; null if it sleeps or has no such name. */
  static String nameOf(PyModule m) {
    return !m.isDormant() && m.dict().get(Names.DUNDER_NAME) instanceof PyStr s ? s.value() : null;
  }

  /** What a module holds that is imported and awake, {@code re._cache} say; else null. */
  static PyObject find(Interpreter interpreter, String path) {
    int dot = path.lastIndexOf('.');
    return interpreter.modules.get(path.substring(0, dot)) instanceof PyModule m && !m.isDormant()
        ? m.get(path.substring(dot + 1))
        : null;
  }
}
