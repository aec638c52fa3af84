package dev.dormouse.importer;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.ClassMethod;
import dev.dormouse.tables.StaticMethod;

/**
 * {@code importlib.machinery.PathFinder}: the finder of {@code sys.meta_path} that searches {@code
 * sys.path}. See {@link PathSearch}.
 */
@BuiltinType(
    name = "PathFinder",
    doc =
        "Finder of the modules on a path: sys.path for top-level modules, a package's __path__ for"
            + " those in it.")
public final class PathFinder extends PyObject {
  /**
   * The class of one interpreter. Each has its own, since programs take methods out of it and put
   * others in, which they may: CPython's is written in Python.
   */
  static PyType newType() {
    return PyType.builtin("PathFinder", PyType.OBJECT, new FinderOps(), new PathFinderTable())
        .in("_frozen_importlib_external")
        .with(PyType.BASETYPE)
        .withDict()
        .withWeakrefs()
        .mutable();
  }

  private PathFinder(PyType type) {
    super(type);
  }

  @ClassMethod(
      name = "find_spec",
      signature = "(fullname, path=None, target=None)",
      doc = "Return the spec of a module, or None.")
  static PyObject findSpec(PyType cls, PyStr fullname, PyObject path, PyObject target) {
    PyObject spec = ImportSystem.current().paths.find(fullname, path == NONE ? null : path, target);
    return spec == null ? NONE : spec;
  }

  @ClassMethod(name = "_get_spec", signature = "(fullname, path, target=None)")
  static PyObject getSpec(PyType cls, PyStr fullname, PyObject path, PyObject target) {
    PyObject spec = ImportSystem.current().paths.search(fullname, path, target);
    return spec == null ? NONE : spec;
  }

  @ClassMethod(
      name = "find_module",
      signature = "(fullname, path=None)",
      doc = "Deprecated; use find_spec().")
  static PyObject findModule(PyType cls, PyStr fullname, PyObject path) {
    Errors.warn(
        Exceptions.DeprecationWarning,
        "PathFinder.find_module() is deprecated and slated for removal in Python 3.12; use"
            + " find_spec() instead",
        1);
    PyObject spec = findSpec(cls, fullname, path, null);
    return spec == NONE ? NONE : Abstract.getAttribute(spec, PyModuleSpec.LOADER);
  }

  @StaticMethod(name = "_path_hooks", signature = "(path)")
  static PyObject pathHooks(PyObject path) {
    return ImportSystem.current().paths.finderFromHooks(path);
  }

  @ClassMethod(name = "_path_importer_cache", signature = "(path)")
  static PyObject pathImporterCache(PyType cls, PyObject path) {
    PyObject finder = ImportSystem.current().paths.finderFor((PyStr) path);
    return finder == null ? NONE : finder;
  }

  @StaticMethod(
      name = "invalidate_caches",
      doc = "Let every finder of sys.path_importer_cache forget what it knows.")
  static void invalidateCaches() {
    ImportSystem.current().paths.invalidateCaches();
  }

  @StaticMethod(
      name = "find_distributions",
      signature = "(context=None)",
      doc = "Return an iterable of the distributions on a path.")
  static PyObject findDistributions(PyObject context) {
    return Distributions.find(context);
  }

  static final class FinderOps extends Ops {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      return new PathFinder(cls);
    }
  }
}
