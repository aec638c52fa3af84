package dev.dormouse.runtime.modules.multibyte;

import dev.dormouse.runtime.text.ByteSink;

/** The Extended Unix Codes that have more than two bytes for some characters. */
final class Euc {
  private Euc() {}

  /** EUC-JP: of JIS X 0208 and 0212, or of JIS X 0213. */
  static final class Japanese extends Coding {
    private static final int KATAKANA = 0x8e;
    private static final int THREE = 0x8f;

    private final CodeTable first;

    /** JIS X 0213, which holds both planes; else null. */
    private final CodeTable planes;

    Japanese(CodeTable planes) {
      this.planes = planes;
      this.first = planes == null ? CodeTables.Jisx0208.TABLE : planes;
    }

    @Override
    int read(byte[] in, int at, Shift shift, StringBuilder out) {
      int b = unsigned(in, at);
      if (b < 0x80) {
        out.append((char) b);
        return 1;
      }
      int length = b == THREE ? 3 : 2;
      if (in.length - at < length) {
        return MORE;
      }
      if (b == KATAKANA) {
        int k = unsigned(in, at + 1);
        if (k < 0xa1 || k > 0xdf) {
          return -1;
        }
        out.append((char) (k - 0xa1 + 0xff61));
        return 2;
      }
      int code = pair(in, at + length - 2) ^ 0x8080;
      if ((code & 0x8080) != 0) {
        return -1;
      }
      if (b != THREE) {
        return first.decode(code, out);
      }
      int n = planes == null ? -1 : planes.decode(code | 0x8000, out);
      return (n < 0 ? CodeTables.Jisx0212.TABLE.decode(code, out) : n) < 0 ? -1 : 3;
    }

    @Override
    int write(String in, int at, boolean last, Shift shift, ByteSink out) {
      int cp = in.codePointAt(at);
      if (cp < 0x80) {
        out.add(cp);
        return 1;
      }
      if (cp >= 0xff61 && cp <= 0xff9f) {
        out.add(KATAKANA).add(cp - 0xff61 + 0xa1);
        return 1;
      }
      if (first.startsPair(cp)) {
        if (at + 1 == in.length() && !last) {
          return MORE;
        }
        int both = first.encodePair(in, at);
        if (both != 0) {
          addPair(out, both | 0x8080);
          return 2;
        }
      }
      int code = first.encode(cp);
      // What the edition of 2004 added is not looked for further by that of 2000.
      if (code == 0 && (planes == null || CodeTables.Jisx0213Of2004.TABLE.encode(cp) == 0)) {
        code = CodeTables.Jisx0212.TABLE.encode(cp);
        if (code == 0 && planes == null && (cp == 0xa5 || cp == 0x203e)) {
          out.add(cp == 0xa5 ? '\\' : '~');
          return 1;
        }
        if (code != 0) {
          code |= 0x8000;
        }
      }
      if (code == 0) {
        return refused(in, at);
      }
      if (code >= 0x8000) {
        out.add(THREE);
      }
      addPair(out, code | 0x8080);
      return Character.charCount(cp);
    }
  }

  /** EUC-KR, in which syllables that KS X 1001 lacks are spelt, in eight bytes. */
  static final class Korean extends DoubleByte {
    private static final int SYLLABLES = 0xac00;
    private static final int VOWELS = 21;
    private static final int FINALS = 28;

    /** What announces a spelt syllable, and what stands for no final. */
    private static final int FILLER = 0xd4;

    private static final int ROW = 0xa4;

    /** The initial and the final consonants, in the order of Unicode's syllables. */
    private static final String INITIAL =
        "\u3131\u3132\u3134\u3137\u3138\u3139\u3141\u3142\u3143\u3145\u3146\u3147\u3148\u3149"
            + "\u314a\u314b\u314c\u314d\u314e";

    private static final String FINAL =
        "\u3131\u3132\u3133\u3134\u3135\u3136\u3137\u3139\u313a\u313b\u313c\u313d\u313e\u313f"
            + "\u3140\u3141\u3142\u3144\u3145\u3146\u3147\u3148\u314a\u314b\u314c\u314d\u314e";

    /** Letters stand in one row, in Unicode's order. */
    private static char letter(int b) {
      return (char) (b - 0xa1 + 0x3131);
    }

    private static int byteOf(int letter) {
      return letter - 0x3131 + 0xa1;
    }

    Korean() {
      super(CodeTables.Ksx1001.TABLE, HIGH_BITS);
    }

    @Override
    int read(byte[] in, int at, Shift shift, StringBuilder out) {
      boolean spelt =
          in.length - at >= 2 && unsigned(in, at) == ROW && unsigned(in, at + 1) == FILLER;
      if (!spelt) {
        return super.read(in, at, shift, out);
      }
      return in.length - at < 8 ? MORE : spelt(in, at, out);
    }

    private static int spelt(byte[] in, int at, StringBuilder out) {
      for (int i = 2; i < 8; i += 2) {
        if (unsigned(in, at + i) != ROW) {
          return -1;
        }
      }
      int initial = INITIAL.indexOf(letter(unsigned(in, at + 3)));
      int vowel = letter(unsigned(in, at + 5)) - 0x314f;
      int last = unsigned(in, at + 7);
      int coda = last == FILLER ? 0 : FINAL.indexOf(letter(last)) + 1;
      if (initial < 0 || vowel < 0 || vowel >= VOWELS || coda == 0 && last != FILLER) {
        return -1;
      }
      out.append((char) (SYLLABLES + (initial * VOWELS + vowel) * FINALS + coda));
      return 8;
    }

    @Override
    int writeOther(String in, int at, ByteSink out) {
      int syllable = in.codePointAt(at) - SYLLABLES;
      if (syllable < 0 || syllable >= INITIAL.length() * VOWELS * FINALS) {
        return refused(in, at);
      }
      int coda = syllable % FINALS;
      int vowel = syllable / FINALS % VOWELS;
      out.add(ROW).add(FILLER);
      out.add(ROW).add(byteOf(INITIAL.charAt(syllable / FINALS / VOWELS)));
      out.add(ROW).add(byteOf(0x314f + vowel));
      out.add(ROW).add(coda == 0 ? FILLER : byteOf(FINAL.charAt(coda - 1)));
      return 1;
    }
  }
}
