package dev.dormouse.image;

import static dev.dormouse.image.ImageFormat.*;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32C;

/**
 * Damages images, always the same way for the same seed. It works on copies. Damage behind the
 * header can be sealed again, so that the check word does not give it away and the checks behind it
 * have to.
 */
final class Corrupter {
  private static final int[] NASTY = {
    0, 1, -1, 2, 0x7FFFFFFF, 0x80000000, 0x7FFFFFF8, 0xFFFF, 0x10000, 0x40000000, 0xFF, 16, 64, -8
  };

  private final byte[] original;
  private final Random random;

  Corrupter(byte[] original, long seed) {
    this.original = original;
    this.random = new Random(seed);
  }

  /** One of several kinds of damage at a random place, sealed again. */
  byte[] mutate() {
    byte[] copy = original.clone();
    int times = 1 + random.nextInt(3);
    for (int i = 0; i < times; i++) {
      copy = damage(copy);
    }
    if (Arrays.equals(copy, original)) {
      copy[random.nextInt(copy.length)] ^= 1;
    }
    return sealed(copy);
  }

  private byte[] damage(byte[] bytes) {
    int at = place(bytes.length);
    switch (random.nextInt(7)) {
      case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bytes[at] = (byte) random.nextInt(256);
      case 2 -> putInt(bytes, at & -4, NASTY[random.nextInt(NASTY.length)]);
      case 3 -> putInt(bytes, at & -4, getInt(bytes, at & -4) + random.nextInt(9) - 4);
      case 4 -> putInt(bytes, at & -4, getInt(bytes, place(bytes.length) & -4));
      case 5 -> {
        int to = place(bytes.length);
        int n = random.nextInt(64);
        n = Math.min(n, bytes.length - Math.max(at, to));
        System.arraycopy(bytes.clone(), at, bytes, to, n);
      }
      default -> {
        return Arrays.copyOf(bytes, at + 1);
      }
    }
    return bytes;
  }

  /**
   * Anywhere; half of the time in one of the parts chosen evenly, or the small ones would hardly be
   * met.
   */
  private int place(int length) {
    if (random.nextBoolean() || length < HEADER_SIZE + DIRECTORY_SIZE) {
      return random.nextInt(length);
    }
    ByteBuffer in = ByteBuffer.wrap(original).order(ByteOrder.LITTLE_ENDIAN);
    int entry = HEADER_SIZE + random.nextInt(in.getInt(HEADER_PART_COUNT)) * DIRECTORY_SIZE;
    long start = in.getLong(entry + DIRECTORY_OFFSET);
    long size = in.getLong(entry + DIRECTORY_LENGTH);
    long at = start + (size == 0 ? 0 : random.nextLong(size));
    return (int) Math.min(at, length - 1);
  }

  private static void putInt(byte[] bytes, int at, int value) {
    if (at + 4 <= bytes.length) {
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(at, value);
    }
  }

  private static int getInt(byte[] bytes, int at) {
    return at + 4 > bytes.length
        ? 0
        : ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(at);
  }

  /** Values that are at or beyond the limit of something. */
  static int[] nasty() {
    return NASTY.clone();
  }

  /** A copy with one word changed. */
  static byte[] withInt(byte[] image, int at, int value) {
    byte[] copy = image.clone();
    putInt(copy, at, value);
    return copy;
  }

  /** A copy with one byte changed. */
  static byte[] flip(byte[] image, int at) {
    byte[] copy = image.clone();
    copy[at] = (byte) ~copy[at];
    return copy;
  }

  /**
   * With file length and check word set right, as far as there is room for them. Changes {@code
   * image}.
   */
  static byte[] sealed(byte[] image) {
    if (image.length < HEADER_SIZE) {
      return image;
    }
    ByteBuffer out = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
    int parts = out.getInt(HEADER_PART_COUNT);
    if (parts < 0 || parts > (image.length - HEADER_SIZE) / DIRECTORY_SIZE) {
      return image;
    }
    out.putLong(HEADER_FILE_LENGTH, image.length);
    out.putLong(HEADER_CHECK, Image.headerCheck(out, parts));
    return image;
  }

  /** Checksums and content id right as well, so that only the meaning of the bytes can be wrong. */
  static byte[] fullySealed(byte[] image) {
    if (image.length < HEADER_SIZE) {
      return image;
    }
    ByteBuffer out = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
    int parts = out.getInt(HEADER_PART_COUNT);
    if (parts < 0 || parts > (image.length - HEADER_SIZE) / DIRECTORY_SIZE) {
      return image;
    }
    for (int i = 0; i < parts; i++) {
      int at = HEADER_SIZE + i * DIRECTORY_SIZE;
      long start = out.getLong(at + DIRECTORY_OFFSET);
      long length = out.getLong(at + DIRECTORY_LENGTH);
      if (start >= 0 && length >= 0 && start <= image.length && length <= image.length - start) {
        CRC32C crc = new CRC32C();
        crc.update(image, (int) start, (int) length);
        out.putInt(at + DIRECTORY_CRC, (int) crc.getValue());
      }
    }
    ImageWriter.seal(out);
    return image;
  }
}
