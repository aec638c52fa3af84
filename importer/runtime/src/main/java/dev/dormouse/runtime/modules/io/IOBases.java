package dev.dormouse.runtime.modules.io;

import dev.dormouse.runtime.modules.posix.Host;
import dev.dormouse.runtime.objects.Abstract;
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
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;
import java.io.ByteArrayOutputStream;

/** The three kinds of stream below {@code _IOBase}. */
final class IOBases {
  private IOBases() {}

  static final int DEFAULT_BUFFER_SIZE = 8192;

  /** {@code _io._RawIOBase}. */
  @BuiltinType(name = "_RawIOBase", ops = RawOps.class, doc = "Base class for raw binary streams.")
  static class Raw extends PyIOBase {
    static final PyType TYPE =
        PyType.builtin("_RawIOBase", PyIOBase.TYPE, new RawOps(), new IOBasesRawTable())
            .in("_io")
            .with(PyType.BASETYPE);

    Raw(PyType type) {
      super(type);
    }

    @Method(signature = "(size=-1, /)")
    static PyObject read(PyIOBase self, PyObject size) {
      int n = size == null ? -1 : Abstract.toIndex(size, Exceptions.OverflowError);
      if (n < 0) {
        return Abstract.callMethod(self, "readall");
      }
      PyObject into = Abstract.call(Interpreter.current().builtin("bytearray"), PyInt.of(n));
      PyObject count = Abstract.callMethod(self, "readinto", into);
      if (count == NONE) {
        return NONE;
      }
      int got = Abstract.toIndex(count, Exceptions.ValueError);
      Buffer buffer = Host.readable(into);
      byte[] all = buffer.toByteArray();
      buffer.release();
      return PyBytes.of(java.util.Arrays.copyOf(all, Math.min(got, all.length)));
    }

    @Method(signature = "(*args)")
    static PyObject readinto(PyIOBase self, PyObject[] args) {
      throw new PyException(new PyBaseException(Exceptions.NotImplementedError, PyTuple.EMPTY));
    }

    @Method(signature = "(*args)")
    static PyObject write(PyIOBase self, PyObject[] args) {
      throw new PyException(new PyBaseException(Exceptions.NotImplementedError, PyTuple.EMPTY));
    }

    @Method(signature = "()", doc = "Read until EOF, using multiple read() call.")
    static PyObject readall(PyIOBase self) {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      boolean any = false;
      while (true) {
        PyObject part = Abstract.callMethod(self, READ, PyInt.of(DEFAULT_BUFFER_SIZE));
        if (part == NONE) {
          return any ? PyBytes.of(all.toByteArray()) : NONE;
        }
        if (!(part instanceof PyBytes b)) {
          throw Errors.typeError("read() should return bytes");
        }
        if (b.value.length == 0) {
          return PyBytes.of(all.toByteArray());
        }
        any = true;
        all.write(b.value, 0, b.value.length);
      }
    }
  }

  static class RawOps extends PyIOBase.IOBaseOps {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      return new Raw(cls);
    }
  }

  /** {@code _io._BufferedIOBase}. */
  @BuiltinType(
      name = "_BufferedIOBase",
      ops = BufferedOps.class,
      doc = "Base class for buffered IO objects.")
  static class Buffered extends PyIOBase {
    static final PyType TYPE =
        PyType.builtin(
                "_BufferedIOBase", PyIOBase.TYPE, new BufferedOps(), new IOBasesBufferedTable())
            .in("_io")
            .with(PyType.BASETYPE);

    Buffered(PyType type) {
      super(type);
    }

    @Method(signature = "()")
    static PyObject detach(PyIOBase self) {
      throw IoState.unsupported("detach");
    }

    @Method(signature = "(*args)")
    static PyObject read(PyIOBase self, PyObject[] args) {
      throw IoState.unsupported("read");
    }

    @Method(signature = "(*args)")
    static PyObject read1(PyIOBase self, PyObject[] args) {
      throw IoState.unsupported("read1");
    }

    @Method(signature = "(*args)")
    static PyObject write(PyIOBase self, PyObject[] args) {
      throw IoState.unsupported("write");
    }

    @Method(signature = "(buffer, /)")
    static PyObject readinto(PyIOBase self, PyObject buffer) {
      return readinto(self, buffer, "readinto", READ);
    }

    @Method(signature = "(buffer, /)")
    static PyObject readinto1(PyIOBase self, PyObject buffer) {
      return readinto(self, buffer, "readinto1", PyStr.interned("read1"));
    }

    private static PyObject readinto(PyIOBase self, PyObject into, String name, PyStr method) {
      Buffer buffer = Host.writable(into, name + "() argument");
      try {
        PyObject got = Abstract.callMethod(self, method, PyInt.of(buffer.length));
        if (!(got instanceof PyBytes b)) {
          throw Errors.typeError("read() should return bytes");
        }
        if (b.value.length > buffer.length) {
          throw Errors.valueError(
              "read() returned too much data: "
                  + buffer.length
                  + " bytes requested, "
                  + b.value.length
                  + " returned");
        }
        System.arraycopy(b.value, 0, buffer.bytes, buffer.offset, b.value.length);
        return PyInt.of(b.value.length);
      } finally {
        buffer.release();
      }
    }
  }

  static class BufferedOps extends PyIOBase.IOBaseOps {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      return new Buffered(cls);
    }
  }

  /** {@code _io._TextIOBase}. */
  @BuiltinType(name = "_TextIOBase", ops = TextOps.class, doc = "Base class for text I/O.")
  static class Text extends PyIOBase {
    static final PyType TYPE =
        PyType.builtin("_TextIOBase", PyIOBase.TYPE, new TextOps(), new IOBasesTextTable())
            .in("_io")
            .with(PyType.BASETYPE);

    Text(PyType type) {
      super(type);
    }

    @Method(signature = "(*args)")
    static PyObject detach(PyIOBase self, PyObject[] args) {
      throw IoState.unsupported("detach");
    }

    @Method(signature = "(*args)")
    static PyObject read(PyIOBase self, PyObject[] args) {
      throw IoState.unsupported("read");
    }

    @Method(signature = "(*args)")
    static PyObject readline(PyIOBase self, PyObject[] args) {
      throw IoState.unsupported("readline");
    }

    @Method(signature = "(*args)")
    static PyObject write(PyIOBase self, PyObject[] args) {
      throw IoState.unsupported("write");
    }

    @Getter(name = "encoding")
    static PyObject getEncoding(PyIOBase self) {
      return NONE;
    }

    @Getter(name = "newlines")
    static PyObject getNewlines(PyIOBase self) {
      return NONE;
    }

    @Getter(name = "errors")
    static PyObject getErrors(PyIOBase self) {
      return NONE;
    }
  }

  static class TextOps extends PyIOBase.IOBaseOps {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      return new Text(cls);
    }
  }
}
