package dev.dormouse.runtime.objects;

import dev.dormouse.runtime.text.TextRepr;
import java.util.Arrays;

/** The slots of {@code bytearray}. */
final class ByteArrayOps extends Ops {
  @Override
  public PyObject repr(PyObject o) {
    byte[] b = ((PyByteArray) o).toBytes();
    return PyStr.of(o.type.name() + "(" + TextRepr.repr(b, 0, b.length, true) + ")");
  }

  @Override
  public PyObject str(PyObject o) {
    return repr(o);
  }

  @Override
  public int length(PyObject o) {
    return ((PyByteArray) o).size();
  }

  @Override
  public PyObject richCompare(PyObject a, PyObject b, int op) {
    if (!Bytes.isBytesLike(a) || !Bytes.isBytesLike(b)) {
      return PyObject.NOT_IMPLEMENTED;
    }
    return PyBool.of(Abstract.compareOutcome(Arrays.compareUnsigned(Bytes.of(a), Bytes.of(b)), op));
  }

  @Override
  public PyObject concat(PyObject v, PyObject w) {
    if (!Bytes.isBytesLike(w)) {
      throw Errors.typeError("can't concat " + w.type.name() + " to " + v.type.name());
    }
    return new PyByteArray(Bytes.concat(((PyByteArray) v).toBytes(), Bytes.of(w)));
  }

  @Override
  public PyObject inplaceConcat(PyObject v, PyObject w) {
    if (!Bytes.isBytesLike(w)) {
      throw Errors.typeError("can't concat " + w.type.name() + " to " + v.type.name());
    }
    PyByteArray a = (PyByteArray) v;
    a.replace(a.size(), a.size(), Bytes.of(w));
    return a;
  }

  @Override
  public PyObject repeat(PyObject o, int count) {
    return new PyByteArray(Bytes.repeat(((PyByteArray) o).toBytes(), count));
  }

  @Override
  public PyObject inplaceRepeat(PyObject o, int count) {
    PyByteArray a = (PyByteArray) o;
    a.setAll(Bytes.repeat(a.toBytes(), count));
    return a;
  }

  @Override
  public boolean contains(PyObject o, PyObject item) {
    return Bytes.contains(((PyByteArray) o).array(), ((PyByteArray) o).size(), item);
  }

  private static int index(PyByteArray a, PyObject key) {
    if (!Abstract.hasIndex(key)) {
      throw Errors.typeError(
          "bytearray indices must be integers or slices, not " + key.type.name());
    }
    int i = Abstract.toIndex(key);
    if (i < 0) {
      i += a.size();
    }
    if (i < 0 || i >= a.size()) {
      throw Errors.indexError("bytearray index out of range");
    }
    return i;
  }

  @Override
  public PyObject getItem(PyObject o, PyObject key) {
    PyByteArray a = (PyByteArray) o;
    if (key instanceof PySlice slice) {
      return new PyByteArray(Bytes.slice(a.toBytes(), Slices.of(slice, a.size())));
    }
    return PyInt.of(a.get(index(a, key)) & 0xff);
  }

  @Override
  public void setItem(PyObject o, PyObject key, PyObject value) {
    PyByteArray a = (PyByteArray) o;
    if (key instanceof PySlice slice) {
      setSlice(a, slice, value);
      return;
    }
    if (value == null) {
      int i = index(a, key);
      a.replace(i, i + 1, new byte[0]);
      return;
    }
    // The value first: asking it may change the size.
    int b = Abstract.hasIndex(key) ? Bytes.byteItem(value) : 0;
    a.set(index(a, key), b);
  }

  private static void setSlice(PyByteArray a, PySlice slice, PyObject value) {
    byte[] with = new byte[0];
    if (value != null) {
      if (Bytes.isBytesLike(value)) {
        with = Bytes.of(value);
      } else if (Abstract.hasIndex(value)
          || value instanceof PyStr
          || !value.type.has(Slot.ITER) && !Abstract.isSequence(value)) {
        throw Errors.typeError(
            "can assign only bytes, buffers, or iterables of ints in range(0, 256)");
      } else {
        with = Bytes.items(value, "byte must be in range(0, 256)");
      }
    }
    Slices range = Slices.of(slice, a.size());
    if (range.step == 1) {
      a.replace(range.start, Math.max(range.start, range.start + range.count), with);
      return;
    }
    if (with.length == 0) {
      delete(a, range);
      return;
    }
    if (with.length != range.count) {
      throw Errors.valueError(
          "attempt to assign bytes of size "
              + with.length
              + " to extended slice of size "
              + range.count);
    }
    for (int i = 0, at = range.start; i < range.count; i++, at += range.step) {
      a.set(at, with[i]);
    }
  }

  private static void delete(PyByteArray a, Slices range) {
    if (range.count == 0) {
      return;
    }
    boolean[] gone = new boolean[a.size()];
    for (int i = 0, at = range.start; i < range.count; i++, at += range.step) {
      gone[at] = true;
    }
    byte[] kept = new byte[a.size() - range.count];
    int n = 0;
    for (int i = 0; i < gone.length; i++) {
      if (!gone[i]) {
        kept[n++] = a.get(i);
      }
    }
    a.setAll(kept);
  }

  @Override
  public PyObject iter(PyObject o) {
    return new PyBytesIterator(o);
  }

  @Override
  public PyObject remainder(PyObject v, PyObject w) {
    return v instanceof PyByteArray format
        ? new PyByteArray(PercentFormatting.format(format.toBytes(), w))
        : PyObject.NOT_IMPLEMENTED;
  }

  @Override
  public Buffer getBuffer(PyObject o, int flags) {
    return ((PyByteArray) o).export();
  }

  @Override
  public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
    return new PyByteArray(cls, new byte[0]);
  }

  @Override
  public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {
    PyObject[] parsed =
        ArgParser.parse("bytearray", "source\0encoding\0errors", 0, 3, 0, args, kwnames);
    PyObject source = parsed[0];
    String encoding = ArgParser.toName(parsed[1], "bytearray", "'encoding'");
    String errors = ArgParser.toName(parsed[2], "bytearray", "'errors'");
    PyByteArray a = (PyByteArray) o;
    a.setAll(new byte[0]);
    if (source instanceof PyStr s) {
      if (encoding == null) {
        throw Errors.typeError("string argument without an encoding");
      }
      a.setAll(Codecs.encodeText(s, encoding, errors).value);
      return;
    }
    if (encoding != null || errors != null) {
      throw Errors.typeError(
          (encoding != null ? "encoding" : "errors") + " without a string argument");
    }
    if (source != null) {
      a.setAll(Bytes.from(source, "bytearray"));
    }
  }
}
