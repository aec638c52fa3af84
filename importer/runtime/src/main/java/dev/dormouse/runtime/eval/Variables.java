package dev.dormouse.runtime.eval;

import dev.dormouse.code.CodeUnit;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.Names;
import dev.dormouse.runtime.objects.PyCell;
import dev.dormouse.runtime.objects.PyCode;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyFrame;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;

/**
 * Reading and writing names: globals, builtins, class and module namespaces, and the errors for
 * what is not there.
 */
final class Variables {
  /** Calls after which a code object gets caches. */
  private static final int WARM = 2;

  private Variables() {}

  /**
   * LOAD_GLOBAL as a guarded slot read. The cache holds at {@code at} the entry number + 1 in the
   * globals, or its negative for the builtins with the globals' key version beside it; the guard is
   * that the key is still at that entry.
   */
  static PyObject loadGlobal(PyFrame f, PyCode co, int nameIndex, int at) {
    PyStr name = co.names[nameIndex];
    int[] cache = co.caches;
    if (cache != null) {
      int e = cache[at];
      if (e > 0) {
        PyDict globals = f.globals;
        if (globals.keyAt(e - 1) == name && globals.type == PyDict.TYPE) {
          return globals.valueAt(e - 1);
        }
      } else if (e < 0 && cache[at + 1] == f.globals.keysVersion()) {
        PyDict builtins = f.builtins;
        if (builtins.keyAt(-e - 1) == name) {
          return builtins.valueAt(-e - 1);
        }
      }
    } else if (++co.calls > WARM) {
      cache = co.caches = new int[co.wordcode.length >> 1];
    }
    if (f.globals.type != PyDict.TYPE) {
      return fromSubclass(f, name);
    }
    int e = f.globals.find(name);
    if (e >= 0) {
      if (cache != null) {
        cache[at] = e + 1;
      }
      return f.globals.valueAt(e);
    }
    if (f.builtinsMapping != null) {
      return fromMapping(f.builtinsMapping, name);
    }
    e = f.builtins.find(name);
    if (e < 0) {
      throw notDefined(name);
    }
    if (cache != null) {
      cache[at] = -e - 1;
      cache[at + 1] = f.globals.stampKeys(Interpreter.current());
    }
    return f.builtins.valueAt(e);
  }

  /** Where the globals are of a class of their own, which may have its say. */
  private static PyObject fromSubclass(PyFrame f, PyStr name) {
    try {
      return Abstract.getItem(f.globals, name);
    } catch (PyException e) {
      if (!e.matches(Exceptions.KeyError)) {
        throw e;
      }
    }
    return fromMapping(f.builtinsMapping != null ? f.builtinsMapping : f.builtins, name);
  }

  private static PyObject fromMapping(PyObject builtins, PyStr name) {
    try {
      return Abstract.getItem(builtins, name);
    } catch (PyException e) {
      throw e.matches(Exceptions.KeyError) ? notDefined(name) : e;
    }
  }

  static PyException notDefined(PyStr name) {
    return Errors.nameError("name '" + name.value() + "' is not defined", name);
  }

  static PyObject loadName(PyFrame f, PyStr name) {
    PyObject locals = f.namespace();
    if (locals == null) {
      throw Errors.systemError("no locals when loading '" + name.value() + "'");
    }
    PyObject v = fromLocals(locals, name);
    return v != null ? v : globalOrBuiltin(f, name);
  }

  /** Null if the namespace has no such name. */
  static PyObject fromLocals(PyObject locals, PyStr name) {
    if (locals.type == PyDict.TYPE) {
      return ((PyDict) locals).get(name);
    }
    try {
      return Abstract.getItem(locals, name);
    } catch (PyException e) {
      if (e.matches(Exceptions.KeyError)) {
        return null;
      }
      throw e;
    }
  }

  private static PyObject globalOrBuiltin(PyFrame f, PyStr name) {
    PyObject v = f.globals.get(name);
    if (v == null) {
      if (f.builtinsMapping != null) {
        return fromMapping(f.builtinsMapping, name);
      }
      v = f.builtins.get(name);
      if (v == null) {
        throw notDefined(name);
      }
    }
    return v;
  }

  static void storeName(PyFrame f, PyStr name, PyObject value) {
    PyObject locals = f.namespace();
    if (locals == null) {
      throw Errors.systemError("no locals found when storing '" + name.value() + "'");
    }
    if (locals.type == PyDict.TYPE) {
      ((PyDict) locals).put(name, value);
    } else {
      Abstract.setItem(locals, name, value);
    }
  }

  static void deleteName(PyFrame f, PyStr name) {
    PyObject locals = f.namespace();
    if (locals == null) {
      throw Errors.systemError("no locals when deleting '" + name.value() + "'");
    }
    try {
      if (locals.type == PyDict.TYPE) {
        if (((PyDict) locals).remove(name) == null) {
          throw notDefined(name);
        }
      } else {
        Abstract.delItem(locals, name);
      }
    } catch (PyException e) {
      throw e.matches(Exceptions.KeyError) ? notDefined(name) : e;
    }
  }

  static void deleteGlobal(PyFrame f, PyStr name) {
    if (f.globals.remove(name) == null) {
      throw notDefined(name);
    }
  }

  /** The error for reading local, cell or free variable {@code index}. */
  static PyException unbound(PyCode co, int index) {
    PyStr name = co.localsplusnames[index];
    if ((co.localspluskinds[index] & CodeUnit.CO_FAST_FREE) != 0) {
      return Errors.nameError(
          "cannot access free variable '"
              + name.value()
              + "' where it is not associated with a value in enclosing scope",
          name);
    }
    return Errors.unboundLocalError(
        "cannot access local variable '"
            + name.value()
            + "' where it is not associated with a value",
        name);
  }

  static PyObject loadClassDeref(PyFrame f, PyCode co, int index) {
    PyObject v = fromLocals(f.locals, co.localsplusnames[index]);
    if (v == null) {
      v = ((PyCell) f.localsplus[index]).value;
      if (v == null) {
        throw unbound(co, index);
      }
    }
    return v;
  }

  static void copyFreeVars(PyFrame f, int count) {
    PyObject[] cells = f.function.closure.items;
    System.arraycopy(cells, 0, f.localsplus, f.code.nlocalsplus - count, count);
  }

  static void setupAnnotations(PyFrame f) {
    if (f.locals == null) {
      throw Errors.systemError("no locals found when setting up annotations");
    }
    if (fromLocals(f.locals, Names.ANNOTATIONS) == null) {
      storeName(f, Names.ANNOTATIONS, new PyDict());
    }
  }

  /** {@code from module import *}. */
  static void importStar(PyFrame f, PyObject module) {
    if (f.locals == null) {
      throw Errors.systemError("no locals found during 'import *'");
    }
    PyObject all = Abstract.getAttributeOrNull(module, Names.ALL);
    boolean skipPrivate = all == null;
    if (all == null) {
      PyObject dict = Abstract.getAttributeOrNull(module, Names.DICT);
      if (dict == null) {
        throw Errors.importError(
            Exceptions.ImportError,
            "from-import-* object has no __dict__ and no __all__",
            null,
            null);
      }
      all = Abstract.callMethod(dict, Names.KEYS);
    }
    for (PyObject o : Abstract.toArray(all)) {
      if (!(o instanceof PyStr name)) {
        PyObject moduleName = Abstract.getAttribute(module, Names.DUNDER_NAME);
        throw Errors.typeError(
            (skipPrivate ? "Key" : "Item")
                + " in "
                + Abstract.str(moduleName).value()
                + "."
                + (skipPrivate ? "__dict__" : "__all__")
                + " must be str, not "
                + o.type.name());
      }
      if (skipPrivate && name.value().startsWith("_")) {
        continue;
      }
      storeName(f, PyStr.interned(name), Abstract.getAttribute(module, name));
    }
  }

  /** {@code from module import name}, circular imports included. */
  static PyObject importFrom(PyObject module, PyStr name) {
    PyObject v = Abstract.getAttributeOrNull(module, name);
    if (v != null) {
      return v;
    }
    PyObject pkg = Abstract.getAttributeOrNull(module, Names.DUNDER_NAME);
    if (pkg instanceof PyStr p) {
      PyObject sub = Interpreter.current().modules.get(PyStr.of(p.value() + "." + name.value()));
      if (sub != null) {
        return sub;
      }
    }
    PyObject origin =
        module instanceof PyModule ? Abstract.getAttributeOrNull(module, Names.FILE) : null;
    String where = pkg instanceof PyStr p ? Abstract.repr(p).value() : "'<unknown module name>'";
    if (!(origin instanceof PyStr)) {
      throw Errors.importError(
          Exceptions.ImportError,
          "cannot import name "
              + Abstract.repr(name).value()
              + " from "
              + where
              + " (unknown location)",
          pkg instanceof PyStr p ? p : PyStr.of("<unknown module name>"),
          null);
    }
    PyObject spec = Abstract.getAttributeOrNull(module, Names.SPEC);
    boolean partial = spec != null && Interpreter.current().importer().isInitializing(spec);
    throw Errors.importError(
        Exceptions.ImportError,
        "cannot import name "
            + Abstract.repr(name).value()
            + " from "
            + (partial
                ? "partially initialized module "
                    + where
                    + " (most likely due to a circular import)"
                : where)
            + " ("
            + Abstract.str(origin).value()
            + ")",
        pkg instanceof PyStr p ? p : PyStr.of("<unknown module name>"),
        origin);
  }
}
