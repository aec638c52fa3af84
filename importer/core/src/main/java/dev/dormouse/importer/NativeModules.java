package dev.dormouse.importer;

import dev.dormouse.runtime.modules.BuiltinModules;
import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.PyModule;

/** The native modules: the runtime's and those that belong to the import system. */
final class NativeModules {
  private NativeModules() {}

  /** The names of this module's own, to be added to {@code sys.builtin_module_names}. */
  static final String NAMES = "_imageimport _imp";

  /** The table of a native module, or null. */
  static BuiltinTable find(String name) {
    return switch (name) {
      case "_imageimport" -> ImageImportModule.table();
      case "_imp" -> ImpModule.table();
      default -> BuiltinModules.find(name);
    };
  }

  static PyModule create(String name) {
    return BuiltinModules.create(find(name));
  }
}
