package dev.dormouse.runtime.modules.audio;

import dev.dormouse.runtime.objects.Bytes;
import dev.dormouse.runtime.objects.PyObject;

/** A fragment as signed numbers, and back. The machine's byte order is little endian. */
final class Samples {
  final byte[] bytes;
  final int width;
  final int count;

  private Samples(byte[] bytes, int width) {
    this.bytes = bytes;
    this.width = width;
    this.count = bytes.length / width;
  }

  /** Throws for a width that is none, and for a part of a sample. */
  static Samples of(PyObject fragment, int width) {
    byte[] b = Bytes.of(fragment);
    checkWidth(width);
    if (b.length % width != 0) {
      throw AudioopModule.error("not a whole number of frames");
    }
    return new Samples(b, width);
  }

  static void checkWidth(int width) {
    if (width < 1 || width > 4) {
      throw AudioopModule.error("Size should be 1, 2, 3 or 4");
    }
  }

  static Samples blank(int count, int width) {
    return new Samples(new byte[count * width], width);
  }

  int get(int i) {
    return read(bytes, i * width, width);
  }

  static int read(byte[] b, int at, int width) {
    int v = b[at + width - 1];
    for (int k = width - 2; k >= 0; k--) {
      v = v << 8 | b[at + k] & 0xFF;
    }
    return v;
  }

  void set(int i, int v) {
    for (int k = 0; k < width; k++) {
      bytes[i * width + k] = (byte) (v >> 8 * k);
    }
  }

  /** A sample as if it had four bytes. */
  int get32(int i) {
    return get(i) << 8 * (4 - width);
  }

  void set32(int i, int v) {
    set(i, v >> 8 * (4 - width));
  }

  long maximum() {
    return (1L << 8 * width - 1) - 1;
  }

  long minimum() {
    return -(1L << 8 * width - 1);
  }

  /** The next lower integer, within what the width can say. */
  int bound(double v) {
    double d = v > maximum() ? maximum() : v < minimum() + 1 ? minimum() : v;
    return (int) Math.floor(d);
  }
}
