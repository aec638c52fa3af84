package dev.dormouse.runtime.modules.multibyte;

import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;

/** {@code _codecs_kr}. */
@BuiltinModule(name = "_codecs_kr")
public final class CodecsKrModule {
  private CodecsKrModule() {}

  public static BuiltinTable table() {
    return new CodecsKrModuleTable();
  }

  @Function(signature = "(encoding, /)", doc = "")
  static PyObject getcodec(PyObject encoding) {
    return PyMultibyteCodec.find(encoding, "kr");
  }
}
