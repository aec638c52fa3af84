package dev.dormouse.runtime.modules.posix;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyOSError;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.ThreadState;
import dev.dormouse.runtime.os.FsEncoding;
import dev.dormouse.runtime.os.Libc;
import dev.dormouse.runtime.os.Os;
import dev.dormouse.runtime.os.OsError;
import dev.dormouse.runtime.os.Processes;
import dev.dormouse.tables.Function;

/** The functions of {@code posix} on this process, its owner, its children and their status. */
final class PosixProcesses {
  private static final int SIGABRT = 6;

  private PosixProcesses() {}

  private static Processes processes() {
    return Host.os().processes();
  }

  private static PyException error(OsError e) {
    return PyOSError.of(e, null, null);
  }

  @Function(signature = "()", doc = "Return the current process id.")
  static int getpid() {
    return processes().getpid();
  }

  @Function(signature = "()", doc = "Return the parent's process id.")
  static int getppid() {
    return processes().getppid();
  }

  @Function(signature = "()", doc = "Return the current process's user id.")
  static long getuid() {
    return processes().uids()[0];
  }

  @Function(signature = "()", doc = "Return the current process's effective user id.")
  static long geteuid() {
    return processes().uids()[1];
  }

  @Function(signature = "()", doc = "Return the current process's group id.")
  static long getgid() {
    return processes().gids()[0];
  }

  @Function(signature = "()", doc = "Return the current process's effective group id.")
  static long getegid() {
    return processes().gids()[1];
  }

  private static PyObject triple(long[] ids) {
    return PyTuple.of(PyInt.of(ids[0]), PyInt.of(ids[1]), PyInt.of(ids[2]));
  }

  @Function(
      signature = "()",
      doc = "Return a tuple of the current process's real, effective, and saved user ids.")
  static PyObject getresuid() {
    return triple(processes().uids());
  }

  @Function(
      signature = "()",
      doc = "Return a tuple of the current process's real, effective, and saved group ids.")
  static PyObject getresgid() {
    return triple(processes().gids());
  }

  @Function(signature = "()", doc = "Return list of supplemental group IDs for the process.")
  static PyObject getgroups() {
    try {
      return list(processes().groups());
    } catch (OsError e) {
      throw error(e);
    }
  }

  private static PyObject list(long[] ids) {
    PyList list = new PyList();
    for (long id : ids) {
      list.add(PyInt.of(id));
    }
    return list;
  }

  @Function(signature = "(groups, /)", doc = "Set the groups of the current process to list.")
  static void setgroups(PyObject groups) {
    int[] ids = groupIds(groups);
    Libc libc = Host.os().libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      long p = frame.take(4L * ids.length + 4);
      for (int i = 0; i < ids.length; i++) {
        libc.setInt(p + 4L * i, ids[i]);
      }
      PosixModule.libc("setgroups", ids.length, p);
    }
  }

  static int[] groupIds(PyObject groups) {
    if (!Abstract.isSequence(groups)) {
      throw Errors.typeError("setgroups argument must be a sequence");
    }
    PyObject[] items = Abstract.toArray(groups);
    int[] ids = new int[items.length];
    for (int i = 0; i < ids.length; i++) {
      if (!(items[i] instanceof PyInt)) {
        throw Errors.typeError("groups must be integers");
      }
      ids[i] = (int) Host.id(items[i], "gid");
    }
    return ids;
  }

  @Function(
      signature = "(user, group, /)",
      doc = "Returns a list of groups to which a user belongs.")
  static PyObject getgrouplist(PyObject user, PyObject group) {
    Libc libc = Host.os().libc();
    byte[] name = Host.fsBytes(user);
    long gid = Host.id(group, "gid");
    int room = 64;
    while (true) {
      try (Libc.Mem.Frame frame = libc.frame()) {
        long count = frame.take(4);
        libc.setInt(count, room);
        long p = frame.take(4L * room);
        int n = (int) libc.raw("getgrouplist", frame.cString(name), gid, p, count, 0, 0);
        if (n == -1 && room < 1 << 16) {
          room *= 4;
          continue;
        }
        long[] ids = new long[libc.getInt(count)];
        for (int i = 0; i < ids.length; i++) {
          ids[i] = libc.getUnsignedInt(p + 4L * i);
        }
        return list(ids);
      }
    }
  }

  @Function(signature = "(username, gid, /)", doc = "Initialize the group access list.")
  static void initgroups(PyObject username, PyObject gid) {
    try (Libc.Mem.Frame frame = Host.os().libc().frame()) {
      PosixModule.libc("initgroups", frame.cString(Host.fsBytes(username)), Host.id(gid, "gid"));
    }
  }

  @Function(signature = "(uid, /)", doc = "Set the current process's user id.")
  static void setuid(PyObject uid) {
    PosixModule.libc("setuid", Host.id(uid, "uid"));
  }

  @Function(signature = "(euid, /)", doc = "Set the current process's effective user id.")
  static void seteuid(PyObject euid) {
    PosixModule.libc("seteuid", Host.id(euid, "uid"));
  }

  @Function(
      signature = "(ruid, euid, /)",
      doc = "Set the current process's real and effective user ids.")
  static void setreuid(PyObject ruid, PyObject euid) {
    PosixModule.libc("setreuid", Host.id(ruid, "uid"), Host.id(euid, "uid"));
  }

  @Function(
      signature = "(ruid, euid, suid, /)",
      doc = "Set the current process's real, effective, and saved user ids.")
  static void setresuid(PyObject ruid, PyObject euid, PyObject suid) {
    PosixModule.libc("setresuid", Host.id(ruid, "uid"), Host.id(euid, "uid"), Host.id(suid, "uid"));
  }

  @Function(signature = "(gid, /)", doc = "Set the current process's group id.")
  static void setgid(PyObject gid) {
    PosixModule.libc("setgid", Host.id(gid, "gid"));
  }

  @Function(signature = "(egid, /)", doc = "Set the current process's effective group id.")
  static void setegid(PyObject egid) {
    PosixModule.libc("setegid", Host.id(egid, "gid"));
  }

  @Function(
      signature = "(rgid, egid, /)",
      doc = "Set the current process's real and effective group ids.")
  static void setregid(PyObject rgid, PyObject egid) {
    PosixModule.libc("setregid", Host.id(rgid, "gid"), Host.id(egid, "gid"));
  }

  @Function(
      signature = "(rgid, egid, sgid, /)",
      doc = "Set the current process's real, effective, and saved group ids.")
  static void setresgid(PyObject rgid, PyObject egid, PyObject sgid) {
    PosixModule.libc("setresgid", Host.id(rgid, "gid"), Host.id(egid, "gid"), Host.id(sgid, "gid"));
  }

  @Function(signature = "(pid)", doc = "Call the system call getpgid(), and return the result.")
  static int getpgid(int pid) {
    return PosixModule.libc("getpgid", pid);
  }

  @Function(signature = "()", doc = "Return the current process group id.")
  static int getpgrp() {
    return PosixModule.libc("getpgrp");
  }

  @Function(signature = "(pid, pgrp, /)", doc = "Call the system call setpgid(pid, pgrp).")
  static void setpgid(int pid, int pgrp) {
    PosixModule.libc("setpgid", pid, pgrp);
  }

  @Function(signature = "()", doc = "Make the current process the leader of its process group.")
  static void setpgrp() {
    PosixModule.libc("setpgrp");
  }

  @Function(signature = "(pid, /)", doc = "Call the system call getsid(pid) and return the result.")
  static int getsid(int pid) {
    return PosixModule.libc("getsid", pid);
  }

  @Function(signature = "()", doc = "Call the system call setsid().")
  static void setsid() {
    PosixModule.libc("setsid");
  }

  @Function(signature = "()", doc = "Return the actual login name.")
  static PyObject getlogin() {
    Libc libc = Host.os().libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      long p = frame.take(256);
      int errno = libc.call("getlogin_r", p, 256);
      if (errno != 0) {
        throw PyOSError.of(Math.abs(errno));
      }
      return PyStr.of(FsEncoding.decode(libc.cString(p)));
    }
  }

  @Function(
      signature = "(mask, /)",
      doc = "Set the current numeric umask and return the previous umask.")
  static int umask(int mask) {
    return processes().umask(mask);
  }

  @Function(signature = "()", doc = "Return a collection containing process timing information.")
  static PyObject times() {
    try {
      return PosixResults.floats(PosixResults.TIMES, processes().times());
    } catch (OsError e) {
      throw error(e);
    }
  }

  @Function(signature = "(pid, signal, /)", doc = "Kill a process with a signal.")
  static void kill(long pid, int signal) {
    Interpreter interpreter = Interpreter.current();
    if (pid == processes().getpid()
        && interpreter.registered(SignalState.class) instanceof SignalState state
        && signal > 0
        && signal < SignalState.NSIG
        && state.isTaken(signal)) {
      // Not by way of the kernel and the JVM's signal thread, so that the handler runs before the
      // next statement.
      state.signals.trip(signal);
      if (ThreadState.current() == interpreter.mainThread()) {
        interpreter.runPending();
      }
      return;
    }
    PosixModule.libc("kill", pid, signal);
  }

  @Function(signature = "(pgid, signal, /)", doc = "Kill a process group with a signal.")
  static void killpg(long pgid, int signal) {
    PosixModule.libc("killpg", pgid, signal);
  }

  @Function(
      name = "_exit",
      signature = "(status)",
      doc = "Exit to the system with specified status, without normal exit processing.")
  static void exit(int status) {
    // halt(), as exit() would run shutdown hooks.
    Runtime.getRuntime().halt(status);
  }

  @Function(signature = "()", doc = "Abort the interpreter immediately.")
  static void abort() {
    // The JVM's own handler of SIGABRT would write about a crash of the JVM.
    Host.os().libc().call("signal", SIGABRT, 0);
    Host.os().libc().call("abort");
  }

  private static Processes.Exit wait(int pid, int options, boolean usage) {
    Interpreter interpreter = Interpreter.current();
    interpreter.releaseLock();
    try {
      return Host.os(interpreter).processes().waitpid(pid, options, usage);
    } catch (OsError e) {
      throw error(e);
    } finally {
      interpreter.acquireLock();
    }
  }

  @Function(signature = "(pid, options, /)", doc = "Wait for completion of a given child process.")
  static PyObject waitpid(int pid, int options) {
    Processes.Exit exit = wait(pid, options, false);
    return PyTuple.of(PyInt.of(exit.pid), PyInt.of(exit.status));
  }

  @Function(name = "wait", signature = "()", doc = "Wait for completion of a child process.")
  static PyObject waitForAny() {
    return waitpid(-1, 0);
  }

  @Function(signature = "(options)", doc = "Wait for completion of a child process.")
  static PyObject wait3(int options) {
    return wait4(-1, options);
  }

  @Function(signature = "(pid, options)", doc = "Wait for completion of a specific child process.")
  static PyObject wait4(int pid, int options) {
    Processes.Exit exit = wait(pid, options, true);
    return PyTuple.of(PyInt.of(exit.pid), PyInt.of(exit.status), ResourceModule.usage(exit.usage));
  }

  @Function(
      signature = "(idtype, id, options, /)",
      doc = "Returns the result of waiting for a process or processes.")
  static PyObject waitid(int idtype, int id, int options) {
    Interpreter interpreter = Interpreter.current();
    Os os = Host.os(interpreter);
    Libc libc = os.libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      long info = frame.take(128);
      interpreter.releaseLock();
      try {
        os.fds().retryInt("waitid", idtype, id, info, options);
      } finally {
        interpreter.acquireLock();
      }
      // si_signo, si_errno, si_code, then (aligned) si_pid, si_uid, si_status.
      if (libc.getInt(info + 16) == 0) {
        return PyObject.NONE;
      }
      return PosixResults.integers(
          PosixResults.WAITID,
          libc.getInt(info + 16),
          libc.getUnsignedInt(info + 20),
          libc.getInt(info),
          libc.getInt(info + 24),
          libc.getInt(info + 8));
    } catch (OsError e) {
      throw error(e);
    }
  }

  @Function(signature = "(status)", doc = "Convert a wait status to an exit code.")
  static PyObject waitstatus_to_exitcode(int status) {
    if (exited(status)) {
      return PyInt.of(status >> 8 & 0xFF);
    }
    if (signaled(status)) {
      return PyInt.of(-(status & 0x7F));
    }
    if (stopped(status)) {
      throw Errors.valueError("process stopped by delivery of signal " + (status >> 8 & 0xFF));
    }
    throw Errors.valueError("invalid wait status: " + status);
  }

  private static boolean exited(int status) {
    return (status & 0x7F) == 0;
  }

  private static boolean signaled(int status) {
    return (byte) ((status & 0x7F) + 1) >> 1 > 0;
  }

  private static boolean stopped(int status) {
    return (status & 0xFF) == 0x7F;
  }

  @Function(
      name = "WIFEXITED",
      signature = "(status)",
      doc = "Return True if the process returning status exited via the exit() system call.")
  static boolean wifexited(int status) {
    return exited(status);
  }

  @Function(
      name = "WEXITSTATUS",
      signature = "(status)",
      doc = "Return the process return code from status.")
  static int wexitstatus(int status) {
    return status >> 8 & 0xFF;
  }

  @Function(
      name = "WIFSIGNALED",
      signature = "(status)",
      doc = "Return True if the process returning status was terminated by a signal.")
  static boolean wifsignaled(int status) {
    return signaled(status);
  }

  @Function(
      name = "WTERMSIG",
      signature = "(status)",
      doc = "Return the signal that terminated the process that provided the status value.")
  static int wtermsig(int status) {
    return status & 0x7F;
  }

  @Function(
      name = "WIFSTOPPED",
      signature = "(status)",
      doc = "Return True if the process returning status was stopped.")
  static boolean wifstopped(int status) {
    return stopped(status);
  }

  @Function(
      name = "WSTOPSIG",
      signature = "(status)",
      doc = "Return the signal that stopped the process that provided the status value.")
  static int wstopsig(int status) {
    return status >> 8 & 0xFF;
  }

  @Function(
      name = "WIFCONTINUED",
      signature = "(status)",
      doc = "Return True if a particular process was continued from a job control stop.")
  static boolean wifcontinued(int status) {
    return status == 0xFFFF;
  }

  @Function(
      name = "WCOREDUMP",
      signature = "(status, /)",
      doc = "Return True if the process returning status was dumped to a core file.")
  static boolean wcoredump(int status) {
    return (status & 0x80) != 0;
  }
}
