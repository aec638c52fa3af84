package dev.dormouse.runtime.modules.multibyte;

import dev.dormouse.runtime.text.ByteSink;

/**
 * The seven-bit encodings of ISO 2022: escape sequences designate character sets to G0 to G2, and
 * control characters shift between G0 and G1.
 *
 * <p>The state has the final byte of what is designated to each in its first three bytes, with the
 * highest bit set for sets of two bytes, and flags in its fifth.
 */
final class Iso2022 extends Coding {
  private static final int WIDE = 0x80;
  private static final int ASCII = 'B';
  private static final int LATIN_1 = 'A';
  private static final int GREEK = 'F';
  private static final int KATAKANA = 'I';
  private static final int ROMAN = 'J';
  private static final int GB2312 = 'A' | WIDE;
  private static final int JISX0208 = 'B' | WIDE;
  private static final int OLD_JISX0208 = '@' | WIDE;
  private static final int KSX1001 = 'C' | WIDE;
  private static final int JISX0212 = 'D' | WIDE;
  private static final int JISX0213_1_OF_2000 = 'O' | WIDE;
  private static final int JISX0213_2 = 'P' | WIDE;
  private static final int JISX0213_1_OF_2004 = 'Q' | WIDE;

  /** Read as ASCII's tilde in the first plane of JIS X 0213, and never written. */
  private static final int TILDE = 0x2232;

  private static final int ESCAPE = 0x1b;
  private static final int SHIFT_OUT = 0x0e;
  private static final int SHIFT_IN = 0x0f;

  private static final long SHIFTED = 1L << 32;

  /** In an escape sequence that is nobody's, which goes through as it is. */
  private static final long THROUGH = 2L << 32;

  private static final int LONGEST_ESCAPE = 16;

  /** The sets, in the order in which a character looks for one. */
  private final int[] sets;

  /** Whether the sets are designated to G1 and shifted to. */
  private final boolean shifts;

  /** Whether single characters may come from G2. */
  private final boolean singleShifts;

  /** JIS X 0213 of the year that the encoding has; null without. */
  private final CodeTable jisx0213;

  private Iso2022(boolean shifts, boolean singleShifts, CodeTable jisx0213, int... sets) {
    this.shifts = shifts;
    this.singleShifts = singleShifts;
    this.jisx0213 = jisx0213;
    this.sets = sets;
  }

  /** The encoding, or null. */
  static Coding of(String name) {
    return switch (name) {
      case "iso2022_kr" -> new Iso2022(true, false, null, KSX1001);
      case "iso2022_jp" -> japanese(null, JISX0208, ROMAN, OLD_JISX0208);
      case "iso2022_jp_1" -> japanese(null, JISX0208, JISX0212, ROMAN, OLD_JISX0208);
      case "iso2022_jp_2" ->
          new Iso2022(
              false,
              true,
              null,
              JISX0208,
              JISX0212,
              KSX1001,
              GB2312,
              ROMAN,
              OLD_JISX0208,
              LATIN_1,
              GREEK);
      case "iso2022_jp_3" ->
          japanese(CodeTables.Jisx0213Of2000.TABLE, JISX0208, JISX0213_1_OF_2000, JISX0213_2);
      case "iso2022_jp_2004" ->
          japanese(CodeTables.Jisx0213Of2004.TABLE, JISX0208, JISX0213_1_OF_2004, JISX0213_2);
      case "iso2022_jp_ext" -> japanese(null, JISX0208, JISX0212, ROMAN, KATAKANA, OLD_JISX0208);
      default -> null;
    };
  }

  private static Coding japanese(CodeTable jisx0213, int... sets) {
    return new Iso2022(false, false, jisx0213, sets);
  }

  @Override
  long initial() {
    return ASCII | ASCII << 8;
  }

  @Override
  long initialReading() {
    return initial() | ASCII << 16;
  }

  private static int designated(Shift shift, int g) {
    return (int) (shift.bits >> g * 8) & 0xff;
  }

  private static void designate(Shift shift, int g, int set) {
    shift.bits = shift.bits & ~(0xffL << g * 8) | (long) set << g * 8;
  }

  private boolean has(int set) {
    for (int s : sets) {
      if (s == set) {
        return true;
      }
    }
    return false;
  }

  @Override
  void resetReading(Shift shift) {
    designate(shift, 0, ASCII);
    shift.bits &= ~SHIFTED;
  }

  @Override
  int read(byte[] in, int at, Shift shift, StringBuilder out) {
    int b = unsigned(in, at);
    if ((shift.bits & THROUGH) != 0) {
      out.append((char) b);
      if (b >= 'A' && b <= 'Z' || b == '@') {
        shift.bits &= ~THROUGH;
      }
      return 1;
    }
    if (b == ESCAPE) {
      return readEscape(in, at, shift, out);
    }
    if (shifts && (b == SHIFT_IN || b == SHIFT_OUT)) {
      shift.bits = b == SHIFT_OUT ? shift.bits | SHIFTED : shift.bits & ~SHIFTED;
      return 1;
    }
    if (b >= 0x80) {
      return -1;
    }
    if (b == '\n') {
      shift.bits &= ~SHIFTED;
    }
    int set = designated(shift, (shift.bits & SHIFTED) != 0 ? 1 : 0);
    if (b < 0x20 || set == ASCII) {
      out.append((char) b);
      return 1;
    }
    if ((set & WIDE) == 0) {
      return narrow(set, b, out) ? 1 : -1;
    }
    if (in.length - at < 2) {
      return MORE;
    }
    if (set >= JISX0213_1_OF_2000 && set != JISX0213_2 && pair(in, at) == TILDE) {
      out.append('~');
      return 2;
    }
    // The second plane is read as that of 2004 even by the encoding of 2000.
    CodeTable table = set == JISX0213_2 ? CodeTables.Jisx0213Of2004.TABLE : wide(set);
    return table.decode(inTable(set, pair(in, at)), out) < 0 ? -2 : 2;
  }

  /** The code in the table of a set: those of the second plane have their highest bit set there. */
  private static int inTable(int set, int code) {
    // Bytes beyond ASCII must find nothing, whatever plane they would be in.
    return (code & 0x8080) != 0 ? 0 : set == JISX0213_2 ? code | 0x8000 : code;
  }

  private CodeTable wide(int set) {
    return switch (set) {
      case JISX0208, OLD_JISX0208 -> CodeTables.Jisx0208.TABLE;
      case JISX0212 -> CodeTables.Jisx0212.TABLE;
      case KSX1001 -> CodeTables.Ksx1001.TABLE;
      case GB2312 -> CodeTables.Gb2312.TABLE;
      default -> jisx0213;
    };
  }

  private static boolean narrow(int set, int b, StringBuilder out) {
    if (set == ROMAN) {
      out.append(b == '\\' ? '\u00a5' : b == '~' ? '\u203e' : (char) b);
      return true;
    }
    if (set == KATAKANA && b >= 0x21 && b <= 0x5f) {
      out.append((char) (b - 0x21 + 0xff61));
      return true;
    }
    return false;
  }

  private int readEscape(byte[] in, int at, Shift shift, StringBuilder out) {
    if (in.length - at < 2) {
      return MORE;
    }
    int kind = unsigned(in, at + 1);
    if ("()$.&".indexOf(kind) >= 0) {
      return readDesignation(in, at, shift);
    }
    if (singleShifts && kind == 'N') {
      return in.length - at < 3 ? MORE : readSingle(unsigned(in, at + 2), shift, out);
    }
    out.append((char) ESCAPE);
    shift.bits |= THROUGH;
    return 1;
  }

  /** ESC, then {@code (}, {@code )} or {@code .} for G0 to G2, {@code $} for a wide set before. */
  private int readDesignation(byte[] in, int at, Shift shift) {
    int length = 0;
    for (int i = 1; length == 0 && i < LONGEST_ESCAPE; i++) {
      if (at + i >= in.length) {
        return MORE;
      }
      int b = unsigned(in, at + i);
      if (b >= 'A' && b <= 'Z' || b == '@') {
        length = i + 1;
      } else if (!shifts && b == '&' && at + i + 1 < in.length && in[at + i + 1] == '@') {
        i += 2; // the announcement of a revision, before the designation proper
      }
    }
    int kind = unsigned(in, at + 1);
    int last = length == 0 ? 0 : unsigned(in, at + length - 1);
    int g;
    int set;
    if (length == 3 && kind == '$') {
      g = 0;
      set = last | WIDE;
    } else if (length == 3) {
      g = kind == '(' ? 0 : kind == ')' ? 1 : singleShifts && kind == '.' ? 2 : -1;
      set = last;
    } else if (length == 4 && kind == '$') {
      int to = unsigned(in, at + 2);
      g = to == '(' ? 0 : to == ')' ? 1 : -1;
      set = last | WIDE;
    } else if (length == 6 && !shifts && in[at + 3] == ESCAPE && in[at + 4] == '$' && last == 'B') {
      g = 0;
      set = JISX0208;
    } else {
      return length == 0 ? -1 : -length;
    }
    if (g < 0 || set != ASCII && !has(set)) {
      return -length;
    }
    designate(shift, g, set);
    return length;
  }

  private static int readSingle(int b, Shift shift, StringBuilder out) {
    int set = designated(shift, 2);
    int cp = -1;
    if (set == LATIN_1 && b < 0x80) {
      cp = b + 0x80;
    } else if (set == GREEK && b < 0x80) {
      cp = greek(b + 0x80);
    } else if (set == ASCII && b < 0x80) {
      cp = b;
    }
    if (cp < 0) {
      return -3;
    }
    out.append((char) cp);
    return 3;
  }

  /** ISO 8859-7 of 1987. */
  private static int greek(int b) {
    if (b == 0xa1 || b == 0xa2) {
      return b == 0xa1 ? 0x2018 : 0x2019;
    }
    if (b == 0xaf) {
      return 0x2015;
    }
    if (b < 0xb4 || b == 0xb7 || b == 0xbb || b == 0xbd) {
      return b == 0xa4 || b == 0xa5 || b == 0xaa || b == 0xae ? -1 : b;
    }
    return b == 0xd2 || b == 0xff ? -1 : b - 0xb4 + 0x384;
  }

  @Override
  int write(String in, int at, boolean last, Shift shift, ByteSink out) {
    int cp = in.codePointAt(at);
    if (cp < 0x80) {
      resetWriting(shift, out);
      out.add(cp);
      return 1;
    }
    // CPython waits for the second of two that have one code, and then writes each by its own.
    if (!last && at + 1 == in.length() && jisx0213 != null && jisx0213.startsPair(cp)) {
      return MORE;
    }
    for (int set : sets) {
      int code = set == OLD_JISX0208 ? 0 : codeIn(set, cp);
      if (code != 0) {
        put(set, code, shift, out);
        return Character.charCount(cp);
      }
    }
    return refused(in, at);
  }

  private int codeIn(int set, int cp) {
    switch (set) {
      case ROMAN -> {
        return cp == 0xa5 ? '\\' : cp == 0x203e ? '~' : 0;
      }
      case KATAKANA -> {
        return cp >= 0xff61 && cp <= 0xff9f ? cp - 0xff61 + 0x21 : 0;
      }
      case LATIN_1, GREEK -> {
        return 0; // only read
      }
      default -> {}
    }
    int code = wide(set).encode(cp);
    if (set == JISX0213_2) {
      return code >= 0x8000 ? code & 0x7fff : 0;
    }
    return code >= 0x8000 || set >= JISX0213_1_OF_2000 && code == TILDE ? 0 : code;
  }

  private void put(int set, int code, Shift shift, ByteSink out) {
    int g = shifts ? 1 : 0;
    if (designated(shift, g) != set) {
      out.add(ESCAPE);
      if ((set & WIDE) != 0) {
        out.add('$');
      }
      // One set has the old form, without a place to go to.
      if (set != JISX0208) {
        out.add(shifts ? ')' : '(');
      }
      out.add(set & 0x7f);
      designate(shift, g, set);
    }
    if (shifts && (shift.bits & SHIFTED) == 0) {
      out.add(SHIFT_OUT);
      shift.bits |= SHIFTED;
    }
    if ((set & WIDE) != 0) {
      out.add(code >> 8);
    }
    out.add(code);
  }

  @Override
  void resetWriting(Shift shift, ByteSink out) {
    if ((shift.bits & SHIFTED) != 0) {
      out.add(SHIFT_IN);
      shift.bits &= ~SHIFTED;
    }
    if (designated(shift, 0) != ASCII) {
      out.add(ESCAPE).add('(').add(ASCII);
      designate(shift, 0, ASCII);
    }
  }
}
