package dev.dormouse.runtime.objects;

import dev.dormouse.runtime.os.InnerFiles;

/**
 * What the object model and the interpreter loop need of the import system; implemented by the
 * importer module.
 */
public interface Importer {
  /** Imports an absolute name and returns that module itself, not its top-level package. */
  PyObject importModule(String name);

  /**
   * What IMPORT_NAME does when {@code __import__} is the builtin one.
   *
   * @param fromList a tuple or None
   */
  PyObject importName(PyStr name, PyDict globals, PyObject fromList, int level);

  /** What lies in the files that modules come from. Any thread may ask. */
  InnerFiles innerFiles();

  /** Runs the bodies of the modules that wait for somebody to look at them. */
  void wakeModules();

  /** The repr of a module, which depends on its spec and loader. */
  String moduleRepr(PyModule module);

  /** Whether a module spec belongs to a module that is being imported right now. */
  boolean isInitializing(PyObject spec);

  /**
   * Whether {@code name} is a submodule, of the package that has this spec, whose import has begun
   * and not ended.
   */
  boolean isUninitializedSubmodule(PyObject spec, PyStr name);
}
