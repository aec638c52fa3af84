package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Setter;

/** A variable shared with inner functions ({@code cell}). */
@BuiltinType(name = "cell", ops = CellOps.class)
public final class PyCell extends PyObject {
  public static final PyType TYPE =
      PyType.builtin("cell", PyType.OBJECT, new CellOps(), new PyCellTable()).unhashable();

  /** Null while the variable is unbound. */
  public PyObject value;

  public PyCell(PyObject value) {
    super(TYPE);
    this.value = value;
  }

  @Getter(name = "cell_contents")
  static PyObject getContents(PyCell c) {
    if (c.value == null) {
      throw Errors.valueError("Cell is empty");
    }
    return c.value;
  }

  @Setter(name = "cell_contents")
  static void setContents(PyCell c, PyObject value) {
    c.value = value;
  }
}
