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
  private boolean ended;

  PyCompress(Compression stream) {
    super(TYPE);
    this.stream = stream;
  }

  private static final class CompressOps extends Ops {}

  @Method(signature = "(data, /)", doc = "Returns a bytes object containing compressed data.")
  PyObject compress(PyObject data) {
    byte[] b = Bytes.of(data);
    if (ended) {
      throw ZlibModule.error("Error -2 while compressing data: inconsistent stream state");
    }
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
    byte[] b = stream.compress(new byte[0], mode);
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
    throw Errors.missingFeature("copying a zlib.Compress object");
  }
}
