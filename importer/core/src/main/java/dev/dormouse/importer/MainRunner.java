package dev.dormouse.importer;

import dev.dormouse.runtime.modules.Compiling;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.Names;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;

/** Minimal. */
final class MainRunner {
  private final Interpreter interp;
  private final ImportSystem imports;

  MainRunner(Interpreter interp, ImportSystem imports) {
    this.interp = interp;
    this.imports = imports;
  }

  void runModule(String name) {
    PyObject runpy = imports.importModule("runpy");
    Abstract.callMethod(runpy, "_run_module_as_main", PyStr.of(name));
  }

  void runPath(String path, boolean skip) {
    try {
      byte[] b = java.nio.file.Files.readAllBytes(java.nio.file.Path.of(path));
      PyDict g = ((PyModule) interp.modules.get(Names.MAIN)).dict();
      g.put(Names.FILE, PyStr.of(path));
      Compiling.run(Compiling.compileMain(PyBytes.of(b), path), g, g, null);
    } catch (java.io.IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
