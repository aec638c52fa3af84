package dev.dormouse.runtime.modules.multibyte;

import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;

/** {@code _codecs_jp}. */
@BuiltinModule(name = "_codecs_jp")
public final class CodecsJpModule {
  private CodecsJpModule() {}

  public static BuiltinTable table() {
    return new CodecsJpModuleTable();
  }

  private static String charset(String name) {
    return switch (name) {
      case "shift_jis" -> "Shift_JIS";
      case "cp932" -> "windows-31j";
      case "euc_jp" -> "EUC-JP";
      case "shift_jis_2004" -> "x-SJIS_0213";
      case "shift_jisx0213" -> "x-SJIS_0213";
      default -> null;
    };
  }

  @Function(signature = "(encoding, /)", doc = "")
  static PyObject getcodec(PyObject encoding) {
    return PyMultibyteCodec.find(encoding, encoding instanceof PyStr s ? charset(s.value()) : null);
  }
}
