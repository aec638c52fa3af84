package dev.dormouse.runtime.modules.unix;

import dev.dormouse.runtime.modules.posix.Host;
import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyOSError;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.os.Libc;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;
import java.nio.charset.StandardCharsets;

/** {@code _crypt}: the system's libcrypt. Without one the module does not import. */
@BuiltinModule(name = "_crypt")
public final class CryptModule {
  private static final int RTLD_LAZY = 1;

  private CryptModule() {}

  public static BuiltinTable table() {
    return new CryptModuleTable();
  }

  static void exec(PyModule m) {
    Libc libc = Host.os().libc();
    for (String name : new String[] {"libcrypt.so.1", "libcrypt.so.2"}) {
      try (Libc.Mem.Frame frame = libc.frame()) {
        long library = libc.raw("dlopen", frame.cString(ascii(name)), RTLD_LAZY, 0, 0, 0, 0);
        if (library != 0) {
          m.state = libc.raw("dlsym", library, frame.cString(ascii("crypt")), 0, 0, 0, 0);
          return;
        }
      }
    }
    throw Errors.moduleNotFound("_crypt");
  }

  private static byte[] ascii(String s) {
    return s.getBytes(StandardCharsets.US_ASCII);
  }

  @Function(signature = "(word, salt, /)", doc = "Hash a password in the way that the salt says.")
  static PyObject crypt(PyModule m, String word, String salt) {
    if (word.indexOf('\0') >= 0 || salt.indexOf('\0') >= 0) {
      throw Errors.valueError("embedded null character");
    }
    Libc libc = Host.os().libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      long w = frame.cString(word.getBytes(StandardCharsets.UTF_8));
      long s = frame.cString(salt.getBytes(StandardCharsets.UTF_8));
      long result = libc.rawAt((Long) m.state, w, s);
      if (result == 0) {
        throw PyOSError.of(libc.errno());
      }
      return PyStr.of(new String(libc.cString(result), StandardCharsets.UTF_8));
    }
  }
}
