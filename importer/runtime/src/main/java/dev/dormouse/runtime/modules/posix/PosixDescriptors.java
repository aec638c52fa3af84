package dev.dormouse.runtime.modules.posix;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Buffer;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyOSError;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.os.Fds;
import dev.dormouse.runtime.os.FileStatus;
import dev.dormouse.runtime.os.Libc;
import dev.dormouse.runtime.os.Os;
import dev.dormouse.runtime.os.OsError;
import dev.dormouse.tables.Function;
import java.util.Arrays;

/** The functions of {@code posix} that take descriptors. */
final class PosixDescriptors {
  private PosixDescriptors() {}

  private static Fds fds() {
    return Host.os().fds();
  }

  private static PyException error(OsError e) {
    return PyOSError.of(e, null, null);
  }

  @Function(signature = "(fd)", doc = "Close a file descriptor.")
  static void close(int fd) {
    try {
      fds().close(fd);
    } catch (OsError e) {
      throw error(e);
    }
  }

  @Function(
      signature = "(fd_low, fd_high, /)",
      doc = "Closes all file descriptors in [fd_low, fd_high), ignoring errors.")
  static void closerange(int low, int high) {
    fds().closerange(low, high);
  }

  @Function(
      signature = "(fd, length, /)",
      doc = "Read from a file descriptor.  Returns a bytes object.")
  static PyObject read(int fd, int length) {
    if (length < 0) {
      throw PyOSError.of(dev.dormouse.runtime.os.Errno.EINVAL);
    }
    byte[] bytes = new byte[length];
    Interpreter interpreter = Interpreter.current();
    interpreter.releaseLock();
    try {
      int n = Host.os(interpreter).fds().read(fd, bytes, 0, length);
      return PyBytes.of(n == length ? bytes : Arrays.copyOf(bytes, n));
    } catch (OsError e) {
      throw error(e);
    } finally {
      interpreter.acquireLock();
    }
  }

  @Function(signature = "(fd, data, /)", doc = "Write a bytes object to a file descriptor.")
  static int write(int fd, PyObject data) {
    Buffer from = Host.readable(data);
    Interpreter interpreter = Interpreter.current();
    interpreter.releaseLock();
    try {
      return Host.os(interpreter).fds().write(fd, from.bytes, from.offset, from.length);
    } catch (OsError e) {
      throw error(e);
    } finally {
      interpreter.acquireLock();
      from.release();
    }
  }

  @Function(
      signature = "(fd, length, offset, /)",
      doc = "Read a number of bytes from a file descriptor starting at a particular offset.")
  static PyObject pread(int fd, int length, long offset) {
    if (length < 0) {
      throw PyOSError.of(dev.dormouse.runtime.os.Errno.EINVAL);
    }
    byte[] bytes = new byte[length];
    try {
      int n = fds().pread(fd, bytes, length, offset);
      return PyBytes.of(Arrays.copyOf(bytes, n));
    } catch (OsError e) {
      throw error(e);
    }
  }

  @Function(
      signature = "(fd, buffer, offset, /)",
      doc = "Write bytes to a file descriptor starting at a particular offset.")
  static int pwrite(int fd, PyObject buffer, long offset) {
    Buffer from = Host.readable(buffer);
    try {
      return fds().pwrite(fd, from.toByteArray(), offset);
    } catch (OsError e) {
      throw error(e);
    } finally {
      from.release();
    }
  }

  private static Buffer[] buffers(PyObject sequence, String function, boolean writable) {
    if (!Abstract.isSequence(sequence)) {
      throw Errors.typeError(function + "() arg 2 must be a sequence");
    }
    PyObject[] items = Abstract.toArray(sequence);
    Buffer[] all = new Buffer[items.length];
    for (int i = 0; i < items.length; i++) {
      all[i] =
          writable ? Host.writable(items[i], function + "() argument") : Host.readable(items[i]);
    }
    return all;
  }

  /**
   * Scatters: reads into one array, then copies, which needs no memory that the collector must not
   * move.
   */
  private static int readv(int fd, Buffer[] into, long offset, boolean at) {
    int total = 0;
    for (Buffer b : into) {
      total += b.length;
    }
    byte[] bytes = new byte[total];
    try {
      int n = at ? fds().pread(fd, bytes, total, offset) : fds().read(fd, bytes, 0, total);
      int done = 0;
      for (Buffer b : into) {
        int part = Math.min(b.length, n - done);
        System.arraycopy(bytes, done, b.bytes, b.offset, part);
        done += part;
      }
      return n;
    } catch (OsError e) {
      throw error(e);
    } finally {
      for (Buffer b : into) {
        b.release();
      }
    }
  }

  private static int writev(int fd, Buffer[] from, long offset, boolean at) {
    int total = 0;
    for (Buffer b : from) {
      total += b.length;
    }
    byte[] bytes = new byte[total];
    int done = 0;
    for (Buffer b : from) {
      System.arraycopy(b.bytes, b.offset, bytes, done, b.length);
      done += b.length;
      b.release();
    }
    try {
      return at ? fds().pwrite(fd, bytes, offset) : fds().write(fd, bytes, 0, total);
    } catch (OsError e) {
      throw error(e);
    }
  }

  @Function(
      signature = "(fd, buffers, /)",
      doc = "Read from a file descriptor fd into an iterable of buffers.")
  static int readv(int fd, PyObject buffers) {
    return readv(fd, buffers(buffers, "readv", true), 0, false);
  }

  @Function(
      signature = "(fd, buffers, /)",
      doc = "Iterate over buffers, and write the contents of each to a file descriptor.")
  static int writev(int fd, PyObject buffers) {
    return writev(fd, buffers(buffers, "writev", false), 0, false);
  }

  private static void noFlags(int flags, String function) {
    if (flags != 0) {
      throw Errors.missingFeature("os." + function + " with flags");
    }
  }

  @Function(
      signature = "(fd, buffers, offset, flags=0, /)",
      doc = "Reads from a file descriptor into a number of mutable bytes-like objects.")
  static int preadv(int fd, PyObject buffers, long offset, int flags) {
    noFlags(flags, "preadv");
    return readv(fd, buffers(buffers, "preadv", true), offset, true);
  }

  @Function(
      signature = "(fd, buffers, offset, flags=0, /)",
      doc = "Writes the contents of bytes-like objects to a file descriptor at a given offset.")
  static int pwritev(int fd, PyObject buffers, long offset, int flags) {
    noFlags(flags, "pwritev");
    return writev(fd, buffers(buffers, "pwritev", false), offset, true);
  }

  @Function(
      signature = "(fd, position, how, /)",
      doc = "Set the position of a file descriptor.  Return the new position.")
  static long lseek(int fd, PyObject position, int how) {
    try {
      return fds().lseek(fd, Abstract.toJavaLong(position), how);
    } catch (OsError e) {
      throw error(e);
    }
  }

  @Function(signature = "(fd)", doc = "Perform a stat system call on the given file descriptor.")
  static PyObject fstat(int fd) {
    Os os = Host.os();
    try {
      FileStatus status = os.fds().fstat(fd);
      return PosixResults.stat(os, status);
    } catch (OsError e) {
      throw error(e);
    }
  }

  @Function(signature = "(fd, /)", doc = "Return True if the fd is connected to a terminal.")
  static boolean isatty(int fd) {
    return fds().isatty(fd);
  }

  @Function(signature = "()", doc = "Create a pipe.")
  static PyObject pipe() {
    return pipe2(Fds.O_CLOEXEC);
  }

  @Function(signature = "(flags, /)", doc = "Create a pipe with flags set atomically.")
  static PyObject pipe2(int flags) {
    try {
      return pair(fds().pipe(flags));
    } catch (OsError e) {
      throw error(e);
    }
  }

  private static PyObject pair(int[] two) {
    return PyTuple.of(PyInt.of(two[0]), PyInt.of(two[1]));
  }

  @Function(signature = "(fd, /)", doc = "Return a duplicate of a file descriptor.")
  static int dup(int fd) {
    try {
      return fds().dup(fd);
    } catch (OsError e) {
      throw error(e);
    }
  }

  @Function(signature = "(fd, fd2, inheritable=True)", doc = "Duplicate file descriptor.")
  static int dup2(int fd, int fd2, boolean inheritable) {
    try {
      return fds().dup2(fd, fd2, inheritable);
    } catch (OsError e) {
      throw error(e);
    }
  }

  @Function(
      signature = "(fd, length, /)",
      doc = "Truncate a file, specified by file descriptor, to a specific length.")
  static void ftruncate(int fd, long length) {
    try {
      fds().ftruncate(fd, length);
    } catch (OsError e) {
      throw error(e);
    }
  }

  @Function(signature = "(fd)", doc = "Force write of fd to disk.")
  static void fsync(PyObject fd) {
    try {
      fds().fsync(Host.descriptor(fd));
    } catch (OsError e) {
      throw error(e);
    }
  }

  @Function(
      signature = "(fd)",
      doc = "Force write of fd to disk without forcing update of metadata.")
  static void fdatasync(PyObject fd) {
    try {
      fds().fdatasync(Host.descriptor(fd));
    } catch (OsError e) {
      throw error(e);
    }
  }

  @Function(signature = "()", doc = "Force write of everything to disk.")
  static void sync() {
    Host.os().libc().call("sync");
  }

  @Function(
      signature = "(fd, mode)",
      doc = "Change the access permissions of the file given by file descriptor fd.")
  static void fchmod(int fd, int mode) {
    try {
      fds().fchmod(fd, mode);
    } catch (OsError e) {
      throw error(e);
    }
  }

  @Function(
      signature = "(fd, uid, gid)",
      doc = "Change the owner and group id of the file specified by file descriptor.")
  static void fchown(int fd, PyObject uid, PyObject gid) {
    try {
      fds().fchown(fd, Host.id(uid, "uid"), Host.id(gid, "gid"));
    } catch (OsError e) {
      throw error(e);
    }
  }

  @Function(signature = "(fd, /)", doc = "Perform an fstatvfs system call on the given fd.")
  static PyObject fstatvfs(int fd) {
    try {
      return PosixResults.statvfs(fds().fstatvfs(fd));
    } catch (OsError e) {
      throw error(e);
    }
  }

  @Function(
      signature = "(fd, /)",
      doc = "Get the close-on-exe flag of the specified file descriptor.")
  static boolean get_inheritable(int fd) {
    try {
      return fds().getInheritable(fd);
    } catch (OsError e) {
      throw error(e);
    }
  }

  @Function(
      signature = "(fd, inheritable, /)",
      doc = "Set the inheritable flag of the specified file descriptor.")
  static void set_inheritable(int fd, boolean inheritable) {
    try {
      fds().setInheritable(fd, inheritable);
    } catch (OsError e) {
      throw error(e);
    }
  }

  @Function(signature = "(fd, /)", doc = "Get the blocking mode of the file descriptor.")
  static boolean get_blocking(int fd) {
    try {
      return fds().getBlocking(fd);
    } catch (OsError e) {
      throw error(e);
    }
  }

  @Function(
      signature = "(fd, blocking, /)",
      doc = "Set the blocking mode of the specified file descriptor.")
  static void set_blocking(int fd, boolean blocking) {
    try {
      fds().setBlocking(fd, blocking);
    } catch (OsError e) {
      throw error(e);
    }
  }

  @Function(
      signature = "(fd=1, /)",
      doc = "Return the size of the terminal window as (columns, lines).")
  static PyObject get_terminal_size(int fd) {
    try {
      int[] size = fds().terminalSize(fd);
      return PosixResults.integers(PosixResults.TERMINAL_SIZE, size[0], size[1]);
    } catch (OsError e) {
      throw error(e);
    }
  }

  @Function(
      signature = "(fd)",
      doc = "Return a string describing the encoding of a terminal's file descriptor.")
  static PyObject device_encoding(int fd) {
    return fds().isatty(fd) ? PyStr.of("UTF-8") : PyObject.NONE;
  }

  @Function(
      signature = "(fd, /)",
      doc = "Return the name of the terminal device connected to 'fd'.")
  static PyObject ttyname(int fd) {
    try {
      return PyStr.of(fds().ttyname(fd));
    } catch (OsError e) {
      throw error(e);
    }
  }

  @Function(signature = "()", doc = "Return the name of the controlling terminal for this process.")
  static String ctermid() {
    return "/dev/tty";
  }

  @Function(signature = "()", doc = "Open a pseudo-terminal.")
  static PyObject openpty() {
    try {
      return pair(fds().openpty());
    } catch (OsError e) {
      throw error(e);
    }
  }

  @Function(
      signature = "(fd, /)",
      doc = "Prepare the tty of which fd is a file descriptor for a new login session.")
  static void login_tty(int fd) {
    PosixModule.libc("login_tty", fd);
  }

  @Function(
      signature = "(fd, /)",
      doc = "Return the process group associated with the terminal specified by fd.")
  static int tcgetpgrp(int fd) {
    return PosixModule.libc("tcgetpgrp", fd);
  }

  @Function(
      signature = "(fd, pgid, /)",
      doc = "Set the process group associated with the terminal specified by fd.")
  static void tcsetpgrp(int fd, int pgid) {
    PosixModule.libc("tcsetpgrp", fd, pgid);
  }

  @Function(
      signature = "(fd, command, length, /)",
      doc = "Apply, test or remove a POSIX lock on an open file descriptor.")
  static void lockf(int fd, int command, long length) {
    blocking("lockf", fd, command, length, 0);
  }

  private static int blocking(String call, long a, long b, long c, long d) {
    Interpreter interpreter = Interpreter.current();
    interpreter.releaseLock();
    try {
      return Host.os(interpreter).fds().retryInt(call, a, b, c, d);
    } catch (OsError e) {
      throw error(e);
    } finally {
      interpreter.acquireLock();
    }
  }

  @Function(
      signature = "(fd, offset, length, advice, /)",
      doc = "Announce an intention to access data in a specific pattern.")
  static void posix_fadvise(int fd, long offset, long length, int advice) {
    int errno = Host.os().libc().call("posix_fadvise", fd, offset, length, advice);
    if (errno != 0) {
      throw PyOSError.of(Math.abs(errno));
    }
  }

  @Function(
      signature = "(fd, offset, length, /)",
      doc = "Ensure a file has allocated at least a particular number of bytes on disk.")
  static void posix_fallocate(int fd, long offset, long length) {
    int errno = Host.os().libc().call("posix_fallocate", fd, offset, length);
    if (errno != 0) {
      throw PyOSError.of(Math.abs(errno));
    }
  }

  @Function(
      signature = "(out_fd, in_fd, offset, count)",
      doc = "Copy count bytes from file descriptor in_fd to file descriptor out_fd.")
  static long sendfile(int out, int in, PyObject offset, long count) {
    Interpreter interpreter = Interpreter.current();
    Os os = Host.os(interpreter);
    Libc libc = os.libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      long p = 0;
      if (offset != PyObject.NONE) {
        p = frame.take(8);
        libc.setLong(p, Abstract.toJavaLong(offset));
      }
      interpreter.releaseLock();
      try {
        return os.fds().retry("sendfile", out, in, p, count, 0, 0);
      } finally {
        interpreter.acquireLock();
      }
    } catch (OsError e) {
      throw error(e);
    }
  }

  @Function(
      signature = "(src, dst, count, offset_src=None, offset_dst=None, flags=0)",
      doc = "Transfer count bytes from one pipe to a descriptor or vice versa.")
  static long splice(
      int src, int dst, long count, PyObject offsetSrc, PyObject offsetDst, int flags) {
    if (count < 0) {
      throw Errors.valueError("negative value for 'count' not allowed");
    }
    Libc libc = Host.os().libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      return fds()
          .retry(
              "splice",
              src,
              position(libc, frame, offsetSrc),
              dst,
              position(libc, frame, offsetDst),
              count,
              flags);
    } catch (OsError e) {
      throw error(e);
    }
  }

  private static long position(Libc libc, Libc.Mem.Frame frame, PyObject offset) {
    if (offset == null || offset == PyObject.NONE) {
      return 0;
    }
    long p = frame.take(8);
    libc.setLong(p, Abstract.toJavaLong(offset));
    return p;
  }

  @Function(
      signature = "(initval, flags=524288)",
      doc = "Creates and returns an event notification file descriptor.")
  static int eventfd(int initval, int flags) {
    return PosixModule.libc("eventfd", initval & 0xFFFF_FFFFL, flags);
  }

  @Function(signature = "(fd)", doc = "Read eventfd value")
  static PyObject eventfd_read(PyObject fd) {
    byte[] value = new byte[8];
    try {
      fds().read(Host.descriptor(fd), value, 0, 8);
    } catch (OsError e) {
      throw error(e);
    }
    return PosixResults.unsigned(
        java.nio.ByteBuffer.wrap(value).order(java.nio.ByteOrder.nativeOrder()).getLong());
  }

  @Function(signature = "(fd, value)", doc = "Write eventfd value.")
  static void eventfd_write(PyObject fd, PyObject value) {
    byte[] bytes = new byte[8];
    java.nio.ByteBuffer.wrap(bytes)
        .order(java.nio.ByteOrder.nativeOrder())
        .putLong(Abstract.index(value).bigValue().longValue());
    try {
      fds().write(Host.descriptor(fd), bytes, 0, 8);
    } catch (OsError e) {
      throw error(e);
    }
  }
}
