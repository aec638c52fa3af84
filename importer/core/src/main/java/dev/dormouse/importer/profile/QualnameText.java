package dev.dormouse.importer.profile;

import dev.dormouse.image.Image;
import dev.dormouse.image.ImageCode;
import dev.dormouse.image.QualnameReader;
import dev.dormouse.image.profile.ProfileLines;

/** The qualified name of one code object after the other, as the lines of a profile have it. */
final class QualnameText {
  byte[] bytes;
  int start;
  int end;

  private Image image;
  private QualnameReader reader;

  void read(CodeNames.Name name) {
    ImageCode unit = name.unit;
    if (unit != null) {
      if (unit.image() != image) {
        image = unit.image();
        reader = new QualnameReader(image);
      }
      long range = reader.read(name.qualnameId);
      if (range >= 0) {
        bytes = reader.bytes();
        start = (int) range;
        end = (int) (range >>> 32);
        if (ProfileLines.isPlain(bytes, start, end)) {
          return;
        }
      }
    }
    bytes = ProfileLines.escaped(name.code.unit.qualname());
    start = 0;
    end = bytes.length;
  }
}
