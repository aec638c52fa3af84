package dev.dormouse.runtime.modules.posix;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Buffer;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.Importer;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.Names;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyFloat;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.Slot;
import dev.dormouse.runtime.objects.ThreadState;
import dev.dormouse.runtime.os.FileSystem;
import dev.dormouse.runtime.os.FsEncoding;
import dev.dormouse.runtime.os.InnerFiles;
import dev.dormouse.runtime.os.Os;

/**
 * The interpreter's {@link Os}, and arguments of system calls: paths, descriptors, ids, buffers.
 */
public final class Host {
  private Host() {}

  /** The calling thread's interpreter's system; made on first use. */
  public static Os os() {
    return os(Interpreter.current());
  }

  public static Os os(Interpreter interpreter) {
    Object found = interpreter.registered(Os.class);
    if (found != null) {
      return (Os) found;
    }
    Os os = new Os();
    os.setHost(new InterpreterHost(interpreter));
    interpreter.register(Os.class, os);
    return os;
  }

  private static final class InterpreterHost implements Os.Host {
    private final Interpreter interpreter;

    InterpreterHost(Interpreter interpreter) {
      this.interpreter = interpreter;
    }

    @Override
    public InnerFiles innerFiles() {
      Importer importer = interpreter.importer();
      return importer == null ? null : importer.innerFiles();
    }

    /** PEP 475: after EINTR the main thread runs what signals left behind, which may raise. */
    @Override
    public void interrupted() {
      // The caller may or may not hold the lock; it is reentrant.
      interpreter.acquireLock();
      try {
        if (ThreadState.currentOrNull() == interpreter.mainThread()) {
          interpreter.runPending();
        }
      } finally {
        interpreter.releaseLock();
      }
    }
  }

  /** A path argument as system calls want it. */
  public static final class PathArgument {
    /**
     * What the caller passed, after {@code __fspath__}: the file name of errors. Null if nothing
     * was passed.
     */
    public final PyObject object;

    /** The path in the file system encoding's str; null if a descriptor or nothing was passed. */
    public final String path;

    /** -1 unless a descriptor was passed. */
    public final int fd;

    PathArgument(PyObject object, String path, int fd) {
      this.object = object;
      this.path = path;
      this.fd = fd;
    }

    /** Whether results must be bytes. */
    public boolean isBytes() {
      return object != null && !(object instanceof PyStr) && fd < 0;
    }

    /** A name as str or bytes, as the path was. */
    public PyObject like(String name) {
      return isBytes() ? PyBytes.of(FsEncoding.encode(name)) : PyStr.of(name);
    }
  }

  /** A path: str, bytes or os.PathLike. */
  public static PathArgument path(PyObject o, String function, String argument) {
    return path(o, function, argument, false, false);
  }

  /**
   * A path argument, as CPython's path converter takes it.
   *
   * @param nullable None or a missing argument is allowed
   * @param allowFd an open descriptor is allowed
   */
  public static PathArgument path(
      PyObject o, String function, String argument, boolean nullable, boolean allowFd) {
    if (o == null || o == PyObject.NONE) {
      if (nullable) {
        return new PathArgument(null, null, -1);
      }
    }
    PyObject path = o;
    if (!(o instanceof PyStr) && !(o instanceof PyBytes)) {
      if (allowFd && Abstract.hasIndex(o)) {
        return new PathArgument(o, null, descriptorNumber(o));
      }
      PyObject method = Abstract.lookupSpecial(o, Names.FSPATH);
      if (method == null && o.type.has(Slot.BUFFER)) {
        return bufferPath(o, expected(nullable, allowFd), function, argument);
      }
      if (method == null) {
        throw Errors.typeError(
            function
                + ": "
                + argument
                + " should be "
                + expected(nullable, allowFd)
                + ", not "
                + o.type.name());
      }
      path = Abstract.call(method);
      if (!(path instanceof PyStr) && !(path instanceof PyBytes)) {
        throw Errors.typeError(
            "expected "
                + o.type.name()
                + ".__fspath__() to return str or bytes, not "
                + path.type.name());
      }
    }
    String text = decode(path);
    if (text.indexOf('\0') >= 0) {
      throw Errors.valueError(
          path instanceof PyStr
              ? "embedded null byte"
              : function + ": embedded null character in " + argument);
    }
    return new PathArgument(path, text, -1);
  }

  private static String expected(boolean nullable, boolean allowFd) {
    if (allowFd) {
      return nullable
          ? "string, bytes, os.PathLike, integer or None"
          : "string, bytes, os.PathLike or integer";
    }
    return nullable ? "string, bytes, os.PathLike or None" : "string, bytes or os.PathLike";
  }

  /** Other bytes-like objects still serve as paths, with a warning. */
  private static PathArgument bufferPath(
      PyObject o, String expected, String function, String argument) {
    Errors.warn(
        Exceptions.DeprecationWarning,
        function + ": " + argument + " should be " + expected + ", not " + o.type.name(),
        1);
    Buffer buffer = readable(o);
    PyBytes bytes = PyBytes.of(buffer.toByteArray());
    buffer.release();
    // Errors name the object that was passed.
    return new PathArgument(o, path(bytes, function, argument, false, false).path, -1);
  }

  /** {@code os.fspath}. */
  public static PyObject fspath(PyObject o) {
    if (o instanceof PyStr || o instanceof PyBytes) {
      return o;
    }
    PyObject method = Abstract.lookupSpecial(o, Names.FSPATH);
    if (method == null) {
      throw Errors.typeError("expected str, bytes or os.PathLike object, not " + o.type.name());
    }
    PyObject path = Abstract.call(method);
    if (!(path instanceof PyStr) && !(path instanceof PyBytes)) {
      throw Errors.typeError(
          "expected "
              + o.type.name()
              + ".__fspath__() to return str or bytes, not "
              + path.type.name());
    }
    return path;
  }

  /** {@code PyUnicode_FSConverter}: bytes of a str, bytes or path object, without zeros. */
  public static byte[] fsBytes(PyObject o) {
    PyObject path = fspath(o);
    byte[] bytes = path instanceof PyBytes b ? b.value : encode((PyStr) path);
    for (byte b : bytes) {
      if (b == 0) {
        throw Errors.valueError("embedded null byte");
      }
    }
    return bytes;
  }

  /** The str of a str or bytes in the file system encoding; checks that it can be encoded. */
  public static String decode(PyObject path) {
    if (path instanceof PyBytes b) {
      return FsEncoding.decode(b.value);
    }
    encode((PyStr) path);
    return ((PyStr) path).value();
  }

  /** {@code os.fsencode} of a str. */
  public static byte[] encode(PyStr s) {
    int bad = FsEncoding.unencodable(s.value());
    if (bad >= 0) {
      // Raises UnicodeEncodeError in the codec's own words.
      Abstract.callMethod(s, "encode", PyStr.of("utf-8"), PyStr.of("surrogateescape"));
      throw new IllegalStateException("the codec took a lone surrogate");
    }
    return FsEncoding.encode(s.value());
  }

  /** A {@code dir_fd} argument; a missing one and None mean the working folder. */
  public static int dirFd(PyObject o) {
    if (o == null || o == PyObject.NONE) {
      return FileSystem.AT_FDCWD;
    }
    if (!Abstract.hasIndex(o)) {
      throw Errors.typeError("argument should be integer or None, not " + o.type.name());
    }
    return descriptorNumber(o);
  }

  private static int descriptorNumber(PyObject o) {
    PyInt i = Abstract.index(o);
    if (i.isBig() ? !i.isNegative() : i.longValue() > Integer.MAX_VALUE) {
      throw Errors.overflowError("fd is greater than maximum");
    }
    if (i.isBig() || i.longValue() < Integer.MIN_VALUE) {
      throw Errors.overflowError("fd is less than minimum");
    }
    return (int) i.longValue();
  }

  /** A descriptor: an int, or an object with {@code fileno()}. */
  public static int descriptor(PyObject o) {
    PyInt number;
    if (o instanceof PyInt i) {
      number = i;
    } else {
      PyObject method = Abstract.getAttributeOrNull(o, PyStr.interned("fileno"));
      if (method == null) {
        throw Errors.typeError("argument must be an int, or have a fileno() method.");
      }
      if (!(Abstract.call(method) instanceof PyInt i)) {
        throw Errors.typeError("fileno() returned a non-integer");
      }
      number = i;
    }
    int fd = Abstract.toJavaInt(number);
    if (fd < 0) {
      throw Errors.valueError("file descriptor cannot be a negative integer (" + fd + ")");
    }
    return fd;
  }

  /** A user or group id; -1 means "leave alone". */
  public static long id(PyObject o, String kind) {
    if (!Abstract.hasIndex(o)) {
      throw Errors.typeError(kind + " should be integer, not " + o.type.name());
    }
    PyInt i = Abstract.index(o);
    if (!i.isBig() && i.longValue() == -1) {
      return 0xFFFF_FFFFL;
    }
    if (i.isNegative()) {
      throw Errors.overflowError(kind + " is less than minimum");
    }
    if (i.isBig() || i.longValue() >= 0xFFFF_FFFFL) {
      throw Errors.overflowError(kind + " is greater than maximum");
    }
    return i.longValue();
  }

  /** A readable bytes-like argument; the caller releases it. */
  public static Buffer readable(PyObject o) {
    if (o.type == PyBytes.TYPE) {
      byte[] bytes = ((PyBytes) o).value;
      return new Buffer(bytes, 0, bytes.length, true);
    }
    if (!o.type.has(Slot.BUFFER)) {
      throw Errors.typeError("a bytes-like object is required, not '" + o.type.name() + "'");
    }
    return o.type.ops.getBuffer(o, 0);
  }

  /**
   * A writable bytes-like argument; the caller releases it. {@code what} is as in "readinto()
   * argument".
   */
  public static Buffer writable(PyObject o, String what) {
    if (o.type.has(Slot.BUFFER)) {
      try {
        Buffer buffer = o.type.ops.getBuffer(o, Buffer.WRITABLE);
        if (!buffer.readonly) {
          return buffer;
        }
        buffer.release();
      } catch (PyException e) {
        if (!e.matches(Exceptions.BufferError)) {
          throw e;
        }
      }
    }
    throw Errors.typeError(what + " must be read-write bytes-like object, not " + o.type.name());
  }

  /** Seconds as a float, or an int, as nanoseconds rounded toward negative infinity. */
  public static long nanoseconds(PyObject seconds) {
    if (seconds instanceof PyFloat f) {
      if (Double.isNaN(f.value)) {
        throw Errors.valueError("Invalid value NaN (not a number)");
      }
      double whole = Math.floor(f.value);
      double fraction = Math.floor((f.value - whole) * 1e9);
      if (Math.abs(whole) > 9.2e9) {
        throw Errors.overflowError("timestamp out of range for platform time_t");
      }
      return (long) whole * 1_000_000_000L + (long) fraction;
    }
    long whole = Abstract.toJavaLong(seconds);
    if (Math.abs(whole) > 9_200_000_000L) {
      throw Errors.overflowError("timestamp out of range for platform time_t");
    }
    return whole * 1_000_000_000L;
  }
}
