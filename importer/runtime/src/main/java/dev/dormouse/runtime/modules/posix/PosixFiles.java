package dev.dormouse.runtime.modules.posix;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Buffer;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyOSError;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.os.FileStatus;
import dev.dormouse.runtime.os.FileSystem;
import dev.dormouse.runtime.os.FsEncoding;
import dev.dormouse.runtime.os.Os;
import dev.dormouse.runtime.os.OsError;
import dev.dormouse.tables.Function;

/** The functions of {@code posix} that take paths. */
final class PosixFiles {
  private PosixFiles() {}

  private static PyException error(OsError e, Host.PathArgument path) {
    return PyOSError.of(e, path.object, null);
  }

  private static void refuseFdWithDirFd(String function, Host.PathArgument path, int dirfd) {
    if (path.fd >= 0 && dirfd != FileSystem.AT_FDCWD) {
      throw Errors.valueError(function + ": can't specify dir_fd without matching path");
    }
  }

  private static void refuseFdAndDirFd(String function, Host.PathArgument path, int dirfd) {
    if (path.fd >= 0 && dirfd != FileSystem.AT_FDCWD) {
      throw Errors.valueError(function + ": can't specify both dir_fd and fd");
    }
  }

  private static void refuseFdWithoutFollowing(
      String function, Host.PathArgument path, boolean follow) {
    if (path.fd >= 0 && !follow) {
      throw Errors.valueError(function + ": cannot use fd and follow_symlinks together");
    }
  }

  @Function(
      signature = "(path, *, dir_fd=None, follow_symlinks=True)",
      doc = "Perform a stat system call on the given path.")
  static PyObject stat(PyObject path, PyObject dirFd, boolean follow) {
    Host.PathArgument p = Host.path(path, "stat", "path", false, true);
    int dirfd = Host.dirFd(dirFd);
    refuseFdWithDirFd("stat", p, dirfd);
    refuseFdWithoutFollowing("stat", p, follow);
    return stat(p, dirfd, follow);
  }

  private static PyObject stat(Host.PathArgument p, int dirfd, boolean follow) {
    Os os = Host.os();
    try {
      FileStatus status =
          p.path == null ? os.fds().fstat(p.fd) : os.files().stat(dirfd, p.path, follow);
      return PosixResults.stat(os, status);
    } catch (OsError e) {
      throw error(e, p);
    }
  }

  @Function(
      signature = "(path, *, dir_fd=None)",
      doc = "Perform a stat system call on the given path, without following symbolic links.")
  static PyObject lstat(PyObject path, PyObject dirFd) {
    return stat(Host.path(path, "lstat", "path"), Host.dirFd(dirFd), false);
  }

  @Function(
      signature = "(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True)",
      doc = "Use the real uid/gid to test for access to a path.")
  static boolean access(
      PyObject path, int mode, PyObject dirFd, boolean effective, boolean follow) {
    Host.PathArgument p = Host.path(path, "access", "path");
    int flags =
        (effective ? FileSystem.AT_EACCESS : 0) | (follow ? 0 : FileSystem.AT_SYMLINK_NOFOLLOW);
    return Host.os().files().access(Host.dirFd(dirFd), p.path, mode, flags);
  }

  @Function(
      signature = "(path)",
      doc = "Change the current working directory to the specified path.")
  static void chdir(PyObject path) {
    Host.PathArgument p = Host.path(path, "chdir", "path", false, true);
    try {
      if (p.path == null) {
        Host.os().fchdir(p.fd);
      } else {
        Host.os().chdir(p.path);
      }
    } catch (OsError e) {
      throw error(e, p);
    }
  }

  @Function(signature = "(fd)", doc = "Change to the directory of the given file descriptor.")
  static void fchdir(PyObject fd) {
    try {
      Host.os().fchdir(Host.descriptor(fd));
    } catch (OsError e) {
      throw PyOSError.of(e, null, null);
    }
  }

  @Function(
      signature = "()",
      doc = "Return a unicode string representing the current working directory.")
  static PyObject getcwd() {
    try {
      return PyStr.of(Host.os().getcwd());
    } catch (OsError e) {
      throw PyOSError.of(e, null, null);
    }
  }

  @Function(
      signature = "()",
      doc = "Return a bytes string representing the current working directory.")
  static PyObject getcwdb() {
    try {
      return PyBytes.of(FsEncoding.encode(Host.os().getcwd()));
    } catch (OsError e) {
      throw PyOSError.of(e, null, null);
    }
  }

  @Function(
      signature = "(path, mode, *, dir_fd=None, follow_symlinks=True)",
      doc = "Change the access permissions of a file.")
  static void chmod(PyObject path, int mode, PyObject dirFd, boolean follow) {
    Host.PathArgument p = Host.path(path, "chmod", "path", false, true);
    int dirfd = Host.dirFd(dirFd);
    try {
      if (p.path == null) {
        Host.os().fds().fchmod(p.fd, mode);
      } else {
        Host.os().files().chmod(dirfd, p.path, mode, follow);
      }
    } catch (OsError e) {
      throw error(e, p);
    }
  }

  @Function(
      signature = "(path, uid, gid, *, dir_fd=None, follow_symlinks=True)",
      doc = "Change the owner and group id of path to the numeric uid and gid.")
  static void chown(PyObject path, PyObject uid, PyObject gid, PyObject dirFd, boolean follow) {
    Host.PathArgument p = Host.path(path, "chown", "path", false, true);
    long u = Host.id(uid, "uid");
    long g = Host.id(gid, "gid");
    int dirfd = Host.dirFd(dirFd);
    refuseFdAndDirFd("chown", p, dirfd);
    refuseFdWithoutFollowing("chown", p, follow);
    try {
      if (p.path == null) {
        Host.os().fds().fchown(p.fd, u, g);
      } else {
        Host.os().files().chown(dirfd, p.path, u, g, follow);
      }
    } catch (OsError e) {
      throw error(e, p);
    }
  }

  @Function(
      signature = "(path, uid, gid)",
      doc = "Change the owner and group id of path, not following links.")
  static void lchown(PyObject path, PyObject uid, PyObject gid) {
    Host.PathArgument p = Host.path(path, "lchown", "path");
    try {
      Host.os()
          .files()
          .chown(FileSystem.AT_FDCWD, p.path, Host.id(uid, "uid"), Host.id(gid, "gid"), false);
    } catch (OsError e) {
      throw error(e, p);
    }
  }

  @Function(signature = "(path)", doc = "Change root directory to path.")
  static void chroot(PyObject path) {
    Host.PathArgument p = Host.path(path, "chroot", "path");
    try (dev.dormouse.runtime.os.Libc.Mem.Frame frame = Host.os().libc().frame()) {
      dev.dormouse.runtime.os.Libc.check(
          Host.os().libc().call("chroot", frame.path(Host.os().resolve(p.path))));
    } catch (OsError e) {
      throw error(e, p);
    }
  }

  @Function(
      signature = "(src, dst, *, src_dir_fd=None, dst_dir_fd=None, follow_symlinks=True)",
      doc = "Create a hard link to a file.")
  static void link(
      PyObject src, PyObject dst, PyObject srcDirFd, PyObject dstDirFd, boolean follow) {
    Host.PathArgument from = Host.path(src, "link", "src");
    Host.PathArgument to = Host.path(dst, "link", "dst");
    try {
      // As CPython on Linux: plain link(2) neither follows nor is asked to.
      boolean plain = srcDirFd == null && dstDirFd == null;
      Host.os()
          .files()
          .link(Host.dirFd(srcDirFd), from.path, Host.dirFd(dstDirFd), to.path, !plain && follow);
    } catch (OsError e) {
      throw PyOSError.of(e, from.object, to.object);
    }
  }

  @Function(
      signature = "(path=None)",
      doc = "Return a list containing the names of the files in the directory.")
  static PyObject listdir(PyObject path) {
    Host.PathArgument p = Host.path(path, "listdir", "path", true, true);
    try {
      FileSystem files = Host.os().files();
      String[] names =
          p.fd >= 0 ? files.listdir(p.fd) : files.listdir(p.path == null ? "." : p.path);
      PyList list = new PyList();
      for (String name : names) {
        list.add(p.like(name));
      }
      return list;
    } catch (OsError e) {
      throw PyOSError.of(e, p.object, null);
    }
  }

  @Function(
      signature = "(path=None)",
      doc = "Return an iterator of DirEntry objects for given path.")
  static PyObject scandir(PyObject path) {
    Host.PathArgument p = Host.path(path, "scandir", "path", true, true);
    try {
      FileSystem files = Host.os().files();
      return new PyDirEntry.ScandirIterator(
          Host.os(),
          p,
          p.fd >= 0 ? files.scandir(p.fd) : files.scandir(p.path == null ? "." : p.path));
    } catch (OsError e) {
      throw PyOSError.of(e, p.object == null ? PyStr.of(".") : p.object, null);
    }
  }

  @Function(signature = "(path, mode=511, *, dir_fd=None)", doc = "Create a directory.")
  static void mkdir(PyObject path, int mode, PyObject dirFd) {
    Host.PathArgument p = Host.path(path, "mkdir", "path");
    try {
      Host.os().files().mkdir(Host.dirFd(dirFd), p.path, mode);
    } catch (OsError e) {
      throw error(e, p);
    }
  }

  @Function(
      signature = "(path, mode=438, *, dir_fd=None)",
      doc = "Create a \"fifo\" (a POSIX named pipe).")
  static void mkfifo(PyObject path, int mode, PyObject dirFd) {
    Host.PathArgument p = Host.path(path, "mkfifo", "path");
    try {
      Host.os().files().mkfifo(Host.dirFd(dirFd), p.path, mode);
    } catch (OsError e) {
      throw error(e, p);
    }
  }

  @Function(
      signature = "(path, mode=384, device=0, *, dir_fd=None)",
      doc = "Create a node in the file system.")
  static void mknod(PyObject path, int mode, PyObject device, PyObject dirFd) {
    Host.PathArgument p = Host.path(path, "mknod", "path");
    try {
      long number = device == null ? 0 : PosixModule.device(device);
      Host.os().files().mknod(Host.dirFd(dirFd), p.path, mode, number);
    } catch (OsError e) {
      throw error(e, p);
    }
  }

  @Function(
      signature = "(path, *, dir_fd=None)",
      doc = "Return a string representing the path to which the symbolic link points.")
  static PyObject readlink(PyObject path, PyObject dirFd) {
    Host.PathArgument p = Host.path(path, "readlink", "path");
    try {
      return p.like(Host.os().files().readlink(Host.dirFd(dirFd), p.path));
    } catch (OsError e) {
      throw error(e, p);
    }
  }

  private static void unlink(String function, PyObject path, PyObject dirFd) {
    Host.PathArgument p = Host.path(path, function, "path");
    try {
      Host.os().files().unlink(Host.dirFd(dirFd), p.path);
    } catch (OsError e) {
      throw error(e, p);
    }
  }

  @Function(signature = "(path, *, dir_fd=None)", doc = "Remove a file (same as unlink()).")
  static void remove(PyObject path, PyObject dirFd) {
    unlink("remove", path, dirFd);
  }

  @Function(signature = "(path, *, dir_fd=None)", doc = "Remove a file (same as remove()).")
  static void unlink(PyObject path, PyObject dirFd) {
    unlink("unlink", path, dirFd);
  }

  @Function(signature = "(path, *, dir_fd=None)", doc = "Remove a directory.")
  static void rmdir(PyObject path, PyObject dirFd) {
    Host.PathArgument p = Host.path(path, "rmdir", "path");
    try {
      Host.os().files().rmdir(Host.dirFd(dirFd), p.path);
    } catch (OsError e) {
      throw error(e, p);
    }
  }

  private static void rename(
      String function, PyObject src, PyObject dst, PyObject srcDirFd, PyObject dstDirFd) {
    Host.PathArgument from = Host.path(src, function, "src");
    Host.PathArgument to = Host.path(dst, function, "dst");
    try {
      Host.os().files().rename(Host.dirFd(srcDirFd), from.path, Host.dirFd(dstDirFd), to.path);
    } catch (OsError e) {
      throw PyOSError.of(e, from.object, to.object);
    }
  }

  @Function(
      signature = "(src, dst, *, src_dir_fd=None, dst_dir_fd=None)",
      doc = "Rename a file or directory.")
  static void rename(PyObject src, PyObject dst, PyObject srcDirFd, PyObject dstDirFd) {
    rename("rename", src, dst, srcDirFd, dstDirFd);
  }

  @Function(
      signature = "(src, dst, *, src_dir_fd=None, dst_dir_fd=None)",
      doc = "Rename a file or directory, overwriting the destination.")
  static void replace(PyObject src, PyObject dst, PyObject srcDirFd, PyObject dstDirFd) {
    rename("replace", src, dst, srcDirFd, dstDirFd);
  }

  @Function(
      signature = "(src, dst, target_is_directory=False, *, dir_fd=None)",
      doc = "Create a symbolic link pointing to src named dst.")
  static void symlink(PyObject src, PyObject dst, boolean isDirectory, PyObject dirFd) {
    Host.PathArgument from = Host.path(src, "symlink", "src");
    Host.PathArgument to = Host.path(dst, "symlink", "dst");
    try {
      Host.os().files().symlink(from.path, Host.dirFd(dirFd), to.path);
    } catch (OsError e) {
      throw PyOSError.of(e, from.object, to.object);
    }
  }

  @Function(
      signature = "(path, length)",
      doc = "Truncate a file, specified by path, to a specific length.")
  static void truncate(PyObject path, long length) {
    Host.PathArgument p = Host.path(path, "truncate", "path", false, true);
    try {
      if (p.path == null) {
        Host.os().fds().ftruncate(p.fd, length);
      } else {
        Host.os().files().truncate(p.path, length);
      }
    } catch (OsError e) {
      throw error(e, p);
    }
  }

  @Function(
      signature = "(path, times=None, *, ns=None, dir_fd=None, follow_symlinks=True)",
      doc = "Set the access and modified time of path.")
  static void utime(PyObject path, PyObject times, PyObject ns, PyObject dirFd, boolean follow) {
    Host.PathArgument p = Host.path(path, "utime", "path", false, true);
    boolean hasTimes = times != null && times != PyObject.NONE;
    if (hasTimes && ns != null) {
      throw Errors.valueError("utime: you may specify either 'times' or 'ns' but not both");
    }
    long atime = 0;
    long mtime = 0;
    if (hasTimes) {
      PyObject[] pair = pair(times, "utime: 'times' must be either a tuple of two ints or None");
      atime = Host.nanoseconds(pair[0]);
      mtime = Host.nanoseconds(pair[1]);
    } else if (ns != null) {
      PyObject[] pair = pair(ns, "utime: 'ns' must be a tuple of two ints");
      atime = Abstract.toJavaLong(pair[0]);
      mtime = Abstract.toJavaLong(pair[1]);
    }
    boolean now = !hasTimes && ns == null;
    int dirfd = Host.dirFd(dirFd);
    refuseFdWithDirFd("utime", p, dirfd);
    refuseFdWithoutFollowing("utime", p, follow);
    try {
      if (p.path == null) {
        Host.os().fds().futimens(p.fd, now, atime, mtime);
      } else {
        Host.os().files().utime(dirfd, p.path, now, atime, mtime, follow);
      }
    } catch (OsError e) {
      throw error(e, p);
    }
  }

  private static PyObject[] pair(PyObject o, String message) {
    if (!(o instanceof PyTuple t) || t.items.length != 2) {
      throw Errors.typeError(message);
    }
    return t.items;
  }

  @Function(signature = "(path)", doc = "Perform a statvfs system call on the given path.")
  static PyObject statvfs(PyObject path) {
    Host.PathArgument p = Host.path(path, "statvfs", "path", false, true);
    try {
      return PosixResults.statvfs(
          p.path == null ? Host.os().fds().fstatvfs(p.fd) : Host.os().files().statvfs(p.path));
    } catch (OsError e) {
      throw error(e, p);
    }
  }

  @Function(
      signature = "(path, flags, mode=511, *, dir_fd=None)",
      doc = "Open a file for low level IO.  Returns a file descriptor (integer).")
  static int open(PyObject path, int flags, int mode, PyObject dirFd) {
    Host.PathArgument p = Host.path(path, "open", "path");
    try {
      return Host.os().fds().open(Host.dirFd(dirFd), p.path, flags, mode);
    } catch (OsError e) {
      throw error(e, p);
    }
  }

  /** Extended attributes of a descriptor go through its name in /proc. */
  private static String attributePath(Host.PathArgument p) {
    return p.path == null ? "/proc/self/fd/" + p.fd : p.path;
  }

  @Function(
      signature = "(path, attribute, *, follow_symlinks=True)",
      doc = "Return the value of extended attribute attribute on path.")
  static PyObject getxattr(PyObject path, PyObject attribute, boolean follow) {
    Host.PathArgument p = Host.path(path, "getxattr", "path", false, true);
    Host.PathArgument a = Host.path(attribute, "getxattr", "attribute");
    refuseFdWithoutFollowing("getxattr", p, follow);
    try {
      return PyBytes.of(Host.os().files().getxattr(attributePath(p), a.path, follow));
    } catch (OsError e) {
      throw error(e, p);
    }
  }

  @Function(
      signature = "(path, attribute, value, flags=0, *, follow_symlinks=True)",
      doc = "Set extended attribute attribute on path to value.")
  static void setxattr(
      PyObject path, PyObject attribute, PyObject value, int flags, boolean follow) {
    Host.PathArgument p = Host.path(path, "setxattr", "path", false, true);
    Host.PathArgument a = Host.path(attribute, "setxattr", "attribute");
    refuseFdWithoutFollowing("setxattr", p, follow);
    Buffer buffer = Host.readable(value);
    try {
      Host.os().files().setxattr(attributePath(p), a.path, buffer.toByteArray(), flags, follow);
    } catch (OsError e) {
      throw error(e, p);
    } finally {
      buffer.release();
    }
  }

  @Function(
      signature = "(path, attribute, *, follow_symlinks=True)",
      doc = "Remove extended attribute attribute on path.")
  static void removexattr(PyObject path, PyObject attribute, boolean follow) {
    Host.PathArgument p = Host.path(path, "removexattr", "path", false, true);
    Host.PathArgument a = Host.path(attribute, "removexattr", "attribute");
    refuseFdWithoutFollowing("removexattr", p, follow);
    try {
      Host.os().files().removexattr(attributePath(p), a.path, follow);
    } catch (OsError e) {
      throw error(e, p);
    }
  }

  @Function(
      signature = "(path=None, *, follow_symlinks=True)",
      doc = "Return a list of extended attributes on path.")
  static PyObject listxattr(PyObject path, boolean follow) {
    Host.PathArgument p = Host.path(path, "listxattr", "path", true, true);
    refuseFdWithoutFollowing("listxattr", p, follow);
    try {
      String where = p.fd < 0 && p.path == null ? "." : attributePath(p);
      PyList list = new PyList();
      for (String name : Host.os().files().listxattr(where, follow)) {
        list.add(PyStr.of(name));
      }
      return list;
    } catch (OsError e) {
      throw error(e, p);
    }
  }
}
