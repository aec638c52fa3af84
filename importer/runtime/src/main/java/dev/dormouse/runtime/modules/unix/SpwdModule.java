package dev.dormouse.runtime.modules.unix;

import dev.dormouse.runtime.modules.posix.Host;
import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyOSError;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyStructSequence;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.os.FsEncoding;
import dev.dormouse.runtime.os.Libc;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;

/** {@code spwd}, the shadow passwords, through libc. */
@BuiltinModule(
    name = "spwd",
    doc = "This module provides access to the Unix shadow password database.")
public final class SpwdModule {
  private static final PyType ENTRY =
      PyStructSequence.type(
          "spwd",
          "struct_spwd",
          "spwd.struct_spwd: Results from getsp*() routines.",
          "sp_namp sp_pwdp sp_lstchg sp_min sp_max sp_warn sp_inact sp_expire sp_flag sp_nam"
              + " sp_pwd",
          9);

  private SpwdModule() {}

  public static BuiltinTable table() {
    return new SpwdModuleTable();
  }

  static void exec(PyModule m) {
    Errors.warn(
        Exceptions.DeprecationWarning,
        "'spwd' is deprecated and slated for removal in Python 3.13",
        1);
    m.set("struct_spwd", ENTRY);
  }

  private static PyObject text(Libc libc, long pointer) {
    return pointer == 0 ? PyObject.NONE : PyStr.of(FsEncoding.decode(libc.cString(pointer)));
  }

  private static PyObject entry(Libc libc, long p) {
    PyObject[] fields = new PyObject[11];
    fields[0] = text(libc, libc.getLong(p));
    fields[1] = text(libc, libc.getLong(p + 8));
    for (int i = 2; i < 9; i++) {
      fields[i] = PyInt.of(libc.getLong(p + 8L * i));
    }
    fields[9] = fields[0];
    fields[10] = fields[1];
    return new PyStructSequence(ENTRY, fields);
  }

  @Function(signature = "(arg, /)", doc = "The shadow password entry of a user.")
  static PyObject getspnam(String name) {
    Libc libc = Host.os().libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      libc.clearErrno();
      long p = libc.raw("getspnam", frame.cString(FsEncoding.encode(name)), 0, 0, 0, 0, 0);
      if (p == 0) {
        int errno = libc.errno();
        if (errno != 0) {
          throw PyOSError.of(errno);
        }
        throw Errors.keyError(PyStr.of("getspnam(): name not found"));
      }
      return entry(libc, p);
    }
  }

  @Function(doc = "All shadow password entries.")
  static PyObject getspall() {
    Libc libc = Host.os().libc();
    PyList all = new PyList();
    libc.raw("setspent", 0, 0, 0, 0, 0, 0);
    for (long p = libc.raw("getspent", 0, 0, 0, 0, 0, 0);
        p != 0;
        p = libc.raw("getspent", 0, 0, 0, 0, 0, 0)) {
      all.add(entry(libc, p));
    }
    libc.raw("endspent", 0, 0, 0, 0, 0, 0);
    return all;
  }
}
