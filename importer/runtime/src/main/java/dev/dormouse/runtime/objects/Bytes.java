package dev.dormouse.runtime.objects;

import java.util.Arrays;

/**
 * Bytes-like objects as Java arrays, and what bytes and bytearray have in common below their
 * methods.
 */
public final class Bytes {
  private Bytes() {}

  private static final String HEX = "0123456789abcdef";

  public static boolean isBytesLike(PyObject o) {
    return o instanceof PyBytes || o.type.has(Slot.BUFFER);
  }

  /**
   * The bytes of a bytes-like object; the array may be the object's own, so it must not be changed.
   */
  public static byte[] of(PyObject o) {
    if (o instanceof PyBytes b) {
      return b.value;
    }
    if (!o.type.has(Slot.BUFFER)) {
      throw Errors.typeError("a bytes-like object is required, not '" + o.type.name() + "'");
    }
    Buffer buffer = o.type.ops.getBuffer(o, 0);
    try {
      return buffer.toByteArray();
    } finally {
      buffer.release();
    }
  }

  /** As {@link #of}, for an argument that may also be an ASCII str. */
  public static byte[] ofAsciiOrBytes(PyObject o) {
    if (o instanceof PyStr s) {
      if (!s.isAscii()) {
        throw Errors.valueError("string argument should contain only ASCII characters");
      }
      return s.value().getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    }
    if (!isBytesLike(o)) {
      throw Errors.typeError(
          "argument should be bytes, buffer or ASCII string, not '" + o.type.name() + "'");
    }
    return of(o);
  }

  /** Equal to the hash of the str with the same characters, as in CPython. */
  static long hash(byte[] b) {
    int h = 0;
    for (byte x : b) {
      h = 31 * h + (x & 0xFF);
    }
    return Hashes.mix(h);
  }

  /** An int from 0 to 255, with the words that bytearray and bytes use for others. */
  static int item(PyObject o, String error) {
    PyInt n = Abstract.index(o);
    if (n.isBig() || n.longValue() < 0 || n.longValue() > 255) {
      throw Errors.valueError(error);
    }
    return (int) n.longValue();
  }

  static int byteItem(PyObject o) {
    return item(o, "byte must be in range(0, 256)");
  }

  /**
   * What {@code bytes(o)} and {@code bytearray(o)} make of an object that is no str; {@code type}
   * is for messages.
   */
  static byte[] from(PyObject o, String type) {
    if (Abstract.hasIndex(o)) {
      long n;
      try {
        n = Abstract.toSsize(o, Exceptions.OverflowError);
      } catch (PyException e) {
        if (!e.matches(Exceptions.TypeError)) {
          throw e;
        }
        return fromIterable(o, type);
      }
      if (n < 0) {
        throw Errors.valueError("negative count");
      }
      return new byte[Sequences.repeatedLength(1, (int) Math.min(n, Integer.MAX_VALUE))];
    }
    if (isBytesLike(o)) {
      return of(o);
    }
    return fromIterable(o, type);
  }

  private static byte[] fromIterable(PyObject o, String type) {
    if (o instanceof PyStr || !o.type.has(Slot.ITER) && !Abstract.isSequence(o)) {
      throw Errors.typeError("cannot convert '" + o.type.name() + "' object to " + type);
    }
    return items(
        o,
        type.equals("bytes") ? "bytes must be in range(0, 256)" : "byte must be in range(0, 256)");
  }

  /** The bytes that an iterable of ints gives. */
  static byte[] items(PyObject iterable, String error) {
    byte[] out = new byte[16];
    int n = 0;
    PyObject it = Abstract.iter(iterable);
    for (PyObject x = Abstract.next(it); x != null; x = Abstract.next(it)) {
      if (n == out.length) {
        out = Arrays.copyOf(out, n * 2);
      }
      out[n++] = (byte) item(x, error);
    }
    return Arrays.copyOf(out, n);
  }

  static byte[] concat(byte[] a, byte[] b) {
    byte[] out = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, out, a.length, b.length);
    return out;
  }

  static byte[] repeat(byte[] b, int count) {
    if (count <= 0) {
      return new byte[0];
    }
    byte[] out = new byte[Sequences.repeatedLength(b.length, count)];
    if (b.length == 1) {
      Arrays.fill(out, b[0]);
    } else {
      for (int i = 0; i < count; i++) {
        System.arraycopy(b, 0, out, i * b.length, b.length);
      }
    }
    return out;
  }

  static byte[] slice(byte[] b, Slices range) {
    if (range.step == 1) {
      return Arrays.copyOfRange(b, range.start, range.start + range.count);
    }
    byte[] out = new byte[range.count];
    for (int i = 0, at = range.start; i < out.length; i++, at += range.step) {
      out[i] = b[at];
    }
    return out;
  }

  /** Whether an item, or a run of bytes, is among the first {@code n} bytes. */
  static boolean contains(byte[] b, int n, PyObject item) {
    if (Abstract.hasIndex(item)) {
      int wanted = byteItem(item);
      for (int i = 0; i < n; i++) {
        if ((b[i] & 0xff) == wanted) {
          return true;
        }
      }
      return false;
    }
    return indexOf(b, of(item), 0, n) >= 0;
  }

  /** The first place of {@code w} in {@code b} within {@code [from, to)}, or -1. */
  static int indexOf(byte[] b, byte[] w, int from, int to) {
    int last = to - w.length;
    if (w.length == 0) {
      return from <= to ? from : -1;
    }
    byte first = w[0];
    for (int i = from; i <= last; i++) {
      if (b[i] == first && matchesAt(b, w, i)) {
        return i;
      }
    }
    return -1;
  }

  /** The last place of {@code w} in {@code b} within {@code [from, to)}, or -1. */
  static int lastIndexOf(byte[] b, byte[] w, int from, int to) {
    for (int i = to - w.length; i >= from; i--) {
      if (matchesAt(b, w, i)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean matchesAt(byte[] b, byte[] w, int at) {
    for (int i = 0; i < w.length; i++) {
      if (b[at + i] != w[i]) {
        return false;
      }
    }
    return true;
  }

  /** {@code fromhex}. */
  static byte[] fromHex(String s) {
    byte[] out = new byte[s.length() / 2];
    int n = 0;
    for (int i = 0; i < s.length(); ) {
      char c = s.charAt(i);
      if (c == ' ' || c >= 9 && c <= 13) {
        i++;
        continue;
      }
      int high = c < 128 ? Character.digit(c, 16) : -1;
      int low =
          i + 1 < s.length() && s.charAt(i + 1) < 128 ? Character.digit(s.charAt(i + 1), 16) : -1;
      if (high < 0 || low < 0) {
        throw Errors.valueError(
            "non-hexadecimal number found in fromhex() arg at position " + (high < 0 ? i : i + 1));
      }
      out[n++] = (byte) (high << 4 | low);
      i += 2;
    }
    return Arrays.copyOf(out, n);
  }

  /**
   * {@code hex}.
   *
   * @param separator null for none
   * @param group how many bytes go between separators, counted from the right; from the left if
   *     negative
   */
  public static String hex(byte[] b, PyObject separator, int group) {
    char sep = 0;
    if (separator != null) {
      if (separator instanceof PyStr s) {
        checkLength(s.length());
        if (s.value().charAt(0) > 127) {
          throw Errors.valueError("sep must be ASCII.");
        }
        sep = s.value().charAt(0);
      } else if (separator instanceof PyBytes s) {
        checkLength(s.value.length);
        sep = (char) (s.value[0] & 0xff);
      } else {
        checkLength(Abstract.length(separator));
        throw Errors.typeError("sep must be str or bytes.");
      }
      if (sep > 127) {
        throw Errors.valueError("sep must be ASCII.");
      }
    }
    StringBuilder out = new StringBuilder(b.length * 2);
    int size = Math.abs(group);
    for (int i = 0; i < b.length; i++) {
      if (separator != null && size > 0 && i > 0 && (group > 0 ? b.length - i : i) % size == 0) {
        out.append(sep);
      }
      out.append(HEX.charAt(b[i] >> 4 & 15)).append(HEX.charAt(b[i] & 15));
    }
    return out.toString();
  }

  private static void checkLength(int n) {
    if (n != 1) {
      throw Errors.valueError("sep must be length 1.");
    }
  }
}
