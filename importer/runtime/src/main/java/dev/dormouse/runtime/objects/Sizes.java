package dev.dormouse.runtime.objects;

/**
 * Arguments that count things: Python allows more than Java's sizes go, which is as good as no
 * limit.
 */
public final class Sizes {
  private Sizes() {}

  public static int clip(long n) {
    return n > Integer.MAX_VALUE
        ? Integer.MAX_VALUE
        : n < Integer.MIN_VALUE ? Integer.MIN_VALUE : (int) n;
  }
}
