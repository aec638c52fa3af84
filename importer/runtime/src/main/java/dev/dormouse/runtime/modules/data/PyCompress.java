package dev.dormouse.runtime.modules.data;

import dev.dormouse.runtime.objects.Bytes;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Method;

/** {@code zlib.Compress}. */
@BuiltinType(name = "Compress")
final class PyCompress extends PyObject {
  static final PyType TYPE =
      PyType.builtin("Compress", PyType.OBJECT, new CompressOps(), new PyCompressTable())
          .in("zlib")
          .with(PyType.DISALLOW_INSTANTIATION);

  private final Compression stream;
  private StreamLog log = new StreamLog();
  private boolean ended;

  PyCompress(Compression stream) {
    super(TYPE);
    this.stream = stream;
  }

  private static final byte[] NOTHING = {};

  private static final class CompressOps extends Ops {}

  @Method(signature = "(data, /)", doc = "Returns a bytes object containing compressed data.")
  PyObject compress(PyObject data) {
    byte[] b = Bytes.of(data);
    if (ended) {
      throw ZlibModule.error("Error -2 while compressing data: inconsistent stream state");
    }
    log.add(b, b.length, Compression.NO_FLUSH);
    return PyBytes.of(stream.compress(b, Compression.NO_FLUSH));
  }

  @Method(
      signature = "(mode=4, /)",
      doc = "Return a bytes object containing any remaining compressed data.")
  PyObject flush(int mode) {
    if (mode == Compression.NO_FLUSH) {
      return PyBytes.EMPTY;
    }
    if (ended) {
      throw ZlibModule.error("Error -2 while flushing: inconsistent stream state");
    }
    log.add(NOTHING, 0, mode);
    byte[] b = stream.compress(NOTHING, mode);
    if (mode == Compression.FINISH) {
      ended = true;
      stream.end();
    }
    return PyBytes.of(b);
  }

  @Method(name = "__copy__")
  PyObject shallowCopy() {
    return copy();
  }

  @Method(name = "__deepcopy__", signature = "(memo, /)")
  PyObject deepCopy(PyObject memo) {
    return copy();
  }

  @Method(doc = "Return a copy of the compression object.")
  PyObject copy() {
    if (ended) {
      throw Errors.valueError("Inconsistent stream state");
    }
    log.complete("Compress");
    Compression again = stream.fresh();
    for (int i = 0; i < log.size(); i++) {
      again.compress(log.data(i), log.mode(i));
    }
    PyCompress copy = new PyCompress(again);
    copy.log = log.copy();
    return copy;
  }
}
