package dev.dormouse.runtime.modules.multibyte;

/** The encodings by CPython's names. */
final class Codings {
  private Codings() {}

  /** The encoding of a name in one of the modules {@code _codecs_*}; null if it has none. */
  static Coding of(String module, String name) {
    return switch (module) {
      case "cn" ->
          switch (name) {
            case "gb2312" -> new DoubleByte(CodeTables.Gb2312.TABLE, DoubleByte.HIGH_BITS);
            case "gbk" -> new DoubleByte(CodeTables.Gbk.TABLE);
            case "gb18030" -> new Chinese.Gb18030();
            case "hz" -> new Chinese.Hz();
            default -> null;
          };
      case "hk" -> name.equals("big5hkscs") ? new DoubleByte(CodeTables.Big5Hkscs.TABLE) : null;
      case "iso2022" -> Iso2022.of(name);
      case "jp" -> japanese(name);
      case "kr" ->
          switch (name) {
            case "euc_kr" -> new Euc.Korean();
            case "cp949" -> new DoubleByte(CodeTables.Cp949.TABLE);
            case "johab" -> new DoubleByte(CodeTables.Johab.TABLE);
            default -> null;
          };
      case "tw" ->
          switch (name) {
            case "big5" -> new DoubleByte(CodeTables.Big5.TABLE);
            case "cp950" -> new DoubleByte(CodeTables.Cp950.TABLE);
            default -> null;
          };
      default -> null;
    };
  }

  private static Coding japanese(String name) {
    return switch (name) {
      case "shift_jis" -> new DoubleByte.ShiftJis(CodeTables.ShiftJis.TABLE, false, 0xea);
      case "cp932" -> new DoubleByte.Cp932();
      case "euc_jp" -> new Euc.Japanese(null);
      case "shift_jis_2004" -> new DoubleByte.ShiftJis(CodeTables.ShiftJis2004.TABLE, true, 0xfc);
      case "shift_jisx0213" -> new DoubleByte.ShiftJis(CodeTables.ShiftJis2000.TABLE, true, 0xfc);
      case "euc_jis_2004" -> new Euc.Japanese(CodeTables.Jisx0213Of2004.TABLE);
      case "euc_jisx0213" -> new Euc.Japanese(CodeTables.Jisx0213Of2000.TABLE);
      default -> null;
    };
  }
}
