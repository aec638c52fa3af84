package dev.dormouse.runtime.modules.multibyte;

import dev.dormouse.runtime.objects.Abstract;
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

/** {@code _multibytecodec.MultibyteCodec}: what {@code getcodec} returns. */
@BuiltinType(name = "MultibyteCodec")
final class PyMultibyteCodec extends PyObject {
  static final PyType TYPE =
      PyType.builtin("MultibyteCodec", PyType.OBJECT, new CodecOps(), new PyMultibyteCodecTable())
          .in("_multibytecodec")
          .with(PyType.DISALLOW_INSTANTIATION);

  final String name;
  final Coding coding;

  private PyMultibyteCodec(String name, Coding coding) {
    super(TYPE);
    this.name = name;
    this.coding = coding;
  }

  private static final class CodecOps extends Ops {}

  /** The codec of a name in the module {@code _codecs_} with a suffix; LookupError without. */
  static PyObject find(PyObject name, String module) {
    if (!(name instanceof PyStr s)) {
      throw Errors.typeError("encoding name must be a string.");
    }
    Coding coding = Codings.of(module, s.value());
    if (coding == null) {
      throw Errors.lookupError("no such codec is supported.");
    }
    return new PyMultibyteCodec(s.value(), coding);
  }

  /** The codec that a class has as its attribute. */
  static PyMultibyteCodec of(PyType cls) {
    PyObject c = Abstract.getAttribute(cls, PyStr.interned("codec"));
    if (!(c instanceof PyMultibyteCodec codec)) {
      throw Errors.typeError("codec is unexpected type");
    }
    return codec;
  }

  /** What {@code errors} is when it was not given. */
  static PyObject orStrict(PyObject errors, String function, int position) {
    if (errors == null) {
      return PyStr.of("strict");
    }
    if (!(errors instanceof PyStr)) {
      throw Errors.typeError(
          function + "() argument " + position + " must be str, not " + errors.type.name());
    }
    return errors;
  }

  /** The text to encode, of anything. */
  static PyStr text(PyObject input) {
    return input instanceof PyStr s ? s : Abstract.str(input);
  }

  static CodecErrors errors(PyObject o) {
    if (o == null || o == NONE) {
      return null;
    }
    return Codecs.errors(((PyStr) o).value());
  }

  private static PyObject checked(PyObject errors, String method) {
    if (errors != null && errors != NONE && !(errors instanceof PyStr)) {
      throw Errors.typeError(
          method + "() argument 'errors' must be str or None, not " + errors.type.name());
    }
    return errors;
  }

  @Method(signature = "(input, errors=None)", doc = "Return an encoded string version of 'input'.")
  PyObject encode(PyObject input, PyObject errors) {
    CodecErrors handler = errors(checked(errors, "encode"));
    PyStr s = text(input);
    try {
      Coding.Shift shift = new Coding.Shift(coding.initial());
      byte[] b = Multibyte.encode(this, shift, s.value(), handler, true, new int[1]);
      return PyTuple.of(PyBytes.of(b), PyInt.of(s.length()));
    } catch (CodecFailure e) {
      throw TextErrors.python(e, s);
    }
  }

  @Method(signature = "(input, errors=None)", doc = "Decodes 'input'.")
  PyObject decode(PyObject input, PyObject errors) {
    byte[] b = Bytes.of(input);
    CodecErrors handler = errors(checked(errors, "decode"));
    try {
      Coding.Shift shift = new Coding.Shift(coding.initialReading());
      String s = Multibyte.decode(this, shift, b, handler, true, new int[1]);
      return PyTuple.of(PyStr.of(s), PyInt.of(b.length));
    } catch (CodecFailure e) {
      throw TextErrors.python(e, input);
    }
  }
}
