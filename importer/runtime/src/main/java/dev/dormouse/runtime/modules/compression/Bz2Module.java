package dev.dormouse.runtime.modules.compression;

import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.tables.BuiltinModule;

/** {@code _bz2}. Compare CPython's {@code Modules/_bz2module.c}. */
@BuiltinModule(name = "_bz2")
public final class Bz2Module {
  private Bz2Module() {}

  public static BuiltinTable table() {
    return new Bz2ModuleTable();
  }

  static void exec(PyModule m) {
    m.set("BZ2Compressor", PyBz2Compressor.TYPE);
    m.set("BZ2Decompressor", PyBz2Decompressor.TYPE);
  }
}
