package dev.dormouse.runtime.os;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What {@code stat} reports. Times are nanoseconds since the epoch. */
public final class FileStatus {
  /**
   * Named one by one because {@code unix:*} would also look up the owner's and the group's name.
   */
  private static final String ATTRIBUTES =
      "unix:mode,ino,dev,rdev,nlink,uid,gid,size,lastAccessTime,lastModifiedTime,ctime";

  private static final long STATX_BASIC_STATS = 0x7ff;

  public int mode;
  public long ino;
  public long dev;
  public long rdev;
  public int nlink;
  public long uid;
  public long gid;
  public long size;
  public long atime;
  public long mtime;
  public long ctime;

  /** -1 if the JDK was asked, which has no such attribute; {@link #complete} then gets it. */
  private long blocks = -1;

  /** -1 under the same condition as {@link #blocks}. */
  private long blksize = -1;

  /** The path the JDK was asked about; null if the kernel was. */
  private String path;

  private boolean follow;

  /** {@code st_blocks}: asks the kernel again if this status came from the JDK. */
  public long blocks(Os os) {
    complete(os);
    return blocks;
  }

  /** {@code st_blksize}, as {@link #blocks}. */
  public long blksize(Os os) {
    complete(os);
    return blksize;
  }

  /**
   * Few programs look at these two, and 30 ms at start-up would be their price for all. A file that
   * vanished in between gets the values the common file systems would have reported.
   */
  private void complete(Os os) {
    if (blocks >= 0) {
      return;
    }
    try {
      int flags = follow ? 0 : FileSystem.AT_SYMLINK_NOFOLLOW;
      FileStatus full = read(os.libc(), FileSystem.AT_FDCWD, path, flags);
      blocks = full.blocks;
      blksize = full.blksize;
    } catch (OsError gone) {
      blksize = 4096;
      blocks = (size + blksize - 1) / blksize * (blksize / 512);
    }
  }

  public boolean isDirectory() {
    return (mode & 0xF000) == 0x4000;
  }

  public boolean isRegular() {
    return (mode & 0xF000) == 0x8000;
  }

  public boolean isLink() {
    return (mode & 0xF000) == 0xA000;
  }

  public boolean isCharacterDevice() {
    return (mode & 0xF000) == 0x2000;
  }

  static FileStatus read(Path path, boolean follow) throws IOException {
    Map<String, Object> values =
        follow
            ? Files.readAttributes(path, ATTRIBUTES)
            : Files.readAttributes(path, ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
    FileStatus status = new FileStatus();
    status.path = path.toString();
    status.follow = follow;
    status.mode = ((Integer) values.get("mode")).intValue();
    status.ino = ((Long) values.get("ino")).longValue();
    status.dev = ((Long) values.get("dev")).longValue();
    status.rdev = ((Long) values.get("rdev")).longValue();
    status.nlink = ((Integer) values.get("nlink")).intValue();
    status.uid = ((Integer) values.get("uid")).intValue() & 0xFFFF_FFFFL;
    status.gid = ((Integer) values.get("gid")).intValue() & 0xFFFF_FFFFL;
    status.size = ((Long) values.get("size")).longValue();
    status.atime = nanos(values.get("lastAccessTime"));
    status.mtime = nanos(values.get("lastModifiedTime"));
    status.ctime = nanos(values.get("ctime"));
    return status;
  }

  /**
   * Of what is inside a file: it is as old as that file, and whoever may read that may read it. As
   * in a file system that is mounted read-only, the mode may say that it can be written: copies of
   * it, which take the mode over, can be.
   */
  static FileStatus of(InnerFiles.Entry inside, FileStatus container) {
    FileStatus status = new FileStatus();
    int mode = container.mode & 0666;
    if (inside.isDirectory()) {
      status.mode = 0x4000 | mode | (mode & 0444) >> 2;
    } else {
      status.mode = 0x8000 | mode;
      status.size = inside.size();
    }
    // One number for one place, and none of the file system's own.
    status.ino = container.ino << 32 ^ inside.inside().hashCode() & 0xFFFF_FFFFL;
    status.dev = container.dev;
    status.nlink = 1;
    status.uid = container.uid;
    status.gid = container.gid;
    status.atime = container.atime;
    status.mtime = container.mtime;
    status.ctime = container.ctime;
    status.blksize = 4096;
    status.blocks = (status.size + 511) / 512;
    return status;
  }

  private static long nanos(Object time) {
    return ((FileTime) time).to(TimeUnit.NANOSECONDS);
  }

  /**
   * Asks the kernel. {@code statx} rather than {@code stat}, because its struct is the same on
   * every architecture.
   *
   * @throws OsError without a file name
   */
  static FileStatus read(Libc libc, int dirfd, String path, int flags) {
    try (Libc.Mem.Frame frame = libc.frame()) {
      long p = frame.take(256);
      Libc.check(libc.call("statx", dirfd, frame.path(path), flags, STATX_BASIC_STATS, p, 0));
      FileStatus status = new FileStatus();
      status.blksize = libc.getUnsignedInt(p + 4);
      status.nlink = libc.getInt(p + 16);
      status.uid = libc.getUnsignedInt(p + 20);
      status.gid = libc.getUnsignedInt(p + 24);
      status.mode = libc.getShort(p + 28);
      status.ino = libc.getLong(p + 32);
      status.size = libc.getLong(p + 40);
      status.blocks = libc.getLong(p + 48);
      status.atime = time(libc, p + 64);
      status.ctime = time(libc, p + 96);
      status.mtime = time(libc, p + 112);
      status.rdev = device(libc.getInt(p + 128), libc.getInt(p + 132));
      status.dev = device(libc.getInt(p + 136), libc.getInt(p + 140));
      return status;
    }
  }

  private static long time(Libc libc, long p) {
    return libc.getLong(p) * 1_000_000_000L + libc.getInt(p + 8);
  }

  /** glibc's {@code makedev}. */
  public static long device(long major, long minor) {
    return (major & 0xFFF) << 8
        | (major & 0xFFFF_F000L) << 32
        | minor & 0xFF
        | (minor & 0xFFFF_FF00L) << 12;
  }

  /** glibc's {@code major}. */
  public static long major(long device) {
    return device >>> 8 & 0xFFF | device >>> 32 & 0xFFFF_F000L;
  }

  /** glibc's {@code minor}. */
  public static long minor(long device) {
    return device & 0xFF | device >>> 12 & 0xFFFF_FF00L;
  }
}
