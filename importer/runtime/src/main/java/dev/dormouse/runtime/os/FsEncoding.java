package dev.dormouse.runtime.os;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The file system encoding: UTF-8 with {@code surrogateescape}, whatever the locale (CPython's
 * UTF-8 mode).
 *
 * <p>A byte that is not part of valid UTF-8 becomes the lone surrogate U+DC80+byte-0x80 and goes
 * back to that byte.
 */
public final class FsEncoding {
  private FsEncoding() {}

  /** {@code os.fsdecode}. */
  public static String decode(byte[] bytes) {
    return decode(bytes, 0, bytes.length);
  }

  /** {@code os.fsdecode} of a range. */
  public static String decode(byte[] bytes, int offset, int length) {
    int end = offset + length;
    int i = offset;
    while (i < end && bytes[i] >= 0) {
      i++;
    }
    if (i == end) {
      return new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
    }
    StringBuilder text = new StringBuilder(length);
    for (int k = offset; k < i; k++) {
      text.append((char) bytes[k]);
    }
    while (i < end) {
      int size = sequenceLength(bytes, i, end);
      if (size == 0) {
        text.append((char) (0xDC00 | (bytes[i] & 0xFF)));
        i++;
        continue;
      }
      int lead = bytes[i] & 0xFF;
      int point =
          switch (size) {
            case 1 -> lead;
            case 2 -> lead & 0x1F;
            case 3 -> lead & 0x0F;
            default -> lead & 0x07;
          };
      for (int k = 1; k < size; k++) {
        point = point << 6 | (bytes[i + k] & 0x3F);
      }
      text.appendCodePoint(point);
      i += size;
    }
    return text.toString();
  }

  /** The length of the valid UTF-8 sequence that starts at {@code i}, or 0. */
  private static int sequenceLength(byte[] bytes, int i, int end) {
    int lead = bytes[i] & 0xFF;
    if (lead < 0x80) {
      return 1;
    }
    int size = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
    if (size == 0 || i + size > end) {
      return 0;
    }
    for (int k = 1; k < size; k++) {
      if ((bytes[i + k] & 0xC0) != 0x80) {
        return 0;
      }
    }
    int second = bytes[i + 1] & 0xFF;
    boolean overlong = lead == 0xE0 && second < 0xA0 || lead == 0xF0 && second < 0x90;
    boolean outside = lead == 0xED && second >= 0xA0 || lead == 0xF4 && second >= 0x90;
    return overlong || outside ? 0 : size;
  }

  /**
   * {@code os.fsencode}.
   *
   * @throws IllegalArgumentException if {@link #unencodable} is not -1; callers who face Python
   *     check that first
   */
  public static byte[] encode(String text) {
    int n = text.length();
    int i = 0;
    while (i < n && text.charAt(i) < 0x80) {
      i++;
    }
    if (i == n) {
      return text.getBytes(StandardCharsets.ISO_8859_1);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(n + n / 2);
    for (int k = 0; k < n; k++) {
      char c = text.charAt(k);
      if (c < 0x80) {
        out.write(c);
      } else if (c < 0x800) {
        out.write(0xC0 | c >> 6);
        out.write(0x80 | c & 0x3F);
      } else if (Character.isHighSurrogate(c)
          && k + 1 < n
          && Character.isLowSurrogate(text.charAt(k + 1))) {
        int point = Character.toCodePoint(c, text.charAt(++k));
        out.write(0xF0 | point >> 18);
        out.write(0x80 | point >> 12 & 0x3F);
        out.write(0x80 | point >> 6 & 0x3F);
        out.write(0x80 | point & 0x3F);
      } else if (isEscape(c)) {
        out.write(c & 0xFF);
      } else if (Character.isSurrogate(c)) {
        throw new IllegalArgumentException("lone surrogate at " + k);
      } else {
        out.write(0xE0 | c >> 12);
        out.write(0x80 | c >> 6 & 0x3F);
        out.write(0x80 | c & 0x3F);
      }
    }
    return out.toByteArray();
  }

  /** The UTF-16 index of the first character {@link #encode} has no bytes for, or -1. */
  public static int unencodable(String text) {
    for (int k = 0; k < text.length(); k++) {
      char c = text.charAt(k);
      if (Character.isHighSurrogate(c)
          && k + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(k + 1))) {
        k++;
      } else if (Character.isSurrogate(c) && !isEscape(c)) {
        return k;
      }
    }
    return -1;
  }

  private static boolean isEscape(char c) {
    return c >= 0xDC80 && c <= 0xDCFF;
  }
}
