package dev.dormouse.importer.state;

import java.util.Arrays;

/** Bytes while they are being written, four at a time and little-endian. */
final class Words {
  private byte[] bytes = new byte[64];
  private int size;

  int size() {
    return size;
  }

  Words add(int word) {
    room(4);
    for (int shift = 0; shift < 32; shift += 8) {
      bytes[size++] = (byte) (word >> shift);
    }
    return this;
  }

  Words add(int[] words) {
    for (int word : words) {
      add(word);
    }
    return this;
  }

  Words add(byte[] piece) {
    room(piece.length);
    System.arraycopy(piece, 0, bytes, size, piece.length);
    size += piece.length;
    return this;
  }

  void align() {
    while (size % 4 != 0) {
      room(1);
      bytes[size++] = 0;
    }
  }

  void patch(int at, int word) {
    for (int i = 0; i < 4; i++) {
      bytes[at + i] = (byte) (word >> 8 * i);
    }
  }

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  private void room(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, 2 * bytes.length));
    }
  }
}
