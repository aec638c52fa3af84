package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;

/** {@code float}. */
@BuiltinType(
    name = "float",
    ops = FloatOps.class,
    parts = {FloatMethods.class},
    doc = "Makes a floating point number of a number or of text.")
public class PyFloat extends PyObject {
  public static final PyType TYPE =
      PyType.builtin("float", PyType.OBJECT, new FloatOps(), new PyFloatTable())
          .with(PyType.BASETYPE | PyType.MATCH_SELF);

  public final double value;

  public PyFloat(PyType type, double value) {
    super(type);
    this.value = value;
  }

  public static PyFloat of(double value) {
    return new PyFloat(TYPE, value);
  }
}
