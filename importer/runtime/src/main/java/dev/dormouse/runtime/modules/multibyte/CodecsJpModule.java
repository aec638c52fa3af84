package dev.dormouse.runtime.modules.multibyte;

import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;

/** {@code _codecs_jp}. */
@BuiltinModule(name = "_codecs_jp")
public final class CodecsJpModule {
  private CodecsJpModule() {}

  public static BuiltinTable table() {
    return new CodecsJpModuleTable();
  }

  @Function(signature = "(encoding, /)", doc = "")
  static PyObject getcodec(PyObject encoding) {
    return PyMultibyteCodec.find(encoding, "jp");
  }
}
