package dev.dormouse.runtime.modules.multibyte;

import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;

/** {@code _codecs_iso2022}. */
@BuiltinModule(name = "_codecs_iso2022")
public final class CodecsIso2022Module {
  private CodecsIso2022Module() {}

  public static BuiltinTable table() {
    return new CodecsIso2022ModuleTable();
  }

  @Function(signature = "(encoding, /)", doc = "")
  static PyObject getcodec(PyObject encoding) {
    return PyMultibyteCodec.find(encoding, "iso2022");
  }
}
