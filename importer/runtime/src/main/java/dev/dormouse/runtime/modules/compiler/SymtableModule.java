package dev.dormouse.runtime.modules.compiler;

import dev.dormouse.compiler.Compiler;
import dev.dormouse.compiler.ast.Mod;
import dev.dormouse.compiler.symtable.Scope;
import dev.dormouse.compiler.symtable.Symbol;
import dev.dormouse.runtime.modules.Compiling;
import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;

/** {@code _symtable}. */
@BuiltinModule(name = "_symtable")
public final class SymtableModule {
  /** Declared in CPython's interface, though no symbol has it: what is free shows in the scope. */
  private static final int DEF_FREE = 32;

  private SymtableModule() {}

  public static BuiltinTable table() {
    return new SymtableModuleTable();
  }

  static void exec(PyModule m) {
    m.set("USE", PyInt.of(Symbol.USE));
    m.set("DEF_GLOBAL", PyInt.of(Symbol.DEF_GLOBAL));
    m.set("DEF_NONLOCAL", PyInt.of(Symbol.DEF_NONLOCAL));
    m.set("DEF_LOCAL", PyInt.of(Symbol.DEF_LOCAL));
    m.set("DEF_PARAM", PyInt.of(Symbol.DEF_PARAM));
    m.set("DEF_FREE", PyInt.of(DEF_FREE));
    m.set("DEF_FREE_CLASS", PyInt.of(Symbol.DEF_FREE_CLASS));
    m.set("DEF_IMPORT", PyInt.of(Symbol.DEF_IMPORT));
    m.set("DEF_BOUND", PyInt.of(Symbol.DEF_BOUND));
    m.set("DEF_ANNOT", PyInt.of(Symbol.DEF_ANNOT));
    m.set("TYPE_FUNCTION", PyInt.of(Scope.FUNCTION));
    m.set("TYPE_CLASS", PyInt.of(Scope.CLASS));
    m.set("TYPE_MODULE", PyInt.of(Scope.MODULE));
    m.set("LOCAL", PyInt.of(Symbol.LOCAL));
    m.set("GLOBAL_EXPLICIT", PyInt.of(Symbol.GLOBAL_EXPLICIT));
    m.set("GLOBAL_IMPLICIT", PyInt.of(Symbol.GLOBAL_IMPLICIT));
    m.set("FREE", PyInt.of(Symbol.FREE));
    m.set("CELL", PyInt.of(Symbol.CELL));
    m.set("SCOPE_OFF", PyInt.of(Symbol.SCOPE_OFFSET));
    m.set("SCOPE_MASK", PyInt.of(Symbol.SCOPE_MASK));
  }

  @Function(
      signature = "(source, filename, startstr, /)",
      doc = "Return the scopes that the compiler finds in a source, as an entry with children.")
  static PyObject symtable(PyObject source, PyObject filename, String startstr) {
    int mode =
        switch (startstr) {
          case "exec" -> Compiler.MODE_EXEC;
          case "eval" -> Compiler.MODE_EVAL;
          case "single" -> Compiler.MODE_SINGLE;
          default -> -1;
        };
    String file = Compiling.fileName(filename);
    if (mode < 0) {
      // The source is looked at first.
      Compiling.checkSource(source, "symtable", "string or bytes");
      throw Errors.valueError("symtable() arg 3 must be 'exec' or 'eval' or 'single'");
    }
    Mod tree = Compiling.parse(source, "symtable", "string or bytes", file, mode, 0);
    return new PySymtableEntry(Compiling.symbols(tree, file).top);
  }
}
