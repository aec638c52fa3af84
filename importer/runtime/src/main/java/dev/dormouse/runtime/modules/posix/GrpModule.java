package dev.dormouse.runtime.modules.posix;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyStructSequence;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.os.Libc;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;

/** {@code grp}, as {@link PwdModule}. */
@BuiltinModule(name = "grp", doc = "Access to the Unix group database.")
public final class GrpModule {
  private static final PyType GROUP =
      PyStructSequence.type(
          "grp",
          "struct_group",
          "grp.struct_group: Results from getgr*() routines.",
          "gr_name gr_passwd gr_gid gr_mem",
          4);

  private GrpModule() {}

  public static BuiltinTable table() {
    return new GrpModuleTable();
  }

  static void exec(PyModule m) {
    m.set("struct_group", GROUP);
  }

  private static PyObject entry(Libc libc, long p) {
    PyList members = new PyList();
    for (long m = libc.getLong(p + 24); libc.getLong(m) != 0; m += 8) {
      members.add(PwdModule.text(libc, libc.getLong(m)));
    }
    return new PyStructSequence(
        GROUP,
        PwdModule.text(libc, libc.getLong(p)),
        PwdModule.text(libc, libc.getLong(p + 8)),
        PyInt.of(libc.getUnsignedInt(p + 16)),
        members);
  }

  @Function(
      signature = "(id)",
      doc = "Return the group database entry for the given numeric group ID.")
  static PyObject getgrgid(PyObject id) {
    Long number = PwdModule.id(id);
    PyObject found =
        number == null ? null : PwdModule.find("getgrgid_r", null, number, GrpModule::entry);
    if (found == null) {
      throw Errors.of(
          Exceptions.KeyError,
          "getgrgid(): gid not found: " + Abstract.str(Abstract.index(id)).value());
    }
    return found;
  }

  @Function(signature = "(name)", doc = "Return the group database entry for the given group name.")
  static PyObject getgrnam(PyObject name) {
    if (!(name instanceof PyStr s)) {
      throw Errors.typeError(
          "getgrnam() argument 'name' must be str, not "
              + dev.dormouse.runtime.objects.ArgParser.typeName(name));
    }
    PyObject found = PwdModule.find("getgrnam_r", Host.fsBytes(s), 0, GrpModule::entry);
    if (found == null) {
      throw Errors.of(
          Exceptions.KeyError, "getgrnam(): name not found: " + Abstract.repr(s).value());
    }
    return found;
  }

  @Function(
      signature = "()",
      doc = "Return a list of all available group entries, in arbitrary order.")
  static PyObject getgrall() {
    return PwdModule.all("setgrent", "getgrent", "endgrent", GrpModule::entry);
  }
}
