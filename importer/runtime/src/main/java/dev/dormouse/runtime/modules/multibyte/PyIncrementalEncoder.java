package dev.dormouse.runtime.modules.multibyte;

import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.objects.TextErrors;
import dev.dormouse.runtime.text.CodecFailure;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;
import dev.dormouse.tables.Setter;
import java.nio.charset.CharsetEncoder;

/** {@code _multibytecodec.MultibyteIncrementalEncoder}. */
@BuiltinType(name = "MultibyteIncrementalEncoder", ops = PyIncrementalEncoder.EncoderOps.class)
final class PyIncrementalEncoder extends PyObject {
  static final PyType TYPE =
      PyType.builtin(
              "MultibyteIncrementalEncoder",
              PyType.OBJECT,
              new EncoderOps(),
              new PyIncrementalEncoderTable())
          .in("_multibytecodec")
          .with(PyType.BASETYPE);

  private final PyMultibyteCodec codec;
  private final CharsetEncoder encoder;
  private PyObject errors;

  private PyIncrementalEncoder(PyType type, PyMultibyteCodec codec, PyObject errors) {
    super(type);
    this.codec = codec;
    this.encoder = Multibyte.encoder(codec);
    this.errors = errors;
  }

  @Method(signature = "(input, final=False)")
  PyObject encode(PyObject input, boolean last) {
    if (!(input instanceof PyStr s)) {
      throw Errors.typeError("couldn't convert the object to unicode.");
    }
    try {
      return PyBytes.of(
          Multibyte.encode(codec, encoder, s.value(), PyMultibyteCodec.errors(errors), last));
    } catch (CodecFailure e) {
      throw TextErrors.python(e, s);
    }
  }

  @Method
  void reset() {
    encoder.reset();
  }

  @Method
  PyObject getstate() {
    return PyInt.ZERO;
  }

  @Method(signature = "(state, /)")
  void setstate(PyObject state) {
    encoder.reset();
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

  static PyMultibyteCodec codecOf(PyType cls) {
    PyObject c = cls.lookup(PyStr.interned("codec"));
    if (!(c instanceof PyMultibyteCodec codec)) {
      throw Errors.typeError("codec is unexpected type");
    }
    return codec;
  }

  static final class EncoderOps extends Ops {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      PyObject[] p =
          ArgParser.parse("MultibyteIncrementalEncoder", "errors", 0, 1, 0, args, kwnames);
      return new PyIncrementalEncoder(cls, codecOf(cls), p[0] == null ? PyStr.of("strict") : p[0]);
    }

    @Override
    public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {}
  }
}
