package dev.dormouse.runtime.modules.text;

import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.text.UnicodeData;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Getter;
import dev.dormouse.tables.Method;

/** {@code unicodedata.UCD}: the character database of Unicode 3.2, as IDNA wants it. */
@BuiltinType(name = "UCD")
final class PyUcd extends PyObject {
  static final PyType TYPE =
      PyType.builtin("UCD", PyType.OBJECT, new UcdOps(), new PyUcdTable())
          .in("unicodedata")
          .with(PyType.DISALLOW_INSTANTIATION);

  private static final UnicodeData DB = UnicodeData.OLD;

  PyUcd() {
    super(TYPE);
  }

  private static final class UcdOps extends Ops {}

  @Getter(name = "unidata_version", member = true)
  static PyObject version(PyUcd self) {
    return PyStr.of("3.2.0");
  }

  @Method(signature = "(chr, /)")
  static String category(PyUcd self, PyObject chr) {
    return DB.category(UnicodeQueries.character(chr, "category"));
  }

  @Method(signature = "(chr, /)")
  static String bidirectional(PyUcd self, PyObject chr) {
    return DB.bidirectional(UnicodeQueries.character(chr, "bidirectional"));
  }

  @Method(signature = "(chr, /)")
  static int combining(PyUcd self, PyObject chr) {
    return DB.combining(UnicodeQueries.character(chr, "combining"));
  }

  @Method(signature = "(chr, /)")
  static int mirrored(PyUcd self, PyObject chr) {
    return DB.mirrored(UnicodeQueries.character(chr, "mirrored"));
  }

  @Method(name = "east_asian_width", signature = "(chr, /)")
  static String eastAsianWidth(PyUcd self, PyObject chr) {
    return DB.eastAsianWidth(UnicodeQueries.character(chr, "east_asian_width"));
  }

  @Method(signature = "(chr, /)")
  static String decomposition(PyUcd self, PyObject chr) {
    return DB.decomposition(UnicodeQueries.character(chr, "decomposition"));
  }

  @Method(signature = "(chr, default=<unrepresentable>, /)")
  static PyObject decimal(PyUcd self, PyObject chr, PyObject fallback) {
    return UnicodeQueries.decimal(DB, chr, fallback);
  }

  @Method(signature = "(chr, default=<unrepresentable>, /)")
  static PyObject digit(PyUcd self, PyObject chr, PyObject fallback) {
    return UnicodeQueries.digit(DB, chr, fallback);
  }

  @Method(signature = "(chr, default=<unrepresentable>, /)")
  static PyObject numeric(PyUcd self, PyObject chr, PyObject fallback) {
    return UnicodeQueries.numeric(DB, chr, fallback);
  }

  @Method(signature = "(chr, default=<unrepresentable>, /)")
  static PyObject name(PyUcd self, PyObject chr, PyObject fallback) {
    return UnicodeQueries.name(DB, chr, fallback);
  }

  @Method(signature = "(name, /)")
  static PyObject lookup(PyUcd self, PyObject name) {
    return UnicodeQueries.lookup(DB, name);
  }

  @Method(signature = "(form, unistr, /)")
  static PyObject normalize(PyUcd self, PyObject form, PyObject s) {
    return UnicodeQueries.normalize(DB, form, s);
  }

  @Method(name = "is_normalized", signature = "(form, unistr, /)")
  static boolean isNormalized(PyUcd self, PyObject form, PyObject s) {
    return UnicodeQueries.isNormalized(DB, form, s);
  }
}
