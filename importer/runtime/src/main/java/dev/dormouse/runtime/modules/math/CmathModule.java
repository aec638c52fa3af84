package dev.dormouse.runtime.modules.math;

import dev.dormouse.code.elementary.Hypotenuse;
import dev.dormouse.code.elementary.InverseTangent;
import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.ComplexConversion;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.PyComplex;
import dev.dormouse.runtime.objects.PyFloat;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;

/** The {@code cmath} module. The functions themselves are in {@link ComplexFunctions}. */
@BuiltinModule(name = "cmath", doc = "Mathematical functions of complex numbers.")
public final class CmathModule {
  private CmathModule() {}

  public static BuiltinTable table() {
    return new CmathModuleTable();
  }

  static void exec(PyModule m) {
    m.set("pi", PyFloat.of(Math.PI));
    m.set("e", PyFloat.of(Math.E));
    m.set("tau", PyFloat.of(2 * Math.PI));
    m.set("inf", PyFloat.of(Double.POSITIVE_INFINITY));
    m.set("infj", PyComplex.of(0, Double.POSITIVE_INFINITY));
    m.set("nan", PyFloat.of(Double.NaN));
    m.set("nanj", PyComplex.of(0, Double.NaN));
  }

  private static boolean finite(PyComplex z) {
    return MathModule.isFinite(z.real) && MathModule.isFinite(z.imag);
  }

  /** {@code r} unless it overflowed. */
  private static PyObject ranged(PyComplex z, PyComplex r) {
    if (finite(z) && (Double.isInfinite(r.real) || Double.isInfinite(r.imag))) {
      throw MathModule.rangeError();
    }
    return r;
  }

  /** Infinite angles have no sine. */
  private static void requireAngle(double length, double angle) {
    if (Double.isInfinite(angle) && !Double.isNaN(length) && length != Double.NEGATIVE_INFINITY) {
      throw MathModule.domainError();
    }
  }

  @Function(signature = "(z, /)", doc = "The arc cosine.")
  static PyObject acos(PyObject z) {
    return ComplexFunctions.acos(ComplexConversion.toComplex(z));
  }

  @Function(signature = "(z, /)", doc = "The inverse hyperbolic cosine.")
  static PyObject acosh(PyObject z) {
    return ComplexFunctions.acosh(ComplexConversion.toComplex(z));
  }

  @Function(signature = "(z, /)", doc = "The arc sine.")
  static PyObject asin(PyObject z) {
    PyComplex c = ComplexConversion.toComplex(z);
    PyComplex r = ComplexFunctions.asinh(-c.imag, c.real);
    return PyComplex.of(r.imag, -r.real);
  }

  @Function(signature = "(z, /)", doc = "The inverse hyperbolic sine.")
  static PyObject asinh(PyObject z) {
    PyComplex c = ComplexConversion.toComplex(z);
    return ComplexFunctions.asinh(c.real, c.imag);
  }

  @Function(signature = "(z, /)", doc = "The arc tangent.")
  static PyObject atan(PyObject z) {
    PyComplex c = ComplexConversion.toComplex(z);
    PyComplex r = ComplexFunctions.atanh(-c.imag, c.real);
    return PyComplex.of(r.imag, -r.real);
  }

  @Function(signature = "(z, /)", doc = "The inverse hyperbolic tangent.")
  static PyObject atanh(PyObject z) {
    PyComplex c = ComplexConversion.toComplex(z);
    return ComplexFunctions.atanh(c.real, c.imag);
  }

  private static PyComplex cosh(double x, double y) {
    if (Double.isInfinite(y) && !Double.isNaN(x)) {
      throw MathModule.domainError();
    }
    return ComplexFunctions.cosh(x, y);
  }

  private static PyComplex sinh(double x, double y) {
    if (Double.isInfinite(y) && !Double.isNaN(x)) {
      throw MathModule.domainError();
    }
    return ComplexFunctions.sinh(x, y);
  }

  private static PyComplex tanh(double x, double y) {
    if (Double.isInfinite(y) && MathModule.isFinite(x)) {
      throw MathModule.domainError();
    }
    return ComplexFunctions.tanh(x, y);
  }

  @Function(signature = "(z, /)", doc = "The cosine.")
  static PyObject cos(PyObject z) {
    PyComplex c = ComplexConversion.toComplex(z);
    return ranged(c, cosh(-c.imag, c.real));
  }

  @Function(signature = "(z, /)", doc = "The hyperbolic cosine.")
  static PyObject cosh(PyObject z) {
    PyComplex c = ComplexConversion.toComplex(z);
    return ranged(c, cosh(c.real, c.imag));
  }

  @Function(signature = "(z, /)", doc = "The sine.")
  static PyObject sin(PyObject z) {
    PyComplex c = ComplexConversion.toComplex(z);
    PyComplex r = sinh(-c.imag, c.real);
    return ranged(c, PyComplex.of(r.imag, -r.real));
  }

  @Function(signature = "(z, /)", doc = "The hyperbolic sine.")
  static PyObject sinh(PyObject z) {
    PyComplex c = ComplexConversion.toComplex(z);
    return ranged(c, sinh(c.real, c.imag));
  }

  @Function(signature = "(z, /)", doc = "The tangent.")
  static PyObject tan(PyObject z) {
    PyComplex c = ComplexConversion.toComplex(z);
    PyComplex r = tanh(-c.imag, c.real);
    return PyComplex.of(r.imag, -r.real);
  }

  @Function(signature = "(z, /)", doc = "The hyperbolic tangent.")
  static PyObject tanh(PyObject z) {
    PyComplex c = ComplexConversion.toComplex(z);
    return tanh(c.real, c.imag);
  }

  @Function(signature = "(z, /)", doc = "e to the power of z.")
  static PyObject exp(PyObject z) {
    PyComplex c = ComplexConversion.toComplex(z);
    requireAngle(c.real, c.imag);
    return ranged(c, ComplexFunctions.exp(c.real, c.imag));
  }

  @Function(
      signature = "(z, base=<unrepresentable>, /)",
      doc = "The logarithm of z to a base; the natural one if no base is given.")
  static PyObject log(PyObject z, PyObject base) {
    PyComplex x = ComplexConversion.toComplex(z);
    PyComplex r = ComplexFunctions.log(x);
    if (base == null) {
      if (x.real == 0 && x.imag == 0) {
        throw MathModule.domainError();
      }
      return r;
    }
    PyComplex c = ComplexConversion.toComplex(base);
    PyComplex b = ComplexFunctions.log(c);
    if (b.real == 0 && b.imag == 0 || c.real == 0 && c.imag == 0) {
      throw MathModule.domainError();
    }
    return ComplexFunctions.quotient(r, b);
  }

  @Function(signature = "(z, /)", doc = "The logarithm of z to base 10.")
  static PyObject log10(PyObject z) {
    PyComplex c = ComplexConversion.toComplex(z);
    if (c.real == 0 && c.imag == 0) {
      throw MathModule.domainError();
    }
    PyComplex r = ComplexFunctions.log(c);
    return PyComplex.of(r.real / 2.302585092994046, r.imag / 2.302585092994046);
  }

  @Function(signature = "(z, /)", doc = "The square root.")
  static PyObject sqrt(PyObject z) {
    PyComplex c = ComplexConversion.toComplex(z);
    return ComplexFunctions.sqrt(c.real, c.imag);
  }

  @Function(signature = "(z, /)", doc = "The angle of z, from -pi to pi.")
  static double phase(PyObject z) {
    PyComplex c = ComplexConversion.toComplex(z);
    return InverseTangent.atan2(c.imag, c.real);
  }

  @Function(signature = "(z, /)", doc = "Length and angle of z.")
  static PyObject polar(PyObject z) {
    PyComplex c = ComplexConversion.toComplex(z);
    double length = Hypotenuse.hypot(c.real, c.imag);
    if (Double.isInfinite(length) && finite(c)) {
      throw MathModule.rangeError();
    }
    return PyTuple.of(PyFloat.of(length), PyFloat.of(InverseTangent.atan2(c.imag, c.real)));
  }

  @Function(signature = "(r, phi, /)", doc = "The number of length r and angle phi.")
  static PyObject rect(double r, double phi) {
    if (Double.isInfinite(phi) && r != 0 && !Double.isNaN(r)) {
      throw MathModule.domainError();
    }
    return ComplexFunctions.rect(r, phi);
  }

  @Function(signature = "(z, /)", doc = "Whether both parts are finite.")
  static boolean isfinite(PyObject z) {
    return finite(ComplexConversion.toComplex(z));
  }

  @Function(signature = "(z, /)", doc = "Whether a part is infinite.")
  static boolean isinf(PyObject z) {
    PyComplex c = ComplexConversion.toComplex(z);
    return Double.isInfinite(c.real) || Double.isInfinite(c.imag);
  }

  @Function(signature = "(z, /)", doc = "Whether a part is NaN.")
  static boolean isnan(PyObject z) {
    PyComplex c = ComplexConversion.toComplex(z);
    return Double.isNaN(c.real) || Double.isNaN(c.imag);
  }

  @Function(
      signature = "(a, b, *, rel_tol=1e-09, abs_tol=0.0)",
      doc =
          "Whether two numbers are close: within rel_tol times the larger one, or within"
              + " abs_tol.\n\n"
              + "NaN is close to nothing, an infinity only to itself.")
  static boolean isclose(PyObject a, PyObject b, double rel_tol, double abs_tol) {
    PyComplex x = ComplexConversion.toComplex(a);
    PyComplex y = ComplexConversion.toComplex(b);
    if (rel_tol < 0 || abs_tol < 0) {
      throw Errors.valueError("tolerances must be non-negative");
    }
    if (x.real == y.real && x.imag == y.imag) {
      return true;
    }
    if (Double.isInfinite(x.real)
        || Double.isInfinite(x.imag)
        || Double.isInfinite(y.real)
        || Double.isInfinite(y.imag)) {
      return false;
    }
    double difference = length(x.real - y.real, x.imag - y.imag);
    return difference <= rel_tol * length(y.real, y.imag)
        || difference <= rel_tol * length(x.real, x.imag)
        || difference <= abs_tol;
  }

  private static double length(double x, double y) {
    return Hypotenuse.hypot(x, y);
  }
}
