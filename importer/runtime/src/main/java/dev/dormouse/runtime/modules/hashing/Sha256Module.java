package dev.dormouse.runtime.modules.hashing;

import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;

/** {@code _sha256}. */
@BuiltinModule(name = "_sha256")
public final class Sha256Module {
  private Sha256Module() {}

  public static BuiltinTable table() {
    return new Sha256ModuleTable();
  }

  static void exec(PyModule m) {
    m.set("SHA256Type", PyHash.SHA256);
    m.set("SHA224Type", PyHash.SHA224);
  }

  @Function(
      signature = "(string=b'', *, usedforsecurity=True)",
      doc = "Return a new SHA256 hash object, optionally initialized with bytes.")
  static PyObject sha256(PyObject string, boolean usedForSecurity) {
    return PyHash.make(PyHash.SHA256, "sha256", "SHA-256", string);
  }

  @Function(
      signature = "(string=b'', *, usedforsecurity=True)",
      doc = "Return a new SHA224 hash object, optionally initialized with bytes.")
  static PyObject sha224(PyObject string, boolean usedForSecurity) {
    return PyHash.make(PyHash.SHA224, "sha224", "SHA-224", string);
  }
}
