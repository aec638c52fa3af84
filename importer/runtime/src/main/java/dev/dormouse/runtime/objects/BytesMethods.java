package dev.dormouse.runtime.objects;

import dev.dormouse.runtime.text.TextOps;
import dev.dormouse.tables.Method;
import dev.dormouse.tables.StaticMethod;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * The methods that bytes and bytearray have in common, part of both tables; results have the type
 * of self. The algorithms are those of str on Latin-1 text, limited to ASCII in what they know of
 * letters and spaces.
 */
final class BytesMethods {
  private BytesMethods() {}

  static String latin1(byte[] b) {
    return new String(b, StandardCharsets.ISO_8859_1);
  }

  private static String latin1(PyObject self) {
    return self instanceof PyBytes b ? latin1(b.value) : ((PyByteArray) self).latin1();
  }

  private static byte[] bytes(String s) {
    return s.getBytes(StandardCharsets.ISO_8859_1);
  }

  static byte[] value(PyObject self) {
    return self instanceof PyBytes b ? b.value : ((PyByteArray) self).toBytes();
  }

  /** An object like {@code self}: an exact bytes or bytearray. */
  private static PyObject like(PyObject self, byte[] value) {
    return self instanceof PyBytes ? PyBytes.of(value) : new PyByteArray(value);
  }

  private static PyObject like(PyObject self, String value) {
    if (self.type == PyBytes.TYPE
        && ((PyBytes) self).value.length == value.length()
        && latin1(self).equals(value)) {
      return self;
    }
    return like(self, bytes(value));
  }

  // case

  private static final int UPPER = 0;
  private static final int LOWER = 1;
  private static final int SWAP = 2;
  private static final int TITLE = 3;
  private static final int CAPITALIZE = 4;

  private static PyObject convert(PyObject self, int how) {
    byte[] out = value(self).clone();
    boolean inWord = false;
    for (int i = 0; i < out.length; i++) {
      byte b = out[i];
      boolean lower = b >= 'a' && b <= 'z';
      boolean upper = b >= 'A' && b <= 'Z';
      boolean flip =
          switch (how) {
            case UPPER -> lower;
            case LOWER -> upper;
            case SWAP -> lower || upper;
            default -> inWord ? upper : lower;
          };
      if (flip) {
        out[i] = (byte) (b ^ 0x20);
      }
      inWord = how == CAPITALIZE || lower || upper;
    }
    return like(self, out);
  }

  @Method(doc = "Return a copy whose first letter is in upper case and the rest in lower case.")
  static PyObject capitalize(PyObject self) {
    return convert(self, CAPITALIZE);
  }

  @Method(doc = "Return a copy in lower case.")
  static PyObject lower(PyObject self) {
    return convert(self, LOWER);
  }

  @Method(doc = "Return a copy in upper case.")
  static PyObject upper(PyObject self) {
    return convert(self, UPPER);
  }

  @Method(doc = "Return a copy with upper case made lower and the reverse.")
  static PyObject swapcase(PyObject self) {
    return convert(self, SWAP);
  }

  @Method(doc = "Return a copy in which every word begins in upper case and goes on in lower case.")
  static PyObject title(PyObject self) {
    return convert(self, TITLE);
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b >= 9 && b <= 13;
  }

  private static boolean isLower(byte b) {
    return b >= 'a' && b <= 'z';
  }

  private static boolean isUpper(byte b) {
    return b >= 'A' && b <= 'Z';
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  @Method(doc = "Whether there are bytes and all are ASCII letters or digits.")
  static boolean isalnum(PyObject self) {
    byte[] v = value(self);
    for (byte b : v) {
      if (!isLower(b) && !isUpper(b) && !isDigit(b)) {
        return false;
      }
    }
    return v.length > 0;
  }

  @Method(doc = "Whether there are bytes and all are ASCII letters.")
  static boolean isalpha(PyObject self) {
    byte[] v = value(self);
    for (byte b : v) {
      if (!isLower(b) && !isUpper(b)) {
        return false;
      }
    }
    return v.length > 0;
  }

  @Method(doc = "Whether all bytes are ASCII.")
  static boolean isascii(PyObject self) {
    for (byte b : value(self)) {
      if (b < 0) {
        return false;
      }
    }
    return true;
  }

  @Method(doc = "Whether there are bytes and all are ASCII digits.")
  static boolean isdigit(PyObject self) {
    byte[] v = value(self);
    for (byte b : v) {
      if (!isDigit(b)) {
        return false;
      }
    }
    return v.length > 0;
  }

  @Method(doc = "Whether there are bytes and all are ASCII white space.")
  static boolean isspace(PyObject self) {
    byte[] v = value(self);
    for (byte b : v) {
      if (!isSpace(b)) {
        return false;
      }
    }
    return v.length > 0;
  }

  @Method(doc = "Whether there is a letter and all letters are in lower case.")
  static boolean islower(PyObject self) {
    boolean found = false;
    for (byte b : value(self)) {
      if (isUpper(b)) {
        return false;
      }
      found |= isLower(b);
    }
    return found;
  }

  @Method(doc = "Whether there is a letter and all letters are in upper case.")
  static boolean isupper(PyObject self) {
    boolean found = false;
    for (byte b : value(self)) {
      if (isLower(b)) {
        return false;
      }
      found |= isUpper(b);
    }
    return found;
  }

  @Method(
      doc = "Whether there is a word and all words begin in upper case and go on in lower case.")
  static boolean istitle(PyObject self) {
    boolean found = false;
    boolean inWord = false;
    for (byte b : value(self)) {
      if (inWord ? isUpper(b) : isLower(b)) {
        return false;
      }
      inWord = isUpper(b) || isLower(b);
      found |= inWord;
    }
    return found;
  }

  // padding and stripping

  private static char fill(PyObject o, String name) {
    if (o == null) {
      return ' ';
    }
    byte[] b = o instanceof PyBytes x ? x.value : o instanceof PyByteArray x ? x.toBytes() : null;
    if (b == null || b.length != 1) {
      throw Errors.typeError(
          name + "() argument 2 must be a byte string of length 1, not " + ArgParser.typeName(o));
    }
    return (char) (b[0] & 0xff);
  }

  private static PyObject pad(PyObject self, int left, int right, char fill) {
    String s = latin1(self);
    if (left <= 0 && right <= 0) {
      return like(self, s);
    }
    if ((long) s.length() + Math.max(left, 0) + Math.max(right, 0) > Integer.MAX_VALUE - 16) {
      throw Errors.memoryError();
    }
    String f = String.valueOf(fill);
    return like(self, f.repeat(Math.max(left, 0)) + s + f.repeat(Math.max(right, 0)));
  }

  @Method(signature = "(width, fillchar=b' ', /)", doc = "Return a copy centered in a given width.")
  static PyObject center(PyObject self, long columns, PyObject fillchar) {
    int width = Sizes.clip(columns);
    char fill = fill(fillchar, "center");
    int padding = Math.max(width - value(self).length, 0);
    int left = padding / 2 + (padding & width & 1);
    return pad(self, left, padding - left, fill);
  }

  @Method(
      signature = "(width, fillchar=b' ', /)",
      doc = "Return a copy at the left of a given width.")
  static PyObject ljust(PyObject self, long columns, PyObject fillchar) {
    int width = Sizes.clip(columns);
    return pad(self, 0, width - value(self).length, fill(fillchar, "ljust"));
  }

  @Method(
      signature = "(width, fillchar=b' ', /)",
      doc = "Return a copy at the right of a given width.")
  static PyObject rjust(PyObject self, long columns, PyObject fillchar) {
    int width = Sizes.clip(columns);
    return pad(self, width - value(self).length, 0, fill(fillchar, "rjust"));
  }

  @Method(signature = "(width, /)", doc = "Pad a number with zeros on the left, behind its sign.")
  static PyObject zfill(PyObject self, long columns) {
    int width = Sizes.clip(columns);
    return like(self, TextOps.zfill(latin1(self), width));
  }

  @Method(signature = "(tabsize=8)", doc = "Return a copy with tabs replaced by spaces.")
  static PyObject expandtabs(PyObject self, int tabsize) {
    return like(self, TextOps.expandTabs(latin1(self), tabsize));
  }

  private static PyObject strip(PyObject self, PyObject chars, boolean left, boolean right) {
    String set = chars == null || chars == PyObject.NONE ? null : latin1(Bytes.of(chars));
    return like(self, TextOps.strip(latin1(self), set, left, right, true));
  }

  @Method(
      signature = "(bytes=None, /)",
      doc = "Remove white space, or given bytes, from both ends.")
  static PyObject strip(PyObject self, PyObject chars) {
    return strip(self, chars, true, true);
  }

  @Method(signature = "(bytes=None, /)", doc = "Remove white space, or given bytes, from the left.")
  static PyObject lstrip(PyObject self, PyObject chars) {
    return strip(self, chars, true, false);
  }

  @Method(
      signature = "(bytes=None, /)",
      doc = "Remove white space, or given bytes, from the right.")
  static PyObject rstrip(PyObject self, PyObject chars) {
    return strip(self, chars, false, true);
  }

  @Method(signature = "(prefix, /)", doc = "Return the bytes without a prefix, if they have it.")
  static PyObject removeprefix(PyObject self, PyObject prefix) {
    String p = latin1(Bytes.of(prefix));
    String s = latin1(self);
    return like(self, s.startsWith(p) ? s.substring(p.length()) : s);
  }

  @Method(signature = "(suffix, /)", doc = "Return the bytes without a suffix, if they have it.")
  static PyObject removesuffix(PyObject self, PyObject suffix) {
    String p = latin1(Bytes.of(suffix));
    String s = latin1(self);
    return like(self, s.endsWith(p) ? s.substring(0, s.length() - p.length()) : s);
  }

  // searching

  /** What is searched for: an int stands for the byte. */
  private static byte[] wanted(PyObject sub) {
    if (Bytes.isBytesLike(sub)) {
      return Bytes.of(sub);
    }
    if (!Abstract.hasIndex(sub)) {
      throw Errors.typeError(
          "argument should be integer or bytes-like object, not '" + sub.type.name() + "'");
    }
    return new byte[] {(byte) Bytes.byteItem(sub)};
  }

  /** What a search looks at, in place: a copy would make each search as long as the whole. */
  private static final class Searched {
    final byte[] bytes;
    final int from;
    final int to;

    Searched(PyObject self, PyObject start, PyObject end) {
      int first = bound(start, 0);
      int last = bound(end, Integer.MAX_VALUE);
      // Only now: converting the bounds may have changed a bytearray.
      int n;
      if (self instanceof PyByteArray a) {
        bytes = a.array();
        n = a.size();
      } else {
        bytes = ((PyBytes) self).value;
        n = bytes.length;
      }
      from = first < 0 ? Math.max(first + n, 0) : first;
      to = last < 0 ? Math.max(last + n, 0) : Math.min(last, n);
    }

    private static int bound(PyObject o, int standard) {
      return o == null || o == PyObject.NONE ? standard : Abstract.toIndexClipped(Slices.index(o));
    }

    int find(byte[] w) {
      return Bytes.indexOf(bytes, w, from, to);
    }

    int count(byte[] w) {
      if (w.length == 0) {
        return from > to ? 0 : to - from + 1;
      }
      int count = 0;
      int at = from;
      while ((at = Bytes.indexOf(bytes, w, at, to)) >= 0) {
        count++;
        at += w.length;
      }
      return count;
    }

    boolean matches(byte[] w, boolean prefix) {
      int at = prefix ? from : to - w.length;
      return at >= from
          && at + w.length <= to
          && Arrays.equals(bytes, at, at + w.length, w, 0, w.length);
    }
  }

  private static int find(PyObject self, PyObject sub, PyObject start, PyObject end, boolean last) {
    Searched s = new Searched(self, start, end);
    byte[] w = wanted(sub);
    return last ? Bytes.lastIndexOf(s.bytes, w, s.from, s.to) : s.find(w);
  }

  private static int found(int at) {
    if (at < 0) {
      throw Errors.valueError("subsection not found");
    }
    return at;
  }

  @Method(
      signature = "(sub, start=None, end=None, /)",
      doc = "The lowest index of a subsection, or -1.")
  static int find(PyObject self, PyObject[] args, PyStr[] kwnames) {
    PyObject[] p = ArgParser.searchArguments("find", args, kwnames);
    return find(self, p[0], p[1], p[2], false);
  }

  @Method(
      signature = "(sub, start=None, end=None, /)",
      doc = "The highest index of a subsection, or -1.")
  static int rfind(PyObject self, PyObject[] args, PyStr[] kwnames) {
    PyObject[] p = ArgParser.searchArguments("rfind", args, kwnames);
    return find(self, p[0], p[1], p[2], true);
  }

  @Method(signature = "(sub, start=None, end=None, /)", doc = "The lowest index of a subsection.")
  static int index(PyObject self, PyObject[] args, PyStr[] kwnames) {
    PyObject[] p = ArgParser.searchArguments("index", args, kwnames);
    return found(find(self, p[0], p[1], p[2], false));
  }

  @Method(signature = "(sub, start=None, end=None, /)", doc = "The highest index of a subsection.")
  static int rindex(PyObject self, PyObject[] args, PyStr[] kwnames) {
    PyObject[] p = ArgParser.searchArguments("rindex", args, kwnames);
    return found(find(self, p[0], p[1], p[2], true));
  }

  @Method(
      signature = "(sub, start=None, end=None, /)",
      doc = "The number of times a subsection occurs without overlap.")
  static int count(PyObject self, PyObject[] args, PyStr[] kwnames) {
    PyObject[] p = ArgParser.searchArguments("count", args, kwnames);
    Searched s = new Searched(self, p[1], p[2]);
    return s.count(wanted(p[0]));
  }

  private static boolean tail(
      PyObject self, PyObject sub, PyObject start, PyObject end, boolean prefix) {
    Searched s = new Searched(self, start, end);
    if (sub instanceof PyTuple t) {
      for (PyObject o : t.items) {
        if (s.matches(Bytes.of(o), prefix)) {
          return true;
        }
      }
      return false;
    }
    if (!Bytes.isBytesLike(sub)) {
      throw Errors.typeError(
          (prefix ? "startswith" : "endswith")
              + " first arg must be bytes or a tuple of bytes, not "
              + sub.type.name());
    }
    return s.matches(Bytes.of(sub), prefix);
  }

  @Method(
      signature = "(prefix, start=None, end=None, /)",
      doc = "Whether the bytes begin with a prefix, or one of a tuple of them.")
  static boolean startswith(PyObject self, PyObject[] args, PyStr[] kwnames) {
    PyObject[] p = ArgParser.searchArguments("startswith", args, kwnames);
    return tail(self, p[0], p[1], p[2], true);
  }

  @Method(
      signature = "(suffix, start=None, end=None, /)",
      doc = "Whether the bytes end with a suffix, or one of a tuple of them.")
  static boolean endswith(PyObject self, PyObject[] args, PyStr[] kwnames) {
    PyObject[] p = ArgParser.searchArguments("endswith", args, kwnames);
    return tail(self, p[0], p[1], p[2], false);
  }

  @Method(
      signature = "(old, new, count=-1, /)",
      doc = "Return a copy with a subsection replaced, everywhere or a number of times.")
  static PyObject replace(PyObject self, PyObject old, PyObject by, long count) {
    String o = latin1(Bytes.of(old));
    String n = latin1(Bytes.of(by));
    return like(self, TextOps.replace(latin1(self), o, n, Sizes.clip(count)));
  }

  // splitting and joining

  private static PyList list(PyObject self, List<String> parts) {
    PyObject[] items = new PyObject[parts.size()];
    for (int i = 0; i < items.length; i++) {
      items[i] = like(self, bytes(parts.get(i)));
    }
    return PyList.of(items);
  }

  private static String separator(PyObject sep) {
    return sep == null || sep == PyObject.NONE ? null : notEmpty(latin1(Bytes.of(sep)));
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
  static PyObject split(PyObject self, PyObject sep, long maxsplit) {
    int max = Sizes.clip(maxsplit);
    return list(self, TextOps.split(latin1(self), separator(sep), max, true));
  }

  @Method(
      signature = "(sep=None, maxsplit=-1)",
      doc = "Split at a separator, or at runs of white space, from the right.")
  static PyObject rsplit(PyObject self, PyObject sep, long maxsplit) {
    int max = Sizes.clip(maxsplit);
    return list(self, TextOps.rsplit(latin1(self), separator(sep), max, true));
  }

  @Method(signature = "(keepends=0)", doc = "Split into lines.")
  static PyObject splitlines(PyObject self, int keepends) {
    return list(self, TextOps.splitLines(latin1(self), keepends != 0, true));
  }

  private static PyObject partition(PyObject self, PyObject sep, boolean last) {
    String w = notEmpty(latin1(Bytes.of(sep)));
    String s = latin1(self);
    int at = last ? s.lastIndexOf(w) : s.indexOf(w);
    if (at < 0) {
      PyObject all = self instanceof PyBytes ? self : like(self, bytes(s));
      PyObject none = like(self, new byte[0]);
      PyObject none2 = like(self, new byte[0]);
      return last ? PyTuple.of(none, none2, all) : PyTuple.of(all, none, none2);
    }
    PyObject middle = self instanceof PyBytes ? sep : like(self, bytes(w));
    return PyTuple.of(
        like(self, bytes(s.substring(0, at))),
        middle,
        like(self, bytes(s.substring(at + w.length()))));
  }

  @Method(
      signature = "(sep, /)",
      doc = "Split at the first separator into what is before it, itself, and what is behind it.")
  static PyObject partition(PyObject self, PyObject sep) {
    return partition(self, sep, false);
  }

  @Method(
      signature = "(sep, /)",
      doc = "Split at the last separator into what is before it, itself, and what is behind it.")
  static PyObject rpartition(PyObject self, PyObject sep) {
    return partition(self, sep, true);
  }

  @Method(signature = "(iterable_of_bytes, /)", doc = "Concatenate bytes with these between them.")
  static PyObject join(PyObject self, PyObject iterable) {
    PyObject[] items = Sequences.fast(iterable, "can only join an iterable");
    if (items.length == 1 && self instanceof PyBytes && items[0].type == PyBytes.TYPE) {
      return items[0];
    }
    byte[] separator = value(self);
    dev.dormouse.runtime.text.ByteSink out =
        new dev.dormouse.runtime.text.ByteSink(items.length * 8);
    for (int i = 0; i < items.length; i++) {
      if (!Bytes.isBytesLike(items[i])) {
        throw Errors.typeError(
            "sequence item "
                + i
                + ": expected a bytes-like object, "
                + items[i].type.name()
                + " found");
      }
      if (i > 0) {
        out.add(separator, 0, separator.length);
      }
      byte[] b = Bytes.of(items[i]);
      out.add(b, 0, b.length);
    }
    return like(self, out.toBytes());
  }

  // conversion

  @Method(
      signature = "(encoding='utf-8', errors='strict')",
      doc = "Decode with a codec; errors names what to do with what it cannot decode.")
  static PyObject decode(PyObject self, PyObject encoding, PyObject errors) {
    return Codecs.decodeText(
        self,
        ArgParser.toName(encoding, "decode", "'encoding'"),
        ArgParser.toName(errors, "decode", "'errors'"));
  }

  @Method(
      signature = "(sep=<unrepresentable>, bytes_per_sep=1)",
      doc = "The bytes as hexadecimal digits, with an optional separator between groups.")
  static String hex(PyObject self, PyObject sep, int group) {
    return Bytes.hex(value(self), sep, group);
  }

  @StaticMethod(
      signature = "(frm, to, /)",
      doc =
          "Make a table for translate that maps each byte of the first argument to that of the"
              + " second.")
  static PyObject maketrans(PyObject from, PyObject to) {
    byte[] f = Bytes.of(from);
    byte[] t = Bytes.of(to);
    if (f.length != t.length) {
      throw Errors.valueError("maketrans arguments must have same length");
    }
    byte[] table = new byte[256];
    for (int i = 0; i < 256; i++) {
      table[i] = (byte) i;
    }
    for (int i = 0; i < f.length; i++) {
      table[f[i] & 0xff] = t[i];
    }
    return PyBytes.of(table);
  }

  @Method(
      signature = "(table, /, delete=b'')",
      doc = "Map each byte by a table of 256, None for as it is, after deleting given bytes.")
  static PyObject translate(PyObject self, PyObject table, PyObject delete) {
    byte[] map = null;
    if (table != PyObject.NONE) {
      map = Bytes.of(table);
      if (map.length != 256) {
        throw Errors.valueError("translation table must be 256 characters long");
      }
    }
    boolean[] deleted = new boolean[256];
    if (delete != null) {
      for (byte b : Bytes.of(delete)) {
        deleted[b & 0xff] = true;
      }
    }
    byte[] in = value(self);
    byte[] out = new byte[in.length];
    int n = 0;
    for (byte b : in) {
      if (!deleted[b & 0xff]) {
        out[n++] = map == null ? b : map[b & 0xff];
      }
    }
    return like(self, java.util.Arrays.copyOf(out, n));
  }
}
