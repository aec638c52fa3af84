package dev.dormouse.runtime.modules.multibyte;

import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;

/** {@code _codecs_iso2022}. */
@BuiltinModule(name = "_codecs_iso2022")
public final class CodecsIso2022Module {
  private CodecsIso2022Module() {}

  public static BuiltinTable table() {
    return new CodecsIso2022ModuleTable();
  }

  private static String charset(String name) {
    return switch (name) {
      case "iso2022_jp" -> "ISO-2022-JP";
      case "iso2022_jp_2" -> "ISO-2022-JP-2";
      case "iso2022_kr" -> "ISO-2022-KR";
      default -> null;
    };
  }

  @Function(signature = "(encoding, /)", doc = "")
  static PyObject getcodec(PyObject encoding) {
    return PyMultibyteCodec.find(encoding, encoding instanceof PyStr s ? charset(s.value()) : null);
  }
}
