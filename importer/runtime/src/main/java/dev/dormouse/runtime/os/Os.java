package dev.dormouse.runtime.os;

import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One interpreter's view of the operating system; the root of this package.
 *
 * <p>Holds what is per process in C and per interpreter here: the working folder and the
 * environment. Not thread-safe by itself; the interpreter lock guards it, and the calls that may
 * block hold no state.
 */
public final class Os {
  /** Which way to the kernel. */
  public enum Route {
    /** The JDK's calls until something needs {@link Libc}, then libc for everything. */
    LAZY,
    /** libc from the first call. */
    LIBC
  }

  /** Null until the first use of libc; from then on every operation takes that route. */
  private volatile Libc libc;

  /** The thread that made this: the interpreter's main thread. */
  private final Thread owner = Thread.currentThread();

  private final boolean utf8Names = "UTF-8".equals(System.getProperty("sun.jnu.encoding"));

  /**
   * The interpreter's working folder; null while it is the process's, which {@code user.dir} names.
   */
  private String cwd;

  /** Name to value; null until first asked for. */
  private LinkedHashMap<Bytes, byte[]> environment;

  /** Null until the interpreter sets it. */
  private Host host;

  private FileSystem files;
  private Fds fds;
  private Processes processes;
  private Signals signals;
  private final Clock clock = new Clock(this);

  public Os(Route route) {
    if (route == Route.LIBC) {
      libc();
    }
  }

  public Os() {
    this(Route.LAZY);
  }

  /** What calls ask of the interpreter that they are made for. */
  public interface Host {
    /**
     * What a blocking call does when a signal cut it short (PEP 475): run handlers, which may
     * throw, else try again.
     */
    void interrupted();

    /** What paths that go on behind a file mean; null if nothing. */
    default InnerFiles innerFiles() {
      return null;
    }
  }

  public void setHost(Host host) {
    this.host = host;
  }

  /** To be called after EINTR, before trying again. */
  public void interrupted() {
    if (host != null) {
      host.interrupted();
    }
  }

  /** libc, loaded if need be (20–30 ms the first time in a process). Any thread may ask. */
  public Libc libc() {
    Libc loaded = libc;
    return loaded != null ? loaded : loadLibc();
  }

  private synchronized Libc loadLibc() {
    if (libc == null) {
      Libc loaded = new Libc();
      if (fds != null) {
        fds.adoptByLibc(loaded);
      }
      libc = loaded;
      listenIfMain();
    }
    return libc;
  }

  /**
   * Lets signals end blocking calls of the main thread once there are handlers and calls that can
   * block.
   */
  public void listenIfMain() {
    if (libc != null
        && signals != null
        && signals.hasListener()
        && Thread.currentThread() == owner) {
      signals.listen();
    }
  }

  public boolean isLibcLoaded() {
    return libc != null;
  }

  /** libc if it is loaded, else null. */
  Libc libcIfLoaded() {
    return libc;
  }

  /** What the path means inside a file, after the kernel gave {@code error}; null if nothing. */
  InnerFiles.Entry inside(int dirfd, String path, int error) {
    if (error != Errno.ENOTDIR || dirfd != FileSystem.AT_FDCWD || host == null) {
      return null;
    }
    InnerFiles all = host.innerFiles();
    return all == null ? null : all.find(resolve(path));
  }

  /** Descriptors. */
  public Fds fds() {
    if (fds == null) {
      fds = new Fds(this);
    }
    return fds;
  }

  /** Paths. */
  public FileSystem files() {
    if (files == null) {
      files = new FileSystem(this);
    }
    return files;
  }

  /** Processes, users, limits. */
  public Processes processes() {
    if (processes == null) {
      processes = new Processes(this);
    }
    return processes;
  }

  public Clock clock() {
    return clock;
  }

  public Signals signals() {
    if (signals == null) {
      signals = new Signals(this);
    }
    return signals;
  }

  /**
   * True if the JDK passes this path to the kernel byte for byte: not with surrogate escapes, and
   * not beyond ASCII if the JVM runs in a locale without UTF-8.
   */
  boolean isPlain(String path) {
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c >= 0x80 && (!utf8Names || Character.isSurrogate(c)) || c == 0) {
        return false;
      }
    }
    return !path.isEmpty();
  }

  /** True if a name that Java returned may stand for other bytes than it shows. */
  boolean isDoubtful(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == 0xFFFD || c >= 0x80 && !utf8Names) {
        return true;
      }
    }
    return false;
  }

  /** The path as the process must see it: made absolute once {@code chdir} was called here. */
  public String resolve(String path) {
    if (cwd == null || path.isEmpty() || path.charAt(0) == '/') {
      return path;
    }
    return cwd.endsWith("/") ? cwd + path : cwd + "/" + path;
  }

  /**
   * As Java's path; a final slash, which demands a folder, becomes {@code /.}, since Java would
   * drop it.
   */
  Path path(String path) {
    String resolved = resolve(path);
    int last = resolved.length() - 1;
    return Path.of(last > 0 && resolved.charAt(last) == '/' ? resolved + "." : resolved);
  }

  /** {@code os.getcwd()}. */
  public String getcwd() {
    if (cwd != null) {
      return cwd;
    }
    String start = System.getProperty("user.dir");
    if (start != null && !isDoubtful(start)) {
      return start;
    }
    try (Libc.Mem.Frame frame = libc().frame()) {
      long buffer = frame.take(4096);
      Libc.check(libc.callPointer("getcwd", buffer, 4096, 0, 0));
      return FsEncoding.decode(libc.cString(buffer));
    }
  }

  /**
   * {@code os.chdir}: for this interpreter and its children; the JVM's own working folder cannot
   * follow.
   */
  public void chdir(String path) {
    String target = path.isEmpty() ? path : resolve(path);
    FileStatus status = files().stat(FileSystem.AT_FDCWD, target, true);
    if (!status.isDirectory()) {
      throw new OsError(Errno.ENOTDIR, path);
    }
    if (!files().access(FileSystem.AT_FDCWD, target, FileSystem.X_OK, 0)) {
      throw new OsError(Errno.EACCES, path);
    }
    cwd = files().realpath(target);
  }

  /** {@code os.fchdir}. */
  public void fchdir(int fd) {
    if (!fds().fstat(fd).isDirectory()) {
      throw new OsError(Errno.ENOTDIR);
    }
    cwd = files().readlink(FileSystem.AT_FDCWD, "/proc/self/fd/" + fd);
  }

  /** True once {@link #chdir} was called: children must then be told. */
  public boolean hasOwnCwd() {
    return cwd != null;
  }

  /**
   * The environment as the process got it, with this interpreter's changes; live, in the kernel's
   * order. Names and values are bytes.
   */
  public Map<Bytes, byte[]> environment() {
    if (environment == null) {
      environment = new LinkedHashMap<>();
      byte[] block;
      try (FileInputStream in = new FileInputStream("/proc/self/environ")) {
        block = in.readAllBytes();
      } catch (IOException noProc) {
        block = new byte[0];
        for (Map.Entry<String, String> e : System.getenv().entrySet()) {
          environment.put(
              new Bytes(FsEncoding.encode(e.getKey())), FsEncoding.encode(e.getValue()));
        }
      }
      parseEnvironment(block);
    }
    return environment;
  }

  private void parseEnvironment(byte[] block) {
    int start = 0;
    while (start < block.length) {
      int end = start;
      int equals = -1;
      while (end < block.length && block[end] != 0) {
        if (block[end] == '=' && equals < 0 && end > start) {
          equals = end;
        }
        end++;
      }
      if (equals > 0) {
        Bytes name = new Bytes(java.util.Arrays.copyOfRange(block, start, equals));
        if (!environment.containsKey(name)) {
          environment.put(name, java.util.Arrays.copyOfRange(block, equals + 1, end));
        }
      }
      start = end + 1;
    }
  }

  /** An environment variable's value, or null. */
  public String getenv(String name) {
    byte[] value = environment().get(new Bytes(FsEncoding.encode(name)));
    return value == null ? null : FsEncoding.decode(value);
  }

  /** {@code posix.putenv}. */
  public void putenv(byte[] name, byte[] value) {
    environment().put(new Bytes(name), value);
  }

  /** {@code posix.unsetenv}. */
  public void unsetenv(byte[] name) {
    environment().remove(new Bytes(name));
  }

  /** {@code os.urandom}: from the device, since SecureRandom costs 12 ms cold. */
  public byte[] urandom(int size) {
    byte[] bytes = new byte[size];
    try (FileInputStream in = new FileInputStream("/dev/urandom")) {
      int have = 0;
      while (have < size) {
        int n = in.read(bytes, have, size - have);
        if (n <= 0) {
          throw new OsError(Errno.EIO, "/dev/urandom");
        }
        have += n;
      }
    } catch (IOException e) {
      throw error(e, "/dev/urandom");
    }
    return bytes;
  }

  /** The errno behind an exception of the JDK's file calls, or 0 if its text does not tell. */
  static int errno(IOException e) {
    if (e instanceof NoSuchFileException) {
      return Errno.ENOENT;
    }
    if (e instanceof AccessDeniedException) {
      return Errno.EACCES;
    }
    if (e instanceof FileAlreadyExistsException) {
      return Errno.EEXIST;
    }
    if (e instanceof DirectoryNotEmptyException) {
      return Errno.ENOTEMPTY;
    }
    if (e instanceof NotDirectoryException) {
      return Errno.ENOTDIR;
    }
    if (e instanceof FileSystemLoopException) {
      return Errno.ELOOP;
    }
    String text = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
    if (e instanceof FileNotFoundException && text != null && text.endsWith(")")) {
      int open = text.lastIndexOf(" (");
      if (open >= 0) {
        text = text.substring(open + 2, text.length() - 1);
      }
    }
    return Errno.ofMessage(text);
  }

  /** As {@link #errno}, as the exception to throw where asking libc again is not possible. */
  static OsError error(IOException e, Object filename) {
    int errno = errno(e);
    return new OsError(errno == 0 ? Errno.EIO : errno, filename);
  }

  /** Bytes as a key. */
  public static final class Bytes {
    private final byte[] bytes;

    public Bytes(byte[] bytes) {
      this.bytes = bytes;
    }

    /** The bytes themselves, not a copy. */
    public byte[] bytes() {
      return bytes;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Bytes b && java.util.Arrays.equals(bytes, b.bytes);
    }

    @Override
    public int hashCode() {
      return java.util.Arrays.hashCode(bytes);
    }
  }
}
