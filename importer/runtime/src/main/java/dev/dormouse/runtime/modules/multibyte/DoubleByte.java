package dev.dormouse.runtime.modules.multibyte;

import dev.dormouse.runtime.text.ByteSink;

/** Encodings of one byte for ASCII (or nearly so) and of two bytes, or one, for all else. */
class DoubleByte extends Coding {
  /** The high bits of both bytes, for a table that has its codes without them. */
  static final int HIGH_BITS = 0x8080;

  final CodeTable table;

  /** What two bytes have set beyond the table's code. */
  private final int bits;

  DoubleByte(CodeTable table) {
    this(table, 0);
  }

  DoubleByte(CodeTable table, int bits) {
    this.table = table;
    this.bits = bits;
  }

  /** The character of a byte that stands alone; 0 for a first of two, -1 for an illegal one. */
  int single(int b) {
    return b < 0x80 ? b : 0;
  }

  /** The byte of a character that has one alone, or -1. */
  int singleOf(int cp) {
    return cp < 0x80 ? cp : -1;
  }

  @Override
  int read(byte[] in, int at, Shift shift, StringBuilder out) {
    int b = unsigned(in, at);
    int cp = single(b);
    if (cp > 0 || b == 0) {
      out.append((char) cp);
      return 1;
    }
    if (cp < 0) {
      return -1;
    }
    if (in.length - at < 2) {
      return MORE;
    }
    int code = pair(in, at) ^ bits;
    return (code & bits) == 0 ? table.decode(code, out) : -1;
  }

  @Override
  int write(String in, int at, boolean last, Shift shift, ByteSink out) {
    int cp = in.codePointAt(at);
    int b = singleOf(cp);
    if (b >= 0) {
      out.add(b);
      return 1;
    }
    if (table.startsPair(cp)) {
      if (at + 1 == in.length() && !last) {
        return MORE;
      }
      int both = table.encodePair(in, at);
      if (both != 0) {
        addPair(out, both | bits);
        return 2;
      }
    }
    int code = table.encode(cp);
    if (code == 0) {
      return writeOther(in, at, out);
    }
    addPair(out, code | bits);
    return Character.charCount(cp);
  }

  /** Writes a character that the table lacks, as {@link #write} does. */
  int writeOther(String in, int at, ByteSink out) {
    return refused(in, at);
  }

  /** Shift JIS and its kin, which have half-width katakana in one byte. */
  static final class ShiftJis extends DoubleByte {
    /** Whether a yen sign and an overline stand where ASCII has backslash and tilde. */
    private final boolean yen;

    /** The highest first byte of two. */
    private final int lastLead;

    ShiftJis(CodeTable table, boolean yen, int lastLead) {
      super(table);
      this.yen = yen;
      this.lastLead = lastLead;
    }

    @Override
    int single(int b) {
      if (b < 0x80) {
        return yen && b == '\\' ? 0xa5 : yen && b == '~' ? 0x203e : b;
      }
      if (b >= 0xa1 && b <= 0xdf) {
        return b - 0xa1 + 0xff61;
      }
      return b == 0x80 || b == 0xa0 || b > lastLead ? -1 : 0;
    }

    @Override
    int singleOf(int cp) {
      if (cp < 0x80) {
        return yen && (cp == '\\' || cp == '~') ? -1 : cp;
      }
      if (cp >= 0xff61 && cp <= 0xff9f) {
        return cp - 0xff61 + 0xa1;
      }
      return cp == 0xa5 ? '\\' : cp == 0x203e ? '~' : -1;
    }
  }

  /** Microsoft's Shift JIS, in which every byte means something. */
  static final class Cp932 extends DoubleByte {
    Cp932() {
      super(CodeTables.Cp932.TABLE);
    }

    @Override
    int single(int b) {
      if (b <= 0x80) {
        return b;
      }
      if (b >= 0xa1 && b <= 0xdf) {
        return b - 0xa1 + 0xff61;
      }
      return b == 0xa0 ? 0xf8f0 : b > 0xfc ? b - 0xfd + 0xf8f1 : 0;
    }

    @Override
    int singleOf(int cp) {
      if (cp <= 0x80) {
        return cp;
      }
      if (cp >= 0xff61 && cp <= 0xff9f) {
        return cp - 0xff61 + 0xa1;
      }
      return cp == 0xf8f0 ? 0xa0 : cp >= 0xf8f1 && cp <= 0xf8f3 ? cp - 0xf8f1 + 0xfd : -1;
    }
  }
}
