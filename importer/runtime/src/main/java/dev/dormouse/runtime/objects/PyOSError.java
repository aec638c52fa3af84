package dev.dormouse.runtime.objects;

import dev.dormouse.runtime.os.Errno;
import dev.dormouse.runtime.os.OsError;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;
import dev.dormouse.tables.Setter;
import java.util.Arrays;

/** {@code OSError} and its subclasses, which {@code OSError(errno, …)} picks by errno. */
@BuiltinType(
    name = "OSError",
    ops = PyOSError.PyOSErrorOps.class,
    doc = "Base class for I/O related errors.")
public class PyOSError extends PyBaseException {
  static final PyOSErrorOps OPS = new PyOSErrorOps();

  /** Each is null for None. */
  public PyObject errno;

  public PyObject strerror;
  public PyObject filename;
  public PyObject filename2;

  /** Only BlockingIOError has it; -1 when not set. */
  public long written = -1;

  public PyOSError(PyType type, PyTuple args) {
    super(type, args);
  }

  /** An OSError of the subclass for {@code errno}; the file names may be null. */
  public static PyException of(int errno, String strerror, PyObject filename, PyObject filename2) {
    PyType type = typeOf(errno);
    PyOSError e =
        new PyOSError(
            type == null ? Exceptions.OSError : type,
            PyTuple.of(PyInt.of(errno), PyStr.of(strerror)));
    e.errno = e.args.items[0];
    e.strerror = e.args.items[1];
    e.filename = filename;
    e.filename2 = filename2;
    return new PyException(e);
  }

  public static PyException of(int errno, PyObject filename) {
    return of(errno, Errno.strerror(errno), filename, null);
  }

  public static PyException of(int errno) {
    return of(errno, Errno.strerror(errno), null, null);
  }

  /**
   * The Python exception for a failed call; file names that are no Python objects yet become str.
   */
  public static PyException of(OsError e) {
    return of(e.errno(), e.strerror(), toObject(e.filename()), toObject(e.filename2()));
  }

  /** As {@link #of(OsError)}, naming the caller's own path objects, which may be null. */
  public static PyException of(OsError e, PyObject filename, PyObject filename2) {
    return of(e.errno(), e.strerror(), filename, filename2);
  }

  private static PyObject toObject(Object filename) {
    if (filename instanceof PyObject o) {
      return o;
    }
    if (filename instanceof Integer fd) {
      return PyInt.of(fd);
    }
    return filename == null ? null : PyStr.of(filename.toString());
  }

  /** The subclass for an errno, or null if there is none of its own. */
  static PyType typeOf(int errno) {
    return switch (errno) {
      case Errno.EAGAIN, Errno.EALREADY, Errno.EINPROGRESS -> Exceptions.BlockingIOError;
      case Errno.EPIPE, Errno.ESHUTDOWN -> Exceptions.BrokenPipeError;
      case Errno.ECHILD -> Exceptions.ChildProcessError;
      case Errno.ECONNABORTED -> Exceptions.ConnectionAbortedError;
      case Errno.ECONNREFUSED -> Exceptions.ConnectionRefusedError;
      case Errno.ECONNRESET -> Exceptions.ConnectionResetError;
      case Errno.EEXIST -> Exceptions.FileExistsError;
      case Errno.ENOENT -> Exceptions.FileNotFoundError;
      case Errno.EISDIR -> Exceptions.IsADirectoryError;
      case Errno.ENOTDIR -> Exceptions.NotADirectoryError;
      case Errno.EINTR -> Exceptions.InterruptedError;
      case Errno.EACCES, Errno.EPERM -> Exceptions.PermissionError;
      case Errno.ESRCH -> Exceptions.ProcessLookupError;
      case Errno.ETIMEDOUT -> Exceptions.TimeoutError;
      default -> null;
    };
  }

  @Getter(name = "errno", member = true, doc = "POSIX exception code")
  static PyObject getErrno(PyOSError e) {
    return e.errno == null ? NONE : e.errno;
  }

  @Setter(name = "errno")
  static void setErrno(PyOSError e, PyObject value) {
    e.errno = value;
  }

  @Getter(name = "strerror", member = true, doc = "exception strerror")
  static PyObject getStrerror(PyOSError e) {
    return e.strerror == null ? NONE : e.strerror;
  }

  @Setter(name = "strerror")
  static void setStrerror(PyOSError e, PyObject value) {
    e.strerror = value;
  }

  @Getter(name = "filename", member = true, doc = "exception filename")
  static PyObject getFilename(PyOSError e) {
    return e.filename == null ? NONE : e.filename;
  }

  @Setter(name = "filename")
  static void setFilename(PyOSError e, PyObject value) {
    e.filename = value;
  }

  @Getter(name = "filename2", member = true, doc = "second exception filename")
  static PyObject getFilename2(PyOSError e) {
    return e.filename2 == null ? NONE : e.filename2;
  }

  @Setter(name = "filename2")
  static void setFilename2(PyOSError e, PyObject value) {
    e.filename2 = value;
  }

  @Getter(name = "characters_written")
  static PyObject getCharactersWritten(PyOSError e) {
    if (e.written == -1) {
      throw Errors.attributeError("characters_written", e, PyStr.interned("characters_written"));
    }
    return PyInt.of(e.written);
  }

  @Setter(name = "characters_written")
  static void setCharactersWritten(PyOSError e, PyObject value) {
    if (value == null) {
      if (e.written == -1) {
        throw Errors.attributeError("characters_written", e, PyStr.interned("characters_written"));
      }
      e.written = -1;
      return;
    }
    e.written = Abstract.toIndex(value, Exceptions.ValueError);
  }

  @Method(name = "__reduce__")
  static PyObject reduce(PyOSError e) {
    PyTuple args = e.args;
    if (args.items.length == 2 && e.filename != null) {
      args =
          e.filename2 != null
              ? PyTuple.of(args.items[0], args.items[1], e.filename, NONE, e.filename2)
              : PyTuple.of(args.items[0], args.items[1], e.filename);
    }
    return e.reduceArgs(args);
  }

  static class PyOSErrorOps extends ExceptionOps {
    @Override
    PyBaseException make(PyType cls, PyTuple args) {
      return new PyOSError(cls, args);
    }

    /**
     * Arguments are taken by {@code __new__}, so that unpickling and odd subclasses work, unless a
     * subclass brings its own {@code __init__} but not {@code __new__}: then by {@code
     * OSError.__init__}, if it is called.
     */
    private static boolean takenByInit(PyType cls) {
      return cls.isHeap()
          && cls.lookup(Names.NEW) instanceof PyBuiltinNew
          && !(cls.lookup(Names.INIT) instanceof PyWrapperDescr);
    }

    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      if (takenByInit(cls)) {
        return new PyOSError(cls, PyTuple.EMPTY);
      }
      if (kwnames != null && kwnames.length > 0) {
        throw Errors.typeError(cls.name() + "() takes no keyword arguments");
      }
      PyType chosen = cls;
      if (cls == Exceptions.OSError
          && args.length >= 2
          && args.length <= 5
          && args[0] instanceof PyInt number
          && !number.isBig()) {
        PyType byErrno =
            number.longValue() == (int) number.longValue()
                ? typeOf((int) number.longValue())
                : null;
        chosen = byErrno == null ? cls : byErrno;
      }
      PyOSError e = new PyOSError(chosen, PyTuple.of(args));
      fill(e, args);
      return e;
    }

    @Override
    public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {
      if (!takenByInit(o.type)) {
        return;
      }
      noKeywords(o, kwnames);
      PyOSError e = (PyOSError) o;
      e.args = PyTuple.of(args);
      fill(e, args);
    }

    private static void fill(PyOSError e, PyObject[] args) {
      if (args.length < 2 || args.length > 5) {
        return;
      }
      e.errno = args[0];
      e.strerror = args[1];
      if (args.length >= 3 && args[2] != NONE) {
        if (e.type == Exceptions.BlockingIOError && Abstract.hasIndex(args[2])) {
          e.written = Abstract.toIndex(args[2], Exceptions.ValueError);
          return;
        }
        e.filename = args[2];
        if (args.length == 5 && args[4] != NONE) {
          e.filename2 = args[4];
        }
        e.args = PyTuple.of(Arrays.copyOf(args, 2));
      }
    }

    @Override
    public PyObject str(PyObject o) {
      PyOSError e = (PyOSError) o;
      if (e.filename != null) {
        String text = prefix(e) + ": " + Abstract.repr(e.filename).value();
        return PyStr.of(
            e.filename2 == null ? text : text + " -> " + Abstract.repr(e.filename2).value());
      }
      return e.errno != null && e.strerror != null ? PyStr.of(prefix(e)) : super.str(o);
    }

    private static String prefix(PyOSError e) {
      return "[Errno " + text(e.errno) + "] " + text(e.strerror);
    }

    private static String text(PyObject o) {
      return o == null ? "None" : Abstract.str(o).value();
    }
  }
}
