package dev.dormouse.runtime.objects;

import dev.dormouse.code.LazyText;
import dev.dormouse.tables.BuiltinType;
import java.util.concurrent.ConcurrentHashMap;

/**
 * {@code str}: a Java string whose UTF-16 is read so that a high surrogate followed by a low one is
 * one code point. Strings without such pairs (nearly all) are indexed directly; for the others the
 * code points are spelled out on first need.
 *
 * <p>A str that holds a lone high surrogate directly followed by a lone low one cannot be told from
 * the code point that the pair means; this one deviation from CPython is documented.
 */
@BuiltinType(
    name = "str",
    ops = StrOps.class,
    parts = {StrMembers.class},
    doc =
        "str(object='') -> str\n"
            + "str(bytes_or_buffer[, encoding[, errors]]) -> str\n\n"
            + "The text of an object, or of bytes in an encoding (sys.getdefaultencoding() if none"
            + " is given).")
public class PyStr extends PyObject {
  public static final PyType TYPE =
      PyType.builtin("str", PyType.OBJECT, new StrOps(), new PyStrTable())
          .with(PyType.BASETYPE | PyType.MATCH_SELF);

  /**
   * Process-wide like {@link String#intern}: a cache of immutable values, the one kind of shared
   * table allowed.
   */
  private static final ConcurrentHashMap<String, PyStr> INTERNED = new ConcurrentHashMap<>(4096);

  private static final PyStr[] LATIN1 = new PyStr[256];

  /** The text; null while {@link #source} has not been read. Ask {@link #value()}. */
  private String value;

  /** Where the text of a dormant docstring is; null once read, and for all other strings. */
  private LazyText source;

  /** 0 not yet known, 1 every char is a code point, 2 has surrogate pairs. */
  private byte kind;

  /** Where the code points are, once needed, when {@link #kind} is 2. */
  private AstralIndex astral;

  public PyStr(PyType type, String value) {
    super(type);
    this.value = value;
  }

  /** A docstring that stays in its image until somebody reads it. */
  PyStr(LazyText source) {
    super(TYPE);
    this.source = source;
  }

  /** The text, read from the image now if nobody has yet. */
  public final String value() {
    String v = value;
    return v != null ? v : read();
  }

  /** Whether this is a docstring that nobody has read. Those have no lone surrogates. */
  final boolean isUnread() {
    return value == null;
  }

  private String read() {
    // A race reads twice and stores equal text: harmless. The source is kept until the text is
    // there.
    LazyText from = source;
    if (from != null) {
      value = from.read();
      source = null;
    }
    return value;
  }

  public static PyStr of(String value) {
    return value.length() <= 1 ? shortOne(value) : new PyStr(TYPE, value);
  }

  private static PyStr shortOne(String value) {
    if (value.isEmpty()) {
      return Names.EMPTY;
    }
    char c = value.charAt(0);
    return c < 256 ? ofChar(c) : new PyStr(TYPE, value);
  }

  /** The one-character string; shared below U+0100. */
  public static PyStr ofChar(int codePoint) {
    if (codePoint >= 256) {
      return new PyStr(TYPE, Character.toString(codePoint));
    }
    PyStr s = LATIN1[codePoint];
    if (s == null) {
      s = interned(String.valueOf((char) codePoint));
      LATIN1[codePoint] = s;
    }
    return s;
  }

  public static PyStr of(int[] codePoints) {
    return of(new String(codePoints, 0, codePoints.length));
  }

  /** The one exact str object with this value that everybody who interns shares. */
  public static PyStr interned(String value) {
    PyStr s = INTERNED.get(value);
    if (s == null) {
      s = new PyStr(TYPE, value);
      PyStr earlier = INTERNED.putIfAbsent(value, s);
      if (earlier != null) {
        s = earlier;
      }
    }
    return s;
  }

  public static PyStr interned(PyStr s) {
    if (s.type != TYPE) {
      return interned(s.value());
    }
    PyStr earlier = INTERNED.putIfAbsent(s.value(), s);
    return earlier == null ? s : earlier;
  }

  /** Whether some code point takes two chars of {@link #value}. */
  public final boolean isAstral() {
    if (kind == 0) {
      kind = scan(value());
    }
    return kind == 2;
  }

  private static byte scan(String s) {
    for (int i = 1; i < s.length(); i++) {
      if (Character.isLowSurrogate(s.charAt(i)) && Character.isHighSurrogate(s.charAt(i - 1))) {
        return 2;
      }
    }
    return 1;
  }

  /** The code points; the caller must not change them. */
  public final int[] codePoints() {
    return isAstral() ? astralIndex().codePoints : value().codePoints().toArray();
  }

  private AstralIndex astralIndex() {
    AstralIndex index = astral;
    if (index == null) {
      astral = index = new AstralIndex(value());
    }
    return index;
  }

  /** Number of code points. */
  public final int length() {
    return isAstral() ? codePoints().length : value().length();
  }

  /** Where code point number {@code index} begins in {@link #value()}. */
  public final int unitIndex(int index) {
    return isAstral() ? astralIndex().unitIndex(index) : index;
  }

  /** The number of code points before position {@code unit} of {@link #value()}. */
  public final int codePointIndex(int unit) {
    return isAstral() ? astralIndex().codePointIndex(unit) : unit;
  }

  public final boolean isAscii() {
    String s = value();
    for (int i = 0; i < s.length(); i++) {
      if (s.charAt(i) >= 128) {
        return false;
      }
    }
    return true;
  }

  public final int codePointAt(int index) {
    return isAstral() ? codePoints()[index] : value().charAt(index);
  }

  /** The part from code point {@code start} to {@code end}, as an exact str. */
  public final PyStr substring(int start, int end) {
    if (start == 0 && end == length() && type == TYPE) {
      return this;
    }
    if (isAstral()) {
      return of(new String(codePoints(), start, end - start));
    }
    return of(value().substring(start, end));
  }

  /** Equal text has an equal hash; used by {@link PyDict} and as Python's hash after mixing. */
  @Override
  public final int hashCode() {
    return value().hashCode();
  }

  /** For Java collections: equal if the text is. */
  @Override
  public final boolean equals(Object o) {
    return this == o || o instanceof PyStr s && s.value().equals(value());
  }

  @Override
  public String toString() {
    return value();
  }
}
