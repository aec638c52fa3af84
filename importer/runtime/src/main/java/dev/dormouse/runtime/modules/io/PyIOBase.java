package dev.dormouse.runtime.modules.io;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.Finalizers;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;
import java.io.ByteArrayOutputStream;

/** {@code _io._IOBase}, and the Java base of all streams. */
@BuiltinType(
    name = "_IOBase",
    ops = PyIOBase.IOBaseOps.class,
    doc = "The abstract base class for all I/O classes.")
public class PyIOBase extends PyObject {
  public static final PyType TYPE =
      PyType.builtin("_IOBase", PyType.OBJECT, new IOBaseOps(), new PyIOBaseTable())
          .in("_io")
          .with(PyType.BASETYPE)
          .withDict()
          .withWeakrefs();

  static final PyStr CLOSED = PyStr.interned("closed");
  static final PyStr CLOSE = PyStr.interned("close");
  static final PyStr FLUSH = PyStr.interned("flush");
  static final PyStr READ = PyStr.interned("read");
  static final PyStr READLINE = PyStr.interned("readline");
  static final PyStr WRITE = PyStr.interned("write");
  static final PyStr SEEK = PyStr.interned("seek");
  static final PyStr TELL = PyStr.interned("tell");
  static final PyStr NAME = PyStr.interned("name");
  static final PyStr MODE = PyStr.interned("mode");
  static final PyStr SEEKABLE = PyStr.interned("seekable");
  static final PyStr READABLE = PyStr.interned("readable");
  static final PyStr WRITABLE = PyStr.interned("writable");
  static final PyStr ISATTY = PyStr.interned("isatty");
  static final PyStr FILENO = PyStr.interned("fileno");
  static final PyStr PEEK = PyStr.interned("peek");

  /** See {@link Finalizers}; null for streams that need no closing. */
  private Object finalizer;

  /** {@code _finalizing}: closing is not the program's doing, and so is warned of. */
  boolean finalizing;

  /** What {@code _IOBase.close} sets. The other streams have truths of their own. */
  private boolean baseClosed;

  public PyIOBase(PyType type) {
    super(type);
    if (type.isHeap()) {
      beFinalized();
    }
  }

  final boolean isFinalized() {
    return finalizer != null;
  }

  /** Arranges that this stream closes itself when nobody has it any more. */
  final PyIOBase beFinalized() {
    if (finalizer == null) {
      finalizer = Finalizers.watch(this);
    }
    return this;
  }

  /** Writes what only this object has, when its owner may have dropped it. */
  void writeOut() {}

  /** Whether {@link #writeOut} may come at any time: not for the standard streams. */
  boolean isOrdinary() {
    return true;
  }

  @Getter(name = "closed")
  static PyObject getClosed(PyIOBase self) {
    return PyBool.of(self.baseClosed);
  }

  @Getter(name = "__dict__")
  static PyObject getDict(PyIOBase self) {
    return self.dict();
  }

  /** {@code self.closed} as Python sees it. */
  static boolean isClosed(PyObject stream) {
    return Abstract.isTrue(Abstract.getAttribute(stream, CLOSED));
  }

  static void requireOpen(PyObject stream) {
    if (isClosed(stream)) {
      throw Errors.valueError("I/O operation on closed file.");
    }
  }

  @Method(signature = "()")
  static void close(PyIOBase self) {
    if (self.baseClosed) {
      return;
    }
    try {
      Abstract.callMethod(self, FLUSH);
    } finally {
      self.baseClosed = true;
    }
  }

  final void warnIfFinalized() {
    if (finalizing) {
      try {
        warnUnclosed();
      } catch (PyException e) {
        // Not every stream below can warn.
      }
    }
  }

  /** Tells that nobody closed this stream, if that was anybody's duty. */
  void warnUnclosed() {}

  @Override
  public int finalizationRank() {
    return type.isSubtype(IOBases.Raw.TYPE) ? 3 : 2;
  }

  /**
   * Whether another thread is inside a call on this stream, perhaps waiting for what never comes.
   */
  boolean isBusyElsewhere() {
    return false;
  }

  private void finish() {
    try {
      // At exit a daemon thread may still read; it refers to this, so nothing finalizes it.
      if (isBusyElsewhere() || isClosed(this)) {
        return;
      }
      finalizing = true;
      Abstract.callMethod(this, CLOSE);
    } catch (PyException e) {
      // Errors have nobody to go to.
      Interpreter interpreter = Interpreter.current();
      if (interpreter.flags.devMode) {
        interpreter.unraisable(e, this);
      }
    }
  }

  @Method(signature = "()")
  static void flush(PyIOBase self) {
    if (self.baseClosed) {
      throw Errors.valueError("I/O operation on closed file.");
    }
  }

  @Method(name = "_checkClosed", signature = "(msg=None, /)")
  static void checkClosed(PyIOBase self, PyObject msg) {
    requireOpen(self);
  }

  @Method(signature = "()")
  static boolean seekable(PyIOBase self) {
    return false;
  }

  @Method(signature = "()")
  static boolean readable(PyIOBase self) {
    return false;
  }

  @Method(signature = "()")
  static boolean writable(PyIOBase self) {
    return false;
  }

  private static PyObject checkAble(PyObject self, PyStr method, String message) {
    PyObject answer = Abstract.callMethod(self, method);
    if (answer != PyBool.TRUE) {
      throw IoState.unsupported(message);
    }
    return answer;
  }

  @Method(name = "_checkSeekable", signature = "(msg=None, /)")
  static PyObject checkSeekable(PyIOBase self, PyObject msg) {
    return checkAble(self, SEEKABLE, "File or stream is not seekable.");
  }

  @Method(name = "_checkReadable", signature = "(msg=None, /)")
  static PyObject checkReadable(PyIOBase self, PyObject msg) {
    return checkAble(self, READABLE, "File or stream is not readable.");
  }

  @Method(name = "_checkWritable", signature = "(msg=None, /)")
  static PyObject checkWritable(PyIOBase self, PyObject msg) {
    return checkAble(self, WRITABLE, "File or stream is not writable.");
  }

  @Method(signature = "(*args)")
  static PyObject seek(PyIOBase self, PyObject[] args) {
    throw IoState.unsupported("seek");
  }

  @Method(signature = "()")
  static PyObject tell(PyIOBase self) {
    return Abstract.callMethod(self, SEEK, PyInt.ZERO, PyInt.ONE);
  }

  @Method(signature = "(*args)")
  static PyObject truncate(PyIOBase self, PyObject[] args) {
    throw IoState.unsupported("truncate");
  }

  @Method(signature = "()")
  static PyObject fileno(PyIOBase self) {
    throw IoState.unsupported("fileno");
  }

  @Method(signature = "()")
  static boolean isatty(PyIOBase self) {
    requireOpen(self);
    return false;
  }

  @Method(name = "__enter__", signature = "()")
  static PyObject enter(PyIOBase self) {
    requireOpen(self);
    return self;
  }

  @Method(name = "__exit__", signature = "(*args)")
  static PyObject exit(PyIOBase self, PyObject[] args) {
    return Abstract.callMethod(self, CLOSE);
  }

  /** A size argument: None and a missing one are -1. */
  static int size(PyObject o) {
    if (o == null || o == NONE) {
      return -1;
    }
    if (!Abstract.hasIndex(o)) {
      throw Errors.typeError("argument should be integer or None, not '" + o.type.name() + "'");
    }
    return Abstract.toIndex(o, Exceptions.OverflowError);
  }

  /**
   * {@link #size} for streams in memory, which hold less than what a Java int counts: to read more
   * is to read all.
   */
  static int sizeInMemory(PyObject o) {
    if (o instanceof PyInt i && !i.isBig() && i.longValue() > Integer.MAX_VALUE) {
      return -1;
    }
    return size(o);
  }

  @Method(signature = "(size=-1, /)")
  static PyObject readline(PyIOBase self, PyObject size) {
    int limit = size(size);
    PyObject peek = Abstract.getAttributeOrNull(self, PEEK);
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (limit < 0 || line.size() < limit) {
      int ahead = 1;
      if (peek != null) {
        PyObject seen = Abstract.call(peek, PyInt.ONE);
        if (!(seen instanceof PyBytes b)) {
          throw PyIOBaseErrors.shouldReturnBytes("peek", seen);
        }
        if (b.value.length > 0) {
          int most = limit < 0 ? b.value.length : Math.min(b.value.length, limit - line.size());
          ahead = 0;
          while (ahead < most && b.value[ahead++] != '\n') {
            // ahead ends behind the newline, or at most.
          }
        }
      }
      PyObject part = Abstract.callMethod(self, READ, PyInt.of(ahead));
      if (!(part instanceof PyBytes b)) {
        throw PyIOBaseErrors.shouldReturnBytes("read", part);
      }
      if (b.value.length == 0) {
        break;
      }
      line.write(b.value, 0, b.value.length);
      if (b.value[b.value.length - 1] == '\n') {
        break;
      }
    }
    return PyBytes.of(line.toByteArray());
  }

  @Method(signature = "(hint=-1, /)")
  static PyObject readlines(PyIOBase self, PyObject hint) {
    int limit = size(hint);
    PyList lines = new PyList();
    PyObject it = Abstract.iter(self);
    long length = 0;
    for (PyObject line = Abstract.next(it); line != null; line = Abstract.next(it)) {
      lines.add(line);
      if (limit > 0) {
        length += Abstract.length(line);
        if (length > limit) {
          break;
        }
      }
    }
    return lines;
  }

  @Method(signature = "(lines, /)")
  static void writelines(PyIOBase self, PyObject lines) {
    requireOpen(self);
    PyObject it = Abstract.iter(lines);
    for (PyObject line = Abstract.next(it); line != null; line = Abstract.next(it)) {
      Abstract.callMethod(self, WRITE, line);
    }
  }

  /** {@code __getstate__} of streams that cannot be pickled. */
  static PyException notPicklable(PyObject self) {
    return Errors.typeError("cannot pickle '" + self.type.name() + "' object");
  }

  /** The slots of all streams. */
  static class IOBaseOps extends Ops {
    @Override
    public void del(PyObject o) {
      ((PyIOBase) o).finish();
    }

    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      return new PyIOBase(cls);
    }

    @Override
    public PyObject iter(PyObject o) {
      requireOpen(o);
      return o;
    }

    @Override
    public PyObject next(PyObject o) {
      PyObject line = Abstract.callMethod(o, READLINE);
      return Abstract.length(line) == 0 ? null : line;
    }
  }
}
