package dev.dormouse.importer;

import dev.dormouse.image.Image;
import dev.dormouse.image.ImageModule;
import dev.dormouse.image.ImageResource;
import dev.dormouse.runtime.modules.Compiling;
import dev.dormouse.runtime.modules.sre.SreAccelerator;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.Names;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyCode;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyOSError;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;

/**
 * Finder and loader for one directory of an image, as {@code zipimport.zipimporter} is for one of a zip file. An image is an entry of
 * {@code sys.path}, and a package in it has {@code <image>/<package>} as its {@code __path__}; each such entry has one of these in
 * {@code sys.path_importer_cache}.
 */
@BuiltinType(
    name = "ImageImporter",
    ops = ImageImporter.ImporterOps.class,
    doc = "Finder and loader of the modules in one directory of an image.")
public final class ImageImporter extends PyObject {
  public static final PyType TYPE =
      PyType.builtin("ImageImporter", PyType.OBJECT, new ImporterOps(), new ImageImporterTable())
          .in("_imageimport")
          .withWeakrefs();

  final Image image;

  /** The directory in the image as part of module names: empty, or {@code json.} with its dot. */
  final String prefix;

  ImageImporter(Image image, String prefix) {
    super(TYPE);
    this.image = image;
    this.prefix = prefix;
  }

  /** The entry of a search path that this is the finder for. */
  String path() {
    return prefix.isEmpty()
        ? image.name()
        : image.name() + "/" + prefix.substring(0, prefix.length() - 1).replace('.', '/');
  }

  /** The module of this name in this directory, or null. Only the last part of the name counts. */
  ImageModule module(String fullname) {
    int dot = fullname.lastIndexOf('.');
    return image.find(prefix.isEmpty() ? dot < 0 ? fullname : fullname.substring(dot + 1) : tail(fullname, dot));
  }

  private String tail(String fullname, int dot) {
    // Nearly always the prefix is the parent's name already.
    return dot + 1 == prefix.length() && fullname.startsWith(prefix) ? fullname : prefix + fullname.substring(dot + 1);
  }

  /** The spec of a module here, or null. */
  PyModuleSpec find(PyStr fullname) {
    ImageModule found = module(fullname.value());
    return found == null ? null : spec(fullname, found);
  }

  private PyModuleSpec spec(PyStr fullname, ImageModule found) {
    String file = found.file();
    PyModuleSpec spec = new PyModuleSpec(fullname, file == null ? NONE : this, file == null ? null : PyStr.of(file), found.isPackage());
    if (found.isPackage()) {
      ((PyList) spec.attribute(PyModuleSpec.LOCATIONS)).add(PyStr.of(directory(found)));
    }
    if (file != null) {
      spec.setHasLocation();
      spec.found = found;
    }
    return spec;
  }

  private String directory(ImageModule found) {
    return image.name() + "/" + found.name().replace('.', '/');
  }

  /** Runs the module's body. */
  void exec(ImageModule found, PyModule module) {
    PyDict globals = module.dict();
    PyCode code = new PyCode(found.code());
    Compiling.run(code, globals, globals, null);
    if (image.trusted() && found.name().equals("re._compiler")) {
      SreAccelerator.install(module);
    }
  }

  private ImageModule require(PyObject fullname) {
    if (!(fullname instanceof PyStr s)) {
      throw Errors.typeError("module name must be a string");
    }
    ImageModule found = module(s.value());
    if (found == null || found.isNamespace()) {
      throw Errors.importError(
          Exceptions.ImportError, "can't find module " + Abstract.repr(s).value(), s, null);
    }
    return found;
  }

  @Getter
  static String archive(ImageImporter i) {
    return i.image.name();
  }

  @Getter(name = "prefix")
  static String getPrefix(ImageImporter i) {
    return i.prefix.replace('.', '/');
  }

  @Method(name = "find_spec", signature = "(fullname, target=None)", doc = "Return the spec of a module, or None.")
  static PyObject findSpec(ImageImporter i, PyStr fullname, PyObject target) {
    PyModuleSpec spec = i.find(fullname);
    return spec == null ? NONE : spec;
  }

  @Method(name = "invalidate_caches", doc = "Does nothing: images do not change.")
  static void invalidateCaches(ImageImporter i) {}

  @Method(name = "create_module", signature = "(spec)", doc = "Return None, for the default way to make modules.")
  static PyObject createModule(ImageImporter i, PyObject spec) {
    return NONE;
  }

  @Method(name = "exec_module", signature = "(module)", doc = "Run the body of a module.")
  static void execModule(ImageImporter i, PyModule module) {
    PyObject name = module.get("__name__");
    PyObject spec = module.dict().get(Names.SPEC);
    if (spec instanceof PyModuleSpec s) {
      name = s.attribute(PyModuleSpec.NAME);
    }
    ImportSystem.addBuiltins(module.dict());
    i.exec(i.require(name), module);
  }

  @Method(name = "load_module", signature = "(fullname)", doc = "Deprecated; use exec_module().")
  static PyObject loadModule(ImageImporter i, PyStr fullname) {
    return ImportSystem.current().loadModuleShim(i, fullname);
  }

  @Method(name = "get_code", signature = "(fullname)", doc = "Return the code object of a module.")
  static PyObject getCode(ImageImporter i, PyObject fullname) {
    return new PyCode(i.require(fullname).code());
  }

  @Method(name = "get_source", signature = "(fullname)", doc = "Return the source of a module, or None if it is not in the image.")
  static PyObject getSource(ImageImporter i, PyObject fullname) {
    ImageResource source = i.require(fullname).source();
    return source == null ? NONE : ImportSystem.current().decodeSource(source.bytes());
  }

  @Method(name = "is_package", signature = "(fullname)", doc = "Return whether a module is a package.")
  static boolean isPackage(ImageImporter i, PyObject fullname) {
    return i.require(fullname).isPackage();
  }

  @Method(name = "get_filename", signature = "(fullname)", doc = "Return the name of a module's file, which lies below the image.")
  static String getFilename(ImageImporter i, PyObject fullname) {
    return i.require(fullname).file();
  }

  @Method(name = "get_data", signature = "(pathname)", doc = "Return the contents of a file below the image as bytes.")
  static PyObject getData(ImageImporter i, String pathname) {
    ImageResource r = i.image.resource(i.relative(pathname));
    if (r == null || r.isDirectory()) {
      throw PyOSError.of(2, PyStr.of(pathname));
    }
    return PyBytes.of(r.bytes());
  }

  /** A path relative to the image; a path that is not below the image is taken as relative. */
  private String relative(String path) {
    String name = image.name();
    return path.startsWith(name) && path.length() > name.length() && path.charAt(name.length()) == '/'
        ? path.substring(name.length() + 1)
        : path;
  }

  static final class ImporterOps extends Ops {
    @Override
    public PyObject repr(PyObject o) {
      return PyStr.of("<ImageImporter object \"" + ((ImageImporter) o).path() + "\">");
    }
  }
}
