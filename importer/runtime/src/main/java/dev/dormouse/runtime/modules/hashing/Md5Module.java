package dev.dormouse.runtime.modules.hashing;

import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;

/** {@code _md5}. */
@BuiltinModule(name = "_md5")
public final class Md5Module {
  private Md5Module() {}

  public static BuiltinTable table() {
    return new Md5ModuleTable();
  }

  static void exec(PyModule m) {
    m.set("MD5Type", PyHash.MD5);
  }

  @Function(
      signature = "(string=b'', *, usedforsecurity=True)",
      doc = "Return a new MD5 hash object, optionally initialized with bytes.")
  static PyObject md5(PyObject string, boolean usedForSecurity) {
    return PyHash.make(PyHash.MD5, "md5", "MD5", string);
  }
}
