package dev.dormouse.runtime.modules.multibyte;

import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;

/** {@code _codecs_cn}. */
@BuiltinModule(name = "_codecs_cn")
public final class CodecsCnModule {
  private CodecsCnModule() {}

  public static BuiltinTable table() {
    return new CodecsCnModuleTable();
  }

  private static String charset(String name) {
    return switch (name) {
      case "gb2312" -> "GB2312";
      case "gbk" -> "GBK";
      case "gb18030" -> "GB18030";
      default -> null;
    };
  }

  @Function(signature = "(encoding, /)", doc = "")
  static PyObject getcodec(PyObject encoding) {
    return PyMultibyteCodec.find(encoding, encoding instanceof PyStr s ? charset(s.value()) : null);
  }
}
