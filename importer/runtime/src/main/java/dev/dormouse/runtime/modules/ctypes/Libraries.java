package dev.dormouse.runtime.modules.ctypes;

import dev.dormouse.runtime.modules.posix.Host;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.os.Libc;
import java.nio.charset.StandardCharsets;

/** Shared libraries, by the dynamic linker's own functions. */
final class Libraries {
  private Libraries() {}

  private static Libc libc() {
    Libc libc = Host.os().libc();
    // Looking a function up clears the error that it tells of.
    libc.address("dlerror");
    return libc;
  }

  private static long text(Libc.Mem.Frame frame, byte[] text) {
    long at = frame.take(text.length + 1L);
    libc().set(at, text, 0, text.length);
    return at;
  }

  /** Opens a library; {@code name} null means the program with all that it has loaded. */
  static long open(byte[] name, int mode) {
    try (Libc.Mem.Frame frame = libc().frame()) {
      long file = name == null ? 0 : text(frame, name);
      return libc().raw("dlopen", file, mode, 0, 0, 0, 0);
    }
  }

  static int close(long handle) {
    return (int) libc().raw("dlclose", handle, 0, 0, 0, 0, 0);
  }

  /** The address of a symbol; 0 if there is none. */
  static long symbol(long handle, String name) {
    try (Libc.Mem.Frame frame = libc().frame()) {
      long at = text(frame, name.getBytes(StandardCharsets.UTF_8));
      return libc().raw("dlsym", handle, at, 0, 0, 0, 0);
    }
  }

  /** What went wrong in this thread. */
  static String error() {
    long at = libc().raw("dlerror", 0, 0, 0, 0, 0, 0);
    return at == 0 ? "dlopen() error" : new String(libc().cString(at), StandardCharsets.UTF_8);
  }

  /** {@code _handle} of a {@code CDLL}. */
  static long handle(PyObject library) {
    PyObject handle = Abstract.getAttribute(library, PyStr.interned("_handle"));
    if (!(handle instanceof PyInt n)) {
      throw Errors.typeError("the _handle attribute of the second argument must be an integer");
    }
    return Scalars.mask(n);
  }
}
