package dev.dormouse.runtime.text;

import java.util.Arrays;

/**
 * The names of Unicode 14's characters, with the aliases that {@code lookup} knows too.
 *
 * <p>Read from the resource {@code unicodenames.bin}, which {@code tools/unicode_data.py} writes,
 * on first use: a zlib stream of lines. The first has the bounds of the ranges that are named after
 * their code point alone; the others have a name and, unless it is one more than that of the line
 * before, the code point. Aliases follow a line with a '#'. The text is kept as it is and searched,
 * which takes a fraction of a millisecond.
 */
public final class UnicodeNames {
  private UnicodeNames() {}

  private static final String IDEOGRAPH = "CJK UNIFIED IDEOGRAPH-";
  private static final String SYLLABLE = "HANGUL SYLLABLE ";
  private static final String[] LEADS = {
    "G", "GG", "N", "D", "DD", "R", "M", "B", "BB", "S", "SS", "", "J", "JJ", "C", "K", "T", "P",
    "H"
  };
  private static final String[] VOWELS = {
    "A", "AE", "YA", "YAE", "EO", "E", "YEO", "YE", "O", "WA", "WAE", "OE", "YO", "U", "WEO", "WE",
    "WI", "YU", "EU", "YI", "I"
  };
  private static final String[] TAILS = {
    "", "G", "GG", "GS", "N", "NJ", "NH", "D", "L", "LG", "LM", "LB", "LS", "LT", "LP", "LH", "M",
    "B", "BS", "S", "SS", "NG", "J", "C", "K", "T", "P", "H"
  };

  private static final class Loaded {
    static final String TEXT;

    /** Alternately the first code point of a range of ideographs and the first behind it. */
    static final int[] IDEOGRAPHS;

    /** Where each line begins, aliases included. */
    static final int[] LINES;

    static final int[] CODE_POINTS;

    /** How many lines are names; the rest are aliases. */
    static final int NAMES;

    static {
      TEXT = Charmap.decodeLatin1(UnicodeData.inflate("unicodenames.bin"));
      int end = TEXT.indexOf('\n');
      IDEOGRAPHS = new int[16];
      int count = 0;
      for (int i = 0; i < end; ) {
        int tab = TEXT.indexOf('\t', i);
        int stop = tab < 0 || tab > end ? end : tab;
        IDEOGRAPHS[count++] = Integer.parseInt(TEXT, i, stop, 16);
        i = stop + 1;
      }
      int[] lines = new int[40_000];
      int[] codePoints = new int[40_000];
      int size = 0;
      int names = 0;
      int cp = -1;
      for (int i = TEXT.indexOf('\n', end + 1) + 1; i < TEXT.length(); ) {
        int stop = TEXT.indexOf('\n', i);
        if (TEXT.charAt(i) == '#') {
          names = size;
        } else {
          cp++;
          int tab = stop - 1;
          while (tab > i && TEXT.charAt(tab) > '\t') {
            tab--;
          }
          if (TEXT.charAt(tab) == '\t') {
            cp = Integer.parseInt(TEXT, tab + 1, stop, 16);
          }
          lines[size] = i;
          codePoints[size++] = cp;
        }
        i = stop + 1;
      }
      LINES = Arrays.copyOf(lines, size);
      CODE_POINTS = Arrays.copyOf(codePoints, size);
      NAMES = names;
    }

    static boolean isIdeograph(int cp) {
      for (int i = 0; i < IDEOGRAPHS.length; i += 2) {
        if (cp >= IDEOGRAPHS[i] && cp < IDEOGRAPHS[i + 1]) {
          return true;
        }
      }
      return false;
    }
  }

  /** The name, or null. */
  public static String name(int cp) {
    if (cp >= 0xac00 && cp < 0xac00 + 11172) {
      int s = cp - 0xac00;
      return SYLLABLE + LEADS[s / 588] + VOWELS[s / 28 % 21] + TAILS[s % 28];
    }
    if (Loaded.isIdeograph(cp)) {
      return IDEOGRAPH + CaseMapping.upper(Integer.toHexString(cp));
    }
    int i = Arrays.binarySearch(Loaded.CODE_POINTS, 0, Loaded.NAMES, cp);
    if (i < 0) {
      return null;
    }
    int start = Loaded.LINES[i];
    int end = start;
    while (Loaded.TEXT.charAt(end) >= ' ') {
      end++;
    }
    return Loaded.TEXT.substring(start, end);
  }

  /** The code point of a name or alias in any case, or -1. */
  public static int lookup(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) < ' ' || name.charAt(i) >= 127) {
        return -1;
      }
    }
    name = CaseMapping.upper(name);
    if (name.startsWith(SYLLABLE)) {
      return syllable(name);
    }
    if (name.startsWith(IDEOGRAPH)) {
      return ideograph(name);
    }
    String line = "\n".concat(name);
    for (int i = -1; (i = Loaded.TEXT.indexOf(line, i + 1)) >= 0; ) {
      int end = i + line.length();
      if (end < Loaded.TEXT.length() && Loaded.TEXT.charAt(end) < ' ') {
        int at = Arrays.binarySearch(Loaded.LINES, i + 1);
        return at < 0 ? -1 : Loaded.CODE_POINTS[at];
      }
    }
    return -1;
  }

  private static int ideograph(String name) {
    int digits = name.length() - IDEOGRAPH.length();
    if (digits != 4 && digits != 5) {
      return -1;
    }
    int cp = 0;
    for (int i = IDEOGRAPH.length(); i < name.length(); i++) {
      int digit = Character.digit(name.charAt(i), 16);
      if (digit < 0) {
        return -1;
      }
      cp = cp << 4 | digit;
    }
    return Loaded.isIdeograph(cp) ? cp : -1;
  }

  private static int syllable(String name) {
    int at = SYLLABLE.length();
    int lead = longest(LEADS, name, at);
    at += lead < 0 ? 0 : LEADS[lead].length();
    int vowel = longest(VOWELS, name, at);
    at += vowel < 0 ? 0 : VOWELS[vowel].length();
    int tail = longest(TAILS, name, at);
    at += tail < 0 ? 0 : TAILS[tail].length();
    if (lead < 0 || vowel < 0 || tail < 0 || at != name.length()) {
      return -1;
    }
    return 0xac00 + (lead * 21 + vowel) * 28 + tail;
  }

  private static int longest(String[] parts, String name, int at) {
    int best = -1;
    for (int i = 0; i < parts.length; i++) {
      if (name.startsWith(parts[i], at) && (best < 0 || parts[i].length() > parts[best].length())) {
        best = i;
      }
    }
    return best;
  }
}
