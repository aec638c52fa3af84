package dev.dormouse.runtime.modules.unix;

import dev.dormouse.runtime.modules.posix.Host;
import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.PyOSError;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.os.Libc;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;
import java.nio.charset.StandardCharsets;

/** {@code _posixshmem}: memory that processes share, by name. */
@BuiltinModule(name = "_posixshmem", doc = "POSIX shared memory module")
public final class PosixShmemModule {
  private static final int O_CLOEXEC = 02000000;

  private PosixShmemModule() {}

  public static BuiltinTable table() {
    return new PosixShmemModuleTable();
  }

  private static int call(String function, String path, long a, long b) {
    Libc libc = Host.os().libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      int result = libc.call(function, frame.cString(path.getBytes(StandardCharsets.UTF_8)), a, b);
      if (result < 0) {
        throw PyOSError.of(-result, PyStr.of(path));
      }
      return result;
    }
  }

  @Function(
      name = "shm_open",
      signature = "(path, flags, mode=511)",
      doc = "Open a shared memory object; returns a file descriptor.")
  static int shmOpen(String path, int flags, int mode) {
    return call("shm_open", path, flags | O_CLOEXEC, mode);
  }

  @Function(
      name = "shm_unlink",
      signature = "(path)",
      doc = "Remove a shared memory object; its memory goes when nobody maps it any more.")
  static void shmUnlink(String path) {
    int ignored = call("shm_unlink", path, 0, 0);
  }
}
