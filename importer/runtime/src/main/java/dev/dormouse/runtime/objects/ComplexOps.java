package dev.dormouse.runtime.objects;

/** The slots of {@code complex}. */
final class ComplexOps extends Ops {
  @Override
  public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
    return ComplexConversion.make(cls, args, kwnames);
  }

  @Override
  public PyObject repr(PyObject o) {
    return PyStr.of(ComplexConversion.repr((PyComplex) o));
  }

  @Override
  public boolean bool(PyObject o) {
    PyComplex c = (PyComplex) o;
    return c.real != 0 || c.imag != 0;
  }

  @Override
  public long hash(PyObject o) {
    PyComplex c = (PyComplex) o;
    long real = Double.isNaN(c.real) ? Generic.identityHash(o) : FloatMath.hash(c.real);
    long imag = Double.isNaN(c.imag) ? Generic.identityHash(o) : FloatMath.hash(c.imag);
    long h = real + 1000003 * imag;
    return h == -1 ? -2 : h;
  }

  @Override
  public PyObject richCompare(PyObject a, PyObject b, int op) {
    if (op != Abstract.EQ && op != Abstract.NE) {
      return PyObject.NOT_IMPLEMENTED;
    }
    PyComplex c = (PyComplex) a;
    boolean equal;
    if (b instanceof PyInt i) {
      equal = c.imag == 0 && !Double.isNaN(c.real) && FloatMath.compare(c.real, i) == 0;
    } else if (b instanceof PyFloat f) {
      equal = c.imag == 0 && c.real == f.value;
    } else if (b instanceof PyComplex d) {
      equal = c.real == d.real && c.imag == d.imag;
    } else {
      return PyObject.NOT_IMPLEMENTED;
    }
    return PyBool.of(equal == (op == Abstract.EQ));
  }

  private static boolean isNumber(PyObject o) {
    return o instanceof PyComplex || o instanceof PyFloat || o instanceof PyInt;
  }

  private static double real(PyObject o) {
    return o instanceof PyComplex c
        ? c.real
        : o instanceof PyFloat f ? f.value : IntMath.toDouble((PyInt) o);
  }

  private static double imag(PyObject o) {
    return o instanceof PyComplex c ? c.imag : 0.0;
  }

  @Override
  public PyObject add(PyObject v, PyObject w) {
    return isNumber(v) && isNumber(w)
        ? PyComplex.of(real(v) + real(w), imag(v) + imag(w))
        : PyObject.NOT_IMPLEMENTED;
  }

  @Override
  public PyObject subtract(PyObject v, PyObject w) {
    return isNumber(v) && isNumber(w)
        ? PyComplex.of(real(v) - real(w), imag(v) - imag(w))
        : PyObject.NOT_IMPLEMENTED;
  }

  @Override
  public PyObject multiply(PyObject v, PyObject w) {
    return isNumber(v) && isNumber(w)
        ? ComplexMath.multiply(real(v), imag(v), real(w), imag(w))
        : PyObject.NOT_IMPLEMENTED;
  }

  @Override
  public PyObject trueDivide(PyObject v, PyObject w) {
    return isNumber(v) && isNumber(w)
        ? ComplexMath.divide(real(v), imag(v), real(w), imag(w))
        : PyObject.NOT_IMPLEMENTED;
  }

  @Override
  public PyObject power(PyObject v, PyObject w, PyObject modulo) {
    if (!isNumber(v) || !isNumber(w)) {
      return PyObject.NOT_IMPLEMENTED;
    }
    double a = real(v);
    double c = real(w);
    if (modulo != PyObject.NONE) {
      throw Errors.valueError("complex modulo");
    }
    return ComplexMath.power(a, imag(v), c, imag(w));
  }

  @Override
  public PyObject negative(PyObject o) {
    PyComplex c = (PyComplex) o;
    return PyComplex.of(-c.real, -c.imag);
  }

  @Override
  public PyObject positive(PyObject o) {
    return exact((PyComplex) o);
  }

  static PyComplex exact(PyComplex c) {
    return c.type == PyComplex.TYPE ? c : PyComplex.of(c.real, c.imag);
  }

  @Override
  public PyObject absolute(PyObject o) {
    return PyFloat.of(ComplexMath.abs((PyComplex) o));
  }
}
