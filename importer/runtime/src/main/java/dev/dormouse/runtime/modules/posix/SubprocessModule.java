package dev.dormouse.runtime.modules.posix;

import dev.dormouse.runtime.modules.io.IoState;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyOSError;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.os.Credentials;
import dev.dormouse.runtime.os.Os;
import dev.dormouse.runtime.os.OsError;
import dev.dormouse.runtime.os.Spawn;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** {@code _posixsubprocess}: fork and exec in one, over posix_spawn. */
@BuiltinModule(name = "_posixsubprocess", doc = "A POSIX helper for the subprocess module.")
public final class SubprocessModule {
  private static final int ARGUMENTS = 23;

  private SubprocessModule() {}

  public static BuiltinTable table() {
    return new SubprocessModuleTable();
  }

  /**
   * The arguments are those of CPython 3.11: args, executables, close_fds, fds_to_keep, cwd, env,
   * the two ends of each of stdin, stdout, stderr and of the error pipe, restore_signals,
   * start_new_session, process_group, gid, extra_groups, uid, umask, preexec_fn, allow_vfork.
   *
   * <p>A program that cannot be started is reported as CPython's child reports it, through the
   * error pipe; the pid returned then stands for a child that has ended with status 255.
   */
  @Function(name = "fork_exec", signature = "(*args)", doc = "Spawn a fresh new child process.")
  static int forkExec(PyObject[] a) {
    ArgParser.positional(null, "fork_exec", a, null, ARGUMENTS, ARGUMENTS);
    if (a[21] != PyObject.NONE) {
      throw Errors.missingFeature("preexec_fn");
    }
    Interpreter interpreter = Interpreter.current();
    Os os = Host.os(interpreter);
    int errorPipe = Abstract.toJavaInt(a[13]);
    Spawn spawn = new Spawn(os);
    spawn.args = bytes(a[0]);
    spawn.executables = bytes(a[1]);
    spawn.closeFds = Abstract.isTrue(a[2]);
    spawn.passFds = descriptors(a[3], errorPipe);
    spawn.cwd = a[4] == PyObject.NONE ? null : Host.fsBytes(a[4]);
    spawn.env = a[5] == PyObject.NONE ? null : bytes(a[5]);
    spawn.stdin = Abstract.toJavaInt(a[6]);
    spawn.stdout = Abstract.toJavaInt(a[9]);
    spawn.stderr = Abstract.toJavaInt(a[11]);
    spawn.restoreSignals = Abstract.isTrue(a[14]);
    spawn.newSession = Abstract.isTrue(a[15]);
    spawn.processGroup = Abstract.toJavaInt(a[16]);
    if (a[17] != PyObject.NONE || a[18] != PyObject.NONE || a[19] != PyObject.NONE) {
      spawn.credentials =
          new Credentials(
              a[19] == PyObject.NONE ? -1 : (int) Host.id(a[19], "uid"),
              a[17] == PyObject.NONE ? -1 : (int) Host.id(a[17], "gid"),
              a[18] == PyObject.NONE ? null : groups(a[18]));
    }
    spawn.umask = Abstract.toJavaInt(a[20]);
    IoState.current().writeOut(false);
    interpreter.releaseLock();
    try {
      return spawn.spawn();
    } catch (Spawn.BadCwd e) {
      report(os, errorPipe, e.errno(), "noexec");
    } catch (OsError e) {
      report(os, errorPipe, e.errno(), "");
    } finally {
      interpreter.acquireLock();
    }
    return os.processes().addStillborn();
  }

  private static int[] groups(PyObject sequence) {
    try {
      return PosixProcesses.groupIds(sequence);
    } catch (PyException e) {
      if (e.matches(Exceptions.OverflowError)) {
        throw Errors.valueError("invalid group id");
      }
      throw e;
    }
  }

  private static void report(Os os, int pipe, int errno, String message) {
    byte[] text =
        ("OSError:" + Integer.toHexString(errno).toUpperCase(java.util.Locale.ROOT) + ":" + message)
            .getBytes(StandardCharsets.US_ASCII);
    try {
      os.fds().write(pipe, text, 0, text.length);
    } catch (OsError e) {
      throw PyOSError.of(e, null, null);
    }
  }

  private static byte[][] bytes(PyObject sequence) {
    PyObject[] items = Abstract.toArray(sequence);
    byte[][] all = new byte[items.length][];
    for (int i = 0; i < items.length; i++) {
      all[i] = Host.fsBytes(items[i]);
    }
    return all;
  }

  /** The descriptors to keep; the error pipe is not to survive exec. */
  private static int[] descriptors(PyObject keep, int errorPipe) {
    if (!(keep instanceof PyTuple t)) {
      throw Errors.typeError(
          "fork_exec() argument 4 must be tuple, not " + ArgParser.typeName(keep));
    }
    int[] fds = new int[t.items.length];
    int n = 0;
    for (PyObject item : t.items) {
      if (!(item instanceof PyInt)) {
        throw Errors.valueError("bad value(s) in fds_to_keep");
      }
      int fd = Abstract.toJavaInt(item);
      if (fd < 0 || n > 0 && fd <= fds[n - 1]) {
        throw Errors.valueError("bad value(s) in fds_to_keep");
      }
      if (fd != errorPipe) {
        fds[n++] = fd;
      }
    }
    return Arrays.copyOf(fds, n);
  }
}
