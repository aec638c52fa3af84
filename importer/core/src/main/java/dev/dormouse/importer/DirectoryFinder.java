package dev.dormouse.importer;

import dev.dormouse.runtime.modules.posix.Host;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyFloat;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PySet;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.os.Os;
import dev.dormouse.runtime.os.OsError;
import dev.dormouse.tables.BuiltinType;
import java.io.File;
import java.util.HashSet;

/**
 * A {@code FileFinder} made by our own hook: finds {@code .py} and {@code .pyc} files in a
 * directory, whose listing it keeps as long as the directory's time stays. It becomes an instance
 * of the library's class once Python code looks at it; see {@link PendingOps}.
 */
@BuiltinType(name = "FileFinder", ops = PendingOps.class)
final class DirectoryFinder extends PyObject {
  static final PyType PENDING =
      PyType.builtin("FileFinder", PyType.OBJECT, new PendingOps(), new DirectoryFinderTable())
          .in("_frozen_importlib_external")
          .withDict()
          .withWeakrefs();

  private static final PyStr PATH_MTIME = PyStr.interned("_path_mtime");

  private final ImportSystem system;

  /** Absolute. */
  final String path;

  /** Names in the directory; null before the first look. */
  private HashSet<String> names;

  /** The directory's time at {@link #names}; -1 to look again. */
  private long time = -1;

  DirectoryFinder(ImportSystem system, PyType type, String path) {
    super(type);
    this.system = system;
    String cwd = null;
    if (path.isEmpty() || path.equals(".") || path.charAt(0) != '/') {
      cwd = Host.os(system.interp).getcwd();
    }
    this.path =
        cwd == null ? path : path.isEmpty() || path.equals(".") ? cwd : Paths.join(cwd, path);
  }

  /** Fills in the attributes that the library's class would have given it. */
  void fillAttributes(PyObject loaders) {
    PyDict d = dict();
    d.put("_loaders", loaders);
    d.put("path", PyStr.of(path));
    d.put(PATH_MTIME, PyInt.of(-1));
    d.put("_path_cache", new PySet());
    d.put("_relaxed_path_cache", new PySet());
  }

  /** Whether the library's methods would be run for this object, so that ours may be instead. */
  boolean isOurs() {
    return type == PENDING || type == system.bootstrap().finderType();
  }

  void invalidate() {
    time = -1;
  }

  /**
   * The spec of a module here, one without loader for a directory that may be a namespace
   * package's, or null.
   */
  PyModuleSpec find(PyStr fullname) {
    String name = fullname.value();
    String tail = name.substring(name.lastIndexOf('.') + 1);
    refresh();
    boolean isDirectory = false;
    String base = null;
    if (names.contains(tail)) {
      base = Paths.join(path, tail);
      String source = base + "/__init__.py";
      if (isFile(source)) {
        return spec(fullname, source, true, base);
      }
      String compiled = base + "/__init__.pyc";
      if (isFile(compiled)) {
        return spec(fullname, compiled, false, base);
      }
      isDirectory = system.paths.isDirectory(base);
    }
    for (int i = 0; i < 2; i++) {
      String file = tail + (i == 0 ? ".py" : ".pyc");
      if (system.interp.flags.verbose > 1) {
        Verbose.message("trying " + Paths.join(path, file));
      }
      if (names.contains(file)) {
        String full = Paths.join(path, file);
        if (isFile(full)) {
          return spec(fullname, full, i == 0, null);
        }
      }
    }
    if (isDirectory) {
      PyModuleSpec spec = new PyModuleSpec(fullname, NONE, null, true);
      ((PyList) spec.attribute(PyModuleSpec.LOCATIONS)).add(PyStr.of(base));
      return spec;
    }
    return null;
  }

  private PyModuleSpec spec(PyStr fullname, String file, boolean isSource, String directory) {
    PyStr path = PyStr.of(file);
    PyModuleSpec spec =
        new PyModuleSpec(
            fullname, FileLoader.of(system, isSource, fullname, path), path, directory != null);
    if (directory != null) {
      ((PyList) spec.attribute(PyModuleSpec.LOCATIONS)).add(PyStr.of(directory));
    }
    spec.setHasLocation();
    return spec;
  }

  private boolean isFile(String file) {
    return Host.os(system.interp).files().kind(file) == 1;
  }

  private void refresh() {
    Os os = Host.os(system.interp);
    long now = new File(os.resolve(path)).lastModified();
    PyDict seen = dictOrNull();
    if (seen != null && seen.get(PATH_MTIME) instanceof PyInt) {
      // FileFinder.invalidate_caches() was called, or nobody has looked since the library's class
      // took over.
      time = -1;
      seen.put(PATH_MTIME, PyFloat.of(now / 1000.0));
    }
    if (now == time && names != null) {
      return;
    }
    time = now;
    String[] listed;
    try {
      listed = os.files().listdir(path);
    } catch (OsError e) {
      listed = new String[0];
    }
    names = new HashSet<>(2 * listed.length);
    for (String name : listed) {
      names.add(name);
    }
  }
}
