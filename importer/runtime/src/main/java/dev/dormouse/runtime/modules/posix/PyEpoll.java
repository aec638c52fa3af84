package dev.dormouse.runtime.modules.posix;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyOSError;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.os.Libc;
import dev.dormouse.runtime.os.OsError;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.ClassMethod;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;

/** {@code select.epoll}. */
@BuiltinType(name = "epoll", ops = PyEpoll.EpollOps.class, doc = "Returns an epolling object.")
final class PyEpoll extends PyObject {
  static final PyType TYPE =
      PyType.builtin("epoll", PyType.OBJECT, new EpollOps(), new PyEpollTable()).in("select");

  private static final int CTL_ADD = 1;
  private static final int CTL_DEL = 2;
  private static final int CTL_MOD = 3;
  private static final int CLOEXEC = 02000000;

  /** {@code struct epoll_event} is packed on x86-64 only. */
  private static final boolean PACKED = "amd64".equals(System.getProperty("os.arch"));

  private static final int EVENT = PACKED ? 12 : 16;
  private static final int DATA = PACKED ? 4 : 8;

  /**
   * Not made yet: {@code selectors} makes one when it is imported, only to see that it can, and a
   * downcall costs 30 ms.
   */
  private static final int UNOPENED = -2;

  /** -1 when closed. */
  private int fd;

  PyEpoll(PyType type, int fd) {
    super(type);
    this.fd = fd;
  }

  private void requireOpen() {
    if (fd == UNOPENED) {
      fd = PosixModule.libc("epoll_create1", CLOEXEC);
    }
    if (fd < 0) {
      throw Errors.valueError("I/O operation on closed epoll object");
    }
  }

  @ClassMethod(signature = "(fd, /)", doc = "Create an epoll object from a given control fd.")
  static PyObject fromfd(PyType cls, int fd) {
    return new PyEpoll(cls, fd);
  }

  @Method(signature = "()", doc = "Close the epoll control file descriptor.")
  static void close(PyEpoll self) {
    int closing = self.fd;
    self.fd = -1;
    if (closing >= 0) {
      try {
        Host.os().fds().close(closing);
      } catch (OsError e) {
        throw PyOSError.of(e, null, null);
      }
    }
  }

  @Getter(name = "closed", doc = "True if the epoll handler is closed")
  static PyObject getClosed(PyEpoll self) {
    return PyBool.of(self.fd == -1);
  }

  @Method(signature = "()", doc = "Return the epoll control file descriptor.")
  static int fileno(PyEpoll self) {
    self.requireOpen();
    return self.fd;
  }

  private void control(int operation, PyObject target, long events) {
    requireOpen();
    int number = Host.descriptor(target);
    Libc libc = Host.os().libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      long p = frame.take(16);
      libc.setInt(p, (int) events);
      libc.setInt(p + DATA, number);
      PosixModule.libc("epoll_ctl", fd, operation, number, p);
    }
  }

  private static long mask(PyObject o) {
    PyInt i = Abstract.index(o);
    if (i.isNegative()) {
      throw Errors.valueError("value must be positive");
    }
    if (i.isBig() || i.longValue() > 0xFFFF_FFFFL) {
      throw Errors.overflowError("Python int too large for C unsigned int");
    }
    return i.longValue();
  }

  @Method(
      signature = "(fd, eventmask=None)",
      doc = "Registers a new fd or raises an OSError if the fd is already registered.")
  static void register(PyEpoll self, PyObject fd, PyObject eventmask) {
    // EPOLLIN | EPOLLPRI | EPOLLOUT
    self.control(CTL_ADD, fd, eventmask == null ? 7 : mask(eventmask));
  }

  @Method(
      signature = "(fd, eventmask)",
      doc = "Modify event mask for a registered file descriptor.")
  static void modify(PyEpoll self, PyObject fd, PyObject eventmask) {
    self.control(CTL_MOD, fd, mask(eventmask));
  }

  @Method(signature = "(fd)", doc = "Remove a registered file descriptor from the epoll object.")
  static void unregister(PyEpoll self, PyObject fd) {
    self.control(CTL_DEL, fd, 0);
  }

  @Method(
      signature = "(timeout=None, maxevents=-1)",
      doc = "Wait for events on the epoll file descriptor.")
  static PyObject poll(PyEpoll self, PyObject timeout, int maxevents) {
    self.requireOpen();
    long nanos = SelectModule.timeout(timeout, "timeout must be an integer or None");
    int most = maxevents == -1 ? 1023 : maxevents;
    if (most < 1) {
      throw Errors.valueError("maxevents must be greater than 0, got " + maxevents);
    }
    Libc libc = Host.os().libc();
    PyList result = new PyList();
    try (Libc.Mem.Frame frame = libc.frame()) {
      long p = frame.takeDirty((long) EVENT * most);
      int n = SelectModule.await(true, self.fd, p, most, Math.max(nanos, -1));
      for (int i = 0; i < n; i++) {
        long event = p + (long) EVENT * i;
        result.add(
            PyTuple.of(PyInt.of(libc.getInt(event + DATA)), PyInt.of(libc.getUnsignedInt(event))));
      }
    }
    return result;
  }

  @Method(name = "__enter__", signature = "()")
  static PyObject enter(PyEpoll self) {
    if (self.fd == -1) {
      self.requireOpen();
    }
    return self;
  }

  @Method(name = "__exit__", signature = "(exc_type=None, exc_value=None, exc_tb=None, /)")
  static PyObject exit(PyEpoll self, PyObject type, PyObject value, PyObject traceback) {
    return Abstract.callMethod(self, "close");
  }

  static final class EpollOps extends Ops {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      PyObject[] p = ArgParser.parse("epoll", "sizehint\0flags", 0, 2, 0, args, kwnames);
      int sizehint = p[0] == null ? -1 : Abstract.toJavaInt(p[0]);
      int flags = p[1] == null ? 0 : Abstract.toJavaInt(p[1]);
      if (sizehint != -1 && sizehint <= 0) {
        throw Errors.valueError("negative sizehint");
      }
      if (flags != 0 && flags != CLOEXEC) {
        throw Errors.of(Exceptions.OSError, "invalid flags");
      }
      return new PyEpoll(cls, UNOPENED);
    }

    @Override
    public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {
      // All was done by newObject.
    }
  }
}
