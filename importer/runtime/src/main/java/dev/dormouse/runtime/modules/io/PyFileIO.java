package dev.dormouse.runtime.modules.io;

import dev.dormouse.runtime.modules.GcModule;
import dev.dormouse.runtime.modules.posix.Host;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Buffer;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyOSError;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.os.Errno;
import dev.dormouse.runtime.os.Fds;
import dev.dormouse.runtime.os.FileStatus;
import dev.dormouse.runtime.os.FileSystem;
import dev.dormouse.runtime.os.FsEncoding;
import dev.dormouse.runtime.os.OsError;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;
import dev.dormouse.tables.Setter;
import java.util.Arrays;

/** {@code _io.FileIO}: a raw file. */
@BuiltinType(name = "FileIO", ops = PyFileIO.FileIOOps.class, doc = "Open a file.")
public class PyFileIO extends IOBases.Raw {
  public static final PyType TYPE =
      PyType.builtin("FileIO", IOBases.Raw.TYPE, new FileIOOps(), new PyFileIOTable())
          .in("_io")
          .with(PyType.BASETYPE);

  /** What {@link #readInto} and {@link #writeFrom} return when the call would block. */
  static final int WOULD_BLOCK = -1;

  private IoState io;
  private int fd = -1;
  private boolean created;
  private boolean readable;
  private boolean writable;
  private boolean appending;
  private boolean closefd = true;

  /** 1 yes, 0 no, -1 not known. */
  private int seekable = -1;

  /** 1 yes, 0 no, -1 not known. */
  private int terminal = -1;

  /** Known from opening: such a file is no terminal and seekable, which saves two calls. */
  private boolean regular;

  /** -1 until somebody asks or sets it: asking the kernel takes libc. */
  private long blksize = -1;

  public PyFileIO(PyType type) {
    super(type);
  }

  @Override
  void warnUnclosed() {
    deallocWarn(this, this);
  }

  @Override
  public int finalizationRank() {
    return 3;
  }

  @Override
  boolean isOrdinary() {
    return fd > 2;
  }

  final IoState io() {
    return io;
  }

  long blockSize() {
    return blksize < 0 ? IOBases.DEFAULT_BUFFER_SIZE : blksize;
  }

  private PyException bad(OsError e) {
    return PyOSError.of(e, null, null);
  }

  private void open(PyObject nameObject, String mode, boolean close, PyObject opener) {
    io = IoState.current();
    if (fd >= 0) {
      if (closefd) {
        closeDescriptor();
      } else {
        fd = -1;
      }
    }
    int number = -1;
    if (Abstract.hasIndex(nameObject)) {
      number = Abstract.toJavaInt(nameObject);
      if (number < 0) {
        throw Errors.valueError("negative file descriptor");
      }
    }
    String path = number < 0 ? FsEncoding.decode(Host.fsBytes(nameObject)) : null;
    int flags = parseMode(mode);
    closefd = close;
    boolean mine = false;
    try {
      if (number >= 0) {
        fd = number;
      } else {
        if (!close) {
          throw Errors.valueError("Cannot use closefd=False with file name");
        }
        mine = true;
        if (opener == null || opener == NONE) {
          io.writeOut(false);
          fd = open(path, flags);
        } else {
          fd = openedBy(opener, nameObject, flags);
        }
      }
      FileStatus status = null;
      try {
        if (!isKnownByName()) {
          status = io.os.fds().fstat(fd);
        }
      } catch (OsError e) {
        // The one failure that does not name the file.
        if (mine) {
          io.os.fds().close(fd);
        }
        fd = -1;
        throw bad(e);
      }
      if (status != null) {
        if (status.isDirectory()) {
          throw new OsError(Errno.EISDIR);
        }
        regular = status.isRegular();
      }
      if (appending && seekable != 0) {
        try {
          io.os.fds().lseek(fd, 0, Fds.SEEK_END);
        } catch (OsError e) {
          if (e.errno() != Errno.ESPIPE) {
            throw e;
          }
        }
      }
    } catch (OsError e) {
      int opened = fd;
      fd = -1;
      if (mine && opened >= 0) {
        io.os.fds().close(opened);
      }
      throw PyOSError.of(e, nameObject, null);
    }
    // As an attribute, because CPython lets anybody change it.
    Abstract.setAttribute(this, NAME, nameObject);
  }

  private int open(String path, int flags) {
    try {
      return io.os.fds().open(FileSystem.AT_FDCWD, path, flags, 0666);
    } catch (OsError e) {
      if (e.errno() != Errno.EMFILE || Interpreter.current().finalizers == null) {
        throw e;
      }
      // Files that nobody has any more may be open still.
      GcModule.collect(2);
      return io.os.fds().open(FileSystem.AT_FDCWD, path, flags, 0666);
    }
  }

  /**
   * For the standard streams, which every run opens: pipes, sockets, terminals and the null device
   * are told by the name of what is open, in 0.03 ms where fstat, isatty and lseek through the JDK
   * take 1.5 ms cold. False for anything else.
   *
   * @throws OsError EBADF if nothing is open, or only what the JVM put there
   */
  private boolean isKnownByName() {
    seekable = -1;
    terminal = -1;
    regular = false;
    if (fd > 2 || io.os.isLibcLoaded()) {
      return false;
    }
    String name = io.os.fds().openName(fd);
    if (name == null || io.os.fds().isJvms(name)) {
      throw new OsError(Errno.EBADF);
    }
    if (name.startsWith("pipe:") || name.startsWith("socket:")) {
      seekable = 0;
      terminal = 0;
    } else if (name.startsWith("/dev/pts/")) {
      seekable = 0;
      terminal = 1;
    } else if (name.equals("/dev/null")) {
      seekable = 1;
      terminal = 0;
    } else {
      return false;
    }
    return true;
  }

  private int openedBy(PyObject opener, PyObject nameObject, int flags) {
    PyObject result = Abstract.call(opener, nameObject, PyInt.of(flags));
    if (!(result instanceof PyInt)) {
      throw Errors.typeError("expected integer from opener");
    }
    int opened = Abstract.toJavaInt(result);
    if (opened < 0) {
      throw Errors.valueError("opener returned " + opened);
    }
    io.os.fds().setInheritable(opened, false);
    return opened;
  }

  private int parseMode(String mode) {
    created = readable = writable = appending = false;
    boolean plus = false;
    int kinds = 0;
    int flags = 0;
    for (int i = 0; i < mode.length(); i++) {
      switch (mode.charAt(i)) {
        case 'x' -> {
          kinds++;
          created = writable = true;
          flags |= Fds.O_EXCL | Fds.O_CREAT;
        }
        case 'r' -> {
          kinds++;
          readable = true;
        }
        case 'w' -> {
          kinds++;
          writable = true;
          flags |= Fds.O_CREAT | Fds.O_TRUNC;
        }
        case 'a' -> {
          kinds++;
          writable = appending = true;
          flags |= Fds.O_APPEND | Fds.O_CREAT;
        }
        case 'b' -> {}
        case '+' -> {
          if (plus) {
            kinds = 2;
          }
          plus = true;
        }
        default -> throw Errors.valueError("invalid mode: " + mode);
      }
    }
    if (kinds != 1) {
      throw Errors.valueError(
          "Must have exactly one of create/read/write/append mode and at most one plus");
    }
    if (plus) {
      readable = writable = true;
    }
    return flags
        | (readable && writable ? Fds.O_RDWR : readable ? Fds.O_RDONLY : Fds.O_WRONLY)
        | Fds.O_CLOEXEC;
  }

  private void closeDescriptor() {
    int closing = fd;
    fd = -1;
    try {
      io.os.fds().close(closing);
    } catch (OsError e) {
      throw bad(e);
    }
  }

  final int requireFd() {
    if (fd < 0) {
      throw Errors.valueError("I/O operation on closed file");
    }
    return fd;
  }

  // what buffered streams call directly

  final boolean isOpen() {
    return fd >= 0;
  }

  /** {@code read(2)}: 0 at the end, {@link #WOULD_BLOCK} for EAGAIN. */
  final int readInto(byte[] into, int offset, int length) {
    requireFd();
    if (!readable) {
      throw IoState.unsupported("File not open for reading");
    }
    if (terminal == 1) {
      // Ctrl-C must end the wait for a person, which only a libc call allows; a person does not
      // feel its 30 ms.
      io.os.libc();
    }
    io.release();
    int got;
    try {
      got = io.os.fds().read(fd, into, offset, length);
    } catch (OsError e) {
      if (e.errno() == Errno.EAGAIN) {
        return WOULD_BLOCK;
      }
      throw bad(e);
    } finally {
      io.resume();
    }
    if (!regular) {
      io.checkSignals();
    }
    return got;
  }

  /** {@code write(2)}: how much was written, {@link #WOULD_BLOCK} for EAGAIN. */
  final int writeFrom(byte[] from, int offset, int length) {
    requireFd();
    if (!writable) {
      throw IoState.unsupported("File not open for writing");
    }
    io.release();
    int written;
    try {
      written = io.os.fds().write(fd, from, offset, length);
    } catch (OsError e) {
      if (e.errno() == Errno.EAGAIN) {
        return WOULD_BLOCK;
      }
      throw bad(e);
    } finally {
      io.resume();
    }
    if (written < length) {
      io.checkSignals();
    }
    return written;
  }

  final long seekTo(long offset, int whence) {
    requireFd();
    try {
      long at = io.os.fds().lseek(fd, offset, whence);
      seekable = 1;
      return at;
    } catch (OsError e) {
      if (seekable < 0 && e.errno() == Errno.ESPIPE) {
        seekable = 0;
      }
      throw bad(e);
    }
  }

  final boolean canSeek() {
    requireFd();
    if (regular) {
      return true;
    }
    if (seekable < 0) {
      try {
        io.os.fds().lseek(fd, 0, Fds.SEEK_CUR);
        seekable = 1;
      } catch (OsError e) {
        seekable = 0;
      }
    }
    return seekable == 1;
  }

  final boolean isTerminal() {
    requireFd();
    if (terminal >= 0 && !io.os.isLibcLoaded()) {
      // Without libc nobody can have put something else under the number.
      return terminal == 1;
    }
    return !regular && io.os.fds().isatty(fd);
  }

  final boolean canRead() {
    requireFd();
    return readable;
  }

  final boolean canWrite() {
    requireFd();
    return writable;
  }

  /** Everything up to the end; null if the first read would block. */
  final byte[] readAllBytes() {
    requireFd();
    if (!readable) {
      throw IoState.unsupported("File not open for reading");
    }
    byte[] all = new byte[IOBases.DEFAULT_BUFFER_SIZE];
    if (regular) {
      try {
        long left = io.os.fds().fstat(fd).size - io.os.fds().lseek(fd, 0, Fds.SEEK_CUR);
        if (left > Integer.MAX_VALUE - 16) {
          throw Errors.overflowError(
              "unbounded read returned more bytes than a Python bytes object can hold");
        }
        // One more, so that the end is seen without growing.
        all = new byte[(int) Math.max(left, 0) + 1];
      } catch (OsError e) {
        throw bad(e);
      }
    }
    int length = 0;
    while (true) {
      if (length == all.length) {
        all = Arrays.copyOf(all, length + Math.max(length, IOBases.DEFAULT_BUFFER_SIZE));
      }
      int n = readInto(all, length, all.length - length);
      if (n == WOULD_BLOCK && length == 0) {
        return null;
      }
      if (n <= 0) {
        return length == all.length ? all : Arrays.copyOf(all, length);
      }
      length += n;
    }
  }

  // Python's view

  @Method(signature = "()")
  static void close(PyFileIO self) {
    if (self.fd < 0) {
      PyIOBase.close(self);
      return;
    }
    self.warnIfFinalized();
    try {
      PyIOBase.close(self);
    } finally {
      if (!self.closefd) {
        self.fd = -1;
      } else if (self.fd >= 0) {
        self.closeDescriptor();
      }
    }
  }

  @Getter(name = "closed", doc = "True if the file is closed")
  static PyObject getClosed(PyFileIO self) {
    return PyBool.of(self.fd < 0);
  }

  @Getter(name = "closefd", doc = "True if the file descriptor will be closed by close().")
  static PyObject getClosefd(PyFileIO self) {
    return PyBool.of(self.closefd);
  }

  @Getter(name = "mode", doc = "String giving the file mode")
  static PyObject getMode(PyFileIO self) {
    return PyStr.of(self.modeText());
  }

  private String modeText() {
    if (created) {
      return readable ? "xb+" : "xb";
    }
    if (appending) {
      return readable ? "ab+" : "ab";
    }
    return readable ? writable ? "rb+" : "rb" : "wb";
  }

  @Getter(name = "_blksize", member = true)
  static PyObject getBlksize(PyFileIO self) {
    if (self.blksize < 0 && self.fd >= 0) {
      try {
        self.blksize = self.io.os.fds().fstat(self.fd).blksize(self.io.os);
      } catch (OsError e) {
        // Closed behind our back: the default has to do.
      }
    }
    return PyInt.of(self.blockSize());
  }

  @Setter(name = "_blksize")
  static void setBlksize(PyFileIO self, PyObject value) {
    self.blksize = Abstract.toJavaLong(value);
  }

  @Getter(name = "_finalizing", member = true)
  static PyObject getFinalizing(PyFileIO self) {
    return PyBool.of(self.finalizing);
  }

  @Setter(name = "_finalizing")
  static void setFinalizing(PyFileIO self, PyObject value) {
    self.finalizing = Abstract.isTrue(value);
  }

  @Method(name = "_dealloc_warn", signature = "(source, /)")
  static void deallocWarn(PyFileIO self, PyObject source) {
    if (self.fd < 0 || !self.closefd) {
      return;
    }
    Interpreter.current()
        .warnUnclosed(
            Exceptions.ResourceWarning, "unclosed file " + Abstract.repr(source).value(), source);
  }

  @Method(name = "__getstate__", signature = "()")
  static PyObject getState(PyFileIO self) {
    throw notPicklable(self);
  }

  @Method(signature = "()")
  static int fileno(PyFileIO self) {
    return self.requireFd();
  }

  @Method(signature = "()")
  static boolean isatty(PyFileIO self) {
    return self.isTerminal();
  }

  @Method(signature = "()")
  static boolean seekable(PyFileIO self) {
    return self.canSeek();
  }

  @Method(signature = "()")
  static boolean readable(PyFileIO self) {
    return self.canRead();
  }

  @Method(signature = "()")
  static boolean writable(PyFileIO self) {
    return self.canWrite();
  }

  @Method(signature = "(pos, whence=0, /)")
  static long seek(PyFileIO self, PyObject pos, int whence) {
    return self.seekTo(offset(pos), whence);
  }

  /** A position as 64 bits. */
  static long offset(PyObject pos) {
    return Abstract.toJavaLong(pos);
  }

  @Method(signature = "()")
  static long tell(PyFileIO self) {
    return self.seekTo(0, Fds.SEEK_CUR);
  }

  @Method(signature = "(size=None, /)")
  static PyObject truncate(PyFileIO self, PyObject size) {
    int fd = self.requireFd();
    if (!self.writable) {
      throw IoState.unsupported("File not open for writing");
    }
    long length = size == null || size == NONE ? self.seekTo(0, Fds.SEEK_CUR) : offset(size);
    try {
      self.io.os.fds().ftruncate(fd, length);
    } catch (OsError e) {
      throw self.bad(e);
    }
    return PyInt.of(length);
  }

  @Method(signature = "(size=-1, /)")
  static PyObject read(PyFileIO self, PyObject size) {
    self.requireFd();
    if (!self.readable) {
      throw IoState.unsupported("File not open for reading");
    }
    int n = size(size);
    if (n < 0) {
      return readall(self);
    }
    byte[] bytes = new byte[n];
    int got = self.readInto(bytes, 0, n);
    return got == WOULD_BLOCK ? NONE : PyBytes.of(got == n ? bytes : Arrays.copyOf(bytes, got));
  }

  @Method(signature = "()")
  static PyObject readall(PyFileIO self) {
    byte[] all = self.readAllBytes();
    return all == null ? NONE : PyBytes.of(all);
  }

  @Method(signature = "(buffer, /)")
  static PyObject readinto(PyFileIO self, PyObject buffer) {
    self.requireFd();
    if (!self.readable) {
      throw IoState.unsupported("File not open for reading");
    }
    Buffer into = Host.writable(buffer, "readinto() argument");
    try {
      int n = self.readInto(into.bytes, into.offset, into.length);
      return n == WOULD_BLOCK ? NONE : PyInt.of(n);
    } finally {
      into.release();
    }
  }

  @Method(signature = "(b, /)")
  static PyObject write(PyFileIO self, PyObject b) {
    self.requireFd();
    if (!self.writable) {
      throw IoState.unsupported("File not open for writing");
    }
    Buffer from = Host.readable(b);
    try {
      int n = self.writeFrom(from.bytes, from.offset, from.length);
      return n == WOULD_BLOCK ? NONE : PyInt.of(n);
    } finally {
      from.release();
    }
  }

  static final class FileIOOps extends IOBases.RawOps {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      return new PyFileIO(cls).beFinalized();
    }

    @Override
    public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {
      PyObject[] p =
          ArgParser.parse("FileIO", "file\0mode\0closefd\0opener", 0, 4, 1, args, kwnames);
      ((PyFileIO) o)
          .open(
              p[0],
              p[1] == null ? "r" : ArgParser.toText(p[1], "FileIO", "'mode'"),
              p[2] == null || Abstract.isTrue(p[2]),
              p[3]);
    }

    @Override
    public PyObject repr(PyObject o) {
      PyFileIO self = (PyFileIO) o;
      if (self.fd < 0) {
        return PyStr.of("<_io.FileIO [closed]>");
      }
      PyObject name = Abstract.getAttributeOrNull(self, NAME);
      return PyStr.of(
          "<_io.FileIO "
              + (name == null ? "fd=" + self.fd : "name=" + Abstract.repr(name).value())
              + " mode='"
              + self.modeText()
              + "' closefd="
              + (self.closefd ? "True" : "False")
              + ">");
    }
  }
}
