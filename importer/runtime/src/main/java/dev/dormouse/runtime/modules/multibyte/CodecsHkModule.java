package dev.dormouse.runtime.modules.multibyte;

import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;

/** {@code _codecs_hk}. */
@BuiltinModule(name = "_codecs_hk")
public final class CodecsHkModule {
  private CodecsHkModule() {}

  public static BuiltinTable table() {
    return new CodecsHkModuleTable();
  }

  private static String charset(String name) {
    return switch (name) {
      case "big5hkscs" -> "Big5-HKSCS";
      default -> null;
    };
  }

  @Function(signature = "(encoding, /)", doc = "")
  static PyObject getcodec(PyObject encoding) {
    return PyMultibyteCodec.find(encoding, encoding instanceof PyStr s ? charset(s.value()) : null);
  }
}
