package dev.dormouse.runtime.modules.ast;

import dev.dormouse.compiler.CompilerFlags;
import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.tables.BuiltinModule;

/** {@code _ast}. */
@BuiltinModule(name = "_ast")
public final class AstModule {
  private AstModule() {}

  public static BuiltinTable table() {
    return new AstModuleTable();
  }

  static void exec(PyModule m) {
    m.set("PyCF_ALLOW_TOP_LEVEL_AWAIT", PyInt.of(CompilerFlags.ALLOW_TOP_LEVEL_AWAIT));
    m.set("PyCF_ONLY_AST", PyInt.of(CompilerFlags.ONLY_AST));
    m.set("PyCF_TYPE_COMMENTS", PyInt.of(CompilerFlags.TYPE_COMMENTS));
    AstTypes.current().addTo(m);
  }
}
