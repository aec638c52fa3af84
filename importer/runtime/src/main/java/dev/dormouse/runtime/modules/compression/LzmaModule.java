package dev.dormouse.runtime.modules.compression;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.Bytes;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;

/** {@code _lzma}. Compare CPython's {@code Modules/_lzmamodule.c}. */
@BuiltinModule(name = "_lzma")
public final class LzmaModule {
  static final int FORMAT_AUTO = 0;
  static final int FORMAT_XZ = 1;
  static final int FORMAT_ALONE = 2;
  static final int FORMAT_RAW = 3;

  static final int CHECK_NONE = 0;
  static final int CHECK_CRC64 = 4;
  static final int CHECK_UNKNOWN = 16;

  static final PyType ERROR = Exceptions.define("_lzma", "LZMAError", Exceptions.Exception);

  private LzmaModule() {}

  public static BuiltinTable table() {
    return new LzmaModuleTable();
  }

  static PyException error(String message) {
    return Errors.of(ERROR, message);
  }

  static PyException badOptions() {
    return error("Invalid or unsupported options");
  }

  static void exec(PyModule m) {
    m.set("FORMAT_AUTO", PyInt.of(FORMAT_AUTO));
    m.set("FORMAT_XZ", PyInt.of(FORMAT_XZ));
    m.set("FORMAT_ALONE", PyInt.of(FORMAT_ALONE));
    m.set("FORMAT_RAW", PyInt.of(FORMAT_RAW));
    m.set("CHECK_NONE", PyInt.of(CHECK_NONE));
    m.set("CHECK_CRC32", PyInt.of(1));
    m.set("CHECK_CRC64", PyInt.of(CHECK_CRC64));
    m.set("CHECK_SHA256", PyInt.of(10));
    m.set("CHECK_ID_MAX", PyInt.of(15));
    m.set("CHECK_UNKNOWN", PyInt.of(CHECK_UNKNOWN));
    m.set("FILTER_LZMA1", PyInt.of(Filter.LZMA1));
    m.set("FILTER_LZMA2", PyInt.of(Filter.LZMA2));
    m.set("FILTER_DELTA", PyInt.of(Filter.DELTA));
    m.set("FILTER_X86", PyInt.of(4));
    m.set("FILTER_POWERPC", PyInt.of(5));
    m.set("FILTER_IA64", PyInt.of(6));
    m.set("FILTER_ARM", PyInt.of(7));
    m.set("FILTER_ARMTHUMB", PyInt.of(8));
    m.set("FILTER_SPARC", PyInt.of(9));
    m.set("MF_HC3", PyInt.of(3));
    m.set("MF_HC4", PyInt.of(4));
    m.set("MF_BT2", PyInt.of(18));
    m.set("MF_BT3", PyInt.of(19));
    m.set("MF_BT4", PyInt.of(20));
    m.set("MODE_FAST", PyInt.of(1));
    m.set("MODE_NORMAL", PyInt.of(2));
    m.set("PRESET_DEFAULT", PyInt.of(6));
    m.set("PRESET_EXTREME", PyInt.of(Filter.EXTREME));
    m.set("LZMAError", ERROR);
    m.set("LZMACompressor", PyLzmaCompressor.TYPE);
    m.set("LZMADecompressor", PyLzmaDecompressor.TYPE);
  }

  static boolean isSupported(int check) {
    return check == 0 || check == 1 || check == 4 || check == 10;
  }

  @Function(
      name = "is_check_supported",
      signature = "(check_id, /)",
      doc = "Whether an integrity check can be made and verified.")
  static boolean isCheckSupported(int check) {
    return isSupported(check);
  }

  @Function(
      name = "_encode_filter_properties",
      signature = "(filter, /)",
      doc = "The options of a filter as bytes.")
  static PyObject encodeFilterProperties(PyObject filter) {
    return PyBytes.of(Filter.parse(filter).properties());
  }

  @Function(
      name = "_decode_filter_properties",
      signature = "(filter_id, encoded_props, /)",
      doc = "A filter as a dict, of its id and its options as bytes.")
  static PyObject decodeFilterProperties(PyObject id, PyObject properties) {
    PyDict d = new PyDict();
    d.put(PyStr.interned("id"), Abstract.index(id));
    Filter.decode(Abstract.toJavaLong(id), Bytes.of(properties), d);
    return d;
  }
}
