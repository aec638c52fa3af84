package dev.dormouse.runtime.objects;

import dev.dormouse.runtime.text.FloatText;
import dev.dormouse.runtime.text.IntText;

/** {@code complex(…)} and the text of complex numbers. */
public final class ComplexConversion {
  private ComplexConversion() {}

  static String repr(PyComplex c) {
    if (c.real == 0 && Math.copySign(1.0, c.real) == 1.0) {
      return FloatText.reprPart(c.imag, false) + "j";
    }
    return "(" + FloatText.reprPart(c.real, false) + FloatText.reprPart(c.imag, true) + "j)";
  }

  static PyObject make(PyType cls, PyObject[] args, PyStr[] kwnames) {
    PyObject[] parsed = ArgParser.parse("complex", "real\0imag", 0, 2, 0, args, kwnames);
    PyObject r = parsed[0];
    PyObject i = parsed[1];
    if (r != null && i == null && r.type == PyComplex.TYPE && cls == PyComplex.TYPE) {
      return r;
    }
    if (r instanceof PyStr s) {
      if (i != null) {
        throw Errors.typeError("complex() can't take second arg if first is a string");
      }
      return parse(cls, s.value());
    }
    if (i instanceof PyStr) {
      throw Errors.typeError("complex() second arg can't be a string");
    }
    double real = 0;
    double imag = 0;
    boolean realIsComplex = false;
    if (r != null) {
      PyComplex c = viaMethod(r);
      if (c == null && r instanceof PyComplex self) {
        c = self;
      }
      if (c == null && !isReal(r)) {
        throw Errors.typeError(
            "complex() first argument must be a string or a number, not '" + r.type.name() + "'");
      }
      if (c != null) {
        realIsComplex = true;
        real = c.real;
        imag = c.imag;
      }
    }
    if (i != null && !(i instanceof PyComplex) && !isReal(i)) {
      throw Errors.typeError(
          "complex() second argument must be a number, not '" + i.type.name() + "'");
    }
    if (r != null && !realIsComplex) {
      real = ArgParser.toDouble(r);
    }
    if (i != null) {
      if (i instanceof PyComplex c) {
        real -= c.imag;
        imag = realIsComplex ? imag + c.real : c.real;
      } else {
        double d = ArgParser.toDouble(i);
        imag = realIsComplex ? imag + d : d;
      }
    }
    return new PyComplex(cls, real, imag);
  }

  private static boolean isReal(PyObject o) {
    return o.type.has(Slot.FLOAT) || o.type.has(Slot.INDEX);
  }

  /** What {@code __complex__} gives; null if there is none. */
  private static PyComplex viaMethod(PyObject o) {
    if (o.type == PyComplex.TYPE) {
      return (PyComplex) o;
    }
    PyObject f = Abstract.lookupSpecial(o, Names.COMPLEX);
    if (f == null) {
      return null;
    }
    PyObject r = Abstract.call(f);
    if (!(r instanceof PyComplex c)) {
      throw Errors.typeError("__complex__ returned non-complex (type " + r.type.name() + ")");
    }
    if (r.type != PyComplex.TYPE) {
      Errors.warn(
          Exceptions.DeprecationWarning,
          "__complex__ returned non-complex (type "
              + r.type.name()
              + ").  The ability to return an instance of a strict subclass of complex is"
              + " deprecated, and may be removed in a future version of Python.",
          1);
    }
    return c;
  }

  /**
   * Any number as a complex, for {@code cmath}: by {@code __complex__}, else {@code __float__} or
   * {@code __index__}.
   */
  public static PyComplex toComplex(PyObject o) {
    PyComplex c = viaMethod(o);
    if (c == null && o instanceof PyComplex self) {
      c = self;
    }
    return c != null ? c : PyComplex.of(ArgParser.toDouble(o), 0.0);
  }

  private static PyObject parse(PyType cls, String text) {
    if (hasStrayUnderscore(text)) {
      throw Errors.valueError(
          "could not convert string to complex: " + Abstract.repr(PyStr.of(text)).value());
    }
    String s = IntText.toAscii(text).strip();
    if (s.startsWith("(") && s.endsWith(")") && s.length() > 1) {
      s = s.substring(1, s.length() - 1).strip();
    }
    int n = s.length();
    double real = 0;
    double imag = 0;
    int end = numberEnd(s, 0);
    if (n == 0) {
      throw malformed();
    }
    if (end == n) {
      real = number(s);
    } else if (isUnit(s.charAt(end))) {
      if (end + 1 != n) {
        throw malformed();
      }
      imag = imaginary(s.substring(0, end));
    } else {
      char sign = s.charAt(end);
      if (end == 0
          || sign != '+' && sign != '-'
          || numberEnd(s, end) != n - 1
          || !isUnit(s.charAt(n - 1))) {
        throw malformed();
      }
      real = number(s.substring(0, end));
      imag = imaginary(s.substring(end, n - 1));
    }
    return new PyComplex(cls, real, imag);
  }

  /** Underscores may stand between digits only; CPython says so before it looks at the rest. */
  private static boolean hasStrayUnderscore(String s) {
    for (int i = s.indexOf('_'); i >= 0; i = s.indexOf('_', i + 1)) {
      if (i == 0
          || i + 1 == s.length()
          || !Character.isDigit(s.charAt(i - 1))
          || !Character.isDigit(s.charAt(i + 1))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isUnit(char c) {
    return c == 'j' || c == 'J';
  }

  /** Where the number that begins at {@code i}, with an optional sign, can at most end. */
  private static int numberEnd(String s, int i) {
    int n = s.length();
    if (i < n && (s.charAt(i) == '+' || s.charAt(i) == '-')) {
      i++;
    }
    while (i < n) {
      char c = s.charAt(i);
      if (isUnit(c)) {
        break;
      }
      if (c == '+' || c == '-') {
        char before = i == 0 ? 0 : s.charAt(i - 1);
        // The sign of an exponent: only after the e of digits, and "infinity" has none.
        if (before != 'e' && before != 'E') {
          break;
        }
      }
      i++;
    }
    return i;
  }

  private static double imaginary(String s) {
    if (s.isEmpty() || s.equals("+")) {
      return 1.0;
    }
    return s.equals("-") ? -1.0 : number(s);
  }

  private static double number(String s) {
    if (s.isEmpty() || s.charAt(0) <= ' ' || s.charAt(s.length() - 1) <= ' ') {
      throw malformed();
    }
    double d = FloatText.tryParse(s);
    if (Double.isNaN(d) && !FloatText.parsedNan(s)) {
      throw malformed();
    }
    return d;
  }

  private static PyException malformed() {
    return Errors.valueError("complex() arg is a malformed string");
  }
}
