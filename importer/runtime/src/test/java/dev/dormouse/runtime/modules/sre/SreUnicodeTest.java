package dev.dormouse.runtime.modules.sre;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dormouse.runtime.text.UnicodeProperties;
import java.util.function.IntUnaryOperator;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/**
 * Compares every code point with CPython 3.11; {@code src/test/python/sre_unicode.py} printed the
 * checksums.
 */
class SreUnicodeTest {
  private static void assertChecksum(long expected, IntUnaryOperator property) {
    CRC32 crc = new CRC32();
    byte[] word = new byte[4];
    for (int c = 0; c < 0x110000; c++) {
      int value = property.applyAsInt(c);
      word[0] = (byte) value;
      word[1] = (byte) (value >> 8);
      word[2] = (byte) (value >> 16);
      word[3] = (byte) (value >> 24);
      crc.update(word);
    }
    assertEquals(Long.toHexString(expected), Long.toHexString(crc.getValue()));
  }

  private static int bit(boolean value) {
    return value ? 1 : 0;
  }

  @Test
  void categories_equalReference() {
    assertChecksum(0xba45a3e4L, c -> bit(SreUnicode.category(SreOp.CATEGORY_UNI_WORD, c)));
    assertChecksum(0x884f1d39L, c -> bit(SreUnicode.category(SreOp.CATEGORY_UNI_DIGIT, c)));
    assertChecksum(0x0375678cL, c -> bit(SreUnicode.category(SreOp.CATEGORY_UNI_SPACE, c)));
    assertChecksum(0xaa4a2307L, c -> bit(SreUnicode.category(SreOp.CATEGORY_UNI_LINEBREAK, c)));
  }

  @Test
  void oddCategories_areComplements() {
    assertChecksum(0xba45a3e4L, c -> bit(!SreUnicode.category(SreOp.CATEGORY_UNI_WORD + 1, c)));
  }

  @Test
  void caseMappings_equalReference() {
    assertChecksum(0x51648037L, SreUnicode::toLower);
    assertChecksum(0x9619a4f9L, UnicodeProperties::simpleUpper);
    assertChecksum(0xb17540edL, c -> bit(SreUnicode.isCased(c)));
    assertChecksum(0x166c8e51L, SreUnicode::asciiToLower);
    assertChecksum(0xc0c2ac88L, c -> bit(SreUnicode.asciiIsCased(c)));
  }
}
