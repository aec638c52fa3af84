package dev.dormouse.runtime.modules.data;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;
import java.util.HashMap;

/** {@code _struct}. Compare CPython's {@code Modules/_struct.c}. */
@BuiltinModule(
    name = "_struct",
    doc =
        "Functions to convert between Python values and C structs, which are held in bytes"
            + " objects.")
public final class StructModule {
  private StructModule() {}

  private static final PyType ERROR = Exceptions.define("struct", "error", Exceptions.Exception);

  private static final int CACHE_SIZE = 100;

  static PyType error() {
    return ERROR;
  }

  public static BuiltinTable table() {
    return new StructModuleTable();
  }

  static void exec(PyModule m) {
    m.set("error", ERROR);
    m.set("Struct", PyStruct.TYPE);
    m.state = new HashMap<String, PyStruct>();
  }

  static String formatText(PyObject format) {
    if (format instanceof PyStr s) {
      for (int i = 0; i < s.value().length(); i++) {
        if (s.value().charAt(i) > 127) {
          throw StructFormat.error("bad char in struct format");
        }
      }
      return s.value();
    }
    if (format instanceof PyBytes b) {
      return new String(b.value, java.nio.charset.StandardCharsets.ISO_8859_1);
    }
    throw Errors.typeError(
        "Struct() argument 1 must be a str or bytes object, not " + format.type.name());
  }

  @SuppressWarnings("unchecked") // exec put it there
  private static PyStruct compiled(PyModule m, PyObject format) {
    HashMap<String, PyStruct> cache = (HashMap<String, PyStruct>) m.state;
    String text = formatText(format);
    PyStruct s = cache.get(text);
    if (s == null) {
      s = new PyStruct(new StructFormat(text));
      if (cache.size() >= CACHE_SIZE) {
        cache.clear();
      }
      cache.put(text, s);
    }
    return s;
  }

  @Function(name = "_clearcache", doc = "Clear the internal cache.")
  @SuppressWarnings("unchecked")
  static void clearCache(PyModule m) {
    ((HashMap<String, PyStruct>) m.state).clear();
  }

  @Function(
      signature = "(format, /)",
      doc = "Return size in bytes of the struct described by the format string.")
  static int calcsize(PyModule m, PyObject format) {
    return compiled(m, format).format.size;
  }

  @Function(
      signature = "(format, /, *values)",
      doc = "Return bytes containing values packed according to a format.")
  static PyObject pack(PyModule m, PyObject format, PyObject[] values) {
    return compiled(m, format).packed(values, 0);
  }

  @Function(
      name = "pack_into",
      signature = "(format, buffer, offset, /, *values)",
      doc = "Pack values according to a format into a writable buffer, starting at an offset.")
  static void packInto(PyModule m, PyObject[] args, PyStr[] kwnames) {
    dev.dormouse.runtime.objects.ArgParser.noKeywords(null, "pack_into", kwnames);
    if (args.length == 0) {
      throw Errors.typeError("missing format argument");
    }
    compiled(m, args[0]).packInto(Abstract.tail(args));
  }

  @Function(
      signature = "(format, buffer, /)",
      doc = "Return a tuple of the values in a buffer of the format's size.")
  static PyObject unpack(PyModule m, PyObject format, PyObject buffer) {
    return PyStruct.unpack(compiled(m, format), buffer);
  }

  @Function(
      name = "unpack_from",
      signature = "(format, /, buffer, offset=0)",
      doc = "Return a tuple of the values in a buffer from an offset on.")
  static PyObject unpackFrom(PyModule m, PyObject format, PyObject buffer, long offset) {
    return PyStruct.unpackFrom(compiled(m, format), buffer, offset);
  }

  @Function(
      name = "iter_unpack",
      signature = "(format, buffer, /)",
      doc = "Return an iterator over the tuples in a buffer of repeated structs.")
  static PyObject iterUnpack(PyModule m, PyObject format, PyObject buffer) {
    return PyStruct.iterUnpack(compiled(m, format), buffer);
  }
}
