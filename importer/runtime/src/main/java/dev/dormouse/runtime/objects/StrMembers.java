package dev.dormouse.runtime.objects;

import dev.dormouse.runtime.text.CaseMapping;
import dev.dormouse.runtime.text.FormatSpec;
import dev.dormouse.runtime.text.TextError;
import dev.dormouse.runtime.text.TextOps;
import dev.dormouse.runtime.text.UnicodeProperties;
import dev.dormouse.tables.Method;
import dev.dormouse.tables.StaticMethod;
import java.util.List;

/**
 * The methods of {@code str}. Compare {@code unicode_methods} in CPython's {@code
 * Objects/unicodeobject.c}.
 */
final class StrMembers {
  private StrMembers() {}

  // case

  @Method(
      doc =
          "Return a copy in which the first character is in title case and the rest in lower case.")
  static PyObject capitalize(PyStr self) {
    return PyStr.of(CaseMapping.capitalize(self.value()));
  }

  @Method(doc = "Return a version for comparison without regard to case.")
  static PyObject casefold(PyStr self) {
    return PyStr.of(CaseMapping.casefold(self.value()));
  }

  @Method(doc = "Return a copy in lower case.")
  static PyObject lower(PyStr self) {
    return like(self, CaseMapping.lower(self.value()));
  }

  @Method(doc = "Return a copy in upper case.")
  static PyObject upper(PyStr self) {
    return like(self, CaseMapping.upper(self.value()));
  }

  @Method(doc = "Return a copy in which every word begins in title case and goes on in lower case.")
  static PyObject title(PyStr self) {
    return PyStr.of(CaseMapping.title(self.value()));
  }

  @Method(doc = "Return a copy with upper case made lower and the reverse.")
  static PyObject swapcase(PyStr self) {
    return PyStr.of(CaseMapping.swapcase(self.value()));
  }

  /** {@code value} as an exact str, which is {@code self} if nothing changed. */
  private static PyStr like(PyStr self, String value) {
    return self.type == PyStr.TYPE
            && value.length() == self.value().length()
            && value.equals(self.value())
        ? self
        : PyStr.of(value);
  }

  // properties

  private static final int ALNUM = 0;
  private static final int ALPHA = 1;
  private static final int DECIMAL = 2;
  private static final int DIGIT = 3;
  private static final int NUMERIC = 4;
  private static final int SPACE = 5;

  /** Whether there is a character and all of them have a property. */
  private static boolean all(PyStr self, int property) {
    String s = self.value();
    for (int i = 0; i < s.length(); ) {
      int cp = s.codePointAt(i);
      i += Character.charCount(cp);
      boolean has =
          switch (property) {
            case ALNUM -> UnicodeProperties.isAlnum(cp);
            case ALPHA -> UnicodeProperties.isAlpha(cp);
            case DECIMAL -> UnicodeProperties.isDecimal(cp);
            case DIGIT -> UnicodeProperties.isDigit(cp);
            case NUMERIC -> UnicodeProperties.isNumeric(cp);
            default -> UnicodeProperties.isSpace(cp);
          };
      if (!has) {
        return false;
      }
    }
    return !s.isEmpty();
  }

  @Method(doc = "Whether the string is not empty and all characters are letters or digits.")
  static boolean isalnum(PyStr self) {
    return all(self, ALNUM);
  }

  @Method(doc = "Whether the string is not empty and all characters are letters.")
  static boolean isalpha(PyStr self) {
    return all(self, ALPHA);
  }

  @Method(doc = "Whether all characters are ASCII; an empty string is.")
  static boolean isascii(PyStr self) {
    return self.isAscii();
  }

  @Method(doc = "Whether the string is not empty and all characters are decimal digits.")
  static boolean isdecimal(PyStr self) {
    return all(self, DECIMAL);
  }

  @Method(doc = "Whether the string is not empty and all characters are digits.")
  static boolean isdigit(PyStr self) {
    return all(self, DIGIT);
  }

  @Method(doc = "Whether the string is not empty and all characters are numeric.")
  static boolean isnumeric(PyStr self) {
    return all(self, NUMERIC);
  }

  @Method(doc = "Whether the string is not empty and all characters are white space.")
  static boolean isspace(PyStr self) {
    return all(self, SPACE);
  }

  @Method(doc = "Whether the string could be the name of something; keywords could, too.")
  static boolean isidentifier(PyStr self) {
    String s = self.value();
    if (s.isEmpty() || !UnicodeProperties.isIdentifierStart(s.codePointAt(0))) {
      return false;
    }
    for (int i = 0; i < s.length(); ) {
      int cp = s.codePointAt(i);
      if (!UnicodeProperties.isIdentifierPart(cp)) {
        return false;
      }
      i += Character.charCount(cp);
    }
    return true;
  }

  @Method(doc = "Whether repr() shows every character as it is; an empty string is printable.")
  static boolean isprintable(PyStr self) {
    String s = self.value();
    for (int i = 0; i < s.length(); ) {
      int cp = s.codePointAt(i);
      if (!UnicodeProperties.isPrintable(cp)) {
        return false;
      }
      i += Character.charCount(cp);
    }
    return true;
  }

  @Method(doc = "Whether there is a cased character and all of them are in lower case.")
  static boolean islower(PyStr self) {
    return CaseMapping.isLower(self.value());
  }

  @Method(doc = "Whether there is a cased character and all of them are in upper case.")
  static boolean isupper(PyStr self) {
    return CaseMapping.isUpper(self.value());
  }

  @Method(
      doc = "Whether there is a word and all words begin in title case and go on in lower case.")
  static boolean istitle(PyStr self) {
    return CaseMapping.isTitle(self.value());
  }

  // padding and stripping

  private static int fill(PyObject o) {
    if (o == null) {
      return ' ';
    }
    if (!(o instanceof PyStr s)) {
      throw Errors.typeError(
          "The fill character must be a unicode character, not " + o.type.name());
    }
    if (s.length() != 1) {
      throw Errors.typeError("The fill character must be exactly one character long");
    }
    return s.codePointAt(0);
  }

  private static PyObject pad(PyStr self, int left, int right, int fill) {
    if (left <= 0 && right <= 0) {
      return like(self, self.value());
    }
    long total = (long) self.value().length() + Math.max(left, 0) + Math.max(right, 0);
    if (total > Integer.MAX_VALUE - 16) {
      throw Errors.memoryError();
    }
    StringBuilder out = new StringBuilder((int) total);
    for (int i = 0; i < left; i++) {
      out.appendCodePoint(fill);
    }
    out.append(self.value());
    for (int i = 0; i < right; i++) {
      out.appendCodePoint(fill);
    }
    return PyStr.of(out.toString());
  }

  @Method(signature = "(width, fillchar=' ', /)", doc = "Return a copy centered in a given width.")
  static PyObject center(PyStr self, long columns, PyObject fillchar) {
    int width = Sizes.clip(columns);
    int fill = fill(fillchar);
    int padding = Math.max(width - self.length(), 0);
    // An odd space goes to the left if the width is odd.
    int left = padding / 2 + (padding & width & 1);
    return pad(self, left, padding - left, fill);
  }

  @Method(
      signature = "(width, fillchar=' ', /)",
      doc = "Return a copy at the left of a given width.")
  static PyObject ljust(PyStr self, long columns, PyObject fillchar) {
    int width = Sizes.clip(columns);
    return pad(self, 0, width - self.length(), fill(fillchar));
  }

  @Method(
      signature = "(width, fillchar=' ', /)",
      doc = "Return a copy at the right of a given width.")
  static PyObject rjust(PyStr self, long columns, PyObject fillchar) {
    int width = Sizes.clip(columns);
    return pad(self, width - self.length(), 0, fill(fillchar));
  }

  @Method(signature = "(width, /)", doc = "Pad a number with zeros on the left, behind its sign.")
  static PyObject zfill(PyStr self, long columns) {
    int width = Sizes.clip(columns);
    return like(self, TextOps.zfill(self.value(), width));
  }

  @Method(signature = "(tabsize=8)", doc = "Return a copy with tabs replaced by spaces.")
  static PyObject expandtabs(PyStr self, int tabsize) {
    return PyStr.of(TextOps.expandTabs(self.value(), tabsize));
  }

  private static PyObject strip(
      PyStr self, PyObject chars, boolean left, boolean right, String name) {
    if (chars != null && chars != PyObject.NONE && !(chars instanceof PyStr)) {
      throw Errors.typeError(name + " arg must be None or str");
    }
    String set = chars instanceof PyStr s ? s.value() : null;
    return like(self, TextOps.strip(self.value(), set, left, right, false));
  }

  @Method(
      signature = "(chars=None, /)",
      doc = "Remove white space, or given characters, from both ends.")
  static PyObject strip(PyStr self, PyObject chars) {
    return strip(self, chars, true, true, "strip");
  }

  @Method(
      signature = "(chars=None, /)",
      doc = "Remove white space, or given characters, from the left.")
  static PyObject lstrip(PyStr self, PyObject chars) {
    return strip(self, chars, true, false, "lstrip");
  }

  @Method(
      signature = "(chars=None, /)",
      doc = "Remove white space, or given characters, from the right.")
  static PyObject rstrip(PyStr self, PyObject chars) {
    return strip(self, chars, false, true, "rstrip");
  }

  @Method(signature = "(prefix, /)", doc = "Return the string without a prefix, if it has it.")
  static PyObject removeprefix(PyStr self, String prefix) {
    String s = self.value();
    return like(self, starts(s, prefix, 0, s.length()) ? s.substring(prefix.length()) : s);
  }

  @Method(signature = "(suffix, /)", doc = "Return the string without a suffix, if it has it.")
  static PyObject removesuffix(PyStr self, String suffix) {
    String s = self.value();
    boolean has = !suffix.isEmpty() && ends(s, suffix, 0, s.length());
    return like(self, has ? s.substring(0, s.length() - suffix.length()) : s);
  }

  // searching

  /**
   * Where a search begins and ends, in UTF-16 units; the bounds are clipped as those of a slice.
   */
  private static final class Bounds {
    final int from;
    final int to;

    Bounds(PyStr self, PyObject start, PyObject end) {
      int n = self.length();
      int f = bound(start, 0, n);
      int t = Math.min(bound(end, n, n), n);
      if (f > t) {
        // Even an empty string is not found in there.
        from = 1;
        to = 0;
      } else {
        from = self.unitIndex(f);
        to = self.unitIndex(t);
      }
    }

    private static int bound(PyObject o, int standard, int n) {
      if (o == null || o == PyObject.NONE) {
        return standard;
      }
      if (!Abstract.hasIndex(o)) {
        throw Errors.typeError(
            "slice indices must be integers or None or have an __index__ method");
      }
      int i = Abstract.toIndexClipped(o);
      return i < 0 ? Math.max(i + n, 0) : i;
    }

    boolean isEmpty() {
      return from > to;
    }
  }

  private static String text(PyObject o) {
    if (!(o instanceof PyStr s)) {
      throw Errors.typeError("must be str, not " + o.type.name());
    }
    return s.value();
  }

  private static int find(PyStr self, PyObject sub, PyObject start, PyObject end, boolean last) {
    Bounds b = new Bounds(self, start, end);
    String wanted = text(sub);
    if (b.isEmpty()) {
      return -1;
    }
    int at =
        last
            ? TextOps.rfind(self.value(), wanted, b.from, b.to)
            : TextOps.find(self.value(), wanted, b.from, b.to);
    return at < 0 ? -1 : self.codePointIndex(at);
  }

  private static int found(int at) {
    if (at < 0) {
      throw Errors.valueError("substring not found");
    }
    return at;
  }

  @Method(
      signature = "(sub, start=None, end=None, /)",
      doc = "The lowest index of a substring, or -1.")
  static int find(PyStr self, PyObject[] args, PyStr[] kwnames) {
    PyObject[] p = ArgParser.searchArguments("find", args, kwnames);
    return find(self, p[0], p[1], p[2], false);
  }

  @Method(
      signature = "(sub, start=None, end=None, /)",
      doc = "The highest index of a substring, or -1.")
  static int rfind(PyStr self, PyObject[] args, PyStr[] kwnames) {
    PyObject[] p = ArgParser.searchArguments("rfind", args, kwnames);
    return find(self, p[0], p[1], p[2], true);
  }

  @Method(signature = "(sub, start=None, end=None, /)", doc = "The lowest index of a substring.")
  static int index(PyStr self, PyObject[] args, PyStr[] kwnames) {
    PyObject[] p = ArgParser.searchArguments("index", args, kwnames);
    return found(find(self, p[0], p[1], p[2], false));
  }

  @Method(signature = "(sub, start=None, end=None, /)", doc = "The highest index of a substring.")
  static int rindex(PyStr self, PyObject[] args, PyStr[] kwnames) {
    PyObject[] p = ArgParser.searchArguments("rindex", args, kwnames);
    return found(find(self, p[0], p[1], p[2], true));
  }

  @Method(
      signature = "(sub, start=None, end=None, /)",
      doc = "The number of times a substring occurs without overlap.")
  static int count(PyStr self, PyObject[] args, PyStr[] kwnames) {
    PyObject[] p = ArgParser.searchArguments("count", args, kwnames);
    Bounds b = new Bounds(self, p[1], p[2]);
    String wanted = text(p[0]);
    return b.isEmpty() ? 0 : TextOps.count(self.value(), wanted, b.from, b.to);
  }

  private static boolean starts(String s, String prefix, int from, int to) {
    return from + prefix.length() <= to && TextOps.matchesAt(s, prefix, from);
  }

  private static boolean ends(String s, String suffix, int from, int to) {
    int at = to - suffix.length();
    return at >= from && TextOps.matchesAt(s, suffix, at);
  }

  private static boolean tail(
      PyStr self, PyObject sub, PyObject start, PyObject end, boolean prefix) {
    String name = prefix ? "startswith" : "endswith";
    Bounds b = new Bounds(self, start, end);
    if (sub instanceof PyTuple t) {
      for (PyObject o : t.items) {
        if (!(o instanceof PyStr s)) {
          throw Errors.typeError(
              "tuple for " + name + " must only contain str, not " + o.type.name());
        }
        if (matches(self.value(), s.value(), b, prefix)) {
          return true;
        }
      }
      return false;
    }
    if (!(sub instanceof PyStr s)) {
      throw Errors.typeError(
          name + " first arg must be str or a tuple of str, not " + sub.type.name());
    }
    return matches(self.value(), s.value(), b, prefix);
  }

  private static boolean matches(String s, String sub, Bounds b, boolean prefix) {
    return !b.isEmpty() && (prefix ? starts(s, sub, b.from, b.to) : ends(s, sub, b.from, b.to));
  }

  @Method(
      signature = "(prefix, start=None, end=None, /)",
      doc = "Whether the string begins with a prefix, or one of a tuple of them.")
  static boolean startswith(PyStr self, PyObject[] args, PyStr[] kwnames) {
    PyObject[] p = ArgParser.searchArguments("startswith", args, kwnames);
    return tail(self, p[0], p[1], p[2], true);
  }

  @Method(
      signature = "(suffix, start=None, end=None, /)",
      doc = "Whether the string ends with a suffix, or one of a tuple of them.")
  static boolean endswith(PyStr self, PyObject[] args, PyStr[] kwnames) {
    PyObject[] p = ArgParser.searchArguments("endswith", args, kwnames);
    return tail(self, p[0], p[1], p[2], false);
  }

  @Method(
      signature = "(old, new, count=-1, /)",
      doc = "Return a copy with a substring replaced, everywhere or a number of times.")
  static PyObject replace(PyStr self, String old, String by, long count) {
    return like(self, TextOps.replace(self.value(), old, by, Sizes.clip(count)));
  }

  // splitting and joining

  private static PyList list(List<String> parts) {
    PyObject[] items = new PyObject[parts.size()];
    for (int i = 0; i < items.length; i++) {
      items[i] = PyStr.of(parts.get(i));
    }
    return PyList.of(items);
  }

  private static String separator(PyObject sep) {
    if (sep == null || sep == PyObject.NONE) {
      return null;
    }
    if (!(sep instanceof PyStr s)) {
      throw Errors.typeError("must be str or None, not " + sep.type.name());
    }
    return notEmpty(s.value());
  }

  private static String notEmpty(String s) {
    if (s.isEmpty()) {
      throw Errors.valueError("empty separator");
    }
    return s;
  }

  @Method(
      signature = "(sep=None, maxsplit=-1)",
      doc = "Split at a separator, or at runs of white space, from the left.")
  static PyObject split(PyStr self, PyObject sep, long maxsplit) {
    return list(TextOps.split(self.value(), separator(sep), Sizes.clip(maxsplit), false));
  }

  @Method(
      signature = "(sep=None, maxsplit=-1)",
      doc = "Split at a separator, or at runs of white space, from the right.")
  static PyObject rsplit(PyStr self, PyObject sep, long maxsplit) {
    return list(TextOps.rsplit(self.value(), separator(sep), Sizes.clip(maxsplit), false));
  }

  @Method(signature = "(keepends=0)", doc = "Split into lines.")
  static PyObject splitlines(PyStr self, int keepends) {
    return list(TextOps.splitLines(self.value(), keepends != 0, false));
  }

  @Method(
      signature = "(sep, /)",
      doc = "Split at the first separator into what is before it, itself, and what is behind it.")
  static PyObject partition(PyStr self, PyObject sep) {
    String wanted = notEmpty(text(sep));
    String s = self.value();
    int at = TextOps.find(s, wanted, 0, s.length());
    return at < 0
        ? PyTuple.of(self, Names.EMPTY, Names.EMPTY)
        : PyTuple.of(
            PyStr.of(s.substring(0, at)), sep, PyStr.of(s.substring(at + wanted.length())));
  }

  @Method(
      signature = "(sep, /)",
      doc = "Split at the last separator into what is before it, itself, and what is behind it.")
  static PyObject rpartition(PyStr self, PyObject sep) {
    String wanted = notEmpty(text(sep));
    String s = self.value();
    int at = TextOps.rfind(s, wanted, 0, s.length());
    return at < 0
        ? PyTuple.of(Names.EMPTY, Names.EMPTY, self)
        : PyTuple.of(
            PyStr.of(s.substring(0, at)), sep, PyStr.of(s.substring(at + wanted.length())));
  }

  @Method(signature = "(iterable, /)", doc = "Concatenate strings with this one between them.")
  static PyObject join(PyStr self, PyObject iterable) {
    PyObject[] items = Sequences.fast(iterable, "can only join an iterable");
    if (items.length == 1 && items[0].type == PyStr.TYPE) {
      return items[0];
    }
    long length = 0;
    for (int i = 0; i < items.length; i++) {
      if (!(items[i] instanceof PyStr s)) {
        throw Errors.typeError(
            "sequence item " + i + ": expected str instance, " + items[i].type.name() + " found");
      }
      length += s.value().length() + self.value().length();
    }
    if (length > Integer.MAX_VALUE - 16) {
      throw Errors.overflowError("join() result is too long for a Python string");
    }
    StringBuilder out = new StringBuilder((int) length);
    for (int i = 0; i < items.length; i++) {
      if (i > 0) {
        out.append(self.value());
      }
      out.append(((PyStr) items[i]).value());
    }
    return PyStr.of(out.toString());
  }

  // formatting and encoding

  @Method(
      signature = "(encoding='utf-8', errors='strict')",
      doc = "Encode with a codec; errors names what to do with what it cannot encode.")
  static PyObject encode(PyStr self, PyObject encoding, PyObject errors) {
    return Codecs.encodeText(
        self,
        ArgParser.toName(encoding, "encode", "'encoding'"),
        ArgParser.toName(errors, "encode", "'errors'"));
  }

  @Method(
      signature = "(*args, **kwargs)",
      doc = "Format: replacement fields in braces name the arguments.")
  static PyObject format(PyStr self, PyObject[] args, PyStr[] kwnames) {
    return StrFormatting.format(self, args, kwnames);
  }

  @Method(
      name = "format_map",
      signature = "(mapping, /)",
      doc = "Format with names looked up in a mapping.")
  static PyObject formatMap(PyStr self, PyObject mapping) {
    return StrFormatting.formatMap(self, mapping);
  }

  @Method(name = "__format__", signature = "(format_spec, /)", doc = "Return a formatted version.")
  static PyObject format(PyStr self, PyObject spec) {
    if (!(spec instanceof PyStr s)) {
      throw Errors.typeError("__format__() argument must be str, not " + ArgParser.typeName(spec));
    }
    if (s.value().isEmpty()) {
      return Abstract.str(self);
    }
    try {
      return PyStr.of(FormatSpec.formatStr(self.value(), s.value(), self.type.name()));
    } catch (TextError e) {
      throw TextErrors.python(e);
    }
  }

  @Method(name = "__getnewargs__")
  static PyObject getNewArgs(PyStr self) {
    return PyTuple.of(PyStr.of(self.value()));
  }

  @Method(name = "__sizeof__", doc = "Size in memory, in bytes; an estimate.")
  static long sizeof(PyStr self) {
    int widest = 0;
    for (int i = 0; i < self.value().length(); i++) {
      widest |= self.value().charAt(i);
    }
    int width = self.isAstral() ? 4 : widest > 255 ? 2 : 1;
    return (widest < 128 ? 48 : 72) + (long) width * (self.length() + 1);
  }

  // translation

  @StaticMethod(
      signature = "(x, y=None, z=None, /)",
      doc =
          "Make a table for translate: from a dict, or from characters to characters and characters"
              + " to delete.")
  static PyObject maketrans(PyObject x, PyObject y, PyObject z) {
    PyDict out = new PyDict();
    if (y != null) {
      PyStr to = required(y, 2);
      PyStr deleted = z == null ? null : required(z, 3);
      if (!(x instanceof PyStr from)) {
        throw Errors.typeError(
            "first maketrans argument must be a string if there is a second argument");
      }
      if (from.length() != to.length()) {
        throw Errors.valueError("the first two maketrans arguments must have equal length");
      }
      for (int i = 0; i < from.length(); i++) {
        out.put(PyInt.of(from.codePointAt(i)), PyInt.of(to.codePointAt(i)));
      }
      if (deleted != null) {
        for (int i = 0; i < deleted.length(); i++) {
          out.put(PyInt.of(deleted.codePointAt(i)), PyObject.NONE);
        }
      }
      return out;
    }
    if (x.type != PyDict.TYPE) {
      throw Errors.typeError("if you give only one argument to maketrans it must be a dict");
    }
    PyDict given = (PyDict) x;
    for (int i = 0; i < given.slotLimit(); i++) {
      PyObject key = given.keyAt(i);
      if (key == null) {
        continue;
      }
      if (key instanceof PyStr s) {
        if (s.length() != 1) {
          throw Errors.valueError("string keys in translate table must be of length 1");
        }
        out.put(PyInt.of(s.codePointAt(0)), given.valueAt(i));
      } else if (key instanceof PyInt) {
        out.put(key, given.valueAt(i));
      } else {
        throw Errors.typeError("keys in translate table must be strings or integers");
      }
    }
    return out;
  }

  private static PyStr required(PyObject o, int argument) {
    if (!(o instanceof PyStr s)) {
      throw Errors.typeError(
          "maketrans() argument " + argument + " must be str, not " + ArgParser.typeName(o));
    }
    return s;
  }

  @Method(
      signature = "(table, /)",
      doc = "Replace each character by what a table has for its code point; None deletes it.")
  static PyObject translate(PyStr self, PyObject table) {
    String s = self.value();
    StringBuilder out = new StringBuilder(s.length());
    // Most texts repeat few characters, and asking the table runs Python's protocol.
    PyObject[] known = new PyObject[128];
    for (int i = 0; i < s.length(); ) {
      int cp = s.codePointAt(i);
      i += Character.charCount(cp);
      PyObject to = cp < 128 ? known[cp] : null;
      if (to == null) {
        to = translation(table, cp);
        if (cp < 128 && table.type == PyDict.TYPE) {
          known[cp] = to;
        }
      }
      if (to instanceof PyStr t) {
        out.append(t.value());
      } else if (to instanceof PyInt n) {
        if (n.isBig() || n.longValue() < 0 || n.longValue() > 0x10ffff) {
          throw Errors.valueError("character mapping must be in range(0x110000)");
        }
        out.appendCodePoint((int) n.longValue());
      } else if (to != PyObject.NONE) {
        throw Errors.typeError("character mapping must return integer, None or str");
      }
    }
    return PyStr.of(out.toString());
  }

  /** What the table has for a code point; the code point itself when it has nothing. */
  private static PyObject translation(PyObject table, int cp) {
    PyObject key = PyInt.of(cp);
    if (table.type == PyDict.TYPE) {
      PyObject v = ((PyDict) table).get(key);
      return v == null ? key : v;
    }
    try {
      return Abstract.getItem(table, key);
    } catch (PyException e) {
      if (e.matches(Exceptions.LookupError)) {
        return key;
      }
      throw e;
    }
  }
}
