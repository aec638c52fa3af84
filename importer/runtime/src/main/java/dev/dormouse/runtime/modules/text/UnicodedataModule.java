package dev.dormouse.runtime.modules.text;

import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.text.UnicodeData;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;

/**
 * {@code unicodedata}: Unicode 14, and 3.2 as {@code ucd_3_2_0}. Compare CPython's {@code
 * Modules/unicodedata.c}.
 */
@BuiltinModule(
    name = "unicodedata",
    doc =
        "The Unicode character database: names, categories, decompositions and normal forms of"
            + " characters.")
public final class UnicodedataModule {
  private UnicodedataModule() {}

  private static final UnicodeData DB = UnicodeData.CURRENT;

  public static BuiltinTable table() {
    return new UnicodedataModuleTable();
  }

  static void exec(PyModule m) {
    m.set("unidata_version", PyStr.of("14.0.0"));
    m.set("UCD", PyUcd.TYPE);
    m.set("ucd_3_2_0", new PyUcd());
  }

  @Function(signature = "(chr, /)", doc = "The general category of a character.")
  static String category(PyObject chr) {
    return DB.category(UnicodeQueries.character(chr, "category"));
  }

  @Function(
      signature = "(chr, /)",
      doc = "The bidirectional class of a character, or an empty string.")
  static String bidirectional(PyObject chr) {
    return DB.bidirectional(UnicodeQueries.character(chr, "bidirectional"));
  }

  @Function(signature = "(chr, /)", doc = "The canonical combining class of a character.")
  static int combining(PyObject chr) {
    return DB.combining(UnicodeQueries.character(chr, "combining"));
  }

  @Function(
      signature = "(chr, /)",
      doc = "Whether a character is mirrored in bidirectional text, as 0 or 1.")
  static int mirrored(PyObject chr) {
    return DB.mirrored(UnicodeQueries.character(chr, "mirrored"));
  }

  @Function(
      name = "east_asian_width",
      signature = "(chr, /)",
      doc = "The east asian width of a character.")
  static String eastAsianWidth(PyObject chr) {
    return DB.eastAsianWidth(UnicodeQueries.character(chr, "east_asian_width"));
  }

  @Function(
      signature = "(chr, /)",
      doc = "The decomposition mapping of a character, or an empty string.")
  static String decomposition(PyObject chr) {
    return DB.decomposition(UnicodeQueries.character(chr, "decomposition"));
  }

  @Function(
      signature = "(chr, default=<unrepresentable>, /)",
      doc = "The value of a decimal digit.")
  static PyObject decimal(PyObject chr, PyObject fallback) {
    return UnicodeQueries.decimal(DB, chr, fallback);
  }

  @Function(signature = "(chr, default=<unrepresentable>, /)", doc = "The value of a digit.")
  static PyObject digit(PyObject chr, PyObject fallback) {
    return UnicodeQueries.digit(DB, chr, fallback);
  }

  @Function(
      signature = "(chr, default=<unrepresentable>, /)",
      doc = "The value of a numeric character.")
  static PyObject numeric(PyObject chr, PyObject fallback) {
    return UnicodeQueries.numeric(DB, chr, fallback);
  }

  @Function(signature = "(chr, default=<unrepresentable>, /)", doc = "The name of a character.")
  static PyObject name(PyObject chr, PyObject fallback) {
    return UnicodeQueries.name(DB, chr, fallback);
  }

  @Function(signature = "(name, /)", doc = "The character of a name; KeyError if there is none.")
  static PyObject lookup(PyObject name) {
    return UnicodeQueries.lookup(DB, name);
  }

  @Function(
      signature = "(form, unistr, /)",
      doc = "A normal form of a string: 'NFC', 'NFKC', 'NFD' or 'NFKD'.")
  static PyObject normalize(PyObject form, PyObject s) {
    return UnicodeQueries.normalize(DB, form, s);
  }

  @Function(
      name = "is_normalized",
      signature = "(form, unistr, /)",
      doc = "Whether a string is in a normal form.")
  static boolean isNormalized(PyObject form, PyObject s) {
    return UnicodeQueries.isNormalized(DB, form, s);
  }
}
