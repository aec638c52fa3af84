package dev.dormouse.runtime.modules.data;

import dev.dormouse.runtime.objects.Bytes;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.objects.Sizes;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;

/** {@code zlib.Decompress}. */
@BuiltinType(name = "Decompress")
final class PyDecompress extends PyObject {
  static final PyType TYPE =
      PyType.builtin("Decompress", PyType.OBJECT, new DecompressOps(), new PyDecompressTable())
          .in("zlib")
          .with(PyType.DISALLOW_INSTANTIATION);

  private final Decompression stream;
  private StreamLog log = new StreamLog();
  private PyBytes unused = PyBytes.EMPTY;
  private PyBytes tail = PyBytes.EMPTY;

  /** Flushed behind the end of the stream. */
  private boolean ended;

  PyDecompress(Decompression stream) {
    super(TYPE);
    this.stream = stream;
  }

  private static final class DecompressOps extends Ops {}

  @Method(
      signature = "(data, /, max_length=0)",
      doc = "Return a bytes object containing the decompressed version of the data.")
  PyObject decompress(PyObject data, long maxLength) {
    if (maxLength < 0) {
      throw Errors.valueError("max_length must be non-negative");
    }
    byte[] b = Bytes.of(data);
    return PyBytes.of(feed(b, maxLength == 0 ? Integer.MAX_VALUE : Sizes.clip(maxLength)));
  }

  private byte[] feed(byte[] b, int limit) {
    if (stream.finished()) {
      unused = PyBytes.of(join(unused.value, b));
      return new byte[0];
    }
    byte[] out = stream.decompress(b, limit);
    log.add(b, b.length - stream.rest().length, limit);
    byte[] rest = stream.rest();
    // As in CPython: behind the end the rest is a tail, too, if there was one before.
    boolean hadTail = tail.value.length > 0;
    if (stream.finished()) {
      unused = PyBytes.of(join(unused.value, rest));
    }
    tail = stream.finished() && !hadTail ? PyBytes.EMPTY : PyBytes.of(rest);
    return out;
  }

  private static byte[] join(byte[] a, byte[] b) {
    byte[] out = java.util.Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, out, a.length, b.length);
    return out;
  }

  @Method(
      signature = "(length=16384, /)",
      doc = "Return a bytes object containing any remaining decompressed data.")
  PyObject flush(long length) {
    if (length <= 0) {
      throw Errors.valueError("length must be greater than zero");
    }
    PyBytes last = PyBytes.of(feed(tail.value, Integer.MAX_VALUE));
    ended = stream.finished();
    return last;
  }

  @Method(name = "__copy__")
  PyObject shallowCopy() {
    return copy();
  }

  @Method(name = "__deepcopy__", signature = "(memo, /)")
  PyObject deepCopy(PyObject memo) {
    return copy();
  }

  @Method(doc = "Return a copy of the decompression object.")
  PyObject copy() {
    if (ended) {
      throw Errors.valueError("Inconsistent stream state");
    }
    log.complete("Decompress");
    Decompression again = stream.fresh();
    for (int i = 0; i < log.size(); i++) {
      again.decompress(log.data(i), log.mode(i));
    }
    PyDecompress copy = new PyDecompress(again);
    copy.log = log.copy();
    copy.unused = unused;
    copy.tail = tail;
    return copy;
  }

  @Getter(name = "unused_data", member = true)
  PyObject unusedData() {
    return unused;
  }

  @Getter(name = "unconsumed_tail", member = true)
  PyObject unconsumedTail() {
    return tail;
  }

  @Getter(member = true)
  PyObject eof() {
    return PyBool.of(stream.finished());
  }
}
