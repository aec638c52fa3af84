package dev.dormouse.importer;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;

/**
 * {@code _imageimport}: the importer of images, and the hooks that {@code sys.path_hooks} holds at
 * first.
 */
@BuiltinModule(name = "_imageimport", doc = "Import from images.")
final class ImageImportModule {
  private ImageImportModule() {}

  static BuiltinTable table() {
    return new ImageImportModuleTable();
  }

  static void exec(PyModule module) {
    module.set("ImageImporter", ImageImporter.TYPE);
    module.set("ResourcePath", ResourcePath.TYPE);
    module.set("ResourceReader", ResourceReader.TYPE);
    module.set("_ModuleLockManager", LockManager.TYPE);
  }

  @Function(
      name = "path_hook_for_zipimporter",
      signature = "(path)",
      doc = "Return a finder for a zip file or a directory in one.")
  static PyObject zipHook(PyStr path) {
    PyObject finder = ImportSystem.current().zipFinder(path);
    if (finder == null) {
      throw refused("not a Zip file: ", path);
    }
    return finder;
  }

  @Function(
      name = "path_hook_for_ImageImporter",
      signature = "(path)",
      doc = "Return a finder for an image or a directory in one.")
  static PyObject imageHook(PyStr path) {
    PyObject finder = ImportSystem.current().paths.imageFinder(path.value());
    if (finder == null) {
      throw refused("not an image: ", path);
    }
    return finder;
  }

  @Function(
      name = "path_hook_for_FileFinder",
      signature = "(path)",
      doc = "Path hook for importlib.machinery.FileFinder.")
  static PyObject directoryHook(PyStr path) {
    ImportSystem system = ImportSystem.current();
    if (!system.paths.isDirectory(path.value())) {
      throw Errors.importError(
          Exceptions.ImportError, "only directories are supported", null, path);
    }
    return system.directoryFinder(path.value());
  }

  @Function(
      name = "path_hook_for_ProviderImporter",
      signature = "(path)",
      doc = "Return a finder for a package that came from a module provider.")
  static PyObject providerHook(PyStr path) {
    PyObject finder = ImportSystem.current().providerFinder(path.value());
    if (finder == null) {
      throw refused("not from a module provider: ", path);
    }
    return finder;
  }

  private static RuntimeException refused(String why, PyStr path) {
    return Errors.importError(
        Exceptions.ImportError, why + Abstract.repr(path).value(), null, path);
  }

  @Function(
      name = "register_readline",
      doc = "What sys.__interactivehook__ is until somebody calls it: that of the site module.")
  static PyObject registerReadline() {
    ImportSystem system = ImportSystem.current();
    Abstract.callMethod(system.importModule("site"), "enablerlcompleter");
    return Abstract.call(system.interp.sysAttribute("__interactivehook__"));
  }

  // what takes the place of functions in _frozen_importlib

  @Function(
      name = "_gcd_import",
      signature = "(name, package=None, level=0)",
      doc = "Import and return a module.")
  static PyObject gcdImport(PyObject name, PyObject package_, int level) {
    if (!(name instanceof PyStr n)) {
      throw Errors.typeError("module name must be str, not " + name.type.name());
    }
    if (level < 0) {
      throw Errors.valueError("level must be >= 0");
    }
    if (level == 0) {
      if (n.value().isEmpty()) {
        throw Errors.valueError("Empty module name");
      }
      return ImportSystem.current().importAbsolute(PyStr.interned(n));
    }
    if (!(package_ instanceof PyStr p)) {
      throw Errors.typeError("__package__ not set to a string");
    }
    if (p.value().isEmpty()) {
      throw Errors.importError(
          Exceptions.ImportError,
          "attempted relative import with no known parent package",
          null,
          null);
    }
    return ImportSystem.current()
        .importAbsolute(PyStr.interned(ImportSystem.above(p.value(), level, n.value())));
  }

  @Function(name = "_find_and_load", signature = "(name, import_)")
  static PyObject findAndLoad(PyStr name, PyObject import_) {
    return ImportSystem.current().importAbsolute(PyStr.interned(name));
  }

  @Function(
      name = "_handle_fromlist",
      signature = "(module, fromlist, import_, *, recursive=False)")
  static PyObject handleFromList(
      PyObject module, PyObject fromlist, PyObject import_, boolean recursive) {
    ImportSystem.current().handleFromList(module, fromlist, recursive);
    return module;
  }

  @Function(name = "_lock_unlock_module", signature = "(name)")
  static void lockUnlockModule(String name) {
    ImportSystem.current().locks.waitFor(name);
  }

  /** What calling the hook of this name gives, or null where that would be an ImportError. */
  static PyObject tryHook(String name, PyStr path) {
    ImportSystem system = ImportSystem.current();
    switch (name) {
      case "path_hook_for_FileFinder":
        return system.paths.isDirectory(path.value()) ? system.directoryFinder(path.value()) : null;
      case "path_hook_for_ImageImporter":
        return system.paths.imageFinder(path.value());
      case "path_hook_for_ProviderImporter":
        return system.providerFinder(path.value());
      default:
        return system.zipFinder(path);
    }
  }

  /** Whether a file begins as images do, or as a program does that has one behind its script. */
  static boolean isImage(String file) {
    try (FileInputStream in = new FileInputStream(file)) {
      int first = in.read();
      if (first == '#') {
        return in.read() == '!'
            && in.skip(PREFIX_SIZE - 2) == PREFIX_SIZE - 2
            && in.read() == 0x89
            && restOfMagic(in);
      }
      return first == 0x89 && restOfMagic(in);
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean restOfMagic(FileInputStream in) throws IOException {
    return in.read() == 'D' && in.read() == 'M' && in.read() == 'I';
  }

  /**
   * Whether a file ends as zip files do, with a directory's end record; a comment may follow that.
   */
  static boolean isZip(String file) {
    // The library's image is asked at every start: do not search its end.
    if (isImage(file)) {
      return false;
    }
    try (RandomAccessFile in = new RandomAccessFile(file, "r")) {
      long length = in.length();
      if (length < END_RECORD_SIZE) {
        return false;
      }
      if (isEndRecordAt(in, length - END_RECORD_SIZE)) {
        return true;
      }
      byte[] tail = new byte[(int) Math.min(length, END_RECORD_SIZE + MAX_COMMENT)];
      in.seek(length - tail.length);
      in.readFully(tail);
      for (int i = tail.length - END_RECORD_SIZE; i >= 0; i--) {
        if (tail[i] == 'P' && tail[i + 1] == 'K' && tail[i + 2] == 5 && tail[i + 3] == 6) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      return false;
    }
  }

  /** How long the script is in front of an image that starts itself; see FORMAT.md. */
  private static final int PREFIX_SIZE = 4096;

  private static final int END_RECORD_SIZE = 22;
  private static final int MAX_COMMENT = 0xFFFF;

  private static boolean isEndRecordAt(RandomAccessFile in, long at) throws IOException {
    in.seek(at);
    return in.readInt() == 0x504B0506;
  }
}
