package dev.dormouse.runtime.modules.expat;

/** Which characters XML allows where. Works on UTF-16 units; surrogates pass as name characters. */
final class XmlChars {
  private XmlChars() {}

  static boolean isSpace(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
  }

  /** Whether a document may contain it at all. */
  static boolean isLegal(char c) {
    return c >= 0x20 ? c < 0xFFFE : c == '\t' || c == '\n' || c == '\r';
  }

  static boolean isLegal(int codePoint) {
    return codePoint >= 0x10000
        ? codePoint <= 0x10FFFF
        : (codePoint < 0xD800 || codePoint > 0xDFFF) && isLegal((char) codePoint);
  }

  /** May begin a name; the colon counts, since expat sorts out prefixes later. */
  static boolean isNameStart(char c) {
    if (c < 0x80) {
      return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == ':';
    }
    return c >= 0xC0 && c != 0xD7 && c != 0xF7 && c < 0x300
        || c >= 0x370 && c != 0x37E && c < 0x2000
        || c == 0x200C
        || c == 0x200D
        || c >= 0x2070 && c <= 0x218F
        || c >= 0x2C00 && c <= 0x2FEF
        || c >= 0x3001 && c <= 0xDFFF
        || c >= 0xF900 && c <= 0xFDCF
        || c >= 0xFDF0 && c <= 0xFFFD;
  }

  static boolean isName(char c) {
    if (c < 0x80) {
      return isNameStart(c) || c >= '0' && c <= '9' || c == '-' || c == '.';
    }
    return isNameStart(c) || c == 0xB7 || c >= 0x300 && c <= 0x36F || c == 0x203F || c == 0x2040;
  }

  /** May stand in a public identifier. */
  static boolean isPublicId(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || " \n\r\t-'()+,./:=?;!*#@$_%".indexOf(c) >= 0;
  }

  /** The character of a predefined entity, 0 for other names. */
  static char predefined(String name) {
    return switch (name) {
      case "lt" -> '<';
      case "gt" -> '>';
      case "amp" -> '&';
      case "quot" -> '"';
      case "apos" -> '\'';
      default -> 0;
    };
  }

  /** The text of {@code &#…;}, given what stands between {@code #} and {@code ;}. */
  static String characterReference(String digits) {
    boolean hex = digits.startsWith("x");
    int value = 0;
    for (int i = hex ? 1 : 0; i < digits.length(); i++) {
      value = value * (hex ? 16 : 10) + Character.digit(digits.charAt(i), 16);
      if (value > 0x10FFFF) {
        throw new XmlError(XmlError.BAD_CHAR_REF);
      }
    }
    if (!isLegal(value)) {
      throw new XmlError(XmlError.BAD_CHAR_REF);
    }
    return Character.toString(value);
  }

  /** {@code \r\n} and {@code \r} as {@code \n}. */
  static String normalizeLines(String s) {
    if (s.indexOf('\r') < 0) {
      return s;
    }
    return s.replace("\r\n", "\n").replace('\r', '\n');
  }

  static int utf8Length(String s) {
    int n = 0;
    for (int i = 0; i < s.length(); i++) {
      n += utf8Length(s.charAt(i));
    }
    return n;
  }

  /** Bytes in UTF-8; a surrogate counts for half of its pair. */
  static int utf8Length(char c) {
    return c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
  }
}
