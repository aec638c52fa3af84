package dev.dormouse.runtime.modules.multibyte;

import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;

/** {@code _codecs_kr}. */
@BuiltinModule(name = "_codecs_kr")
public final class CodecsKrModule {
  private CodecsKrModule() {}

  public static BuiltinTable table() {
    return new CodecsKrModuleTable();
  }

  private static String charset(String name) {
    return switch (name) {
      case "euc_kr" -> "EUC-KR";
      case "cp949" -> "x-windows-949";
      case "johab" -> "x-Johab";
      default -> null;
    };
  }

  @Function(signature = "(encoding, /)", doc = "")
  static PyObject getcodec(PyObject encoding) {
    return PyMultibyteCodec.find(encoding, encoding instanceof PyStr s ? charset(s.value()) : null);
  }
}
