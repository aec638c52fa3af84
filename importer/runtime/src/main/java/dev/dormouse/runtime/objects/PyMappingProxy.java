package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;

/** A read-only view of a mapping ({@code mappingproxy}): what {@code cls.__dict__} gives. */
@BuiltinType(name = "mappingproxy", ops = MappingProxyOps.class)
public final class PyMappingProxy extends PyObject {
  public static final PyType TYPE =
      PyType.builtin("mappingproxy", PyType.OBJECT, new MappingProxyOps(), new PyMappingProxyTable())
          .with(PyType.MAPPING);

  public final PyObject mapping;

  public PyMappingProxy(PyObject mapping) {
    super(TYPE);
    this.mapping = mapping;
  }
}
