package dev.dormouse.importer.profile;

import dev.dormouse.image.Image;
import dev.dormouse.image.ImageCode;
import dev.dormouse.image.QualnameReader;
import dev.dormouse.image.profile.ProfileLines;
import dev.dormouse.runtime.objects.ObjectFactory;

/** The names of one code object after the other, as the lines of a profile have them. */
final class QualnameText {
  private static final byte[] NOBODY = {};

  byte[] bytes;
  int start;
  int end;

  private Image image;
  private QualnameReader reader;

  /** The field that names a waker, who often wakes more; empty for null. */
  byte[] by(CodeNames.Name name) {
    if (name == null) {
      return NOBODY;
    }
    if (name.by == null) {
      read(name);
      name.by = ProfileLines.by(name.module.name, bytes, start, end, name.number);
    }
    return name.by;
  }

  /** Finds the qualified name. */
  void read(CodeNames.Name name) {
    ImageCode unit = name.unit;
    if (unit != null) {
      if (unit.image() != image) {
        image = unit.image();
        reader = new QualnameReader(image, ObjectFactory.INSTANCE);
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
    bytes = ProfileLines.escaped(name.qualname());
    start = 0;
    end = bytes.length;
  }
}
