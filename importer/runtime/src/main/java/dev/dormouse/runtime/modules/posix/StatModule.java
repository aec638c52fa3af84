package dev.dormouse.runtime.modules.posix;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;

/** {@code _stat}. */
@BuiltinModule(name = "_stat", doc = "S_IFMT_: file type bits")
public final class StatModule {
  private static final String INTEGERS =
      "SF_APPEND 262144 SF_ARCHIVED 65536 SF_IMMUTABLE 131072 SF_NOUNLINK 1048576 SF_SNAPSHOT"
          + " 2097152 ST_ATIME 7 ST_CTIME 9 ST_DEV 2 ST_GID 5 ST_INO 1 ST_MODE 0 ST_MTIME 8"
          + " ST_NLINK 3 ST_SIZE 6 ST_UID 4 S_ENFMT 1024 S_IEXEC 64 S_IFBLK 24576 S_IFCHR 8192"
          + " S_IFDIR 16384 S_IFDOOR 0 S_IFIFO 4096 S_IFLNK 40960 S_IFPORT 0 S_IFREG 32768"
          + " S_IFSOCK 49152 S_IFWHT 0 S_IREAD 256 S_IRGRP 32 S_IROTH 4 S_IRUSR 256 S_IRWXG 56"
          + " S_IRWXO 7 S_IRWXU 448 S_ISGID 1024 S_ISUID 2048 S_ISVTX 512 S_IWGRP 16 S_IWOTH 2"
          + " S_IWRITE 128 S_IWUSR 128 S_IXGRP 8 S_IXOTH 1 S_IXUSR 64 UF_APPEND 4 UF_COMPRESSED"
          + " 32 UF_HIDDEN 32768 UF_IMMUTABLE 2 UF_NODUMP 1 UF_NOUNLINK 16 UF_OPAQUE 8";

  private static final int TYPE_MASK = 0xF000;

  private StatModule() {}

  public static BuiltinTable table() {
    return new StatModuleTable();
  }

  static void exec(PyModule m) {
    Constants.fill(m, INTEGERS);
  }

  /** A {@code mode_t}. */
  private static int mode(PyObject o) {
    if (!(o instanceof PyInt)) {
      throw Errors.typeError("an integer is required");
    }
    PyInt i = Abstract.index(o);
    if (i.isNegative()) {
      throw Errors.overflowError("can't convert negative value to unsigned int");
    }
    if (i.isBig() || i.longValue() > 0xFFFF_FFFFL) {
      throw Errors.overflowError("mode out of range");
    }
    return (int) i.longValue();
  }

  private static boolean is(PyObject mode, int type) {
    return (mode(mode) & TYPE_MASK) == type;
  }

  @Function(
      name = "S_ISDIR",
      signature = "(mode, /)",
      doc = "Return True if mode is from a directory.")
  static boolean isDir(PyObject mode) {
    return is(mode, 0x4000);
  }

  @Function(
      name = "S_ISCHR",
      signature = "(mode, /)",
      doc = "Return True if mode is from a character special device file.")
  static boolean isChr(PyObject mode) {
    return is(mode, 0x2000);
  }

  @Function(
      name = "S_ISBLK",
      signature = "(mode, /)",
      doc = "Return True if mode is from a block special device file.")
  static boolean isBlk(PyObject mode) {
    return is(mode, 0x6000);
  }

  @Function(
      name = "S_ISREG",
      signature = "(mode, /)",
      doc = "Return True if mode is from a regular file.")
  static boolean isReg(PyObject mode) {
    return is(mode, 0x8000);
  }

  @Function(
      name = "S_ISFIFO",
      signature = "(mode, /)",
      doc = "Return True if mode is from a FIFO (named pipe).")
  static boolean isFifo(PyObject mode) {
    return is(mode, 0x1000);
  }

  @Function(
      name = "S_ISLNK",
      signature = "(mode, /)",
      doc = "Return True if mode is from a symbolic link.")
  static boolean isLnk(PyObject mode) {
    return is(mode, 0xA000);
  }

  @Function(
      name = "S_ISSOCK",
      signature = "(mode, /)",
      doc = "Return True if mode is from a socket.")
  static boolean isSock(PyObject mode) {
    return is(mode, 0xC000);
  }

  @Function(name = "S_ISDOOR", signature = "(mode, /)", doc = "Return True if mode is from a door.")
  static boolean isDoor(PyObject mode) {
    mode(mode);
    return false;
  }

  @Function(
      name = "S_ISPORT",
      signature = "(mode, /)",
      doc = "Return True if mode is from an event port.")
  static boolean isPort(PyObject mode) {
    mode(mode);
    return false;
  }

  @Function(
      name = "S_ISWHT",
      signature = "(mode, /)",
      doc = "Return True if mode is from a whiteout.")
  static boolean isWht(PyObject mode) {
    mode(mode);
    return false;
  }

  @Function(
      name = "S_IMODE",
      signature = "(mode, /)",
      doc = "Return the portion of the file's mode that can be set by os.chmod().")
  static int iMode(PyObject mode) {
    return mode(mode) & 07777;
  }

  @Function(
      name = "S_IFMT",
      signature = "(mode, /)",
      doc = "Return the portion of the file's mode that describes the file type.")
  static int iFmt(PyObject mode) {
    return mode(mode) & TYPE_MASK;
  }

  @Function(
      signature = "(mode, /)",
      doc = "Convert a file's mode to a string of the form '-rwxrwxrwx'")
  static String filemode(PyObject mode) {
    int m = mode(mode);
    char type =
        switch (m & TYPE_MASK) {
          case 0x8000 -> '-';
          case 0x4000 -> 'd';
          case 0xA000 -> 'l';
          case 0x6000 -> 'b';
          case 0x2000 -> 'c';
          case 0x1000 -> 'p';
          case 0xC000 -> 's';
          default -> '?';
        };
    StringBuilder out = new StringBuilder(10).append(type);
    for (int shift = 6; shift >= 0; shift -= 3) {
      int bits = m >> shift & 7;
      boolean special = (m & (shift == 6 ? 04000 : shift == 3 ? 02000 : 01000)) != 0;
      char x = shift == 0 ? 't' : 's';
      out.append((bits & 4) != 0 ? 'r' : '-');
      out.append((bits & 2) != 0 ? 'w' : '-');
      boolean executable = (bits & 1) != 0;
      out.append(special ? executable ? x : (char) (x - 32) : executable ? 'x' : '-');
    }
    return out.toString();
  }
}
