package dev.dormouse.runtime.modules.multibyte;

import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Bytes;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;
import dev.dormouse.tables.Setter;

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

  private final StatefulReader reader;
  private PyObject errors;

  private PyIncrementalDecoder(PyType type, PyMultibyteCodec codec, PyObject errors) {
    super(type);
    this.reader = new StatefulReader(codec);
    this.errors = errors;
  }

  @Method(signature = "(input, final=False)")
  PyObject decode(PyObject input, boolean last) {
    return PyStr.of(reader.decode(Bytes.of(input), errors, last));
  }

  @Method
  void reset() {
    reader.reset();
  }

  @Method
  PyObject getstate() {
    return reader.state();
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
    reader.setState(b.value, n);
  }

  @Getter(name = "errors", doc = "how to treat errors")
  PyObject getErrors() {
    return errors;
  }

  @Setter(name = "errors")
  void setErrors(PyObject value) {
    errors = PyIncrementalEncoder.checked(value);
  }

  static final class DecoderOps extends Ops {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      PyObject[] p = ArgParser.parse("IncrementalDecoder", "errors", 0, 1, 0, args, kwnames);
      PyObject errors = PyMultibyteCodec.orStrict(p[0], "IncrementalDecoder", 1);
      return new PyIncrementalDecoder(cls, PyMultibyteCodec.of(cls), errors);
    }

    @Override
    public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {}
  }
}
