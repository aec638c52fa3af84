package dev.dormouse.runtime.os;

import java.io.File;
import java.io.IOException;
import java.nio.file.AccessMode;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;

/**
 * Operations on paths, named after the system calls. {@code dirfd} is a folder's descriptor that
 * relative paths start from, or {@link #AT_FDCWD}.
 *
 * <p>Each method first tries the JDK (see the package comment for when), and an error whose errno
 * the JDK's exception does not tell is asked again from libc. Errors name the path as the caller
 * gave it.
 */
public final class FileSystem {
  /** Relative to the working folder. */
  public static final int AT_FDCWD = -100;

  public static final int AT_SYMLINK_NOFOLLOW = 0x100;
  public static final int AT_REMOVEDIR = 0x200;
  public static final int AT_EACCESS = 0x200;
  public static final int AT_SYMLINK_FOLLOW = 0x400;
  public static final int AT_EMPTY_PATH = 0x1000;

  public static final int F_OK = 0;
  public static final int X_OK = 1;
  public static final int W_OK = 2;
  public static final int R_OK = 4;

  private final Os os;

  FileSystem(Os os) {
    this.os = os;
  }

  /** True if the JDK is to be asked: libc is not loaded, and the path survives Java. */
  private boolean viaJdk(int dirfd, String path) {
    if (path.isEmpty()) {
      throw new OsError(Errno.ENOENT, path);
    }
    return os.libcIfLoaded() == null && dirfd == AT_FDCWD && os.isPlain(path);
  }

  /** As {@link #viaJdk} for calls on the entry itself, where a final slash matters. */
  private boolean viaJdkEntry(int dirfd, String path) {
    return viaJdk(dirfd, path) && !path.endsWith("/");
  }

  /** Throws if the errno is known; returns if libc has to be asked. */
  private static void rethrow(IOException e, Object path) {
    rethrow(e, path, null);
  }

  private static void rethrow(IOException e, Object path, Object path2) {
    int errno = Os.errno(e);
    if (errno != 0) {
      throw new OsError(errno, path, path2);
    }
  }

  private static long check(long result, Object path) {
    return check(result, path, null);
  }

  private static long check(long result, Object path, Object path2) {
    if (result < 0) {
      throw new OsError((int) -result, path, path2);
    }
    return result;
  }

  private String at(int dirfd, String path) {
    return dirfd == AT_FDCWD ? os.resolve(path) : path;
  }

  /** {@code stat}, {@code lstat}, {@code fstatat}. */
  public FileStatus stat(int dirfd, String path, boolean follow) {
    try {
      return kernelStat(dirfd, path, follow);
    } catch (OsError e) {
      InnerFiles.Entry inside = os.inside(dirfd, path, e.errno());
      if (inside == null) {
        throw e;
      }
      return FileStatus.of(inside, kernelStat(AT_FDCWD, inside.container(), true));
    }
  }

  private FileStatus kernelStat(int dirfd, String path, boolean follow) {
    if (viaJdk(dirfd, path)) {
      try {
        return FileStatus.read(os.path(path), follow);
      } catch (NoSuchFileException e) {
        throw new OsError(hasFileOnTheWay(os.resolve(path)) ? Errno.ENOTDIR : Errno.ENOENT, path);
      } catch (IOException e) {
        rethrow(e, path);
      }
    }
    try {
      int flags = follow ? 0 : AT_SYMLINK_NOFOLLOW;
      return FileStatus.read(os.libc(), dirfd, at(dirfd, path), flags);
    } catch (OsError e) {
      throw e.at(path, null);
    }
  }

  /**
   * For a path that leads nowhere: true if that is because a part of it is no folder, which Java's
   * stat does not tell.
   */
  private static boolean hasFileOnTheWay(String path) {
    int end = path.length();
    while ((end = path.lastIndexOf('/', end - 1)) > 0) {
      File part = new File(path.substring(0, end));
      if (part.exists()) {
        return !part.isDirectory();
      }
    }
    return false;
  }

  /**
   * What the path leads to, cheaply and without exceptions, for finders: 0 nothing, 1 a file, 2 a
   * folder, 3 else.
   */
  public int kind(String path) {
    if (os.isPlain(path) && !path.endsWith("/")) {
      File file = new File(os.resolve(path));
      return file.isFile() ? 1 : file.isDirectory() ? 2 : file.exists() ? 3 : 0;
    }
    try {
      FileStatus status = stat(AT_FDCWD, path, true);
      return status.isRegular() ? 1 : status.isDirectory() ? 2 : 3;
    } catch (OsError e) {
      return 0;
    }
  }

  /** {@code faccessat}; flags are {@link #AT_EACCESS} and {@link #AT_SYMLINK_NOFOLLOW}. */
  public boolean access(int dirfd, String path, int mode, int flags) {
    if (path.isEmpty()) {
      return false;
    }
    if (kernelAccess(dirfd, path, mode, flags)) {
      return true;
    }
    // That it was refused because of a file on the way is likely enough to look.
    InnerFiles.Entry inside = os.inside(dirfd, path, Errno.ENOTDIR);
    return inside != null
        && (mode & W_OK) == 0
        && ((mode & X_OK) == 0 || inside.isDirectory())
        && kernelAccess(AT_FDCWD, inside.container(), R_OK, 0);
  }

  private boolean kernelAccess(int dirfd, String path, int mode, int flags) {
    if (flags == 0 && viaJdk(dirfd, path)) {
      AccessMode[] modes = new AccessMode[Integer.bitCount(mode & 7)];
      int n = 0;
      if ((mode & R_OK) != 0) {
        modes[n++] = AccessMode.READ;
      }
      if ((mode & W_OK) != 0) {
        modes[n++] = AccessMode.WRITE;
      }
      if ((mode & X_OK) != 0) {
        modes[n] = AccessMode.EXECUTE;
      }
      Path file = os.path(path);
      try {
        file.getFileSystem().provider().checkAccess(file, modes);
        return true;
      } catch (IOException e) {
        return false;
      }
    }
    try (Libc.Mem.Frame frame = os.libc().frame()) {
      return os.libc().call("faccessat", dirfd, frame.path(at(dirfd, path)), mode, flags) == 0;
    }
  }

  /** {@code mkdirat}. */
  public void mkdir(int dirfd, String path, int mode) {
    if ((mode & 07000) == 0 && viaJdk(dirfd, path)) {
      Path folder = Path.of(os.resolve(path));
      try {
        if (mode == 0777) {
          Files.createDirectory(folder);
        } else {
          Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(permissions(mode)));
        }
        return;
      } catch (IOException e) {
        rethrow(e, path);
      }
    }
    try (Libc.Mem.Frame frame = os.libc().frame()) {
      check(os.libc().call("mkdirat", dirfd, frame.path(at(dirfd, path)), mode), path);
    }
  }

  private static EnumSet<PosixFilePermission> permissions(int mode) {
    EnumSet<PosixFilePermission> set = EnumSet.noneOf(PosixFilePermission.class);
    for (PosixFilePermission p : PosixFilePermission.values()) {
      if ((mode & 0400 >> p.ordinal()) != 0) {
        set.add(p);
      }
    }
    return set;
  }

  /** {@code rmdir}. */
  public void rmdir(int dirfd, String path) {
    if (viaJdkEntry(dirfd, path) && !path.endsWith(".")) {
      try {
        Path folder = os.path(path);
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
          throw new OsError(
              Files.exists(folder, LinkOption.NOFOLLOW_LINKS) ? Errno.ENOTDIR : Errno.ENOENT, path);
        }
        Files.delete(folder);
        return;
      } catch (IOException e) {
        rethrow(e, path);
      }
    }
    unlinkat(dirfd, path, AT_REMOVEDIR);
  }

  /** {@code unlink}. */
  public void unlink(int dirfd, String path) {
    if (viaJdkEntry(dirfd, path)) {
      try {
        Path file = os.path(path);
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
          throw new OsError(Errno.EISDIR, path);
        }
        Files.delete(file);
        return;
      } catch (IOException e) {
        rethrow(e, path);
      }
    }
    unlinkat(dirfd, path, 0);
  }

  private void unlinkat(int dirfd, String path, int flags) {
    try (Libc.Mem.Frame frame = os.libc().frame()) {
      check(os.libc().call("unlinkat", dirfd, frame.path(at(dirfd, path)), flags), path);
    }
  }

  /** {@code renameat}; on Linux also {@code replace}. */
  public void rename(int dirfd, String from, int todirfd, String to) {
    if (viaJdkEntry(dirfd, from) && viaJdkEntry(todirfd, to)) {
      try {
        Files.move(os.path(from), os.path(to), StandardCopyOption.ATOMIC_MOVE);
        return;
      } catch (AtomicMoveNotSupportedException e) {
        throw new OsError(Errno.EXDEV, from, to);
      } catch (IOException e) {
        rethrow(e, from, to);
      }
    }
    try (Libc.Mem.Frame frame = os.libc().frame()) {
      long a = frame.path(at(dirfd, from));
      long b = frame.path(at(todirfd, to));
      check(os.libc().call("renameat", dirfd, a, todirfd, b), from, to);
    }
  }

  /** {@code linkat}. */
  public void link(int dirfd, String from, int todirfd, String to, boolean follow) {
    if (viaJdkEntry(dirfd, from) && viaJdkEntry(todirfd, to) && !follow) {
      try {
        Files.createLink(os.path(to), os.path(from));
        return;
      } catch (IOException e) {
        rethrow(e, from, to);
      }
    }
    try (Libc.Mem.Frame frame = os.libc().frame()) {
      long a = frame.path(at(dirfd, from));
      long b = frame.path(at(todirfd, to));
      int flags = follow ? AT_SYMLINK_FOLLOW : 0;
      check(os.libc().call("linkat", dirfd, a, todirfd, b, flags, 0), from, to);
    }
  }

  /** {@code symlinkat}. */
  public void symlink(String target, int dirfd, String path) {
    if (viaJdk(AT_FDCWD, target) && viaJdkEntry(dirfd, path)) {
      Path link = Path.of(target);
      if (link.toString().equals(target)) {
        try {
          Files.createSymbolicLink(os.path(path), link);
          return;
        } catch (IOException e) {
          rethrow(e, target, path);
        }
      }
    }
    try (Libc.Mem.Frame frame = os.libc().frame()) {
      long a = frame.path(target);
      check(os.libc().call("symlinkat", a, dirfd, frame.path(at(dirfd, path))), target, path);
    }
  }

  /** {@code readlinkat}. */
  public String readlink(int dirfd, String path) {
    if (viaJdkEntry(dirfd, path)) {
      try {
        String target = Files.readSymbolicLink(os.path(path)).toString();
        if (!os.isDoubtful(target)) {
          return target;
        }
      } catch (java.nio.file.NotLinkException e) {
        throw new OsError(Errno.EINVAL, path);
      } catch (IOException e) {
        rethrow(e, path);
      }
    }
    int size = 4096;
    while (true) {
      try (Libc.Mem.Frame frame = os.libc().frame()) {
        long p = frame.path(at(dirfd, path));
        long buffer = frame.take(size);
        long n = os.libc().callLong("readlinkat", dirfd, p, buffer, size, 0, 0);
        check(n, path);
        if (n < size) {
          return FsEncoding.decode(os.libc().bytes(buffer, (int) n));
        }
        size *= 2;
      }
    }
  }

  /** The path without links, dots and relative parts; everything must exist. */
  public String realpath(String path) {
    if (viaJdk(AT_FDCWD, path)) {
      try {
        String real = os.path(path).toRealPath().toString();
        if (!os.isDoubtful(real)) {
          return real;
        }
      } catch (IOException e) {
        rethrow(e, path);
      }
    }
    try (Libc.Mem.Frame frame = os.libc().frame()) {
      long buffer = frame.take(4096);
      Libc libc = os.libc();
      check(libc.callPointer("realpath", frame.path(os.resolve(path)), buffer, 0, 0), path);
      return FsEncoding.decode(libc.cString(buffer));
    }
  }

  /** {@code fchmodat}. */
  public void chmod(int dirfd, String path, int mode, boolean follow) {
    if (follow && viaJdk(dirfd, path)) {
      try {
        Files.setAttribute(os.path(path), "unix:mode", mode & 07777);
        return;
      } catch (IOException e) {
        rethrow(e, path);
      }
    }
    try (Libc.Mem.Frame frame = os.libc().frame()) {
      long p = frame.path(at(dirfd, path));
      int flags = follow ? 0 : AT_SYMLINK_NOFOLLOW;
      check(os.libc().call("fchmodat", dirfd, p, mode, flags), path);
    }
  }

  /** {@code fchownat}; -1 leaves an id alone. */
  public void chown(int dirfd, String path, long uid, long gid, boolean follow) {
    try (Libc.Mem.Frame frame = os.libc().frame()) {
      long p = frame.path(at(dirfd, path));
      int flags = follow ? 0 : AT_SYMLINK_NOFOLLOW;
      check(os.libc().call("fchownat", dirfd, p, uid, gid, flags, 0), path);
    }
  }

  /**
   * {@code utimensat}: nanoseconds since the epoch; {@code now} sets both to the present and
   * ignores them.
   */
  public void utime(int dirfd, String path, boolean now, long atime, long mtime, boolean follow) {
    Libc libc = os.libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      long p = frame.path(at(dirfd, path));
      long times = now ? 0 : times(libc, frame, atime, mtime);
      int flags = follow ? 0 : AT_SYMLINK_NOFOLLOW;
      check(libc.call("utimensat", dirfd, p, times, flags), path);
    }
  }

  static long times(Libc libc, Libc.Mem.Frame frame, long atime, long mtime) {
    long p = frame.take(32);
    libc.setLong(p, Math.floorDiv(atime, 1_000_000_000L));
    libc.setLong(p + 8, Math.floorMod(atime, 1_000_000_000L));
    libc.setLong(p + 16, Math.floorDiv(mtime, 1_000_000_000L));
    libc.setLong(p + 24, Math.floorMod(mtime, 1_000_000_000L));
    return p;
  }

  /** {@code truncate}. */
  public void truncate(String path, long length) {
    try (Libc.Mem.Frame frame = os.libc().frame()) {
      check(os.libc().call("truncate", frame.path(os.resolve(path)), length), path);
    }
  }

  /** {@code mkfifoat}. */
  public void mkfifo(int dirfd, String path, int mode) {
    try (Libc.Mem.Frame frame = os.libc().frame()) {
      check(os.libc().call("mkfifoat", dirfd, frame.path(at(dirfd, path)), mode), path);
    }
  }

  /** {@code mknodat}. */
  public void mknod(int dirfd, String path, int mode, long device) {
    try (Libc.Mem.Frame frame = os.libc().frame()) {
      check(os.libc().call("mknodat", dirfd, frame.path(at(dirfd, path)), mode, device), path);
    }
  }

  /** A folder's entries without {@code .} and {@code ..}, in the kernel's order. */
  public String[] listdir(String path) {
    try {
      return kernelListdir(path);
    } catch (OsError e) {
      return list(path, e);
    }
  }

  /** The names in a directory inside a file, which the kernel refused to list. */
  private String[] list(String path, OsError refusal) {
    InnerFiles.Entry inside = os.inside(AT_FDCWD, path, refusal.errno());
    if (inside == null || !inside.isDirectory()) {
      throw refusal;
    }
    return inside.list();
  }

  private String[] kernelListdir(String path) {
    if (viaJdk(AT_FDCWD, path)) {
      String[] names = os.path(path).toFile().list();
      if (names == null) {
        explainUnlistable(path);
      } else if (!anyDoubtful(names)) {
        return names;
      }
    }
    DirectoryEntry[] entries = entries(opendir(path), path);
    String[] names = new String[entries.length];
    for (int i = 0; i < names.length; i++) {
      names[i] = entries[i].name;
    }
    return names;
  }

  /** {@link #listdir} of an open folder, whose descriptor stays open. */
  public String[] listdir(int fd) {
    DirectoryEntry[] entries = scandir(fd);
    String[] names = new String[entries.length];
    for (int i = 0; i < names.length; i++) {
      names[i] = entries[i].name;
    }
    return names;
  }

  /** A folder's entries with what the kernel tells beside the name. */
  public DirectoryEntry[] scandir(String path) {
    try {
      return kernelScandir(path);
    } catch (OsError e) {
      return named(list(path, e));
    }
  }

  private DirectoryEntry[] kernelScandir(String path) {
    if (viaJdk(AT_FDCWD, path)) {
      String[] names = os.path(path).toFile().list();
      if (names == null) {
        explainUnlistable(path);
      } else if (!anyDoubtful(names)) {
        return named(names);
      }
    }
    return entries(opendir(path), path);
  }

  private static DirectoryEntry[] named(String[] names) {
    DirectoryEntry[] entries = new DirectoryEntry[names.length];
    for (int i = 0; i < names.length; i++) {
      entries[i] = new DirectoryEntry(names[i], DirectoryEntry.DT_UNKNOWN, 0);
    }
    return entries;
  }

  /** {@link #scandir} of an open folder, whose descriptor stays open. */
  public DirectoryEntry[] scandir(int fd) {
    Libc libc = os.libc();
    int copy = (int) Libc.check(libc.call("fcntl", fd, Fds.F_DUPFD_CLOEXEC, 0));
    long dir = libc.callPointer("fdopendir", copy, 0, 0, 0);
    if (dir < 0) {
      libc.call("close", copy);
      throw new OsError((int) -dir, fd);
    }
    libc.raw("rewinddir", dir, 0, 0, 0, 0, 0);
    return entries(dir, fd);
  }

  /** Java's list gives no reason: throws the likely one, or returns if libc has to be asked. */
  private void explainUnlistable(String path) {
    if (!kernelStat(AT_FDCWD, path, true).isDirectory()) {
      throw new OsError(Errno.ENOTDIR, path);
    }
    if (!access(AT_FDCWD, path, R_OK, 0)) {
      throw new OsError(Errno.EACCES, path);
    }
  }

  private boolean anyDoubtful(String[] names) {
    for (String name : names) {
      if (os.isDoubtful(name)) {
        return true;
      }
    }
    return false;
  }

  private long opendir(String path) {
    try (Libc.Mem.Frame frame = os.libc().frame()) {
      return check(os.libc().callPointer("opendir", frame.path(os.resolve(path)), 0, 0, 0), path);
    }
  }

  /**
   * Reads all of an open {@code DIR*} and closes it. {@code struct dirent} is the same on all
   * 64-bit Linux.
   */
  private DirectoryEntry[] entries(long dir, Object path) {
    Libc libc = os.libc();
    ArrayList<DirectoryEntry> entries = new ArrayList<>();
    try {
      while (true) {
        libc.clearErrno();
        long entry = libc.raw("readdir", dir, 0, 0, 0, 0, 0);
        if (entry == 0) {
          if (libc.errno() != 0) {
            throw new OsError(libc.errno(), path);
          }
          break;
        }
        byte[] name = libc.cString(entry + 19);
        if (name[0] == '.' && (name.length == 1 || name.length == 2 && name[1] == '.')) {
          continue;
        }
        entries.add(
            new DirectoryEntry(
                FsEncoding.decode(name), libc.getByte(entry + 18), libc.getLong(entry)));
      }
    } finally {
      libc.call("closedir", dir);
    }
    return entries.toArray(new DirectoryEntry[0]);
  }

  /** What a folder says about an entry. */
  public static final class DirectoryEntry {
    public static final int DT_UNKNOWN = 0;
    public static final int DT_DIR = 4;
    public static final int DT_REG = 8;
    public static final int DT_LNK = 10;

    public final String name;

    /** {@link #DT_UNKNOWN} where the folder does not tell: ask {@code lstat}. */
    public final int type;

    /** 0 if {@link #type} is unknown. */
    public final long inode;

    DirectoryEntry(String name, int type, long inode) {
      this.name = name;
      this.type = type;
      this.inode = inode;
    }
  }

  /**
   * {@code statvfs}: bsize, frsize, blocks, bfree, bavail, files, ffree, favail, flag, namemax,
   * fsid.
   */
  public long[] statvfs(String path) {
    Libc libc = os.libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      long p = frame.take(128);
      check(libc.call("statvfs", frame.path(os.resolve(path)), p), path);
      return statvfs(libc, p);
    }
  }

  static long[] statvfs(Libc libc, long p) {
    long[] values = new long[11];
    for (int i = 0; i < 8; i++) {
      values[i] = libc.getLong(p + 8L * i);
    }
    values[8] = libc.getLong(p + 72);
    values[9] = libc.getLong(p + 80);
    values[10] = libc.getLong(p + 64);
    return values;
  }

  /** {@code getxattr}, {@code lgetxattr}. */
  public byte[] getxattr(String path, String attribute, boolean follow) {
    Libc libc = os.libc();
    int size = 256;
    while (true) {
      try (Libc.Mem.Frame frame = libc.frame()) {
        long p = frame.path(os.resolve(path));
        long buffer = frame.take(size);
        String call = follow ? "getxattr" : "lgetxattr";
        long n = libc.callLong(call, p, frame.path(attribute), buffer, size, 0, 0);
        if (n == -Errno.ERANGE && size < 1 << 16) {
          size = 1 << 16;
          continue;
        }
        if (n < 0 && os.inside(AT_FDCWD, path, (int) -n) != null) {
          throw new OsError(Errno.ENODATA, path);
        }
        check(n, path);
        return libc.bytes(buffer, (int) n);
      }
    }
  }

  /** {@code setxattr}, {@code lsetxattr}. */
  public void setxattr(String path, String attribute, byte[] value, int flags, boolean follow) {
    Libc libc = os.libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      long p = frame.path(os.resolve(path));
      long name = frame.path(attribute);
      long data = frame.bytes(value, 0, value.length);
      String call = follow ? "setxattr" : "lsetxattr";
      check(libc.call(call, p, name, data, value.length, flags, 0), path);
    }
  }

  /** {@code removexattr}, {@code lremovexattr}. */
  public void removexattr(String path, String attribute, boolean follow) {
    Libc libc = os.libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      long p = frame.path(os.resolve(path));
      String call = follow ? "removexattr" : "lremovexattr";
      check(libc.call(call, p, frame.path(attribute)), path);
    }
  }

  /** {@code listxattr}, {@code llistxattr}. */
  public String[] listxattr(String path, boolean follow) {
    Libc libc = os.libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      long p = frame.path(os.resolve(path));
      int size = 1 << 16;
      long buffer = frame.take(size);
      String call = follow ? "listxattr" : "llistxattr";
      int n = (int) libc.callLong(call, p, buffer, size, 0, 0, 0);
      if (n < 0 && os.inside(AT_FDCWD, path, -n) != null) {
        return new String[0]; // Copying a file copies these too.
      }
      check(n, path);
      ArrayList<String> names = new ArrayList<>();
      byte[] list = libc.bytes(buffer, n);
      int start = 0;
      for (int i = 0; i < n; i++) {
        if (list[i] == 0) {
          names.add(FsEncoding.decode(list, start, i - start));
          start = i + 1;
        }
      }
      return names.toArray(new String[0]);
    }
  }
}
