package dev.dormouse.importer;

import dev.dormouse.runtime.modules.Compiling;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.Names;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyCode;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyOSError;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;

/**
 * Finder and loader of modules that are not files: what an image's and a provider's importer have
 * in common, which is everything that Python code may ask them. One of them stands for one
 * directory of its store.
 */
@BuiltinType(name = "StoreImporter", doc = "Finder and loader of modules that are not files.")
abstract class StoreImporter extends PyObject {
  static final PyType TYPE =
      PyType.builtin("StoreImporter", PyType.OBJECT, new PlainOps(), new StoreImporterTable())
          .in("_imageimport")
          .with(PyType.DISALLOW_INSTANTIATION)
          .withWeakrefs();

  StoreImporter(PyType type) {
    super(type);
  }

  /** The spec of a module, or null. */
  abstract PyModuleSpec find(PyStr fullname);

  /** A module's code; null if there is no such module. */
  abstract PyCode code(String fullname);

  /**
   * A module's source as bytes; null if the store does not have it. Only asked for modules that
   * exist.
   */
  abstract byte[] source(String fullname);

  /** As the others: only asked for modules that exist. */
  abstract boolean isPackage(String fullname);

  abstract String file(String fullname);

  /** Whether {@link #code} would give something, at less cost. */
  abstract boolean exists(String fullname);

  /** Names of the modules directly inside, sorted, those of packages with a dot behind. */
  abstract String[] children();

  /** The whole store's files; this importer's directory in it is {@link #directory}. */
  abstract ResourceTree tree();

  /** Relative to the store, with slashes; empty for the top. */
  abstract String directory();

  private String require(PyObject fullname) {
    if (!(fullname instanceof PyStr s)) {
      throw Errors.typeError("module name must be a string");
    }
    if (!exists(s.value())) {
      throw notFound(s);
    }
    return s.value();
  }

  private static PyException notFound(PyStr name) {
    return Errors.importError(
        Exceptions.ImportError, "can't find module " + Abstract.repr(name).value(), name, null);
  }

  private PyCode requireCode(PyObject fullname) {
    PyCode code = code(require(fullname));
    if (code == null) {
      throw notFound((PyStr) fullname);
    }
    return code;
  }

  @Getter
  static String path(StoreImporter i) {
    return Paths.join(i.tree().root(), i.directory());
  }

  /**
   * Serves as a method of {@code sys.meta_path} finders, and of path entry finders, whose second
   * argument is the target.
   */
  @Method(
      name = "find_spec",
      signature = "(fullname, path=None, target=None)",
      doc = "Return the spec of a module, or None.")
  static PyObject findSpec(StoreImporter i, PyStr fullname, PyObject path, PyObject target) {
    PyModuleSpec spec = i.find(fullname);
    return spec == null ? NONE : spec;
  }

  @Method(name = "invalidate_caches", doc = "Does nothing: there are none.")
  static void invalidateCaches(StoreImporter i) {}

  @Method(
      name = "create_module",
      signature = "(spec)",
      doc = "Return None, for the default way to make modules.")
  static PyObject createModule(StoreImporter i, PyObject spec) {
    return NONE;
  }

  @Method(name = "exec_module", signature = "(module)", doc = "Run the body of a module.")
  static void execModule(StoreImporter i, PyObject module) {
    PyObject spec = Abstract.getAttributeOrNull(module, Names.SPEC);
    PyObject name =
        spec != null && spec != NONE
            ? Abstract.getAttribute(spec, PyModuleSpec.NAME)
            : Abstract.getAttribute(module, Names.DUNDER_NAME);
    ImportSystem.addBuiltins(module.dict());
    Compiling.run(i.requireCode(name), module.dict(), module.dict(), null);
  }

  @Method(name = "load_module", signature = "(fullname)", doc = "Deprecated; use exec_module().")
  static PyObject loadModule(StoreImporter i, PyStr fullname) {
    return ImportSystem.current().loadModuleShim(i, fullname);
  }

  @Method(name = "get_code", signature = "(fullname)", doc = "Return the code object of a module.")
  static PyObject getCode(StoreImporter i, PyObject fullname) {
    return i.requireCode(fullname);
  }

  @Method(
      name = "get_source",
      signature = "(fullname)",
      doc = "Return the source of a module, or None if the store does not have it.")
  static PyObject getSource(StoreImporter i, PyObject fullname) {
    byte[] source = i.source(i.require(mainByItsName(i, fullname)));
    return source == null ? NONE : ImportSystem.current().decodeSource(source);
  }

  /**
   * Tracebacks ask for the source of {@code __main__} by that name when its file cannot be opened,
   * as no file in a store can: what is meant is the module that {@code -m} ran.
   */
  private static PyObject mainByItsName(StoreImporter i, PyObject fullname) {
    if (!(fullname instanceof PyStr s) || !s.value().equals("__main__") || i.exists("__main__")) {
      return fullname;
    }
    PyObject main = Interpreter.current().modules.get(Names.MAIN);
    PyObject spec = main == null ? null : Abstract.getAttributeOrNull(main, Names.SPEC);
    return spec instanceof PyModuleSpec ? Abstract.getAttribute(spec, PyModuleSpec.NAME) : fullname;
  }

  @Method(
      name = "is_package",
      signature = "(fullname)",
      doc = "Return whether a module is a package.")
  static boolean isPackage(StoreImporter i, PyObject fullname) {
    return i.isPackage(i.require(fullname));
  }

  @Method(
      name = "get_filename",
      signature = "(fullname)",
      doc = "Return what __file__ is for a module.")
  static String getFilename(StoreImporter i, PyObject fullname) {
    return i.file(i.require(fullname));
  }

  @Method(
      name = "get_data",
      signature = "(pathname)",
      doc = "Return the contents of a file of the store as bytes.")
  static PyObject getData(StoreImporter i, String pathname) {
    ResourceTree tree = i.tree();
    byte[] data = tree.read(relative(tree.root(), pathname));
    if (data == null) {
      throw PyOSError.of(2, PyStr.of(pathname));
    }
    return PyBytes.of(data);
  }

  /** A path without the store's own in front; one that has not is relative already. */
  private static String relative(String root, String path) {
    return path.startsWith(root)
            && path.length() > root.length()
            && path.charAt(root.length()) == '/'
        ? path.substring(root.length() + 1)
        : path;
  }

  @Method(
      name = "get_resource_reader",
      signature = "(fullname)",
      doc = "Return the reader of a package's resources, or None if the module is no package.")
  static PyObject getResourceReader(StoreImporter i, PyObject fullname) {
    String name = i.require(fullname);
    if (!i.isPackage(name)) {
      return NONE;
    }
    String tail = name.substring(name.lastIndexOf('.') + 1);
    return new ResourceReader(new ResourcePath(i.tree(), Paths.join(i.directory(), tail)));
  }

  @Method(
      name = "iter_modules",
      signature = "(prefix='')",
      doc = "Return (name, ispkg) of the modules directly inside, for pkgutil.")
  static PyObject iterModules(StoreImporter i, String prefix) {
    PyList all = new PyList();
    String before = prefix == null ? "" : prefix;
    for (String child : i.children()) {
      boolean isPackage = child.endsWith(".");
      String name = isPackage ? child.substring(0, child.length() - 1) : child;
      all.add(PyTuple.of(PyStr.of(before + name), PyBool.of(isPackage)));
    }
    return all;
  }
}
