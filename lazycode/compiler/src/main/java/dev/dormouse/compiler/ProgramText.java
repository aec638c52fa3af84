package dev.dormouse.compiler;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

/**
 * Finds the source line of an error by the name of the file, as CPython does for modules and after
 * parsing: what was compiled may have come from elsewhere, and then there is no line or another
 * one.
 */
public final class ProgramText {
  /** Of a longer line CPython has only what came last into a buffer of this size. */
  private static final int BUFFER = 999;

  private ProgramText() {}

  /** {@code e} with its line, if there is a file that has it. */
  static PySyntaxError addTo(PySyntaxError e) {
    if (e.text != null || e.filename == null || e.lineno <= 0) {
      return e;
    }
    String text = line(e.filename, e.lineno);
    return text == null ? e : e.with(text);
  }

  /** Line {@code number} with its newline; null if it cannot be read or is not UTF-8. */
  public static String line(String filename, int number) {
    if (filename == null) {
      return null;
    }
    File file = new File(filename);
    if (!file.isFile()) {
      return null;
    }
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file.toPath());
    } catch (IOException | IllegalArgumentException e) {
      return null;
    }
    int start = 0;
    for (int n = 1; start < bytes.length; n++) {
      int end = start;
      while (end < bytes.length && bytes[end] != '\n' && bytes[end] != '\r') {
        end++;
      }
      int next = end;
      if (next < bytes.length) {
        boolean crlf = bytes[next] == '\r' && next + 1 < bytes.length && bytes[next + 1] == '\n';
        next += crlf ? 2 : 1;
      }
      if (n == number) {
        boolean newline = next > end;
        int length = end - start + (newline ? 1 : 0);
        int skipped = length == 0 ? 0 : (length - 1) / BUFFER * BUFFER;
        return decode(bytes, Math.min(start + skipped, end), end, newline);
      }
      start = next;
    }
    return null;
  }

  private static String decode(byte[] bytes, int start, int end, boolean newline) {
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(bytes, start, end - start))
              .toString();
      return newline ? text + "\n" : text;
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
