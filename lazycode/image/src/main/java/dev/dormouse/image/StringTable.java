package dev.dormouse.image;

import static dev.dormouse.image.ImageFormat.STRINGS_LATIN1_END;
import static dev.dormouse.image.ImageFormat.STRINGS_LATIN1_NAMES_END;
import static dev.dormouse.image.ImageFormat.STRINGS_OFFSETS;
import static dev.dormouse.image.ImageFormat.STRINGS_UTF16_END;
import static dev.dormouse.image.ImageFormat.STRINGS_UTF16_NAMES_END;

import java.nio.charset.StandardCharsets;

/**
 * The STRINGS or the DOCSTRINGS part. Strings are sorted by how they are stored, so a string's
 * number alone says how to decode it: Latin-1 and UTF-16 are copied into a {@link String} as they
 * are, which no UTF-8 decoder can match.
 */
final class StringTable {
  /** Strings are cached and, while they are small, copied out of the file in runs of this many. */
  static final int CHUNK_BITS = 6;

  static final int CHUNK_SIZE = 1 << CHUNK_BITS;

  /** Runs with long strings in them are not worth copying for the sake of one. */
  private static final int MAX_CHUNK_BYTES = 8192;

  private final Part part;
  private final int count;
  private final int latin1NamesEnd;
  private final int latin1End;
  private final int utf16NamesEnd;
  private final int utf16End;
  private final int data;

  StringTable(Part part) {
    this.part = part;
    this.count = part.count;
    // The offsets have one entry more than there are strings: the end of the last.
    if (count < 0 || count > (part.length - STRINGS_OFFSETS - 4) >> 2) {
      throw part.damaged(0, "room for " + count + " strings", part.length + " bytes");
    }
    this.latin1NamesEnd = part.i32(STRINGS_LATIN1_NAMES_END);
    this.latin1End = part.i32(STRINGS_LATIN1_END);
    this.utf16NamesEnd = part.i32(STRINGS_UTF16_NAMES_END);
    this.utf16End = part.i32(STRINGS_UTF16_END);
    if (latin1NamesEnd < 0
        || latin1End < latin1NamesEnd
        || utf16NamesEnd < latin1End
        || utf16End < utf16NamesEnd
        || count < utf16End) {
      throw part.damaged(
          0,
          "ascending string classes up to " + count,
          latin1NamesEnd + ", " + latin1End + ", " + utf16NamesEnd + ", " + utf16End);
    }
    this.data = STRINGS_OFFSETS + 4 * (count + 1);
  }

  int count() {
    return count;
  }

  /** Whether the string is used as a name, or looks like one, and so is worth interning. */
  boolean isName(int id) {
    return id < latin1NamesEnd || id >= latin1End && id < utf16NamesEnd;
  }

  /** Whether the string can only be had as {@link #codePoints}. */
  boolean isWide(int id) {
    checkId(id);
    return id >= utf16End;
  }

  String string(int id) {
    checkId(id);
    int at = STRINGS_OFFSETS + 4 * id;
    long range = part.i64(at);
    int size = checkRange(at, range);
    int from = data + (int) range;
    if (id < latin1End) {
      return new String(part.bytes(from, size), StandardCharsets.ISO_8859_1);
    }
    if (id >= utf16End) {
      throw part.damaged(
          at, "a string that UTF-16 can express", "string " + id + " of code points");
    }
    // Not through a charset: those replace lone surrogates, which Python strings may hold.
    if ((size & 1) != 0) {
      throw part.damaged(at, "an even number of bytes of UTF-16", size + " bytes");
    }
    byte[] raw = part.bytes(from, size);
    char[] chars = new char[size >> 1];
    for (int i = 0; i < chars.length; i++) {
      chars[i] = (char) (raw[2 * i] & 0xFF | raw[2 * i + 1] << 8);
    }
    return new String(chars);
  }

  /**
   * For the verifier: every byte belongs to one string. Ranges that overlap or leave gaps are
   * harmless but wrong.
   */
  void checkContiguous() {
    int end = 0;
    for (int i = 0; i <= count; i++) {
      int at = part.i32(STRINGS_OFFSETS + 4 * i);
      if (at < end || i == 0 && at != 0 || i == count && at != part.length - data) {
        throw part.damaged(STRINGS_OFFSETS + 4L * i, "the end of the string before", "" + at);
      }
      end = at;
    }
  }

  /** Whether there is a string of this number, and it is one byte a character. */
  boolean hasLatin1(int id) {
    return id >= 0 && id < latin1End && id < count;
  }

  /** Whether the string is one byte a character, as nearly all are. */
  boolean isLatin1(int id) {
    return id < latin1End;
  }

  int[] codePoints(int id) {
    checkId(id);
    int at = STRINGS_OFFSETS + 4 * id;
    long range = part.i64(at);
    int size = checkRange(at, range);
    int from = data + (int) range;
    if ((size & 3) != 0) {
      throw part.damaged(at, "whole code points", size + " bytes");
    }
    part.check(from, size);
    int[] points = new int[size >> 2];
    for (int i = 0; i < points.length; i++) {
      points[i] = part.i32(from + 4 * i);
      if (points[i] < 0 || points[i] > 0x10FFFF) {
        throw part.damaged(from + 4L * i, "a code point", "0x" + Integer.toHexString(points[i]));
      }
    }
    return points;
  }

  /**
   * The strings of the chunk that starts with number {@code first}: their offsets, then their
   * bytes, copied at once because neighbours are needed together. Null if they are too long for
   * that. For {@link #string(byte[], int, int)}.
   */
  byte[] chunk(int first) {
    int n = Math.min(CHUNK_SIZE, count - first);
    byte[] offsets = part.bytes(STRINGS_OFFSETS + 4 * first, 4 * (n + 1));
    int from = Part.i32(offsets, 0);
    int to = Part.i32(offsets, 4 * n);
    if (from < 0 || to < from || to > part.length - data) {
      throw part.damaged(
          STRINGS_OFFSETS + 4L * first,
          "a range inside " + (part.length - data) + " bytes",
          from + " to " + to);
    }
    if (to - from > MAX_CHUNK_BYTES) {
      return null;
    }
    byte[] chunk = new byte[offsets.length + to - from];
    System.arraycopy(offsets, 0, chunk, 0, offsets.length);
    part.bytes(data + from, to - from, chunk, offsets.length);
    return chunk;
  }

  /**
   * The string {@code id} out of the chunk that starts with {@code first}; only for ids stored as
   * Latin-1.
   */
  String string(byte[] chunk, int first, int id) {
    long range = range(chunk, first, id);
    int from = (int) range;
    return new String(chunk, from, (int) (range >>> 32) - from, StandardCharsets.ISO_8859_1);
  }

  /** Where in the chunk that string begins, and in the upper half where it ends. */
  long range(byte[] chunk, int first, int id) {
    int text = Part.i32(chunk, 0);
    int from = Part.i32(chunk, 4 * (id - first));
    int to = Part.i32(chunk, 4 * (id - first) + 4);
    int left = count - first;
    int offsets = 4 * ((left < CHUNK_SIZE ? left : CHUNK_SIZE) + 1);
    if (from < text || to < from || to - text > chunk.length - offsets) {
      throw part.damaged(
          STRINGS_OFFSETS + 4L * id,
          "a range inside that of its neighbours, which starts at " + text,
          from + " to " + to);
    }
    int shift = offsets - text;
    return from + shift | (long) (to + shift) << 32;
  }

  /** Compares without making a String. {@code name} may be anything. */
  boolean equals(int id, String name) {
    checkId(id);
    int at = STRINGS_OFFSETS + 4 * id;
    long range = part.i64(at);
    int size = checkRange(at, range);
    int length = name.length();
    boolean latin1 = id < latin1End;
    if (id >= utf16End || size != (latin1 ? length : 2L * length)) {
      return false;
    }
    byte[] raw = part.bytes(data + (int) range, size);
    for (int i = 0; i < length; i++) {
      char c = (char) (latin1 ? raw[i] & 0xFF : raw[2 * i] & 0xFF | raw[2 * i + 1] << 8);
      if (c != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private void checkId(int id) {
    if (id < 0 || id >= count) {
      throw part.damaged(STRINGS_OFFSETS, "a string number below " + count, "" + id);
    }
  }

  /**
   * Size in bytes of the string whose start and end offset are {@code range}'s lower and upper
   * half.
   */
  private int checkRange(int at, long range) {
    int from = (int) range;
    int to = (int) (range >>> 32);
    if (from < 0 || to < from || to > part.length - data) {
      throw part.damaged(
          at, "a range inside " + (part.length - data) + " bytes", from + " to " + to);
    }
    return to - from;
  }
}
