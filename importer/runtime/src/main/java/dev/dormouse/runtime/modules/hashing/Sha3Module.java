package dev.dormouse.runtime.modules.hashing;

import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.tables.BuiltinModule;

/** {@code _sha3}. */
@BuiltinModule(name = "_sha3")
public final class Sha3Module {
  private Sha3Module() {}

  public static BuiltinTable table() {
    return new Sha3ModuleTable();
  }

  static void exec(PyModule m) {
    m.set("sha3_224", PySha3.SHA3_224);
    m.set("sha3_256", PySha3.SHA3_256);
    m.set("sha3_384", PySha3.SHA3_384);
    m.set("sha3_512", PySha3.SHA3_512);
    m.set("shake_128", PySha3.SHAKE_128);
    m.set("shake_256", PySha3.SHAKE_256);
    m.set("implementation", PyStr.of("generic 64-bit"));
  }
}
