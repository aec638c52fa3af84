package dev.dormouse.runtime.modules.posix;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Buffer;
import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyOSError;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.Slot;
import dev.dormouse.runtime.os.FsEncoding;
import dev.dormouse.runtime.os.Libc;
import dev.dormouse.runtime.os.Os;
import dev.dormouse.runtime.os.OsError;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;

/** {@code fcntl}. */
@BuiltinModule(
    name = "fcntl",
    doc = "This module performs file control and I/O control on file descriptors.")
public final class FcntlModule {
  private static final String INTEGERS =
      "DN_ACCESS 1 DN_ATTRIB 32 DN_CREATE 4 DN_DELETE 8 DN_MODIFY 2 DN_MULTISHOT 2147483648"
          + " DN_RENAME 16 FASYNC 8192 FD_CLOEXEC 1 F_DUPFD 0 F_DUPFD_CLOEXEC 1030 F_EXLCK 4"
          + " F_GETFD 1 F_GETFL 3 F_GETLEASE 1025 F_GETLK 5 F_GETLK64 5 F_GETOWN 9 F_GETPIPE_SZ"
          + " 1032 F_GETSIG 11 F_NOTIFY 1026 F_OFD_GETLK 36 F_OFD_SETLK 37 F_OFD_SETLKW 38"
          + " F_RDLCK 0 F_SETFD 2 F_SETFL 4 F_SETLEASE 1024 F_SETLK 6 F_SETLK64 6 F_SETLKW 7"
          + " F_SETLKW64 7 F_SETOWN 8 F_SETPIPE_SZ 1031 F_SETSIG 10 F_SHLCK 8 F_UNLCK 2 F_WRLCK 1"
          + " LOCK_EX 2 LOCK_MAND 32 LOCK_NB 4 LOCK_READ 64 LOCK_RW 192 LOCK_SH 1 LOCK_UN 8"
          + " LOCK_WRITE 128";

  private static final int LIMIT = 1024;
  private static final int F_SETLK = 6;
  private static final int F_SETLKW = 7;

  private FcntlModule() {}

  public static BuiltinTable table() {
    return new FcntlModuleTable();
  }

  static void exec(PyModule m) {
    Constants.fill(m, INTEGERS);
  }

  private static int blocking(String call, long a, long b, long c) {
    Interpreter interpreter = Interpreter.current();
    Os os = Host.os(interpreter);
    interpreter.releaseLock();
    try {
      return os.fds().retryInt(call, a, b, c, 0);
    } catch (OsError e) {
      throw PyOSError.of(e, null, null);
    } finally {
      interpreter.acquireLock();
    }
  }

  private static byte[] bytes(PyObject arg) {
    if (arg instanceof PyStr s) {
      return FsEncoding.encode(s.value());
    }
    if (arg != null && arg.type.has(Slot.BUFFER)) {
      Buffer buffer = Host.readable(arg);
      byte[] copy = buffer.toByteArray();
      buffer.release();
      return copy;
    }
    return null;
  }

  /** A number as 32 bits, signed or not, as the C functions take it. */
  private static long word(PyObject arg) {
    if (arg == null) {
      return 0;
    }
    return Abstract.index(arg).bigValue().intValue();
  }

  @Function(
      signature = "(fd, cmd, arg=0, /)",
      doc = "Perform the operation `cmd` on file descriptor fd.")
  static PyObject fcntl(PyObject fd, int cmd, PyObject arg) {
    int number = Host.descriptor(fd);
    byte[] data = bytes(arg);
    if (data == null) {
      return PyInt.of(blocking("fcntl", number, cmd, word(arg)));
    }
    if (data.length > LIMIT) {
      throw Errors.valueError("fcntl string arg too long");
    }
    Libc libc = Host.os().libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      long p = frame.take(LIMIT);
      libc.set(p, data, 0, data.length);
      blocking("fcntl", number, cmd, p);
      return PyBytes.of(libc.bytes(p, data.length));
    }
  }

  @Function(
      signature = "(fd, request, arg=0, mutate_flag=True, /)",
      doc = "Perform the operation request on file descriptor fd.")
  static PyObject ioctl(PyObject fd, PyObject request, PyObject arg, boolean mutate) {
    int number = Host.descriptor(fd);
    long code = Abstract.index(request).bigValue().longValue() & 0xFFFF_FFFFL;
    Libc libc = Host.os().libc();
    if (arg != null && !(arg instanceof PyStr) && arg.type.has(Slot.BUFFER)) {
      Buffer target = writableOrNull(arg);
      if (target != null) {
        try (Libc.Mem.Frame frame = libc.frame()) {
          long p = frame.take(Math.max(target.length, LIMIT) + 1L);
          libc.set(p, target.bytes, target.offset, target.length);
          int result = blocking("ioctl", number, code, p);
          if (mutate) {
            libc.get(p, target.bytes, target.offset, target.length);
            return PyInt.of(result);
          }
          return PyBytes.of(libc.bytes(p, target.length));
        } finally {
          target.release();
        }
      }
    }
    byte[] data = bytes(arg);
    if (data == null) {
      return PyInt.of(blocking("ioctl", number, code, word(arg)));
    }
    if (data.length > LIMIT) {
      throw Errors.valueError("ioctl string arg too long");
    }
    try (Libc.Mem.Frame frame = libc.frame()) {
      long p = frame.take(LIMIT + 1);
      libc.set(p, data, 0, data.length);
      blocking("ioctl", number, code, p);
      return PyBytes.of(libc.bytes(p, data.length));
    }
  }

  private static Buffer writableOrNull(PyObject arg) {
    if (arg instanceof PyBytes) {
      return null;
    }
    try {
      Buffer buffer = arg.type.ops.getBuffer(arg, Buffer.WRITABLE);
      if (!buffer.readonly) {
        return buffer;
      }
      buffer.release();
      return null;
    } catch (PyException e) {
      if (e.matches(Exceptions.BufferError)) {
        return null;
      }
      throw e;
    }
  }

  @Function(
      signature = "(fd, operation, /)",
      doc = "Perform the lock operation `operation` on file descriptor fd.")
  static void flock(PyObject fd, int operation) {
    blocking("flock", Host.descriptor(fd), operation, 0);
  }

  @Function(
      signature = "(fd, cmd, len=0, start=0, whence=0, /)",
      doc = "A wrapper around the fcntl() locking calls.")
  static PyObject lockf(PyObject fd, int cmd, PyObject len, PyObject start, int whence) {
    int number = Host.descriptor(fd);
    int type;
    if (cmd == 8) {
      type = 2;
    } else if ((cmd & 1) != 0) {
      type = 0;
    } else if ((cmd & 2) != 0) {
      type = 1;
    } else {
      throw Errors.valueError("unrecognized lockf argument");
    }
    Libc libc = Host.os().libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      long p = frame.take(32);
      libc.setShort(p, type);
      libc.setShort(p + 2, whence);
      libc.setLong(p + 8, start == null ? 0 : Abstract.toJavaLong(start));
      libc.setLong(p + 16, len == null ? 0 : Abstract.toJavaLong(len));
      blocking("fcntl", number, (cmd & 4) != 0 ? F_SETLK : F_SETLKW, p);
    }
    return PyObject.NONE;
  }
}
