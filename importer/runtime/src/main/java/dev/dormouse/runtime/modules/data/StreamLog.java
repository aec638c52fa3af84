package dev.dormouse.runtime.modules.data;

import dev.dormouse.runtime.objects.Errors;
import java.util.ArrayList;
import java.util.Arrays;

/**
 * What a compressor or decompressor was given, so that a copy can be made by giving it to a fresh
 * one: {@code java.util.zip} copies no streams. It refers to the arrays that came, without copying
 * them, until they are too many to keep alive for what hardly any program asks.
 */
final class StreamLog {
  static final int LIMIT = 16 << 20;

  /** Null once there was more than {@link #LIMIT}. */
  private ArrayList<byte[]> data = new ArrayList<>(4);

  /** The second argument of each call. */
  private int[] modes = new int[4];

  private long size;

  /** The first {@code used} bytes of an array, and what else the stream was told. */
  void add(byte[] b, int used, int mode) {
    if (data == null) {
      return;
    }
    size += used;
    if (size > LIMIT) {
      data = null;
      return;
    }
    if (data.size() == modes.length) {
      modes = Arrays.copyOf(modes, modes.length * 2);
    }
    modes[data.size()] = mode;
    data.add(used == b.length ? b : Arrays.copyOf(b, used));
  }

  /** Checks that there is all, for a copy of an object of this kind. */
  StreamLog complete(String kind) {
    if (data == null) {
      throw Errors.missingFeature(
          "copying a zlib." + kind + " object that has taken more than 16 MiB");
    }
    return this;
  }

  int size() {
    return data.size();
  }

  byte[] data(int call) {
    return data.get(call);
  }

  int mode(int call) {
    return modes[call];
  }

  StreamLog copy() {
    StreamLog copy = new StreamLog();
    copy.data = new ArrayList<>(data);
    copy.modes = modes.clone();
    copy.size = size;
    return copy;
  }
}
