package dev.dormouse.compiler.codegen;

import dev.dormouse.code.Constants;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * Python's operations on str, bytes and tuple constants; null where nothing is to be folded, see
 * {@link ConstantOperations}. A str is a String unless that cannot hold it: see {@link
 * Constants#text}.
 */
final class SequenceOperations {
  /** A folded str or bytes is no longer than this, a tuple has no more items, nested or not. */
  private static final int MAX_LENGTH = 4096;

  private static final int MAX_ITEMS = 256;
  private static final int MAX_NESTED_ITEMS = 1024;

  private SequenceOperations() {}

  static int[] codePoints(Object text) {
    if (text instanceof Constants.WideText wide) {
      return wide.codePoints();
    }
    String s = (String) text;
    int[] points = new int[s.codePointCount(0, s.length())];
    for (int i = 0, at = 0; i < points.length; i++) {
      points[i] = s.codePointAt(at);
      at += Character.charCount(points[i]);
    }
    return points;
  }

  static Object concatenate(Object v, Object w) {
    if (ConstantOperations.isStr(v) && ConstantOperations.isStr(w)) {
      int[] a = codePoints(v);
      int[] b = codePoints(w);
      int[] joined = Arrays.copyOf(a, a.length + b.length);
      System.arraycopy(b, 0, joined, a.length, b.length);
      return Constants.text(joined);
    }
    if (v instanceof Constants.Bytes a && w instanceof Constants.Bytes b) {
      byte[] joined = Arrays.copyOf(a.value, a.value.length + b.value.length);
      System.arraycopy(b.value, 0, joined, a.value.length, b.value.length);
      return new Constants.Bytes(joined);
    }
    if (v instanceof Constants.Tuple a && w instanceof Constants.Tuple b) {
      Object[] joined = Arrays.copyOf(a.items, a.items.length + b.items.length);
      System.arraycopy(b.items, 0, joined, a.items.length, b.items.length);
      return new Constants.Tuple(joined);
    }
    return null;
  }

  static Object repeat(Object v, BigInteger times) {
    if (v instanceof Constants.Tuple t) {
      int n = count(times, t.items.length, MAX_ITEMS);
      if (n < 0 || n > 0 && remainingItems(t, MAX_NESTED_ITEMS / n) < 0) {
        return null;
      }
      Object[] items = new Object[t.items.length * n];
      for (int i = 0; i < items.length; i++) {
        items[i] = t.items[i % t.items.length];
      }
      return new Constants.Tuple(items);
    }
    if (v instanceof Constants.Bytes b) {
      int n = count(times, b.value.length, MAX_LENGTH);
      byte[] bytes = new byte[Math.max(0, b.value.length * n)];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = b.value[i % b.value.length];
      }
      return n < 0 ? null : new Constants.Bytes(bytes);
    }
    if (ConstantOperations.isStr(v)) {
      int[] points = codePoints(v);
      int n = count(times, points.length, MAX_LENGTH);
      int[] repeated = new int[Math.max(0, points.length * n)];
      for (int i = 0; i < repeated.length; i++) {
        repeated[i] = points[i % points.length];
      }
      return n < 0 ? null : Constants.text(repeated);
    }
    return null;
  }

  /** How often to repeat what is {@code length} long; -1 for not at all. */
  private static int count(BigInteger times, int length, int limit) {
    if (length == 0) {
      return 0;
    }
    boolean fits = times.signum() >= 0 && times.bitLength() < 32;
    return fits && times.intValue() <= limit / length ? times.intValue() : -1;
  }

  /** {@code limit} less the number of items in {@code v}, nested ones included, or below zero. */
  private static int remainingItems(Object v, int limit) {
    if (v instanceof Constants.Tuple t) {
      limit -= t.items.length;
      for (int i = 0; limit >= 0 && i < t.items.length; i++) {
        limit = remainingItems(t.items[i], limit);
      }
    }
    return limit;
  }

  static Object subscript(Object v, BigInteger index) {
    if (index.bitLength() > 31) {
      return null;
    }
    if (v instanceof Constants.Tuple t) {
      int i = position(index, t.items.length);
      return i < 0 ? null : t.items[i];
    }
    if (v instanceof Constants.Bytes b) {
      int i = position(index, b.value.length);
      return i < 0 ? null : (Object) (b.value[i] & 0xFFL);
    }
    if (ConstantOperations.isStr(v)) {
      int[] points = codePoints(v);
      int i = position(index, points.length);
      return i < 0 ? null : Constants.text(new int[] {points[i]});
    }
    return null;
  }

  /** -1 if there is no such position. */
  private static int position(BigInteger index, int length) {
    int i = index.intValue();
    i = i < 0 ? i + length : i;
    return i < length ? i : -1;
  }
}
