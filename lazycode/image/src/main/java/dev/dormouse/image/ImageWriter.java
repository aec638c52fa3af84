package dev.dormouse.image;

import static dev.dormouse.image.ImageFormat.*;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Puts finished parts into one file: header, directory, checksums. Knows nothing about what is in a
 * part.
 */
final class ImageWriter {
  private static final class Entry {
    int kind;
    int flags;
    int count;
    byte[] bytes;
  }

  private final List<Entry> entries = new ArrayList<>();

  /** Appends a part that readers must know. */
  ImageWriter part(int kind, int count, byte[] bytes) {
    return part(kind, PART_REQUIRED, count, bytes);
  }

  ImageWriter part(int kind, int flags, int count, byte[] bytes) {
    Entry entry = new Entry();
    entry.kind = kind;
    entry.flags = flags;
    entry.count = count;
    entry.bytes = bytes;
    entries.add(entry);
    return this;
  }

  byte[] finish() {
    return finish(0);
  }

  /**
   * @param flags the header's
   */
  byte[] finish(int flags) {
    long size = HEADER_SIZE + (long) entries.size() * DIRECTORY_SIZE;
    for (Entry entry : entries) {
      size = align(size) + entry.bytes.length;
    }
    size = align(size);
    if (size > Integer.MAX_VALUE - 64) {
      throw new ImageLimitException("an image of " + size + " bytes; the limit is 2 GiB");
    }
    byte[] image = new byte[(int) size];
    ByteBuffer out = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
    out.putLong(HEADER_MAGIC, MAGIC);
    out.putShort(HEADER_FORMAT_VERSION, (short) FormatVersion.CURRENT);
    out.putShort(HEADER_PYTHON_MAGIC, (short) PYTHON_MAGIC);
    out.putInt(HEADER_FLAGS, flags);
    out.putInt(HEADER_PART_COUNT, entries.size());
    out.putLong(HEADER_FILE_LENGTH, size);
    int offset = HEADER_SIZE + entries.size() * DIRECTORY_SIZE;
    int at = HEADER_SIZE;
    for (Entry entry : entries) {
      offset = (int) align(offset);
      out.putInt(at + DIRECTORY_KIND, entry.kind);
      out.putInt(at + DIRECTORY_FLAGS, entry.flags);
      out.putLong(at + DIRECTORY_OFFSET, offset);
      out.putLong(at + DIRECTORY_LENGTH, entry.bytes.length);
      out.putInt(at + DIRECTORY_COUNT, entry.count);
      CRC32C crc = new CRC32C();
      crc.update(entry.bytes);
      out.putInt(at + DIRECTORY_CRC, (int) crc.getValue());
      System.arraycopy(entry.bytes, 0, image, offset, entry.bytes.length);
      offset += entry.bytes.length;
      at += DIRECTORY_SIZE;
    }
    seal(out);
    return image;
  }

  /** Fills in the content id and the check word, which cover everything else. */
  static void seal(ByteBuffer image) {
    image.put(HEADER_CONTENT_ID, contentId(image));
    image.putLong(HEADER_CHECK, Image.headerCheck(image, image.getInt(HEADER_PART_COUNT)));
  }

  /** SHA-256 of everything behind the header. */
  static byte[] contentId(ByteBuffer image) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(image.slice(HEADER_SIZE, image.limit() - HEADER_SIZE));
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static long align(long offset) {
    return offset + PART_ALIGNMENT - 1 & -PART_ALIGNMENT;
  }
}
