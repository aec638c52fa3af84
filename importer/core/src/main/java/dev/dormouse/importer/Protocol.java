package dev.dormouse.importer;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.Names;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;

/**
 * The names of the import protocol, and its older forms that 3.11 still serves with a warning. Not
 * on the start-up path.
 */
final class Protocol {
  private Protocol() {}

  static final PyStr FIND_SPEC = PyStr.interned("find_spec");
  static final PyStr FIND_MODULE = PyStr.interned("find_module");
  static final PyStr FIND_LOADER = PyStr.interned("find_loader");
  static final PyStr CREATE_MODULE = PyStr.interned("create_module");
  static final PyStr EXEC_MODULE = PyStr.interned("exec_module");
  static final PyStr LOAD_MODULE = PyStr.interned("load_module");
  static final PyStr MODULE_REPR = PyStr.interned("module_repr");
  static final PyStr IS_PACKAGE = PyStr.interned("is_package");
  static final PyStr GET_FILENAME = PyStr.interned("get_filename");

  /** A finder of {@code sys.meta_path} that only has {@code find_module}. */
  static PyObject findWithLegacyFinder(PyObject finder, PyStr name, PyObject path) {
    PyObject find = Abstract.getAttributeOrNull(finder, FIND_MODULE);
    if (find == null) {
      return null;
    }
    Errors.warn(
        Exceptions.ImportWarning,
        objectName(finder) + ".find_spec() not found; falling back to find_module()",
        1);
    PyObject loader = Abstract.call(find, name, path);
    return loader == PyObject.NONE ? null : specFromLoader(name, loader);
  }

  /** A path entry finder without {@code find_spec}. */
  static PyObject findWithLegacyEntryFinder(PyObject finder, PyStr name) {
    PyObject findLoader = Abstract.getAttributeOrNull(finder, FIND_LOADER);
    PyObject loader;
    PyObject portions = null;
    if (findLoader != null) {
      Errors.warn(
          Exceptions.ImportWarning,
          objectName(finder) + ".find_spec() not found; falling back to find_loader()",
          1);
      PyObject pair = Abstract.call(findLoader, name);
      if (!(pair instanceof PyTuple t) || t.items.length != 2) {
        throw Errors.typeError("cannot unpack the result of find_loader()");
      }
      loader = t.items[0];
      portions = t.items[1];
    } else {
      PyObject find = Abstract.getAttributeOrNull(finder, FIND_MODULE);
      Errors.warn(
          Exceptions.ImportWarning,
          objectName(finder) + ".find_spec() not found; falling back to find_module()",
          1);
      loader =
          find == null ? Abstract.getAttribute(finder, FIND_MODULE) : Abstract.call(find, name);
    }
    if (loader != PyObject.NONE) {
      return specFromLoader(name, loader);
    }
    PyModuleSpec spec = new PyModuleSpec(name, PyObject.NONE, null, false);
    spec.dict().put(PyModuleSpec.LOCATIONS, portions == null ? new PyList() : portions);
    return spec;
  }

  /**
   * A spec for a loader that tells what it can about the module: {@code
   * importlib.util.spec_from_loader}.
   */
  static PyModuleSpec specFromLoader(PyStr name, PyObject loader) {
    PyObject isPackage = Abstract.getAttributeOrNull(loader, IS_PACKAGE);
    PyObject getFilename = Abstract.getAttributeOrNull(loader, GET_FILENAME);
    boolean pkg = false;
    if (isPackage != null) {
      try {
        pkg = Abstract.isTrue(Abstract.call(isPackage, name));
      } catch (PyException e) {
        if (!e.matches(Exceptions.ImportError)) {
          throw e;
        }
      }
    }
    PyObject file = null;
    if (getFilename != null) {
      try {
        file = Abstract.call(getFilename, name);
      } catch (PyException e) {
        if (!e.matches(Exceptions.ImportError)) {
          throw e;
        }
      }
    }
    PyModuleSpec spec = new PyModuleSpec(name, loader, file, pkg);
    if (file != null) {
      spec.setHasLocation();
      if (pkg && file instanceof PyStr f && f.value().lastIndexOf('/') >= 0) {
        ((PyList) spec.attribute(PyModuleSpec.LOCATIONS))
            .add(PyStr.of(f.value().substring(0, f.value().lastIndexOf('/'))));
      }
    }
    return spec;
  }

  static void warnNoExecModule(PyObject loader) {
    Errors.warn(
        Exceptions.ImportWarning,
        objectName(loader) + ".exec_module() not found; falling back to load_module()",
        1);
  }

  private static String objectName(PyObject o) {
    PyObject qualname = Abstract.getAttributeOrNull(o, Names.QUALNAME);
    PyType type = o instanceof PyType t ? t : o.type;
    return qualname instanceof PyStr s && o instanceof PyType ? s.value() : Abstract.qualname(type);
  }
}
