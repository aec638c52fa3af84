package dev.dormouse.runtime.modules.text;

import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.PyFloat;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.text.CaseMapping;
import dev.dormouse.runtime.text.UnicodeData;
import dev.dormouse.runtime.text.UnicodeNames;

/**
 * What the functions of {@code unicodedata} and the methods of {@code UCD} share: arguments,
 * defaults, errors.
 */
final class UnicodeQueries {
  private UnicodeQueries() {}

  static int character(PyObject o, String function) {
    if (!(o instanceof PyStr s)) {
      throw Errors.typeError(
          function + "() argument must be a unicode character, not " + ArgParser.typeName(o));
    }
    if (s.length() != 1) {
      throw Errors.typeError(function + "() argument must be a unicode character, not str");
    }
    return s.codePointAt(0);
  }

  /**
   * {@code decimal}, {@code digit}, {@code numeric} and {@code name} number their arguments, having
   * two.
   */
  private static int first(PyObject o, String function) {
    if (!(o instanceof PyStr s) || s.length() != 1) {
      throw Errors.typeError(
          function
              + "() argument 1 must be a unicode character, not "
              + (o instanceof PyStr ? "str" : ArgParser.typeName(o)));
    }
    return s.codePointAt(0);
  }

  private static PyObject orElse(PyObject fallback, String error) {
    if (fallback == null) {
      throw Errors.valueError(error);
    }
    return fallback;
  }

  static PyObject decimal(UnicodeData db, PyObject chr, PyObject fallback) {
    int n = db.decimal(first(chr, "decimal"));
    return n < 0 ? orElse(fallback, "not a decimal") : PyInt.of(n);
  }

  static PyObject digit(UnicodeData db, PyObject chr, PyObject fallback) {
    int n = db.digit(first(chr, "digit"));
    return n < 0 ? orElse(fallback, "not a digit") : PyInt.of(n);
  }

  static PyObject numeric(UnicodeData db, PyObject chr, PyObject fallback) {
    double n = db.numeric(first(chr, "numeric"));
    return Double.isNaN(n) ? orElse(fallback, "not a numeric character") : PyFloat.of(n);
  }

  static PyObject name(UnicodeData db, PyObject chr, PyObject fallback) {
    int cp = first(chr, "name");
    String name = db.isOld() && db.category(cp).equals("Cn") ? null : UnicodeNames.name(cp);
    return name == null ? orElse(fallback, "no such name") : PyStr.of(name);
  }

  static PyObject lookup(UnicodeData db, PyObject name) {
    if (!(name instanceof PyStr s)) {
      throw Errors.typeError("lookup() argument must be str, not " + ArgParser.typeName(name));
    }
    int cp = UnicodeNames.lookup(s.value());
    // Aliases are younger than version 3.2; names are not checked for their age, nor are they by
    // CPython.
    if (cp < 0 || db.isOld() && !CaseMapping.upper(s.value()).equals(UnicodeNames.name(cp))) {
      throw Errors.keyError(PyStr.of("undefined character name '" + s.value() + "'"));
    }
    return PyStr.ofChar(cp);
  }

  private static String text(PyObject o, String function, int argument) {
    if (!(o instanceof PyStr s)) {
      throw Errors.typeError(
          function + "() argument " + argument + " must be str, not " + ArgParser.typeName(o));
    }
    return s.value();
  }

  private static String normal(UnicodeData db, PyObject form, PyObject s, String function) {
    String f = text(form, function, 1);
    String t = text(s, function, 2);
    return switch (f) {
      case "NFC" -> db.normalize(t, false, true);
      case "NFKC" -> db.normalize(t, true, true);
      case "NFD" -> db.normalize(t, false, false);
      case "NFKD" -> db.normalize(t, true, false);
      default -> throw Errors.valueError("invalid normalization form");
    };
  }

  static PyObject normalize(UnicodeData db, PyObject form, PyObject s) {
    String n = normal(db, form, s, "normalize");
    return s.type == PyStr.TYPE && n.equals(((PyStr) s).value()) ? s : PyStr.of(n);
  }

  static boolean isNormalized(UnicodeData db, PyObject form, PyObject s) {
    return normal(db, form, s, "is_normalized").equals(((PyStr) s).value());
  }
}
