package dev.dormouse.runtime.modules.posix;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyOSError;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyStructSequence;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.os.Errno;
import dev.dormouse.runtime.os.FsEncoding;
import dev.dormouse.runtime.os.Libc;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;

/** {@code pwd}, through libc, which knows directories besides /etc/passwd. */
@BuiltinModule(name = "pwd", doc = "This module provides access to the Unix password database.")
public final class PwdModule {
  private static final PyType PASSWD =
      PyStructSequence.type(
          "pwd",
          "struct_passwd",
          "pwd.struct_passwd: Results from getpw*() routines.",
          "pw_name pw_passwd pw_uid pw_gid pw_gecos pw_dir pw_shell",
          7);

  private PwdModule() {}

  public static BuiltinTable table() {
    return new PwdModuleTable();
  }

  static void exec(PyModule m) {
    m.set("struct_passwd", PASSWD);
  }

  static PyObject text(Libc libc, long pointer) {
    return pointer == 0 ? PyObject.NONE : PyStr.of(FsEncoding.decode(libc.cString(pointer)));
  }

  private static PyObject entry(Libc libc, long p) {
    return new PyStructSequence(
        PASSWD,
        text(libc, libc.getLong(p)),
        text(libc, libc.getLong(p + 8)),
        PyInt.of(libc.getUnsignedInt(p + 16)),
        PyInt.of(libc.getUnsignedInt(p + 20)),
        text(libc, libc.getLong(p + 24)),
        text(libc, libc.getLong(p + 32)),
        text(libc, libc.getLong(p + 40)));
  }

  /** Makes a Python object of a found C struct. */
  interface Reader {
    PyObject read(Libc libc, long struct);
  }

  /**
   * {@code getpwnam_r} and its siblings; null if there is none. {@code name} null means look up
   * {@code id}.
   */
  static PyObject find(String function, byte[] name, long id, Reader reader) {
    Libc libc = Host.os().libc();
    int size = 1024;
    while (true) {
      try (Libc.Mem.Frame frame = libc.frame()) {
        long key = name == null ? id : frame.cString(name);
        long struct = frame.take(64);
        long found = frame.take(8);
        long buffer = frame.takeDirty(size);
        int errno = libc.call(function, key, struct, buffer, size, found, 0);
        if (errno == Errno.ERANGE && size < 1 << 20) {
          size *= 4;
          continue;
        }
        if (libc.getLong(found) == 0) {
          if (errno == Errno.ENOMEM) {
            throw PyOSError.of(errno);
          }
          return null;
        }
        return reader.read(libc, struct);
      }
    }
  }

  /** All entries, by the non-reentrant functions, which the interpreter lock guards. */
  static PyObject all(String set, String get, String end, Reader reader) {
    Libc libc = Host.os().libc();
    PyList list = new PyList();
    libc.raw(set, 0, 0, 0, 0, 0, 0);
    for (long p; (p = libc.raw(get, 0, 0, 0, 0, 0, 0)) != 0; ) {
      list.add(reader.read(libc, p));
    }
    libc.raw(end, 0, 0, 0, 0, 0, 0);
    return list;
  }

  /** An id argument; null if it is one that no user can have. */
  static Long id(PyObject o) {
    try {
      return Host.id(o, "uid");
    } catch (PyException e) {
      if (e.matches(Exceptions.OverflowError)) {
        return null;
      }
      throw e;
    }
  }

  @Function(
      signature = "(uidobj, /)",
      doc = "Return the password database entry for the given numeric user ID.")
  static PyObject getpwuid(PyObject uid) {
    Long number = id(uid);
    PyObject found = number == null ? null : find("getpwuid_r", null, number, PwdModule::entry);
    if (found == null) {
      throw Errors.of(
          Exceptions.KeyError,
          "getpwuid(): uid not found: " + Abstract.str(Abstract.index(uid)).value());
    }
    return found;
  }

  @Function(
      signature = "(name, /)",
      doc = "Return the password database entry for the given user name.")
  static PyObject getpwnam(PyObject name) {
    if (!(name instanceof PyStr s)) {
      throw Errors.typeError(
          "getpwnam() argument must be str, not "
              + dev.dormouse.runtime.objects.ArgParser.typeName(name));
    }
    PyObject found = find("getpwnam_r", Host.fsBytes(s), 0, PwdModule::entry);
    if (found == null) {
      throw Errors.of(
          Exceptions.KeyError, "getpwnam(): name not found: " + Abstract.repr(s).value());
    }
    return found;
  }

  @Function(
      signature = "()",
      doc = "Return a list of all available password database entries, in arbitrary order.")
  static PyObject getpwall() {
    return all("setpwent", "getpwent", "endpwent", PwdModule::entry);
  }
}
