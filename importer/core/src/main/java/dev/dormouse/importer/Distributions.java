package dev.dormouse.importer;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;

/**
 * Finds distributions for {@code importlib.metadata}: those in directories and zip files as the
 * library does, and those whose {@code .dist-info} or {@code .egg-info} directory is in an image.
 * Not on the start-up path.
 */
final class Distributions {
  private Distributions() {}

  /** {@code context} null for the library's default: every distribution on {@code sys.path}. */
  static PyObject find(PyObject context) {
    ImportSystem system = ImportSystem.current();
    PyObject metadata = system.importModule("importlib.metadata");
    PyObject c =
        context != null
            ? context
            : Abstract.callMethod(Abstract.getAttribute(metadata, "DistributionFinder"), "Context");
    PyObject finder = Abstract.getAttribute(metadata, "MetadataPathFinder");
    PyObject inFiles = Abstract.callMethod(finder, "find_distributions", c);
    PyList all = new PyList();
    for (PyObject d : Abstract.toArray(inFiles)) {
      all.add(d);
    }
    PyObject name = Abstract.getAttribute(c, "name");
    PyObject prepared =
        name == PyObject.NONE ? null : Abstract.callMethod(metadata, "Prepared", name);
    for (PyObject entry : Abstract.toArray(Abstract.getAttribute(c, "path"))) {
      if (entry instanceof PyStr path
          && system.paths.finderFor(path) instanceof StoreImporter store) {
        add(all, metadata, store, prepared);
      }
    }
    return Abstract.iter(all);
  }

  private static void add(PyList all, PyObject metadata, StoreImporter store, PyObject prepared) {
    ResourceTree tree = store.tree();
    for (String name : tree.list(store.directory())) {
      if (!name.endsWith(".dist-info") && !name.endsWith(".egg-info")) {
        continue;
      }
      PyObject path = new ResourcePath(tree, Paths.join(store.directory(), name));
      PyObject distribution = Abstract.callMethod(metadata, "PathDistribution", path);
      if (prepared == null
          || Abstract.equal(
              Abstract.getAttribute(distribution, "_normalized_name"),
              Abstract.getAttribute(prepared, "normalized"))) {
        all.add(distribution);
      }
    }
  }
}
