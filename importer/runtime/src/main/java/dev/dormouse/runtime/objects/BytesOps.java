package dev.dormouse.runtime.objects;

import dev.dormouse.runtime.text.TextRepr;
import java.util.Arrays;

/** The slots of {@code bytes}. */
final class BytesOps extends Ops {
  @Override
  public PyObject repr(PyObject o) {
    byte[] b = ((PyBytes) o).value;
    return PyStr.of(TextRepr.repr(b, 0, b.length));
  }

  @Override
  public PyObject str(PyObject o) {
    return repr(o);
  }

  @Override
  public long hash(PyObject o) {
    return Bytes.hash(((PyBytes) o).value);
  }

  @Override
  public int length(PyObject o) {
    return ((PyBytes) o).value.length;
  }

  @Override
  public PyObject richCompare(PyObject a, PyObject b, int op) {
    if (!(a instanceof PyBytes x) || !(b instanceof PyBytes y)) {
      return PyObject.NOT_IMPLEMENTED;
    }
    return PyBool.of(Abstract.compareOutcome(Arrays.compareUnsigned(x.value, y.value), op));
  }

  @Override
  public PyObject concat(PyObject v, PyObject w) {
    if (!Bytes.isBytesLike(w)) {
      throw Errors.typeError("can't concat " + w.type.name() + " to " + v.type.name());
    }
    byte[] x = ((PyBytes) v).value;
    byte[] y = Bytes.of(w);
    if (y.length == 0 && v.type == PyBytes.TYPE) {
      return v;
    }
    if (x.length == 0 && w.type == PyBytes.TYPE) {
      return w;
    }
    return PyBytes.of(Bytes.concat(x, y));
  }

  @Override
  public PyObject repeat(PyObject o, int count) {
    return count == 1 && o.type == PyBytes.TYPE
        ? o
        : PyBytes.of(Bytes.repeat(((PyBytes) o).value, count));
  }

  @Override
  public boolean contains(PyObject o, PyObject item) {
    return Bytes.contains(((PyBytes) o).value, ((PyBytes) o).value.length, item);
  }

  @Override
  public PyObject getItem(PyObject o, PyObject key) {
    byte[] b = ((PyBytes) o).value;
    if (key instanceof PySlice slice) {
      Slices range = Slices.of(slice, b.length);
      if (range.count == b.length && range.step == 1 && o.type == PyBytes.TYPE) {
        return o;
      }
      return PyBytes.of(Bytes.slice(b, range));
    }
    if (!Abstract.hasIndex(key)) {
      throw Errors.typeError("byte indices must be integers or slices, not " + key.type.name());
    }
    int i = Abstract.toIndex(key);
    if (i < 0) {
      i += b.length;
    }
    if (i < 0 || i >= b.length) {
      throw Errors.indexError("index out of range");
    }
    return PyInt.of(b[i] & 0xff);
  }

  @Override
  public PyObject iter(PyObject o) {
    return new PyBytesIterator(o);
  }

  @Override
  public PyObject remainder(PyObject v, PyObject w) {
    return v instanceof PyBytes format
        ? PyBytes.of(PercentFormatting.format(format.value, w))
        : PyObject.NOT_IMPLEMENTED;
  }

  @Override
  public Buffer getBuffer(PyObject o, int flags) {
    if ((flags & Buffer.WRITABLE) != 0) {
      throw Errors.bufferError("Object is not writable.");
    }
    byte[] b = ((PyBytes) o).value;
    return new Buffer(b, 0, b.length, true);
  }

  @Override
  public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
    PyObject[] parsed =
        ArgParser.parse("bytes", "source\0encoding\0errors", 0, 3, 0, args, kwnames);
    PyObject o = parsed[0];
    String encoding = ArgParser.toName(parsed[1], "bytes", "'encoding'");
    String errors = ArgParser.toName(parsed[2], "bytes", "'errors'");
    PyBytes result = make(o, encoding, errors);
    return cls == PyBytes.TYPE ? result : new PyBytes(cls, result.value);
  }

  private static PyBytes make(PyObject o, String encoding, String errors) {
    if (o == null) {
      if (encoding != null || errors != null) {
        throw Errors.typeError(
            (encoding != null ? "encoding" : "errors") + " without a string argument");
      }
      return PyBytes.EMPTY;
    }
    if (encoding != null || errors != null) {
      if (!(o instanceof PyStr s)) {
        throw Errors.typeError(
            (encoding != null ? "encoding" : "errors") + " without a string argument");
      }
      if (encoding == null) {
        throw Errors.typeError("string argument without an encoding");
      }
      return Codecs.encodeText(s, encoding, errors);
    }
    if (o.type == PyBytes.TYPE) {
      return (PyBytes) o;
    }
    PyObject method = Abstract.lookupSpecial(o, Names.BYTES);
    if (method != null) {
      PyObject r = Abstract.call(method);
      if (!(r instanceof PyBytes b)) {
        throw Errors.typeError("__bytes__ returned non-bytes (type " + r.type.name() + ")");
      }
      return b;
    }
    if (o instanceof PyStr) {
      throw Errors.typeError("string argument without an encoding");
    }
    return PyBytes.of(Bytes.from(o, "bytes"));
  }
}
