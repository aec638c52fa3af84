package dev.dormouse.runtime.objects;

/** Hash values shared by several types. */
public final class Hashes {
  private Hashes() {}

  /** CPython's modulus for numeric hashes: the Mersenne prime 2**61 - 1. */
  public static final long MODULUS = (1L << 61) - 1;

  /** Spreads a 32-bit hash over 64 bits; never -1. */
  public static long mix(int h) {
    long x = h * 0x9E3779B97F4A7C15L;
    x ^= x >>> 32;
    x *= 0xD6E8FEB86659FD93L;
    x ^= x >>> 32;
    return x == -1 ? -2 : x;
  }
}
