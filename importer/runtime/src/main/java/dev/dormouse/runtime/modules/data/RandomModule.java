package dev.dormouse.runtime.modules.data;

import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.tables.BuiltinModule;

/** {@code _random}: the generator behind {@code random.Random}. */
@BuiltinModule(
    name = "_random",
    doc = "Module implements the Mersenne Twister random number generator.")
public final class RandomModule {
  private RandomModule() {}

  public static BuiltinTable table() {
    return new RandomModuleTable();
  }

  static void exec(PyModule m) {
    m.set("Random", PyRandom.TYPE);
  }
}
