package dev.dormouse.runtime.modules.thread;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Generic;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.objects.ThreadState;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Method;

/** {@code _thread.RLock}: belongs to the thread that acquired it, which may acquire it again. */
@BuiltinType(name = "RLock", ops = PyRLock.RLockOps.class)
public final class PyRLock extends PyObject {
  public static final PyType TYPE =
      PyType.builtin("RLock", PyType.OBJECT, new RLockOps(), new PyRLockTable())
          .in("_thread")
          .with(PyType.BASETYPE)
          .withWeakrefs();

  private Gate gate = new Gate();

  /** The owner's number, 0 for nobody. Guarded, as {@link #count}, by the interpreter lock. */
  private long owner;

  private long count;

  PyRLock(PyType type) {
    super(type);
  }

  private boolean isOwned() {
    return count > 0 && owner == ThreadState.current().ident;
  }

  private static PyObject acquire(PyRLock self, PyObject[] args, PyStr[] kwnames) {
    PyObject[] p = ArgParser.parse("acquire", "blocking\0timeout", 0, 2, 0, args, kwnames);
    boolean blocking = p[0] == null || Abstract.isTrue(p[0]);
    long nanos = Timeouts.nanos(blocking, p[1]);
    if (self.isOwned()) {
      self.count++;
      return PyBool.TRUE;
    }
    boolean got = self.gate.close(nanos);
    if (got) {
      self.owner = ThreadState.current().ident;
      self.count = 1;
    }
    return PyBool.of(got);
  }

  @Method(
      name = "acquire",
      signature = "(blocking=True, timeout=-1)",
      doc =
          "Lock the lock, or count one up if this thread has it already; tell whether that was"
              + " done.")
  static PyObject acquireMethod(PyRLock self, PyObject[] args, PyStr[] kwnames) {
    return acquire(self, args, kwnames);
  }

  @Method(name = "__enter__", signature = "(blocking=True, timeout=-1)", doc = "Lock the lock.")
  static PyObject enter(PyRLock self, PyObject[] args, PyStr[] kwnames) {
    return acquire(self, args, kwnames);
  }

  @Method(
      doc =
          "Count one down; at zero others may have the lock. RuntimeError if this thread does not"
              + " own it.")
  static void release(PyRLock self) {
    if (!self.isOwned()) {
      throw Errors.runtimeError("cannot release un-acquired lock");
    }
    if (--self.count == 0) {
      self.owner = 0;
      self.gate.open();
    }
  }

  @Method(name = "__exit__", signature = "(*args)", doc = "Release the lock.")
  static void exit(PyRLock self, PyObject[] args) {
    release(self);
  }

  @Method(name = "_is_owned", doc = "For internal use by threading.Condition.")
  static boolean isOwnedMethod(PyRLock self) {
    return self.isOwned();
  }

  @Method(name = "_release_save", doc = "For internal use by threading.Condition.")
  static PyObject releaseSave(PyRLock self) {
    if (self.count == 0) {
      throw Errors.runtimeError("cannot release un-acquired lock");
    }
    PyObject state = PyTuple.of(PyInt.of(self.count), PyInt.of(self.owner));
    self.count = 0;
    self.owner = 0;
    self.gate.open();
    return state;
  }

  @Method(
      name = "_acquire_restore",
      signature = "(state, /)",
      doc = "For internal use by threading.Condition.")
  static void acquireRestore(PyRLock self, PyTuple state) {
    if (state.items.length != 2) {
      throw Errors.typeError(
          "_acquire_restore() argument 1 must be sequence of length 2, not " + state.items.length);
    }
    long count = Abstract.toJavaLong(state.items[0]);
    long owner = Abstract.toJavaLong(state.items[1]);
    self.gate.close(Timeouts.FOREVER);
    self.owner = owner;
    self.count = count;
  }

  @Method(name = "_at_fork_reinit", doc = "Make the lock an unlocked one in the child of a fork.")
  static void atForkReinit(PyRLock self) {
    self.gate = new Gate();
    self.owner = 0;
    self.count = 0;
  }

  static final class RLockOps extends Ops {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      return new PyRLock(cls);
    }

    @Override
    public PyObject repr(PyObject o) {
      PyRLock l = (PyRLock) o;
      return PyStr.of(
          "<"
              + (l.count > 0 ? "locked" : "unlocked")
              + " "
              + o.type.fullName()
              + " object owner="
              + l.owner
              + " count="
              + l.count
              + " at "
              + Generic.address(o)
              + ">");
    }
  }
}
