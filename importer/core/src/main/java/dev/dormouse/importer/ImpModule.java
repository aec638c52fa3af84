package dev.dormouse.importer;

import dev.dormouse.code.CodeObject;
import dev.dormouse.code.PycFile;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Buffer;
import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyCode;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.Slot;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;

/**
 * {@code _imp}: what the library's import system asks of the interpreter. Compare CPython's {@code
 * Python/import.c}.
 */
@BuiltinModule(
    name = "_imp",
    doc = "(Extremely) low-level import machinery bits as used by importlib.")
final class ImpModule {
  private ImpModule() {}

  static BuiltinTable table() {
    return new ImpModuleTable();
  }

  static void exec(PyModule module) {
    module.set("check_hash_based_pycs", PyStr.of(ImportSystem.current().checkHashPycs));
  }

  @Function(name = "lock_held", doc = "Return whether the import lock is held.")
  static boolean lockHeld() {
    return ImportSystem.current().locks.isHeld(ModuleLocks.GLOBAL);
  }

  @Function(name = "acquire_lock", doc = "Take the import lock; the same thread may take it again.")
  static void acquireLock() {
    ImportSystem.current().locks.acquire(ModuleLocks.GLOBAL);
  }

  @Function(name = "release_lock", doc = "Release the import lock.")
  static void releaseLock() {
    ModuleLocks locks = ImportSystem.current().locks;
    if (!locks.isHeldHere(ModuleLocks.GLOBAL)) {
      throw Errors.runtimeError("not holding the import lock");
    }
    locks.release(ModuleLocks.GLOBAL);
  }

  @Function(
      name = "extension_suffixes",
      doc = "Return the suffixes of extension modules: none, they cannot be loaded here.")
  static PyObject extensionSuffixes() {
    return new PyList();
  }

  @Function(
      name = "is_builtin",
      signature = "(name, /)",
      doc = "Return 1 for a native module, -1 for one that exists once, else 0.")
  static int isBuiltin(String name) {
    return NativeModules.find(name) == null ? 0 : isOnlyOnce(name) ? -1 : 1;
  }

  private static boolean isOnlyOnce(String name) {
    return name.equals("sys") || name.equals("builtins");
  }

  @Function(name = "create_builtin", signature = "(spec, /)", doc = "Create a native module.")
  static PyObject createBuiltin(PyObject spec) {
    PyObject name = Abstract.getAttribute(spec, PyModuleSpec.NAME);
    if (!(name instanceof PyStr s)) {
      throw Errors.typeError("name must be string, not " + name.type.name());
    }
    return NativeModules.find(s.value()) == null ? PyObject.NONE : NativeModules.create(s.value());
  }

  @Function(
      name = "exec_builtin",
      signature = "(mod, /)",
      doc = "Does nothing: native modules are complete when made.")
  static int execBuiltin(PyObject mod) {
    return 0;
  }

  @Function(
      name = "create_dynamic",
      signature = "(spec, file=None, /)",
      doc = "Raises ImportError: there are no extension modules here.")
  static PyObject createDynamic(PyObject spec, PyObject file) {
    PyObject name = Abstract.getAttribute(spec, PyModuleSpec.NAME);
    throw Errors.importError(
        Exceptions.ImportError,
        "extension modules cannot be loaded by Dormouse",
        name instanceof PyStr s ? s : null,
        Abstract.getAttribute(spec, PyModuleSpec.ORIGIN));
  }

  @Function(name = "exec_dynamic", signature = "(mod, /)", doc = "Does nothing.")
  static int execDynamic(PyObject mod) {
    return 0;
  }

  @Function(name = "is_frozen", signature = "(name, /)", doc = "Return whether a module is frozen.")
  static boolean isFrozen(String name) {
    return Bootstrap.isBootstrap(name);
  }

  @Function(
      name = "is_frozen_package",
      signature = "(name, /)",
      doc = "Return whether a frozen module is a package.")
  static boolean isFrozenPackage(PyStr name) {
    if (!Bootstrap.isBootstrap(name.value())) {
      throw noFrozen(name);
    }
    return false;
  }

  @Function(
      name = "find_frozen",
      signature = "(name, /, *, withdata=False)",
      doc = "Return None: frozen modules have no data here.")
  static PyObject findFrozen(PyStr name, boolean withdata) {
    return PyObject.NONE;
  }

  @Function(
      name = "get_frozen_object",
      signature = "(name, data=None, /)",
      doc = "Raises ImportError: nothing is frozen here.")
  static PyObject getFrozenObject(PyStr name, PyObject data) {
    throw noFrozen(name);
  }

  @Function(name = "init_frozen", signature = "(name, /)", doc = "Return a frozen module, or None.")
  static PyObject initFrozen(PyStr name) {
    return Bootstrap.isBootstrap(name.value())
        ? ImportSystem.current().bootstrap().module(name.value())
        : PyObject.NONE;
  }

  @Function(name = "_frozen_module_names", doc = "Return the names of the frozen modules.")
  static PyObject frozenModuleNames() {
    return PyList.of(PyStr.of("_frozen_importlib"), PyStr.of("_frozen_importlib_external"));
  }

  @Function(
      name = "_override_frozen_modules_for_tests",
      signature = "(override, /)",
      doc = "Does nothing: there is no choice.")
  static void overrideFrozenModules(int override) {}

  private static RuntimeException noFrozen(PyStr name) {
    return Errors.importError(
        Exceptions.ImportError, "No such frozen object named " + name.value(), name, null);
  }

  @Function(
      name = "source_hash",
      signature = "(key, source)",
      doc = "Return the hash of source for a hash-based .pyc file.")
  static PyObject sourceHash(long key, PyObject source) {
    if (!source.type.has(Slot.BUFFER)) {
      throw Errors.typeError("a bytes-like object is required, not '" + source.type.name() + "'");
    }
    Buffer b = source.type.ops.getBuffer(source, 0);
    long hash;
    try {
      hash = PycFile.sourceHash(key, b.toByteArray());
    } finally {
      b.release();
    }
    byte[] bytes = new byte[8];
    for (int i = 0; i < 8; i++) {
      bytes[i] = (byte) (hash >>> 8 * i);
    }
    return PyBytes.of(bytes);
  }

  @Function(
      name = "_fix_co_filename",
      signature = "(code, path, /)",
      doc = "Change the file name of code and of the code nested in it.")
  static void fixCoFilename(PyCode code, String path) {
    if (!code.isAwake()
        && code.unit instanceof CodeObject object
        && !object.filename.equals(path)) {
      code.unit = CompiledFiles.withFilename(object, object.filename, path);
    }
  }
}
