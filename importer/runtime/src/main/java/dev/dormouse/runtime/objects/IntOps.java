package dev.dormouse.runtime.objects;

import dev.dormouse.runtime.text.IntText;
import dev.dormouse.runtime.text.TextError;
import java.math.BigInteger;

/**
 * The slots of {@code int}. Longs are computed as longs for as long as they fit; the rest is {@link
 * IntMath}'s.
 */
class IntOps extends Ops {
  @Override
  public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
    PyObject x;
    PyObject base = null;
    if (args.length == 1 && kwnames == null) {
      x = args[0];
    } else {
      PyObject[] parsed = ArgParser.parse("int", "\0base", 1, 2, 0, args, kwnames);
      x = parsed[0];
      base = parsed[1];
    }
    PyInt value;
    if (base != null) {
      value = IntConversion.fromText(x, base);
    } else {
      value = x == null ? PyInt.ZERO : IntConversion.toInt(x);
    }
    if (cls == PyInt.TYPE) {
      return value;
    }
    return value.big != null ? new PyInt(cls, value.big) : new PyInt(cls, value.value);
  }

  @Override
  public long hash(PyObject o) {
    PyInt i = (PyInt) o;
    if (i.big != null) {
      long h = i.big.abs().mod(BigInteger.valueOf(Hashes.MODULUS)).longValue();
      h = i.big.signum() < 0 ? -h : h;
      return h == -1 ? -2 : h;
    }
    long h = i.value % Hashes.MODULUS;
    return h == -1 ? -2 : h;
  }

  @Override
  public PyObject repr(PyObject o) {
    PyInt i = (PyInt) o;
    if (i.big == null) {
      return PyStr.of(Long.toString(i.value));
    }
    try {
      return PyStr.of(IntText.decimal(i.big, IntDigits.limit()));
    } catch (TextError e) {
      throw TextErrors.python(e);
    }
  }

  @Override
  public PyObject index(PyObject o) {
    return exact((PyInt) o);
  }

  @Override
  public PyObject toInt(PyObject o) {
    return exact((PyInt) o);
  }

  @Override
  public PyObject toFloat(PyObject o) {
    return PyFloat.of(IntMath.toDouble((PyInt) o));
  }

  static PyInt exact(PyInt i) {
    return i.type == PyInt.TYPE ? i : i.big != null ? PyInt.of(i.big) : PyInt.of(i.value);
  }

  @Override
  public boolean bool(PyObject o) {
    return !((PyInt) o).isZero();
  }

  @Override
  public PyObject richCompare(PyObject a, PyObject b, int op) {
    if (!(a instanceof PyInt x) || !(b instanceof PyInt y)) {
      return PyObject.NOT_IMPLEMENTED;
    }
    int c =
        x.big == null && y.big == null
            ? Long.compare(x.value, y.value)
            : x.bigValue().compareTo(y.bigValue());
    return PyBool.of(Abstract.compareOutcome(c, op));
  }

  @Override
  public PyObject add(PyObject v, PyObject w) {
    if (!(v instanceof PyInt x) || !(w instanceof PyInt y)) {
      return PyObject.NOT_IMPLEMENTED;
    }
    if (x.big == null && y.big == null) {
      long a = x.value;
      long b = y.value;
      long r = a + b;
      if (((a ^ r) & (b ^ r)) >= 0) {
        return PyInt.of(r);
      }
    }
    return PyInt.of(x.bigValue().add(y.bigValue()));
  }

  @Override
  public PyObject subtract(PyObject v, PyObject w) {
    if (!(v instanceof PyInt x) || !(w instanceof PyInt y)) {
      return PyObject.NOT_IMPLEMENTED;
    }
    if (x.big == null && y.big == null) {
      long a = x.value;
      long b = y.value;
      long r = a - b;
      if (((a ^ b) & (a ^ r)) >= 0) {
        return PyInt.of(r);
      }
    }
    return PyInt.of(x.bigValue().subtract(y.bigValue()));
  }

  @Override
  public PyObject multiply(PyObject v, PyObject w) {
    if (!(v instanceof PyInt x) || !(w instanceof PyInt y)) {
      return PyObject.NOT_IMPLEMENTED;
    }
    if (x.big == null && y.big == null) {
      long a = x.value;
      long b = y.value;
      long high = Math.multiplyHigh(a, b);
      long low = a * b;
      if (high == low >> 63) {
        return PyInt.of(low);
      }
    }
    try {
      return PyInt.of(x.bigValue().multiply(y.bigValue()));
    } catch (ArithmeticException e) {
      throw Errors.memoryError();
    }
  }

  @Override
  public PyObject floorDivide(PyObject v, PyObject w) {
    if (!(v instanceof PyInt x) || !(w instanceof PyInt y)) {
      return PyObject.NOT_IMPLEMENTED;
    }
    if (y.isZero()) {
      throw Errors.zeroDivisionError("integer division or modulo by zero");
    }
    if (x.big == null && y.big == null && (y.value != -1 || x.value != Long.MIN_VALUE)) {
      return PyInt.of(Math.floorDiv(x.value, y.value));
    }
    return PyInt.of(IntMath.floorDivMod(x.bigValue(), y.bigValue())[0]);
  }

  @Override
  public PyObject remainder(PyObject v, PyObject w) {
    if (!(v instanceof PyInt x) || !(w instanceof PyInt y)) {
      return PyObject.NOT_IMPLEMENTED;
    }
    if (y.isZero()) {
      throw Errors.zeroDivisionError("integer modulo by zero");
    }
    if (x.big == null && y.big == null) {
      return PyInt.of(Math.floorMod(x.value, y.value));
    }
    return PyInt.of(IntMath.floorMod(x.bigValue(), y.bigValue()));
  }

  @Override
  public PyObject divmod(PyObject v, PyObject w) {
    if (!(v instanceof PyInt x) || !(w instanceof PyInt y)) {
      return PyObject.NOT_IMPLEMENTED;
    }
    if (y.isZero()) {
      throw Errors.zeroDivisionError("integer division or modulo by zero");
    }
    if (x.big == null && y.big == null && (y.value != -1 || x.value != Long.MIN_VALUE)) {
      return PyTuple.of(
          PyInt.of(Math.floorDiv(x.value, y.value)), PyInt.of(Math.floorMod(x.value, y.value)));
    }
    BigInteger[] qr = IntMath.floorDivMod(x.bigValue(), y.bigValue());
    return PyTuple.of(PyInt.of(qr[0]), PyInt.of(qr[1]));
  }

  @Override
  public PyObject trueDivide(PyObject v, PyObject w) {
    if (!(v instanceof PyInt x) || !(w instanceof PyInt y)) {
      return PyObject.NOT_IMPLEMENTED;
    }
    if (y.isZero()) {
      throw Errors.zeroDivisionError("division by zero");
    }
    return PyFloat.of(IntMath.trueDivide(x, y));
  }

  @Override
  public PyObject power(PyObject v, PyObject w, PyObject modulo) {
    if (!(v instanceof PyInt x) || !(w instanceof PyInt y)) {
      return PyObject.NOT_IMPLEMENTED;
    }
    if (modulo == PyObject.NONE) {
      return y.isNegative()
          ? FloatOps.pow(IntMath.toDouble(x), IntMath.toDouble(y))
          : IntMath.power(x, y);
    }
    return modulo instanceof PyInt m ? IntMath.power(x, y, m) : PyObject.NOT_IMPLEMENTED;
  }

  @Override
  public PyObject lshift(PyObject v, PyObject w) {
    if (!(v instanceof PyInt x) || !(w instanceof PyInt y)) {
      return PyObject.NOT_IMPLEMENTED;
    }
    return IntMath.shiftLeft(x, y);
  }

  @Override
  public PyObject rshift(PyObject v, PyObject w) {
    if (!(v instanceof PyInt x) || !(w instanceof PyInt y)) {
      return PyObject.NOT_IMPLEMENTED;
    }
    return IntMath.shiftRight(x, y);
  }

  @Override
  public PyObject and(PyObject v, PyObject w) {
    if (!(v instanceof PyInt x) || !(w instanceof PyInt y)) {
      return PyObject.NOT_IMPLEMENTED;
    }
    return x.big == null && y.big == null
        ? PyInt.of(x.value & y.value)
        : PyInt.of(x.bigValue().and(y.bigValue()));
  }

  @Override
  public PyObject or(PyObject v, PyObject w) {
    if (!(v instanceof PyInt x) || !(w instanceof PyInt y)) {
      return PyObject.NOT_IMPLEMENTED;
    }
    return x.big == null && y.big == null
        ? PyInt.of(x.value | y.value)
        : PyInt.of(x.bigValue().or(y.bigValue()));
  }

  @Override
  public PyObject xor(PyObject v, PyObject w) {
    if (!(v instanceof PyInt x) || !(w instanceof PyInt y)) {
      return PyObject.NOT_IMPLEMENTED;
    }
    return x.big == null && y.big == null
        ? PyInt.of(x.value ^ y.value)
        : PyInt.of(x.bigValue().xor(y.bigValue()));
  }

  @Override
  public PyObject negative(PyObject o) {
    return IntMath.negate((PyInt) o);
  }

  @Override
  public PyObject positive(PyObject o) {
    return exact((PyInt) o);
  }

  @Override
  public PyObject absolute(PyObject o) {
    PyInt i = (PyInt) o;
    return i.isNegative() ? IntMath.negate(i) : exact(i);
  }

  @Override
  public PyObject invert(PyObject o) {
    PyInt i = (PyInt) o;
    return i.big == null ? PyInt.of(~i.value) : PyInt.of(i.big.not());
  }
}
