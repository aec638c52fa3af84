package dev.dormouse.runtime.modules;

import dev.dormouse.runtime.modules.audio.AudioopModule;
import dev.dormouse.runtime.modules.compression.Bz2Module;
import dev.dormouse.runtime.modules.compression.LzmaModule;
import dev.dormouse.runtime.modules.ctypes.CtypesModule;
import dev.dormouse.runtime.modules.elementtree.ElementTreeModule;
import dev.dormouse.runtime.modules.expat.PyexpatModule;
import dev.dormouse.runtime.modules.mmap.MmapModule;
import dev.dormouse.runtime.modules.profiling.LsprofModule;
import dev.dormouse.runtime.modules.ssl.SslModule;
import dev.dormouse.runtime.modules.unix.CryptModule;
import dev.dormouse.runtime.modules.unix.MultiprocessingModule;
import dev.dormouse.runtime.modules.unix.PosixShmemModule;
import dev.dormouse.runtime.modules.unix.SpwdModule;
import dev.dormouse.runtime.modules.unix.SyslogModule;
import dev.dormouse.runtime.modules.zoneinfo.ZoneinfoModule;
import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.os.PlatformClasses;

/**
 * The native modules that CPython builds over C libraries of their own (expat, bzip2, xz, SQLite,
 * OpenSSL), and small ones over libc and the system's time zones, by name. Whatever they need of
 * other jars loads when they first do something.
 */
final class LibraryModules {
  private LibraryModules() {}

  /** Sorted and separated by spaces. */
  static final String NAMES =
      "_bz2 _crypt _ctypes _elementtree _lsprof _lzma _multiprocessing _posixshmem _sqlite3 _ssl"
          + " _zoneinfo audioop mmap pyexpat spwd syslog";

  static BuiltinTable find(String name) {
    return switch (name) {
      case "_bz2" -> Bz2Module.table();
      case "_crypt" -> CryptModule.table();
      case "_ctypes" -> CtypesModule.table();
      case "_elementtree" -> ElementTreeModule.table();
      case "_lsprof" -> LsprofModule.table();
      case "_multiprocessing" -> MultiprocessingModule.table();
      case "_posixshmem" -> PosixShmemModule.table();
      case "_lzma" -> LzmaModule.table();
      case "_sqlite3" -> sqlite();
      case "_ssl" -> SslModule.table();
      case "_zoneinfo" -> ZoneinfoModule.table();
      case "audioop" -> AudioopModule.table();
      case "mmap" -> MmapModule.table();
      case "spwd" -> SpwdModule.table();
      case "syslog" -> SyslogModule.table();
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
