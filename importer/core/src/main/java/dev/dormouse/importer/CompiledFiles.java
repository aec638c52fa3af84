package dev.dormouse.importer;

import dev.dormouse.code.CodeFormatException;
import dev.dormouse.code.CodeObject;
import dev.dormouse.code.PycFile;
import dev.dormouse.runtime.modules.Compiling;
import dev.dormouse.runtime.modules.posix.Host;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyCode;
import dev.dormouse.runtime.objects.PyOSError;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.os.Fds;
import dev.dormouse.runtime.os.FileSystem;
import dev.dormouse.runtime.os.Os;
import dev.dormouse.runtime.os.OsError;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;

/**
 * The code of modules in files: compiled from source, or read from {@code .pyc} files, which are
 * kept up to date.
 */
final class CompiledFiles {
  private final ImportSystem system;
  private final Interpreter interp;

  CompiledFiles(ImportSystem system) {
    this.system = system;
    this.interp = system.interp;
  }

  /** What {@code SourceFileLoader.get_code} does. */
  PyCode fromSource(PyStr name, String path) {
    Os os = Host.os(interp);
    File file = new File(os.resolve(path));
    long mtime = Math.floorDiv(file.lastModified(), 1000L);
    long size = file.length();
    String cached = mtime == 0 && size == 0 ? null : SourceFiles.cacheFromSource(path);
    byte[] source = null;
    int kind = PycFile.TIMESTAMP;
    if (cached != null) {
      byte[] data = read(os, cached);
      if (data != null && PycFile.checkHeader(data) == PycFile.HEADER_GOOD) {
        kind = data[4] & 3;
        boolean fresh;
        if ((kind & 1) == 0) {
          kind = PycFile.TIMESTAMP;
          fresh = u32(data, 8) == (mtime & 0xFFFFFFFFL) && u32(data, 12) == (size & 0xFFFFFFFFL);
          if (!fresh && interp.flags.verbose > 0) {
            Verbose.message("bytecode is stale for " + Abstract.repr(name).value());
          }
        } else if (system.checksHash(kind == PycFile.CHECKED_HASH)) {
          source = require(os, path);
          fresh = PycFile.sourceHash(source) == (u32(data, 8) | u32(data, 12) << 32);
        } else {
          fresh = true;
        }
        if (fresh) {
          if (interp.flags.verbose > 0) {
            Verbose.message(cached + " matches " + path);
          }
          return unmarshal(name, data, cached, path);
        }
      }
    }
    if (source == null) {
      source = require(os, path);
    }
    PyCode code = Compiling.compileMain(PyBytes.of(source), path);
    if (interp.flags.verbose > 0) {
      Verbose.message("code object from " + path);
    }
    PyObject dontWrite = interp.sysAttribute("dont_write_bytecode");
    if (cached != null
        && (dontWrite == null || !Abstract.isTrue(dontWrite))
        && code.unit instanceof CodeObject object) {
      PycFile pyc =
          kind == PycFile.TIMESTAMP
              ? PycFile.timestamped(object, mtime, source.length)
              : PycFile.hashed(object, source, kind == PycFile.CHECKED_HASH);
      write(os, path, cached, pyc);
    }
    return code;
  }

  /** What {@code SourcelessFileLoader.get_code} does. */
  PyCode fromCompiled(PyStr name, String path) {
    byte[] data = require(Host.os(interp), path);
    switch (PycFile.checkHeader(data)) {
      case PycFile.HEADER_BAD_MAGIC:
        byte[] magic = new byte[Math.min(4, data.length)];
        System.arraycopy(data, 0, magic, 0, magic.length);
        throw Errors.importError(
            Exceptions.ImportError,
            "bad magic number in "
                + Abstract.repr(name).value()
                + ": "
                + Abstract.repr(PyBytes.of(magic)).value(),
            name,
            PyStr.of(path));
      case PycFile.HEADER_TOO_SHORT:
        throw Errors.eofError(
            "reached EOF while reading pyc header of " + Abstract.repr(name).value());
      case PycFile.HEADER_BAD_FLAGS:
        throw Errors.importError(
            Exceptions.ImportError,
            "invalid flags " + u32(data, 4) + " in " + Abstract.repr(name).value(),
            name,
            PyStr.of(path));
      default:
        return unmarshal(name, data, path, null);
    }
  }

  private PyCode unmarshal(PyStr name, byte[] data, String cached, String source) {
    CodeObject code;
    try {
      code = PycFile.read(cached, data).code;
    } catch (CodeFormatException e) {
      throw Errors.importError(
          Exceptions.ImportError,
          "Non-code object in " + Abstract.repr(PyStr.of(cached)).value(),
          name,
          PyStr.of(cached));
    }
    if (interp.flags.verbose > 0) {
      Verbose.message("code object from " + Abstract.repr(PyStr.of(cached)).value());
    }
    return new PyCode(
        source == null || source.equals(code.filename)
            ? code
            : withFilename(code, code.filename, source));
  }

  /** Whether a file begins as {@code .pyc} files do. */
  static boolean hasMagic(byte[] data) {
    return PycFile.checkHeader(data) != PycFile.HEADER_BAD_MAGIC;
  }

  /** The same code with another {@code co_filename}, nested code that had the old one included. */
  static CodeObject withFilename(CodeObject code, String old, String filename) {
    Object[] consts = code.consts.clone();
    for (int i = 0; i < consts.length; i++) {
      if (consts[i] instanceof CodeObject nested) {
        consts[i] = withFilename(nested, old, filename);
      }
    }
    return new CodeObject(
        code.argcount,
        code.posonlyargcount,
        code.kwonlyargcount,
        code.stacksize,
        code.flags,
        code.code,
        consts,
        code.names,
        code.localsplusnames,
        code.localspluskinds,
        code.filename.equals(old) ? filename : code.filename,
        code.name,
        code.qualname,
        code.firstlineno,
        code.linetable,
        code.exceptiontable);
  }

  /** The bytes of a file, or an OSError as open() would raise it. */
  static byte[] require(Os os, String path) {
    byte[] data = read(os, path);
    return data == null ? readByDescriptor(os, path) : data;
  }

  /** The bytes of a file; null if it cannot be read. */
  private static byte[] read(Os os, String path) {
    try (FileInputStream in = new FileInputStream(os.resolve(path))) {
      return in.readAllBytes();
    } catch (IOException e) {
      return null;
    }
  }

  /** What Java cannot open: names that are no text, and whatever has an errno to tell. */
  private static byte[] readByDescriptor(Os os, String path) {
    int fd = -1;
    try {
      fd = os.fds().open(FileSystem.AT_FDCWD, path, Fds.O_RDONLY | Fds.O_CLOEXEC, 0);
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      byte[] buffer = new byte[8192];
      int n;
      while ((n = os.fds().read(fd, buffer, 0, buffer.length)) > 0) {
        all.write(buffer, 0, n);
      }
      return all.toByteArray();
    } catch (OsError e) {
      throw PyOSError.of(e, PyStr.of(path), null);
    } finally {
      if (fd >= 0) {
        os.fds().close(fd);
      }
    }
  }

  private static long u32(byte[] data, int at) {
    return data[at] & 0xFFL
        | (data[at + 1] & 0xFFL) << 8
        | (data[at + 2] & 0xFFL) << 16
        | (data[at + 3] & 0xFFL) << 24;
  }

  /**
   * Writes a {@code .pyc} under another name and renames it. Failing is no error: the next import
   * compiles again.
   */
  private void write(Os os, String source, String target, PycFile pyc) {
    File file = new File(os.resolve(target));
    File folder = file.getParentFile();
    if (folder != null && !folder.isDirectory() && !folder.mkdirs()) {
      if (interp.flags.verbose > 0) {
        Verbose.message("could not create " + Abstract.repr(PyStr.of(folder.getPath())).value());
      }
      return;
    }
    File temporary =
        new File(
            file.getPath()
                + "."
                + System.identityHashCode(pyc)
                + Thread.currentThread().threadId());
    byte[] data = pyc.toBytes();
    try (FileOutputStream out = new FileOutputStream(temporary)) {
      out.write(data);
    } catch (IOException e) {
      temporary.delete();
      return;
    }
    try {
      int mode = os.files().stat(FileSystem.AT_FDCWD, source, true).mode;
      if ((mode & 0066) != 0044) {
        // The file was made as the umask wants it; a source that is more private, or less, has a
        // say too.
        int own = os.files().stat(FileSystem.AT_FDCWD, temporary.getPath(), true).mode;
        os.files()
            .chmod(FileSystem.AT_FDCWD, temporary.getPath(), own & (mode | 0200) & 0666, true);
      }
    } catch (OsError e) {
      temporary.delete();
      return;
    }
    if (!temporary.renameTo(file)) {
      temporary.delete();
    } else if (interp.flags.verbose > 0) {
      Verbose.message("created " + Abstract.repr(PyStr.of(target)).value());
    }
  }
}
