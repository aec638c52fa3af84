package dev.dormouse.runtime.modules.socket;

import dev.dormouse.runtime.modules.posix.Host;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Buffer;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.PyBaseException;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.Slot;
import dev.dormouse.runtime.os.FsEncoding;
import dev.dormouse.runtime.os.Libc;
import java.nio.charset.StandardCharsets;

/**
 * Addresses between Python's tuples and C's sockaddr, and host names. Ports and addresses are
 * big-endian in memory.
 */
final class SocketAddresses {
  static final int AF_UNSPEC = 0;
  static final int AF_UNIX = 1;
  static final int AF_INET = 2;
  static final int AF_INET6 = 10;
  static final int AF_VSOCK = 40;

  /** Room for any sockaddr. */
  static final int ROOM = 128;

  private static final int UNIX_PATH = 108;
  private static final int SOCK_DGRAM = 2;

  private SocketAddresses() {}

  /** A sockaddr in a call's memory. */
  static final class Address {
    final long pointer;
    final int length;

    Address(long pointer, int length) {
      this.pointer = pointer;
      this.length = length;
    }
  }

  /** Writes an address argument of {@code caller} into memory. */
  static Address write(
      Libc libc, Libc.Mem.Frame frame, int family, PyObject address, String caller) {
    long p = frame.take(ROOM);
    libc.setShort(p, family);
    switch (family) {
      case AF_UNIX:
        return new Address(p, writeUnix(libc, p, address));
      case AF_INET:
        {
          PyObject[] parts = tuple(address, "AF_INET", caller);
          if (parts.length != 2) {
            throw Errors.typeError("AF_INET address must be a pair (host, port)");
          }
          byte[] host = hostName(parts[0], caller);
          libc.set(p + 4, resolve(libc, host, AF_INET), 0, 4);
          putPort(libc, p, parts[1], caller);
          return new Address(p, 16);
        }
      case AF_INET6:
        {
          PyObject[] parts = tuple(address, "AF_INET6", caller);
          if (parts.length < 2 || parts.length > 4) {
            throw Errors.typeError(
                "AF_INET6 address must be a tuple (host, port[, flowinfo[, scopeid]])");
          }
          long flow = parts.length > 2 ? flowInfo(parts[2], caller) : 0;
          byte[] host = hostName(parts[0], caller);
          libc.set(p + 8, resolve(libc, host, AF_INET6), 0, 16);
          putPort(libc, p, parts[1], caller);
          libc.setInt(p + 4, Integer.reverseBytes((int) flow));
          libc.setInt(p + 24, parts.length > 3 ? (int) Abstract.toJavaLong(parts[3]) : 0);
          return new Address(p, 28);
        }
      case AF_VSOCK:
        {
          if (!(address instanceof PyTuple t)) {
            throw Errors.typeError(
                "getsockaddrarg: AF_VSOCK address must be tuple, not " + address.type.fullName());
          }
          ArgParser.positional(null, "getsockaddrarg", t.items, null, 2, 2);
          libc.setInt(p + 8, (int) Abstract.toJavaLong(t.items[0]));
          libc.setInt(p + 4, (int) Abstract.toJavaLong(t.items[1]));
          return new Address(p, 16);
        }
      default:
        throw Errors.missingFeature("an address of family " + family);
    }
  }

  private static PyObject[] tuple(PyObject address, String family, String caller) {
    if (!(address instanceof PyTuple t)) {
      throw Errors.typeError(
          caller + "(): " + family + " address must be tuple, not " + address.type.name());
    }
    return t.items;
  }

  private static void putPort(Libc libc, long p, PyObject port, String caller) {
    PyInt number = Abstract.index(port);
    if (number.isBig() || number.longValue() < 0 || number.longValue() > 0xFFFF) {
      throw Errors.overflowError(caller + "(): port must be 0-65535.");
    }
    libc.setShort(p + 2, Short.reverseBytes((short) number.longValue()));
  }

  static long flowInfo(PyObject given, String caller) {
    long flow = Abstract.toJavaLong(given);
    if (flow < 0 || flow > 0xFFFFF) {
      throw Errors.overflowError(caller + "(): flowinfo must be 0-1048575.");
    }
    return flow;
  }

  private static int writeUnix(Libc libc, long p, PyObject address) {
    byte[] path;
    if (address instanceof PyStr s) {
      path = Host.encode(s);
    } else if (address.type.has(Slot.BUFFER)) {
      Buffer buffer = Host.readable(address);
      path = buffer.toByteArray();
      buffer.release();
    } else {
      throw Errors.typeError("a bytes-like object is required, not '" + address.type.name() + "'");
    }
    if (path.length == 0 || path[0] == 0) {
      // Linux's abstract names: as long as they are, no zero at the end; the kernel finds one for
      // none.
      if (path.length > UNIX_PATH) {
        throw Errors.of(Exceptions.OSError, "AF_UNIX path too long");
      }
      libc.set(p + 2, path, 0, path.length);
      return 2 + path.length;
    }
    byte[] resolved = resolved(path);
    if (path.length >= UNIX_PATH || resolved.length >= UNIX_PATH) {
      throw Errors.of(Exceptions.OSError, "AF_UNIX path too long");
    }
    libc.set(p + 2, resolved, 0, resolved.length);
    return 2 + resolved.length + 1;
  }

  /** The path as the process must see it, if this interpreter has a working folder of its own. */
  private static byte[] resolved(byte[] path) {
    return FsEncoding.encode(Host.os().resolve(FsEncoding.decode(path)));
  }

  /** The Python address in memory; None if there is none. */
  static PyObject read(Libc libc, long p, int length) {
    if (length == 0) {
      return PyObject.NONE;
    }
    int family = libc.getShort(p);
    switch (family) {
      case AF_INET:
        return PyTuple.of(PyStr.of(numeric(libc.bytes(p + 4, 4))), PyInt.of(port(libc, p)));
      case AF_INET6:
        return PyTuple.of(
            PyStr.of(numeric6(libc, p)),
            PyInt.of(port(libc, p)),
            PyInt.of(Integer.reverseBytes(libc.getInt(p + 4)) & 0xFFFF_FFFFL),
            PyInt.of(libc.getUnsignedInt(p + 24)));
      case AF_VSOCK:
        return PyTuple.of(
            PyInt.of(libc.getUnsignedInt(p + 8)), PyInt.of(libc.getUnsignedInt(p + 4)));
      case AF_UNIX:
        {
          int n = length - 2;
          if (n <= 0) {
            return PyStr.of("");
          }
          byte[] path = libc.bytes(p + 2, n);
          if (path[0] == 0) {
            return PyBytes.of(path);
          }
          int end = 0;
          while (end < n && path[end] != 0) {
            end++;
          }
          return PyStr.of(FsEncoding.decode(path, 0, end));
        }
      default:
        return PyTuple.of(PyInt.of(family), PyBytes.of(libc.bytes(p + 2, Math.max(length - 2, 0))));
    }
  }

  private static int port(Libc libc, long p) {
    return Short.reverseBytes((short) libc.getShort(p + 2)) & 0xFFFF;
  }

  private static String numeric(byte[] a) {
    return (a[0] & 0xFF) + "." + (a[1] & 0xFF) + "." + (a[2] & 0xFF) + "." + (a[3] & 0xFF);
  }

  private static String numeric6(Libc libc, long p) {
    try (Libc.Mem.Frame frame = libc.frame()) {
      // Without the scope, which has a place of its own in the tuple.
      long text = frame.take(64);
      libc.raw("inet_ntop", AF_INET6, p + 8, text, 64, 0, 0);
      return new String(libc.cString(text), StandardCharsets.US_ASCII);
    }
  }

  /** A host argument as bytes: None is "", a str is encoded with IDNA if it is not ASCII. */
  static byte[] hostName(PyObject host, String caller) {
    byte[] name;
    if (host == PyObject.NONE) {
      return new byte[0];
    }
    if (host instanceof PyStr s) {
      name = ascii(s);
    } else if (host.type.has(Slot.BUFFER)) {
      Buffer buffer = Host.readable(host);
      name = buffer.toByteArray();
      buffer.release();
    } else {
      throw Errors.typeError(
          caller + "() argument 1 must be str, bytes or bytearray, not " + host.type.name());
    }
    for (byte b : name) {
      if (b == 0) {
        throw Errors.typeError(
            caller
                + "() argument 1 must be str, bytes or bytearray without null characters, not "
                + host.type.name());
      }
    }
    return name;
  }

  private static byte[] ascii(PyStr s) {
    String text = s.value();
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 127) {
        return ((PyBytes) Abstract.callMethod(s, "encode", PyStr.of("idna"))).value;
      }
    }
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** The bytes of a host's address; asks the resolver unless it is numeric. */
  static byte[] resolve(Libc libc, byte[] host, int family) {
    int size = family == AF_INET ? 4 : 16;
    String name = new String(host, StandardCharsets.ISO_8859_1);
    if (name.isEmpty()) {
      return new byte[size];
    }
    if (family == AF_INET) {
      if (name.equals("255.255.255.255") || name.equals("<broadcast>")) {
        return new byte[] {-1, -1, -1, -1};
      }
      byte[] numeric = parseIpv4(name);
      if (numeric != null) {
        return numeric;
      }
    }
    long list = lookUp(libc, host, null, family, SOCK_DGRAM, 0, 0);
    try {
      return libc.bytes(libc.getLong(list + 24) + (family == AF_INET ? 4 : 8), size);
    } finally {
      libc.raw("freeaddrinfo", list, 0, 0, 0, 0, 0);
    }
  }

  /** Four decimal parts; null for anything else. */
  private static byte[] parseIpv4(String s) {
    byte[] out = new byte[4];
    int at = 0;
    for (int i = 0; i < 4; i++) {
      int value = 0;
      int digits = 0;
      while (at < s.length() && s.charAt(at) >= '0' && s.charAt(at) <= '9' && digits < 4) {
        value = value * 10 + s.charAt(at++) - '0';
        digits++;
      }
      if (digits == 0 || value > 255 || digits > 1 && s.charAt(at - digits) == '0') {
        return null;
      }
      out[i] = (byte) value;
      if (i < 3 && (at >= s.length() || s.charAt(at++) != '.')) {
        return null;
      }
    }
    return at == s.length() ? out : null;
  }

  /**
   * {@code getaddrinfo}: the list, which the caller frees. Nulls for no host and no service.
   *
   * @throws PyException gaierror
   */
  static long lookUp(
      Libc libc, byte[] host, byte[] service, int family, int type, int protocol, int flags) {
    Interpreter interpreter = Interpreter.current();
    try (Libc.Mem.Frame frame = libc.frame()) {
      long hints = frame.take(48);
      libc.setInt(hints, flags);
      libc.setInt(hints + 4, family);
      libc.setInt(hints + 8, type);
      libc.setInt(hints + 12, protocol);
      long result = frame.take(8);
      long h = host == null ? 0 : frame.cString(host);
      long s = service == null ? 0 : frame.cString(service);
      int error;
      int errno;
      interpreter.releaseLock();
      try {
        error = (int) libc.raw("getaddrinfo", h, s, hints, result, 0, 0);
        errno = libc.errno();
      } finally {
        interpreter.acquireLock();
      }
      if (error != 0) {
        throw gaierror(libc, error, errno);
      }
      return libc.getLong(result);
    }
  }

  static PyException gaierror(Libc libc, int error, int errno) {
    if (error == -11) {
      return dev.dormouse.runtime.objects.PyOSError.of(errno);
    }
    String text =
        new String(
            libc.cString(libc.raw("gai_strerror", error, 0, 0, 0, 0, 0)), StandardCharsets.UTF_8);
    PyObject type = SocketModule.state().gaierror;
    PyObject e = Abstract.call(type, PyInt.of(error), PyStr.of(text));
    return new PyException((PyBaseException) e);
  }
}
