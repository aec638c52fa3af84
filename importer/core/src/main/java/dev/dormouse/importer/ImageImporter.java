package dev.dormouse.importer;

import dev.dormouse.image.Image;
import dev.dormouse.image.ImageModule;
import dev.dormouse.image.ImageResource;
import dev.dormouse.importer.state.ModuleStates;
import dev.dormouse.importer.state.StateWriter;
import dev.dormouse.runtime.modules.Compiling;
import dev.dormouse.runtime.modules.sre.SreAccelerator;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyCode;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;

/**
 * Finder and loader for one directory of an image, as {@code zipimport.zipimporter} is for one of a
 * zip file. An image is an entry of {@code sys.path}, and a package in it has {@code
 * <image>/<package>} as its {@code __path__}; each such entry has one of these in {@code
 * sys.path_importer_cache}.
 */
@BuiltinType(
    name = "ImageImporter",
    ops = ImageImporter.ImporterOps.class,
    doc = "Finder and loader of the modules in one directory of an image.")
public final class ImageImporter extends StoreImporter {
  public static final PyType TYPE =
      PyType.builtin(
              "ImageImporter", StoreImporter.TYPE, new ImporterOps(), new ImageImporterTable())
          .in("_imageimport")
          .withWeakrefs();

  final Image image;

  /** The directory in the image as part of module names: empty, or {@code json.} with its dot. */
  final String prefix;

  /**
   * Finds sources that are newer than the image; null if there are none beside it, as for the
   * library's.
   */
  private final SourceBeside sources;

  ImageImporter(Image image, String prefix, SourceBeside sources) {
    super(TYPE);
    this.image = image;
    this.prefix = prefix;
    this.sources = sources;
  }

  /** The module of this name in this directory, or null. Only the last part of the name counts. */
  ImageModule module(String fullname) {
    int dot = fullname.lastIndexOf('.');
    return image.find(
        prefix.isEmpty() ? dot < 0 ? fullname : fullname.substring(dot + 1) : tail(fullname, dot));
  }

  private String tail(String fullname, int dot) {
    // Nearly always the prefix is the parent's name already.
    return dot + 1 == prefix.length() && fullname.startsWith(prefix)
        ? fullname
        : prefix + fullname.substring(dot + 1);
  }

  @Override
  PyModuleSpec find(PyStr fullname) {
    ImageModule found = module(fullname.value());
    if (found == null) {
      return null;
    }
    if (sources != null) {
      PyModuleSpec newer = sources.find(fullname, found, this);
      if (newer != null) {
        return newer;
      }
    }
    String file = found.file();
    PyModuleSpec spec =
        new PyModuleSpec(
            fullname,
            file == null ? NONE : this,
            file == null ? null : PyStr.of(file),
            found.isPackage());
    if (found.isPackage()) {
      ((PyList) spec.attribute(PyModuleSpec.LOCATIONS)).add(PyStr.of(folderOf(found)));
    }
    if (file != null) {
      spec.setHasLocation();
      spec.found = found;
    }
    return spec;
  }

  /** The path entry in which the submodules of a package are. */
  String folderOf(ImageModule package_) {
    return image.name() + "/" + package_.name().replace('.', '/');
  }

  /** Runs a module's body. */
  void exec(ImageModule found, PyModule module) {
    exec(found, module, PyCode.WakeReason.CALL);
  }

  /**
   * Runs a module's body, or has the module be what the image says that the body leaves.
   *
   * @param reason why the body wakes if it must run
   */
  void exec(ImageModule found, PyModule module, PyCode.WakeReason reason) {
    ImportSystem system = ImportSystem.current();
    StateWriter writer = system.stateWriter;
    if (writer != null) {
      writer.interrupts(found.name());
    }
    try {
      execBody(found, module, reason);
      if (image.trusted()) {
        adapt(found.name(), module);
      }
    } finally {
      if (writer != null) {
        writer.settle();
      }
    }
  }

  /** The same for a body that the import system itself asks for: without what is different here. */
  static void execBody(ImageModule found, PyModule module, PyCode.WakeReason reason) {
    ImportSystem system = ImportSystem.current();
    int from = system.installState(found, module);
    if (from != ModuleStates.WHOLE) {
      runBody(system.stateWriter, found, module, reason, Math.max(from, 0));
    }
  }

  private static void runBody(
      StateWriter writer, ImageModule found, PyModule module, PyCode.WakeReason reason, int from) {
    if (writer != null) {
      writer.begins(found, module);
    }
    boolean completed = false;
    try {
      PyDict globals = module.dict();
      PyCode code = new PyCode(found.code());
      code.wake(reason);
      int tail = writer == null || from > 0 ? from : writer.runHead(code);
      Compiling.run(code, globals, globals, null, tail);
      completed = true;
    } finally {
      if (writer != null) {
        writer.ends(completed);
      }
    }
  }

  /** What is different about a module of the library here. */
  private static void adapt(String name, PyModule module) {
    if (name.equals("re._compiler")) {
      SreAccelerator.install(module);
    } else if (name.equals("multiprocessing.context")) {
      // There is no fork: processes start as they do by default where forking is not safe.
      PyObject spawn = Abstract.getItem(module.get("_concrete_contexts"), PyStr.of("spawn"));
      module.set("_default_context", Abstract.call(module.get("DefaultContext"), spawn));
    }
  }

  // for Python code

  private ImageModule withCode(String fullname) {
    ImageModule found = module(fullname);
    return found == null || found.isNamespace() ? null : found;
  }

  @Override
  boolean exists(String fullname) {
    return withCode(fullname) != null;
  }

  @Override
  PyCode code(String fullname) {
    ImageModule found = withCode(fullname);
    return found == null ? null : new PyCode(found.code());
  }

  @Override
  byte[] source(String fullname) {
    ImageResource source = module(fullname).source();
    return source == null ? null : source.bytes();
  }

  @Override
  boolean isPackage(String fullname) {
    return module(fullname).isPackage();
  }

  @Override
  String file(String fullname) {
    return module(fullname).file();
  }

  @Override
  String[] children() {
    ImageModule package_ =
        prefix.isEmpty() ? null : image.find(prefix.substring(0, prefix.length() - 1));
    ImageModule[] inside =
        prefix.isEmpty()
            ? image.topLevelModules()
            : package_ == null ? new ImageModule[0] : package_.children();
    String[] names = new String[inside.length];
    for (int i = 0; i < names.length; i++) {
      String name = inside[i].name();
      names[i] = name.substring(prefix.length()) + (inside[i].isPackage() ? "." : "");
    }
    return names;
  }

  @Override
  ResourceTree tree() {
    return new ImageTree(image);
  }

  @Override
  String directory() {
    return prefix.isEmpty() ? "" : prefix.substring(0, prefix.length() - 1).replace('.', '/');
  }

  @Getter
  static String archive(ImageImporter i) {
    return i.image.name();
  }

  @Getter(name = "prefix")
  static String getPrefix(ImageImporter i) {
    return i.prefix.replace('.', '/');
  }

  static final class ImporterOps extends Ops {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      PyObject path = ArgParser.parse("ImageImporter", "path", 0, 1, 1, args, kwnames)[0];
      if (!(path instanceof PyStr s)) {
        throw Errors.typeError("expected str, not " + path.type.name());
      }
      return ImageImportModule.imageHook(s);
    }

    @Override
    public PyObject repr(PyObject o) {
      return PyStr.of("<ImageImporter object \"" + path((ImageImporter) o) + "\">");
    }
  }
}
