package dev.dormouse.runtime.modules;

import dev.dormouse.runtime.modules.compression.Bz2Module;
import dev.dormouse.runtime.modules.compression.LzmaModule;
import dev.dormouse.runtime.modules.expat.PyexpatModule;
import dev.dormouse.runtime.modules.mmap.MmapModule;
import dev.dormouse.runtime.modules.ssl.SslModule;
import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.os.PlatformClasses;

/**
 * The native modules that CPython builds over C libraries of their own (expat, bzip2, xz, SQLite,
 * OpenSSL), by name. Whatever they need of other jars loads when they first do something.
 */
final class LibraryModules {
  private LibraryModules() {}

  /** Sorted and separated by spaces. */
  static final String NAMES = "_bz2 _lzma _sqlite3 _ssl mmap pyexpat";

  static BuiltinTable find(String name) {
    return switch (name) {
      case "_bz2" -> Bz2Module.table();
      case "_lzma" -> LzmaModule.table();
      case "_sqlite3" -> sqlite();
      case "_ssl" -> SslModule.table();
      case "mmap" -> MmapModule.table();
      case "pyexpat" -> PyexpatModule.table();
      default -> null;
    };
  }

  /** Its library needs {@code java.sql}. */
  private static BuiltinTable sqlite() {
    try {
      Class<?> module = PlatformClasses.load("dev.dormouse.runtime.modules.sqlite.SqliteModule");
      return (BuiltinTable) module.getMethod("table").invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("_sqlite3", e);
    }
  }
}
