package dev.dormouse.runtime.modules.warnings;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.Names;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;

/** {@code _warnings}. */
@BuiltinModule(
    name = "_warnings",
    doc = "Filters and issues warnings; the native half of the warnings module.")
public final class WarningsModule {
  private WarningsModule() {}

  public static BuiltinTable table() {
    return new WarningsModuleTable();
  }

  static void exec(PyModule module) {
    Warnings w = Warnings.current();
    module.set("filters", w.filters());
    module.set("_onceregistry", w.onceRegistry());
    module.set("_defaultaction", w.defaultAction());
  }

  @Function(
      signature = "(message, category=None, stacklevel=1, source=None)",
      doc = "Issue a warning; the filters may turn it into an exception or into nothing.")
  static void warn(PyObject message, PyObject category, int stacklevel, PyObject source) {
    PyType actual = category(message, category);
    Warnings.current().warn(actual, message, stacklevel, source == PyObject.NONE ? null : source);
  }

  /**
   * The category to use: the message's own if it is a warning, else the one given, else
   * UserWarning.
   */
  private static PyType category(PyObject message, PyObject category) {
    if (message.type.isSubtype(Exceptions.Warning)) {
      return message.type;
    }
    if (category == null || category == PyObject.NONE) {
      return Exceptions.UserWarning;
    }
    if (!(category instanceof PyType t) || !Abstract.isSubclass(category, Exceptions.Warning)) {
      throw Errors.typeError(
          "category must be a Warning subclass, not '" + category.type.name() + "'");
    }
    return t;
  }

  @Function(
      name = "warn_explicit",
      signature =
          "(message, category, filename, lineno, module=None, registry=None, module_globals=None,"
              + " source=None)",
      doc = "Issue a warning for a place in a source file.")
  static void warnExplicit(
      PyObject message,
      PyObject category,
      PyStr filename,
      int lineno,
      PyObject module,
      PyObject registry,
      PyObject moduleGlobals,
      PyObject source) {
    PyObject line = null;
    if (moduleGlobals != null && moduleGlobals != PyObject.NONE) {
      if (!(moduleGlobals instanceof PyDict globals)) {
        throw Errors.typeError(
            "module_globals must be a dict, not '" + moduleGlobals.type.name() + "'");
      }
      line = sourceLine(globals, lineno);
    }
    Warnings.current()
        .warnExplicit(
            category,
            message,
            filename,
            lineno,
            module,
            registry,
            line,
            source == PyObject.NONE ? null : source,
            null);
  }

  /** The line as the module's loader knows it; null if there is no such loader or no source. */
  static PyObject sourceLine(PyDict globals, int lineno) {
    PyObject loader = globals.get(Names.LOADER);
    PyObject name = globals.get(Names.DUNDER_NAME);
    if (loader == null || name == null) {
      return null;
    }
    PyObject getSource = Abstract.getAttributeOrNull(loader, PyStr.interned("get_source"));
    if (getSource == null) {
      return null;
    }
    PyObject source = Abstract.call(getSource, name);
    if (source == PyObject.NONE) {
      return null;
    }
    if (!(source instanceof PyStr text)) {
      throw Errors.typeError("must be str, not " + source.type.name());
    }
    // Not the method of a subclass.
    PyObject lines = Abstract.callMethod(PyStr.of(text.value()), "splitlines");
    return Abstract.getItem(lines, PyInt.of(lineno - 1));
  }

  @Function(
      name = "_filters_mutated",
      doc = "Say that the filters have changed, so that what was shown once may be shown again.")
  static void filtersMutated() {
    Warnings.current().filtersMutated();
  }
}
