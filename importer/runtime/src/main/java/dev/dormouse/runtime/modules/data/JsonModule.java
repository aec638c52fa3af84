package dev.dormouse.runtime.modules.data;

import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;

/**
 * {@code _json}: what the library's {@code json} needs natively. Compare CPython's {@code
 * Modules/_json.c}.
 */
@BuiltinModule(name = "_json", doc = "json speedups")
public final class JsonModule {
  private JsonModule() {}

  private static final String HEX = "0123456789abcdef";

  public static BuiltinTable table() {
    return new JsonModuleTable();
  }

  static void exec(PyModule m) {
    m.set("make_scanner", PyJsonScanner.TYPE);
    m.set("make_encoder", PyJsonEncoder.TYPE);
  }

  private static String text(PyObject o) {
    if (!(o instanceof PyStr s)) {
      throw Errors.typeError("first argument must be a string, not " + o.type.name());
    }
    return s.value();
  }

  @Function(
      name = "encode_basestring_ascii",
      signature = "(string)",
      doc = "Return an ASCII-only JSON representation of a Python string")
  static String encodeAscii(PyModule m, PyObject[] args, PyStr[] kwnames) {
    return quote(text(only(args, "encode_basestring_ascii")), true);
  }

  @Function(
      name = "encode_basestring",
      signature = "(string)",
      doc = "Return a JSON representation of a Python string")
  static String encode(PyModule m, PyObject[] args, PyStr[] kwnames) {
    return quote(text(only(args, "encode_basestring")), false);
  }

  private static PyObject only(PyObject[] args, String name) {
    if (args.length != 1) {
      throw Errors.typeError(
          "_json." + name + "() takes exactly one argument (" + args.length + " given)");
    }
    return args[0];
  }

  @Function(
      signature = "(string, end, strict=True, /)",
      doc =
          "Scan the string s for a JSON string; end is the index of the character behind the"
              + " quotation mark.")
  static PyObject scanstring(PyObject string, int end, boolean strict) {
    if (!(string instanceof PyStr s)) {
      throw Errors.typeError("first argument must be a string, not " + string.type.name());
    }
    if (end < 0 || end > s.length()) {
      throw Errors.valueError("end is out of bounds");
    }
    JsonReader r = new JsonReader(s);
    String value = r.string(s.unitIndex(end), strict);
    return PyTuple.of(PyStr.of(value), PyInt.of(s.codePointIndex(r.end)));
  }

  /** A JSON string with its quotation marks. */
  static String quote(String s, boolean ascii) {
    int n = s.length();
    int i = 0;
    while (i < n) {
      char c = s.charAt(i);
      if (c < ' ' || c == '"' || c == '\\' || ascii && c > 126) {
        break;
      }
      i++;
    }
    StringBuilder out = new StringBuilder(n + 2 + (i < n ? 16 : 0)).append('"').append(s, 0, i);
    for (; i < n; i++) {
      char c = s.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\f' -> out.append("\\f");
        case '\b' -> out.append("\\b");
        default -> {
          if (c < ' ' || ascii && c > 126) {
            out.append("\\u");
            for (int shift = 12; shift >= 0; shift -= 4) {
              out.append(HEX.charAt(c >> shift & 15));
            }
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.append('"').toString();
  }
}
