package dev.dormouse.importer;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.PyObject;

/** Finds distributions for {@code importlib.metadata}. Not on the start-up path. */
final class Distributions {
  private Distributions() {}

  static PyObject find(PyObject context) {
    PyObject finder = Abstract.getAttribute(ImportSystem.current().importModule("importlib.metadata"), "MetadataPathFinder");
    return context == null
        ? Abstract.callMethod(finder, "find_distributions")
        : Abstract.callMethod(finder, "find_distributions", context);
  }
}
