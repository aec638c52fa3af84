package dev.dormouse.runtime.modules.socket;

import dev.dormouse.runtime.modules.posix.Host;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.Finalizers;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyFloat;
import dev.dormouse.runtime.objects.PyOSError;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.os.Errno;
import dev.dormouse.runtime.os.Libc;
import dev.dormouse.runtime.os.Os;
import dev.dormouse.runtime.os.OsError;
import dev.dormouse.tables.BuiltinType;

/**
 * {@code _socket.socket}: the state and how calls wait; the Python methods are in {@link
 * SocketMethods}.
 */
@BuiltinType(
    name = "socket",
    ops = PySocket.SocketOps.class,
    doc = "Open a socket of the given type.",
    parts = {SocketMethods.class, SocketMessages.class})
public final class PySocket extends PyObject {
  static final PyType TYPE =
      PyType.builtin("socket", PyType.OBJECT, new SocketOps(), new PySocketTable())
          .in("_socket")
          .with(PyType.BASETYPE);

  static final int SOCK_STREAM = 1;
  static final int SOCK_CLOEXEC = 02000000;
  static final int SOCK_NONBLOCK = 04000;

  private static final int POLLIN = 1;
  private static final int POLLOUT = 4;
  private static final int SOL_SOCKET = 1;
  private static final int SO_TYPE = 3;
  private static final int SO_PROTOCOL = 38;
  private static final int SO_DOMAIN = 39;

  /** See {@link Finalizers}. */
  private Object finalizer;

  /** -1 when closed. */
  int fd = -1;

  int family;
  int kind;
  int protocol;

  /** Nanoseconds a call may wait; -1 for ever, 0 not at all. */
  long timeout = -1;

  PySocket(PyType type) {
    super(type);
  }

  @Override
  public int finalizationRank() {
    return 3;
  }

  void open(int fd, int family, int kind, int protocol) {
    this.fd = fd;
    this.family = family;
    this.kind = kind & ~(SOCK_CLOEXEC | SOCK_NONBLOCK);
    this.protocol = protocol;
    this.timeout = (kind & SOCK_NONBLOCK) != 0 ? 0 : SocketModule.state().defaultTimeout;
    if (timeout >= 0) {
      setBlocking(false);
    }
  }

  void setBlocking(boolean blocking) {
    try {
      Host.os().fds().setBlocking(fd, blocking);
    } catch (OsError e) {
      throw PyOSError.of(e, null, null);
    }
  }

  static PyException timedOut() {
    return Errors.of(Exceptions.TimeoutError, "timed out");
  }

  /**
   * Calls a libc function whose first argument is this socket, waiting as long as the timeout
   * allows; EINTR runs signal handlers and tries again.
   *
   * @param writing whether it waits for room rather than for data
   */
  long call(boolean writing, String function, long a, long b, long c, long d, long e) {
    return call(writing, function, a, b, c, d, e, deadline());
  }

  long deadline() {
    return timeout > 0 ? System.nanoTime() + timeout : 0;
  }

  long call(
      boolean writing, String function, long a, long b, long c, long d, long e, long deadline) {
    Interpreter interpreter = Interpreter.current();
    Os os = Host.os(interpreter);
    Libc libc = os.libc();
    while (true) {
      long result;
      interpreter.releaseLock();
      try {
        if (timeout > 0) {
          int ready = waitUntil(os, libc, writing ? POLLOUT : POLLIN, deadline);
          if (ready == 0) {
            throw timedOut();
          }
          if (ready < 0) {
            throw PyOSError.of(-ready);
          }
        }
        result = libc.callLong(function, fd, a, b, c, d, e);
        if (result == 0xFFFF_FFFFL) {
          // An int function's -1.
          result = -libc.errno();
        }
        if (result == -Errno.EINTR) {
          os.interrupted();
        }
      } finally {
        interpreter.acquireLock();
      }
      if (result == -Errno.EINTR || timeout > 0 && result == -Errno.EAGAIN) {
        continue;
      }
      if (result < 0) {
        throw PyOSError.of((int) -result);
      }
      return result;
    }
  }

  /** 1 if ready, 0 if the time is over, else -errno. */
  private int waitUntil(Os os, Libc libc, int events, long deadline) {
    try (Libc.Mem.Frame frame = libc.frame()) {
      long p = frame.take(8);
      while (true) {
        libc.setInt(p, fd);
        libc.setShort(p + 4, events);
        libc.setShort(p + 6, 0);
        long left = deadline - System.nanoTime();
        if (left < 0) {
          return 0;
        }
        int n = libc.call("poll", p, 1, Math.min((left + 999_999) / 1_000_000, Integer.MAX_VALUE));
        if (n == -Errno.EINTR) {
          os.interrupted();
          continue;
        }
        return n;
      }
    }
  }

  /** {@code connect}: 0 or an errno; throws for a timeout. */
  int connect(SocketAddresses.Address address) {
    Interpreter interpreter = Interpreter.current();
    Os os = Host.os(interpreter);
    Libc libc = os.libc();
    interpreter.releaseLock();
    try {
      int result = libc.call("connect", fd, address.pointer, address.length);
      if (result == 0) {
        return 0;
      }
      boolean wait =
          result == -Errno.EINTR && timeout != 0 || result == -Errno.EINPROGRESS && timeout > 0;
      if (!wait) {
        return -result;
      }
      if (result == -Errno.EINTR) {
        os.interrupted();
      }
      int ready =
          waitUntil(
              os, libc, POLLOUT, timeout > 0 ? deadline() : System.nanoTime() + Long.MAX_VALUE / 2);
      if (ready == 0) {
        throw timedOut();
      }
      if (ready < 0) {
        return -ready;
      }
      return option(libc, fd, SOL_SOCKET, 4);
    } finally {
      interpreter.acquireLock();
    }
  }

  /** An int socket option. */
  static int option(Libc libc, int fd, int level, int name) {
    try (Libc.Mem.Frame frame = libc.frame()) {
      long value = frame.take(4);
      long length = frame.take(4);
      libc.setInt(length, 4);
      Libc.check(libc.call("getsockopt", fd, level, name, value, length, 0));
      return libc.getInt(value);
    }
  }

  static final class SocketOps extends Ops {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      PySocket made = new PySocket(cls);
      made.finalizer = Finalizers.watch(made);
      return made;
    }

    @Override
    public void del(PyObject o) {
      PySocket self = (PySocket) o;
      if (self.fd < 0) {
        return;
      }
      Interpreter.current()
          .warnUnclosed(Exceptions.ResourceWarning, "unclosed " + Abstract.repr(o).value(), o);
      int closing = self.fd;
      self.fd = -1;
      Host.os().libc().call("close", closing);
    }

    @Override
    public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {
      PyObject[] p =
          ArgParser.parse("socket", "family\0type\0proto\0fileno", 0, 4, 0, args, kwnames);
      PySocket self = (PySocket) o;
      int family = p[0] == null ? -1 : Abstract.toJavaInt(p[0]);
      int kind = p[1] == null ? -1 : Abstract.toJavaInt(p[1]);
      int protocol = p[2] == null ? -1 : Abstract.toJavaInt(p[2]);
      try {
        if (p[3] != null && p[3] != NONE) {
          self.adopt(p[3], family, kind, protocol);
          return;
        }
        int f = family == -1 ? SocketAddresses.AF_INET : family;
        int k = kind == -1 ? SOCK_STREAM : kind;
        int proto = protocol == -1 ? 0 : protocol;
        Libc libc = Host.os().libc();
        int made = (int) Libc.check(libc.call("socket", f, k | SOCK_CLOEXEC, proto));
        self.open(made, f, k, proto);
      } catch (OsError e) {
        throw PyOSError.of(e, null, null);
      }
    }

    @Override
    public PyObject repr(PyObject o) {
      PySocket self = (PySocket) o;
      return PyStr.of(
          "<socket object, fd="
              + self.fd
              + ", family="
              + self.family
              + ", type="
              + self.kind
              + ", proto="
              + self.protocol
              + ">");
    }
  }

  private void adopt(PyObject fileno, int family, int kind, int protocol) {
    if (fileno instanceof PyFloat) {
      throw Errors.typeError("integer argument expected, got float");
    }
    int number = Abstract.toJavaInt(fileno);
    if (number < 0) {
      throw Errors.valueError("negative file descriptor");
    }
    Libc libc = Host.os().libc();
    int f = family;
    try (Libc.Mem.Frame frame = libc.frame()) {
      long address = frame.take(SocketAddresses.ROOM);
      long length = frame.take(4);
      libc.setInt(length, SocketAddresses.ROOM);
      int result = libc.call("getsockname", number, address, length);
      if (result < 0) {
        if (family == -1 || -result == Errno.EBADF || -result == Errno.ENOTSOCK) {
          throw new OsError(-result);
        }
      } else if (family == -1) {
        f = libc.getShort(address);
      }
    }
    int k = kind == -1 ? option(libc, number, SOL_SOCKET, SO_TYPE) : kind;
    int proto = protocol == -1 ? option(libc, number, SOL_SOCKET, SO_PROTOCOL) : protocol;
    open(number, f == -1 ? option(libc, number, SOL_SOCKET, SO_DOMAIN) : f, k, proto);
  }
}
