package dev.dormouse.importer;

import dev.dormouse.image.Image;
import dev.dormouse.image.ImageModule;
import dev.dormouse.importer.state.ModuleStates;
import dev.dormouse.importer.state.StateWriter;
import dev.dormouse.runtime.modules.posix.Host;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.Importer;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.Names;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyClassMethodDescr;
import dev.dormouse.runtime.objects.PyCode;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyImportError;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.objects.ThreadState;
import dev.dormouse.runtime.os.InnerFiles;
import dev.dormouse.spi.ModuleProvider;
import java.util.ArrayList;
import java.util.List;

/**
 * The import statement, and an interpreter's state of importing. Follows {@code
 * PyImport_ImportModuleLevelObject} of CPython's {@code Python/import.c} and {@code _find_and_load}
 * of the library's {@code importlib._bootstrap}, errors included.
 *
 * <p>{@code sys.modules}, {@code sys.meta_path}, {@code sys.path_hooks} and {@code
 * sys.path_importer_cache} decide, whatever they hold; the finders and loaders that are there by
 * default are recognized and their work is done here, in Java, without a Python frame.
 */
public final class ImportSystem implements Importer {
  final Interpreter interp;
  final PyDict modules;

  /** Open images; a path entry with the name of one is that image. */
  private final List<Image> images = new ArrayList<>(2);

  /** Null until somebody asks. */
  private FilesOfImages inner;

  final ModuleLocks locks;
  final ModuleLoader loader;
  final PathSearch paths;

  final CompiledFiles compiled;

  /** The class {@code zipimport.zipimporter}; null until a path entry is a zip file. */
  private PyObject zipimporter;

  /**
   * While that is being imported: zip files are passed over then, since only it could search them.
   */
  private boolean loadingZipimport;

  private final Bootstrap bootstrap;

  /** Null unless modules were put to sleep. */
  DormantModules dormant;

  /** {@code importlib.machinery.PathFinder} of this interpreter. */
  final PyType pathFinder = PathFinder.newType();

  private final Object pathFinderVersion = pathFinder.version;

  /** Null unless there may be module providers. */
  private Providers providers;

  /** {@code --check-hash-based-pycs}: default, always or never. */
  String checkHashPycs = "default";

  /** Null unless images must be signed. */
  SignaturePolicy signatures;

  /** {@code PythonConfig.stale}. */
  String stale = "refuse";

  /** Null unless somebody asked for a report of imports. */
  ImportTimes times;

  /** Null unless the state of modules is being written down. */
  StateWriter stateWriter;

  /** What modules of the library are after their bodies ran; null if bodies are to run. */
  private ModuleStates states;

  /** The same for other images that have states; null until a module of one is imported. */
  private ArrayList<ModuleStates> applicationStates;

  /** Images whose states do not fit this library. */
  private final ArrayList<Image> withoutStates = new ArrayList<>(0);

  /**
   * {@code interp} has its {@code sys} and {@code builtins} modules already; they get their specs
   * here.
   */
  public ImportSystem(Interpreter interp, List<Image> images) {
    this.interp = interp;
    this.modules = interp.modules;
    this.locks = new ModuleLocks(interp);
    this.loader = new ModuleLoader(this);
    this.paths = new PathSearch(this);
    this.compiled = new CompiledFiles(this);
    this.bootstrap = new Bootstrap(this);
    interp.register(ImportSystem.class, this);
    for (int i = 0; i < images.size(); i++) {
      addImage(images.get(i));
    }
    PyList metaPath = new PyList();
    metaPath.add(BuiltinImporter.TYPE);
    metaPath.add(FrozenImporter.TYPE);
    metaPath.add(pathFinder);
    interp.sys.set("meta_path", metaPath);
    interp.sys.set("path_hooks", paths.defaultHooks());
    loader.fixUp(interp.sys);
    loader.fixUp(interp.builtins);
  }

  /** Has modules of this image be what its state says, if it has one, instead of running them. */
  void useStates(Image image) {
    states = ModuleStates.of(interp, image, new StateImports());
  }

  /** See {@link ModuleStates#install}. */
  int installState(ImageModule found, PyModule module) {
    if (states == null || ThreadState.current().isTraced()) {
      return ModuleStates.NOT;
    }
    Image image = found.image();
    if (image == states.image()) {
      return states.install(found, module);
    }
    if (image.state() == null || stateWriter != null) {
      return ModuleStates.NOT;
    }
    ModuleStates own = statesOf(image);
    return own == null ? ModuleStates.NOT : own.install(found, module);
  }

  private ModuleStates statesOf(Image image) {
    if (applicationStates == null) {
      applicationStates = new ArrayList<>(2);
    }
    for (int i = 0; i < applicationStates.size(); i++) {
      if (applicationStates.get(i).image() == image) {
        return applicationStates.get(i);
      }
    }
    if (withoutStates.contains(image)) {
      return null;
    }
    String obstacle = ModuleStates.obstacle(image, states.image());
    if (obstacle != null) {
      withoutStates.add(image);
      if (interp.flags.verbose > 0) {
        Verbose.message(image.name() + ": module states not used: " + obstacle);
      }
      return null;
    }
    ModuleStates own = ModuleStates.of(states, image);
    applicationStates.add(own);
    return own;
  }

  /** In words, how an image's states were used; null if it has none. */
  public String describeStates(Image image) {
    if (image.state() == null) {
      return null;
    }
    if (states == null) {
      return "not used";
    }
    if (image == states.image()) {
      return states.installedCount() + " modules";
    }
    String obstacle = ModuleStates.obstacle(image, states.image());
    return obstacle == null
        ? statesOf(image).installedCount() + " modules"
        : "not used: " + obstacle;
  }

  private final class StateImports implements ModuleStates.Imports {
    @Override
    public boolean importModule(String name) {
      try {
        ImportSystem.this.importModule(name);
        return true;
      } catch (PyException e) {
        return false;
      }
    }

    @Override
    public boolean isMissing(String name) {
      PyStr interned = PyStr.interned(name);
      if (modules.get(interned) != null) {
        return false;
      }
      PyObject path = null;
      int dot = name.lastIndexOf('.');
      if (dot > 0) {
        PyObject parent = modules.get(PyStr.interned(name.substring(0, dot)));
        path = parent == null ? null : Abstract.getAttributeOrNull(parent, Names.PATH);
        if (path == null) {
          return parent != null;
        }
      }
      try {
        return findSpec(interned, path) == null;
      } catch (PyException e) {
        return false;
      }
    }
  }

  /** For whoever writes states of an application, which refer to the library's. */
  public ModuleStates libraryStates() {
    return states;
  }

  /** Notes down each import statement of the modules that are run from now on. */
  public void writeStates(StateWriter writer) {
    stateWriter = writer;
  }

  public StateWriter stateWriter() {
    return stateWriter;
  }

  static ImportSystem current() {
    return of(Interpreter.current());
  }

  public static ImportSystem of(Interpreter interp) {
    return (ImportSystem) interp.registered(ImportSystem.class);
  }

  /**
   * Makes an open image known under its name, so that a path entry of that name need not open it.
   */
  public void addImage(Image image) {
    synchronized (images) {
      images.add(image);
      if (inner != null) {
        inner.add(image);
      }
    }
  }

  @Override
  public InnerFiles innerFiles() {
    synchronized (images) {
      if (inner == null) {
        inner = new FilesOfImages();
        for (int i = 0; i < images.size(); i++) {
          inner.add(images.get(i));
        }
      }
      return inner;
    }
  }

  /** The open image of this name, or null. */
  Image image(String name) {
    for (int i = 0; i < images.size(); i++) {
      if (images.get(i).name().equals(name)) {
        return images.get(i);
      }
    }
    return null;
  }

  /**
   * Opens module providers: those given, those in the jars and folders of a plug-in path, and those
   * of the class path if asked for.
   *
   * @throws ProviderException if one of them cannot be found, made or opened
   */
  public void loadProviders(List<ModuleProvider> given, List<String> pluginPath, boolean classPath)
      throws ProviderException {
    if (given.isEmpty() && pluginPath.isEmpty() && !classPath) {
      return;
    }
    if (providers == null) {
      providers = new Providers(this);
    }
    providers.load(given, pluginPath, classPath);
  }

  /** Closes what {@link #loadProviders} opened. */
  public void close() {
    if (providers != null) {
      providers.close();
    }
  }

  ProviderImporter providerFinder(String path) {
    return providers == null ? null : providers.finder(path);
  }

  /** Hears of every import from now on, besides those that do already. */
  public void addListener(ImportListener listener) {
    if (times == null) {
      times = new ImportTimes();
    }
    times.add(listener);
  }

  public void removeListener(ImportListener listener) {
    // Measuring goes on: imports may be running whose end it waits for.
    if (times != null) {
      times.remove(listener);
    }
  }

  // the import statement

  @Override
  public PyObject importName(PyStr name, PyDict globals, PyObject fromList, int level) {
    if (level < 0) {
      throw Errors.valueError("level must be >= 0");
    }
    PyStr absolute;
    if (level > 0) {
      absolute = PyStr.interned(resolve(name.value(), globals, level));
    } else if (name.value().isEmpty()) {
      throw Errors.valueError("Empty module name");
    } else {
      absolute = PyStr.interned(name);
    }
    PyObject module;
    try {
      module = importAbsolute(absolute);
    } catch (PyException e) {
      if (stateWriter != null && e.value instanceof PyImportError error) {
        stateWriter.failed(
            globals, absolute.value(), error.name instanceof PyStr s ? s.value() : "");
      }
      throw e;
    }
    if (stateWriter != null) {
      note(globals, absolute.value(), fromList);
    }
    if (fromList != null && fromList != PyObject.NONE && Abstract.isTrue(fromList)) {
      if (Abstract.getAttributeOrNull(module, Names.PATH) != null) {
        handleFromList(module, fromList, false);
        if (stateWriter != null) {
          note(globals, absolute.value(), fromList);
        }
      }
      return module;
    }
    if (level > 0 && name.value().isEmpty()) {
      return module;
    }
    int dot = name.value().indexOf('.');
    if (dot < 0) {
      return module;
    }
    if (level == 0) {
      return importAbsolute(PyStr.interned(name.value().substring(0, dot)));
    }
    String front =
        absolute.value().substring(0, absolute.value().length() - (name.value().length() - dot));
    PyObject top = modules.get(PyStr.interned(front));
    if (top == null) {
      throw Errors.keyError(
          PyStr.of(Abstract.repr(PyStr.of(front)).value() + " not in sys.modules as expected"));
    }
    return top;
  }

  /** What an import statement of a module's body imported: {@code from p import s} imports both. */
  private void note(PyDict globals, String absolute, PyObject fromList) {
    stateWriter.imported(globals, absolute);
    if (fromList instanceof PyTuple names) {
      for (PyObject name : names.items) {
        String submodule = absolute + "." + ((PyStr) name).value();
        if (modules.get(PyStr.interned(submodule)) != null) {
          stateWriter.imported(globals, submodule);
        } else {
          stateWriter.takes(globals, absolute);
        }
      }
    }
  }

  @Override
  public PyObject importModule(String name) {
    return importAbsolute(PyStr.interned(name));
  }

  /** The module of an absolute name, which must be interned. */
  PyObject importAbsolute(PyStr name) {
    PyObject module = modules.get(name);
    if (module == null || module == PyObject.NONE) {
      return findAndLoad(name);
    }
    if (module instanceof PyModule m && m.isDormant()) {
      // Importing it is no reason to wake it: looking into it is.
      return module;
    }
    if (isBeingLoaded(module)) {
      // Another thread may be at it; wait for that, but not for ourselves.
      locks.waitFor(name.value());
    }
    return module;
  }

  private boolean isBeingLoaded(PyObject module) {
    PyObject spec =
        module instanceof PyModule m
            ? m.dict().get(Names.SPEC)
            : Abstract.getAttributeOrNull(module, Names.SPEC);
    return spec != null && isInitializing(spec);
  }

  private PyObject findAndLoad(PyStr name) {
    ImportTimes t = times;
    if (t == null) {
      return findAndLoadUntimed(name);
    }
    long start = t.begin(name.value());
    PyObject module = null;
    try {
      module = findAndLoadUntimed(name);
      return module;
    } finally {
      t.end(start, module != null);
    }
  }

  private PyObject findAndLoadUntimed(PyStr name) {
    PyObject module;
    locks.acquire(name.value());
    try {
      module = modules.get(name);
      if (module == null) {
        return findAndLoadUnlocked(name);
      }
    } finally {
      locks.release(name.value());
    }
    if (module == PyObject.NONE) {
      throw Errors.importError(
          Exceptions.ModuleNotFoundError,
          "import of " + name.value() + " halted; None in sys.modules",
          name,
          null);
    }
    return module;
  }

  private PyObject findAndLoadUnlocked(PyStr name) {
    String text = name.value();
    int dot = text.lastIndexOf('.');
    PyStr parentName = null;
    PyStr child = null;
    PyObject path = null;
    PyObject parentSpec = null;
    if (dot > 0) {
      parentName = PyStr.interned(text.substring(0, dot));
      child = PyStr.interned(text.substring(dot + 1));
      if (modules.get(parentName) == null) {
        importAbsolute(parentName);
      }
      PyObject already = modules.get(name);
      if (already != null) {
        return already;
      }
      PyObject parent = requireModule(parentName);
      path = Abstract.getAttributeOrNull(parent, Names.PATH);
      if (path == null) {
        throw Errors.importError(
            Exceptions.ModuleNotFoundError,
            noModule(name) + "; " + Abstract.repr(parentName).value() + " is not a package",
            name,
            null);
      }
      parentSpec = Abstract.getAttribute(parent, Names.SPEC);
    }
    PyObject spec = findSpec(name, path);
    if (spec == null) {
      throw Errors.importError(Exceptions.ModuleNotFoundError, noModule(name), name, null);
    }
    PyObject module;
    PyList uninitialized = null;
    if (parentSpec != null && parentSpec != PyObject.NONE) {
      PyObject list = Abstract.getAttribute(parentSpec, PyModuleSpec.UNINITIALIZED);
      if (list instanceof PyList l) {
        uninitialized = l;
        l.add(child);
      }
    }
    try {
      module = loader.loadUnlocked(spec);
    } finally {
      if (uninitialized != null && uninitialized.size() > 0) {
        Abstract.callMethod(uninitialized, "pop");
      }
    }
    if (parentName != null) {
      bind(requireModule(parentName), parentName, child, module);
    }
    return module;
  }

  private static String noModule(PyStr name) {
    return "No module named " + Abstract.repr(name).value();
  }

  /** Sets a submodule as an attribute of its package. */
  private void bind(PyObject parent, PyStr parentName, PyStr child, PyObject module) {
    if (parent.type == PyModule.TYPE) {
      parent.dict().put(child, module);
      return;
    }
    try {
      Abstract.setAttribute(parent, child, module);
    } catch (PyException e) {
      if (!e.matches(Exceptions.AttributeError)) {
        throw e;
      }
      Errors.warn(
          Exceptions.ImportWarning,
          "Cannot set an attribute on "
              + Abstract.repr(parentName).value()
              + " for child module "
              + Abstract.repr(child).value(),
          1);
    }
  }

  /** {@code sys.modules[name]}. */
  PyObject requireModule(PyStr name) {
    PyObject module = modules.get(name);
    if (module == null) {
      throw Errors.keyError(name);
    }
    return module;
  }

  // finding

  /**
   * Asks the finders of {@code sys.meta_path} in turn; null if none of them knows the module.
   * {@code path} null for a top-level one.
   */
  PyObject findSpec(PyStr name, PyObject path) {
    PyObject metaPath = interp.sysAttribute("meta_path");
    if (metaPath == null || metaPath == PyObject.NONE) {
      throw Errors.importError(
          Exceptions.ImportError,
          "sys.meta_path is None, Python is likely shutting down",
          null,
          null);
    }
    if (!(metaPath instanceof PyList list)) {
      return findSpecIn(PyList.of(Abstract.toArray(metaPath)), name, path);
    }
    return findSpecIn(list, name, path);
  }

  /** Whether a program put a {@code find_spec} of its own into {@link #pathFinder}. */
  private boolean pathFinderIsPatched() {
    return pathFinder.version != pathFinderVersion
        && !(pathFinder.lookup("find_spec") instanceof PyClassMethodDescr);
  }

  private PyObject findSpecIn(PyList metaPath, PyStr name, PyObject path) {
    if (metaPath.size() == 0) {
      Errors.warn(Exceptions.ImportWarning, "sys.meta_path is empty", 1);
    }
    boolean isReload = modules.get(name) != null;
    for (int i = 0; i < metaPath.size(); i++) {
      PyObject finder = metaPath.get(i);
      PyObject spec;
      if (finder == BuiltinImporter.TYPE) {
        spec = path == null ? BuiltinImporter.find(name.value()) : null;
      } else if (finder == FrozenImporter.TYPE) {
        spec = frozenSpec(name);
      } else if (finder == pathFinder && !pathFinderIsPatched()) {
        spec = paths.find(name, path, null);
      } else {
        spec = foreignSpec(finder, name, path == null ? PyObject.NONE : path);
        if (spec != null && !isReload) {
          // The finder may have imported the module while it was asked.
          PyObject module = modules.get(name);
          if (module != null) {
            PyObject own = Abstract.getAttributeOrNull(module, Names.SPEC);
            return own == null || own == PyObject.NONE ? spec : own;
          }
        }
      }
      if (spec != null) {
        return spec;
      }
    }
    return null;
  }

  /**
   * What CPython has frozen because searching the path needs it; it must be there whatever {@code
   * sys.path} is.
   */
  private PyObject frozenSpec(PyStr name) {
    if (!name.value().equals("zipimport")) {
      return Bootstrap.find(name);
    }
    for (int i = 0; i < images.size(); i++) {
      if (images.get(i).find("zipimport") != null) {
        return new ImageImporter(images.get(i), "", null).find(name);
      }
    }
    return null;
  }

  private PyObject foreignSpec(PyObject finder, PyStr name, PyObject path) {
    PyObject find = Abstract.getAttributeOrNull(finder, Protocol.FIND_SPEC);
    PyObject spec;
    // Finders written in Python count on the import lock being held while they are asked.
    locks.acquire(ModuleLocks.GLOBAL);
    try {
      if (find != null) {
        spec = Abstract.call(find, name, path, PyObject.NONE);
      } else {
        spec = Protocol.findWithLegacyFinder(finder, name, path);
      }
    } finally {
      locks.release(ModuleLocks.GLOBAL);
    }
    return spec == null || spec == PyObject.NONE ? null : spec;
  }

  // from … import …

  void handleFromList(PyObject module, PyObject fromList, boolean fromAll) {
    PyObject[] items = fromList instanceof PyTuple t ? t.items : Abstract.toArray(fromList);
    for (PyObject item : items) {
      if (!(item instanceof PyStr name)) {
        PyObject owner = fromAll ? Abstract.getAttribute(module, Names.DUNDER_NAME) : null;
        throw Errors.typeError(
            "Item in "
                + (fromAll ? Abstract.str(owner).value() + ".__all__" : "``from list''")
                + " must be str, not "
                + item.type.name());
      }
      if (name.value().equals("*")) {
        if (!fromAll) {
          PyObject all = Abstract.getAttributeOrNull(module, Names.ALL);
          if (all != null) {
            handleFromList(module, all, true);
          }
        }
      } else if (Abstract.getAttributeOrNull(module, name) == null) {
        PyObject package_ = Abstract.getAttribute(module, Names.DUNDER_NAME);
        PyStr full = PyStr.interned(Abstract.str(package_).value() + "." + name.value());
        try {
          importAbsolute(full);
        } catch (PyException e) {
          if (!isMissing(e, full)) {
            throw e;
          }
        }
      }
    }
  }

  /**
   * Whether {@code e} says that this very module does not exist, and nobody has blocked it with
   * None.
   */
  private boolean isMissing(PyException e, PyStr name) {
    return e.matches(Exceptions.ModuleNotFoundError)
        && e.value instanceof PyImportError error
        && error.name instanceof PyStr missing
        && missing.value().equals(name.value())
        && modules.get(name) != PyObject.NONE;
  }

  // relative names

  private String resolve(String name, PyDict globals, int level) {
    if (globals == null) {
      throw Errors.keyError(PyStr.of("'__name__' not in globals"));
    }
    String base = packageOf(globals);
    if (base.isEmpty()) {
      throw Errors.importError(
          Exceptions.ImportError,
          "attempted relative import with no known parent package",
          null,
          null);
    }
    return above(base, level, name);
  }

  /** The name {@code level - 1} packages above {@code base}. */
  static String above(String package_, int level, String name) {
    String base = package_;
    for (int i = 1; i < level; i++) {
      int dot = base.lastIndexOf('.');
      if (dot < 0) {
        throw Errors.importError(
            Exceptions.ImportError,
            "attempted relative import beyond top-level package",
            null,
            null);
      }
      base = base.substring(0, dot);
    }
    return name.isEmpty() ? base : base + "." + name;
  }

  private static String packageOf(PyDict globals) {
    PyObject p = globals.get(Names.PACKAGE);
    PyObject spec = globals.get(Names.SPEC);
    if (p != null && p != PyObject.NONE) {
      if (!(p instanceof PyStr s)) {
        throw Errors.typeError("package must be a string");
      }
      if (spec != null && spec != PyObject.NONE) {
        PyObject parent = parentOf(spec);
        if (parent != p && !Abstract.equal(parent, p)) {
          Errors.warn(Exceptions.ImportWarning, "__package__ != __spec__.parent", 1);
        }
      }
      return s.value();
    }
    if (spec != null && spec != PyObject.NONE) {
      if (!(parentOf(spec) instanceof PyStr s)) {
        throw Errors.typeError("__spec__.parent must be a string");
      }
      return s.value();
    }
    Errors.warn(
        Exceptions.ImportWarning,
        "can't resolve package from __spec__ or __package__, falling back on __name__ and __path__",
        1);
    PyObject name = globals.get(Names.DUNDER_NAME);
    if (name == null) {
      throw Errors.keyError(PyStr.of("'__name__' not in globals"));
    }
    if (!(name instanceof PyStr s)) {
      throw Errors.typeError("__name__ must be a string");
    }
    if (globals.get(Names.PATH) != null) {
      return s.value();
    }
    int dot = s.value().lastIndexOf('.');
    return dot < 0 ? "" : s.value().substring(0, dot);
  }

  private static PyObject parentOf(PyObject spec) {
    return spec.type == PyModuleSpec.TYPE
        ? PyModuleSpec.parent((PyModuleSpec) spec)
        : Abstract.getAttribute(spec, PyModuleSpec.PARENT);
  }

  // for loaders

  /** What every module's namespace has before its body runs. */
  static void addBuiltins(PyDict globals) {
    if (globals.get(Names.BUILTINS) == null) {
      globals.put(Names.BUILTINS, Interpreter.current().builtins.dict());
    }
  }

  PyObject loadModuleShim(PyObject loader, PyStr name) {
    return this.loader.shim(loader, name);
  }

  Bootstrap bootstrap() {
    return bootstrap;
  }

  /** The text of source bytes: {@code importlib.util.decode_source}. */
  PyObject decodeSource(byte[] source) {
    return Abstract.call(bootstrap.external().get("decode_source"), PyBytes.of(source));
  }

  /** A module inside of a package, in the first image that has it; null if none has. */
  ImageModule libraryModule(String package_, String name) {
    for (int i = 0; i < images.size(); i++) {
      ImageModule found = images.get(i).find(package_ + "." + name);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /**
   * The code of a module of the library, in a package that need not be imported; null if there is
   * none.
   */
  PyCode libraryCode(String package_, String name) {
    ImageModule found = libraryModule(package_, name);
    if (found != null) {
      return new PyCode(found.code());
    }
    PyObject spec = paths.find(PyStr.interned(package_), null, null);
    if (!(spec instanceof PyModuleSpec s)) {
      return null;
    }
    if (s.attribute(PyModuleSpec.LOADER) instanceof FileLoader
        && s.attribute(PyModuleSpec.ORIGIN) instanceof PyStr origin) {
      String folder = origin.value().substring(0, origin.value().lastIndexOf('/') + 1);
      return compiled.fromSource(PyStr.of(package_ + "." + name), folder + name + ".py");
    }
    return null;
  }

  /** The code of a module in a file. */
  PyCode codeOf(FileLoader file, PyStr name) {
    String path = file.path().value();
    return file.isSource ? compiled.fromSource(name, path) : compiled.fromCompiled(name, path);
  }

  DirectoryFinder directoryFinder(String path) {
    DirectoryFinder finder = new DirectoryFinder(this, bootstrap.finderType(), path);
    bootstrap.track(finder);
    return finder;
  }

  /** A {@code zipimporter}, or null if the path is no zip file or directory in one. */
  PyObject zipFinder(PyStr path) {
    String file = paths.fileOf(path.value());
    if (file == null || !ImageImportModule.isZip(Host.os(interp).resolve(file))) {
      return null;
    }
    if (zipimporter == null) {
      loadingZipimport = true;
      try {
        zipimporter = Abstract.getAttribute(importModule("zipimport"), "zipimporter");
      } finally {
        loadingZipimport = false;
      }
      replaceZipHook();
    }
    try {
      return Abstract.call(zipimporter, path);
    } catch (PyException e) {
      if (e.matches(Exceptions.ImportError)) {
        return null;
      }
      throw e;
    }
  }

  /** Once the class is there, {@code sys.path_hooks} holds it, as programs expect. */
  private void replaceZipHook() {
    if (interp.sysAttribute("path_hooks") instanceof PyList hooks) {
      PyObject ours = paths.hooksModule().get("path_hook_for_zipimporter");
      for (int i = 0; i < hooks.size(); i++) {
        if (hooks.get(i) == ours) {
          hooks.set(i, zipimporter);
        }
      }
    }
  }

  boolean isLoadingZipimport() {
    return loadingZipimport;
  }

  boolean isZipHook(PyObject hook) {
    return hook == zipimporter && hook != null;
  }

  /**
   * Whether a hash-based {@code .pyc} is compared with its source: {@code
   * _imp.check_hash_based_pycs}.
   */
  boolean checksHash(boolean checked) {
    return switch (checkHashPycs) {
      case "always" -> true;
      case "never" -> false;
      default -> checked;
    };
  }

  // for the runtime

  @Override
  public void wakeModules() {
    if (dormant != null) {
      dormant.wakeAll();
    }
  }

  @Override
  public String moduleRepr(PyModule module) {
    return loader.repr(module);
  }

  @Override
  public boolean isInitializing(PyObject spec) {
    PyObject v =
        spec.type == PyModuleSpec.TYPE
            ? spec.dict().get(PyModuleSpec.INITIALIZING)
            : Abstract.getAttributeOrNull(spec, PyModuleSpec.INITIALIZING);
    return v != null && Abstract.isTrue(v);
  }

  @Override
  public boolean isUninitializedSubmodule(PyObject spec, PyStr name) {
    PyObject list = Abstract.getAttributeOrNull(spec, PyModuleSpec.UNINITIALIZED);
    return list instanceof PyList && Abstract.contains(list, name);
  }
}
