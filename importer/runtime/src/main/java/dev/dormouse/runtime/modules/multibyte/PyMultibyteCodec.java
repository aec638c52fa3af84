package dev.dormouse.runtime.modules.multibyte;

import dev.dormouse.runtime.objects.Bytes;
import dev.dormouse.runtime.objects.Codecs;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.objects.TextErrors;
import dev.dormouse.runtime.text.CodecErrors;
import dev.dormouse.runtime.text.CodecFailure;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Method;
import java.nio.charset.Charset;

/** {@code _multibytecodec.MultibyteCodec}: what {@code getcodec} returns. */
@BuiltinType(name = "MultibyteCodec")
final class PyMultibyteCodec extends PyObject {
  static final PyType TYPE =
      PyType.builtin("MultibyteCodec", PyType.OBJECT, new CodecOps(), new PyMultibyteCodecTable())
          .in("_multibytecodec")
          .with(PyType.DISALLOW_INSTANTIATION);

  final String name;
  final Charset charset;

  PyMultibyteCodec(String name, Charset charset) {
    super(TYPE);
    this.name = name;
    this.charset = charset;
  }

  private static final class CodecOps extends Ops {}

  /** The codec of a name by a charset; LookupError if the JDK has none. */
  static PyObject find(PyObject name, String charset) {
    if (!(name instanceof PyStr s)) {
      throw Errors.typeError("encoding name must be a string.");
    }
    if (charset == null || !Charset.isSupported(charset)) {
      throw Errors.lookupError("no such codec is supported.");
    }
    return new PyMultibyteCodec(s.value(), Charset.forName(charset));
  }

  static CodecErrors errors(PyObject o) {
    if (o == null || o == NONE) {
      return null;
    }
    if (!(o instanceof PyStr s)) {
      throw Errors.typeError("errors must be a string");
    }
    return Codecs.errors(s.value());
  }

  @Method(signature = "(input, errors=None)", doc = "Return an encoded string version of 'input'.")
  PyObject encode(PyObject input, PyObject errors) {
    if (!(input instanceof PyStr s)) {
      throw Errors.typeError("couldn't convert the object to unicode.");
    }
    try {
      byte[] b = Multibyte.encode(this, Multibyte.encoder(this), s.value(), errors(errors), true);
      return PyTuple.of(PyBytes.of(b), PyInt.of(s.length()));
    } catch (CodecFailure e) {
      throw TextErrors.python(e, s);
    }
  }

  @Method(signature = "(input, errors=None)", doc = "Decodes 'input'.")
  PyObject decode(PyObject input, PyObject errors) {
    byte[] b = Bytes.of(input);
    try {
      String s =
          Multibyte.decode(this, Multibyte.decoder(this), b, errors(errors), true, new int[1]);
      return PyTuple.of(PyStr.of(s), PyInt.of(b.length));
    } catch (CodecFailure e) {
      throw TextErrors.python(e, input);
    }
  }
}
