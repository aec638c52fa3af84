package dev.dormouse.compiler.parser;

import java.util.Locale;

/** Characters by name, for {@code \N{…}}. */
final class CharacterNames {
  private static final String[] JAMO_L = {
    "G", "GG", "N", "D", "DD", "R", "M", "B", "BB", "S", "SS", "", "J", "JJ", "C", "K", "T", "P",
    "H"
  };
  private static final String[] JAMO_V = {
    "A", "AE", "YA", "YAE", "EO", "E", "YEO", "YE", "O", "WA", "WAE", "OE", "YO", "U", "WEO", "WE",
    "WI", "YU", "EU", "YI", "I"
  };
  private static final String[] JAMO_T = {
    "", "G", "GG", "GS", "N", "NJ", "NH", "D", "L", "LG", "LM", "LB", "LS", "LT", "LP", "LH", "M",
    "B", "BS", "S", "SS", "NG", "J", "C", "K", "T", "P", "H"
  };

  private CharacterNames() {}

  /** The code point with a name, case ignored, or -1. */
  static int lookup(String given) {
    String name = given.toUpperCase(Locale.ROOT);
    if (name.startsWith("CJK UNIFIED IDEOGRAPH-")) {
      return ideograph(name.substring(22));
    }
    if (name.startsWith("HANGUL SYLLABLE ")) {
      return syllable(name.substring(16));
    }
    int cp;
    try {
      cp = Character.codePointOf(name);
    } catch (IllegalArgumentException e) {
      return CharacterAliases.lookup(name);
    }
    // Java also makes names up: of blocks for what has no name, and its own for control characters.
    int type = Character.getType(cp);
    if (type == Character.CONTROL
        || type == Character.UNASSIGNED
        || type == Character.PRIVATE_USE
        || type == Character.SURROGATE
        || Unicode14.isLater(cp)
        || isNumbered(name, cp)) {
      return CharacterAliases.lookup(name);
    }
    return cp;
  }

  /** Whether Java's name of a character is only its block and number. */
  private static boolean isNumbered(String name, int cp) {
    Character.UnicodeBlock block = Character.UnicodeBlock.of(cp);
    return block != null
        && name.equals(
            block.toString().replace('_', ' ')
                + " "
                + Integer.toHexString(cp).toUpperCase(Locale.ROOT));
  }

  private static int ideograph(String hex) {
    if (hex.length() != 4 && hex.length() != 5) {
      return -1;
    }
    int cp;
    try {
      cp = Integer.parseInt(hex, 16);
    } catch (NumberFormatException e) {
      return -1;
    }
    return !Unicode14.isLater(cp)
            && Character.isIdeographic(cp)
            && Character.getType(cp) == Character.OTHER_LETTER
            && (cp >= 0x3400 && cp <= 0x9FFF || cp >= 0x20000)
            && !(cp >= 0xF900 && cp <= 0xFAFF || cp >= 0x2F800 && cp <= 0x2FA1F)
        ? cp
        : -1;
  }

  private static int syllable(String s) {
    int l = longest(JAMO_L, s, 0);
    if (l < 0) {
      return -1;
    }
    int at = JAMO_L[l].length();
    int v = longest(JAMO_V, s, at);
    if (v < 0) {
      return -1;
    }
    at += JAMO_V[v].length();
    int t = longest(JAMO_T, s, at);
    at += JAMO_T[t].length();
    return at == s.length() ? 0xAC00 + (l * 21 + v) * 28 + t : -1;
  }

  private static int longest(String[] parts, String s, int at) {
    int best = -1;
    for (int i = 0; i < parts.length; i++) {
      if (s.startsWith(parts[i], at) && (best < 0 || parts[i].length() > parts[best].length())) {
        best = i;
      }
    }
    return best;
  }
}
