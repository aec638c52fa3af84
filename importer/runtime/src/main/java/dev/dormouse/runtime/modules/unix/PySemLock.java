package dev.dormouse.runtime.modules.unix;

import dev.dormouse.runtime.modules.posix.Host;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyOSError;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.objects.ThreadState;
import dev.dormouse.runtime.os.Errno;
import dev.dormouse.runtime.os.Libc;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.ClassMethod;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;
import java.nio.charset.StandardCharsets;

/** {@code _multiprocessing.SemLock}: a POSIX semaphore as a recursive mutex or a semaphore. */
@BuiltinType(name = "SemLock", ops = PySemLock.SemLockOps.class, doc = "Semaphore/Mutex type")
final class PySemLock extends PyObject {
  static final PyType TYPE =
      PyType.builtin("SemLock", PyType.OBJECT, new SemLockOps(), new SemLockTable())
          .in("_multiprocessing")
          .with(PyType.BASETYPE);

  private static final int RECURSIVE_MUTEX = 0;
  private static final int O_CREAT_EXCL = 0300;
  private static final int MODE = 0600;

  /** How long a wait may keep a thread from seeing signals. */
  private static final long SLICE = 50_000_000;

  private final long handle;
  private final int kind;
  private final int maximum;
  private final String name;

  /** How often the thread {@link #owner} holds it. */
  private int count;

  private long owner;

  private PySemLock(PyType type, long handle, int kind, int maximum, String name) {
    super(type);
    this.handle = handle;
    this.kind = kind;
    this.maximum = maximum;
    this.name = name;
  }

  private static Libc libc() {
    return Host.os().libc();
  }

  private static long open(String name, int flags, int value) {
    Libc libc = libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      long handle =
          libc.raw(
              "sem_open",
              frame.cString(name.getBytes(StandardCharsets.UTF_8)),
              flags,
              MODE,
              value,
              0,
              0);
      if (handle == 0) {
        throw PyOSError.of(libc.errno());
      }
      return handle;
    }
  }

  private boolean isMineNow() {
    return count > 0 && ThreadState.current().ident == owner;
  }

  @Method(signature = "(block=True, timeout=None)", doc = "Acquire the semaphore/lock.")
  boolean acquire(boolean block, PyObject timeout) {
    if (kind == RECURSIVE_MUTEX && isMineNow()) {
      count++;
      return true;
    }
    long wait = -1;
    if (!block) {
      wait = 0;
    } else if (timeout != null && timeout != NONE) {
      wait = (long) (Math.max(ArgParser.toDouble(timeout), 0) * 1e9);
    }
    if (!await(wait)) {
      return false;
    }
    count++;
    owner = ThreadState.current().ident;
    return true;
  }

  /** {@code nanoseconds} below 0: for ever. */
  private boolean await(long nanoseconds) {
    Libc libc = libc();
    int result = libc.call("sem_trywait", handle);
    if (result == 0) {
      return true;
    }
    long end = System.nanoTime() + nanoseconds;
    Interpreter interpreter = Interpreter.current();
    while (result == -Errno.EAGAIN || result == -Errno.EINTR || result == -Errno.ETIMEDOUT) {
      long left = nanoseconds < 0 ? SLICE : Math.min(end - System.nanoTime(), SLICE);
      if (left <= 0) {
        return false;
      }
      result = ThreadState.current().allowThreads(() -> timedWait(libc, left));
      if (result == 0) {
        return true;
      }
      if (ThreadState.current() == interpreter.mainThread()) {
        interpreter.runPending();
      }
    }
    throw PyOSError.of(-result);
  }

  private int timedWait(Libc libc, long nanoseconds) {
    try (Libc.Mem.Frame frame = libc.frame()) {
      long until = System.currentTimeMillis() * 1_000_000 + nanoseconds;
      long p = frame.take(16);
      libc.setLong(p, until / 1_000_000_000);
      libc.setLong(p + 8, until % 1_000_000_000);
      return libc.call("sem_timedwait", handle, p);
    }
  }

  @Method(doc = "Release the semaphore/lock.")
  void release() {
    if (kind == RECURSIVE_MUTEX) {
      if (!isMineNow()) {
        throw Errors.assertionError("attempt to release recursive lock not owned by thread");
      }
      if (count > 1) {
        count--;
        return;
      }
    } else if (value() >= maximum) {
      throw Errors.valueError("semaphore or lock released too many times");
    }
    int result = libc().call("sem_post", handle);
    if (result < 0) {
      throw PyOSError.of(-result);
    }
    count--;
  }

  private int value() {
    Libc libc = libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      long p = frame.take(4);
      int result = libc.call("sem_getvalue", handle, p);
      if (result < 0) {
        throw PyOSError.of(-result);
      }
      return libc.getInt(p);
    }
  }

  @Method(name = "__enter__", doc = "Enter the semaphore/lock.")
  boolean enter() {
    return acquire(true, null);
  }

  @Method(
      name = "__exit__",
      signature = "(exc_type=None, exc_value=None, exc_tb=None, /)",
      doc = "Exit the semaphore/lock.")
  void exit(PyObject type, PyObject value, PyObject traceback) {
    release();
  }

  @Method(name = "_count", doc = "Num of `acquire()`s minus num of `release()`s for this process.")
  int getCount() {
    return count;
  }

  @Method(name = "_is_mine", doc = "Whether the lock is owned by this thread.")
  boolean isMine() {
    return isMineNow();
  }

  @Method(name = "_get_value", doc = "Get the value of the semaphore.")
  int getValue() {
    return Math.max(value(), 0);
  }

  @Method(name = "_is_zero", doc = "Return whether semaphore has value zero.")
  boolean isZero() {
    return value() == 0;
  }

  @Method(name = "_after_fork", doc = "Rezero the net acquisition count after fork().")
  void afterFork() {
    count = 0;
  }

  @ClassMethod(name = "_rebuild", signature = "(handle, kind, maxvalue, name, /)")
  static PyObject rebuild(PyType cls, PyObject handle, int kind, int maximum, PyObject name) {
    if (!(name instanceof PyStr s)) {
      return new PySemLock(cls, Abstract.toJavaLong(handle), kind, maximum, null);
    }
    return new PySemLock(cls, open(s.value(), 0, 0), kind, maximum, s.value());
  }

  @Getter(name = "handle", member = true)
  PyObject getHandle() {
    return PyInt.of(handle);
  }

  @Getter(name = "kind", member = true)
  PyObject getKind() {
    return PyInt.of(kind);
  }

  @Getter(name = "maxvalue", member = true)
  PyObject getMaximum() {
    return PyInt.of(maximum);
  }

  @Getter(name = "name", member = true)
  PyObject getName() {
    return name == null ? NONE : PyStr.of(name);
  }

  static final class SemLockOps extends Ops {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      PyObject[] p =
          ArgParser.parse("SemLock", "kind\0value\0maxvalue\0name\0unlink", 0, 5, 5, args, kwnames);
      int kind = Abstract.toJavaInt(p[0]);
      if (kind != RECURSIVE_MUTEX && kind != 1) {
        throw Errors.valueError("unrecognized kind");
      }
      int value = Abstract.toJavaInt(p[1]);
      int maximum = Abstract.toJavaInt(p[2]);
      if (!(p[3] instanceof PyStr name)) {
        throw Errors.typeError("SemLock() argument 'name' must be str, not " + p[3].type.name());
      }
      long handle = open(name.value(), O_CREAT_EXCL, value);
      boolean unlink = Abstract.isTrue(p[4]);
      if (unlink) {
        MultiprocessingModule.semUnlink(name.value());
      }
      return new PySemLock(cls, handle, kind, maximum, unlink ? null : name.value());
    }

    @Override
    public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {}
  }
}
