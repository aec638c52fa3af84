package dev.dormouse.runtime.modules.text;

import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.FormatParsing;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;

/** {@code _string}: how {@code string.Formatter} sees the language of {@code str.format}. */
@BuiltinModule(name = "_string", doc = "string helper module")
public final class StringModule {
  private StringModule() {}

  public static BuiltinTable table() {
    return new StringModuleTable();
  }

  private static PyStr text(PyObject o) {
    if (!(o instanceof PyStr s)) {
      throw dev.dormouse.runtime.objects.Errors.typeError("expected str, got " + o.type.name());
    }
    return s;
  }

  @Function(
      name = "formatter_field_name_split",
      signature = "(field_name, /)",
      doc = "split the argument as a field name")
  static PyObject splitName(PyObject name) {
    return FormatParsing.splitName(text(name));
  }

  @Function(
      name = "formatter_parser",
      signature = "(format, /)",
      doc = "parse the argument as a format string")
  static PyObject parse(PyObject format) {
    return FormatParsing.parse(text(format));
  }
}
