package dev.dormouse.runtime.modules.thread;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Generic;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Method;

/** {@code _thread.lock}: nobody owns it; any thread may release it. */
@BuiltinType(
    name = "lock",
    ops = PyLock.LockOps.class,
    doc = "A lock: acquire() locks it, waiting if need be; release() unlocks it; locked() tells.")
public final class PyLock extends PyObject {
  public static final PyType TYPE =
      PyType.builtin("lock", PyType.OBJECT, new LockOps(), new PyLockTable())
          .in("_thread")
          .withWeakrefs();

  /** Replaced in the child of a fork. */
  private Gate gate = new Gate();

  public PyLock() {
    super(TYPE);
  }

  /** Takes the lock if that needs no waiting. */
  public boolean tryAcquire() {
    return gate.tryClose();
  }

  /** Waits for the lock as long as it takes; a signal handler may throw meanwhile. */
  public void acquire() {
    gate.close(Timeouts.FOREVER);
  }

  /** False if it was not locked. */
  public boolean releaseIfLocked() {
    return gate.open();
  }

  private static PyObject acquire(PyLock self, PyObject[] args, PyStr[] kwnames) {
    PyObject[] p = ArgParser.parse("acquire", "blocking\0timeout", 0, 2, 0, args, kwnames);
    boolean blocking = p[0] == null || Abstract.isTrue(p[0]);
    return PyBool.of(self.gate.close(Timeouts.nanos(blocking, p[1])));
  }

  @Method(
      name = "acquire",
      signature = "(blocking=True, timeout=-1)",
      doc =
          "Lock the lock, waiting for it if blocking, at most timeout seconds; tell whether it was"
              + " locked.")
  static PyObject acquireMethod(PyLock self, PyObject[] args, PyStr[] kwnames) {
    return acquire(self, args, kwnames);
  }

  @Method(
      name = "acquire_lock",
      signature = "(blocking=True, timeout=-1)",
      doc = "An old name of acquire().")
  static PyObject acquireLock(PyLock self, PyObject[] args, PyStr[] kwnames) {
    return acquire(self, args, kwnames);
  }

  @Method(name = "__enter__", signature = "(blocking=True, timeout=-1)", doc = "Lock the lock.")
  static PyObject enter(PyLock self, PyObject[] args, PyStr[] kwnames) {
    return acquire(self, args, kwnames);
  }

  @Method(doc = "Unlock the lock; RuntimeError if it is not locked.")
  static void release(PyLock self) {
    if (!self.gate.open()) {
      throw Errors.runtimeError("release unlocked lock");
    }
  }

  @Method(name = "release_lock", doc = "An old name of release().")
  static void releaseLock(PyLock self) {
    release(self);
  }

  @Method(name = "__exit__", signature = "(*args)", doc = "Unlock the lock.")
  static void exit(PyLock self, PyObject[] args) {
    release(self);
  }

  @Method(doc = "Tell whether the lock is locked.")
  static boolean locked(PyLock self) {
    return self.gate.isClosed();
  }

  @Method(name = "locked_lock", doc = "An old name of locked().")
  static boolean lockedLock(PyLock self) {
    return self.gate.isClosed();
  }

  @Method(name = "_at_fork_reinit", doc = "Make the lock an unlocked one in the child of a fork.")
  static void atForkReinit(PyLock self) {
    self.gate = new Gate();
  }

  static final class LockOps extends Ops {
    @Override
    public PyObject repr(PyObject o) {
      String state = ((PyLock) o).gate.isClosed() ? "locked" : "unlocked";
      return PyStr.of(
          "<" + state + " " + o.type.fullName() + " object at " + Generic.address(o) + ">");
    }
  }
}
