package dev.dormouse.runtime.modules.multibyte;

import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;

/** {@code _codecs_hk}. */
@BuiltinModule(name = "_codecs_hk")
public final class CodecsHkModule {
  private CodecsHkModule() {}

  public static BuiltinTable table() {
    return new CodecsHkModuleTable();
  }

  @Function(signature = "(encoding, /)", doc = "")
  static PyObject getcodec(PyObject encoding) {
    return PyMultibyteCodec.find(encoding, "hk");
  }
}
