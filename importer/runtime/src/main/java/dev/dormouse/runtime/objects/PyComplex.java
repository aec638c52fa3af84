package dev.dormouse.runtime.objects;

import dev.dormouse.tables.BuiltinType;

/** {@code complex}. */
@BuiltinType(name = "complex", ops = ComplexOps.class)
public class PyComplex extends PyObject {
  public static final PyType TYPE =
      PyType.builtin("complex", PyType.OBJECT, new ComplexOps(), new PyComplexTable()).with(PyType.BASETYPE);

  public final double real;
  public final double imag;

  public PyComplex(PyType type, double real, double imag) {
    super(type);
    this.real = real;
    this.imag = imag;
  }

  public static PyComplex of(double real, double imag) {
    return new PyComplex(TYPE, real, imag);
  }
}
