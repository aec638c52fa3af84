package dev.dormouse.importer;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.ClassMethod;
import dev.dormouse.tables.StaticMethod;

/**
 * {@code importlib.machinery.FrozenImporter}. Nothing is frozen here: modules that start fast live
 * in images, where the path finds them. The class exists since programs name it.
 */
@BuiltinType(name = "FrozenImporter", doc = "Finder of frozen modules, of which there are none.")
public final class FrozenImporter extends PyObject {
  public static final PyType TYPE =
      PyType.builtin("FrozenImporter", PyType.OBJECT, new ImporterOps(), new FrozenImporterTable())
          .in("_frozen_importlib")
          .with(PyType.BASETYPE)
          .withDict()
          .withWeakrefs()
          .add("_ORIGIN", PyStr.interned("frozen"));

  private FrozenImporter(PyType type) {
    super(type);
  }

  @ClassMethod(name = "find_spec", signature = "(fullname, path=None, target=None)")
  static PyObject findSpec(PyType cls, PyObject fullname, PyObject path, PyObject target) {
    return NONE;
  }

  @ClassMethod(
      name = "find_module",
      signature = "(fullname, path=None)",
      doc = "Deprecated; use find_spec().")
  static PyObject findModule(PyType cls, PyObject fullname, PyObject path) {
    Errors.warn(
        Exceptions.DeprecationWarning,
        "FrozenImporter.find_module() is deprecated and slated for removal in Python 3.12; use"
            + " find_spec() instead",
        1);
    return NONE;
  }

  @StaticMethod(name = "create_module", signature = "(spec)")
  static PyObject createModule(PyObject spec) {
    throw notFrozen(Abstract.getAttribute(spec, PyModuleSpec.NAME));
  }

  @StaticMethod(name = "exec_module", signature = "(module)")
  static PyObject execModule(PyObject module) {
    throw notFrozen(Abstract.getAttribute(module, "__name__"));
  }

  @ClassMethod(
      name = "load_module",
      signature = "(fullname)",
      doc = "Deprecated; use exec_module().")
  static PyObject loadModule(PyType cls, PyObject fullname) {
    throw notFrozen(fullname);
  }

  @ClassMethod(name = "get_code", signature = "(fullname)")
  static PyObject getCode(PyType cls, PyObject fullname) {
    throw notFrozen(fullname);
  }

  @ClassMethod(name = "get_source", signature = "(fullname)")
  static PyObject getSource(PyType cls, PyObject fullname) {
    throw notFrozen(fullname);
  }

  @ClassMethod(name = "is_package", signature = "(fullname)")
  static PyObject isPackage(PyType cls, PyObject fullname) {
    throw notFrozen(fullname);
  }

  static PyException notFrozen(PyObject name) {
    return Errors.importError(
        Exceptions.ImportError,
        Abstract.repr(name).value() + " is not a frozen module",
        name instanceof PyStr s ? s : null,
        null);
  }

  static final class ImporterOps extends Ops {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      return new FrozenImporter(cls);
    }
  }
}
