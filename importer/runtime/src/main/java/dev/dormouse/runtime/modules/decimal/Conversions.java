package dev.dormouse.runtime.modules.decimal;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.PyComplex;
import dev.dormouse.runtime.objects.PyFloat;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.text.IntText;
import dev.dormouse.runtime.text.UnicodeProperties;
import java.math.BigInteger;

/** Python objects as numbers. */
final class Conversions {
  private Conversions() {}

  /** What the constructor makes of a value: exact, or InvalidOperation. */
  static PyDecimal exact(PyObject o, PyDecimalContext c) {
    if (o == null) {
      return PyDecimal.ZERO;
    }
    if (o instanceof PyDecimal d) {
      return d;
    }
    if (o instanceof PyInt i) {
      return of(i);
    }
    if (o instanceof PyFloat f) {
      c.signal(Rules.FLOAT_OPERATION);
      return of(f.value);
    }
    String text = o instanceof PyStr s ? trimmed(s.value()) : tuple(o);
    Rules widest = Rules.widest();
    PyDecimal d = DecimalText.read(text, widest);
    int status = widest.status;
    if ((status & (Rules.INEXACT | Rules.ROUNDED | Rules.CLAMPED)) != 0) {
      d = widest.invalid(Rules.INVALID_OPERATION);
      status = widest.status;
    }
    status &= Rules.ERRORS;
    if (status != 0) {
      c.signal(status);
    }
    return d;
  }

  /** What {@code create_decimal} makes of a value: rounded to the context. */
  static PyDecimal rounded(PyObject o, PyDecimalContext c) {
    if (o == null) {
      return c.finish(PyDecimal.ZERO);
    }
    if (o instanceof PyDecimal d) {
      if (d.isNan() && d.digits > c.rules.prec - (c.rules.clamp ? 1 : 0)) {
        c.signal(Rules.CONVERSION_SYNTAX);
        return PyDecimal.special(PyDecimal.QNAN, false);
      }
      return c.finish(d);
    }
    if (o instanceof PyInt i) {
      return c.finish(of(i));
    }
    if (o instanceof PyFloat f) {
      c.signal(Rules.FLOAT_OPERATION);
      return c.finish(of(f.value));
    }
    String text = o instanceof PyStr s ? IntText.toAscii(s.value()) : tuple(o);
    c.rules.status = 0;
    PyDecimal d = DecimalText.read(text, c.rules);
    if (c.rules.status != 0) {
      c.signal(c.rules.status);
    }
    return d;
  }

  /** ASCII text without spaces around it, and without underscores. */
  private static String trimmed(String s) {
    s = IntText.toAscii(s);
    int i = 0;
    int n = s.length();
    while (n > 0 && UnicodeProperties.isSpace(s.charAt(n - 1))) {
      n--;
    }
    while (i < n && UnicodeProperties.isSpace(s.charAt(i))) {
      i++;
    }
    s = s.substring(i, n);
    return s.indexOf('_') < 0 ? s : s.replace("_", "");
  }

  /** An operand of a method; TypeError if it is no number of ours. */
  static PyDecimal operand(PyObject o) {
    PyDecimal d = operandOrNull(o);
    if (d == null) {
      throw unsupported(o);
    }
    return d;
  }

  /** An operand of an operator: a Decimal or an int, otherwise null. */
  static PyDecimal operandOrNull(PyObject o) {
    return o instanceof PyDecimal d ? d : o instanceof PyInt i ? of(i) : null;
  }

  private static RuntimeException unsupported(PyObject o) {
    return Errors.typeError(
        "conversion from " + o.type.fullName() + " to Decimal is not supported");
  }

  static PyDecimal of(PyInt i) {
    if (!i.isBig() && i.longValue() != Long.MIN_VALUE) {
      return Comparisons.integer(i.longValue());
    }
    BigInteger c = i.bigValue().abs();
    return PyDecimal.finite(i.isNegative(), c, Coefficients.count(c), 0);
  }

  /** {@code from_float}, also of an int. */
  static PyDecimal ofReal(PyObject o) {
    if (o instanceof PyInt i) {
      return of(i);
    }
    if (!(o instanceof PyFloat f)) {
      throw Errors.typeError("argument must be int or float");
    }
    return of(f.value);
  }

  /** The exact value. */
  static PyDecimal of(double x) {
    if (Double.isNaN(x)) {
      return PyDecimal.special(PyDecimal.QNAN, false);
    }
    boolean negative = Double.doubleToRawLongBits(x) < 0;
    if (Double.isInfinite(x)) {
      return PyDecimal.special(PyDecimal.INFINITE, negative);
    }
    int exponent = Math.max(Math.getExponent(x), Double.MIN_EXPONENT) - 52;
    long bits = Double.doubleToRawLongBits(x) & (1L << 52) - 1;
    if (Math.getExponent(x) >= Double.MIN_EXPONENT) {
      bits |= 1L << 52;
    }
    if (bits == 0) {
      return PyDecimal.finite(negative, 0L, 1, 0);
    }
    int zeros = Math.min(Long.numberOfTrailingZeros(bits), Math.max(-exponent, 0));
    BigInteger c = BigInteger.valueOf(bits >> zeros);
    exponent += zeros;
    c = exponent >= 0 ? c.shiftLeft(exponent) : c.multiply(Coefficients.FIVE.pow(-exponent));
    return PyDecimal.finite(negative, c, Coefficients.count(c), Math.min(exponent, 0));
  }

  /** A tuple or list of sign, digits and exponent as text. */
  private static String tuple(PyObject o) {
    if (!(o instanceof PyTuple) && !(o instanceof PyList)) {
      throw unsupported(o);
    }
    PyObject[] parts = Abstract.toArray(o);
    if (parts.length != 3) {
      throw Errors.valueError("argument must be a sequence of length 3");
    }
    if (!(parts[0] instanceof PyInt sign)
        || !sign.isBig() && sign.longValue() != 0 && sign.longValue() != 1) {
      throw Errors.valueError("sign must be an integer with the value 0 or 1");
    }
    if (sign.isBig()) {
      throw Errors.overflowError("Python int too large to convert to C long");
    }
    StringBuilder out = new StringBuilder(sign.longValue() == 1 ? "-" : "+");
    boolean infinite = false;
    String exponent = null;
    if (parts[2] instanceof PyStr special) {
      switch (special.value()) {
        case "F" -> {
          infinite = true;
          out.append("Inf");
        }
        case "n" -> out.append("NaN");
        case "N" -> out.append("sNaN");
        default ->
            throw Errors.valueError(
                "string argument in the third position must be 'F', 'n' or 'N'");
      }
    } else {
      if (!(parts[2] instanceof PyInt)) {
        throw Errors.valueError("exponent must be an integer");
      }
      exponent = Long.toString(PyDecimalContext.ssize(parts[2]));
    }
    if (!(parts[1] instanceof PyTuple) && !(parts[1] instanceof PyList)) {
      throw Errors.valueError("coefficient must be a tuple of digits");
    }
    PyObject[] digits = Abstract.toArray(parts[1]);
    if (digits.length == 0 && exponent != null) {
      out.append('0');
    }
    for (PyObject item : digits) {
      if (!(item instanceof PyInt digit)
          || !digit.isBig() && (digit.longValue() < 0 || digit.longValue() > 9)) {
        throw Errors.valueError("coefficient must be a tuple of digits");
      }
      if (digit.isBig()) {
        throw Errors.overflowError("Python int too large to convert to C long");
      }
      if (!infinite) {
        out.append((char) ('0' + digit.longValue()));
      }
    }
    if (exponent != null) {
      out.append('E').append(exponent);
    }
    return out.toString();
  }

  /** Both sides of a comparison, or null if they cannot be compared. */
  static PyDecimal[] compared(PyDecimal a, PyObject w, int op, PyDecimalContext c) {
    PyDecimal b = operandOrNull(w);
    boolean ordering = op != Abstract.EQ && op != Abstract.NE;
    if (b != null) {
      return new PyDecimal[] {a, b};
    }
    if (w instanceof PyFloat f) {
      if (ordering) {
        c.signal(Rules.FLOAT_OPERATION);
      }
      c.flags |= Rules.FLOAT_OPERATION;
      return new PyDecimal[] {a, of(f.value)};
    }
    if (w instanceof PyComplex z) {
      if (ordering || z.imag != 0) {
        return null;
      }
      c.flags |= Rules.FLOAT_OPERATION;
      return new PyDecimal[] {a, of(z.real)};
    }
    if (!Abstract.isInstance(w, DecimalState.current().rational)) {
      return null;
    }
    b = of(integer(w, "numerator"));
    if (!a.isFinite()) {
      return new PyDecimal[] {a, b};
    }
    BigInteger product = a.coefficient().multiply(integer(w, "denominator").bigValue());
    return new PyDecimal[] {
      PyDecimal.finite(a.negative, product, Coefficients.count(product), a.exponent), b
    };
  }

  private static PyInt integer(PyObject o, String attribute) {
    if (!(Abstract.getAttribute(o, attribute) instanceof PyInt i)) {
      throw Errors.typeError("argument must be an integer");
    }
    return i;
  }
}
