package dev.dormouse.image;

/**
 * The hash behind module and resource look-up: minimal and perfect, so a name has exactly one slot
 * where it can be. Each name hashes once over its UTF-16; that picks a seed, and the seed picks the
 * slot. A negative seed names its slot directly (for names alone in their bucket). {@link
 * PerfectHashBuilder} finds the seeds.
 */
final class PerfectHash {
  private PerfectHash() {}

  private static final long FNV_PRIME = 0x100000001B3L;
  private static final long MIX = 0x9E3779B97F4A7C15L;

  static long hash(String name, long salt) {
    long h = salt;
    for (int i = 0, n = name.length(); i < n; i++) {
      h = (h ^ name.charAt(i)) * FNV_PRIME;
    }
    return h ^ h >>> 32;
  }

  /** Which of {@code n} seeds counts for a name with this hash. */
  static int bucket(long hash, int n) {
    return reduce(hash * MIX, n);
  }

  /**
   * The slot below {@code n} for a hash under its seed. A seed from a damaged file may give any
   * int.
   */
  static int slot(long hash, int seed, int n) {
    if (seed < 0) {
      return -1 - seed;
    }
    long h = (hash ^ seed * MIX) * FNV_PRIME;
    return reduce((h ^ h >>> 29) * MIX, n);
  }

  /** Maps the upper half of {@code h} evenly to 0..n-1 without a division. */
  private static int reduce(long h, int n) {
    return (int) ((h >>> 32) * n >>> 32);
  }
}
