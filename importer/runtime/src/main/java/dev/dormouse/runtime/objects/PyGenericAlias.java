package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;

/** {@code list[int]} ({@code types.GenericAlias}). */
@BuiltinType(name = "GenericAlias", ops = GenericAliasOps.class)
public class PyGenericAlias extends PyObject {
  public static final PyType TYPE =
      PyType.builtin("GenericAlias", PyType.OBJECT, new GenericAliasOps(), new PyGenericAliasTable())
          .in("types")
          .with(PyType.BASETYPE)
          .withWeakrefs();

  public final PyObject origin;
  public final PyTuple args;

  public PyGenericAlias(PyObject origin, PyTuple args) {
    this(TYPE, origin, args);
  }

  PyGenericAlias(PyType type, PyObject origin, PyTuple args) {
    super(type);
    this.origin = origin;
    this.args = args;
  }
}
