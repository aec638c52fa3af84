package dev.dormouse.runtime.modules.hashing;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinModule;
import java.util.Locale;

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
    for (PyType t : new PyType[] {PyBlake2.BIG, PyBlake2.SMALL}) {
      for (String limit :
          new String[] {"SALT_SIZE", "PERSON_SIZE", "MAX_KEY_SIZE", "MAX_DIGEST_SIZE"}) {
        m.set(
            t.name().toUpperCase(Locale.ROOT) + "_" + limit,
            Abstract.getAttribute(t, PyStr.interned(limit)));
      }
    }
  }
}
