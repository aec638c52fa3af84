package dev.dormouse.runtime.modules;

import dev.dormouse.runtime.modules.io.IoModule;
import dev.dormouse.runtime.modules.posix.SystemModules;
import dev.dormouse.runtime.modules.sre.SreModule;
import dev.dormouse.runtime.modules.sys.SysModule;
import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.Names;
import dev.dormouse.runtime.objects.PyBuiltinFunction;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;

/**
 * The native modules by name. A string switch, so that only the class of the module that is asked
 * for loads.
 *
 * <p>To add a module: a case here and its name in {@link #NAMES}, both in alphabetical order.
 */
public final class BuiltinModules {
  /** {@code sys.builtin_module_names}, separated by spaces. */
  public static final String NAMES =
      "_abc _imageimport _imp _io _sre _weakref builtins sys "
          + SystemModules.NAMES
          + " "
          + LanguageModules.NAMES
          + " "
          + DataModules.NAMES
          + " "
          + ContainerModules.NAMES
          + " "
          + LibraryModules.NAMES;

  private BuiltinModules() {}

  /** The table of a native module, or null if there is none of this name. */
  public static BuiltinTable find(String name) {
    return switch (name) {
      case "_weakref" -> WeakrefModule.table();
      case "_abc" -> AbcModule.table();
      case "sys" -> SysModule.table();
      case "builtins" -> BuiltinsModule.table();
      case "_io" -> IoModule.table();
      case "_sre" -> SreModule.table();
      default -> {
        BuiltinTable table = SystemModules.find(name);
        if (table == null) {
          table = LanguageModules.find(name);
        }
        if (table == null) {
          table = ContainerModules.find(name);
        }
        if (table == null) {
          table = LibraryModules.find(name);
        }
        yield table != null ? table : DataModules.find(name);
      }
    };
  }

  /**
   * Makes a module of a table: its functions, then what its {@code exec} adds. Does not enter it
   * into sys.modules.
   */
  public static PyModule create(BuiltinTable table) {
    PyModule module =
        new PyModule(
            table.owner(), table.typeDoc() == null ? PyObject.NONE : PyStr.of(table.typeDoc()));
    PyObject name = module.dict().get(Names.DUNDER_NAME);
    for (int id = 0; id < table.count(); id++) {
      module.set(table.name(id), new PyBuiltinFunction(table, id, module, name));
    }
    table.exec(module);
    return module;
  }
}
