package dev.dormouse.code;

import java.nio.charset.StandardCharsets;

/**
 * UTF-8 with CPython's {@code surrogatepass}: lone surrogates are three bytes like any other code
 * point of their size. Text without them is the JDK's to convert; this class only sees to the rest.
 */
final class SurrogateUtf8 {
  private SurrogateUtf8() {}

  /**
   * The text as a constant ({@link String} or {@link Constants.WideText}), or null if the bytes are
   * invalid.
   */
  static Object decode(byte[] data, int start, int size) {
    int ascii = 0;
    while (ascii < size && data[start + ascii] >= 0) {
      ascii++;
    }
    if (ascii == size) {
      return new String(data, start, size, StandardCharsets.ISO_8859_1);
    }
    int[] codePoints = new int[size];
    int n = 0;
    int end = start + size;
    for (int at = start; at < end; ) {
      int codePoint = codePointAt(data, at, end);
      if (codePoint < 0) {
        return null;
      }
      codePoints[n++] = codePoint;
      at += length(codePoint);
    }
    return Constants.text(java.util.Arrays.copyOf(codePoints, n));
  }

  /** How many bytes come before the first that cannot be decoded. */
  static int validPrefix(byte[] data, int start, int size) {
    int end = start + size;
    int at = start;
    while (at < end) {
      int codePoint = codePointAt(data, at, end);
      if (codePoint < 0) {
        break;
      }
      at += length(codePoint);
    }
    return at - start;
  }

  static byte[] encode(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return encode(text.codePoints().toArray());
      }
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] encode(int[] codePoints) {
    int size = 0;
    for (int codePoint : codePoints) {
      size += length(codePoint);
    }
    byte[] bytes = new byte[size];
    int at = 0;
    for (int codePoint : codePoints) {
      int length = length(codePoint);
      if (length == 1) {
        bytes[at++] = (byte) codePoint;
        continue;
      }
      // The first byte has as many leading ones as the sequence has bytes.
      int shift = 6 * (length - 1);
      bytes[at++] = (byte) (0xF00 >> length | codePoint >> shift);
      while (shift > 0) {
        shift -= 6;
        bytes[at++] = (byte) (0x80 | codePoint >> shift & 0x3F);
      }
    }
    return bytes;
  }

  private static int length(int codePoint) {
    return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
  }

  /** The code point that starts at {@code at}, or -1: cut off, overlong, or beyond U+10FFFF. */
  private static int codePointAt(byte[] data, int at, int end) {
    int first = data[at] & 0xFF;
    if (first < 0x80) {
      return first;
    }
    int length = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
    if (length == 0 || length > end - at) {
      return -1;
    }
    int codePoint = first & 0x7F >> length;
    for (int i = 1; i < length; i++) {
      int next = data[at + i];
      if ((next & 0xC0) != 0x80) {
        return -1;
      }
      codePoint = codePoint << 6 | next & 0x3F;
    }
    return length(codePoint) == length && codePoint <= 0x10FFFF ? codePoint : -1;
  }
}
