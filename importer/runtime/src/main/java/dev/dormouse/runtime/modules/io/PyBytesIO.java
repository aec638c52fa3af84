package dev.dormouse.runtime.modules.io;

import dev.dormouse.runtime.modules.posix.Host;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Buffer;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;
import java.util.Arrays;

/** {@code _io.BytesIO}. */
@BuiltinType(
    name = "BytesIO",
    ops = PyBytesIO.BytesIOOps.class,
    doc = "Buffered I/O implementation using an in-memory bytes buffer.")
public class PyBytesIO extends IOBases.Buffered {
  public static final PyType TYPE =
      PyType.builtin("BytesIO", IOBases.Buffered.TYPE, new BytesIOOps(), new PyBytesIOTable())
          .in("_io")
          .with(PyType.BASETYPE);

  /** Null when closed. Shared with a {@code bytes} object while {@link #shared}. */
  private byte[] bytes = PyBytes.EMPTY.value;

  private boolean shared = true;
  private int size;
  private int position;

  /** Views that must not be moved. */
  private int exports;

  PyBytesIO(PyType type) {
    super(type);
  }

  private void requireOpenNow() {
    if (bytes == null) {
      throw Errors.valueError("I/O operation on closed file.");
    }
  }

  private void requireNoExports() {
    if (exports > 0) {
      throw Errors.bufferError("Existing exports of data: object cannot be re-sized");
    }
  }

  /** Makes room and the array our own. */
  private void reserve(int capacity) {
    if (capacity > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(capacity, bytes.length + (bytes.length >> 1) + 16));
      shared = false;
    } else if (shared) {
      bytes = bytes.clone();
      shared = false;
    }
  }

  final int writeBytes(byte[] from, int offset, int length) {
    requireOpenNow();
    requireNoExports();
    if (length == 0) {
      return 0;
    }
    if (length > Integer.MAX_VALUE - 16 - position) {
      throw Errors.overflowError("new buffer size too large");
    }
    int end = position + length;
    reserve(Math.max(end, size));
    if (position > size) {
      Arrays.fill(bytes, size, position, (byte) 0);
    }
    System.arraycopy(from, offset, bytes, position, length);
    position = end;
    size = Math.max(size, end);
    return length;
  }

  private PyObject take(int wanted) {
    int n =
        wanted < 0 ? Math.max(size - position, 0) : Math.max(Math.min(wanted, size - position), 0);
    PyObject out =
        PyBytes.of(
            n == 0 ? PyBytes.EMPTY.value : Arrays.copyOfRange(bytes, position, position + n));
    position += n;
    return out;
  }

  private int lineLength(int limit) {
    if (position >= size) {
      return 0;
    }
    int end = limit >= 0 && limit < size - position ? position + limit : size;
    for (int i = position; i < end; i++) {
      if (bytes[i] == '\n') {
        return i + 1 - position;
      }
    }
    return end - position;
  }

  @Getter(name = "closed")
  static PyObject getClosed(PyBytesIO self) {
    return PyBool.of(self.bytes == null);
  }

  @Method(signature = "()")
  static boolean readable(PyBytesIO self) {
    self.requireOpenNow();
    return true;
  }

  @Method(signature = "()")
  static boolean writable(PyBytesIO self) {
    self.requireOpenNow();
    return true;
  }

  @Method(signature = "()")
  static boolean seekable(PyBytesIO self) {
    self.requireOpenNow();
    return true;
  }

  @Method(signature = "()")
  static boolean isatty(PyBytesIO self) {
    self.requireOpenNow();
    return false;
  }

  @Method(signature = "()")
  static void flush(PyBytesIO self) {
    self.requireOpenNow();
  }

  @Method(signature = "()")
  static void close(PyBytesIO self) {
    self.requireNoExports();
    self.bytes = null;
  }

  @Method(signature = "()")
  static int tell(PyBytesIO self) {
    self.requireOpenNow();
    return self.position;
  }

  @Method(signature = "()")
  static PyObject getvalue(PyBytesIO self) {
    self.requireOpenNow();
    if (self.exports > 0 || self.size != self.bytes.length) {
      return PyBytes.of(Arrays.copyOf(self.bytes, self.size));
    }
    self.shared = true;
    return PyBytes.of(self.bytes);
  }

  @Method(signature = "()")
  static PyObject getbuffer(PyBytesIO self) {
    self.requireOpenNow();
    return Abstract.call(Interpreter.current().builtin("memoryview"), new PyBytesIOBuffer(self));
  }

  @Method(signature = "(size=-1, /)")
  static PyObject read(PyBytesIO self, PyObject size) {
    int n = sizeInMemory(size);
    self.requireOpenNow();
    return self.take(n);
  }

  @Method(signature = "(size=-1, /)")
  static PyObject read1(PyBytesIO self, PyObject size) {
    return read(self, size);
  }

  @Method(signature = "(size=-1, /)")
  static PyObject readline(PyBytesIO self, PyObject size) {
    int n = sizeInMemory(size);
    self.requireOpenNow();
    return self.take(self.lineLength(n));
  }

  @Method(signature = "(size=None, /)")
  static PyObject readlines(PyBytesIO self, PyObject size) {
    self.requireOpenNow();
    int limit = sizeInMemory(size);
    PyList lines = new PyList();
    long total = 0;
    for (int n; (n = self.lineLength(-1)) > 0; ) {
      lines.add(self.take(n));
      total += n;
      if (limit > 0 && total >= limit) {
        break;
      }
    }
    return lines;
  }

  @Method(signature = "(buffer, /)")
  static int readinto(PyBytesIO self, PyObject buffer) {
    Buffer into = Host.writable(buffer, "readinto() argument");
    try {
      self.requireOpenNow();
      int n = Math.max(Math.min(into.length, self.size - self.position), 0);
      System.arraycopy(self.bytes, self.position * (n == 0 ? 0 : 1), into.bytes, into.offset, n);
      self.position += n;
      return n;
    } finally {
      into.release();
    }
  }

  @Method(signature = "(size=None, /)")
  static PyObject truncate(PyBytesIO self, PyObject size) {
    self.requireOpenNow();
    self.requireNoExports();
    int n = size == null || size == NONE ? self.position : size(size);
    if (n < 0) {
      throw Errors.valueError("negative size value " + n);
    }
    if (n < self.size) {
      self.size = n;
      self.bytes = Arrays.copyOf(self.bytes, n);
      self.shared = false;
    }
    return PyInt.of(n);
  }

  @Method(signature = "(pos, whence=0, /)")
  static PyObject seek(PyBytesIO self, PyObject pos, int whence) {
    long at = Abstract.toIndex(pos, Exceptions.OverflowError);
    self.requireOpenNow();
    if (at < 0 && whence == 0) {
      throw Errors.valueError("negative seek value " + at);
    }
    if (whence == 1) {
      at += self.position;
    } else if (whence == 2) {
      at += self.size;
    } else if (whence != 0) {
      throw Errors.valueError("invalid whence (" + whence + ", should be 0, 1 or 2)");
    }
    if (at > Integer.MAX_VALUE) {
      throw Errors.overflowError("new position too large");
    }
    self.position = (int) Math.max(at, 0);
    return PyInt.of(self.position);
  }

  @Method(signature = "(b, /)")
  static int write(PyBytesIO self, PyObject b) {
    self.requireOpenNow();
    Buffer from = Host.readable(b);
    try {
      return self.writeBytes(from.bytes, from.offset, from.length);
    } finally {
      from.release();
    }
  }

  @Method(signature = "(lines, /)")
  static void writelines(PyBytesIO self, PyObject lines) {
    self.requireOpenNow();
    PyObject it = Abstract.iter(lines);
    for (PyObject line = Abstract.next(it); line != null; line = Abstract.next(it)) {
      write(self, line);
    }
  }

  @Method(name = "__sizeof__", signature = "()")
  static int sizeOf(PyBytesIO self) {
    return 88 + (self.bytes == null ? 0 : self.bytes.length);
  }

  @Method(name = "__getstate__", signature = "()")
  static PyObject getState(PyBytesIO self) {
    PyDict d = self.dictOrNull();
    return PyTuple.of(getvalue(self), PyInt.of(self.position), d == null ? NONE : d.copy());
  }

  @Method(name = "__setstate__", signature = "(state, /)")
  static void setState(PyBytesIO self, PyObject state) {
    if (!(state instanceof PyTuple t) || t.items.length < 3) {
      throw Errors.typeError(
          self.type.name() + ".__setstate__ argument should be 3-tuple, got " + state.type.name());
    }
    self.requireOpenNow();
    self.requireNoExports();
    self.fill(t.items[0]);
    if (!(t.items[1] instanceof PyInt)) {
      throw Errors.typeError(
          "second item of state must be an integer, not " + t.items[1].type.name());
    }
    int at = Abstract.toIndex(t.items[1], Exceptions.OverflowError);
    if (at < 0) {
      throw Errors.valueError("position value cannot be negative");
    }
    self.position = at;
    if (t.items[2] != NONE) {
      if (!(t.items[2] instanceof PyDict d)) {
        throw Errors.typeError(
            "third item of state should be a dict, got a " + t.items[2].type.name());
      }
      for (int i = 0; i < d.slotLimit(); i++) {
        if (d.keyAt(i) != null) {
          self.dict().put(d.keyAt(i), d.valueAt(i));
        }
      }
    }
  }

  private void fill(PyObject initial) {
    size = position = 0;
    if (initial == null || initial == NONE) {
      bytes = PyBytes.EMPTY.value;
      shared = true;
    } else if (initial.type == PyBytes.TYPE) {
      bytes = ((PyBytes) initial).value;
      shared = true;
      size = bytes.length;
    } else {
      Buffer from = Host.readable(initial);
      bytes = from.toByteArray();
      shared = false;
      size = bytes.length;
      from.release();
    }
  }

  static final class BytesIOOps extends IOBases.BufferedOps {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      return new PyBytesIO(cls);
    }

    @Override
    public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {
      PyObject[] p = ArgParser.parse("BytesIO", "initial_bytes", 0, 1, 0, args, kwnames);
      PyBytesIO self = (PyBytesIO) o;
      self.requireNoExports();
      self.fill(p[0]);
    }

    @Override
    public PyObject iter(PyObject o) {
      ((PyBytesIO) o).requireOpenNow();
      return o;
    }

    @Override
    public PyObject next(PyObject o) {
      PyBytesIO self = (PyBytesIO) o;
      if (self.type != PyBytesIO.TYPE) {
        return super.next(o);
      }
      self.requireOpenNow();
      int n = self.lineLength(-1);
      return n == 0 ? null : self.take(n);
    }
  }

  /** What {@code getbuffer()} shows through a memoryview. */
  @BuiltinType(name = "_BytesIOBuffer", ops = BytesIOBufferOps.class)
  static final class PyBytesIOBuffer extends PyObject {
    static final PyType TYPE =
        PyType.builtin(
                "_BytesIOBuffer",
                PyType.OBJECT,
                new BytesIOBufferOps(),
                new PyBytesIOPyBytesIOBufferTable())
            .in("_io");

    private final PyBytesIO source;

    PyBytesIOBuffer(PyBytesIO source) {
      super(TYPE);
      this.source = source;
    }
  }

  static final class BytesIOBufferOps extends Ops {
    @Override
    public Buffer getBuffer(PyObject o, int flags) {
      PyBytesIO source = ((PyBytesIOBuffer) o).source;
      source.reserve(source.size);
      source.exports++;
      return new Export(source);
    }
  }

  private static final class Export extends Buffer {
    private PyBytesIO source;

    Export(PyBytesIO source) {
      super(source.bytes, 0, source.size, false);
      this.source = source;
    }

    @Override
    public void release() {
      if (source != null) {
        source.exports--;
        source = null;
      }
    }
  }
}
