package dev.dormouse.runtime.modules;

import dev.dormouse.runtime.modules.expat.PyexpatModule;
import dev.dormouse.runtime.objects.BuiltinTable;

/**
 * The native modules that CPython builds over C libraries of their own (expat, bzip2, xz, SQLite,
 * OpenSSL), by name. Whatever they need of other jars loads when they first do something.
 */
final class LibraryModules {
  private LibraryModules() {}

  /** Sorted and separated by spaces. */
  static final String NAMES = "pyexpat";

  static BuiltinTable find(String name) {
    return switch (name) {
      case "pyexpat" -> PyexpatModule.table();
      default -> null;
    };
  }
}
