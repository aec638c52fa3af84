package dev.dormouse.runtime.modules.multibyte;

import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.tables.BuiltinModule;

/** {@code _multibytecodec}. */
@BuiltinModule(name = "_multibytecodec")
public final class MultibyteModule {
  private MultibyteModule() {}

  public static BuiltinTable table() {
    return new MultibyteModuleTable();
  }

  static void exec(PyModule m) {
    m.set("MultibyteIncrementalEncoder", PyIncrementalEncoder.TYPE);
    m.set("MultibyteIncrementalDecoder", PyIncrementalDecoder.TYPE);
    m.set("MultibyteStreamReader", PyMultibyteStream.READER);
    m.set("MultibyteStreamWriter", PyMultibyteStream.WRITER);
  }
}
