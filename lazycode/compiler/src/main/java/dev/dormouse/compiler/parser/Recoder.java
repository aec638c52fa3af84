package dev.dormouse.compiler.parser;

import dev.dormouse.compiler.PySyntaxError;
import dev.dormouse.compiler.SyntaxErrors;
import dev.dormouse.compiler.WarningSink;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;

/**
 * Makes UTF-8 of source in another encoding. Apart from {@link SourceDecoder} because few sources
 * need it.
 */
final class Recoder {
  private Recoder() {}

  /**
   * The bytes in UTF-8.
   *
   * @throws PySyntaxError when there is no such encoding or the bytes are not in it
   */
  static byte[] recode(byte[] bytes, String encoding, String filename, WarningSink interpreter) {
    Charset charset = charset(encoding);
    if (!isBasic(charset)) {
      byte[] recoded = interpreter.recode(bytes, encoding, filename);
      if (recoded != null) {
        return recoded;
      }
    }
    if (charset == null) {
      throw SyntaxErrors.undecodable(filename, unknown(encoding));
    }
    CharBuffer chars;
    try {
      chars =
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes));
    } catch (CharacterCodingException e) {
      throw SyntaxErrors.undecodable(filename, problem(bytes, encoding, charset));
    }
    return chars.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Whether Python decodes it without asking its registry of codecs. */
  private static boolean isBasic(Charset charset) {
    return StandardCharsets.ISO_8859_1.equals(charset)
        || StandardCharsets.US_ASCII.equals(charset)
        || StandardCharsets.UTF_8.equals(charset);
  }

  private static String unknown(String encoding) {
    return switch (encoding.toLowerCase(Locale.ROOT).replace('-', '_')) {
      case "rot13",
          "rot_13",
          "hex",
          "hex_codec",
          "base64",
          "base_64",
          "base64_codec",
          "bz2",
          "bz2_codec",
          "zip",
          "zlib",
          "zlib_codec",
          "uu",
          "uu_codec",
          "quopri",
          "quopri_codec",
          "quoted_printable",
          "quotedprintable" ->
          "'"
              + encoding
              + "' is not a text encoding; use codecs.decode() to handle arbitrary codecs";
      case "utf_7",
          "utf7",
          "u7",
          "unicode_1_1_utf_7",
          "idna",
          "punycode",
          "raw_unicode_escape",
          "unicode_escape",
          "hz",
          "iso2022_jp_1",
          "iso2022_jp_2004",
          "iso2022_jp_3",
          "iso2022_jp_ext",
          "euc_jis_2004",
          "euc_jisx0213",
          "shift_jis_2004",
          "shift_jisx0213",
          "kz1048",
          "ptcp154",
          "palmos",
          "cp720",
          "koi8_t",
          "mac_iceland",
          "mac_arabic",
          "mac_farsi",
          "mac_romanian" ->
          "source in the encoding " + encoding + " is not supported";
      default -> "unknown encoding: " + encoding;
    };
  }

  /**
   * What Python's codec says of undecodable bytes; exact for the encodings whose codecs are simple.
   */
  private static String problem(byte[] bytes, String encoding, Charset charset) {
    if (charset.equals(StandardCharsets.UTF_8)) {
      return Utf8.problem(bytes, 0, bytes.length);
    }
    if (charset.equals(StandardCharsets.US_ASCII)) {
      for (int i = 0; i < bytes.length; i++) {
        if (bytes[i] < 0) {
          return "'ascii' codec can't decode byte 0x"
              + Integer.toHexString(bytes[i] & 0xFF)
              + " in position "
              + i
              + ": ordinal not in range(128)";
        }
      }
    }
    return "'" + encoding + "' codec can't decode the source";
  }

  /** As Python's {@code encodings} looks names up: dots stay, other signs only separate words. */
  private static String normalized(String encoding) {
    StringBuilder words = new StringBuilder();
    boolean separator = false;
    for (int i = 0; i < encoding.length(); i++) {
      char c = encoding.charAt(i);
      if (Character.isLetterOrDigit(c) || c == '.') {
        words.append(separator && !words.isEmpty() ? "-" : "").append(c);
      }
      separator = c == '-' || c == '_';
    }
    return words.toString().toLowerCase(Locale.ROOT);
  }

  /** Java's charset for a Python encoding name, or null. */
  private static Charset charset(String encoding) {
    String s = normalized(encoding);
    String name =
        switch (s) {
          // Java knows this for KOI8-R, and Python does not.
          case "koi8" -> "";
          case "ascii", "us-ascii", "646" -> "US-ASCII";
          case "utf8", "u8", "utf", "cp65001" -> "UTF-8";
          case "latin", "latin1", "l1", "8859", "cp819", "iso8859", "iso8859-1" -> "ISO-8859-1";
          case "mac-roman", "macroman", "macintosh" -> "x-MacRoman";
          case "mac-cyrillic", "maccyrillic" -> "x-MacCyrillic";
          case "mac-greek", "macgreek" -> "x-MacGreek";
          case "mac-latin2", "maccentraleurope", "mac-centeuro" -> "x-MacCentralEurope";
          case "mac-turkish", "macturkish" -> "x-MacTurkish";
          case "big5-hkscs", "big5hkscs", "hkscs" -> "Big5-HKSCS";
          case "cp932", "932", "ms932", "mskanji", "ms-kanji" -> "windows-31j";
          case "cp949", "949", "ms949", "uhc" -> "x-windows-949";
          case "cp950", "950", "ms950" -> "x-windows-950";
          case "cp936", "936", "ms936", "gbk" -> "GBK";
          case "johab", "cp1361", "ms1361" -> "x-Johab";
          case "shift-jis", "shiftjis", "sjis", "s-jis", "csshiftjis" -> "Shift_JIS";
          case "euc-jp", "eucjp", "ujis", "u-jis" -> "EUC-JP";
          case "euc-kr", "euckr", "korean", "ksc5601", "ks-c-5601", "ks-x-1001" -> "EUC-KR";
          case "tis-620", "tis620", "tis-620-0", "iso-ir-166" -> "TIS-620";
          default -> s;
        };
    if (name.startsWith("iso8859-")) {
      name = "ISO-8859-" + name.substring(8);
    }
    try {
      return Charset.forName(name);
    } catch (UnsupportedCharsetException | IllegalCharsetNameException e) {
      return null;
    }
  }
}
