package dev.dormouse.runtime.modules.compiler;

import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.tables.BuiltinModule;

/** {@code _tokenize}: the compiler's own tokens, for the tests of {@code tokenize}. */
@BuiltinModule(name = "_tokenize")
public final class TokenizeModule {
  private TokenizeModule() {}

  public static BuiltinTable table() {
    return new TokenizeModuleTable();
  }

  static void exec(PyModule m) {
    m.set("TokenizerIter", PyTokenizerIter.TYPE);
  }
}
