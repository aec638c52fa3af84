package dev.dormouse.runtime.modules.pickle;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyObject;

/** The dictionaries of {@code copyreg} and {@code _compat_pickle}; one object an interpreter. */
final class PickleRegistries {
  /** Types to functions that reduce them. */
  final PyDict dispatchTable;

  /** (module, name) to extension codes. */
  final PyDict extensions;

  /** Extension codes to (module, name). */
  final PyDict inverted;

  /** Extension codes to objects. */
  final PyDict extensionCache;

  private PyDict nameMapping;
  private PyDict importMapping;
  private PyDict reverseNameMapping;
  private PyDict reverseImportMapping;

  private PickleRegistries() {
    dispatchTable = dict("copyreg", "dispatch_table");
    extensions = dict("copyreg", "_extension_registry");
    inverted = dict("copyreg", "_inverted_registry");
    extensionCache = dict("copyreg", "_extension_cache");
  }

  static PickleRegistries current() {
    Interpreter interpreter = Interpreter.current();
    Object found = interpreter.registered(PickleRegistries.class);
    if (found == null) {
      found = new PickleRegistries();
      interpreter.register(PickleRegistries.class, found);
    }
    return (PickleRegistries) found;
  }

  private static PyDict dict(String module, String name) {
    PyObject o = attribute(module, name);
    if (!(o instanceof PyDict d)) {
      throw Errors.runtimeError(
          module + "." + name + " should be a dict, not " + o.type.fullName());
    }
    return d;
  }

  static PyObject attribute(String module, String name) {
    return Abstract.getAttribute(Interpreter.current().importer().importModule(module), name);
  }

  /** (module, name) of Python 2 to that of Python 3. */
  PyDict nameMapping() {
    if (nameMapping == null) {
      nameMapping = dict("_compat_pickle", "NAME_MAPPING");
    }
    return nameMapping;
  }

  /** Modules of Python 2 to those of Python 3. */
  PyDict importMapping() {
    if (importMapping == null) {
      importMapping = dict("_compat_pickle", "IMPORT_MAPPING");
    }
    return importMapping;
  }

  PyDict reverseNameMapping() {
    if (reverseNameMapping == null) {
      reverseNameMapping = dict("_compat_pickle", "REVERSE_NAME_MAPPING");
    }
    return reverseNameMapping;
  }

  PyDict reverseImportMapping() {
    if (reverseImportMapping == null) {
      reverseImportMapping = dict("_compat_pickle", "REVERSE_IMPORT_MAPPING");
    }
    return reverseImportMapping;
  }
}
