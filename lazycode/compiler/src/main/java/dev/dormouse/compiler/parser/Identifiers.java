package dev.dormouse.compiler.parser;

import java.text.Normalizer;

/** Identifiers outside ASCII (PEP 3131). ASCII ones never come here. */
final class Identifiers {
  private Identifiers() {}

  /**
   * The index of the first char at which a word stops being an identifier, or -1 when it is one.
   */
  static int firstInvalid(String s) {
    int i = 0;
    while (i < s.length()) {
      int cp = s.codePointAt(i);
      if (i == 0 ? !isStart(cp) : !isContinue(cp)) {
        return i;
      }
      i += Character.charCount(cp);
    }
    return -1;
  }

  static boolean isStart(int cp) {
    if (cp == '_') {
      return true;
    }
    return Character.isUnicodeIdentifierStart(cp)
        && cp != 0x2E2F
        && !changesUnderNfkc(cp, true)
        && !Unicode14.isLater(cp);
  }

  static boolean isContinue(int cp) {
    return Character.isUnicodeIdentifierPart(cp)
        && !Character.isIdentifierIgnorable(cp)
        && cp != 0x2E2F
        && cp != 0x30FB
        && cp != 0xFF65
        && !changesUnderNfkc(cp, false)
        && !Unicode14.isLater(cp);
  }

  /**
   * Java knows ID_Start and ID_Continue; Python wants XID_Start and XID_Continue, which leave out
   * the characters whose NFKC form is no identifier.
   */
  private static boolean changesUnderNfkc(int cp, boolean start) {
    if (cp < 0x37A) {
      return false;
    }
    switch (cp) {
      case 0x37A,
      0x309B,
      0x309C,
      0xFDFA,
      0xFDFB,
      0xFE70,
      0xFE72,
      0xFE74,
      0xFE76,
      0xFE78,
      0xFE7A,
      0xFE7C,
      0xFE7E:
        return true;
      case 0xE33, 0xEB3, 0xFF9E, 0xFF9F:
        return start;
      default:
        return cp >= 0xFC5E && cp <= 0xFC63;
    }
  }

  /** The NFKC form, under which identifiers are compared. */
  static String normalize(String s) {
    return Normalizer.isNormalized(s, Normalizer.Form.NFKC)
        ? s
        : Normalizer.normalize(s, Normalizer.Form.NFKC);
  }

  /** Whether {@code repr} would show a character as itself. */
  static boolean isPrintable(int cp) {
    return switch (Character.getType(cp)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> cp == ' ';
      default -> !Unicode14.isLater(cp);
    };
  }
}
