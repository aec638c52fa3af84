package dev.dormouse.importer;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Method;

/**
 * {@code _frozen_importlib._ModuleLockManager}: holds a module's lock during a {@code with} block
 * of the library's import system.
 */
@BuiltinType(
    name = "_ModuleLockManager",
    ops = LockManager.ManagerOps.class,
    doc = "Hold the lock of a module.")
final class LockManager extends PyObject {
  static final PyType TYPE =
      PyType.builtin("_ModuleLockManager", PyType.OBJECT, new ManagerOps(), new LockManagerTable())
          .in("_frozen_importlib");

  private final String name;

  private LockManager(String name) {
    super(TYPE);
    this.name = name;
  }

  @Method(name = "__enter__")
  static void enter(LockManager m) {
    ImportSystem.current().locks.acquire(m.name);
  }

  @Method(name = "__exit__", signature = "(*args)")
  static void exit(LockManager m, PyObject[] args) {
    ImportSystem.current().locks.release(m.name);
  }

  static final class ManagerOps extends Ops {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      PyObject[] a = ArgParser.parse("_ModuleLockManager", "name", 0, 1, 1, args, kwnames);
      return new LockManager(Abstract.str(a[0]).value());
    }
  }
}
