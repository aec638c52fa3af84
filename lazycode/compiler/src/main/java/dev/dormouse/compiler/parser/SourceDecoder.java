package dev.dormouse.compiler.parser;

import dev.dormouse.compiler.CompilerFlags;
import dev.dormouse.compiler.PySyntaxError;
import dev.dormouse.compiler.WarningSink;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.Locale;

/** Makes a {@link Source} of what the caller has: byte order mark, coding cookie (PEP 263), line ends. */
final class SourceDecoder {
  private SourceDecoder() {}

  static Source decode(
      String text, String filename, int mode, int flags, WarningSink warnings) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        throw nullByte();
      }
      if (Character.isSurrogate(c)) {
        if (Character.isHighSurrogate(c)
            && i + 1 < text.length()
            && Character.isLowSurrogate(text.charAt(i + 1))) {
          i++;
        } else {
          throw PySyntaxError.unplaced(
              PySyntaxError.Type.UNICODE_ENCODE_ERROR,
              "'utf-8' codec can't encode character '\\u"
                  + Integer.toHexString(c)
                  + "' in position "
                  + text.codePointCount(0, i)
                  + ": surrogates not allowed");
        }
      }
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return make(bytes, 0, bytes.length, filename, mode, flags, warnings, true);
  }

  static Source decode(
      byte[] bytes, String filename, int mode, int flags, WarningSink warnings) {
    for (byte b : bytes) {
      if (b == 0) {
        throw nullByte();
      }
    }
    if ((flags & CompilerFlags.IGNORE_COOKIE) != 0) {
      return make(bytes, 0, bytes.length, filename, mode, flags, warnings, true);
    }
    boolean mark =
        bytes.length >= 3
            && bytes[0] == (byte) 0xEF
            && bytes[1] == (byte) 0xBB
            && bytes[2] == (byte) 0xBF;
    int from = mark ? 3 : 0;
    String encoding = encoding(bytes, from, mode == Parser.MODE_EXEC);
    if (encoding == null) {
      return make(bytes, from, bytes.length, filename, mode, flags, warnings, mark);
    }
    if (!encoding.equals("utf-8")) {
      if (mark) {
        throw undecodable(filename, "encoding problem: " + encoding + " with BOM");
      }
      bytes = recode(bytes, encoding, filename);
      from = 0;
    }
    return make(bytes, from, bytes.length, filename, mode, flags, warnings, true);
  }

  private static PySyntaxError nullByte() {
    return PySyntaxError.unplaced(
        PySyntaxError.Type.VALUE_ERROR, "source code string cannot contain null bytes");
  }

  private static PySyntaxError undecodable(String filename, String message) {
    return new PySyntaxError(
        PySyntaxError.Type.SYNTAX_ERROR,
        message,
        filename,
        0,
        -1,
        PySyntaxError.ABSENT,
        PySyntaxError.ABSENT,
        null);
  }

  /** Translates line ends and, for files, adds the last one. */
  private static Source make(
      byte[] bytes,
      int from,
      int to,
      String filename,
      int mode,
      int flags,
      WarningSink warnings,
      boolean encodingKnown) {
    byte[] out = new byte[to - from + 2];
    int n = 0;
    int firstReturn = from;
    while (firstReturn < to && bytes[firstReturn] != '\r') {
      firstReturn++;
    }
    n = firstReturn - from;
    System.arraycopy(bytes, from, out, 0, n);
    for (int i = firstReturn; i < to; i++) {
      byte b = bytes[i];
      if (b == '\r') {
        b = '\n';
        if (i + 1 < to && bytes[i + 1] == '\n') {
          i++;
        }
      }
      out[n++] = b;
    }
    if (mode == Parser.MODE_EXEC && (n == 0 || out[n - 1] != '\n')) {
      out[n++] = '\n';
    }
    Arrays.fill(out, n, out.length, (byte) 0);
    return new Source(out, n, filename, mode, flags, warnings, encodingKnown);
  }

  /**
   * The encoding that a comment in the first two lines names, or null.
   *
   * @param complete whether the last line ends even without a newline
   */
  private static String encoding(byte[] b, int from, boolean complete) {
    int start = from;
    for (int line = 0; line < 2; line++) {
      int end = start;
      while (end < b.length && b[end] != '\n' && b[end] != '\r') {
        end++;
      }
      if (end == b.length && !complete) {
        return null;
      }
      int p = start;
      while (p < end && (b[p] == ' ' || b[p] == '\t' || b[p] == '\f')) {
        p++;
      }
      if (p < end && b[p] != '#') {
        return null;
      }
      String found = cookie(b, p, end);
      if (found != null) {
        return found;
      }
      if (end == b.length) {
        return null;
      }
      start = b[end] == '\r' && end + 1 < b.length && b[end + 1] == '\n' ? end + 2 : end + 1;
    }
    return null;
  }

  private static String cookie(byte[] b, int from, int end) {
    for (int p = from; p + 6 < end; p++) {
      if (b[p] != 'c'
          || b[p + 1] != 'o'
          || b[p + 2] != 'd'
          || b[p + 3] != 'i'
          || b[p + 4] != 'n'
          || b[p + 5] != 'g'
          || (b[p + 6] != ':' && b[p + 6] != '=')) {
        continue;
      }
      int q = p + 7;
      while (q < end && (b[q] == ' ' || b[q] == '\t')) {
        q++;
      }
      int nameStart = q;
      while (q < end && isNameByte(b[q])) {
        q++;
      }
      if (q > nameStart) {
        return normalName(
            new String(b, nameStart, q - nameStart, StandardCharsets.ISO_8859_1));
      }
    }
    return null;
  }

  private static boolean isNameByte(byte c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_'
        || c == '.';
  }

  /** One name for the spellings of the two encodings that CPython decodes without a codec. */
  private static String normalName(String name) {
    String s = name.length() > 12 ? name.substring(0, 12) : name;
    s = s.toLowerCase(Locale.ROOT).replace('_', '-');
    if (s.equals("utf-8") || s.startsWith("utf-8-")) {
      return "utf-8";
    }
    if (s.equals("latin-1")
        || s.equals("iso-8859-1")
        || s.equals("iso-latin-1")
        || s.startsWith("latin-1-")
        || s.startsWith("iso-8859-1-")
        || s.startsWith("iso-latin-1-")) {
      return "iso-8859-1";
    }
    return name;
  }

  private static byte[] recode(byte[] bytes, String encoding, String filename) {
    Charset charset = charset(encoding);
    if (charset == null) {
      throw undecodable(filename, unknown(encoding));
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
      throw undecodable(filename, problem(bytes, encoding, charset));
    }
    return chars.toString().getBytes(StandardCharsets.UTF_8);
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
      case "utf_7", "utf7", "u7", "unicode_1_1_utf_7", "idna", "punycode", "raw_unicode_escape",
          "unicode_escape", "hz", "iso2022_jp_1", "iso2022_jp_2004", "iso2022_jp_3",
          "iso2022_jp_ext", "euc_jis_2004", "euc_jisx0213", "shift_jis_2004", "shift_jisx0213",
          "kz1048", "ptcp154", "palmos", "cp720", "koi8_t", "mac_iceland", "mac_arabic",
          "mac_farsi", "mac_romanian" ->
          "source in the encoding " + encoding + " is not supported";
      default -> "unknown encoding: " + encoding;
    };
  }

  /** What Python's codec says of undecodable bytes; exact for the encodings whose codecs are simple. */
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

  /** Java's charset for a Python encoding name, or null. */
  private static Charset charset(String encoding) {
    String s = encoding.toLowerCase(Locale.ROOT).replace('_', '-');
    String name =
        switch (s) {
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
