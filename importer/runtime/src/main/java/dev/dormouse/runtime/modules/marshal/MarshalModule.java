package dev.dormouse.runtime.modules.marshal;

import dev.dormouse.code.CodeFormatException;
import dev.dormouse.code.MarshalReader;
import dev.dormouse.code.MarshalWriter;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Buffer;
import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.Slot;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;

/** {@code marshal}. Compare CPython's {@code Python/marshal.c}. */
@BuiltinModule(
    name = "marshal",
    doc =
        "Read and write Python values in the binary format of .pyc files, which may differ between"
            + " releases of Python.")
public final class MarshalModule {
  private MarshalModule() {}

  public static BuiltinTable table() {
    return new MarshalModuleTable();
  }

  static void exec(PyModule module) {
    module.set("version", PyInt.of(MarshalWriter.VERSION));
  }

  @Function(
      signature = "(value, version=4, /)",
      doc = "Return the bytes object that dump() would write to a file.")
  static PyObject dumps(PyObject value, int version) {
    try {
      return PyBytes.of(new MarshalWriter(version, new ObjectSource()).write(value).toBytes());
    } catch (MarshalWriter.UnmarshallableException e) {
      throw Errors.valueError(e.getMessage());
    }
  }

  @Function(signature = "(value, file, version=4, /)", doc = "Write a value to a binary file.")
  static PyObject dump(PyObject value, PyObject file, int version) {
    return Abstract.callMethod(file, "write", dumps(value, version));
  }

  @Function(
      signature = "(bytes, /)",
      doc = "Convert the first value in a bytes-like object; what follows it is ignored.")
  static PyObject loads(PyObject bytes) {
    if (!bytes.type.has(Slot.BUFFER)) {
      throw Errors.typeError("a bytes-like object is required, not '" + bytes.type.name() + "'");
    }
    Buffer buffer = bytes.type.ops.getBuffer(bytes, 0);
    byte[] data;
    try {
      data = buffer.toByteArray();
    } finally {
      buffer.release();
    }
    return read(
        new MarshalReader("<marshal.loads>", data, 0, data.length, new ObjectMarshalFactory()));
  }

  /**
   * Takes what the file has left and gives back what the value did not need, so the file must be
   * seekable for more than one value.
   */
  @Function(signature = "(file, /)", doc = "Read one value from a binary file.")
  static PyObject load(PyObject file) {
    PyObject all = Abstract.callMethod(file, "read");
    if (!(all instanceof PyBytes b)) {
      throw Errors.typeError("file.read() returned not bytes but " + all.type.name());
    }
    MarshalReader reader =
        new MarshalReader("<marshal.load>", b.value, 0, b.value.length, new ObjectMarshalFactory());
    PyObject value = read(reader);
    int left = b.value.length - reader.position();
    if (left > 0) {
      Abstract.callMethod(file, "seek", PyInt.of(-left), PyInt.ONE);
    }
    return value;
  }

  private static PyObject read(MarshalReader reader) {
    try {
      return (PyObject) reader.read();
    } catch (CodeFormatException e) {
      throw toPython(e);
    }
  }

  private static PyException toPython(CodeFormatException e) {
    String reason = e.reason();
    if (reason == null) {
      return Errors.valueError("bad marshal data (" + e.getMessage() + ")");
    }
    return reason.startsWith("EOF") || reason.startsWith("marshal data")
        ? Errors.eofError(reason)
        : reason.startsWith("NULL") ? Errors.typeError(reason) : Errors.valueError(reason);
  }
}
