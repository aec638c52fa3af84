package dev.dormouse.runtime.modules.hashing;

import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.tables.BuiltinModule;

/** {@code _blake2}. */
@BuiltinModule(name = "_blake2", doc = "_blake2b provides BLAKE2b for hashlib")
public final class Blake2Module {
  private Blake2Module() {}

  public static BuiltinTable table() {
    return new Blake2ModuleTable();
  }

  static void exec(PyModule m) {
    m.set("blake2b", PyBlake2.BIG);
    m.set("blake2s", PyBlake2.SMALL);
  }
}
