package dev.dormouse.importer;

import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;

/**
 * A {@code SourceFileLoader} or {@code SourcelessFileLoader} made by our own finder. It becomes an
 * instance of the library's class once Python code looks at it; see {@link PendingOps}.
 */
final class FileLoader extends PyObject {
  private static final PyStr NAME = PyStr.interned("name");
  private static final PyStr PATH = PyStr.interned("path");

  /** The class of source loaders until the library's is there. */
  @BuiltinType(name = "SourceFileLoader", ops = PendingOps.class)
  static final class Source {
    private Source() {}

    static final PyType TYPE =
        PyType.builtin(
                "SourceFileLoader", PyType.OBJECT, new PendingOps(), new FileLoaderSourceTable())
            .in("_frozen_importlib_external")
            .withDict()
            .withWeakrefs();
  }

  /** The same for loaders of {@code .pyc} files without source. */
  @BuiltinType(name = "SourcelessFileLoader", ops = PendingOps.class)
  static final class Sourceless {
    private Sourceless() {}

    static final PyType TYPE =
        PyType.builtin(
                "SourcelessFileLoader",
                PyType.OBJECT,
                new PendingOps(),
                new FileLoaderSourcelessTable())
            .in("_frozen_importlib_external")
            .withDict()
            .withWeakrefs();
  }

  final boolean isSource;

  /**
   * The class at the start; when it is another, somebody assigned to {@code __class__} and the
   * loader's methods must be called.
   */
  private FileLoader(PyType type, boolean isSource, PyStr name, PyStr path) {
    super(type);
    this.isSource = isSource;
    PyDict d = dict();
    d.put(NAME, name);
    d.put(PATH, path);
  }

  static FileLoader of(ImportSystem system, boolean isSource, PyStr name, PyStr path) {
    Bootstrap bootstrap = system.bootstrap();
    FileLoader loader = new FileLoader(bootstrap.loaderType(isSource), isSource, name, path);
    bootstrap.track(loader);
    return loader;
  }

  /** Whether the library's methods would be run for this object, so that ours may be instead. */
  boolean isOurs() {
    return type.ops instanceof PendingOps
        || type == ImportSystem.current().bootstrap().loaderType(isSource);
  }

  /** The file's name, or null if somebody put something else there. */
  PyStr path() {
    return dict().get(PATH) instanceof PyStr s ? s : null;
  }
}
