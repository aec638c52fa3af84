package dev.dormouse.runtime.modules.multibyte;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.objects.TextErrors;
import dev.dormouse.runtime.text.CodecFailure;
import dev.dormouse.runtime.text.TextOps;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;
import dev.dormouse.tables.Setter;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.util.Arrays;

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

  private final PyMultibyteCodec codec;
  private final CharsetDecoder decoder;
  private final CharsetEncoder encoder;
  private final PyObject stream;
  private PyObject errors;
  private byte[] pending = {};

  private PyMultibyteStream(PyType type, PyMultibyteCodec codec, PyObject stream, PyObject errors) {
    super(type);
    this.codec = codec;
    this.decoder = Multibyte.decoder(codec);
    this.encoder = Multibyte.encoder(codec);
    this.stream = stream;
    this.errors = errors;
  }

  private String decoded(String method, PyObject size) {
    boolean all = size == null || size == NONE || Abstract.index(size).isNegative();
    PyObject r =
        all ? Abstract.callMethod(stream, method) : Abstract.callMethod(stream, method, size);
    if (!(r instanceof PyBytes b)) {
      throw Errors.typeError("stream function returned a non-bytes object (" + r.type.name() + ")");
    }
    byte[] in = Arrays.copyOf(pending, pending.length + b.value.length);
    System.arraycopy(b.value, 0, in, pending.length, b.value.length);
    int[] consumed = new int[1];
    try {
      boolean last = all && !method.equals("readline") || b.value.length == 0;
      String s =
          Multibyte.decode(codec, decoder, in, PyMultibyteCodec.errors(errors), last, consumed);
      pending = Arrays.copyOfRange(in, Math.min(consumed[0], in.length), in.length);
      return s;
    } catch (CodecFailure e) {
      throw TextErrors.python(e, null);
    }
  }

  private static void set(PyMultibyteStream s, PyObject value) {
    if (!(value instanceof PyStr)) {
      throw Errors.typeError("errors must be a string");
    }
    s.errors = value;
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
      self.decoder.reset();
      self.pending = new byte[0];
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
      set(self, value);
    }
  }

  /** The methods of the writer. */
  @BuiltinType(name = "MultibyteStreamWriter", ops = StreamOps.class)
  static final class Writer {
    private Writer() {}

    @Method(signature = "(strobj, /)")
    static void write(PyMultibyteStream self, PyObject text) {
      if (!(text instanceof PyStr s)) {
        throw Errors.typeError("couldn't convert the object to unicode.");
      }
      try {
        byte[] b =
            Multibyte.encode(
                self.codec, self.encoder, s.value(), PyMultibyteCodec.errors(self.errors), false);
        Abstract.callMethod(self.stream, "write", PyBytes.of(b));
      } catch (CodecFailure e) {
        throw TextErrors.python(e, s);
      }
    }

    @Method(signature = "(lines, /)")
    static void writelines(PyMultibyteStream self, PyObject lines) {
      for (PyObject line : Abstract.toArray(lines)) {
        write(self, line);
      }
    }

    @Method
    static void reset(PyMultibyteStream self) {
      self.encoder.reset();
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
      set(self, value);
    }
  }

  static final class StreamOps extends Ops {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      PyObject[] p = ArgParser.parse("MultibyteStream", "stream\0errors", 0, 2, 1, args, kwnames);
      return new PyMultibyteStream(
          cls, PyIncrementalEncoder.codecOf(cls), p[0], p[1] == null ? PyStr.of("strict") : p[1]);
    }

    @Override
    public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {}
  }
}
