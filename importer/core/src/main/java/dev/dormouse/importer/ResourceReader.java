package dev.dormouse.importer;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyOSError;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Method;

/**
 * The resources of one package as {@code importlib.resources} asks for them. Not on the start-up
 * path.
 */
@BuiltinType(name = "ResourceReader", doc = "Reader of the resources of a package.")
final class ResourceReader extends PyObject {
  static final PyType TYPE =
      PyType.builtin("ResourceReader", PyType.OBJECT, new PlainOps(), new ResourceReaderTable())
          .in("_imageimport")
          .with(PyType.DISALLOW_INSTANTIATION)
          .withWeakrefs();

  private final ResourcePath folder;

  ResourceReader(ResourcePath folder) {
    super(TYPE);
    this.folder = folder;
  }

  private ResourcePath below(PyObject name) {
    return (ResourcePath) ResourcePath.joinpath(folder, new PyObject[] {name});
  }

  @Method(doc = "Return the package's directory.")
  static PyObject files(ResourceReader r) {
    return r.folder;
  }

  @Method(name = "open_resource", signature = "(resource)", doc = "Return an open binary file.")
  static PyObject openResource(ResourceReader r, PyStr resource) {
    return ResourcePath.open(r.below(resource), "rb", NO_ARGS, null);
  }

  @Method(
      name = "resource_path",
      signature = "(resource)",
      doc = "Raises FileNotFoundError: resources are not in the file system.")
  static PyObject resourcePath(ResourceReader r, PyStr resource) {
    throw PyOSError.of(2, resource);
  }

  @Method(
      name = "is_resource",
      signature = "(path)",
      doc = "Return whether there is a file of this name.")
  static boolean isResource(ResourceReader r, PyStr path) {
    return ResourcePath.isFile(r.below(path));
  }

  @Method(doc = "Return an iterator over the names of what is directly inside.")
  static PyObject contents(ResourceReader r) {
    PyList names = new PyList();
    for (PyObject p : Abstract.toArray(ResourcePath.iterdir(r.folder))) {
      names.add(PyStr.of(ResourcePath.name((ResourcePath) p)));
    }
    return Abstract.iter(names);
  }
}
