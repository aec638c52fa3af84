package dev.dormouse.runtime.modules.socket;

import dev.dormouse.runtime.modules.posix.Host;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Buffer;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyFloat;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyOSError;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.os.Errno;
import dev.dormouse.runtime.os.Libc;
import dev.dormouse.runtime.os.OsError;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;

/** The Python methods of sockets, but for messages with ancillary data. */
final class SocketMethods {
  private SocketMethods() {}

  @Getter(member = true, doc = "the socket family")
  static PyObject family(PySocket self) {
    return PyInt.of(self.family);
  }

  @Getter(member = true, doc = "the socket type")
  static PyObject type(PySocket self) {
    return PyInt.of(self.kind);
  }

  @Getter(member = true, doc = "the socket protocol")
  static PyObject proto(PySocket self) {
    return PyInt.of(self.protocol);
  }

  @Getter(doc = "the socket timeout")
  static PyObject timeout(PySocket self) {
    return gettimeout(self);
  }

  @Method(signature = "()", doc = "Return the integer file descriptor of the socket.")
  static int fileno(PySocket self) {
    return self.fd;
  }

  @Method(signature = "()", doc = "Close the socket.")
  static void close(PySocket self) {
    if (self.fd < 0) {
      return;
    }
    int closing = self.fd;
    self.fd = -1;
    try {
      Host.os().fds().close(closing);
    } catch (OsError e) {
      if (e.errno() != Errno.ECONNRESET) {
        throw PyOSError.of(e, null, null);
      }
    }
  }

  @Method(
      signature = "()",
      doc = "Close the socket object without closing the underlying file descriptor.")
  static int detach(PySocket self) {
    int fd = self.fd;
    self.fd = -1;
    return fd;
  }

  // timeouts

  /** A timeout argument in nanoseconds; -1 for None. */
  static long nanoseconds(PyObject value) {
    if (value == PyObject.NONE) {
      return -1;
    }
    double seconds;
    if (value instanceof PyFloat f) {
      if (Double.isNaN(f.value)) {
        throw Errors.valueError("Invalid value NaN (not a number)");
      }
      seconds = f.value;
    } else {
      seconds = Abstract.index(value).doubleValue();
    }
    if (seconds < 0) {
      throw Errors.valueError("Timeout value out of range");
    }
    if (seconds > 9.2e9) {
      throw Errors.overflowError("timestamp too large to convert to C _PyTime_t");
    }
    return (long) Math.ceil(seconds * 1e9);
  }

  static PyObject seconds(long nanos) {
    return nanos < 0 ? PyObject.NONE : PyFloat.of(nanos / 1e9);
  }

  @Method(signature = "(timeout, /)", doc = "Set a timeout on socket operations.")
  static void settimeout(PySocket self, PyObject timeout) {
    long nanos = nanoseconds(timeout);
    self.setBlocking(nanos < 0);
    self.timeout = nanos;
  }

  @Method(
      signature = "()",
      doc = "Returns the timeout in seconds (float) associated with socket operations.")
  static PyObject gettimeout(PySocket self) {
    return seconds(self.timeout);
  }

  @Method(
      signature = "(flag, /)",
      doc = "Set the socket to blocking (flag is true) or non-blocking (false).")
  static void setblocking(PySocket self, PyObject flag) {
    boolean blocking = Abstract.isTrue(flag);
    self.setBlocking(blocking);
    self.timeout = blocking ? -1 : 0;
  }

  @Method(
      signature = "()",
      doc = "Returns True if socket is in blocking mode, or False if it is in non-blocking mode.")
  static boolean getblocking(PySocket self) {
    return self.timeout != 0;
  }

  // connections

  private static int libc(String function, long... a) {
    Libc libc = Host.os().libc();
    int result =
        libc.call(
            function,
            a[0],
            a[1],
            a.length > 2 ? a[2] : 0,
            a.length > 3 ? a[3] : 0,
            a.length > 4 ? a[4] : 0,
            0);
    if (result < 0) {
      throw PyOSError.of(-result);
    }
    return result;
  }

  @Method(signature = "(address, /)", doc = "Bind the socket to a local address.")
  static void bind(PySocket self, PyObject address) {
    Libc libc = Host.os().libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      SocketAddresses.Address a = SocketAddresses.write(libc, frame, self.family, address, "bind");
      libc("bind", self.fd, a.pointer, a.length);
    }
  }

  @Method(signature = "(backlog=None, /)", doc = "Enable a server to accept connections.")
  static void listen(PySocket self, PyObject backlog) {
    int n = backlog == null ? 128 : Math.max(Abstract.toJavaInt(backlog), 0);
    libc("listen", self.fd, n);
  }

  @Method(
      name = "_accept",
      signature = "()",
      doc = "Wait for an incoming connection: (fd, address).")
  static PyObject accept(PySocket self) {
    Libc libc = Host.os().libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      long address = frame.take(SocketAddresses.ROOM);
      long length = frame.take(4);
      libc.setInt(length, SocketAddresses.ROOM);
      long fd = self.call(false, "accept4", address, length, PySocket.SOCK_CLOEXEC, 0, 0);
      return PyTuple.of(PyInt.of(fd), SocketAddresses.read(libc, address, libc.getInt(length)));
    }
  }

  private static int connect(PySocket self, PyObject address, String caller) {
    Libc libc = Host.os().libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      return self.connect(SocketAddresses.write(libc, frame, self.family, address, caller));
    } catch (OsError e) {
      throw PyOSError.of(e, null, null);
    }
  }

  @Method(signature = "(address, /)", doc = "Connect the socket to a remote address.")
  static void connect(PySocket self, PyObject address) {
    int errno = connect(self, address, "connect");
    if (errno != 0) {
      throw PyOSError.of(errno);
    }
  }

  @Method(
      name = "connect_ex",
      signature = "(address, /)",
      doc = "Like connect(address), but returns an error code instead of raising.")
  static int connectEx(PySocket self, PyObject address) {
    try {
      return connect(self, address, "connect_ex");
    } catch (PyException e) {
      if (e.matches(dev.dormouse.runtime.objects.Exceptions.TimeoutError)) {
        return Errno.EAGAIN;
      }
      throw e;
    }
  }

  private static PyObject name(PySocket self, String function) {
    Libc libc = Host.os().libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      long address = frame.take(SocketAddresses.ROOM);
      long length = frame.take(4);
      libc.setInt(length, SocketAddresses.ROOM);
      libc(function, self.fd, address, length);
      return SocketAddresses.read(libc, address, libc.getInt(length));
    }
  }

  @Method(signature = "()", doc = "Return the address of the local endpoint.")
  static PyObject getsockname(PySocket self) {
    return name(self, "getsockname");
  }

  @Method(signature = "()", doc = "Return the address of the remote endpoint.")
  static PyObject getpeername(PySocket self) {
    return name(self, "getpeername");
  }

  @Method(signature = "(how, /)", doc = "Shut down the reading side, the writing side, or both.")
  static void shutdown(PySocket self, int how) {
    libc("shutdown", self.fd, how);
  }

  @Method(signature = "(level, option, buflen=0, /)", doc = "Get a socket option.")
  static PyObject getsockopt(PySocket self, int level, int option, int buflen) {
    if (buflen < 0 || buflen > 1024) {
      throw Errors.of(
          dev.dormouse.runtime.objects.Exceptions.OSError, "getsockopt buflen out of range");
    }
    Libc libc = Host.os().libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      // Options of this family are 64 bits wide.
      boolean wide = buflen == 0 && self.family == SocketAddresses.AF_VSOCK;
      int size = wide ? 8 : buflen == 0 ? 4 : buflen;
      long value = frame.take(size);
      long length = frame.take(4);
      libc.setInt(length, size);
      libc("getsockopt", self.fd, level, option, value, length);
      return buflen == 0
          ? PyInt.of(wide ? libc.getLong(value) : libc.getInt(value))
          : PyBytes.of(libc.bytes(value, libc.getInt(length)));
    }
  }

  @Method(signature = "(level, option, value, optlen=None, /)", doc = "Set a socket option.")
  static void setsockopt(PySocket self, int level, int option, PyObject value, PyObject optlen) {
    Libc libc = Host.os().libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      if (optlen != null) {
        if (value != PyObject.NONE) {
          throw Errors.typeError("an integer is required");
        }
        libc("setsockopt", self.fd, level, option, 0, Abstract.toJavaInt(optlen));
        return;
      }
      long p;
      int length;
      if (value instanceof PyInt && self.family == SocketAddresses.AF_VSOCK) {
        p = frame.take(8);
        libc.setLong(p, Abstract.toJavaLong(value));
        length = 8;
      } else if (value instanceof PyInt) {
        p = frame.take(4);
        libc.setInt(p, Abstract.toJavaInt(value));
        length = 4;
      } else {
        Buffer from = Host.readable(value);
        p = frame.bytes(from.bytes, from.offset, from.length);
        length = from.length;
        from.release();
      }
      libc("setsockopt", self.fd, level, option, p, length);
    }
  }

  // data

  @Method(signature = "(bufsize, flags=0, /)", doc = "Receive up to bufsize bytes from the socket.")
  static PyObject recv(PySocket self, int bufsize, int flags) {
    if (bufsize < 0) {
      throw Errors.valueError("negative buffersize in recv");
    }
    Libc libc = Host.os().libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      long p = frame.takeDirty(bufsize);
      int n = (int) self.call(false, "recv", p, bufsize, flags, 0, 0);
      return PyBytes.of(libc.bytes(p, n));
    }
  }

  private static int space(Buffer into, int nbytes, String function) {
    if (nbytes < 0) {
      throw Errors.valueError("negative buffersize in " + function);
    }
    if (nbytes > into.length) {
      throw Errors.valueError(
          function.equals("recv_into")
              ? "buffer too small for requested bytes"
              : "nbytes is greater than the length of the buffer");
    }
    return nbytes == 0 ? into.length : nbytes;
  }

  @Method(
      name = "recv_into",
      signature = "(buffer, nbytes=0, flags=0)",
      doc = "Receive up to nbytes bytes into a buffer.")
  static PyObject recvInto(PySocket self, PyObject buffer, int nbytes, int flags) {
    Buffer into = Host.writable(buffer, "recv_into() argument 1");
    Libc libc = Host.os().libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      int size = space(into, nbytes, "recv_into");
      long p = frame.takeDirty(size);
      int n = (int) self.call(false, "recv", p, size, flags, 0, 0);
      libc.get(p, into.bytes, into.offset, n);
      return PyInt.of(n);
    } finally {
      into.release();
    }
  }

  @Method(
      signature = "(bufsize, flags=0, /)",
      doc = "Like recv(bufsize, flags) but also return the sender's address info.")
  static PyObject recvfrom(PySocket self, int bufsize, int flags) {
    if (bufsize < 0) {
      throw Errors.valueError("negative buffersize in recvfrom");
    }
    Libc libc = Host.os().libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      long p = frame.takeDirty(bufsize);
      long address = frame.take(SocketAddresses.ROOM);
      long length = frame.take(4);
      libc.setInt(length, SocketAddresses.ROOM);
      int n = (int) self.call(false, "recvfrom", p, bufsize, flags, address, length);
      return PyTuple.of(
          PyBytes.of(libc.bytes(p, n)), SocketAddresses.read(libc, address, libc.getInt(length)));
    }
  }

  @Method(
      name = "recvfrom_into",
      signature = "(buffer, nbytes=0, flags=0)",
      doc = "Like recv_into() but also return the sender's address info.")
  static PyObject recvfromInto(PySocket self, PyObject buffer, int nbytes, int flags) {
    Buffer into = Host.writable(buffer, "recvfrom_into() argument 1");
    Libc libc = Host.os().libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      int size = space(into, nbytes, "recvfrom_into");
      long p = frame.takeDirty(size);
      long address = frame.take(SocketAddresses.ROOM);
      long length = frame.take(4);
      libc.setInt(length, SocketAddresses.ROOM);
      int n = (int) self.call(false, "recvfrom", p, size, flags, address, length);
      libc.get(p, into.bytes, into.offset, n);
      return PyTuple.of(PyInt.of(n), SocketAddresses.read(libc, address, libc.getInt(length)));
    } finally {
      into.release();
    }
  }

  @Method(signature = "(data, flags=0, /)", doc = "Send a data string to the socket.")
  static PyObject send(PySocket self, PyObject data, int flags) {
    Buffer from = Host.readable(data);
    Libc libc = Host.os().libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      long p = frame.bytes(from.bytes, from.offset, from.length);
      return PyInt.of(self.call(true, "send", p, from.length, flags, 0, 0));
    } finally {
      from.release();
    }
  }

  @Method(signature = "(data, flags=0, /)", doc = "Send a data string to the socket, all of it.")
  static void sendall(PySocket self, PyObject data, int flags) {
    Buffer from = Host.readable(data);
    Libc libc = Host.os().libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      long p = frame.bytes(from.bytes, from.offset, from.length);
      long deadline = self.deadline();
      int done = 0;
      while (done < from.length) {
        done += (int) self.call(true, "send", p + done, from.length - done, flags, 0, 0, deadline);
        // A signal that cuts a call short after some bytes does not show in its result.
        Interpreter.current().runPendingIfMain();
      }
    } finally {
      from.release();
    }
  }

  @Method(
      signature = "(*args)",
      doc = "Like send(data, flags) but allows specifying the destination address.")
  static PyObject sendto(PySocket self, PyObject[] args) {
    if (args.length < 2 || args.length > 3) {
      throw Errors.typeError("sendto() takes 2 or 3 arguments (" + args.length + " given)");
    }
    int flags = args.length == 3 ? Abstract.toJavaInt(args[1]) : 0;
    Buffer from = Host.readable(args[0]);
    Libc libc = Host.os().libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      SocketAddresses.Address to =
          SocketAddresses.write(libc, frame, self.family, args[args.length - 1], "sendto");
      long p = frame.bytes(from.bytes, from.offset, from.length);
      return PyInt.of(self.call(true, "sendto", p, from.length, flags, to.pointer, to.length));
    } finally {
      from.release();
    }
  }
}
