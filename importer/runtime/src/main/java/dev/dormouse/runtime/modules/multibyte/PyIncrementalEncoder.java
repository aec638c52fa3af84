package dev.dormouse.runtime.modules.multibyte;

import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;
import dev.dormouse.tables.Setter;

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

  private final StatefulWriter writer;
  private PyObject errors;

  private PyIncrementalEncoder(PyType type, PyMultibyteCodec codec, PyObject errors) {
    super(type);
    this.writer = new StatefulWriter(codec);
    this.errors = errors;
  }

  @Method(signature = "(input, final=False)")
  PyObject encode(PyObject input, boolean last) {
    return PyBytes.of(writer.encode(PyMultibyteCodec.text(input), errors, last));
  }

  @Method
  void reset() {
    writer.reset();
  }

  @Method
  PyObject getstate() {
    return writer.state();
  }

  @Method(signature = "(state, /)")
  void setstate(PyObject state) {
    if (!(state instanceof PyInt n)) {
      throw Errors.typeError("setstate() argument must be int, not " + state.type.name());
    }
    writer.setState(n);
  }

  @Getter(name = "errors", doc = "how to treat errors")
  PyObject getErrors() {
    return errors;
  }

  @Setter(name = "errors")
  void setErrors(PyObject value) {
    errors = checked(value);
  }

  static PyObject checked(PyObject errors) {
    if (errors == null) {
      throw Errors.of(Exceptions.AttributeError, "cannot delete attribute");
    }
    if (!(errors instanceof PyStr)) {
      throw Errors.typeError("errors must be a string");
    }
    return errors;
  }

  static final class EncoderOps extends Ops {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      PyObject[] p = ArgParser.parse("IncrementalEncoder", "errors", 0, 1, 0, args, kwnames);
      PyObject errors = PyMultibyteCodec.orStrict(p[0], "IncrementalEncoder", 1);
      return new PyIncrementalEncoder(cls, PyMultibyteCodec.of(cls), errors);
    }

    @Override
    public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {}
  }
}
