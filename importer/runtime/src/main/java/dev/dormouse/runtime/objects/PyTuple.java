package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;

/** {@code tuple}. The array is owned by this object and never changes. */
@BuiltinType(name = "tuple", ops = TupleOps.class)
public class PyTuple extends PyObject {
  public static final PyType TYPE =
      PyType.builtin("tuple", PyType.OBJECT, new TupleOps(), new PyTupleTable())
          .with(PyType.BASETYPE | PyType.MATCH_SELF | PyType.SEQUENCE | PyType.VARIABLE_SIZE);

  public static final PyTuple EMPTY = new PyTuple(TYPE, NO_ARGS);

  public final PyObject[] items;

  public PyTuple(PyType type, PyObject[] items) {
    super(type);
    this.items = items;
  }

  /** Takes ownership of {@code items}. */
  public static PyTuple of(PyObject... items) {
    return items.length == 0 ? EMPTY : new PyTuple(TYPE, items);
  }
}
