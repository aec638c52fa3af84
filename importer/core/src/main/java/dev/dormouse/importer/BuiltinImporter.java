package dev.dormouse.importer;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.ClassMethod;
import dev.dormouse.tables.StaticMethod;

/**
 * {@code importlib.machinery.BuiltinImporter}: finder and loader of native modules. The class
 * itself is what does the work.
 */
@BuiltinType(
    name = "BuiltinImporter",
    doc =
        "Finder and loader of the modules that are part of the interpreter. Its methods need no"
            + " instance.")
public final class BuiltinImporter extends PyObject {
  public static final PyType TYPE =
      PyType.builtin(
              "BuiltinImporter", PyType.OBJECT, new ImporterOps(), new BuiltinImporterTable())
          .in("_frozen_importlib")
          .with(PyType.BASETYPE)
          .withDict()
          .withWeakrefs()
          .add("_ORIGIN", PyStr.interned("built-in"));

  private BuiltinImporter(PyType type) {
    super(type);
  }

  /** The spec of a native module, or null. */
  static PyModuleSpec find(String name) {
    return NativeModules.find(name) == null ? null : spec(PyStr.interned(name));
  }

  /** The spec of a native module that is known to exist. */
  static PyModuleSpec spec(PyStr name) {
    return new PyModuleSpec(name, TYPE, PyStr.interned("built-in"), false);
  }

  @ClassMethod(name = "find_spec", signature = "(fullname, path=None, target=None)")
  static PyObject findSpec(PyType cls, String fullname, PyObject path, PyObject target) {
    PyModuleSpec spec = path == null || path == NONE ? find(fullname) : null;
    return spec == null ? NONE : spec;
  }

  @ClassMethod(
      name = "find_module",
      signature = "(fullname, path=None)",
      doc = "Deprecated; use find_spec().")
  static PyObject findModule(PyType cls, String fullname, PyObject path) {
    Errors.warn(
        Exceptions.DeprecationWarning,
        "BuiltinImporter.find_module() is deprecated and slated for removal in Python 3.12; use"
            + " find_spec() instead",
        1);
    return (path == null || path == NONE) && find(fullname) != null ? cls : NONE;
  }

  @StaticMethod(name = "create_module", signature = "(spec)", doc = "Create a built-in module")
  static PyObject createModule(PyObject spec) {
    PyObject name = Abstract.getAttribute(spec, PyModuleSpec.NAME);
    if (!(name instanceof PyStr s) || NativeModules.find(s.value()) == null) {
      throw notBuiltin(name);
    }
    return NativeModules.create(s.value());
  }

  @StaticMethod(
      name = "exec_module",
      signature = "(module)",
      doc = "Does nothing: native modules are complete when made.")
  static void execModule(PyObject module) {}

  @ClassMethod(
      name = "get_code",
      signature = "(fullname)",
      doc = "Return None: built-in modules have no code objects.")
  static PyObject getCode(PyType cls, PyObject fullname) {
    return require(fullname);
  }

  @ClassMethod(
      name = "get_source",
      signature = "(fullname)",
      doc = "Return None: built-in modules have no source.")
  static PyObject getSource(PyType cls, PyObject fullname) {
    return require(fullname);
  }

  @ClassMethod(
      name = "is_package",
      signature = "(fullname)",
      doc = "Return False: no built-in module is a package.")
  static boolean isPackage(PyType cls, PyObject fullname) {
    require(fullname);
    return false;
  }

  @ClassMethod(
      name = "load_module",
      signature = "(fullname)",
      doc = "Deprecated; use create_module() and exec_module().")
  static PyObject loadModule(PyType cls, PyObject fullname) {
    require(fullname);
    return ImportSystem.current().loadModuleShim(cls, (PyStr) fullname);
  }

  @StaticMethod(name = "module_repr", signature = "(module)", doc = "Deprecated.")
  static PyObject moduleRepr(PyModule module) {
    PyObject name = module.get("__name__");
    return PyStr.of("<module " + Abstract.repr(name).value() + " (built-in)>");
  }

  private static PyObject require(PyObject name) {
    if (!(name instanceof PyStr s) || NativeModules.find(s.value()) == null) {
      throw notBuiltin(name);
    }
    return NONE;
  }

  private static PyException notBuiltin(PyObject name) {
    return Errors.importError(
        Exceptions.ImportError,
        Abstract.repr(name).value() + " is not a built-in module",
        name instanceof PyStr s ? s : null,
        null);
  }

  /** Instances have no use, but may be made. */
  static final class ImporterOps extends Ops {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      return new BuiltinImporter(cls);
    }
  }
}
