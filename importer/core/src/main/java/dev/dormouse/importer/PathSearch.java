package dev.dormouse.importer;

import dev.dormouse.image.Image;
import dev.dormouse.image.ImageFormatException;
import dev.dormouse.image.ImageModule;
import dev.dormouse.image.ImageResource;
import dev.dormouse.runtime.modules.posix.Host;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.PyBuiltinFunction;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.os.FileSystem;
import dev.dormouse.runtime.os.Os;
import dev.dormouse.runtime.os.OsError;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Searches the entries of a path, each with the finder that {@code sys.path_hooks} made for it.
 * Follows {@code PathFinder} of the library's {@code importlib._bootstrap_external}. Our own
 * finders are asked in Java, others by their methods.
 */
final class PathSearch {
  private static final int FILE = 1;
  private static final int DIRECTORY = 2;

  private final ImportSystem system;

  /** The module that the hooks belong to; made with {@link #defaultHooks}. */
  private PyModule hooksModule;

  PathSearch(ImportSystem system) {
    this.system = system;
  }

  /** What {@code sys.path_hooks} holds at first. */
  PyList defaultHooks() {
    hooksModule = NativeModules.create("_imageimport");
    return PyList.of(
        hooksModule.get("path_hook_for_zipimporter"),
        hooksModule.get("path_hook_for_ImageImporter"),
        hooksModule.get("path_hook_for_FileFinder"));
  }

  PyModule hooksModule() {
    return hooksModule;
  }

  /**
   * The spec of a module on {@code path}, or on {@code sys.path} if that is null; null if there is
   * none.
   */
  PyObject find(PyStr fullname, PyObject path, PyObject target) {
    PyObject spec =
        search(fullname, path == null ? system.interp.sysAttribute("path") : path, target);
    if (spec == null || Abstract.getAttribute(spec, PyModuleSpec.LOADER) != PyObject.NONE) {
      return spec;
    }
    PyObject portions = Abstract.getAttribute(spec, PyModuleSpec.LOCATIONS);
    if (!Abstract.isTrue(portions)) {
      return null;
    }
    Abstract.setAttribute(spec, PyModuleSpec.ORIGIN, PyObject.NONE);
    Abstract.setAttribute(
        spec, PyModuleSpec.LOCATIONS, system.bootstrap().namespacePath(fullname, portions));
    return spec;
  }

  /**
   * The first spec with a loader; else one without, with the portions of a namespace package that
   * were met, maybe none.
   */
  PyObject search(PyStr fullname, PyObject path, PyObject target) {
    PyList portions = null;
    if (path instanceof PyList list) {
      for (int i = 0; i < list.size(); i++) {
        PyObject spec = inEntry(list.get(i), fullname, target);
        if (spec != null) {
          if (loaderOf(spec) != PyObject.NONE) {
            return spec;
          }
          portions = extend(portions, spec);
        }
      }
    } else {
      PyObject it = Abstract.iter(path == null ? PyTuple.EMPTY : path);
      PyObject entry;
      while ((entry = Abstract.next(it)) != null) {
        PyObject spec = inEntry(entry, fullname, target);
        if (spec != null) {
          if (loaderOf(spec) != PyObject.NONE) {
            return spec;
          }
          portions = extend(portions, spec);
        }
      }
    }
    if (portions == null) {
      return null;
    }
    PyModuleSpec spec = new PyModuleSpec(fullname, PyObject.NONE, null, false);
    spec.dict().put(PyModuleSpec.LOCATIONS, portions);
    return spec;
  }

  private static PyObject loaderOf(PyObject spec) {
    return spec.type == PyModuleSpec.TYPE
        ? ((PyModuleSpec) spec).attribute(PyModuleSpec.LOADER)
        : Abstract.getAttribute(spec, PyModuleSpec.LOADER);
  }

  private static PyList extend(PyList portions, PyObject spec) {
    PyObject more = Abstract.getAttribute(spec, PyModuleSpec.LOCATIONS);
    if (more == PyObject.NONE) {
      throw Errors.importError(Exceptions.ImportError, "spec missing loader", null, null);
    }
    PyList all = portions == null ? new PyList() : portions;
    for (PyObject portion : Abstract.toArray(more)) {
      all.add(portion);
    }
    return all;
  }

  private PyObject inEntry(PyObject entry, PyStr fullname, PyObject target) {
    if (!(entry instanceof PyStr path)) {
      return null;
    }
    PyObject finder = finderFor(path);
    if (finder == null || finder == PyObject.NONE) {
      return null;
    }
    if (finder instanceof ImageImporter image) {
      return image.find(fullname);
    }
    if (finder instanceof DirectoryFinder directory && directory.isOurs()) {
      return directory.find(fullname);
    }
    PyObject find = Abstract.getAttributeOrNull(finder, Protocol.FIND_SPEC);
    system.locks.acquire(ModuleLocks.GLOBAL);
    try {
      PyObject spec =
          find != null
              ? Abstract.call(find, fullname, target == null ? PyObject.NONE : target)
              : Protocol.findWithLegacyEntryFinder(finder, fullname);
      return spec == PyObject.NONE ? null : spec;
    } finally {
      system.locks.release(ModuleLocks.GLOBAL);
    }
  }

  // finders of path entries

  /**
   * The finder for a path entry, from the cache or made by a hook; Python's None or null if there
   * is none.
   */
  PyObject finderFor(PyStr entry) {
    PyStr path = entry;
    if (entry.value().isEmpty()) {
      try {
        path = PyStr.of(Host.os(system.interp).getcwd());
      } catch (OsError e) {
        return null;
      }
    }
    PyObject cache = system.interp.sysAttribute("path_importer_cache");
    if (cache instanceof PyDict d) {
      PyObject finder = d.get(path);
      if (finder == null) {
        if (system.isLoadingZipimport()
            && isInFile(path.value())
            && imageFinder(path.value()) == null) {
          return null;
        }
        finder = finderFromHooks(path);
        d.put(path, finder);
      }
      return finder;
    }
    return finderFromHooks(path);
  }

  /** Asks the hooks in turn; None if none of them takes the path. */
  PyObject finderFromHooks(PyObject path) {
    PyObject hooks = system.interp.sysAttribute("path_hooks");
    PyObject[] all = Abstract.toArray(hooks == null ? PyObject.NONE : hooks);
    if (all.length == 0) {
      Errors.warn(Exceptions.ImportWarning, "sys.path_hooks is empty", 1);
    }
    for (PyObject hook : all) {
      if (hook instanceof PyBuiltinFunction f && f.self == hooksModule && path instanceof PyStr s) {
        PyObject finder = ImageImportModule.tryHook(f.name(), s);
        if (finder != null) {
          return finder;
        }
        continue;
      }
      if (path instanceof PyStr s && system.isZipHook(hook) && !isInFile(s.value())) {
        continue;
      }
      system.locks.acquire(ModuleLocks.GLOBAL);
      try {
        return Abstract.call(hook, path);
      } catch (PyException e) {
        if (!e.matches(Exceptions.ImportError)) {
          throw e;
        }
      } finally {
        system.locks.release(ModuleLocks.GLOBAL);
      }
    }
    return PyObject.NONE;
  }

  void invalidateCaches() {
    if (!(system.interp.sysAttribute("path_importer_cache") instanceof PyDict cache)) {
      return;
    }
    for (int i = 0; i < cache.slotLimit(); i++) {
      PyObject path = cache.keyAt(i);
      if (path == null) {
        continue;
      }
      PyObject finder = cache.valueAt(i);
      if (finder == PyObject.NONE || !(path instanceof PyStr s && s.value().startsWith("/"))) {
        cache.remove(path);
      } else if (finder instanceof DirectoryFinder directory) {
        directory.invalidate();
      } else if (!(finder instanceof ImageImporter)
          && Abstract.getAttributeOrNull(finder, PyStr.interned("invalidate_caches")) != null) {
        Abstract.callMethod(finder, "invalidate_caches");
      }
    }
    system.bootstrap().namespacePathsChanged();
  }

  // the hooks

  private FileSystem files() {
    return os().files();
  }

  private Os os() {
    return Host.os(system.interp);
  }

  /**
   * The regular file that {@code path} is, or lies below as if that were a directory; null if there
   * is none.
   */
  String fileOf(String path) {
    String file = path;
    while (true) {
      int kind = files().kind(file);
      if (kind == FILE) {
        return file;
      }
      if (kind != 0) {
        return null;
      }
      int slash = file.lastIndexOf('/');
      if (slash <= 0) {
        return null;
      }
      file = file.substring(0, slash);
    }
  }

  private boolean isInFile(String path) {
    return fileOf(path) != null;
  }

  boolean isDirectory(String path) {
    return files().kind(path.isEmpty() ? "." : path) == DIRECTORY;
  }

  /** The finder for an image or a directory in one; null if {@code path} is neither. */
  ImageImporter imageFinder(String path) {
    Image image = system.image(path);
    if (image != null) {
      return top(image);
    }
    int slash = path.length();
    while ((slash = path.lastIndexOf('/', slash - 1)) > 0) {
      image = system.image(path.substring(0, slash));
      if (image != null) {
        return inImage(image, path.substring(slash + 1));
      }
    }
    String file = fileOf(path);
    if (file == null || !ImageImportModule.isImage(os().resolve(file))) {
      return null;
    }
    try {
      image = Image.open(Path.of(os().resolve(file)));
      if (system.signatures != null) {
        system.signatures.checkOnPath(image);
      }
    } catch (ImageFormatException e) {
      throw Errors.importError(Exceptions.ImportError, e.getMessage(), null, PyStr.of(file));
    } catch (IOException e) {
      return null;
    }
    system.addImage(image);
    return file.length() == path.length()
        ? top(image)
        : inImage(image, path.substring(file.length() + 1));
  }

  private ImageImporter top(Image image) {
    return new ImageImporter(image, "", SourceBeside.of(system, image));
  }

  private ImageImporter inImage(Image image, String directory) {
    String name =
        directory.endsWith("/") ? directory.substring(0, directory.length() - 1) : directory;
    name = name.replace('/', '.');
    ImageModule module = image.find(name);
    ImageResource resource = module == null ? image.resource(directory) : null;
    return module != null && module.isPackage() || resource != null && resource.isDirectory()
        ? new ImageImporter(image, name + ".", SourceBeside.of(system, image))
        : null;
  }
}
