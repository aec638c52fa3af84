package dev.dormouse.runtime.os;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** Expected values are {@code os.fsdecode}'s of CPython 3.11 in UTF-8 mode. */
class FsEncodingTest {
  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  private static void roundTrip(String text, int... values) {
    assertEquals(text, FsEncoding.decode(bytes(values)));
    assertArrayEquals(bytes(values), FsEncoding.encode(text));
  }

  @Test
  void validUtf8_decodesAsText() {
    roundTrip("a", 'a');
    roundTrip("é", 0xC3, 0xA9);
    roundTrip("€", 0xE2, 0x82, 0xAC);
    roundTrip("x\uD83D\uDE00y", 'x', 0xF0, 0x9F, 0x98, 0x80, 'y');
  }

  @Test
  void invalidBytes_becomeEscapesAndComeBack() {
    roundTrip("a\uDCFF", 'a', 0xFF);
    roundTrip("\uDCC3", 0xC3);
    roundTrip("\uDCC0\uDC80", 0xC0, 0x80);
    roundTrip("\uDCED\uDCA0\uDC80", 0xED, 0xA0, 0x80);
    roundTrip("\uDCF5\uDC80\uDC80\uDC80", 0xF5, 0x80, 0x80, 0x80);
    roundTrip("\uDCE2\uDC82z", 0xE2, 0x82, 'z');
  }

  @Test
  void loneSurrogate_isNotEncodable() {
    assertEquals(1, FsEncoding.unencodable("a\uD800"));
    assertEquals(-1, FsEncoding.unencodable("a\uDC80\uD83D\uDE00"));
    assertThrows(IllegalArgumentException.class, () -> FsEncoding.encode("\uDC7F"));
  }
}
