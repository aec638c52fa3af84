package dev.dormouse.runtime.modules.hashing;

import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;

/** {@code _sha512}. */
@BuiltinModule(name = "_sha512")
public final class Sha512Module {
  private Sha512Module() {}

  public static BuiltinTable table() {
    return new Sha512ModuleTable();
  }

  static void exec(PyModule m) {
    m.set("SHA512Type", PyHash.SHA512);
    m.set("SHA384Type", PyHash.SHA384);
  }

  @Function(
      signature = "(string=b'', *, usedforsecurity=True)",
      doc = "Return a new SHA512 hash object, optionally initialized with bytes.")
  static PyObject sha512(PyObject string, boolean usedForSecurity) {
    return PyHash.make(PyHash.SHA512, "sha512", "SHA-512", string);
  }

  @Function(
      signature = "(string=b'', *, usedforsecurity=True)",
      doc = "Return a new SHA384 hash object, optionally initialized with bytes.")
  static PyObject sha384(PyObject string, boolean usedForSecurity) {
    return PyHash.make(PyHash.SHA384, "sha384", "SHA-384", string);
  }
}
