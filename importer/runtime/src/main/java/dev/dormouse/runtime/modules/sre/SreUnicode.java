package dev.dormouse.runtime.modules.sre;

import dev.dormouse.runtime.text.UnicodeProperties;

/**
 * What regular expressions ask about characters: the categories of the engine, the functions of
 * {@code _sre}, and the ASCII and locale variants of what {@link UnicodeProperties} knows.
 *
 * <p>A locale here is always C or C.UTF-8: beyond ASCII no single byte is a letter.
 */
final class SreUnicode {
  private SreUnicode() {}

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
  static int asciiToLower(int ch) {
    return ch >= 'A' && ch <= 'Z' ? ch + ('a' - 'A') : ch;
  }

  /** The upper case of the C locale. */
  static int asciiToUpper(int ch) {
    return ch >= 'a' && ch <= 'z' ? ch - ('a' - 'A') : ch;
  }

  /** {@code _sre.ascii_iscased}. */
  static boolean asciiIsCased(int ch) {
    return ch >= 'a' && ch <= 'z' || ch >= 'A' && ch <= 'Z';
  }

  /** {@code _sre.unicode_tolower}. */
  static int toLower(int ch) {
    return UnicodeProperties.simpleLower(ch);
  }

  /**
   * {@code _sre.unicode_iscased}: whether the character differs from its lower or its upper case.
   */
  static boolean isCased(int ch) {
    return ch != toLower(ch) || ch != UnicodeProperties.simpleUpper(ch);
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
        member = UnicodeProperties.isDecimal(ch);
        break;
      case SreOp.CATEGORY_UNI_SPACE:
        member = UnicodeProperties.isSpace(ch);
        break;
      case SreOp.CATEGORY_UNI_WORD:
        member = UnicodeProperties.isAlnum(ch) || ch == '_';
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
