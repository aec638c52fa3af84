package dev.dormouse.importer.state;

import dev.dormouse.runtime.modules.sre.PyMatch;
import dev.dormouse.runtime.modules.sre.PyPattern;
import dev.dormouse.runtime.objects.Names;
import dev.dormouse.runtime.objects.PyBuiltinFunction;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.objects.UnnamedTypes;

/** What modules imported from native modules. */
final class NativeAttributes {
  private NativeAttributes() {}

  /** A builtin type that no module has under its name. */
  static PyType unnamed(String name) {
    return switch (name) {
      case "Pattern" -> PyPattern.TYPE;
      case "Match" -> PyMatch.TYPE;
      default -> UnnamedTypes.find(name);
    };
  }

  /** {@code o} if it is a module that no Python code made, else null. */
  static PyObject module(PyObject o) {
    return o instanceof PyModule m
            && !m.isDormant()
            && m.dict().get(Names.LOADER) instanceof PyType loader
            && loader.name().equals("BuiltinImporter")
        ? m
        : null;
  }

  /**
   * The function or type as it was when the native module was made: tests put others in their place
   * ({@code time.time = fake}), which who imported the old one before must not see.
   */
  static PyObject find(PyModule module, PyStr name) {
    PyObject now = module.dict().get(name);
    if (now instanceof PyBuiltinFunction f && f.self == module && f.name().equals(name.value())
        || now instanceof PyType t && !t.isHeap()) {
      return now;
    }
    PyDict all = module.dict();
    for (int i = 0; i < all.slotLimit(); i++) {
      if (all.keyAt(i) != null
          && all.valueAt(i) instanceof PyBuiltinFunction f
          && f.self == module
          && f.table.find(name.value()) >= 0) {
        return new PyBuiltinFunction(
            f.table, f.table.find(name.value()), module, all.get(Names.DUNDER_NAME));
      }
    }
    return now;
  }
}
