package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;

/** {@code set} and {@code frozenset}, which differ by their type. */
@BuiltinType(name = "set", ops = SetOps.class)
public class PySet extends PyObject {
  public static final PyType TYPE =
      PyType.builtin("set", PyType.OBJECT, new SetOps(), new PySetTable())
          .with(PyType.BASETYPE | PyType.MATCH_SELF)
          .withWeakrefs()
          .unhashable();

  public static final PyType FROZEN =
      PyType.builtin("frozenset", PyType.OBJECT, new FrozenSetOps(), new FrozenSetMembersTable())
          .with(PyType.BASETYPE | PyType.MATCH_SELF)
          .withWeakrefs();

  /** Holds the items as keys; values are None. */
  final PyDict items = new PyDict();

  public PySet(PyType type) {
    super(type);
  }

  public PySet() {
    this(TYPE);
  }

  public static PySet frozen(PyObject... items) {
    PySet s = new PySet(FROZEN);
    for (PyObject o : items) {
      s.add(o);
    }
    return s;
  }

  public final void add(PyObject o) {
    items.put(o, NONE);
  }

  public final boolean contains(PyObject o) {
    return items.containsKey(o);
  }

  public final int size() {
    return items.size();
  }
}
