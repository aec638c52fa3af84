package dev.dormouse.runtime.modules.multibyte;

import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Bytes;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.objects.TextErrors;
import dev.dormouse.runtime.text.CodecFailure;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;
import dev.dormouse.tables.Setter;
import java.nio.charset.CharsetDecoder;
import java.util.Arrays;

/** {@code _multibytecodec.MultibyteIncrementalDecoder}. */
@BuiltinType(name = "MultibyteIncrementalDecoder", ops = PyIncrementalDecoder.DecoderOps.class)
final class PyIncrementalDecoder extends PyObject {
  static final PyType TYPE =
      PyType.builtin(
              "MultibyteIncrementalDecoder",
              PyType.OBJECT,
              new DecoderOps(),
              new PyIncrementalDecoderTable())
          .in("_multibytecodec")
          .with(PyType.BASETYPE);

  private final PyMultibyteCodec codec;
  private final CharsetDecoder decoder;
  private PyObject errors;

  /** The beginning of a sequence that did not come whole yet. */
  private byte[] pending = {};

  /**
   * What setstate was given beside the bytes, to be given back; the JDK does not tell its state.
   */
  private PyInt state = PyInt.ZERO;

  /** More bytes than any codec waits with. */
  private static final int MAX_PENDING = 8;

  private PyIncrementalDecoder(PyType type, PyMultibyteCodec codec, PyObject errors) {
    super(type);
    this.codec = codec;
    this.decoder = Multibyte.decoder(codec);
    this.errors = errors;
  }

  @Method(signature = "(input, final=False)")
  PyObject decode(PyObject input, boolean last) {
    byte[] more = Bytes.of(input);
    byte[] all = Arrays.copyOf(pending, pending.length + more.length);
    System.arraycopy(more, 0, all, pending.length, more.length);
    int[] consumed = new int[1];
    try {
      String s =
          Multibyte.decode(codec, decoder, all, PyMultibyteCodec.errors(errors), last, consumed);
      pending = Arrays.copyOfRange(all, Math.min(consumed[0], all.length), all.length);
      return PyStr.of(s);
    } catch (CodecFailure e) {
      throw TextErrors.python(e, null);
    }
  }

  @Method
  void reset() {
    decoder.reset();
    pending = new byte[0];
    state = PyInt.ZERO;
  }

  @Method
  PyObject getstate() {
    return PyTuple.of(PyBytes.of(pending.clone()), state);
  }

  @Method(signature = "(state, /)")
  void setstate(PyObject state) {
    if (!(state instanceof PyTuple t)) {
      throw Errors.typeError("setstate() argument must be tuple, not " + state.type.name());
    }
    if (t.items.length != 2
        || !(t.items[0] instanceof PyBytes b)
        || !(t.items[1] instanceof PyInt n)) {
      throw Errors.typeError("setstate(): illegal state argument");
    }
    if (b.value.length > MAX_PENDING) {
      throw Errors.of(Exceptions.UnicodeError, "pending buffer too large");
    }
    decoder.reset();
    pending = b.value.clone();
    this.state = n;
  }

  @Getter(name = "errors", doc = "how to treat errors")
  PyObject getErrors() {
    return errors;
  }

  @Setter(name = "errors")
  void setErrors(PyObject value) {
    if (!(value instanceof PyStr)) {
      throw Errors.typeError("errors must be a string");
    }
    errors = value;
  }

  static final class DecoderOps extends Ops {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      PyObject[] p =
          ArgParser.parse("MultibyteIncrementalDecoder", "errors", 0, 1, 0, args, kwnames);
      return new PyIncrementalDecoder(
          cls, PyIncrementalEncoder.codecOf(cls), p[0] == null ? PyStr.of("strict") : p[0]);
    }

    @Override
    public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {}
  }
}
