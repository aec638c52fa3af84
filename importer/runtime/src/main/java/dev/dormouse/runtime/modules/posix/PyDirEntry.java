package dev.dormouse.runtime.modules.posix;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.GenericAliases;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyOSError;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.os.FileStatus;
import dev.dormouse.runtime.os.FileSystem;
import dev.dormouse.runtime.os.FileSystem.DirectoryEntry;
import dev.dormouse.runtime.os.Os;
import dev.dormouse.runtime.os.OsError;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.ClassMethod;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;

/**
 * {@code posix.DirEntry}: what {@code scandir} yields. Asks the system at most once for each of
 * stat and lstat.
 */
@BuiltinType(name = "DirEntry", ops = PyDirEntry.DirEntryOps.class)
final class PyDirEntry extends PyObject {
  static final PyType TYPE =
      PyType.builtin("DirEntry", PyType.OBJECT, new DirEntryOps(), new PyDirEntryTable())
          .in("posix")
          .with(PyType.DISALLOW_INSTANTIATION);

  private static final int S_IFDIR = 0x4000;
  private static final int S_IFREG = 0x8000;
  private static final int S_IFLNK = 0xA000;

  private final Os os;

  /** The folder's descriptor if scandir got one, else {@link FileSystem#AT_FDCWD}. */
  private final int dirfd;

  /** What system calls get; relative to {@link #dirfd}. */
  private final String target;

  private final PyObject name;
  private final PyObject path;
  private final DirectoryEntry entry;

  /** Null until asked for. */
  private FileStatus lstat;

  private FileStatus stat;

  PyDirEntry(Os os, int dirfd, String target, PyObject name, PyObject path, DirectoryEntry entry) {
    super(TYPE);
    this.os = os;
    this.dirfd = dirfd;
    this.target = target;
    this.name = name;
    this.path = path;
    this.entry = entry;
  }

  private FileStatus lstat() {
    if (lstat == null) {
      lstat = read(false);
    }
    return lstat;
  }

  private FileStatus read(boolean follow) {
    try {
      return os.files().stat(dirfd, target, follow);
    } catch (OsError e) {
      throw PyOSError.of(e, path, null);
    }
  }

  private FileStatus status(boolean follow) {
    if (!follow || !isLink()) {
      return lstat();
    }
    if (stat == null) {
      stat = read(true);
    }
    return stat;
  }

  private boolean isLink() {
    return entry.type == DirectoryEntry.DT_UNKNOWN
        ? lstat().isLink()
        : entry.type == DirectoryEntry.DT_LNK;
  }

  private boolean is(boolean follow, int mode) {
    boolean link = entry.type == DirectoryEntry.DT_LNK;
    if (entry.type == DirectoryEntry.DT_UNKNOWN || link && follow) {
      try {
        return (status(follow).mode & 0xF000) == mode;
      } catch (dev.dormouse.runtime.objects.PyException e) {
        if (e.matches(dev.dormouse.runtime.objects.Exceptions.FileNotFoundError)) {
          return false;
        }
        throw e;
      }
    }
    return mode == (entry.type == DirectoryEntry.DT_DIR ? S_IFDIR : S_IFREG)
        && (entry.type == DirectoryEntry.DT_DIR || entry.type == DirectoryEntry.DT_REG);
  }

  @Getter(member = true, doc = "the entry's base filename")
  static PyObject name(PyDirEntry self) {
    return self.name;
  }

  @Getter(member = true, doc = "the entry's full path name")
  static PyObject path(PyDirEntry self) {
    return self.path;
  }

  @Method(
      name = "is_dir",
      signature = "(*, follow_symlinks=True)",
      doc = "Return True if the entry is a directory; cached per entry.")
  static boolean isDir(PyDirEntry self, boolean follow) {
    return self.is(follow, S_IFDIR);
  }

  @Method(
      name = "is_file",
      signature = "(*, follow_symlinks=True)",
      doc = "Return True if the entry is a file; cached per entry.")
  static boolean isFile(PyDirEntry self, boolean follow) {
    return self.is(follow, S_IFREG);
  }

  @Method(
      name = "is_symlink",
      signature = "()",
      doc = "Return True if the entry is a symbolic link; cached per entry.")
  static boolean isSymlink(PyDirEntry self) {
    return self.is(false, S_IFLNK) || self.entry.type == DirectoryEntry.DT_LNK;
  }

  @Method(
      signature = "(*, follow_symlinks=True)",
      doc = "Return stat_result object for the entry; cached per entry.")
  static PyObject stat(PyDirEntry self, boolean follow) {
    return PosixResults.stat(self.os, self.status(follow));
  }

  @Method(signature = "()", doc = "Return inode of the entry; cached per entry.")
  static PyObject inode(PyDirEntry self) {
    return PosixResults.unsigned(
        self.entry.type == DirectoryEntry.DT_UNKNOWN ? self.lstat().ino : self.entry.inode);
  }

  @Method(name = "__fspath__", signature = "()", doc = "Returns the path for the entry.")
  static PyObject fspath(PyDirEntry self) {
    return self.path;
  }

  @ClassMethod(name = "__class_getitem__", signature = "(item, /)")
  static PyObject classGetItem(PyType cls, PyObject item) {
    return GenericAliases.make(cls, item);
  }

  static final class DirEntryOps extends Ops {
    @Override
    public PyObject repr(PyObject o) {
      return PyStr.of("<DirEntry " + Abstract.repr(((PyDirEntry) o).name).value() + ">");
    }
  }

  /** {@code posix.ScandirIterator}. The folder was read whole when it was opened. */
  @BuiltinType(name = "ScandirIterator", ops = ScandirIteratorOps.class)
  static final class ScandirIterator extends PyObject {
    static final PyType TYPE =
        PyType.builtin(
                "ScandirIterator",
                PyType.OBJECT,
                new ScandirIteratorOps(),
                new PyDirEntryScandirIteratorTable())
            .in("posix")
            .with(PyType.DISALLOW_INSTANTIATION);

    private final Os os;
    private final Host.PathArgument folder;
    private final DirectoryEntry[] entries;
    private int next;

    ScandirIterator(Os os, Host.PathArgument folder, DirectoryEntry[] entries) {
      super(TYPE);
      this.os = os;
      this.folder = folder;
      this.entries = entries;
    }

    private PyDirEntry entry(DirectoryEntry e) {
      PyObject name = folder.like(e.name);
      if (folder.fd >= 0) {
        return new PyDirEntry(os, folder.fd, e.name, name, name, e);
      }
      String prefix = folder.path == null ? "." : folder.path;
      String path = prefix.endsWith("/") ? prefix + e.name : prefix + "/" + e.name;
      return new PyDirEntry(os, FileSystem.AT_FDCWD, path, name, folder.like(path), e);
    }

    @Method(signature = "()")
    static void close(ScandirIterator self) {
      self.next = self.entries.length;
    }

    @Method(name = "__enter__", signature = "()")
    static PyObject enter(ScandirIterator self) {
      return self;
    }

    @Method(name = "__exit__", signature = "(*args)")
    static void exit(ScandirIterator self, PyObject[] args) {
      close(self);
    }
  }

  static final class ScandirIteratorOps extends Ops {
    @Override
    public PyObject iter(PyObject o) {
      return o;
    }

    @Override
    public PyObject next(PyObject o) {
      ScandirIterator self = (ScandirIterator) o;
      return self.next == self.entries.length ? null : self.entry(self.entries[self.next++]);
    }
  }
}
