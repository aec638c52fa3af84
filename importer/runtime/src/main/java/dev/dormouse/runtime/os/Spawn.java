package dev.dormouse.runtime.os;

import java.util.Arrays;
import java.util.Map;

/**
 * Starting children: {@code _posixsubprocess.fork_exec} and {@code posix.posix_spawn} over libc's
 * {@code posix_spawn}. A JVM cannot fork: the child would have one thread of many.
 *
 * <p>Fields are the arguments, named as CPython names them; set them, then {@link #spawn}.
 */
public final class Spawn {
  private static final int SETPGROUP = 0x02;
  private static final int SETSIGDEF = 0x04;
  private static final int SETSIGMASK = 0x08;
  private static final int SETSID = 0x80;

  private static final int SIGPIPE = 13;
  private static final int SIGXFSZ = 25;
  private static final int SIG_IGN = 1;

  /** Larger than glibc's and musl's structs for file actions, attributes and signal sets. */
  private static final int STRUCT = 512;

  /** The program's arguments, its own name first. */
  public byte[][] args;

  /** Paths to try in turn. */
  public byte[][] executables;

  /** {@code NAME=value} strings; null for the interpreter's own environment. */
  public byte[][] env;

  /** Null for the interpreter's own working folder. */
  public byte[] cwd;

  /** Descriptors for the child's 0, 1 and 2; -1 leaves the parent's. */
  public int stdin = -1;

  public int stdout = -1;
  public int stderr = -1;

  /** Close everything above 2 but {@link #passFds}. */
  public boolean closeFds;

  /** Ascending. */
  public int[] passFds = {};

  /** Default actions for SIGPIPE and SIGXFSZ, which CPython ignores. */
  public boolean restoreSignals;

  public boolean newSession;

  /** Process group to join, 0 for one of its own, -1 for none. */
  public int processGroup = -1;

  /** -1 for the parent's. */
  public int umask = -1;

  /** Who the child is to be; null for who the parent is. */
  public Credentials credentials;

  private final Os os;

  public Spawn(Os os) {
    this.os = os;
  }

  /**
   * Tells a missing working folder from a missing program: fork_exec's callers report them
   * differently.
   */
  public static final class BadCwd extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int errno;

    BadCwd(int errno) {
      super(null, null, false, false);
      this.errno = errno;
    }

    public int errno() {
      return errno;
    }
  }

  /**
   * Starts the child.
   *
   * @return its pid
   * @throws OsError if no executable could be started: the last errno that was not just a missing
   *     file, else that
   * @throws BadCwd if there is no such working folder
   */
  public int spawn() {
    Libc libc = os.libc();
    checkCwd();
    int oldMask = umask >= 0 ? libc.call("umask", umask) : -1;
    if (!restoreSignals) {
      // What CPython sets at its start for good, and the JVM does with handlers, which exec undoes.
      libc.call("signal", SIGPIPE, SIG_IGN);
      libc.call("signal", SIGXFSZ, SIG_IGN);
    }
    try (Libc.Mem.Frame frame = libc.frame();
        Credentials.Taken taken = credentials == null ? null : credentials.take(libc, frame)) {
      long actions = frame.take(STRUCT);
      long attributes = frame.take(STRUCT);
      checkErrno(libc.call("posix_spawn_file_actions_init", actions));
      checkErrno(libc.call("posix_spawnattr_init", attributes));
      try {
        fileActions(libc, frame, actions);
        attributes(libc, frame, attributes);
        return tryAll(libc, frame, actions, attributes);
      } finally {
        libc.call("posix_spawn_file_actions_destroy", actions);
        libc.call("posix_spawnattr_destroy", attributes);
      }
    } finally {
      if (oldMask >= 0) {
        libc.call("umask", oldMask);
      }
    }
  }

  private int tryAll(Libc libc, Libc.Mem.Frame frame, long actions, long attributes) {
    long argv = frame.strings(args);
    long envp = frame.strings(env == null ? environment(os) : env);
    long pid = frame.take(4);
    int saved = 0;
    int last = 0;
    for (byte[] executable : executables) {
      long path = frame.cString(executable);
      last = libc.call("posix_spawn", pid, path, actions, attributes, argv, envp);
      if (last == 0) {
        return libc.getInt(pid);
      }
      if (last != Errno.ENOENT && last != Errno.ENOTDIR && saved == 0) {
        saved = last;
      }
    }
    throw new OsError(saved != 0 ? saved : last);
  }

  private void checkCwd() {
    if (cwd == null) {
      return;
    }
    try {
      if (!os.files().stat(FileSystem.AT_FDCWD, FsEncoding.decode(cwd), true).isDirectory()) {
        throw new BadCwd(Errno.ENOTDIR);
      }
    } catch (OsError e) {
      throw new BadCwd(e.errno());
    }
    if (!os.files().access(FileSystem.AT_FDCWD, FsEncoding.decode(cwd), FileSystem.X_OK, 0)) {
      throw new BadCwd(Errno.EACCES);
    }
  }

  /** {@code NAME=value} strings of the interpreter's environment. */
  public static byte[][] environment(Os os) {
    Map<Os.Bytes, byte[]> map = os.environment();
    byte[][] strings = new byte[map.size()][];
    int i = 0;
    for (Map.Entry<Os.Bytes, byte[]> entry : map.entrySet()) {
      byte[] name = entry.getKey().bytes();
      byte[] value = entry.getValue();
      byte[] string = Arrays.copyOf(name, name.length + 1 + value.length);
      string[name.length] = '=';
      System.arraycopy(value, 0, string, name.length + 1, value.length);
      strings[i++] = string;
    }
    return strings;
  }

  private void fileActions(Libc libc, Libc.Mem.Frame frame, long actions) {
    int[] std = {stdin, stdout, stderr};
    // A source below 3 would be overwritten by an earlier dup2: move it up first.
    int spare = 3;
    for (int fd : os.fds().openFds()) {
      spare = Math.max(spare, fd + 1);
    }
    int firstSpare = spare;
    for (int i = 0; i < 3; i++) {
      if (std[i] >= 0 && std[i] < 3 && std[i] != i) {
        checkErrno(libc.call("posix_spawn_file_actions_adddup2", actions, std[i], spare));
        std[i] = spare++;
      }
    }
    for (int i = 0; i < 3; i++) {
      if (std[i] >= 0) {
        // Onto itself it clears close-on-exec.
        checkErrno(libc.call("posix_spawn_file_actions_adddup2", actions, std[i], i));
      }
    }
    for (int fd = firstSpare; fd < spare; fd++) {
      checkErrno(libc.call("posix_spawn_file_actions_addclose", actions, fd));
    }
    if (cwd != null || os.hasOwnCwd()) {
      String folder = cwd == null ? os.getcwd() : os.resolve(FsEncoding.decode(cwd));
      long path = frame.path(folder);
      checkErrno(libc.call("posix_spawn_file_actions_addchdir_np", actions, path));
    }
    for (int fd : passFds) {
      checkErrno(libc.call("posix_spawn_file_actions_adddup2", actions, fd, fd));
    }
    if (closeFds) {
      // What the JVM holds open has no close-on-exec, and Python promises that nothing else leaks.
      for (int fd : os.fds().openFds()) {
        if (fd > 2 && Arrays.binarySearch(passFds, fd) < 0) {
          checkErrno(libc.call("posix_spawn_file_actions_addclose", actions, fd));
        }
      }
    }
  }

  private void attributes(Libc libc, Libc.Mem.Frame frame, long attributes) {
    // HotSpot blocks SIGQUIT in its threads; the child is to start with nothing blocked.
    int flags = SETSIGMASK;
    long none = frame.take(128);
    libc.call("sigemptyset", none);
    checkErrno(libc.call("posix_spawnattr_setsigmask", attributes, none));
    if (restoreSignals) {
      flags |= SETSIGDEF;
      long set = frame.take(128);
      libc.call("sigemptyset", set);
      libc.call("sigaddset", set, SIGPIPE);
      libc.call("sigaddset", set, SIGXFSZ);
      checkErrno(libc.call("posix_spawnattr_setsigdefault", attributes, set));
    }
    if (newSession) {
      flags |= SETSID;
    }
    if (processGroup >= 0) {
      flags |= SETPGROUP;
      checkErrno(libc.call("posix_spawnattr_setpgroup", attributes, processGroup));
    }
    checkErrno(libc.call("posix_spawnattr_setflags", attributes, flags));
  }

  /** These functions return their errno. */
  private static void checkErrno(int result) {
    if (result != 0) {
      throw new OsError(Math.abs(result));
    }
  }
}
