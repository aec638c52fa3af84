package dev.dormouse.runtime.text;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Codecs and error handlers against the reference interpreter. */
class CodecsTest {
  @Test
  void shouldConvertLikeTheReference() throws IOException {
    Reference.check("codecs.py", 25_000, CodecsTest::result);
  }

  private static String result(String[] f) {
    try {
      CodecErrors errors =
          CodecErrors.of(
              CodecErrors.policy(f[f[0].endsWith("code") && f[0].length() == 6 ? 2 : 1]));
      return switch (f[0]) {
        case "decode" -> decode(f[1], errors, f[3].equals("1"), Reference.bytes(f[4]));
        case "encode" -> latin1(encode(f[1], errors, f[3]));
        case "charmap" -> Charmap.decode(Reference.bytes(f[2]), f[3], errors);
        case "escape_decode" ->
            latin1(new EscapeCodec().decodeBytes(Reference.bytes(f[2]), CodecErrors.policy(f[1])));
        default -> latin1(EscapeCodec.encodeBytes(Reference.bytes(f[2])));
      };
    } catch (CodecFailure e) {
      boolean decoding = e.bytes != null;
      int start = decoding ? e.start : e.text.codePointCount(0, e.start);
      int end = decoding ? e.end : e.text.codePointCount(0, e.end);
      return (decoding ? "UnicodeDecodeError " : "UnicodeEncodeError ")
          + e.encoding
          + " "
          + start
          + " "
          + end
          + " "
          + e.getMessage();
    }
  }

  private static String latin1(byte[] b) {
    return new String(b, StandardCharsets.ISO_8859_1);
  }

  private static String decode(String name, CodecErrors errors, boolean last, byte[] in) {
    int[] consumed = {in.length};
    String s =
        switch (name) {
          case "utf-8" -> Utf8.decode(in, 0, in.length, errors, last, consumed);
          case "utf-16" -> Utf16.decode16(in, new int[] {0}, errors, last, consumed);
          case "utf-16-le" -> Utf16.decode16(in, new int[] {-1}, errors, last, consumed);
          case "utf-16-be" -> Utf16.decode16(in, new int[] {1}, errors, last, consumed);
          case "utf-32" -> Utf16.decode32(in, new int[] {0}, errors, last, consumed);
          case "utf-32-le" -> Utf16.decode32(in, new int[] {-1}, errors, last, consumed);
          case "utf-7" -> Utf7.decode(in, errors, last, consumed);
          case "ascii" -> Charmap.decodeAscii(in, errors);
          case "unicode_escape" -> new EscapeCodec().decode(in, null, errors, last, consumed);
          default -> new EscapeCodec().decodeRaw(in, errors, last, consumed);
        };
    return consumed[0] + " " + s;
  }

  private static byte[] encode(String name, CodecErrors errors, String s) {
    return switch (name) {
      case "utf-8" -> Utf8.encode(s, errors);
      case "utf-16" -> Utf16.encode(s, 2, 0, errors);
      case "utf-16-le" -> Utf16.encode(s, 2, -1, errors);
      case "utf-16-be" -> Utf16.encode(s, 2, 1, errors);
      case "utf-32" -> Utf16.encode(s, 4, 0, errors);
      case "utf-32-le" -> Utf16.encode(s, 4, -1, errors);
      case "utf-32-be" -> Utf16.encode(s, 4, 1, errors);
      case "ascii" -> Charmap.encode(s, 128, errors);
      case "utf-7" -> Utf7.encode(s);
      case "latin-1" -> Charmap.encode(s, 256, errors);
      case "unicode_escape" -> EscapeCodec.encode(s);
      case "raw_unicode_escape" -> EscapeCodec.encodeRaw(s);
      default -> {
        StringBuilder table = new StringBuilder();
        for (int i = 0; i < 128; i++) {
          table.append((char) i);
        }
        table.append('\u20ac').append('\ufffe').appendCodePoint(0x1f600);
        for (int i = 0; i < 100; i++) {
          table.append((char) (0x400 + i));
        }
        yield new Charmap.Table(table.toString()).encode(s, errors);
      }
    };
  }
}
