package dev.dormouse.runtime.modules.multibyte;

import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;

/** {@code _codecs_cn}. */
@BuiltinModule(name = "_codecs_cn")
public final class CodecsCnModule {
  private CodecsCnModule() {}

  public static BuiltinTable table() {
    return new CodecsCnModuleTable();
  }

  @Function(signature = "(encoding, /)", doc = "")
  static PyObject getcodec(PyObject encoding) {
    return PyMultibyteCodec.find(encoding, "cn");
  }
}
