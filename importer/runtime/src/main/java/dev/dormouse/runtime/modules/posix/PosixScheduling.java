package dev.dormouse.runtime.modules.posix;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.PyFloat;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyOSError;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PySet;
import dev.dormouse.runtime.objects.PyStructSequence;
import dev.dormouse.runtime.os.Libc;
import dev.dormouse.tables.Function;

/** Priorities and the scheduler in {@code posix}. */
final class PosixScheduling {
  private PosixScheduling() {}

  @Function(
      signature = "(increment, /)",
      doc = "Add increment to the priority of process and return the new priority.")
  static int nice(int increment) {
    return (int) minusOneIsAValue("nice", increment, 0);
  }

  @Function(signature = "(which, who)", doc = "Return program scheduling priority.")
  static int getpriority(int which, int who) {
    return (int) minusOneIsAValue("getpriority", which, who);
  }

  private static long minusOneIsAValue(String function, long a, long b) {
    Libc libc = Host.os().libc();
    libc.clearErrno();
    int value = (int) libc.raw(function, a, b, 0, 0, 0, 0);
    if (value == -1 && libc.errno() != 0) {
      throw PyOSError.of(libc.errno());
    }
    return value;
  }

  @Function(signature = "(which, who, priority)", doc = "Set program scheduling priority.")
  static void setpriority(int which, int who, int priority) {
    PosixModule.libc("setpriority", which, who, priority);
  }

  @Function(signature = "(policy)", doc = "Get the maximum scheduling priority for policy.")
  static int sched_get_priority_max(int policy) {
    return PosixModule.libc("sched_get_priority_max", policy);
  }

  @Function(signature = "(policy)", doc = "Get the minimum scheduling priority for policy.")
  static int sched_get_priority_min(int policy) {
    return PosixModule.libc("sched_get_priority_min", policy);
  }

  @Function(
      signature = "(pid, /)",
      doc = "Get the scheduling policy for the process identified by pid.")
  static int sched_getscheduler(int pid) {
    return PosixModule.libc("sched_getscheduler", pid);
  }

  @Function(
      signature = "(pid, policy, param, /)",
      doc = "Set the scheduling policy for the process identified by pid.")
  static void sched_setscheduler(int pid, int policy, PyObject param) {
    Libc libc = Host.os().libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      PosixModule.libc("sched_setscheduler", pid, policy, parameter(libc, frame, param));
    }
  }

  static long parameter(Libc libc, Libc.Mem.Frame frame, PyObject param) {
    if (!(param instanceof PyStructSequence s) || s.type != PosixResults.SCHED_PARAM) {
      throw Errors.typeError("must have a sched_param object");
    }
    long p = frame.take(16);
    libc.setInt(p, Abstract.toJavaInt(s.field(0)));
    return p;
  }

  @Function(
      signature = "(pid, /)",
      doc = "Returns scheduling parameters for the process identified by pid.")
  static PyObject sched_getparam(int pid) {
    Libc libc = Host.os().libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      long p = frame.take(16);
      PosixModule.libc("sched_getparam", pid, p);
      return PosixResults.integers(PosixResults.SCHED_PARAM, libc.getInt(p));
    }
  }

  @Function(
      signature = "(pid, param, /)",
      doc = "Set scheduling parameters for the process identified by pid.")
  static void sched_setparam(int pid, PyObject param) {
    Libc libc = Host.os().libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      PosixModule.libc("sched_setparam", pid, parameter(libc, frame, param));
    }
  }

  @Function(
      signature = "(pid, /)",
      doc = "Return the round-robin quantum for the process identified by pid, in seconds.")
  static PyObject sched_rr_get_interval(int pid) {
    Libc libc = Host.os().libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      long p = frame.take(16);
      PosixModule.libc("sched_rr_get_interval", pid, p);
      return PyFloat.of(libc.getLong(p) + 1e-9 * libc.getLong(p + 8));
    }
  }

  @Function(signature = "()", doc = "Voluntarily relinquish the CPU.")
  static void sched_yield() {
    Thread.yield();
  }

  @Function(
      signature = "(pid, /)",
      doc =
          "Return the affinity of the process identified by pid (or the current process if zero).")
  static PyObject sched_getaffinity(int pid) {
    Libc libc = Host.os().libc();
    PySet cpus = new PySet();
    try (Libc.Mem.Frame frame = libc.frame()) {
      int size = 1024;
      long p = frame.take(size);
      PosixModule.libc("sched_getaffinity", pid, size, p);
      for (int i = 0; i < size * 8; i++) {
        if ((libc.getByte(p + i / 8) >> i % 8 & 1) != 0) {
          cpus.add(PyInt.of(i));
        }
      }
    }
    return cpus;
  }

  @Function(
      signature = "(pid, mask, /)",
      doc = "Set the CPU affinity of the process identified by pid to mask.")
  static void sched_setaffinity(int pid, PyObject mask) {
    PyObject[] cpus = Abstract.toArray(mask);
    Libc libc = Host.os().libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      int size = 1024;
      long p = frame.take(size);
      for (PyObject cpu : cpus) {
        if (!(cpu instanceof PyInt)) {
          throw Errors.typeError(
              "expected an iterator of ints, but iterator yielded "
                  + Abstract.repr(cpu.type).value());
        }
        int i = Abstract.toJavaInt(cpu);
        if (i < 0) {
          throw Errors.valueError("negative CPU number");
        }
        if (i >= size * 8) {
          throw Errors.overflowError("CPU number too large");
        }
        libc.setByte(p + i / 8, libc.getByte(p + i / 8) | 1 << i % 8);
      }
      PosixModule.libc("sched_setaffinity", pid, size, p);
    }
  }
}
