package dev.dormouse.image;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The bytes of one part while it is being written: little-endian, growing, with optional sharing of
 * equal pieces.
 */
public final class PartOutput {
  private byte[] bytes = new byte[256];
  private int size;
  private final Map<Key, Integer> shared = new HashMap<>();

  /** A byte array as a map key. */
  private static final class Key {
    private final byte[] bytes;
    private final int hash;

    Key(byte[] bytes) {
      this.bytes = bytes;
      this.hash = Arrays.hashCode(bytes);
    }

    @Override
    public boolean equals(Object o) {
      return o instanceof Key other && Arrays.equals(bytes, other.bytes);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }

  public int size() {
    return size;
  }

  void u8(int value) {
    room(1);
    bytes[size++] = (byte) value;
  }

  void u16(int value) {
    u8(value);
    u8(value >> 8);
  }

  public PartOutput i32(int value) {
    u16(value);
    u16(value >> 16);
    return this;
  }

  void i64(long value) {
    i32((int) value);
    i32((int) (value >> 32));
  }

  public PartOutput bytes(byte[] piece) {
    room(piece.length);
    System.arraycopy(piece, 0, bytes, size, piece.length);
    size += piece.length;
    return this;
  }

  public void align(int alignment) {
    while (size % alignment != 0) {
      u8(0);
    }
  }

  /** Overwrites four bytes written before. */
  public void patch(int at, int value) {
    for (int i = 0; i < 4; i++) {
      bytes[at + i] = (byte) (value >> 8 * i);
    }
  }

  /**
   * Writes an aligned piece, or finds where the same bytes were written this way before. Answers
   * its offset.
   */
  int share(byte[] piece, int alignment) {
    Integer known = shared.get(new Key(piece));
    if (known != null) {
      return known;
    }
    align(alignment);
    int at = size;
    bytes(piece);
    shared.put(new Key(piece), at);
    return at;
  }

  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  private void room(int more) {
    if (more > Integer.MAX_VALUE - 64 - size) {
      throw new ImageLimitException("a part of an image would not fit in 2 GiB");
    }
    if (size + more > bytes.length) {
      int doubled = (int) Math.min(2L * bytes.length, Integer.MAX_VALUE - 64);
      bytes = Arrays.copyOf(bytes, Math.max(size + more, doubled));
    }
  }
}
