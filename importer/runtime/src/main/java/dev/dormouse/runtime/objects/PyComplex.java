package dev.dormouse.runtime.objects;

import dev.dormouse.runtime.text.FormatSpec;
import dev.dormouse.runtime.text.TextError;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;

/** {@code complex}. */
@BuiltinType(
    name = "complex",
    ops = ComplexOps.class,
    doc =
        "Makes a complex number from a real and an imaginary part.\n\n"
            + "Also takes one argument that is text or has __complex__, __float__ or __index__.")
public class PyComplex extends PyObject {
  public static final PyType TYPE =
      PyType.builtin("complex", PyType.OBJECT, new ComplexOps(), new PyComplexTable())
          .with(PyType.BASETYPE);

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

  @Method(name = "conjugate", doc = "The number with the sign of the imaginary part changed.")
  static PyObject conjugate(PyComplex self) {
    return of(self.real, -self.imag);
  }

  @Method(name = "__complex__", doc = "The number as an exact complex.")
  static PyObject toComplex(PyComplex self) {
    return ComplexOps.exact(self);
  }

  @Method(name = "__getnewargs__")
  static PyObject getNewArgs(PyComplex self) {
    return PyTuple.of(PyFloat.of(self.real), PyFloat.of(self.imag));
  }

  @Method(
      name = "__format__",
      signature = "(format_spec, /)",
      doc = "Formats the number by a format specification.")
  static PyObject format(PyComplex self, PyStr spec) {
    if (spec.value().isEmpty()) {
      return Abstract.str(self);
    }
    try {
      return PyStr.of(
          FormatSpec.formatComplex(self.real, self.imag, spec.value(), self.type.name()));
    } catch (TextError e) {
      throw TextErrors.python(e);
    }
  }

  @Getter(name = "real", member = true, doc = "the real part of a complex number")
  static double getReal(PyComplex self) {
    return self.real;
  }

  @Getter(name = "imag", member = true, doc = "the imaginary part of a complex number")
  static double getImag(PyComplex self) {
    return self.imag;
  }
}
