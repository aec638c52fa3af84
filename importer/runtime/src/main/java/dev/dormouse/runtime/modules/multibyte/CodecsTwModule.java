package dev.dormouse.runtime.modules.multibyte;

import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;

/** {@code _codecs_tw}. */
@BuiltinModule(name = "_codecs_tw")
public final class CodecsTwModule {
  private CodecsTwModule() {}

  public static BuiltinTable table() {
    return new CodecsTwModuleTable();
  }

  @Function(signature = "(encoding, /)", doc = "")
  static PyObject getcodec(PyObject encoding) {
    return PyMultibyteCodec.find(encoding, "tw");
  }
}
