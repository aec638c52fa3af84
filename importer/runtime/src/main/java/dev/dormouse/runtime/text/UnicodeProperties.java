package dev.dormouse.runtime.text;

/**
 * What str's methods know about single code points, as of Unicode 14 (the version of CPython 3.11),
 * whatever version the JDK has.
 *
 * <p>Latin-1 is answered from a small table here. The first other code point loads {@link
 * UnicodeTables}: the code space as runs of equal records. {@code RUNS} is pairs of (record id,
 * length), {@code RECORDS} is per id the flags and the distances to the lower, upper, title and
 * folded form; a distance from {@link #EXPANSION} on is an index into the mappings to several code
 * points. Numbers are base 32 in the digits 0-9 A-Z a-z + -, least significant first, 32 added to
 * all but the last; distances are zigzag coded.
 */
public final class UnicodeProperties {
  private UnicodeProperties() {}

  static final int ALPHA = 1;
  static final int DECIMAL = 1 << 1;
  static final int DIGIT = 1 << 2;
  static final int NUMERIC = 1 << 3;
  static final int SPACE = 1 << 4;
  static final int LOWER = 1 << 5;
  static final int UPPER = 1 << 6;
  static final int TITLE = 1 << 7;
  static final int XID_START = 1 << 8;
  static final int XID_CONTINUE = 1 << 9;
  static final int PRINTABLE = 1 << 10;
  static final int CASED = 1 << 11;
  static final int IGNORABLE = 1 << 12;

  private static final int TO_LOWER = 0;
  private static final int TO_UPPER = 1;
  private static final int TO_TITLE = 2;
  private static final int TO_FOLDED = 3;

  private static final int EXPANSION = 0x200000;

  /**
   * Only the first use from outside Latin-1 initialises this class, and with it decodes the tables.
   */
  private static final class Loaded {
    static final int[] STARTS = new int[UnicodeTables.RUN_COUNT];
    static final char[] IDS = new char[UnicodeTables.RUN_COUNT];
    static final int[] FLAGS = new int[UnicodeTables.RECORD_COUNT];
    static final int[] MAPS = new int[UnicodeTables.RECORD_COUNT * 4];
    static final String[] EXPANSIONS = new String[UnicodeTables.EXPANSIONS.length()];

    /** For each 256 code points, the run that holds the first of them. */
    static final char[] PAGES = new char[(0x110000 >> 8) + 1];

    static {
      Reader runs = new Reader(UnicodeTables.RUNS);
      int start = 0;
      int page = 0;
      for (int i = 0; i < STARTS.length; i++) {
        IDS[i] = (char) runs.next();
        STARTS[i] = start;
        start += runs.next();
        while (page << 8 < start) {
          PAGES[page++] = (char) i;
        }
      }
      PAGES[page] = (char) (STARTS.length - 1);
      Reader records = new Reader(UnicodeTables.RECORDS);
      for (int i = 0; i < FLAGS.length; i++) {
        FLAGS[i] = records.next();
        for (int k = 0; k < 4; k++) {
          int n = records.next();
          MAPS[i * 4 + k] = (n >>> 1) ^ -(n & 1);
        }
      }
      String all = UnicodeTables.EXPANSIONS;
      int count = 0;
      for (int i = 0; i < all.length(); i += all.charAt(i) + 1) {
        EXPANSIONS[count++] = all.substring(i + 1, i + 1 + all.charAt(i));
      }
    }

    static int run(int cp) {
      int page = cp >> 8;
      int low = PAGES[page];
      int high = PAGES[page + 1];
      while (low < high) {
        int middle = (low + high + 1) >>> 1;
        if (STARTS[middle] <= cp) {
          low = middle;
        } else {
          high = middle - 1;
        }
      }
      return low;
    }
  }

  private static final class Reader {
    private final String text;
    private int position;

    Reader(String text) {
      this.text = text;
    }

    int next() {
      int value = 0;
      for (int shift = 0; ; shift += 5) {
        int digit = digit(text.charAt(position++));
        value |= (digit & 31) << shift;
        if (digit < 32) {
          return value;
        }
      }
    }

    private static int digit(char c) {
      if (c >= 'a') {
        return c - 'a' + 36;
      }
      if (c >= 'A') {
        return c - 'A' + 10;
      }
      return c >= '0' ? c - '0' : c == '+' ? 62 : 63;
    }
  }

  static int flags(int cp) {
    return cp < 256 ? latin1(cp) : Loaded.FLAGS[Loaded.IDS[Loaded.run(cp)]];
  }

  private static int latin1(int c) {
    if (c < 128) {
      if (c >= 'a' && c <= 'z') {
        return ALPHA | LOWER | XID_START | XID_CONTINUE | PRINTABLE | CASED;
      }
      if (c >= 'A' && c <= 'Z') {
        return ALPHA | UPPER | XID_START | XID_CONTINUE | PRINTABLE | CASED;
      }
      if (c >= '0' && c <= '9') {
        return DECIMAL | DIGIT | NUMERIC | XID_CONTINUE | PRINTABLE;
      }
      if (c >= ' ' && c < 127) {
        return switch (c) {
          case '_' -> XID_START | XID_CONTINUE | PRINTABLE;
          case ' ' -> SPACE | PRINTABLE;
          case '\'', '.', ':', '^', '`' -> IGNORABLE | PRINTABLE;
          default -> PRINTABLE;
        };
      }
      return c >= 9 && c <= 13 || c >= 0x1c && c <= 0x1f ? SPACE : 0;
    }
    if (c < 0xa0) {
      return c == 0x85 ? SPACE : 0;
    }
    if (c >= 0xc0 && c != 0xd7 && c != 0xf7) {
      return ALPHA | XID_START | XID_CONTINUE | PRINTABLE | CASED | (c < 0xdf ? UPPER : LOWER);
    }
    return switch (c) {
      case 0xa0 -> SPACE;
      case 0xaa, 0xba -> ALPHA | LOWER | XID_START | XID_CONTINUE | PRINTABLE | CASED;
      case 0xb5 -> ALPHA | LOWER | XID_START | XID_CONTINUE | PRINTABLE | CASED;
      case 0xb2, 0xb3, 0xb9 -> DIGIT | NUMERIC | PRINTABLE;
      case 0xbc, 0xbd, 0xbe -> NUMERIC | PRINTABLE;
      case 0xb7 -> IGNORABLE | XID_CONTINUE | PRINTABLE;
      case 0xa8, 0xaf, 0xb4, 0xb8 -> IGNORABLE | PRINTABLE;
      case 0xad -> IGNORABLE;
      default -> PRINTABLE;
    };
  }

  public static boolean isAlpha(int cp) {
    return (flags(cp) & ALPHA) != 0;
  }

  public static boolean isDecimal(int cp) {
    return (flags(cp) & DECIMAL) != 0;
  }

  public static boolean isDigit(int cp) {
    return (flags(cp) & DIGIT) != 0;
  }

  public static boolean isNumeric(int cp) {
    return (flags(cp) & NUMERIC) != 0;
  }

  /** What str.isalnum asks of a character. */
  public static boolean isAlnum(int cp) {
    return (flags(cp) & (ALPHA | DECIMAL | DIGIT | NUMERIC)) != 0;
  }

  public static boolean isSpace(int cp) {
    if (cp < 256) {
      return cp == ' '
          || cp >= 9 && cp <= 13
          || cp >= 0x1c && cp <= 0x1f
          || cp == 0x85
          || cp == 0xa0;
    }
    return (flags(cp) & SPACE) != 0;
  }

  public static boolean isLower(int cp) {
    return (flags(cp) & LOWER) != 0;
  }

  public static boolean isUpper(int cp) {
    return (flags(cp) & UPPER) != 0;
  }

  /** A title case letter proper, such as U+01C5; upper case letters are not. */
  public static boolean isTitle(int cp) {
    return (flags(cp) & TITLE) != 0;
  }

  public static boolean isCased(int cp) {
    return (flags(cp) & CASED) != 0;
  }

  static boolean isCaseIgnorable(int cp) {
    return (flags(cp) & IGNORABLE) != 0;
  }

  /** May start an identifier; the underscore included. */
  public static boolean isIdentifierStart(int cp) {
    return (flags(cp) & XID_START) != 0;
  }

  public static boolean isIdentifierPart(int cp) {
    return (flags(cp) & XID_CONTINUE) != 0;
  }

  public static boolean isPrintable(int cp) {
    if (cp < 127) {
      return cp >= ' ';
    }
    return (flags(cp) & PRINTABLE) != 0;
  }

  /** The value of a decimal digit, or -1. */
  public static int decimalValue(int cp) {
    if (cp < 256) {
      return cp >= '0' && cp <= '9' ? cp - '0' : -1;
    }
    int run = Loaded.run(cp);
    // The generator checks that every run of decimals begins with a zero.
    return (Loaded.FLAGS[Loaded.IDS[run]] & DECIMAL) != 0 ? (cp - Loaded.STARTS[run]) % 10 : -1;
  }

  /** Appends what {@code cp} becomes in lower case, without the rule for a final sigma. */
  public static void appendLower(StringBuilder out, int cp) {
    if (cp < 256) {
      boolean upper = cp >= 'A' && cp <= 'Z' || cp >= 0xc0 && cp < 0xdf && cp != 0xd7;
      out.append((char) (upper ? cp + 32 : cp));
    } else {
      append(out, cp, TO_LOWER);
    }
  }

  public static void appendUpper(StringBuilder out, int cp) {
    if (cp < 128) {
      out.append((char) (cp >= 'a' && cp <= 'z' ? cp - 32 : cp));
    } else {
      append(out, cp, TO_UPPER);
    }
  }

  public static void appendTitle(StringBuilder out, int cp) {
    if (cp < 128) {
      out.append((char) (cp >= 'a' && cp <= 'z' ? cp - 32 : cp));
    } else {
      append(out, cp, TO_TITLE);
    }
  }

  public static void appendFolded(StringBuilder out, int cp) {
    if (cp < 128) {
      out.append((char) (cp >= 'A' && cp <= 'Z' ? cp + 32 : cp));
    } else {
      append(out, cp, TO_FOLDED);
    }
  }

  /**
   * The one code point that {@code cp} becomes in lower case; U+0130 becomes U+0069, as in
   * CPython's own table.
   */
  public static int simpleLower(int cp) {
    if (cp < 256) {
      return cp >= 'A' && cp <= 'Z' || cp >= 0xc0 && cp < 0xdf && cp != 0xd7 ? cp + 32 : cp;
    }
    int distance = Loaded.MAPS[Loaded.IDS[Loaded.run(cp)] * 4 + TO_LOWER];
    return distance >= EXPANSION
        ? Loaded.EXPANSIONS[distance - EXPANSION].codePointAt(0)
        : cp + distance;
  }

  /**
   * The one code point that {@code cp} becomes in upper case where only one is wanted: the first of
   * several, as CPython's regular expressions take it.
   */
  public static int simpleUpper(int cp) {
    if (cp < 256) {
      return switch (cp) {
        case 0xb5 -> 0x39c;
        case 0xdf -> 'S';
        case 0xf7 -> 0xf7;
        case 0xff -> 0x178;
        default -> cp >= 'a' && cp <= 'z' || cp >= 0xe0 ? cp - 32 : cp;
      };
    }
    int distance = Loaded.MAPS[Loaded.IDS[Loaded.run(cp)] * 4 + TO_UPPER];
    return distance >= EXPANSION
        ? Loaded.EXPANSIONS[distance - EXPANSION].codePointAt(0)
        : cp + distance;
  }

  private static void append(StringBuilder out, int cp, int map) {
    int distance = Loaded.MAPS[Loaded.IDS[Loaded.run(cp)] * 4 + map];
    if (distance >= EXPANSION) {
      out.append(Loaded.EXPANSIONS[distance - EXPANSION]);
    } else {
      out.appendCodePoint(cp + distance);
    }
  }
}
