package dev.dormouse.runtime.modules.posix;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.PyFloat;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyOSError;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStructSequence;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.os.Errno;
import dev.dormouse.runtime.os.Libc;
import dev.dormouse.runtime.os.OsError;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;

/** {@code resource}. */
@BuiltinModule(name = "resource")
public final class ResourceModule {
  private ResourceModule() {}

  private static final PyType RUSAGE =
      PyStructSequence.type(
          "resource",
          "struct_rusage",
          "struct_rusage: Result from getrusage.",
          "ru_utime ru_stime ru_maxrss ru_ixrss ru_idrss ru_isrss ru_minflt ru_majflt ru_nswap"
              + " ru_inblock ru_oublock ru_msgsnd ru_msgrcv ru_nsignals ru_nvcsw ru_nivcsw",
          16);

  private static final String INTEGERS =
      "RLIMIT_AS 9 RLIMIT_CORE 4 RLIMIT_CPU 0 RLIMIT_DATA 2 RLIMIT_FSIZE 1 RLIMIT_MEMLOCK 8"
          + " RLIMIT_MSGQUEUE 12 RLIMIT_NICE 13 RLIMIT_NOFILE 7 RLIMIT_NPROC 6 RLIMIT_OFILE 7"
          + " RLIMIT_RSS 5 RLIMIT_RTPRIO 14 RLIMIT_RTTIME 15 RLIMIT_SIGPENDING 11 RLIMIT_STACK 3"
          + " RLIM_INFINITY -1 RUSAGE_CHILDREN -1 RUSAGE_SELF 0 RUSAGE_THREAD 1";

  public static BuiltinTable table() {
    return new ResourceModuleTable();
  }

  static void exec(PyModule m) {
    Constants.fill(m, INTEGERS);
    m.set("error", Exceptions.OSError);
    m.set("struct_rusage", RUSAGE);
  }

  static PyObject usage(double[] values) {
    PyObject[] fields = new PyObject[16];
    for (int i = 0; i < 16; i++) {
      fields[i] = i < 2 ? PyFloat.of(values[i]) : PyInt.of((long) values[i]);
    }
    return new PyStructSequence(RUSAGE, fields);
  }

  @Function(signature = "(who, /)")
  static PyObject getrusage(int who) {
    try {
      return usage(Host.os().processes().rusage(who));
    } catch (OsError e) {
      if (e.errno() == Errno.EINVAL) {
        throw Errors.valueError("invalid who parameter");
      }
      throw PyOSError.of(e, null, null);
    }
  }

  @Function(signature = "()")
  static int getpagesize() {
    return Host.os().libc().call("getpagesize");
  }

  @Function(signature = "(resource, /)")
  static PyObject getrlimit(int resource) {
    return prlimit(0, resource, null, false);
  }

  @Function(signature = "(resource, limits, /)")
  static void setrlimit(int resource, PyObject limits) {
    prlimit(0, resource, limits, true);
  }

  @Function(signature = "(pid, resource, limits=None, /)")
  static PyObject prlimit(int pid, int resource, PyObject limits) {
    return prlimit(pid, resource, limits == PyObject.NONE ? null : limits, false);
  }

  private static PyObject prlimit(int pid, int resource, PyObject limits, boolean setting) {
    if (resource < 0 || resource > 15) {
      throw Errors.valueError("invalid resource specified");
    }
    Libc libc = Host.os().libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      long fresh = 0;
      if (limits != null) {
        if (!Abstract.isSequence(limits) || Abstract.length(limits) != 2) {
          throw Errors.valueError("expected a tuple of 2 integers");
        }
        PyObject[] pair = Abstract.toArray(limits);
        fresh = frame.take(16);
        libc.setLong(fresh, Abstract.toJavaLong(pair[0]));
        libc.setLong(fresh + 8, Abstract.toJavaLong(pair[1]));
      }
      long old = frame.take(16);
      try {
        Libc.check(libc.call("prlimit", pid, resource, fresh, old));
      } catch (OsError e) {
        if (e.errno() == Errno.EINVAL) {
          throw Errors.valueError("current limit exceeds maximum limit");
        }
        if (setting && e.errno() == Errno.EPERM) {
          throw Errors.valueError("not allowed to raise maximum limit");
        }
        throw PyOSError.of(e, null, null);
      }
      return PyTuple.of(PyInt.of(libc.getLong(old)), PyInt.of(libc.getLong(old + 8)));
    }
  }
}
