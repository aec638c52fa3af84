package dev.dormouse.runtime.modules.posix;

import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.PyFloat;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyStructSequence;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.os.FileStatus;
import dev.dormouse.runtime.os.Os;

/** The struct sequences of {@code posix}. */
final class PosixResults {
  private PosixResults() {}

  static final PyType STAT =
      PyStructSequence.type(
          "os",
          "stat_result",
          "stat_result: Result from stat, fstat, or lstat.",
          "st_mode st_ino st_dev st_nlink st_uid st_gid st_size -atime -mtime -ctime"
              + " st_atime st_mtime st_ctime st_atime_ns st_mtime_ns st_ctime_ns"
              + " st_blksize st_blocks st_rdev",
          10);

  static final PyType STATVFS =
      PyStructSequence.type(
          "os",
          "statvfs_result",
          "statvfs_result: Result from statvfs or fstatvfs.",
          "f_bsize f_frsize f_blocks f_bfree f_bavail f_files f_ffree f_favail f_flag f_namemax"
              + " f_fsid",
          10);

  static final PyType TERMINAL_SIZE =
      PyStructSequence.type(
          "os",
          "terminal_size",
          "A tuple of (columns, lines) for holding terminal window size",
          "columns lines",
          2);

  static final PyType TIMES =
      PyStructSequence.type(
          "posix",
          "times_result",
          "times_result: Result from os.times().",
          "user system children_user children_system elapsed",
          5);

  static final PyType UNAME =
      PyStructSequence.type(
          "posix",
          "uname_result",
          "uname_result: Result from os.uname().",
          "sysname nodename release version machine",
          5);

  static final PyType WAITID =
      PyStructSequence.type(
          "posix",
          "waitid_result",
          "waitid_result: Result from waitid.",
          "si_pid si_uid si_signo si_status si_code",
          5);

  static final PyType SCHED_PARAM =
      PyStructSequence.type(
          "posix",
          "sched_param",
          "Currently has only one field: sched_priority",
          "sched_priority",
          1,
          new SchedParamOps());

  /** It takes its one field, not a sequence. */
  private static final class SchedParamOps extends PyStructSequence.StructSequenceOps {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      return new PyStructSequence(
          cls, ArgParser.parse("sched_param", "sched_priority", 0, 1, 1, args, kwnames));
    }
  }

  static PyObject stat(Os os, FileStatus s) {
    return new StatResult(os, s);
  }

  /** Leaves to later what costs a call that start-up should not make. */
  private static final class StatResult extends PyStructSequence {
    private final Os os;
    private final FileStatus status;

    StatResult(Os os, FileStatus s) {
      super(
          STAT,
          PyInt.of(s.mode),
          unsigned(s.ino),
          unsigned(s.dev),
          PyInt.of(s.nlink),
          PyInt.of(s.uid),
          PyInt.of(s.gid),
          PyInt.of(s.size),
          seconds(s.atime),
          seconds(s.mtime),
          seconds(s.ctime),
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null);
      this.os = os;
      this.status = s;
    }

    @Override
    protected PyObject missing(int index) {
      return switch (index) {
        case 10 -> floating(status.atime);
        case 11 -> floating(status.mtime);
        case 12 -> floating(status.ctime);
        case 13 -> PyInt.of(status.atime);
        case 14 -> PyInt.of(status.mtime);
        case 15 -> PyInt.of(status.ctime);
        case 16 -> PyInt.of(status.blksize(os));
        case 17 -> PyInt.of(status.blocks(os));
        default -> unsigned(status.rdev);
      };
    }
  }

  private static PyObject seconds(long nanos) {
    return PyInt.of(Math.floorDiv(nanos, 1_000_000_000L));
  }

  private static PyObject floating(long nanos) {
    long whole = Math.floorDiv(nanos, 1_000_000_000L);
    return PyFloat.of(whole + 1e-9 * Math.floorMod(nanos, 1_000_000_000L));
  }

  /** A device or inode number, which has 64 bits without sign. */
  static PyObject unsigned(long value) {
    return value >= 0
        ? PyInt.of(value)
        : PyInt.of(java.math.BigInteger.valueOf(value & Long.MAX_VALUE).setBit(63));
  }

  static PyObject statvfs(long[] v) {
    PyObject[] fields = new PyObject[v.length];
    for (int i = 0; i < v.length; i++) {
      fields[i] = unsigned(v[i]);
    }
    return new PyStructSequence(STATVFS, fields);
  }

  static PyObject floats(PyType type, double[] values) {
    PyObject[] fields = new PyObject[values.length];
    for (int i = 0; i < values.length; i++) {
      fields[i] = PyFloat.of(values[i]);
    }
    return new PyStructSequence(type, fields);
  }

  static PyObject strings(PyType type, String[] values) {
    PyObject[] fields = new PyObject[values.length];
    for (int i = 0; i < values.length; i++) {
      fields[i] = PyStr.of(values[i]);
    }
    return new PyStructSequence(type, fields);
  }

  static PyObject integers(PyType type, long... values) {
    PyObject[] fields = new PyObject[values.length];
    for (int i = 0; i < values.length; i++) {
      fields[i] = PyInt.of(values[i]);
    }
    return new PyStructSequence(type, fields);
  }
}
