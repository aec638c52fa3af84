package dev.dormouse.compiler.parser;

import java.nio.charset.StandardCharsets;

/** Checks and decodes UTF-8 and words its faults as Python's decoder does. */
final class Utf8 {
  private Utf8() {}

  /**
   * The first fault in a range of bytes in the words of UnicodeDecodeError, or null when there is
   * none.
   */
  static String problem(byte[] b, int start, int end) {
    int i = start;
    while (i < end) {
      if (b[i] >= 0) {
        i++;
        continue;
      }
      int good = wellFormed(b, i, end);
      if (good > 0) {
        i += good;
        continue;
      }
      int length = -good >> 2;
      String reason =
          switch (-good & 3) {
            case 1 -> "invalid start byte";
            case 2 -> "invalid continuation byte";
            default -> "unexpected end of data";
          };
      int from = i - start;
      String where =
          length == 1
              ? "byte 0x" + Integer.toHexString(b[i] & 0xFF) + " in position " + from
              : "bytes in position " + from + "-" + (from + length - 1);
      return "'utf-8' codec can't decode " + where + ": " + reason;
    }
    return null;
  }

  /**
   * The text of a range of bytes, with U+FFFD for each malformed part. What is a part is Python's
   * notion: Java's decoder makes one of a whole encoded surrogate, Python three.
   */
  static String decode(byte[] b, int start, int end) {
    int bad = firstInvalid(b, start, end);
    if (bad < 0) {
      return new String(b, start, end - start, StandardCharsets.UTF_8);
    }
    StringBuilder text = new StringBuilder();
    int from = start;
    while (bad >= 0) {
      text.append(new String(b, from, bad - from, StandardCharsets.UTF_8)).append('\uFFFD');
      from = bad + (-wellFormed(b, bad, end) >> 2);
      bad = firstInvalid(b, from, end);
    }
    return text.append(new String(b, from, end - from, StandardCharsets.UTF_8)).toString();
  }

  /** The offset of the first byte that is not UTF-8, or -1. */
  static int firstInvalid(byte[] b, int start, int end) {
    int i = start;
    while (i < end) {
      if (b[i] >= 0) {
        i++;
        continue;
      }
      int good = wellFormed(b, i, end);
      if (good <= 0) {
        return i;
      }
      i += good;
    }
    return -1;
  }

  /**
   * The length of the sequence at {@code i}; for a malformed one minus (4 times the length of the
   * bad part plus the reason: 1 start byte, 2 continuation byte, 3 end of data).
   */
  private static int wellFormed(byte[] b, int i, int end) {
    int c = b[i] & 0xFF;
    if (c < 0xC2 || c > 0xF4) {
      return -(4 + 1);
    }
    int length = c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
    // The second byte's range keeps out overlong forms, surrogates and what lies beyond U+10FFFF.
    int low = c == 0xE0 ? 0xA0 : c == 0xF0 ? 0x90 : 0x80;
    int high = c == 0xED ? 0x9F : c == 0xF4 ? 0x8F : 0xBF;
    for (int k = 1; k < length; k++) {
      if (i + k >= end) {
        return -(4 * k + 3);
      }
      int d = b[i + k] & 0xFF;
      if (d < low || d > high) {
        return -(4 * k + 2);
      }
      low = 0x80;
      high = 0xBF;
    }
    return length;
  }
}
