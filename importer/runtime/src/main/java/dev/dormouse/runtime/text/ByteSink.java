package dev.dormouse.runtime.text;

import java.util.Arrays;

/** Bytes being written; ByteArrayOutputStream without its locks. */
public final class ByteSink {
  private byte[] bytes;
  private int size;

  public ByteSink(int capacity) {
    bytes = new byte[Math.max(capacity, 16)];
  }

  /** Appends the low eight bits of {@code b}. */
  public ByteSink add(int b) {
    if (size == bytes.length) {
      grow(1);
    }
    bytes[size++] = (byte) b;
    return this;
  }

  public ByteSink add(byte[] b, int from, int to) {
    int n = to - from;
    if (bytes.length - size < n) {
      grow(n);
    }
    System.arraycopy(b, from, bytes, size, n);
    size += n;
    return this;
  }

  /** Appends text whose characters are all below 256. */
  @SuppressWarnings("deprecation") // getBytes with positions copies Latin-1 without any decoding
  public ByteSink addLatin1(String s) {
    int n = s.length();
    if (bytes.length - size < n) {
      grow(n);
    }
    s.getBytes(0, n, bytes, size);
    size += n;
    return this;
  }

  private void grow(int n) {
    bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + n));
  }

  public int size() {
    return size;
  }

  public byte[] toBytes() {
    return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
  }
}
