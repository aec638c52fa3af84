package dev.dormouse.runtime.objects;

import java.io.ByteArrayOutputStream;

/** The old {@code co_lnotab}: pairs of byte and line increments. */
final class Lnotab {
  private Lnotab() {}

  /** {@code triples} as {@link dev.dormouse.code.LocationTable#lines} gives them. */
  static byte[] of(int[] triples, int firstLine) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int line = firstLine;
    int at = 0;
    for (int i = 0; i + 2 < triples.length; i += 3) {
      int next = triples[i + 2];
      if (next < 0 || next == line) {
        continue;
      }
      int bytes = triples[i] - at;
      int lines = next - line;
      at = triples[i];
      line = next;
      while (bytes > 255) {
        out.write(255);
        out.write(0);
        bytes -= 255;
      }
      while (lines < -128 || lines > 127) {
        int step = lines < 0 ? -128 : 127;
        out.write(bytes);
        out.write(step);
        bytes = 0;
        lines -= step;
      }
      out.write(bytes);
      out.write(lines);
    }
    return out.toByteArray();
  }
}
