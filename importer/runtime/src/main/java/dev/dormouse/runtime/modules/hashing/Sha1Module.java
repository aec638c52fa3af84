package dev.dormouse.runtime.modules.hashing;

import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;

/** {@code _sha1}. */
@BuiltinModule(name = "_sha1")
public final class Sha1Module {
  private Sha1Module() {}

  public static BuiltinTable table() {
    return new Sha1ModuleTable();
  }

  static void exec(PyModule m) {
    m.set("SHA1Type", PyHash.SHA1);
  }

  @Function(
      signature = "(string=b'', *, usedforsecurity=True)",
      doc = "Return a new SHA1 hash object, optionally initialized with bytes.")
  static PyObject sha1(PyObject string, boolean usedForSecurity) {
    return PyHash.make(PyHash.SHA1, "sha1", "SHA-1", string);
  }
}
