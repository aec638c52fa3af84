package dev.dormouse.image;

import java.nio.ByteBuffer;

/**
 * One part of an open image: every read of file data goes through here, is checked against the
 * part's bounds first, and is counted. Offsets are relative to the part.
 *
 * <p>While a run is young, the many small methods behind one buffer access are interpreted and cost
 * about half a microsecond, the same for one byte as for a hundred. So whoever needs several
 * numbers copies them with one {@link #bytes} and decodes the copy.
 *
 * <p>The count is kept without synchronization; when threads wake code at the same time it may miss
 * a few bytes, which a report can bear and the hot path would not.
 */
final class Part {
  final int kind;

  /** Number of entries, as the directory says; what an entry is depends on the kind. */
  final int count;

  final int length;

  /** Bytes of it in the image's own file: all, or fewer if the rest is in the second file. */
  final int here;

  /** Of the bytes {@link #here}. */
  final int crc;

  /** Where the part starts in the file. */
  final int start;

  /** Whose part this is, for the second file; null in that file itself. */
  private final Image image;

  private final String file;
  private final ByteBuffer bytes;
  private long bytesRead;

  Part(
      Image image,
      String file,
      ByteBuffer bytes,
      int kind,
      int start,
      int here,
      int length,
      int count,
      int crc) {
    this.image = image;
    this.here = here;
    this.file = file;
    this.bytes = bytes;
    this.kind = kind;
    this.start = start;
    this.length = length;
    this.count = count;
    this.crc = crc;
  }

  int u8(int offset) {
    if (offset < 0 || offset >= here) {
      return far(offset, 1)[0] & 0xFF;
    }
    bytesRead += 1;
    return bytes.get(start + offset) & 0xFF;
  }

  int u16(int offset) {
    if (offset < 0 || offset > here - 2) {
      return u16(far(offset, 2), 0);
    }
    bytesRead += 2;
    return bytes.getShort(start + offset) & 0xFFFF;
  }

  int i32(int offset) {
    if (offset < 0 || offset > here - 4) {
      return i32(far(offset, 4), 0);
    }
    bytesRead += 4;
    return bytes.getInt(start + offset);
  }

  long i64(int offset) {
    if (offset < 0 || offset > here - 8) {
      byte[] copy = far(offset, 8);
      return i32(copy, 0) & 0xFFFFFFFFL | (long) i32(copy, 4) << 32;
    }
    bytesRead += 8;
    return bytes.getLong(start + offset);
  }

  /** A copy of {@code size} bytes; the size is checked before anything is allocated. */
  byte[] bytes(int offset, int size) {
    if (offset < 0 || size < 0 || offset > here - size) {
      return far(offset, size);
    }
    byte[] copy = new byte[size];
    bytes.get(start + offset, copy, 0, size);
    bytesRead += size;
    return copy;
  }

  /** Copies {@code size} bytes to {@code to}, which has room for them. */
  void bytes(int offset, int size, byte[] to, int at) {
    if (offset < 0 || size < 0 || offset > here - size) {
      System.arraycopy(far(offset, size), 0, to, at, size);
      return;
    }
    bytes.get(start + offset, to, at, size);
    bytesRead += size;
  }

  /** Decodes from a copy made by {@link #bytes}, whose bounds the caller knows. */
  static int i32(byte[] copy, int at) {
    return copy[at] & 0xFF
        | (copy[at + 1] & 0xFF) << 8
        | (copy[at + 2] & 0xFF) << 16
        | copy[at + 3] << 24;
  }

  static int u16(byte[] copy, int at) {
    return copy[at] & 0xFF | (copy[at + 1] & 0xFF) << 8;
  }

  /** A read-only view of {@code size} bytes, without copying. They count as read. */
  ByteBuffer slice(int offset, int size) {
    if (offset < 0 || size < 0 || offset > here - size) {
      return ByteBuffer.wrap(far(offset, size)).asReadOnlyBuffer();
    }
    bytesRead += size;
    return bytes.slice(start + offset, size).asReadOnlyBuffer();
  }

  /** What is not wholly in this file: damage, or something of the second file. */
  private byte[] far(int offset, int size) {
    check(offset, size);
    byte[] copy = new byte[size];
    int before = Math.max(0, Math.min(size, here - offset));
    bytes.get(start + Math.min(offset, here), copy, 0, before);
    if (before < size) {
      image.cold().part(kind).bytes(offset + before - here, size - before, copy, before);
    }
    bytesRead += size;
    return copy;
  }

  /**
   * Refuses a range that is not wholly inside the part. Sums of untrusted numbers are never formed.
   */
  void check(int offset, int size) {
    if (offset < 0 || size < 0 || offset > length - size) {
      throw damaged(
          offset,
          (size & 0xFFFFFFFFL) + " bytes inside the part's " + length,
          "offset " + (offset & 0xFFFFFFFFL));
    }
  }

  long bytesRead() {
    return bytesRead;
  }

  /** For the caller to throw. */
  DamagedImageException damaged(long offset, String expected, String actual) {
    return new DamagedImageException(
        new ImageFormatException(file, PartKind.name(kind), offset, expected, actual));
  }
}
