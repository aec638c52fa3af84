package dev.dormouse.importer;

import dev.dormouse.image.ImageModule;
import dev.dormouse.runtime.modules.Compiling;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.Names;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;

/**
 * From a spec to a module in {@code sys.modules}. Follows {@code _load_unlocked} of the library's
 * {@code importlib._bootstrap}.
 */
final class ModuleLoader {
  private final ImportSystem system;
  private final PyDict modules;

  ModuleLoader(ImportSystem system) {
    this.system = system;
    this.modules = system.modules;
  }

  /** Loads the module; the caller holds its lock. */
  PyObject loadUnlocked(PyObject spec) {
    PyObject loader = Abstract.getAttribute(spec, PyModuleSpec.LOADER);
    boolean known = isKnown(loader);
    if (loader != PyObject.NONE
        && !known
        && Abstract.getAttributeOrNull(loader, Protocol.EXEC_MODULE) == null) {
      Protocol.warnNoExecModule(loader);
      return loadBackwardCompatible(spec, loader);
    }
    PyObject module = fromSpec(spec);
    PyObject name = Abstract.getAttribute(spec, PyModuleSpec.NAME);
    setInitializing(spec, true);
    try {
      modules.put(name, module);
      try {
        if (known) {
          execKnown(spec, loader, (PyModule) module);
        } else if (loader != PyObject.NONE) {
          Abstract.callMethod(loader, Protocol.EXEC_MODULE, module);
        } else if (Abstract.getAttribute(spec, PyModuleSpec.LOCATIONS) == PyObject.NONE) {
          throw missingLoader(name);
        }
      } catch (Throwable e) {
        modules.remove(name);
        throw e;
      }
      module = moveToEnd(name);
      if (system.interp.flags.verbose > 0) {
        Verbose.imported(name, loader);
      }
      return module;
    } finally {
      setInitializing(spec, false);
    }
  }

  static PyException missingLoader(PyObject name) {
    return Errors.importError(
        Exceptions.ImportError, "missing loader", name instanceof PyStr s ? s : null, null);
  }

  static void setInitializing(PyObject spec, boolean value) {
    if (spec.type == PyModuleSpec.TYPE) {
      spec.dict().put(PyModuleSpec.INITIALIZING, PyBool.of(value));
    } else {
      Abstract.setAttribute(spec, PyModuleSpec.INITIALIZING, PyBool.of(value));
    }
  }

  /** What is in {@code sys.modules} now becomes its last entry: shut-down goes by that order. */
  private PyObject moveToEnd(PyObject name) {
    PyObject module = modules.remove(name);
    if (module == null) {
      throw Errors.keyError(name);
    }
    modules.put(name, module);
    return module;
  }

  /** Whether this loader's work is done here, without calling its methods. */
  private static boolean isKnown(PyObject loader) {
    return loader instanceof ImageImporter
        || loader == BuiltinImporter.TYPE
        || loader == FrozenImporter.TYPE
        || loader instanceof FileLoader file && file.isOurs();
  }

  private void execKnown(PyObject spec, PyObject loader, PyModule module) {
    if (loader instanceof ImageImporter importer) {
      ImportSystem.addBuiltins(module.dict());
      ImageModule found = spec instanceof PyModuleSpec s ? s.found : null;
      if (found == null) {
        StoreImporter.execModule(importer, module);
      } else {
        importer.exec(found, module);
      }
    } else if (loader instanceof FileLoader file) {
      ImportSystem.addBuiltins(module.dict());
      PyStr name = (PyStr) Abstract.getAttribute(spec, PyModuleSpec.NAME);
      Compiling.run(system.codeOf(file, name), module.dict(), module.dict(), null);
    }
  }

  private PyObject loadBackwardCompatible(PyObject spec, PyObject loader) {
    PyObject name = Abstract.getAttribute(spec, PyModuleSpec.NAME);
    try {
      Abstract.callMethod(loader, Protocol.LOAD_MODULE, name);
    } catch (PyException e) {
      if (modules.get(name) != null) {
        moveToEnd(name);
      }
      throw e;
    }
    PyObject module = moveToEnd(name);
    if (isMissing(module, Names.LOADER)) {
      setQuietly(module, Names.LOADER, loader);
    }
    if (isMissing(module, Names.PACKAGE)) {
      String own = Abstract.str(name).value();
      int dot = own.lastIndexOf('.');
      PyObject package_ =
          Abstract.getAttributeOrNull(module, Names.PATH) != null
              ? Abstract.getAttribute(module, Names.DUNDER_NAME)
              : PyStr.of(dot < 0 ? "" : own.substring(0, dot));
      setQuietly(module, Names.PACKAGE, package_);
    }
    if (isMissing(module, Names.SPEC)) {
      setQuietly(module, Names.SPEC, spec);
    }
    return module;
  }

  // making modules

  /** {@code importlib.util.module_from_spec}. */
  PyObject fromSpec(PyObject spec) {
    PyObject loader = Abstract.getAttribute(spec, PyModuleSpec.LOADER);
    PyObject name = Abstract.getAttribute(spec, PyModuleSpec.NAME);
    if (spec.type == PyModuleSpec.TYPE) {
      if (loader == BuiltinImporter.TYPE) {
        PyModule module = (PyModule) BuiltinImporter.createModule(spec);
        setAttributes(spec, module, false);
        return module;
      }
      if (loader == FrozenImporter.TYPE
          && name instanceof PyStr s
          && Bootstrap.isBootstrap(s.value())) {
        return system.bootstrap().module(s.value());
      }
      if (isKnown(loader) && name instanceof PyStr s) {
        return fresh((PyModuleSpec) spec, s, loader);
      }
    }
    PyObject module = null;
    if (Abstract.getAttributeOrNull(loader, Protocol.CREATE_MODULE) != null) {
      module = Abstract.callMethod(loader, Protocol.CREATE_MODULE, spec);
    } else if (Abstract.getAttributeOrNull(loader, Protocol.EXEC_MODULE) != null) {
      throw Errors.importError(
          Exceptions.ImportError,
          "loaders that define exec_module() must also define create_module()",
          null,
          null);
    }
    if (module == null || module == PyObject.NONE) {
      module = new PyModule(Abstract.str(name).value(), PyObject.NONE);
      module.dict().put(Names.DUNDER_NAME, name);
    }
    setAttributes(spec, module, false);
    return module;
  }

  /**
   * A new module of a spec made here: what {@link #setAttributes} does, without asking what is
   * there already.
   */
  private static PyModule fresh(PyModuleSpec spec, PyStr name, PyObject loader) {
    PyModule module = new PyModule(name.value(), PyObject.NONE);
    fill(module.dict(), spec, loader);
    return module;
  }

  /** What there is in the namespace of such a module before its body runs. */
  static void fill(PyDict d, PyModuleSpec spec, PyObject loader) {
    d.put(Names.LOADER, loader);
    d.put(Names.PACKAGE, PyModuleSpec.parent(spec));
    d.put(Names.SPEC, spec);
    PyObject locations = spec.attribute(PyModuleSpec.LOCATIONS);
    if (locations != PyObject.NONE) {
      d.put(Names.PATH, locations);
    }
    d.put(Names.FILE, spec.attribute(PyModuleSpec.ORIGIN));
    PyObject cached = PyModuleSpec.cached(spec);
    if (cached != PyObject.NONE) {
      d.put(Names.CACHED, cached);
    }
  }

  /**
   * Gives a module the attributes that its spec says; those it has stay unless {@code override}.
   */
  void setAttributes(PyObject spec, PyObject module, boolean override) {
    if (override || isMissing(module, Names.DUNDER_NAME)) {
      setQuietly(module, Names.DUNDER_NAME, Abstract.getAttribute(spec, PyModuleSpec.NAME));
    }
    PyObject locations = Abstract.getAttribute(spec, PyModuleSpec.LOCATIONS);
    if (override || isMissing(module, Names.LOADER)) {
      PyObject loader = Abstract.getAttribute(spec, PyModuleSpec.LOADER);
      if (loader == PyObject.NONE && locations != PyObject.NONE) {
        loader = system.bootstrap().namespaceLoader(locations);
        Abstract.setAttribute(spec, PyModuleSpec.LOADER, loader);
        Abstract.setAttribute(module, Names.FILE, PyObject.NONE);
      }
      setQuietly(module, Names.LOADER, loader);
    }
    if (override || isMissing(module, Names.PACKAGE)) {
      setQuietly(module, Names.PACKAGE, Abstract.getAttribute(spec, PyModuleSpec.PARENT));
    }
    setQuietly(module, Names.SPEC, spec);
    if (locations != PyObject.NONE && (override || isMissing(module, Names.PATH))) {
      setQuietly(module, Names.PATH, locations);
    }
    if (Abstract.isTrue(Abstract.getAttribute(spec, PyModuleSpec.HAS_LOCATION))) {
      if (override || isMissing(module, Names.FILE)) {
        setQuietly(module, Names.FILE, Abstract.getAttribute(spec, PyModuleSpec.ORIGIN));
      }
      if (override || isMissing(module, Names.CACHED)) {
        PyObject cached = Abstract.getAttribute(spec, "cached");
        if (cached != PyObject.NONE) {
          setQuietly(module, Names.CACHED, cached);
        }
      }
    }
  }

  private static boolean isMissing(PyObject module, PyStr name) {
    PyObject v = Abstract.getAttributeOrNull(module, name);
    return v == null || v == PyObject.NONE;
  }

  /** Modules need not be modules: whatever create_module() returned may refuse attributes. */
  private static void setQuietly(PyObject module, PyStr name, PyObject value) {
    if (module.type == PyModule.TYPE) {
      module.dict().put(name, value);
      return;
    }
    try {
      Abstract.setAttribute(module, name, value);
    } catch (PyException e) {
      if (!e.matches(Exceptions.AttributeError)) {
        throw e;
      }
    }
  }

  /** Gives a native module that was made before the import system its spec. */
  void fixUp(PyModule module) {
    PyObject name = module.dict().get(Names.DUNDER_NAME);
    setAttributes(BuiltinImporter.spec((PyStr) name), module, false);
  }

  /** {@code loader.load_module(fullname)} of loaders that have exec_module. */
  PyObject shim(PyObject loader, PyStr name) {
    Errors.warn(
        Exceptions.DeprecationWarning,
        "the load_module() method is deprecated and slated for removal in Python 3.12; use"
            + " exec_module() instead",
        1);
    PyModuleSpec spec = Protocol.specFromLoader(name, loader);
    PyObject module = modules.get(name);
    system.locks.acquire(name.value());
    try {
      if (module == null) {
        return loadUnlocked(spec);
      }
      setAttributes(spec, module, true);
      try {
        Abstract.callMethod(loader, Protocol.EXEC_MODULE, module);
      } finally {
        module = moveToEnd(name);
      }
      return module;
    } finally {
      system.locks.release(name.value());
    }
  }

  // repr

  String repr(PyModule module) {
    PyObject loader = Abstract.getAttributeOrNull(module, Names.LOADER);
    PyObject spec = Abstract.getAttributeOrNull(module, Names.SPEC);
    if (spec != null && Abstract.isTrue(spec)) {
      return reprOfSpec(spec);
    }
    if (loader != null && Abstract.getAttributeOrNull(loader, Protocol.MODULE_REPR) != null) {
      try {
        return Abstract.str(Abstract.callMethod(loader, Protocol.MODULE_REPR, module)).value();
      } catch (PyException e) {
        if (!e.matches(Exceptions.Exception)) {
          throw e;
        }
      }
    }
    PyObject name = Abstract.getAttributeOrNull(module, Names.DUNDER_NAME);
    PyObject file = Abstract.getAttributeOrNull(module, Names.FILE);
    String start = "<module " + (name == null ? "'?'" : Abstract.repr(name).value());
    if (file != null) {
      return start + " from " + Abstract.repr(file).value() + ">";
    }
    return loader == null || loader == PyObject.NONE
        ? start + ">"
        : start + " (" + Abstract.repr(loader).value() + ")>";
  }

  private static String reprOfSpec(PyObject spec) {
    PyObject name = Abstract.getAttribute(spec, PyModuleSpec.NAME);
    PyObject origin = Abstract.getAttribute(spec, PyModuleSpec.ORIGIN);
    String start = "<module " + (name == PyObject.NONE ? "'?'" : Abstract.repr(name).value());
    if (origin == PyObject.NONE) {
      PyObject loader = Abstract.getAttribute(spec, PyModuleSpec.LOADER);
      return loader == PyObject.NONE
          ? start + ">"
          : start + " (" + Abstract.repr(loader).value() + ")>";
    }
    return Abstract.isTrue(Abstract.getAttribute(spec, PyModuleSpec.HAS_LOCATION))
        ? start + " from " + Abstract.repr(origin).value() + ">"
        : start + " (" + Abstract.str(origin).value() + ")>";
  }
}
