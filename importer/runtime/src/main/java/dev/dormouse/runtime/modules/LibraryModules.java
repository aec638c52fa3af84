package dev.dormouse.runtime.modules;

import dev.dormouse.runtime.modules.compression.Bz2Module;
import dev.dormouse.runtime.modules.compression.LzmaModule;
import dev.dormouse.runtime.modules.expat.PyexpatModule;
import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.os.PlatformClasses;
import java.lang.reflect.InvocationTargetException;

/**
 * The native modules that CPython builds over C libraries of their own (expat, bzip2, xz, SQLite,
 * OpenSSL), by name. Whatever they need of other jars loads when they first do something.
 */
final class LibraryModules {
  private LibraryModules() {}

  /** Sorted and separated by spaces. */
  static final String NAMES = "_bz2 _lzma _sqlite3 pyexpat";

  static BuiltinTable find(String name) {
    return switch (name) {
      case "_bz2" -> Bz2Module.table();
      case "_lzma" -> LzmaModule.table();
      case "_sqlite3" -> withPlatform("dev.dormouse.runtime.modules.sqlite.SqliteModule");
      case "pyexpat" -> PyexpatModule.table();
      default -> null;
    };
  }

  /** The table of a module whose library needs more of the JDK than the boot loader has. */
  private static BuiltinTable withPlatform(String module) {
    try {
      return (BuiltinTable) PlatformClasses.load(module).getMethod("table").invoke(null);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(module, e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(module, e);
    }
  }
}
