package dev.dormouse.runtime.modules.io;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.objects.Raising;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;

/** {@code _io.BufferedRWPair}: a reader and a writer that look like one stream. */
@BuiltinType(
    name = "BufferedRWPair",
    ops = PyBufferedRWPair.BufferedRWPairOps.class,
    doc = "A buffered reader and writer object together.")
public final class PyBufferedRWPair extends IOBases.Buffered {
  public static final PyType TYPE =
      PyType.builtin(
              "BufferedRWPair",
              IOBases.Buffered.TYPE,
              new BufferedRWPairOps(),
              new PyBufferedRWPairTable())
          .in("_io")
          .with(PyType.BASETYPE);

  /** Both null before {@code __init__}. */
  private PyObject reader;

  private PyObject writer;

  PyBufferedRWPair(PyType type) {
    super(type);
  }

  private PyObject reader() {
    if (reader == null) {
      throw Errors.valueError("I/O operation on uninitialized object");
    }
    return reader;
  }

  private PyObject writer() {
    reader();
    return writer;
  }

  @Method(signature = "(*args)")
  static PyObject read(PyBufferedRWPair self, PyObject[] args) {
    return Abstract.callMethod(self.reader(), READ, args);
  }

  @Method(signature = "(*args)")
  static PyObject peek(PyBufferedRWPair self, PyObject[] args) {
    return Abstract.callMethod(self.reader(), PEEK, args);
  }

  @Method(signature = "(*args)")
  static PyObject read1(PyBufferedRWPair self, PyObject[] args) {
    return Abstract.callMethod(self.reader(), "read1", args);
  }

  @Method(signature = "(buffer, /)")
  static PyObject readinto(PyBufferedRWPair self, PyObject buffer) {
    return Abstract.callMethod(self.reader(), "readinto", buffer);
  }

  @Method(signature = "(buffer, /)")
  static PyObject readinto1(PyBufferedRWPair self, PyObject buffer) {
    return Abstract.callMethod(self.reader(), "readinto1", buffer);
  }

  @Method(signature = "(b, /)")
  static PyObject write(PyBufferedRWPair self, PyObject b) {
    return Abstract.callMethod(self.writer(), WRITE, b);
  }

  @Method(signature = "()")
  static PyObject flush(PyBufferedRWPair self) {
    return Abstract.callMethod(self.writer(), FLUSH);
  }

  @Method(signature = "()")
  static PyObject readable(PyBufferedRWPair self) {
    return Abstract.callMethod(self.reader(), READABLE);
  }

  @Method(signature = "()")
  static PyObject writable(PyBufferedRWPair self) {
    return Abstract.callMethod(self.writer(), WRITABLE);
  }

  @Method(signature = "()")
  static PyObject isatty(PyBufferedRWPair self) {
    PyObject answer = Abstract.callMethod(self.writer(), ISATTY);
    return answer == PyBool.FALSE ? Abstract.callMethod(self.reader, ISATTY) : answer;
  }

  @Method(signature = "()")
  static void close(PyBufferedRWPair self) {
    PyException first = null;
    try {
      Abstract.callMethod(self.writer(), CLOSE);
    } catch (PyException e) {
      first = e;
    }
    try {
      Abstract.callMethod(self.reader(), CLOSE);
    } catch (PyException e) {
      if (first != null) {
        Raising.chainContext(e.value, first.value);
      }
      throw e;
    }
    if (first != null) {
      throw first;
    }
  }

  @Getter(name = "closed")
  static PyObject getClosed(PyBufferedRWPair self) {
    if (self.writer == null) {
      throw Errors.runtimeError("the BufferedRWPair object is being garbage-collected");
    }
    return Abstract.getAttribute(self.writer, CLOSED);
  }

  @Method(name = "__getstate__", signature = "()")
  static PyObject getState(PyBufferedRWPair self) {
    throw notPicklable(self);
  }

  static final class BufferedRWPairOps extends IOBases.BufferedOps {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      return new PyBufferedRWPair(cls);
    }

    @Override
    public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {
      ArgParser.positional("BufferedRWPair", "BufferedRWPair", args, kwnames, 2, 3);
      int size =
          args.length < 3
              ? IOBases.DEFAULT_BUFFER_SIZE
              : Abstract.toIndex(args[2], Exceptions.OverflowError);
      BufferedFile.requireAble(args[0], READABLE, "File or stream is not readable.");
      BufferedFile.requireAble(args[1], WRITABLE, "File or stream is not writable.");
      PyBufferedRWPair self = (PyBufferedRWPair) o;
      self.reader = Abstract.call(PyBufferedReader.TYPE, args[0], PyInt.of(size));
      self.writer = Abstract.call(PyBufferedWriter.TYPE, args[1], PyInt.of(size));
    }
  }
}
