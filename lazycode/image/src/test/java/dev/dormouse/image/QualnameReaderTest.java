package dev.dormouse.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dormouse.code.CodeObject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Names read many at a time are those that are read one by one. */
class QualnameReaderTest {
  /** Names in every form that strings are stored in, and among them more than a chunk takes. */
  private static Image image() throws ImageFormatException {
    Object[] functions = new Object[400];
    for (int i = 0; i < functions.length; i++) {
      String name =
          switch (i % 8) {
            case 0 -> "f" + i;
            case 1 -> "C.method" + i;
            case 2 -> "f.<locals>.gr\u00f6\u00dfe" + i;
            case 3 -> "\u0142\u00f3d\u017a" + i;
            case 4 -> i == 4 ? "" : "long" + "n".repeat(i) + i;
            case 5 -> "\ud83d\ude00" + i;
            case 6 -> "f%d ?" + i;
            default -> "twice";
          };
      functions[i] = ImageRoundTripTest.code(name, 0);
    }
    CodeObject body = ImageRoundTripTest.code("<module>", 0, functions);
    return ImageRoundTripTest.image(
        new ImageBuilder().addModule("m", body, false, "m.py", SourceStamp.NONE));
  }

  @Test
  void everyName_isThatOfTheCode() throws Exception {
    Image image = image();
    QualnameReader reader = new QualnameReader(image, PlainFactory.LAZY);
    int read = 0;
    for (int i = 0; i < image.codeCount(); i++) {
      ImageCode code = image.code(i);
      long range = reader.read(code.qualnameId());
      String name = code.qualname();
      if (range >= 0) {
        int start = (int) range;
        int end = (int) (range >>> 32);
        assertEquals(
            name, new String(reader.bytes(), start, end - start, StandardCharsets.ISO_8859_1));
        read++;
      }
    }
    assertTrue(read > 200, read + " names read");
    assertEquals(-1, reader.read(-1));
    assertEquals(-1, reader.read(Integer.MAX_VALUE));
  }

  @Test
  void equalNames_haveEqualNumbers() throws Exception {
    Image image = image();
    ImageCode[] all = image.find("m").code().children().toArray(ImageCode[]::new);
    assertEquals(all[7].qualnameId(), all[15].qualnameId());
    assertTrue(all[0].qualnameId() != all[1].qualnameId());
  }

  @Test
  void damagedOffsets_areRefused() throws Exception {
    byte[] bytes = new byte[image().contents().limit()];
    image().contents().get(bytes);
    Image good = Image.open("good.dmi", ByteBuffer.wrap(bytes));
    int id = good.find("m").code().children().get(1).qualnameId();
    Part strings = good.part(PartKind.STRINGS);
    bytes[strings.start + ImageFormat.STRINGS_OFFSETS + 4 * id + 3] = 0x7F;
    Image bad = Image.open("bad.dmi", ByteBuffer.wrap(bytes));
    QualnameReader reader = new QualnameReader(bad, PlainFactory.LAZY);
    assertThrows(DamagedImageException.class, () -> reader.read(id));
  }
}
