package dev.dormouse.importer;

import dev.dormouse.image.ImageModule;
import dev.dormouse.importer.state.StateWriter;
import dev.dormouse.runtime.modules.Compiling;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.PyCode;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import java.util.ArrayList;

/**
 * The library's own import system, {@code _frozen_importlib} and {@code
 * _frozen_importlib_external}: Python code that most runs never need, executed when somebody
 * imports {@code importlib} or looks at one of its objects. What exists here in Java then takes the
 * place of what that code defines, so that there is one {@code ModuleSpec}, one set of module locks
 * and one way to find modules.
 */
final class Bootstrap {
  private static final PyStr NAME = PyStr.interned("_frozen_importlib");
  private static final PyStr EXTERNAL_NAME = PyStr.interned("_frozen_importlib_external");

  private final ImportSystem system;

  /** Null until needed. */
  private PyModule bootstrap;

  private PyModule external;

  /** The library's classes; before it is loaded those that stand for them. */
  private PyType sourceLoader = FileLoader.Source.TYPE;

  private PyType sourcelessLoader = FileLoader.Sourceless.TYPE;
  private PyType finder = DirectoryFinder.PENDING;

  /** Objects that wait for their class; null once it is there. */
  private ArrayList<PyObject> pending = new ArrayList<>(4);

  Bootstrap(ImportSystem system) {
    this.system = system;
  }

  PyType loaderType(boolean isSource) {
    return isSource ? sourceLoader : sourcelessLoader;
  }

  PyType finderType() {
    return finder;
  }

  void track(PyObject o) {
    if (pending != null) {
      pending.add(o);
    } else if (o instanceof DirectoryFinder f) {
      f.fillAttributes(loaders());
    }
  }

  /** A native spec for the two modules, which the library calls frozen. */
  static PyModuleSpec find(PyStr name) {
    return isBootstrap(name.value())
        ? new PyModuleSpec(name, FrozenImporter.TYPE, PyStr.interned("frozen"), false)
        : null;
  }

  static boolean isBootstrap(String name) {
    return name.equals("_frozen_importlib") || name.equals("_frozen_importlib_external");
  }

  PyModule module(String name) {
    return name.equals("_frozen_importlib") ? bootstrap() : external();
  }

  /** {@code _frozen_importlib}. */
  PyModule bootstrap() {
    if (bootstrap == null) {
      load();
    }
    return bootstrap;
  }

  /** {@code _frozen_importlib_external}. */
  PyModule external() {
    if (external == null) {
      load();
    }
    return external;
  }

  /**
   * Runs the library's two modules, once, whichever thread comes first. The thread that does so may
   * come back here while it looks for them: a zip file on the path is searched by a module that
   * needs these two.
   */
  private void load() {
    system.locks.acquire(NAME.value());
    try {
      PyCode code = code("_bootstrap");
      PyCode externalCode = code("_bootstrap_external");
      StateWriter writer = system.stateWriter;
      if (bootstrap == null && writer != null) {
        writer.interrupts(NAME.value());
      }
      if (bootstrap == null) {
        load(code, externalCode);
        if (writer != null) {
          writer.settle();
        }
      }
    } finally {
      system.locks.release(NAME.value());
    }
  }

  private void load(PyCode code, PyCode externalCode) {
    PyModule b = new PyModule(NAME.value(), PyObject.NONE);
    PyModule e = new PyModule(EXTERNAL_NAME.value(), PyObject.NONE);
    PyDict globals = b.dict();
    system.loader.setAttributes(find(NAME), b, true);
    system.loader.setAttributes(find(EXTERNAL_NAME), e, true);
    run("_bootstrap", code, b);
    for (String name : new String[] {"_imp", "_thread", "_warnings", "_weakref"}) {
      globals.put(
          name, NativeModules.find(name) == null ? PyObject.NONE : system.importModule(name));
    }
    globals.put("sys", system.interp.sys);
    replaceFunctions(b);
    globals.put("ModuleSpec", PyModuleSpec.TYPE);
    globals.put("BuiltinImporter", BuiltinImporter.TYPE);
    globals.put("FrozenImporter", FrozenImporter.TYPE);
    globals.put("_bootstrap_external", e);
    tellWriter(b);
    run("_bootstrap_external", externalCode, e);
    e.set("_bootstrap", b);
    e.set("PathFinder", system.pathFinder);
    bootstrap = b;
    external = e;
    if (system.modules.get(NAME) == null) {
      system.modules.put(NAME, b);
    }
    if (system.modules.get(EXTERNAL_NAME) == null) {
      system.modules.put(EXTERNAL_NAME, e);
    }
    settlePending(e);
    tellWriter(e);
  }

  /** What was put into a module here is not what its body left. */
  private void tellWriter(PyModule replaced) {
    if (system.stateWriter != null) {
      system.stateWriter.replacesIn(replaced);
    }
  }

  private PyCode code(String name) {
    PyCode code = system.libraryCode("importlib", name);
    if (code == null) {
      throw Errors.importError(
          Exceptions.ModuleNotFoundError,
          "No module named 'importlib." + name + "'",
          PyStr.of("importlib." + name),
          null);
    }
    return code;
  }

  private void run(String name, PyCode code, PyModule module) {
    ImportSystem.addBuiltins(module.dict());
    ImageModule found = system.libraryModule("importlib", name);
    if (found != null) {
      ImageImporter.execBody(found, module, PyCode.WakeReason.CALL);
    } else {
      Compiling.run(code, module.dict(), module.dict(), null);
    }
  }

  /** Functions that work on the state of importing, which is kept here. */
  private void replaceFunctions(PyModule module) {
    PyModule hooks = system.paths.hooksModule();
    for (String name :
        new String[] {"_gcd_import", "_find_and_load", "_handle_fromlist", "_lock_unlock_module"}) {
      module.set(name, hooks.get(name));
    }
    module.set("__import__", system.interp.builtins.get("__import__"));
    module.set("_ModuleLockManager", hooks.get("_ModuleLockManager"));
  }

  private void settlePending(PyModule e) {
    sourceLoader = classIn(e, "SourceFileLoader");
    sourcelessLoader = classIn(e, "SourcelessFileLoader");
    finder = classIn(e, "FileFinder");
    ArrayList<PyObject> waiting = pending;
    pending = null;
    for (int i = 0; i < waiting.size(); i++) {
      PyObject o = waiting.get(i);
      if (o instanceof FileLoader l) {
        o.type = loaderType(l.isSource);
      } else if (o instanceof DirectoryFinder f) {
        o.type = finder;
        f.fillAttributes(loaders());
      }
    }
  }

  private static PyType classIn(PyModule module, String name) {
    if (module.get(name) instanceof PyType t) {
      return t;
    }
    throw Errors.importError(
        Exceptions.ImportError,
        "importlib._bootstrap_external has no class " + name,
        PyStr.of("importlib"),
        null);
  }

  /** A fresh list of (suffix, class) as in {@code FileFinder._loaders}. */
  private PyObject loaders() {
    PyList list = new PyList();
    list.add(PyTuple.of(PyStr.of(".py"), sourceLoader));
    list.add(PyTuple.of(PyStr.of(".pyc"), sourcelessLoader));
    return list;
  }

  // namespace packages

  /** {@code _NamespacePath}, which finds further portions when the parent's path changes. */
  PyObject namespacePath(PyStr name, PyObject portions) {
    PyObject getSpec = Abstract.getAttribute(system.pathFinder, "_get_spec");
    return Abstract.call(external().get("_NamespacePath"), name, portions, getSpec);
  }

  PyObject namespaceLoader(PyObject locations) {
    PyObject cls = external().get("NamespaceLoader");
    PyObject loader = Abstract.callMethod(cls, "__new__", cls);
    Abstract.setAttribute(loader, PyStr.interned("_path"), locations);
    return loader;
  }

  void namespacePathsChanged() {
    if (external != null && external.get("_NamespacePath") instanceof PyType t) {
      PyStr epoch = PyStr.interned("_epoch");
      PyObject n = Abstract.getAttribute(t, epoch);
      Abstract.setAttribute(t, epoch, PyInt.of(Abstract.toJavaInt(n) + 1));
    }
  }
}
