package dev.dormouse.importer;

import dev.dormouse.code.CodeFormatException;
import dev.dormouse.code.CodeObject;
import dev.dormouse.code.MarshalReader;
import dev.dormouse.code.PycFile;
import dev.dormouse.image.ImageModule;
import dev.dormouse.image.ImageResource;
import dev.dormouse.runtime.modules.Compiling;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Exceptions;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyCode;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.spi.ModuleContent;
import dev.dormouse.tables.BuiltinType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;

/**
 * Finder and loader of a provider's modules. The one for the provider's top is in {@code
 * sys.meta_path} and asks for modules by their full names; those for packages exist since {@code
 * pkgutil} asks the entries of {@code __path__}.
 */
@BuiltinType(
    name = "ProviderImporter",
    ops = ProviderImporter.ImporterOps.class,
    doc = "Finder and loader of the modules of a provider.")
final class ProviderImporter extends StoreImporter {
  static final PyType TYPE =
      PyType.builtin(
              "ProviderImporter",
              StoreImporter.TYPE,
              new ImporterOps(),
              new ProviderImporterTable())
          .in("_imageimport")
          .with(PyType.DISALLOW_INSTANTIATION)
          .withWeakrefs();

  private final ProviderStore store;
  private final String directory;

  /**
   * Answers to modules found but not loaded yet, so that a provider is asked once per import.
   * Guarded by the interpreter lock.
   */
  private final HashMap<String, ModuleContent> found = new HashMap<>(4);

  ProviderImporter(ProviderStore store, String directory) {
    super(TYPE);
    this.store = store;
    this.directory = directory;
  }

  private ModuleContent content(String fullname) {
    ModuleContent content = found.get(fullname);
    return content != null ? content : store.find(fullname);
  }

  @Override
  PyModuleSpec find(PyStr fullname) {
    String name = fullname.value();
    ModuleContent content = store.inImage(name) == null ? store.find(name) : null;
    ImageModule image = store.inImage(name);
    if (content == null && image == null) {
      return null;
    }
    boolean isPackage = image != null ? image.isPackage() : content.isPackage();
    if (image == null) {
      found.put(name, content);
    }
    PyModuleSpec spec =
        new PyModuleSpec(
            fullname, this, PyStr.of(fileOf(name, content, image, isPackage)), isPackage);
    if (isPackage) {
      ((PyList) spec.attribute(PyModuleSpec.LOCATIONS))
          .add(PyStr.of(store.root() + "/" + name.replace('.', '/')));
    }
    spec.setHasLocation();
    return spec;
  }

  private String fileOf(String name, ModuleContent content, ImageModule image, boolean isPackage) {
    if (image != null && image.file() != null) {
      return image.file();
    }
    if (content != null && content.origin() != null) {
      return content.origin();
    }
    return store.root() + "/" + name.replace('.', '/') + (isPackage ? "/__init__.py" : ".py");
  }

  @Override
  boolean exists(String fullname) {
    ImageModule image = store.inImage(fullname);
    return image != null ? !image.isNamespace() : content(fullname) != null;
  }

  @Override
  PyCode code(String fullname) {
    ImageModule image = store.inImage(fullname);
    if (image != null) {
      return image.isNamespace() ? null : new PyCode(image.code());
    }
    ModuleContent content = content(fullname);
    found.remove(fullname);
    if (content == null) {
      return null;
    }
    String file = fileOf(fullname, content, null, content.isPackage());
    switch (content.kind()) {
      case SOURCE:
        return Compiling.compileMain(PyBytes.of(content.bytes()), file);
      case CODE:
        return unmarshal(fullname, content.bytes(), file);
      default:
        return new PyCode(store.inImage(fullname).code());
    }
  }

  /** A {@code .pyc} file, or a code object alone. */
  private static PyCode unmarshal(String fullname, byte[] data, String file) {
    CodeObject code;
    try {
      code =
          CompiledFiles.hasMagic(data)
              ? PycFile.read(file, data).code
              : MarshalReader.readCode(file, data, 0);
    } catch (CodeFormatException e) {
      throw Errors.importError(
          Exceptions.ImportError, e.getMessage(), PyStr.of(fullname), PyStr.of(file));
    }
    return new PyCode(CompiledFiles.withFilename(code, code.filename, file));
  }

  @Override
  byte[] source(String fullname) {
    ImageModule image = store.inImage(fullname);
    if (image != null) {
      ImageResource source = image.source();
      return source == null ? null : source.bytes();
    }
    ModuleContent content = content(fullname);
    return content != null && content.kind() == ModuleContent.Kind.SOURCE ? content.bytes() : null;
  }

  @Override
  boolean isPackage(String fullname) {
    ImageModule image = store.inImage(fullname);
    return image != null ? image.isPackage() : content(fullname).isPackage();
  }

  @Override
  String file(String fullname) {
    ImageModule image = store.inImage(fullname);
    ModuleContent content = image == null ? content(fullname) : null;
    return fileOf(
        fullname, content, image, image != null ? image.isPackage() : content.isPackage());
  }

  @Override
  String[] children() {
    String package_ = directory.replace('/', '.');
    ImageModule image = package_.isEmpty() ? null : store.inImage(package_);
    if (image != null) {
      ImageModule[] inside = image.children();
      String[] names = new String[inside.length];
      for (int i = 0; i < names.length; i++) {
        names[i] =
            inside[i].name().substring(package_.length() + 1) + (inside[i].isPackage() ? "." : "");
      }
      return names;
    }
    List<String> listed = store.children(package_);
    String[] names = listed.toArray(new String[0]);
    Arrays.sort(names);
    for (int i = 0; i < names.length; i++) {
      if (isPackage(package_.isEmpty() ? names[i] : package_ + "." + names[i])) {
        names[i] += ".";
      }
    }
    return names;
  }

  @Override
  ResourceTree tree() {
    return store;
  }

  @Override
  String directory() {
    return directory;
  }

  static final class ImporterOps extends Ops {
    @Override
    public PyObject repr(PyObject o) {
      ProviderImporter i = (ProviderImporter) o;
      return PyStr.of(
          "<ProviderImporter object \"" + Paths.join(i.store.root(), i.directory) + "\">");
    }
  }
}
