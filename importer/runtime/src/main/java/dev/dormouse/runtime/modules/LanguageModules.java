package dev.dormouse.runtime.modules;

import dev.dormouse.runtime.modules.ast.AstModule;
import dev.dormouse.runtime.modules.asyncio.AsyncioModule;
import dev.dormouse.runtime.modules.compiler.OpcodeModule;
import dev.dormouse.runtime.modules.compiler.SymtableModule;
import dev.dormouse.runtime.modules.compiler.TokenizeModule;
import dev.dormouse.runtime.modules.context.ContextvarsModule;
import dev.dormouse.runtime.modules.debug.FaulthandlerModule;
import dev.dormouse.runtime.modules.debug.TracemallocModule;
import dev.dormouse.runtime.modules.marshal.MarshalModule;
import dev.dormouse.runtime.modules.readline.ReadlineModule;
import dev.dormouse.runtime.modules.text.LocaleModule;
import dev.dormouse.runtime.modules.thread.ThreadModule;
import dev.dormouse.runtime.modules.warnings.WarningsModule;
import dev.dormouse.runtime.objects.BuiltinTable;

/**
 * The native modules about the language itself: warnings, threads, tasks, trees, symbols, locales.
 */
final class LanguageModules {
  static final String NAMES =
      "_ast _asyncio _contextvars _locale _opcode _symtable _thread _tokenize _tracemalloc"
          + " _warnings atexit faulthandler gc marshal readline";

  private LanguageModules() {}

  static BuiltinTable find(String name) {
    return switch (name) {
      case "atexit" -> AtexitModule.table();
      case "gc" -> GcModule.table();
      case "_asyncio" -> AsyncioModule.table();
      case "_contextvars" -> ContextvarsModule.table();
      case "_ast" -> AstModule.table();
      case "_thread" -> ThreadModule.table();
      case "marshal" -> MarshalModule.table();
      case "readline" -> ReadlineModule.table();
      case "_warnings" -> WarningsModule.table();
      case "_opcode" -> OpcodeModule.table();
      case "_symtable" -> SymtableModule.table();
      case "_tokenize" -> TokenizeModule.table();
      case "_tracemalloc" -> TracemallocModule.table();
      case "faulthandler" -> FaulthandlerModule.table();
      case "_locale" -> LocaleModule.table();
      default -> null;
    };
  }
}
