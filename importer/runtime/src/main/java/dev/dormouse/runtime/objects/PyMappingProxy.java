package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.ClassMethod;
import dev.dormouse.tables.Method;

/** A read-only view of a mapping ({@code mappingproxy}): what {@code cls.__dict__} gives. */
@BuiltinType(
    name = "mappingproxy",
    ops = MappingProxyOps.class,
    doc = "Read-only view of a mapping.")
public final class PyMappingProxy extends PyObject {
  public static final PyType TYPE =
      PyType.builtin(
              "mappingproxy", PyType.OBJECT, new MappingProxyOps(), new PyMappingProxyTable())
          .with(PyType.MAPPING | PyType.KEYED)
          .unhashable();

  public final PyObject mapping;

  public PyMappingProxy(PyObject mapping) {
    super(TYPE);
    this.mapping = mapping;
  }

  @Method(
      signature = "(key, default=None, /)",
      doc = "Return the value of the key, or the default if there is none.")
  static PyObject get(PyMappingProxy self, PyObject key, PyObject otherwise) {
    PyObject standard = otherwise == null ? NONE : otherwise;
    if (self.mapping.type == PyDict.TYPE) {
      PyObject v = ((PyDict) self.mapping).get(key);
      return v == null ? standard : v;
    }
    return Abstract.callMethod(self.mapping, "get", key, standard);
  }

  @Method(doc = "The keys of the mapping.")
  static PyObject keys(PyMappingProxy self) {
    return Abstract.callMethod(self.mapping, Names.KEYS);
  }

  @Method(doc = "The values of the mapping.")
  static PyObject values(PyMappingProxy self) {
    return Abstract.callMethod(self.mapping, "values");
  }

  @Method(doc = "The (key, value) pairs of the mapping.")
  static PyObject items(PyMappingProxy self) {
    return Abstract.callMethod(self.mapping, "items");
  }

  @Method(doc = "A shallow copy of the mapping.")
  static PyObject copy(PyMappingProxy self) {
    return Abstract.callMethod(self.mapping, Names.COPY);
  }

  @Method(name = "__reversed__", doc = "A reverse iterator over the keys.")
  static PyObject reversed(PyMappingProxy self) {
    return Abstract.callMethod(self.mapping, Names.REVERSED);
  }

  @ClassMethod(name = "__class_getitem__", signature = "(object, /)", doc = "See PEP 585")
  static PyObject classGetItem(PyType cls, PyObject item) {
    return GenericAliases.make(cls, item);
  }
}
