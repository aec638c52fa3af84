package dev.dormouse.runtime.modules.unix;

import dev.dormouse.runtime.modules.posix.Host;
import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyOSError;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.os.Libc;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;
import java.nio.charset.StandardCharsets;

/** {@code _multiprocessing}. */
@BuiltinModule(name = "_multiprocessing")
public final class MultiprocessingModule {
  private MultiprocessingModule() {}

  public static BuiltinTable table() {
    return new MultiprocessingModuleTable();
  }

  static void exec(PyModule m) {
    PyDict flags = new PyDict();
    flags.put(PyStr.interned("HAVE_SEM_OPEN"), PyInt.of(1));
    flags.put(PyStr.interned("HAVE_SEM_TIMEDWAIT"), PyInt.of(1));
    m.set("flags", flags);
    m.set("SemLock", PySemLock.TYPE);
  }

  @Function(name = "sem_unlink", signature = "(name, /)", doc = "Remove a named semaphore.")
  static void semUnlink(String name) {
    Libc libc = Host.os().libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      int result = libc.call("sem_unlink", frame.cString(name.getBytes(StandardCharsets.UTF_8)));
      if (result < 0) {
        throw PyOSError.of(-result);
      }
    }
  }
}
