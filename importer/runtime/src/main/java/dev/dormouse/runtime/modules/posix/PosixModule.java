package dev.dormouse.runtime.modules.posix;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyOSError;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.os.Errno;
import dev.dormouse.runtime.os.FileStatus;
import dev.dormouse.runtime.os.FsEncoding;
import dev.dormouse.runtime.os.Libc;
import dev.dormouse.runtime.os.Os;
import dev.dormouse.runtime.os.OsError;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;
import java.util.Map;

/** {@code posix}: its constants, the environment and what is neither file nor process. */
@BuiltinModule(
    name = "posix",
    doc = "This module provides access to operating system functionality.",
    parts = {
      PosixFiles.class,
      PosixDescriptors.class,
      PosixProcesses.class,
      PosixScheduling.class,
      PosixSpawning.class
    })
public final class PosixModule {
  private PosixModule() {}

  public static BuiltinTable table() {
    return new PosixModuleTable();
  }

  static void exec(PyModule m) {
    Constants.fill(m, Constants.INTEGERS);
    m.set("confstr_names", Constants.dict(Constants.CONFSTR));
    m.set("pathconf_names", Constants.dict(Constants.PATHCONF));
    m.set("sysconf_names", Constants.dict(Constants.SYSCONF));
    PyList have = new PyList();
    int at = 0;
    while (at < Constants.HAVE.length()) {
      int end = Constants.HAVE.indexOf(' ', at);
      end = end < 0 ? Constants.HAVE.length() : end;
      have.add(PyStr.of(Constants.HAVE.substring(at, end)));
      at = end + 1;
    }
    m.set("_have_functions", have);
    m.set("error", Exceptions.OSError);
    m.set("DirEntry", PyDirEntry.TYPE);
    m.set("stat_result", PosixResults.STAT);
    m.set("statvfs_result", PosixResults.STATVFS);
    m.set("terminal_size", PosixResults.TERMINAL_SIZE);
    m.set("times_result", PosixResults.TIMES);
    m.set("uname_result", PosixResults.UNAME);
    m.set("waitid_result", PosixResults.WAITID);
    m.set("sched_param", PosixResults.SCHED_PARAM);
    PyDict environ = new PyDict();
    for (Map.Entry<Os.Bytes, byte[]> entry : Host.os().environment().entrySet()) {
      environ.put(PyBytes.of(entry.getKey().bytes()), PyBytes.of(entry.getValue()));
    }
    m.set("environ", environ);
  }

  /** Calls a libc function that returns int; raises OSError. */
  static int libc(String function, long... args) {
    try {
      return (int) Libc.check(raw(function, args));
    } catch (OsError e) {
      throw PyOSError.of(e, null, null);
    }
  }

  private static int raw(String function, long[] a) {
    int n = a.length;
    return Host.os()
        .libc()
        .call(
            function,
            n > 0 ? a[0] : 0,
            n > 1 ? a[1] : 0,
            n > 2 ? a[2] : 0,
            n > 3 ? a[3] : 0,
            n > 4 ? a[4] : 0,
            n > 5 ? a[5] : 0);
  }

  @Function(signature = "(path)", doc = "Return the file system path representation of the object.")
  static PyObject fspath(PyObject path) {
    return Host.fspath(path);
  }

  @Function(signature = "(name, value, /)", doc = "Change or add an environment variable.")
  static void putenv(PyObject name, PyObject value) {
    byte[] n = Host.fsBytes(name);
    byte[] v = Host.fsBytes(value);
    for (byte b : n) {
      if (b == '=') {
        throw Errors.valueError("illegal environment variable name");
      }
    }
    if (n.length == 0) {
      throw PyOSError.of(Errno.EINVAL);
    }
    Host.os().putenv(n, v);
  }

  @Function(signature = "(name, /)", doc = "Delete an environment variable.")
  static void unsetenv(PyObject name) {
    byte[] n = Host.fsBytes(name);
    boolean bad = n.length == 0;
    for (byte b : n) {
      bad |= b == '=';
    }
    if (bad) {
      throw PyOSError.of(Errno.EINVAL);
    }
    Host.os().unsetenv(n);
  }

  @Function(signature = "(code, /)", doc = "Translate an error code to a message string.")
  static String strerror(int code) {
    return Errno.strerror(code);
  }

  @Function(signature = "(size, /)", doc = "Return a bytes object containing random bytes.")
  static PyObject urandom(int size) {
    if (size < 0) {
      throw Errors.valueError("negative argument not allowed");
    }
    try {
      return PyBytes.of(Host.os().urandom(size));
    } catch (OsError e) {
      throw PyOSError.of(e);
    }
  }

  @Function(signature = "(size, flags=0)", doc = "Obtain a series of random bytes.")
  static PyObject getrandom(int size, int flags) {
    if (size < 0) {
      throw PyOSError.of(Errno.EINVAL);
    }
    Libc libc = Host.os().libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      long p = frame.take(size);
      int n = libc("getrandom", p, size, flags);
      return PyBytes.of(libc.bytes(p, n));
    }
  }

  @Function(
      signature = "()",
      doc = "Return the number of CPUs in the system; return None if indeterminable.")
  static PyObject cpu_count() {
    int n = Host.os().processes().cpuCount();
    return n < 1 ? PyObject.NONE : PyInt.of(n);
  }

  @Function(signature = "()", doc = "Return an object identifying the current operating system.")
  static PyObject uname() {
    try {
      return PosixResults.strings(PosixResults.UNAME, Host.os().processes().uname());
    } catch (OsError e) {
      throw PyOSError.of(e);
    }
  }

  @Function(signature = "()", doc = "Return average recent system load information.")
  static PyObject getloadavg() {
    Libc libc = Host.os().libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      long p = frame.take(24);
      if (libc.call("getloadavg", p, 3) != 3) {
        throw Errors.of(Exceptions.OSError, "Load averages are unobtainable");
      }
      PyObject[] loads = new PyObject[3];
      for (int i = 0; i < 3; i++) {
        loads[i] =
            dev.dormouse.runtime.objects.PyFloat.of(
                Double.longBitsToDouble(libc.getLong(p + 8L * i)));
      }
      return dev.dormouse.runtime.objects.PyTuple.of(loads);
    }
  }

  private static int named(PyObject name, String names, String kind) {
    if (name instanceof PyInt) {
      return Abstract.toJavaInt(name);
    }
    if (!(name instanceof PyStr s)) {
      throw Errors.typeError("configuration names must be strings or integers");
    }
    if (!(Constants.dict(names).get(s) instanceof PyInt value)) {
      throw Errors.valueError("unrecognized configuration name");
    }
    return (int) value.longValue();
  }

  @Function(
      signature = "(name, /)",
      doc = "Return an integer-valued system configuration variable.")
  static PyObject sysconf(PyObject name) {
    return limit("sysconf", named(name, Constants.SYSCONF, "sysconf"), 0, null);
  }

  /** Calls a function whose -1 means "no limit" unless errno says otherwise. */
  private static PyObject limit(String function, long a, long b, PyObject filename) {
    Libc libc = Host.os().libc();
    libc.clearErrno();
    long value = libc.raw(function, a, b, 0, 0, 0, 0);
    if (value == -1 && libc.errno() != 0) {
      throw PyOSError.of(libc.errno(), filename);
    }
    return PyInt.of(value);
  }

  @Function(signature = "(name, /)", doc = "Return a string-valued system configuration variable.")
  static PyObject confstr(PyObject name) {
    Libc libc = Host.os().libc();
    int number = named(name, Constants.CONFSTR, "confstr");
    try (Libc.Mem.Frame frame = libc.frame()) {
      long p = frame.take(4096);
      libc.clearErrno();
      long n = libc.raw("confstr", number, p, 4096, 0, 0, 0);
      if (n == 0) {
        if (libc.errno() != 0) {
          throw PyOSError.of(libc.errno());
        }
        return PyObject.NONE;
      }
      return PyStr.of(FsEncoding.decode(libc.cString(p)));
    }
  }

  @Function(
      signature = "(path, name)",
      doc = "Return the configuration limit name for the file or directory path.")
  static PyObject pathconf(PyObject path, PyObject name) {
    Host.PathArgument p = Host.path(path, "pathconf", "path", false, true);
    int number = named(name, Constants.PATHCONF, "pathconf");
    if (p.path == null) {
      return limit("fpathconf", p.fd, number, p.object);
    }
    Libc libc = Host.os().libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      return limit("pathconf", frame.path(Host.os().resolve(p.path)), number, p.object);
    }
  }

  @Function(
      signature = "(fd, name, /)",
      doc = "Return the configuration limit name for the file descriptor fd.")
  static PyObject fpathconf(PyObject fd, PyObject name) {
    return limit(
        "fpathconf", Host.descriptor(fd), named(name, Constants.PATHCONF, "fpathconf"), null);
  }

  @Function(
      signature = "(device, /)",
      doc = "Extracts a device major number from a raw device number.")
  static long major(PyObject device) {
    return FileStatus.major(device(device));
  }

  @Function(
      signature = "(device, /)",
      doc = "Extracts a device minor number from a raw device number.")
  static long minor(PyObject device) {
    return FileStatus.minor(device(device));
  }

  static long device(PyObject o) {
    PyInt number = Abstract.index(o);
    if (number.isNegative()) {
      throw Errors.overflowError("can't convert negative int to unsigned");
    }
    if (number.bigValue().bitLength() > 64) {
      throw Errors.overflowError("int too big to convert");
    }
    return number.bigValue().longValue();
  }

  @Function(
      signature = "(major, minor, /)",
      doc = "Composes a raw device number from the major and minor device numbers.")
  static PyObject makedev(int major, int minor) {
    return PosixResults.unsigned(FileStatus.device(major & 0xFFFF_FFFFL, minor & 0xFFFF_FFFFL));
  }

  @Function(name = "_path_normpath", signature = "(path)", doc = "Basic path normalization.")
  static PyObject pathNormpath(PyObject path) {
    if (path instanceof PyBytes b) {
      return PyBytes.of(FsEncoding.encode(normalize(FsEncoding.decode(b.value))));
    }
    if (!(path instanceof PyStr s)) {
      throw Errors.typeError(
          "_path_normpath() argument 'path' must be str, not " + path.type.name());
    }
    return PyStr.of(normalize(s.value()));
  }

  /** Collapses dots and slashes; two leading slashes stay, as POSIX allows them a meaning. */
  private static String normalize(String path) {
    int zero = path.indexOf('\0');
    String rest = zero < 0 ? path : path.substring(0, zero);
    if (path.isEmpty()) {
      return ".";
    }
    int slashes = 0;
    while (slashes < rest.length() && rest.charAt(slashes) == '/') {
      slashes++;
    }
    String root = slashes == 0 ? "" : slashes == 2 ? "//" : "/";
    java.util.ArrayList<String> parts = new java.util.ArrayList<>();
    int start = slashes;
    while (start <= rest.length()) {
      int end = rest.indexOf('/', start);
      end = end < 0 ? rest.length() : end;
      String part = rest.substring(start, end);
      if (part.equals("..")) {
        int last = parts.size() - 1;
        if (last >= 0 && !parts.get(last).equals("..")) {
          parts.remove(last);
        } else if (root.isEmpty()) {
          parts.add(part);
        }
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
      start = end + 1;
    }
    StringBuilder out = new StringBuilder(root);
    for (int i = 0; i < parts.size(); i++) {
      out.append(i == 0 ? "" : "/").append(parts.get(i));
    }
    if (zero >= 0) {
      out.append(path, zero, path.length());
    }
    return out.length() == 0 ? "." : out.toString();
  }
}
