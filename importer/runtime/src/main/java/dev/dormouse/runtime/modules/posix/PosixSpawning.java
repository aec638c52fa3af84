package dev.dormouse.runtime.modules.posix;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.dormouse.runtime.modules.io.IoState;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyOSError;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.os.FsEncoding;
import dev.dormouse.runtime.os.Libc;
import dev.dormouse.runtime.os.Os;
import dev.dormouse.runtime.os.OsError;
import dev.dormouse.runtime.os.Spawn;
import dev.dormouse.tables.Function;

/**
 * The functions of {@code posix} that start programs.
 *
 * <p>There is no {@code fork} and no {@code forkpty}: the child of a forked JVM would have one
 * thread of many. Their absence is what portable programs test for. {@code os} derives the {@code
 * spawn} family from {@code fork} unless it is native, as on Windows, so it is native here.
 */
final class PosixSpawning {
  /** Of {@code posix_spawnattr_setflags}. */
  private static final int SETSCHEDPARAM = 0x10;

  private static final int SETSCHEDULER = 0x20;

  /** As {@code os} numbers the modes where it derives them from {@code fork}. */
  private static final int P_NOWAIT = 1;

  private PosixSpawning() {}

  @Function(
      signature = "(*, before=None, after_in_child=None, after_in_parent=None)",
      doc = "Register callables to be called when forking a new process.")
  static void register_at_fork(PyObject before, PyObject child, PyObject parent) {
    // Kept nowhere: there is no fork to call them at.
    if (before == null && child == null && parent == null) {
      throw Errors.typeError("At least one argument is required.");
    }
    check(before, "before");
    check(child, "after_in_child");
    check(parent, "after_in_parent");
  }

  private static void check(PyObject callable, String name) {
    if (callable != null && !Abstract.isCallable(callable)) {
      throw Errors.typeError("'" + name + "' must be callable, not " + callable.type.name());
    }
  }

  /** Arguments of a program as bytes. */
  static byte[][] arguments(PyObject argv, String function) {
    // execv alone words it differently.
    String subject = function.equals("execv") ? "execv() arg 2" : function + ": argv";
    if (!(argv instanceof PyTuple) && !(argv instanceof PyList)) {
      throw Errors.typeError(subject + " must be a tuple or list");
    }
    PyObject[] items = Abstract.toArray(argv);
    if (items.length == 0) {
      throw Errors.valueError(subject + " must not be empty");
    }
    byte[][] args = new byte[items.length][];
    for (int i = 0; i < items.length; i++) {
      args[i] = Host.fsBytes(items[i]);
    }
    if (args[0].length == 0) {
      throw Errors.valueError(subject + " first element cannot be empty");
    }
    return args;
  }

  /** An environment mapping as {@code NAME=value} strings. */
  static byte[][] environment(PyObject env, String function) {
    if (!(env instanceof PyDict) && !Abstract.isMapping(env)) {
      throw Errors.typeError(function + ": environment must be a mapping object");
    }
    PyObject[] keys = Abstract.toArray(Abstract.callMethod(env, "keys"));
    byte[][] strings = new byte[keys.length][];
    for (int i = 0; i < keys.length; i++) {
      byte[] name = Host.fsBytes(keys[i]);
      byte[] value = Host.fsBytes(Abstract.getItem(env, keys[i]));
      boolean bad = name.length == 0;
      for (int k = 1; k < name.length; k++) {
        bad |= name[k] == '=';
      }
      if (bad) {
        throw Errors.valueError("illegal environment variable name");
      }
      byte[] string = java.util.Arrays.copyOf(name, name.length + 1 + value.length);
      string[name.length] = '=';
      System.arraycopy(value, 0, string, name.length + 1, value.length);
      strings[i] = string;
    }
    return strings;
  }

  private static int spawn(
      String function, int mode, PyObject file, PyObject argv, byte[][] env, boolean search) {
    if (!(argv instanceof PyTuple) && !(argv instanceof PyList)) {
      throw Errors.typeError("argv must be a tuple or a list");
    }
    PyObject[] items = Abstract.toArray(argv);
    if (items.length == 0 || !Abstract.isTrue(items[0])) {
      throw Errors.valueError("argv first element cannot be empty");
    }
    Host.PathArgument p = Host.path(file, function, "path");
    Interpreter interpreter = Interpreter.current();
    Os os = Host.os(interpreter);
    Spawn spawn = new Spawn(os);
    spawn.args = arguments(argv, function);
    spawn.env = env;
    spawn.executables = search ? candidates(p.path, env, os) : new byte[][] {Host.fsBytes(file)};
    IoState.current().writeOut(false);
    interpreter.releaseLock();
    try {
      int pid;
      try {
        pid = spawn.spawn();
      } catch (OsError e) {
        // Where there is fork, the child exists before the program is found missing.
        spawn.args = new byte[][] {{'s', 'h'}, {'-', 'c'}, "exit 127".getBytes(US_ASCII)};
        spawn.executables = new byte[][] {"/bin/sh".getBytes(US_ASCII)};
        pid = spawn.spawn();
      }
      if (mode == P_NOWAIT) {
        return pid;
      }
      int status = os.processes().waitpid(pid, 0, false).status;
      int signal = status & 0x7f;
      return signal != 0 ? -signal : status >> 8 & 0xff;
    } catch (OsError e) {
      throw PyOSError.of(e, null, null);
    } finally {
      interpreter.acquireLock();
    }
  }

  /** Where the PATH of an environment has a program, most wanted first. */
  private static byte[][] candidates(String file, byte[][] env, Os os) {
    if (file.indexOf('/') >= 0) {
      return new byte[][] {FsEncoding.encode(file)};
    }
    String path = "/bin:/usr/bin";
    for (byte[] variable : env == null ? Spawn.environment(os) : env) {
      String text = FsEncoding.decode(variable);
      if (text.startsWith("PATH=")) {
        path = text.substring(5);
      }
    }
    String[] folders = path.split(":", -1);
    byte[][] found = new byte[folders.length][];
    for (int i = 0; i < folders.length; i++) {
      found[i] = FsEncoding.encode(folders[i].isEmpty() ? file : folders[i] + "/" + file);
    }
    return found;
  }

  @Function(
      signature = "(mode, path, argv, /)",
      doc = "Execute the program specified by path in a new process.")
  static int spawnv(int mode, PyObject path, PyObject argv) {
    return spawn("spawnv", mode, path, argv, null, false);
  }

  @Function(
      signature = "(mode, path, argv, env, /)",
      doc = "Execute the program specified by path in a new process, with an environment.")
  static int spawnve(int mode, PyObject path, PyObject argv, PyObject env) {
    return spawn("spawnve", mode, path, argv, environment(env, "spawnve"), false);
  }

  @Function(
      signature = "(mode, file, argv, /)",
      doc = "Execute a program that is looked for along PATH in a new process.")
  static int spawnvp(int mode, PyObject file, PyObject argv) {
    return spawn("spawnvp", mode, file, argv, null, true);
  }

  @Function(
      signature = "(mode, file, argv, env, /)",
      doc =
          "Execute a program that is looked for along PATH in a new process, with an environment.")
  static int spawnvpe(int mode, PyObject file, PyObject argv, PyObject env) {
    return spawn("spawnvpe", mode, file, argv, environment(env, "spawnvpe"), true);
  }

  private static void execute(PyObject path, byte[][] args, byte[][] env, String function) {
    Host.PathArgument p = Host.path(path, function, "path", false, function.equals("execve"));
    IoState.current().writeOut(false);
    Os os = Host.os();
    Libc libc = os.libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      long argv = frame.strings(args);
      long envp = frame.strings(env);
      if (os.getcwd() != null) {
        // The new program starts where this interpreter is, which only libc can arrange.
        libc.call("chdir", frame.path(os.getcwd()));
      }
      int result =
          p.path == null
              ? libc.call("fexecve", p.fd, argv, envp)
              : libc.call("execve", frame.path(os.resolve(p.path)), argv, envp);
      throw new OsError(-result);
    } catch (OsError e) {
      throw PyOSError.of(e, function.equals("execv") ? null : p.object, null);
    }
  }

  @Function(
      signature = "(path, argv, /)",
      doc = "Execute an executable path with arguments, replacing current process.")
  static void execv(PyObject path, PyObject argv) {
    execute(path, arguments(argv, "execv"), Spawn.environment(Host.os()), "execv");
  }

  @Function(
      signature = "(path, argv, env)",
      doc = "Execute an executable path with arguments, replacing current process.")
  static void execve(PyObject path, PyObject argv, PyObject env) {
    execute(path, arguments(argv, "execve"), environment(env, "execve"), "execve");
  }

  @Function(signature = "(command)", doc = "Execute the command in a subshell.")
  static int system(PyObject command) {
    byte[] text = Host.fsBytes(command);
    IoState.current().writeOut(false);
    Interpreter interpreter = Interpreter.current();
    Os os = Host.os(interpreter);
    Spawn spawn = new Spawn(os);
    spawn.args = new byte[][] {{'s', 'h'}, {'-', 'c'}, text};
    spawn.executables = new byte[][] {{'/', 'b', 'i', 'n', '/', 's', 'h'}};
    interpreter.releaseLock();
    try {
      int pid = spawn.spawn();
      return os.processes().waitpid(pid, 0, false).status;
    } catch (OsError e) {
      throw PyOSError.of(e, null, null);
    } finally {
      interpreter.acquireLock();
    }
  }

  @Function(
      signature =
          "(path, argv, env, /, *, file_actions=None, setpgroup=None, resetids=False, setsid=False,"
              + " setsigmask=None, setsigdef=None, scheduler=None)",
      doc = "Execute the program specified by path in a new process.")
  static int posix_spawn(
      PyObject path,
      PyObject argv,
      PyObject env,
      PyObject fileActions,
      PyObject setpgroup,
      PyObject resetids,
      boolean setsid,
      PyObject setsigmask,
      PyObject setsigdef,
      PyObject scheduler) {
    return start(
        "posix_spawn",
        path,
        argv,
        env,
        fileActions,
        setpgroup,
        resetids,
        setsid,
        setsigmask,
        setsigdef,
        scheduler);
  }

  @Function(
      signature =
          "(path, argv, env, /, *, file_actions=None, setpgroup=None, resetids=False, setsid=False,"
              + " setsigmask=None, setsigdef=None, scheduler=None)",
      doc = "Execute the program specified by path in a new process, searching PATH.")
  static int posix_spawnp(
      PyObject path,
      PyObject argv,
      PyObject env,
      PyObject fileActions,
      PyObject setpgroup,
      PyObject resetids,
      boolean setsid,
      PyObject setsigmask,
      PyObject setsigdef,
      PyObject scheduler) {
    return start(
        "posix_spawnp",
        path,
        argv,
        env,
        fileActions,
        setpgroup,
        resetids,
        setsid,
        setsigmask,
        setsigdef,
        scheduler);
  }

  private static int start(
      String function,
      PyObject path,
      PyObject argv,
      PyObject env,
      PyObject fileActions,
      PyObject setpgroup,
      PyObject resetids,
      boolean setsid,
      PyObject setsigmask,
      PyObject setsigdef,
      PyObject scheduler) {
    Host.PathArgument p = Host.path(path, function, "path");
    byte[][] args = arguments(argv, function);
    byte[][] environment = environment(env, function);
    IoState.current().writeOut(false);
    Os os = Host.os();
    Libc libc = os.libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      long actions = frame.take(512);
      long attributes = frame.take(512);
      libc.call("posix_spawn_file_actions_init", actions);
      libc.call("posix_spawnattr_init", attributes);
      try {
        if (os.hasOwnCwd()) {
          libc.call("posix_spawn_file_actions_addchdir_np", actions, frame.path(os.getcwd()));
        }
        if (fileActions != null && fileActions != PyObject.NONE) {
          addActions(libc, frame, actions, fileActions);
        }
        int flags = setsid ? 0x80 : 0;
        flags |= resetids != null && Abstract.toJavaInt(resetids) != 0 ? 0x01 : 0;
        if (setpgroup != null) {
          flags |= 0x02;
          libc.call("posix_spawnattr_setpgroup", attributes, Abstract.toJavaInt(setpgroup));
        }
        if (setsigmask != null) {
          flags |= 0x08;
          libc.call("posix_spawnattr_setsigmask", attributes, signals(libc, frame, setsigmask));
        }
        if (setsigdef != null) {
          flags |= 0x04;
          libc.call("posix_spawnattr_setsigdefault", attributes, signals(libc, frame, setsigdef));
        }
        if (scheduler != null && scheduler != PyObject.NONE) {
          flags |= scheduling(libc, frame, attributes, scheduler);
        }
        libc.call("posix_spawnattr_setflags", attributes, flags);
        long pid = frame.take(4);
        int errno =
            libc.call(
                function,
                pid,
                frame.path(os.resolve(p.path)),
                actions,
                attributes,
                frame.strings(args),
                frame.strings(environment));
        if (errno != 0) {
          throw PyOSError.of(Math.abs(errno), p.object);
        }
        return libc.getInt(pid);
      } finally {
        libc.call("posix_spawn_file_actions_destroy", actions);
        libc.call("posix_spawnattr_destroy", attributes);
      }
    }
  }

  /**
   * Takes a pair of policy and parameters.
   *
   * @return the flag that makes them count
   */
  private static int scheduling(
      Libc libc, Libc.Mem.Frame frame, long attributes, PyObject scheduler) {
    if (!(scheduler instanceof PyTuple pair) || pair.items.length != 2) {
      throw Errors.typeError("A scheduler tuple must have two elements");
    }
    int flag = SETSCHEDPARAM;
    if (pair.items[0] != PyObject.NONE) {
      flag = SETSCHEDULER;
      libc.call("posix_spawnattr_setschedpolicy", attributes, Abstract.toJavaInt(pair.items[0]));
    }
    libc.call(
        "posix_spawnattr_setschedparam",
        attributes,
        PosixScheduling.parameter(libc, frame, pair.items[1]));
    return flag;
  }

  /** A signal set of an iterable of numbers. */
  static long signals(Libc libc, Libc.Mem.Frame frame, PyObject iterable) {
    long set = frame.take(128);
    libc.call("sigemptyset", set);
    for (PyObject item : Abstract.toArray(iterable)) {
      int signal = Abstract.toJavaInt(item);
      if (signal < 1 || signal > 64) {
        throw Errors.valueError("signal number " + signal + " out of range [1; 64]");
      }
      libc.call("sigaddset", set, signal);
    }
    return set;
  }

  private static PyException badAction() {
    return Errors.typeError("Each file_actions element must be a non-empty tuple");
  }

  private static void addActions(
      Libc libc, Libc.Mem.Frame frame, long actions, PyObject fileActions) {
    if (!Abstract.isSequence(fileActions)) {
      throw Errors.typeError("file_actions must be a sequence or None");
    }
    for (PyObject action : Abstract.toArray(fileActions)) {
      if (!(action instanceof PyTuple t) || t.items.length == 0) {
        throw badAction();
      }
      PyObject[] a = t.items;
      switch (Abstract.toJavaInt(a[0])) {
        case 0 -> {
          if (a.length != 5) {
            throw Errors.typeError("A open file_action tuple must have 5 elements");
          }
          long path = frame.cString(Host.fsBytes(a[2]));
          libc.call(
              "posix_spawn_file_actions_addopen",
              actions,
              Abstract.toJavaInt(a[1]),
              path,
              Abstract.toJavaInt(a[3]),
              Abstract.toJavaInt(a[4]),
              0);
        }
        case 1 -> {
          if (a.length != 2) {
            throw Errors.typeError("A close file_action tuple must have 2 elements");
          }
          libc.call("posix_spawn_file_actions_addclose", actions, Abstract.toJavaInt(a[1]));
        }
        case 2 -> {
          if (a.length != 3) {
            throw Errors.typeError("A dup2 file_action tuple must have 3 elements");
          }
          libc.call(
              "posix_spawn_file_actions_adddup2",
              actions,
              Abstract.toJavaInt(a[1]),
              Abstract.toJavaInt(a[2]));
        }
        default -> throw Errors.typeError("Unknown file_actions identifier");
      }
    }
  }
}
