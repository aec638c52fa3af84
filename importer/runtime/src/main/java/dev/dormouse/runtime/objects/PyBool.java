package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;

/** {@code bool}: two ints with a type of their own. */
@BuiltinType(
    name = "bool",
    ops = BoolOps.class,
    doc =
        "bool(x) -> bool\n\n"
            + "True when the argument is true, False otherwise. There are no other instances, and"
            + " no subclasses.")
public final class PyBool extends PyInt {
  public static final PyType TYPE =
      PyType.builtin("bool", PyInt.TYPE, new BoolOps(), new PyBoolTable());

  public static final PyBool TRUE = new PyBool(1);
  public static final PyBool FALSE = new PyBool(0);

  private PyBool(long value) {
    super(TYPE, value);
  }

  public static PyBool of(boolean truth) {
    return truth ? TRUE : FALSE;
  }

  public boolean truth() {
    return this == TRUE;
  }
}
