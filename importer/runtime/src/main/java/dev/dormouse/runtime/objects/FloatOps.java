package dev.dormouse.runtime.objects;

import dev.dormouse.code.elementary.Exponential;
import dev.dormouse.runtime.text.FloatText;

/** The slots of {@code float}. */
final class FloatOps extends Ops {
  @Override
  public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
    if (ArgParser.hasKeywords(kwnames) && cls.lookup(Names.INIT) instanceof PyWrapperDescr) {
      throw Errors.typeError("float() takes no keyword arguments");
    }
    int n = args.length - (kwnames == null ? 0 : kwnames.length);
    if (n > 1) {
      throw Errors.typeError("float expected at most 1 argument, got " + n);
    }
    if (n == 0) {
      return new PyFloat(cls, 0.0);
    }
    PyObject x = args[0];
    if (x.type == PyFloat.TYPE && cls == PyFloat.TYPE) {
      return x;
    }
    return new PyFloat(cls, convert(x));
  }

  /** {@code float(o)}. */
  static double convert(PyObject o) {
    PyType t = o.type;
    if (t.has(Slot.FLOAT)) {
      return fromFloatMethod(o);
    }
    if (t.has(Slot.INDEX)) {
      return IntMath.toDouble(Abstract.index(o));
    }
    if (o instanceof PyFloat f) {
      return f.value;
    }
    String text;
    if (o instanceof PyStr s) {
      text = s.value();
    } else if (Bytes.isBytesLike(o)) {
      text = IntConversion.asciiOrQuestion(Bytes.of(o));
    } else {
      throw Errors.typeError(
          "float() argument must be a string or a real number, not '" + t.name() + "'");
    }
    double x = FloatText.tryParse(text);
    if (Double.isNaN(x) && !FloatText.parsedNan(text)) {
      throw TextErrors.python(FloatText.invalid(Abstract.repr(o).value()));
    }
    return x;
  }

  static double fromFloatMethod(PyObject o) {
    PyObject r = o.type.ops.toFloat(o);
    if (r.type == PyFloat.TYPE) {
      return ((PyFloat) r).value;
    }
    if (!(r instanceof PyFloat f)) {
      throw Errors.typeError(
          o.type.name() + ".__float__ returned non-float (type " + r.type.name() + ")");
    }
    Errors.warn(
        Exceptions.DeprecationWarning,
        o.type.name()
            + ".__float__ returned non-float (type "
            + r.type.name()
            + ").  The ability to return an instance of a strict subclass of float is deprecated,"
            + " and may be removed in a future version of Python.",
        1);
    return f.value;
  }

  @Override
  public PyObject repr(PyObject o) {
    return PyStr.of(FloatText.repr(((PyFloat) o).value));
  }

  @Override
  public boolean bool(PyObject o) {
    return ((PyFloat) o).value != 0;
  }

  @Override
  public PyObject toFloat(PyObject o) {
    return exact((PyFloat) o);
  }

  static PyFloat exact(PyFloat f) {
    return f.type == PyFloat.TYPE ? f : PyFloat.of(f.value);
  }

  @Override
  public PyObject toInt(PyObject o) {
    return FloatMath.toInt(((PyFloat) o).value);
  }

  @Override
  public long hash(PyObject o) {
    double d = ((PyFloat) o).value;
    return Double.isNaN(d) ? Generic.identityHash(o) : FloatMath.hash(d);
  }

  @Override
  public PyObject richCompare(PyObject a, PyObject b, int op) {
    double x = ((PyFloat) a).value;
    if (b instanceof PyFloat f) {
      return PyBool.of(outcome(x, f.value, op));
    }
    if (!(b instanceof PyInt i)) {
      return PyObject.NOT_IMPLEMENTED;
    }
    if (Double.isNaN(x)) {
      return PyBool.of(op == Abstract.NE);
    }
    return PyBool.of(Abstract.compareOutcome(FloatMath.compare(x, i), op));
  }

  private static boolean outcome(double x, double y, int op) {
    return switch (op) {
      case Abstract.LT -> x < y;
      case Abstract.LE -> x <= y;
      case Abstract.EQ -> x == y;
      case Abstract.NE -> x != y;
      case Abstract.GT -> x > y;
      default -> x >= y;
    };
  }

  private static boolean isReal(PyObject o) {
    return o instanceof PyFloat || o instanceof PyInt;
  }

  private static double real(PyObject o) {
    return o instanceof PyFloat f ? f.value : IntMath.toDouble((PyInt) o);
  }

  @Override
  public PyObject add(PyObject v, PyObject w) {
    return isReal(v) && isReal(w) ? PyFloat.of(real(v) + real(w)) : PyObject.NOT_IMPLEMENTED;
  }

  @Override
  public PyObject subtract(PyObject v, PyObject w) {
    return isReal(v) && isReal(w) ? PyFloat.of(real(v) - real(w)) : PyObject.NOT_IMPLEMENTED;
  }

  @Override
  public PyObject multiply(PyObject v, PyObject w) {
    return isReal(v) && isReal(w) ? PyFloat.of(real(v) * real(w)) : PyObject.NOT_IMPLEMENTED;
  }

  @Override
  public PyObject trueDivide(PyObject v, PyObject w) {
    if (!isReal(v) || !isReal(w)) {
      return PyObject.NOT_IMPLEMENTED;
    }
    double a = real(v);
    double b = real(w);
    if (b == 0) {
      throw Errors.zeroDivisionError("float division by zero");
    }
    return PyFloat.of(a / b);
  }

  @Override
  public PyObject remainder(PyObject v, PyObject w) {
    if (!isReal(v) || !isReal(w)) {
      return PyObject.NOT_IMPLEMENTED;
    }
    double a = real(v);
    double b = real(w);
    if (b == 0) {
      throw Errors.zeroDivisionError("float modulo");
    }
    return PyFloat.of(FloatMath.floorMod(a, b));
  }

  @Override
  public PyObject floorDivide(PyObject v, PyObject w) {
    if (!isReal(v) || !isReal(w)) {
      return PyObject.NOT_IMPLEMENTED;
    }
    double a = real(v);
    double b = real(w);
    if (b == 0) {
      throw Errors.zeroDivisionError("float floor division by zero");
    }
    return PyFloat.of(FloatMath.floorDiv(a, b));
  }

  @Override
  public PyObject divmod(PyObject v, PyObject w) {
    if (!isReal(v) || !isReal(w)) {
      return PyObject.NOT_IMPLEMENTED;
    }
    double a = real(v);
    double b = real(w);
    if (b == 0) {
      throw Errors.zeroDivisionError("float divmod()");
    }
    return PyTuple.of(PyFloat.of(FloatMath.floorDiv(a, b)), PyFloat.of(FloatMath.floorMod(a, b)));
  }

  @Override
  public PyObject power(PyObject v, PyObject w, PyObject modulo) {
    if (modulo != PyObject.NONE) {
      throw Errors.typeError("pow() 3rd argument not allowed unless all arguments are integers");
    }
    return isReal(v) && isReal(w) ? pow(real(v), real(w)) : PyObject.NOT_IMPLEMENTED;
  }

  /** {@code x ** y}: a complex if {@code x} is negative and {@code y} no integer. */
  static PyObject pow(double x, double y) {
    if (y == 0) {
      return PyFloat.of(1.0);
    }
    if (Double.isNaN(x)) {
      return PyFloat.of(x);
    }
    if (Double.isNaN(y)) {
      return PyFloat.of(x == 1.0 ? 1.0 : y);
    }
    if (Double.isInfinite(y) && Math.abs(x) == 1.0) {
      return PyFloat.of(1.0); // Java says NaN
    }
    boolean finite = !Double.isInfinite(x) && !Double.isInfinite(y);
    if (finite && x == 0 && y < 0) {
      throw Errors.zeroDivisionError("0.0 cannot be raised to a negative power");
    }
    if (finite && x < 0 && y != Math.floor(y)) {
      return ComplexMath.power(x, 0, y, 0);
    }
    if (x == 0 && y == Double.NEGATIVE_INFINITY) {
      return PyFloat.of(Double.POSITIVE_INFINITY);
    }
    double r = Exponential.pow(x, y);
    if (finite && Double.isInfinite(r)) {
      throw FloatMath.rangeError();
    }
    return PyFloat.of(r);
  }

  @Override
  public PyObject negative(PyObject o) {
    return PyFloat.of(-((PyFloat) o).value);
  }

  @Override
  public PyObject positive(PyObject o) {
    return exact((PyFloat) o);
  }

  @Override
  public PyObject absolute(PyObject o) {
    return PyFloat.of(Math.abs(((PyFloat) o).value));
  }
}
