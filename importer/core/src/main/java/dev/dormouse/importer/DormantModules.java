package dev.dormouse.importer;

import dev.dormouse.image.Image;
import dev.dormouse.image.ImageModule;
import dev.dormouse.runtime.objects.DormantNamespace;
import dev.dormouse.runtime.objects.PyCode;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import java.util.ArrayList;

/**
 * Modules of an image that count as imported although their bodies have not run: looking into one
 * runs its body. CPython imports these at every start; that costs 20 ms of 60 here, and many
 * programs never look at them.
 *
 * <p>A module that wakes does what importing it would have done at the start. To its body that
 * makes no difference, or it must not be put to sleep here.
 */
final class DormantModules {
  private final ImportSystem system;
  private final ImageImporter importer;
  private final ArrayList<PyModule> modules = new ArrayList<>(8);

  DormantModules(ImportSystem system, Image image) {
    this.system = system;
    this.importer = new ImageImporter(image, "", null);
  }

  /** Puts a module of the image into {@code sys.modules}, dormant. */
  PyModule add(String name) {
    return add(new Namespace(PyStr.interned(name)));
  }

  PyModule add(Namespace namespace) {
    PyModule module = new PyModule(namespace);
    namespace.module = module;
    modules.add(module);
    system.modules.put(namespace.name, module);
    return module;
  }

  /** Runs the bodies of all that still sleep. */
  void wakeAll() {
    for (int i = 0; i < modules.size(); i++) {
      modules.get(i).dict();
    }
  }

  /**
   * The namespace of one such module. Its fields are guarded by the interpreter lock; the module's
   * import lock is held while the body runs, so that other threads wait for the end of it as they
   * do for any import, unless that would be a deadlock.
   */
  class Namespace extends DormantNamespace {
    final PyStr name;

    /** Set right after both are made. */
    private PyModule module;

    /** Null until a thread runs the body. */
    private PyDict dict;

    Namespace(PyStr name) {
      this.name = name;
    }

    @Override
    protected PyDict wake() {
      if (dict != null) {
        system.locks.waitFor(name.value());
        // Null if the body has failed in that other thread.
        return dict == null ? wake() : dict;
      }
      system.locks.acquire(name.value());
      ImportTimes times = system.times;
      long start = times == null ? 0 : times.begin(name.value());
      try {
        PyModuleSpec spec = importer.find(name);
        dict = new PyModule(name.value(), PyObject.NONE).dict();
        ModuleLoader.fill(dict, spec, importer);
        ModuleLoader.setInitializing(spec, true);
        try {
          ImportSystem.addBuiltins(dict);
          run(spec.found, module);
        } finally {
          ModuleLoader.setInitializing(spec, false);
        }
        module.setDict(dict);
        return dict;
      } finally {
        if (module.isDormant()) {
          dict = null;
        }
        if (times != null) {
          times.end(start, dict != null);
        }
        system.locks.release(name.value());
      }
    }

    /** Runs the body in {@code module}, whose namespace this thread sees as it grows. */
    void run(ImageModule found, PyModule module) {
      importer.exec(found, module, PyCode.WakeReason.GLOBAL);
    }
  }
}
