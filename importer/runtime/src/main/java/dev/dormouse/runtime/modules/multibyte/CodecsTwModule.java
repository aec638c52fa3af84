package dev.dormouse.runtime.modules.multibyte;

import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;

/** {@code _codecs_tw}. */
@BuiltinModule(name = "_codecs_tw")
public final class CodecsTwModule {
  private CodecsTwModule() {}

  public static BuiltinTable table() {
    return new CodecsTwModuleTable();
  }

  private static String charset(String name) {
    return switch (name) {
      case "big5" -> "Big5";
      case "cp950" -> "x-windows-950";
      default -> null;
    };
  }

  @Function(signature = "(encoding, /)", doc = "")
  static PyObject getcodec(PyObject encoding) {
    return PyMultibyteCodec.find(encoding, encoding instanceof PyStr s ? charset(s.value()) : null);
  }
}
