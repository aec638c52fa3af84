package dev.dormouse.compiler.parser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/**
 * Characters are to identifiers and names what they are to Python 3.11, whatever Unicode Java has.
 */
class UnicodeTest {
  @Test
  void everyCodePoint_sameInIdentifiersAndRepr() throws IOException {
    Reference.require();
    StringBuilder flags = new StringBuilder();
    for (int c = 0; c < 0x110000; c++) {
      flags.append(Identifiers.isContinue(c) ? 1 : 0);
      flags.append(Identifiers.isStart(c) ? 1 : 0);
      flags.append(Identifiers.isPrintable(c) ? 1 : 0);
    }
    String ours = Reference.md5(flags.toString().getBytes(StandardCharsets.US_ASCII));
    try (Reference reference = new Reference(Reference.executable())) {
      assertEquals(reference.unicode(), ours);
    }
  }

  @Test
  void names_ofCharactersAndAliases() {
    assertEquals('a', CharacterNames.lookup("latin small letter a"));
    assertEquals(0x1F600, CharacterNames.lookup("GRINNING FACE"));
    assertEquals(0x4E00, CharacterNames.lookup("CJK UNIFIED IDEOGRAPH-4E00"));
    assertEquals(0xAC01, CharacterNames.lookup("HANGUL SYLLABLE GAG"));
    assertEquals(0x0A, CharacterNames.lookup("LF"));
    assertEquals(0x1F514, CharacterNames.lookup("BELL"));
  }

  @Test
  void namesThatOnlyJavaHas_unknown() {
    assertEquals(-1, CharacterNames.lookup("CJK UNIFIED IDEOGRAPHS 4E00"));
    assertEquals(-1, CharacterNames.lookup("HANGUL SYLLABLES AC00"));
    assertEquals(-1, CharacterNames.lookup("LINE FEED (LF)"));
    assertEquals(-1, CharacterNames.lookup("SHAKING FACE"));
    assertEquals(-1, CharacterNames.lookup("no such name"));
  }
}
