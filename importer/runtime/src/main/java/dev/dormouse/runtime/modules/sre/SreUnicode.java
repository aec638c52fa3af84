package dev.dormouse.runtime.modules.sre;

import java.util.Locale;

/**
 * What Python 3.11 knows about characters, as far as regular expressions ask: Unicode 14 categories and one-to-one case
 * mappings, and the ASCII and locale variants.
 *
 * <p>{@link Character} answers by the JDK's own, newer Unicode version. The two agree on every character that Unicode 14
 * assigns (checked against the reference for all of them), so the difference is exactly a list of ranges that were still
 * unassigned then: {@link #ADDED_LATER}.
 *
 * <p>A locale here is always C or C.UTF-8: beyond ASCII no single byte is a letter.
 */
public final class SreUnicode {
  /**
   * First and last code point of each range that Unicode 15 to 16 assigned, ascending. A char pair per bound (high and
   * low 16 bits would also do) was rejected: an int array in the class file costs a few hundred bytes of initialiser once,
   * and nothing on the boot path asks for it.
   */
  private static final int[] ADDED_LATER = {
    0x897, 0x897, 0xcf3, 0xcf3, 0xece, 0xece, 0x1b4e, 0x1b4f, 0x1b7f, 0x1b7f, 0x1c89, 0x1c8a,
    0x2427, 0x2429, 0x2ffc, 0x2fff, 0x31e4, 0x31e5, 0x31ef, 0x31ef, 0xa7cb, 0xa7cd, 0xa7da, 0xa7dc,
    0x105c0, 0x105f3, 0x10d40, 0x10d65, 0x10d69, 0x10d85, 0x10d8e, 0x10d8f, 0x10ec2, 0x10ec4,
    0x10efc, 0x10eff, 0x1123f, 0x11241, 0x11380, 0x11389, 0x1138b, 0x1138b, 0x1138e, 0x1138e,
    0x11390, 0x113b5, 0x113b7, 0x113c0, 0x113c2, 0x113c2, 0x113c5, 0x113c5, 0x113c7, 0x113ca,
    0x113cc, 0x113d5, 0x113d7, 0x113d8, 0x113e1, 0x113e2, 0x116d0, 0x116e3, 0x11b00, 0x11b09,
    0x11bc0, 0x11be1, 0x11bf0, 0x11bf9, 0x11f00, 0x11f10, 0x11f12, 0x11f3a, 0x11f3e, 0x11f5a,
    0x1342f, 0x1342f, 0x13439, 0x13455, 0x13460, 0x143fa, 0x16100, 0x16139, 0x16d40, 0x16d79,
    0x18cff, 0x18cff, 0x1b132, 0x1b132, 0x1b155, 0x1b155, 0x1cc00, 0x1ccf9, 0x1cd00, 0x1ceb3,
    0x1d2c0, 0x1d2d3, 0x1df25, 0x1df2a, 0x1e030, 0x1e06d, 0x1e08f, 0x1e08f, 0x1e4d0, 0x1e4f9,
    0x1e5d0, 0x1e5fa, 0x1e5ff, 0x1e5ff, 0x1f6dc, 0x1f6dc, 0x1f774, 0x1f776, 0x1f77b, 0x1f77f,
    0x1f7d9, 0x1f7d9, 0x1f8b2, 0x1f8bb, 0x1f8c0, 0x1f8c1, 0x1fa75, 0x1fa77, 0x1fa87, 0x1fa89,
    0x1fa8f, 0x1fa8f, 0x1faad, 0x1faaf, 0x1fabb, 0x1fabf, 0x1fac6, 0x1fac6, 0x1face, 0x1facf,
    0x1fada, 0x1fadc, 0x1fadf, 0x1fadf, 0x1fae8, 0x1fae9, 0x1faf7, 0x1faf8, 0x1fbcb, 0x1fbef,
    0x2b739, 0x2b739, 0x2ebf0, 0x2ee5d, 0x31350, 0x323af,
  };

  /** The general categories that {@code str.isalnum} accepts, as bits of {@link Character#getType(int)}. */
  private static final int ALNUM =
      1 << Character.UPPERCASE_LETTER
          | 1 << Character.LOWERCASE_LETTER
          | 1 << Character.TITLECASE_LETTER
          | 1 << Character.MODIFIER_LETTER
          | 1 << Character.OTHER_LETTER
          | 1 << Character.DECIMAL_DIGIT_NUMBER
          | 1 << Character.LETTER_NUMBER
          | 1 << Character.OTHER_NUMBER;

  private SreUnicode() {}

  /** Whether Python 3.11 does not know this character although the JDK may. */
  private static boolean addedLater(int ch) {
    int low = 0;
    int high = ADDED_LATER.length / 2 - 1;
    while (low <= high) {
      int mid = (low + high) >>> 1;
      if (ch < ADDED_LATER[2 * mid]) {
        high = mid - 1;
      } else if (ch > ADDED_LATER[2 * mid + 1]) {
        low = mid + 1;
      } else {
        return true;
      }
    }
    return false;
  }

  /** {@code str.isalnum()} of one character. */
  public static boolean isAlnum(int ch) {
    if (ch < 128) {
      return isAsciiAlnum(ch);
    }
    return (ALNUM >>> Character.getType(ch) & 1) != 0 && !addedLater(ch);
  }

  /** {@code str.isdecimal()} of one character: what {@code \d} matches. */
  public static boolean isDecimal(int ch) {
    if (ch < 128) {
      return ch >= '0' && ch <= '9';
    }
    return Character.getType(ch) == Character.DECIMAL_DIGIT_NUMBER && !addedLater(ch);
  }

  /** {@code str.isspace()} of one character: space separators and what the bidirectional algorithm takes as space. */
  public static boolean isSpace(int ch) {
    if (ch < 128) {
      return ch == ' ' || ch >= 0x09 && ch <= 0x0d || ch >= 0x1c && ch <= 0x1f;
    }
    return ch == 0x85 || Character.isSpaceChar(ch);
  }

  /** Whether {@code str.splitlines()} ends a line here. */
  static boolean isLineBreak(int ch) {
    return ch >= 0x0a && ch <= 0x0d
        || ch >= 0x1c && ch <= 0x1e
        || ch == 0x85
        || ch == 0x2028
        || ch == 0x2029;
  }

  static boolean isAsciiAlnum(int ch) {
    return ch >= 'a' && ch <= 'z' || ch >= 'A' && ch <= 'Z' || ch >= '0' && ch <= '9';
  }

  static boolean isAsciiSpace(int ch) {
    return ch == ' ' || ch >= 0x09 && ch <= 0x0d;
  }

  /** {@code _sre.ascii_tolower}; also the lower case of the C locale. */
  public static int asciiToLower(int ch) {
    return ch >= 'A' && ch <= 'Z' ? ch + ('a' - 'A') : ch;
  }

  /** The upper case of the C locale. */
  static int asciiToUpper(int ch) {
    return ch >= 'a' && ch <= 'z' ? ch - ('a' - 'A') : ch;
  }

  /** {@code _sre.ascii_iscased}. */
  public static boolean asciiIsCased(int ch) {
    return ch >= 'a' && ch <= 'z' || ch >= 'A' && ch <= 'Z';
  }

  /** {@code _sre.unicode_tolower}: the one-to-one lower case of Unicode 14. */
  public static int toLower(int ch) {
    if (ch < 128) {
      return asciiToLower(ch);
    }
    int lower = Character.toLowerCase(ch);
    return lower == ch || addedLater(ch) || addedLater(lower) ? ch : lower;
  }

  /**
   * The upper case as CPython's engine sees it. Where the full mapping has several characters (the sharp s, ligatures)
   * CPython takes the first of them, so the plain one-to-one mapping would be wrong for 104 characters.
   */
  public static int toUpper(int ch) {
    if (ch < 128) {
      return asciiToUpper(ch);
    }
    int upper = Character.toUpperCase(ch);
    if (mayExpand(ch)) {
      upper = Character.toString(ch).toUpperCase(Locale.ROOT).codePointAt(0);
    }
    return upper == ch || addedLater(ch) || addedLater(upper) ? ch : upper;
  }

  /** Bounds the characters whose upper case has several characters, so that all others skip the string conversion. */
  private static boolean mayExpand(int ch) {
    return ch >= 0x1f50 && ch <= 0x1ffc
        || ch >= 0x1e96 && ch <= 0x1e9a
        || ch >= 0xfb00 && ch <= 0xfb17
        || ch == 0xdf
        || ch == 0x149
        || ch == 0x1f0
        || ch == 0x390
        || ch == 0x3b0
        || ch == 0x587;
  }

  /** {@code _sre.unicode_iscased}: whether the character differs from its lower or its upper case. */
  public static boolean isCased(int ch) {
    return ch != toLower(ch) || ch != toUpper(ch);
  }

  /** {@code CATEGORY} codes of {@code re._constants}; an unknown code matches nothing. */
  static boolean category(int category, int ch) {
    boolean member;
    switch (category & ~1) {
      case SreOp.CATEGORY_DIGIT:
        member = ch >= '0' && ch <= '9';
        break;
      case SreOp.CATEGORY_SPACE:
        member = isAsciiSpace(ch);
        break;
      case SreOp.CATEGORY_WORD:
      case SreOp.CATEGORY_LOC_WORD:
        member = isAsciiAlnum(ch) || ch == '_';
        break;
      case SreOp.CATEGORY_LINEBREAK:
        member = ch == '\n';
        break;
      case SreOp.CATEGORY_UNI_DIGIT:
        member = isDecimal(ch);
        break;
      case SreOp.CATEGORY_UNI_SPACE:
        member = isSpace(ch);
        break;
      case SreOp.CATEGORY_UNI_WORD:
        member = isAlnum(ch) || ch == '_';
        break;
      case SreOp.CATEGORY_UNI_LINEBREAK:
        member = isLineBreak(ch);
        break;
      default:
        return false;
    }
    return member == ((category & 1) == 0);
  }
}
