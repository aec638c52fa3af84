package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;
import java.util.Arrays;

/** {@code list}. */
@BuiltinType(name = "list", ops = ListOps.class)
public class PyList extends PyObject {
  public static final PyType TYPE =
      PyType.builtin("list", PyType.OBJECT, new ListOps(), new PyListTable())
          .with(PyType.BASETYPE | PyType.MATCH_SELF | PyType.SEQUENCE)
          .unhashable();

  /** The first {@link #size} elements are the items; the rest is room and null. */
  PyObject[] items;

  int size;

  public PyList(PyType type) {
    super(type);
    items = NO_ARGS;
  }

  public PyList() {
    this(TYPE);
  }

  /** Takes ownership of {@code items}. */
  public static PyList of(PyObject... items) {
    PyList list = new PyList(TYPE);
    list.items = items;
    list.size = items.length;
    return list;
  }

  public final int size() {
    return size;
  }

  public final PyObject get(int index) {
    return items[index];
  }

  public final void set(int index, PyObject value) {
    items[index] = value;
  }

  public final void add(PyObject value) {
    if (size == items.length) {
      items = Arrays.copyOf(items, size < 4 ? 4 : size + (size >> 1));
    }
    items[size++] = value;
  }

  /** A copy of the items. */
  public final PyObject[] toArray() {
    return Arrays.copyOf(items, size);
  }
}
