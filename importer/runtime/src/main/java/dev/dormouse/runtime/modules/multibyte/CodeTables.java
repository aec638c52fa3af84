package dev.dormouse.runtime.modules.multibyte;

/**
 * The character sets, each made when a codec first needs it.
 *
 * <p>What the JDK has otherwise than CPython is spelt out here; {@code TextAndDataTest} holds every
 * code and every character against what CPython does.
 */
final class CodeTables {
  private CodeTables() {}

  /** GB 2312, by seven-bit codes. */
  static final class Gb2312 {
    static final CodeTable TABLE = seven("GB2312").seal(true);
  }

  static final class Gbk {
    static final CodeTable TABLE =
        new CodeTable().fill("GBK", 0x81, 0xfe).set(0xa2e3, 0).set(0xa892, 0x2295).seal(true);
  }

  /** The codes of two bytes of GB 18030. */
  static final class Gb18030 {
    static final CodeTable TABLE = gb18030();
  }

  /** KS X 1001, by seven-bit codes. */
  static final class Ksx1001 {
    static final CodeTable TABLE = seven("EUC-KR").set(0x2268, 0).seal(true);
  }

  static final class Cp949 {
    static final CodeTable TABLE = new CodeTable().fill("x-windows-949", 0x81, 0xfe).seal(true);
  }

  static final class Johab {
    static final CodeTable TABLE = johab();
  }

  /** JIS X 0208, by seven-bit codes. */
  static final class Jisx0208 {
    static final CodeTable TABLE = seven("EUC-JP").set(0x213d, 0x2015).seal(true);
  }

  /** JIS X 0212, by seven-bit codes. */
  static final class Jisx0212 {
    static final CodeTable TABLE = jisx0212();
  }

  static final class ShiftJis {
    static final CodeTable TABLE =
        new CodeTable()
            .fill("Shift_JIS", 0x81, 0x9f)
            .fill("Shift_JIS", 0xe0, 0xfc)
            .set(0x815c, 0x2015)
            .seal(true);
  }

  static final class Cp932 {
    static final CodeTable TABLE = cp932();
  }

  /** JIS X 0213 of 2004 in the shifted form. */
  static final class ShiftJis2004 {
    static final CodeTable TABLE = shiftJis(true).seal(true);
  }

  /** The same of 2000. */
  static final class ShiftJis2000 {
    static final CodeTable TABLE = shiftJis(false).seal(true);
  }

  /** JIS X 0213 of 2004 by seven-bit codes, those of its second plane with the highest bit set. */
  static final class Jisx0213Of2004 {
    static final CodeTable TABLE = jisx0213(ShiftJis2004.TABLE);
  }

  /** The same of 2000. */
  static final class Jisx0213Of2000 {
    static final CodeTable TABLE = jisx0213(ShiftJis2000.TABLE);
  }

  static final class Big5 {
    static final CodeTable TABLE = corrected(new CodeTable().fill("Big5", 0x81, 0xfe)).seal(false);
  }

  static final class Cp950 {
    static final CodeTable TABLE = cp950();
  }

  static final class Big5Hkscs {
    static final CodeTable TABLE = hkscs();
  }

  /** A set of 94 rows of 94, which EUC has with the highest bits set. */
  private static CodeTable seven(String euc) {
    CodeTable eight = new CodeTable().fill(euc, 0xa1, 0xfe);
    CodeTable t = new CodeTable();
    for (int row = 0x21; row < 0x7f; row++) {
      for (int cell = 0x21; cell < 0x7f; cell++) {
        int code = row << 8 | cell;
        int cp = eight.decode(code | 0x8080);
        if (cp != 0) {
          t.set(code, cp);
        }
      }
    }
    return t;
  }

  private static CodeTable jisx0212() {
    CodeTable t = new CodeTable().fill("JIS_X0212-1990", 0x21, 0x7e);
    // The tilde is read, never written, as ASCII has it.
    return t.set(0x2237, 0).seal(true).set(0x2237, '~');
  }

  /** As published in 2000, when some characters had to stand among those for private use. */
  private static CodeTable gb18030() {
    return new CodeTable()
        .fill("GB18030", 0x81, 0xfe, true)
        .run(0xa6d9, 0xe78d, 7)
        .run(0xa6ec, 0xe794, 2)
        .set(0xa6f3, 0xe796)
        .set(0xa8bc, 0xe7c7)
        .set(0xfe59, 0xe81e)
        .set(0xfe61, 0xe826)
        .run(0xfe66, 0xe82b, 2)
        .set(0xfe6d, 0xe832)
        .set(0xfe7e, 0xe843)
        .set(0xfe90, 0xe854)
        .set(0xfea0, 0xe864)
        .seal(true);
  }

  private static CodeTable johab() {
    CodeTable t = new CodeTable().fill("x-Johab", 0x84, 0xf9);
    // Single letters by a way that nothing writes.
    return t.set(0x8441, 0x3000)
        .run(0x8442, 0x3131, 2)
        .set(0x8445, 0x3134)
        .set(0x8448, 0x3137)
        .set(0x8449, 0x3139)
        .set(0x8451, 0x3141)
        .set(0x8453, 0x3142)
        .run(0x8455, 0x3145, 4)
        .run(0x8459, 0x314a, 5)
        .seal(false);
  }

  private static CodeTable cp932() {
    return new CodeTable()
        .fill("windows-31j", 0x81, 0x9f)
        .fill("windows-31j", 0xe0, 0xfc, true)
        .seal(true)
        .written(0xa2, 0x8191)
        .written(0xa3, 0x8192)
        .written(0xac, 0x81ca)
        .written(0x2016, 0x8161)
        .written(0x2212, 0x817c)
        .written(0x301c, 0x8160);
  }

  private static CodeTable shiftJis(boolean of2004) {
    CodeTable t =
        new CodeTable()
            .fill("x-SJIS_0213", 0x81, 0x9f)
            .fill("x-SJIS_0213", 0xe0, 0xfc)
            .set(0x815c, 0x2015)
            .set(0x815f, '\\')
            .set(0x81b0, '~')
            .run(0x81d4, 0x2985, 2);
    if (!of2004) {
      for (int code : new int[] {0x879f, 0x889e, 0x9873, 0x989e, 0xeaa5}) {
        t.refuse(code, code);
      }
      t.refuse(0xeff8, 0xeffc).set(0xfc5a, 0x9b1d);
    }
    return t;
  }

  /** The rows of the second plane that the lead bytes F0 to F4 stand for. */
  private static final byte[] SECOND_PLANE = {1, 8, 3, 4, 5, 12, 13, 14, 15, 78};

  private static CodeTable jisx0213(CodeTable shifted) {
    CodeTable t = new CodeTable();
    for (int lead = 0x81; lead <= 0xfc; lead++) {
      for (int trail = 0x40; trail <= 0xfc; trail++) {
        int cp = shifted.decode(lead << 8 | trail);
        if (cp == 0) {
          continue;
        }
        int odd = trail >= 0x9f ? 1 : 0;
        int cell = odd == 1 ? trail - 0x9e : trail - (trail < 0x80 ? 0x3f : 0x40);
        int pair = lead - (lead < 0xa0 ? 0x81 : 0xc1);
        int row;
        if (lead < 0xf0) {
          row = pair * 2 + 1 + odd;
        } else if (lead < 0xf5) {
          row = SECOND_PLANE[(lead - 0xf0) * 2 + odd];
        } else {
          row = (lead - 0xf5) * 2 + 79 + odd;
        }
        int code = (row + 0x20) << 8 | cell + 0x20 | (lead < 0xf0 ? 0 : 0x8000);
        if (cp > 0 || cp == CodeTable.REFUSED) {
          t.set(code, cp);
        } else {
          t.pair(code, shifted.pairOf(cp));
        }
      }
    }
    // Without a backslash and a tilde of one byte to tell apart, the wide ones.
    return t.set(0x2140, 0xff3c).set(0x2232, 0xff5e).seal(true);
  }

  private static CodeTable corrected(CodeTable big5) {
    return big5.set(0xa15a, 0x2574)
        .set(0xa1c3, 0xffe3)
        .set(0xa1c5, 0x2cd)
        .set(0xa1fe, 0xff0f)
        .set(0xa240, 0xff3c);
  }

  private static CodeTable cp950() {
    CodeTable t = new CodeTable().fill("x-windows-950", 0x81, 0xfe);
    for (int code = 0xc6a1; code <= 0xc7fc; code++) {
      int cp = Big5.TABLE.decode(code);
      if (cp != 0) {
        t.set(code, cp);
      }
    }
    return t.seal(true)
        .written(0x5341, 0xa451)
        .written(0x5345, 0xa4ca)
        .written(0xa2, 0xa246)
        .written(0xa3, 0xa247)
        .written(0xa5, 0xa244)
        .written(0x2022, 0xa145)
        .written(0x203e, 0xa1c2)
        .written(0x223c, 0xa1e3)
        .written(0x2609, 0xa1f3)
        .written(0x2641, 0xa1f2)
        .written(0xff64, 0xa14e);
  }

  /** Of 2004: without the characters that came in 2008. */
  private static CodeTable hkscs() {
    CodeTable t = corrected(new CodeTable().fill("Big5-HKSCS", 0x81, 0xfe));
    return t.clear(0x877a, 0x87df)
        .set(0xc6cf, 0)
        .set(0xc6d3, 0)
        .set(0xc6d5, 0)
        .set(0xc6d7, 0)
        .clear(0xc6de, 0xc6df)
        .pair(0x8862, "\u00ca\u0304")
        .pair(0x8864, "\u00ca\u030c")
        .pair(0x88a3, "\u00ea\u0304")
        .pair(0x88a5, "\u00ea\u030c")
        .seal(false);
  }
}
