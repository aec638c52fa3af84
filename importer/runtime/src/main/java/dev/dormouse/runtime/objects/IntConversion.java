package dev.dormouse.runtime.objects;

import dev.dormouse.runtime.text.IntText;
import dev.dormouse.runtime.text.TextError;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/** {@code int(x)} and {@code int(text, base)}. */
public final class IntConversion {
  private IntConversion() {}

  /** {@code int(o)}: always an exact int. */
  public static PyInt toInt(PyObject o) {
    PyType t = o.type;
    if (t == PyInt.TYPE) {
      return (PyInt) o;
    }
    if (t.has(Slot.INT)) {
      return exactResult(t.ops.toInt(o), "__int__");
    }
    if (t.has(Slot.INDEX)) {
      return IntOps.exact(Abstract.index(o));
    }
    PyObject trunc = Abstract.lookupSpecial(o, Names.TRUNC);
    if (trunc != null) {
      Errors.warn(
          Exceptions.DeprecationWarning, "The delegation of int() to __trunc__ is deprecated.", 1);
      PyObject r = Abstract.call(trunc);
      if (r.type == PyInt.TYPE) {
        return (PyInt) r;
      }
      if (r instanceof PyInt i) {
        return IntOps.exact(i);
      }
      if (!r.type.has(Slot.INDEX)) {
        throw Errors.typeError("__trunc__ returned non-Integral (type " + r.type.name() + ")");
      }
      return IntOps.exact(Abstract.index(r));
    }
    PyInt parsed = parse(o, 10);
    if (parsed == null) {
      throw Errors.typeError(
          "int() argument must be a string, a bytes-like object or a real number, not '"
              + t.fullName()
              + "'");
    }
    return parsed;
  }

  /** Checks what {@code __int__} or {@code __index__} returned. */
  static PyInt exactResult(PyObject r, String method) {
    if (r.type == PyInt.TYPE) {
      return (PyInt) r;
    }
    if (!(r instanceof PyInt i)) {
      throw Errors.typeError(method + " returned non-int (type " + r.type.name() + ")");
    }
    warnStrictSubclass(r, method);
    return IntOps.exact(i);
  }

  static void warnStrictSubclass(PyObject r, String method) {
    Errors.warn(
        Exceptions.DeprecationWarning,
        method
            + " returned non-int (type "
            + r.type.name()
            + ").  The ability to return an instance of a strict "
            + "subclass of int is deprecated, and may be removed in a future version of Python.",
        1);
  }

  /** {@code x} is null if it was not given. */
  static PyInt fromText(PyObject x, PyObject base) {
    if (x == null) {
      throw Errors.typeError("int() missing string argument");
    }
    int b = Abstract.toIndexClipped(base);
    if (b != 0 && (b < 2 || b > 36)) {
      throw Errors.valueError("int() base must be >= 2 and <= 36, or 0");
    }
    if (x instanceof PyStr || x instanceof PyBytes || x instanceof PyByteArray) {
      return parse(x, b);
    }
    throw Errors.typeError("int() can't convert non-string with explicit base");
  }

  /** Null if {@code o} is neither text nor bytes-like. */
  private static PyInt parse(PyObject o, int base) {
    String text;
    PyObject shown = o;
    if (o instanceof PyStr s) {
      text = s.value();
    } else if (Bytes.isBytesLike(o)) {
      byte[] b = Bytes.of(o);
      text = asciiOrQuestion(b);
      if (!(o instanceof PyBytes)) {
        shown = PyBytes.of(b);
      }
    } else {
      return null;
    }
    try {
      Number n = IntText.tryParse(text, base, IntDigits.limit());
      if (n == null) {
        throw IntText.invalid(base, Abstract.repr(shown).value());
      }
      return n instanceof BigInteger big ? PyInt.of(big) : PyInt.of(n.longValue());
    } catch (TextError e) {
      throw TextErrors.python(e);
    }
  }

  /** Bytes beyond ASCII are in no number, not even as digits or spaces of Latin-1. */
  static String asciiOrQuestion(byte[] b) {
    byte[] out = b;
    for (int i = 0; i < b.length; i++) {
      if (b[i] < 0) {
        if (out == b) {
          out = b.clone();
        }
        out[i] = '?';
      }
    }
    return new String(out, StandardCharsets.ISO_8859_1);
  }
}
