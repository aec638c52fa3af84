package dev.dormouse.runtime.text;

/** str.lower and its relatives on whole strings, with the full mappings of Unicode 14. */
public final class CaseMapping {
  private CaseMapping() {}

  private static final int CAPITAL_SIGMA = 0x3a3;

  public static String lower(String s) {
    int i = 0;
    int n = s.length();
    for (; i < n; i++) {
      char c = s.charAt(i);
      if (c >= 'A' && (c <= 'Z' || c >= 128)) {
        break;
      }
    }
    if (i == n) {
      return s;
    }
    StringBuilder out = new StringBuilder(n).append(s, 0, i);
    while (i < n) {
      int cp = s.codePointAt(i);
      appendLower(out, s, i, cp);
      i += Character.charCount(cp);
    }
    return out.toString();
  }

  public static String upper(String s) {
    int i = 0;
    int n = s.length();
    for (; i < n; i++) {
      char c = s.charAt(i);
      if (c >= 'a' && (c <= 'z' || c >= 128)) {
        break;
      }
    }
    if (i == n) {
      return s;
    }
    StringBuilder out = new StringBuilder(n).append(s, 0, i);
    while (i < n) {
      int cp = s.codePointAt(i);
      UnicodeProperties.appendUpper(out, cp);
      i += Character.charCount(cp);
    }
    return out.toString();
  }

  public static String casefold(String s) {
    StringBuilder out = new StringBuilder(s.length());
    for (int i = 0; i < s.length(); ) {
      int cp = s.codePointAt(i);
      UnicodeProperties.appendFolded(out, cp);
      i += Character.charCount(cp);
    }
    return out.toString();
  }

  public static String capitalize(String s) {
    if (s.isEmpty()) {
      return s;
    }
    StringBuilder out = new StringBuilder(s.length());
    int cp = s.codePointAt(0);
    UnicodeProperties.appendTitle(out, cp);
    for (int i = Character.charCount(cp); i < s.length(); i += Character.charCount(cp)) {
      cp = s.codePointAt(i);
      appendLower(out, s, i, cp);
    }
    return out.toString();
  }

  public static String title(String s) {
    StringBuilder out = new StringBuilder(s.length());
    boolean inWord = false;
    for (int i = 0; i < s.length(); ) {
      int cp = s.codePointAt(i);
      if (inWord) {
        appendLower(out, s, i, cp);
      } else {
        UnicodeProperties.appendTitle(out, cp);
      }
      inWord = UnicodeProperties.isCased(cp);
      i += Character.charCount(cp);
    }
    return out.toString();
  }

  public static String swapcase(String s) {
    StringBuilder out = new StringBuilder(s.length());
    for (int i = 0; i < s.length(); ) {
      int cp = s.codePointAt(i);
      if (UnicodeProperties.isUpper(cp)) {
        appendLower(out, s, i, cp);
      } else if (UnicodeProperties.isLower(cp)) {
        UnicodeProperties.appendUpper(out, cp);
      } else {
        out.appendCodePoint(cp);
      }
      i += Character.charCount(cp);
    }
    return out.toString();
  }

  public static boolean isLower(String s) {
    return isCase(s, UnicodeProperties.LOWER, UnicodeProperties.UPPER | UnicodeProperties.TITLE);
  }

  public static boolean isUpper(String s) {
    return isCase(s, UnicodeProperties.UPPER, UnicodeProperties.LOWER | UnicodeProperties.TITLE);
  }

  /** Whether a character has {@code wanted} and none has {@code refused}. */
  private static boolean isCase(String s, int wanted, int refused) {
    boolean found = false;
    for (int i = 0; i < s.length(); ) {
      int cp = s.codePointAt(i);
      int flags = UnicodeProperties.flags(cp);
      if ((flags & refused) != 0) {
        return false;
      }
      found |= (flags & wanted) != 0;
      i += Character.charCount(cp);
    }
    return found;
  }

  public static boolean isTitle(String s) {
    boolean found = false;
    boolean inWord = false;
    for (int i = 0; i < s.length(); ) {
      int cp = s.codePointAt(i);
      int flags = UnicodeProperties.flags(cp);
      if ((flags & (UnicodeProperties.UPPER | UnicodeProperties.TITLE)) != 0) {
        if (inWord) {
          return false;
        }
        inWord = true;
        found = true;
      } else if ((flags & UnicodeProperties.LOWER) != 0) {
        if (!inWord) {
          return false;
        }
      } else {
        inWord = false;
      }
      i += Character.charCount(cp);
    }
    return found;
  }

  private static void appendLower(StringBuilder out, String s, int at, int cp) {
    if (cp == CAPITAL_SIGMA) {
      out.append(isFinalSigma(s, at) ? '\u03c2' : '\u03c3');
    } else {
      UnicodeProperties.appendLower(out, cp);
    }
  }

  /**
   * A sigma is final if, looking through ignorable characters, a cased one precedes it and none
   * follows.
   */
  private static boolean isFinalSigma(String s, int at) {
    int i = at;
    boolean precededByCased = false;
    while (i > 0) {
      int cp = s.codePointBefore(i);
      if (!UnicodeProperties.isCaseIgnorable(cp)) {
        precededByCased = UnicodeProperties.isCased(cp);
        break;
      }
      i -= Character.charCount(cp);
    }
    if (!precededByCased) {
      return false;
    }
    for (i = at + 1; i < s.length(); ) {
      int cp = s.codePointAt(i);
      if (!UnicodeProperties.isCaseIgnorable(cp)) {
        return !UnicodeProperties.isCased(cp);
      }
      i += Character.charCount(cp);
    }
    return true;
  }
}
