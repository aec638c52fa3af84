package dev.dormouse.runtime.modules.multibyte;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.text.TextOps;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;
import dev.dormouse.tables.Setter;

/**
 * {@code _multibytecodec.MultibyteStreamReader} and {@code MultibyteStreamWriter}: the types differ
 * by their tables.
 */
final class PyMultibyteStream extends PyObject {
  static final PyType READER =
      PyType.builtin(
              "MultibyteStreamReader",
              PyType.OBJECT,
              new StreamOps(),
              new PyMultibyteStreamReaderTable())
          .in("_multibytecodec")
          .with(PyType.BASETYPE);

  static final PyType WRITER =
      PyType.builtin(
              "MultibyteStreamWriter",
              PyType.OBJECT,
              new StreamOps(),
              new PyMultibyteStreamWriterTable())
          .in("_multibytecodec")
          .with(PyType.BASETYPE);

  private final StatefulReader reader;
  private final StatefulWriter writer;
  private final PyObject stream;
  private PyObject errors;

  private PyMultibyteStream(PyType type, PyMultibyteCodec codec, PyObject stream, PyObject errors) {
    super(type);
    this.reader = new StatefulReader(codec);
    this.writer = new StatefulWriter(codec);
    this.stream = stream;
    this.errors = errors;
  }

  /** Reads by a method of the stream until there is a character, or the end. */
  private String decoded(String method, PyObject size) {
    long hint = -1;
    if (size != null && size != NONE) {
      if (!(size instanceof PyInt n)) {
        throw Errors.typeError("arg 1 must be an integer");
      }
      hint = Abstract.toSsize(n, Exceptions.OverflowError);
    }
    if (hint == 0) {
      return "";
    }
    while (true) {
      PyObject r =
          hint < 0
              ? Abstract.callMethod(stream, method)
              : Abstract.callMethod(stream, method, PyInt.of(hint));
      if (!(r instanceof PyBytes b)) {
        throw Errors.typeError(
            "stream function returned a non-bytes object (" + r.type.name() + ")");
      }
      boolean end = b.value.length == 0;
      String s = reader.decode(b.value, errors, end || hint < 0);
      if (hint < 0 || end || !s.isEmpty()) {
        return s;
      }
      hint = 1;
    }
  }

  /** The methods of the reader. */
  @BuiltinType(name = "MultibyteStreamReader", ops = StreamOps.class)
  static final class Reader {
    private Reader() {}

    @Method(signature = "(sizeobj=None, /)")
    static PyObject read(PyMultibyteStream self, PyObject size) {
      return PyStr.of(self.decoded("read", size));
    }

    @Method(signature = "(sizeobj=None, /)")
    static PyObject readline(PyMultibyteStream self, PyObject size) {
      return PyStr.of(self.decoded("readline", size));
    }

    @Method(signature = "(sizehintobj=None, /)")
    static PyObject readlines(PyMultibyteStream self, PyObject size) {
      PyList out = new PyList();
      for (String line : TextOps.splitLines(self.decoded("read", size), true, false)) {
        out.add(PyStr.of(line));
      }
      return out;
    }

    @Method
    static void reset(PyMultibyteStream self) {
      self.reader.reset();
    }

    @Getter(member = true)
    static PyObject stream(PyMultibyteStream self) {
      return self.stream;
    }

    @Getter(name = "errors")
    static PyObject getErrors(PyMultibyteStream self) {
      return self.errors;
    }

    @Setter(name = "errors")
    static void setErrors(PyMultibyteStream self, PyObject value) {
      self.errors = PyIncrementalEncoder.checked(value);
    }
  }

  /** The methods of the writer. */
  @BuiltinType(name = "MultibyteStreamWriter", ops = StreamOps.class)
  static final class Writer {
    private Writer() {}

    @Method(signature = "(strobj, /)")
    static void write(PyMultibyteStream self, PyObject text) {
      byte[] b = self.writer.encode(PyMultibyteCodec.text(text), self.errors, false);
      Abstract.callMethod(self.stream, "write", PyBytes.of(b));
    }

    @Method(signature = "(lines, /)")
    static void writelines(PyMultibyteStream self, PyObject lines) {
      if (!Abstract.isSequence(lines)) {
        throw Errors.typeError("arg must be a sequence object");
      }
      for (PyObject line : Abstract.toArray(lines)) {
        write(self, line);
      }
    }

    @Method
    static void reset(PyMultibyteStream self) {
      byte[] b = self.writer.finish(self.errors);
      if (b.length > 0) {
        Abstract.callMethod(self.stream, "write", PyBytes.of(b));
      }
    }

    @Getter(member = true)
    static PyObject stream(PyMultibyteStream self) {
      return self.stream;
    }

    @Getter(name = "errors")
    static PyObject getErrors(PyMultibyteStream self) {
      return self.errors;
    }

    @Setter(name = "errors")
    static void setErrors(PyMultibyteStream self, PyObject value) {
      self.errors = PyIncrementalEncoder.checked(value);
    }
  }

  static final class StreamOps extends Ops {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      String function = cls.isSubtype(READER) ? "StreamReader" : "StreamWriter";
      PyObject[] p = ArgParser.parse(function, "stream\0errors", 0, 2, 1, args, kwnames);
      PyObject errors = PyMultibyteCodec.orStrict(p[1], function, 2);
      return new PyMultibyteStream(cls, PyMultibyteCodec.of(cls), p[0], errors);
    }

    @Override
    public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {}
  }
}
