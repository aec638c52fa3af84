package dev.dormouse.runtime.os;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;

/**
 * Operations on file descriptors, which are plain numbers as in C: nothing but {@link #close}
 * closes one.
 *
 * <p>Each method first tries the JDK (see the package comment for when) and asks libc where it
 * cannot say.
 */
public final class Fds {
  public static final int O_RDONLY = 0;
  public static final int O_WRONLY = 1;
  public static final int O_RDWR = 2;
  public static final int O_ACCMODE = 3;
  public static final int O_CREAT = 0100;
  public static final int O_EXCL = 0200;
  public static final int O_NOCTTY = 0400;
  public static final int O_TRUNC = 01000;
  public static final int O_APPEND = 02000;
  public static final int O_NONBLOCK = 04000;
  public static final int O_CLOEXEC = 02000000;

  public static final int SEEK_SET = 0;
  public static final int SEEK_CUR = 1;
  public static final int SEEK_END = 2;

  static final int F_DUPFD_CLOEXEC = 1030;
  static final int F_DUPFD = 0;
  static final int F_GETFD = 1;
  static final int F_SETFD = 2;
  static final int F_GETFL = 3;
  static final int F_SETFL = 4;
  static final int FD_CLOEXEC = 1;

  private static final int TIOCGWINSZ = 0x5413;

  private final Os os;

  private boolean looked;

  /** Null while not looked for, and where the JDK keeps it from us. */
  private FdAccess access;

  /**
   * Java's objects for numbers, indexed by number; filled as needed. They only carry the number, so
   * they stay right when the number is closed and handed out again.
   */
  private FileDescriptor[] wrapped = new FileDescriptor[8];

  /**
   * Numbers Java opened for us, without close-on-exec, which it does not set; null once libc took
   * over.
   */
  private int[] javaOpened = new int[4];

  private int javaOpenedCount;

  Fds(Os os) {
    this.os = os;
    wrapped[0] = FileDescriptor.in;
    wrapped[1] = FileDescriptor.out;
    wrapped[2] = FileDescriptor.err;
  }

  /** Libc is being loaded: make what Java opened as Python would have. */
  synchronized void adoptByLibc(Libc libc) {
    for (int i = 0; i < javaOpenedCount; i++) {
      libc.call("fcntl", javaOpened[i], F_SETFD, FD_CLOEXEC);
    }
    javaOpened = null;
    javaOpenedCount = 0;
  }

  private synchronized void addJavaOpened(int fd) {
    if (javaOpened == null) {
      // Another thread loaded libc meanwhile.
      os.libc().call("fcntl", fd, F_SETFD, FD_CLOEXEC);
      return;
    }
    if (javaOpenedCount == javaOpened.length) {
      javaOpened = Arrays.copyOf(javaOpened, 2 * javaOpenedCount);
    }
    javaOpened[javaOpenedCount++] = fd;
  }

  private synchronized void removeJavaOpened(int fd) {
    for (int i = 0; i < javaOpenedCount; i++) {
      if (javaOpened[i] == fd) {
        javaOpened[i] = javaOpened[--javaOpenedCount];
      }
    }
  }

  private FdAccess access() {
    if (!looked) {
      looked = true;
      access = FdAccess.find();
    }
    return access;
  }

  /** Java's object for a number, or null if libc is to be used. */
  private FileDescriptor viaJdk(int fd) {
    if (os.libcIfLoaded() != null || fd < 0) {
      return null;
    }
    if (fd < wrapped.length && wrapped[fd] != null) {
      return wrapped[fd];
    }
    if (fd > 1023 || access() == null) {
      return null;
    }
    if (fd >= wrapped.length) {
      wrapped = Arrays.copyOf(wrapped, fd + 8);
    }
    return wrapped[fd] = access.wrap(fd);
  }

  private static void rethrow(IOException e) {
    int errno = Os.errno(e);
    if (errno != 0) {
      throw new OsError(errno);
    }
  }

  private static long check(long result, Object path) {
    if (result < 0) {
      throw new OsError((int) -result, path);
    }
    return result;
  }

  /**
   * {@code openat}, with close-on-exec.
   *
   * @param flags Linux's {@code O_*}
   */
  public int open(int dirfd, String path, int flags, int mode) {
    try {
      return kernelOpen(dirfd, path, flags, mode);
    } catch (OsError e) {
      InnerFiles.Entry inside = os.inside(dirfd, path, e.errno());
      if (inside == null || (flags & (O_ACCMODE | O_CREAT | O_TRUNC)) != O_RDONLY) {
        throw e;
      }
      if (inside.isDirectory()) {
        // A descriptor of a directory is good for what only the kernel could do.
        throw new OsError(Errno.EISDIR, path);
      }
      return openCopy(inside, path);
    }
  }

  /**
   * A real descriptor of a file with the same bytes, which has no name any more: programs may map
   * it, hand it to their children or seek in it.
   */
  private int openCopy(InnerFiles.Entry inside, String path) {
    String folder = System.getProperty("java.io.tmpdir");
    // createTempFile would load SecureRandom.
    Path copy =
        Path.of(folder, "dormouse-" + Long.toHexString(System.nanoTime()) + "-" + path.hashCode());
    try {
      Files.createFile(
          copy, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      try {
        Files.write(copy, inside.read());
        return kernelOpen(FileSystem.AT_FDCWD, copy.toString(), O_RDONLY, 0);
      } finally {
        Files.delete(copy);
      }
    } catch (IOException e) {
      int errno = Os.errno(e);
      throw new OsError(errno == 0 ? Errno.EIO : errno, path);
    }
  }

  private int kernelOpen(int dirfd, String path, int flags, int mode) {
    if (path.isEmpty()) {
      throw new OsError(Errno.ENOENT, path);
    }
    if (dirfd == FileSystem.AT_FDCWD
        && os.libcIfLoaded() == null
        && os.isPlain(path)
        && !path.endsWith("/")
        && access() != null) {
      int fd = openByJdk(path, flags, mode);
      if (fd >= 0) {
        return fd;
      }
    }
    Libc libc = os.libc();
    while (true) {
      try (Libc.Mem.Frame frame = libc.frame()) {
        long p = frame.path(dirfd == FileSystem.AT_FDCWD ? os.resolve(path) : path);
        int fd = libc.call("openat", dirfd, p, flags | O_CLOEXEC, mode);
        if (fd == -Errno.EINTR) {
          os.interrupted();
          continue;
        }
        return (int) check(fd, path);
      }
    }
  }

  /**
   * The three ways in which Java opens files; -1 for anything else. Java refuses folders, which the
   * kernel would open.
   */
  private int openByJdk(String path, int flags, int mode) {
    String file = os.resolve(path);
    FileDescriptor opened;
    try {
      switch (flags & ~(O_CLOEXEC | O_NOCTTY)) {
        case O_RDONLY:
          opened = new FileInputStream(file).getFD();
          break;
        case O_WRONLY | O_CREAT | O_TRUNC:
          if (mode != 0666) {
            return -1;
          }
          opened = new FileOutputStream(file).getFD();
          break;
        case O_WRONLY | O_CREAT | O_APPEND:
          if (mode != 0666) {
            return -1;
          }
          opened = new FileOutputStream(file, true).getFD();
          break;
        case O_RDWR | O_CREAT:
          if (mode != 0666) {
            return -1;
          }
          opened = new RandomAccessFile(file, "rw").getFD();
          break;
        default:
          return -1;
      }
    } catch (IOException e) {
      int errno = Os.errno(e);
      if (errno == 0 || errno == Errno.EISDIR && (flags & O_ACCMODE) == O_RDONLY) {
        return -1;
      }
      throw new OsError(errno, path);
    }
    int fd = access.release(opened);
    addJavaOpened(fd);
    return fd;
  }

  /** {@code read}: the number of bytes, 0 at the end of the file. */
  public int read(int fd, byte[] into, int offset, int length) {
    FileDescriptor descriptor = viaJdk(fd);
    if (descriptor != null) {
      if (length == 0) {
        return 0;
      }
      try {
        // Not closed: closing the stream would close the descriptor.
        @SuppressWarnings("resource")
        int n = new FileInputStream(descriptor).read(into, offset, length);
        return Math.max(n, 0);
      } catch (IOException e) {
        rethrow(e);
      }
    }
    Libc libc = os.libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      long buffer = frame.takeDirty(length);
      while (true) {
        long n = libc.callLong("read", fd, buffer, length, 0, 0, 0);
        if (n == -Errno.EINTR) {
          os.interrupted();
          continue;
        }
        Libc.check(n);
        libc.get(buffer, into, offset, (int) n);
        return (int) n;
      }
    }
  }

  /** {@code write}: the number of bytes written, which may be fewer. */
  public int write(int fd, byte[] from, int offset, int length) {
    FileDescriptor descriptor = viaJdk(fd);
    if (descriptor != null) {
      if (length == 0) {
        return 0;
      }
      try {
        // Not closed, as above.
        @SuppressWarnings("resource")
        FileOutputStream out = new FileOutputStream(descriptor);
        out.write(from, offset, length);
        return length;
      } catch (IOException e) {
        rethrow(e);
      }
    }
    Libc libc = os.libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      long buffer = frame.bytes(from, offset, length);
      while (true) {
        long n = libc.callLong("write", fd, buffer, length, 0, 0, 0);
        if (n == -Errno.EINTR) {
          os.interrupted();
          continue;
        }
        return (int) Libc.check(n);
      }
    }
  }

  /** {@code pread}. */
  public int pread(int fd, byte[] into, int length, long position) {
    Libc libc = os.libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      long buffer = frame.takeDirty(length);
      int n = (int) retry("pread", fd, buffer, length, position, 0, 0);
      libc.get(buffer, into, 0, n);
      return n;
    }
  }

  /** {@code pwrite}. */
  public int pwrite(int fd, byte[] from, long position) {
    Libc libc = os.libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      long buffer = frame.bytes(from, 0, from.length);
      return (int) retry("pwrite", fd, buffer, from.length, position, 0, 0);
    }
  }

  /** A call that may block: again after EINTR, throwing other errors. */
  public long retry(String call, long a, long b, long c, long d, long e, long f) {
    while (true) {
      long result = os.libc().callLong(call, a, b, c, d, e, f);
      if (result == -Errno.EINTR) {
        os.interrupted();
        continue;
      }
      return Libc.check(result);
    }
  }

  /** {@code close}. */
  public void close(int fd) {
    // Java redirects 0 to 2 to the null device instead of closing them.
    if (fd > 2 && viaJdk(fd) != null) {
      removeJavaOpened(fd);
      try {
        access.close(fd);
        return;
      } catch (IOException e) {
        int errno = Os.errno(e);
        throw new OsError(errno == 0 ? Errno.EBADF : errno);
      }
    }
    int result = os.libc().call("close", fd);
    if (result != -Errno.EINTR) {
      Libc.check(result);
    }
  }

  /** {@code lseek}: the new position. */
  public long lseek(int fd, long offset, int whence) {
    FileDescriptor descriptor = viaJdk(fd);
    if (descriptor != null && whence >= SEEK_SET && whence <= SEEK_END) {
      try {
        // Not closed, as above.
        @SuppressWarnings("resource")
        FileChannel channel = new FileInputStream(descriptor).getChannel();
        long from =
            whence == SEEK_SET ? 0 : whence == SEEK_CUR ? channel.position() : channel.size();
        if (whence != SEEK_CUR || offset != 0) {
          if (from + offset < 0) {
            throw new OsError(Errno.EINVAL);
          }
          channel.position(from + offset);
        }
        return from + offset;
      } catch (IOException e) {
        rethrow(e);
      }
    }
    return Libc.check(os.libc().callLong("lseek", fd, offset, whence, 0, 0, 0));
  }

  /** {@code fstat}. */
  public FileStatus fstat(int fd) {
    if (fd >= 0 && fd <= 2 && isJvms(openName(fd))) {
      throw new OsError(Errno.EBADF);
    }
    if (os.libcIfLoaded() == null && fd >= 0) {
      try {
        return FileStatus.read(Path.of("/proc/self/fd/" + fd), true);
      } catch (java.nio.file.NoSuchFileException e) {
        throw new OsError(Errno.EBADF);
      } catch (IOException e) {
        rethrow(e);
      }
    }
    return FileStatus.read(os.libc(), fd, "", FileSystem.AT_EMPTY_PATH);
  }

  /**
   * {@code isatty}. Without libc, by the name of what is open: a terminal is {@code /dev/pts/7},
   * {@code /dev/tty1}, {@code /dev/console}; other character devices are asked.
   */
  public boolean isatty(int fd) {
    if (os.libcIfLoaded() == null && fd >= 0) {
      try {
        String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + fd)).toString();
        if (target.startsWith("/dev/pts/") || target.startsWith("/dev/tty")) {
          return true;
        }
        if (target.startsWith("pipe:")
            || target.startsWith("socket:")
            || target.startsWith("anon_inode:")
            || target.equals("/dev/null")
            || !fstat(fd).isCharacterDevice()) {
          return false;
        }
      } catch (IOException e) {
        return false;
      }
    }
    return os.libc().call("isatty", fd) == 1;
  }

  /** {@code pipe2}: the reading and the writing end, with close-on-exec. */
  public int[] pipe(int flags) {
    Libc libc = os.libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      long p = frame.take(8);
      Libc.check(libc.call("pipe2", p, flags));
      return new int[] {libc.getInt(p), libc.getInt(p + 4)};
    }
  }

  /** {@code dup}, with close-on-exec. */
  public int dup(int fd) {
    return (int) Libc.check(os.libc().call("fcntl", fd, F_DUPFD_CLOEXEC, 0));
  }

  /** {@code dup2}. */
  public int dup2(int fd, int target, boolean inheritable) {
    if (fd == target) {
      fcntl(fd, F_GETFD, 0);
      if (!inheritable) {
        setInheritable(fd, false);
      }
      return target;
    }
    return (int) Libc.check(os.libc().call("dup3", fd, target, inheritable ? 0 : O_CLOEXEC));
  }

  /** {@code ftruncate}. */
  public void ftruncate(int fd, long length) {
    retryInt("ftruncate", fd, length, 0, 0);
  }

  /** {@code fsync}. */
  public void fsync(int fd) {
    retryInt("fsync", fd, 0, 0, 0);
  }

  /** {@code fdatasync}. */
  public void fdatasync(int fd) {
    retryInt("fdatasync", fd, 0, 0, 0);
  }

  /** As {@link #retry} for functions that return {@code int}. */
  public int retryInt(String call, long a, long b, long c, long d) {
    while (true) {
      int result = os.libc().call(call, a, b, c, d);
      if (result == -Errno.EINTR) {
        os.interrupted();
        continue;
      }
      return (int) Libc.check(result);
    }
  }

  /** {@code fchmod}. */
  public void fchmod(int fd, int mode) {
    retryInt("fchmod", fd, mode, 0, 0);
  }

  /** {@code fchown}. */
  public void fchown(int fd, long uid, long gid) {
    retryInt("fchown", fd, uid, gid, 0);
  }

  /** {@code futimens}, as {@link FileSystem#utime}. */
  public void futimens(int fd, boolean now, long atime, long mtime) {
    Libc libc = os.libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      Libc.check(libc.call("futimens", fd, now ? 0 : FileSystem.times(libc, frame, atime, mtime)));
    }
  }

  /** {@code fcntl} with a number. */
  public int fcntl(int fd, int command, long argument) {
    return retryInt("fcntl", fd, command, argument, 0);
  }

  /** {@code ioctl} with a number or an address. */
  public int ioctl(int fd, long request, long argument) {
    return retryInt("ioctl", fd, request, argument, 0);
  }

  public boolean getInheritable(int fd) {
    return (fcntl(fd, F_GETFD, 0) & FD_CLOEXEC) == 0;
  }

  public void setInheritable(int fd, boolean inheritable) {
    int flags = fcntl(fd, F_GETFD, 0);
    fcntl(fd, F_SETFD, inheritable ? flags & ~FD_CLOEXEC : flags | FD_CLOEXEC);
  }

  public boolean getBlocking(int fd) {
    return (fcntl(fd, F_GETFL, 0) & O_NONBLOCK) == 0;
  }

  public void setBlocking(int fd, boolean blocking) {
    int flags = fcntl(fd, F_GETFL, 0);
    fcntl(fd, F_SETFL, blocking ? flags & ~O_NONBLOCK : flags | O_NONBLOCK);
  }

  /** Columns and lines of a terminal; {@code ENOTTY} if it is none. */
  public int[] terminalSize(int fd) {
    if (os.libcIfLoaded() == null && fd >= 0 && !isatty(fd)) {
      fstat(fd);
      throw new OsError(Errno.ENOTTY);
    }
    Libc libc = os.libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      long p = frame.take(8);
      ioctl(fd, TIOCGWINSZ, p);
      return new int[] {libc.getShort(p + 2), libc.getShort(p)};
    }
  }

  /** {@code fstatvfs}, as {@link FileSystem#statvfs}. */
  public long[] fstatvfs(int fd) {
    Libc libc = os.libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      long p = frame.take(128);
      Libc.check(libc.call("fstatvfs", fd, p));
      return FileSystem.statvfs(libc, p);
    }
  }

  /**
   * {@code os.closerange}: closes without complaint, but spares what the JVM itself needs to live,
   * its run-time image and the jars it loads classes from; daemons close everything they did not
   * open.
   */
  public void closerange(int low, int high) {
    Libc libc = os.libc();
    for (int fd : openFds()) {
      if (fd >= low && fd < high && !isJvms(openName(fd))) {
        libc.call("close", fd);
      }
    }
  }

  /** The numbers open in this process, ascending. */
  int[] openFds() {
    String[] names = os.files().listdir("/proc/self/fd");
    int[] fds = new int[names.length];
    for (int i = 0; i < fds.length; i++) {
      fds[i] = Integer.parseInt(names[i]);
    }
    Arrays.sort(fds);
    return fds;
  }

  /**
   * The name of what is open, such as {@code pipe:[123]} or {@code /dev/pts/1}; null if nothing is.
   */
  public String openName(int fd) {
    try {
      return os.files().readlink(FileSystem.AT_FDCWD, "/proc/self/fd/" + fd);
    } catch (OsError gone) {
      return null;
    }
  }

  /**
   * Whether the JVM opened what is open under this {@link #openName} for itself: its run-time image
   * and the jars it loads from. It takes the numbers 0 to 2 as well when the process was started
   * with them closed.
   */
  public boolean isJvms(String target) {
    return target != null
        && target.startsWith("/")
        && (target.startsWith(System.getProperty("java.home") + "/")
            || System.getProperty("java.class.path").contains(target));
  }

  /** {@code ttyname}. */
  public String ttyname(int fd) {
    Libc libc = os.libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      long buffer = frame.take(1024);
      int errno = libc.call("ttyname_r", fd, buffer, 1024);
      if (errno != 0) {
        throw new OsError(Math.abs(errno));
      }
      return FsEncoding.decode(libc.cString(buffer));
    }
  }

  /** {@code openpty}: master and slave. */
  public int[] openpty() {
    Libc libc = os.libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      long p = frame.take(8);
      Libc.check(libc.call("openpty", p, p + 4, 0, 0, 0, 0));
      int[] pair = {libc.getInt(p), libc.getInt(p + 4)};
      setInheritable(pair[0], false);
      setInheritable(pair[1], false);
      return pair;
    }
  }
}
