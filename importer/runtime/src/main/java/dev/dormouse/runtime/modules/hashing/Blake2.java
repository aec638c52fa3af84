package dev.dormouse.runtime.modules.hashing;

/**
 * BLAKE2b and BLAKE2s (RFC 7693), with keys, salts and the parameters of tree hashing. Both work on
 * longs here; BLAKE2s masks them to 32 bits.
 */
final class Blake2 extends Digest {
  private static final long[] IV_B = {
    0x6a09e667f3bcc908L, 0xbb67ae8584caa73bL, 0x3c6ef372fe94f82bL, 0xa54ff53a5f1d36f1L,
    0x510e527fade682d1L, 0x9b05688c2b3e6c1fL, 0x1f83d9abfb41bd6bL, 0x5be0cd19137e2179L
  };

  private static final int[][] SIGMA = {
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
    {14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3},
    {11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4},
    {7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8},
    {9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13},
    {2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9},
    {12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11},
    {13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10},
    {6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5},
    {10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0}
  };

  private final boolean big;
  private final int size;
  private final boolean lastNode;
  private final long[] state;
  private final byte[] block;
  private int filled;

  /** Bytes compressed; both versions count in up to 64 bits here, enough for any input. */
  private long counted;

  private Blake2(
      boolean big,
      int size,
      boolean lastNode,
      long[] state,
      byte[] block,
      int filled,
      long counted) {
    this.big = big;
    this.size = size;
    this.lastNode = lastNode;
    this.state = state;
    this.block = block;
    this.filled = filled;
    this.counted = counted;
  }

  /**
   * Begins a hash.
   *
   * @param big BLAKE2b rather than BLAKE2s
   * @param parameters the parameter block of 64 or 32 bytes, key length included
   * @param key at most 64 or 32 bytes
   */
  static Blake2 of(boolean big, byte[] parameters, byte[] key, boolean lastNode) {
    long[] state = new long[8];
    int word = big ? 8 : 4;
    for (int i = 0; i < 8; i++) {
      state[i] = iv(big, i) ^ load(parameters, i * word, word);
    }
    Blake2 b =
        new Blake2(big, parameters[0] & 0xff, lastNode, state, new byte[big ? 128 : 64], 0, 0);
    if (key.length > 0) {
      byte[] padded = new byte[b.block.length];
      System.arraycopy(key, 0, padded, 0, key.length);
      b.update(padded, 0, padded.length);
    }
    return b;
  }

  /** A hash of full size without key or other parameters. */
  static Blake2 plain(boolean big) {
    byte[] parameters = new byte[big ? 64 : 32];
    parameters[0] = (byte) parameters.length;
    parameters[2] = 1;
    parameters[3] = 1;
    return of(big, parameters, new byte[0], false);
  }

  /** BLAKE2s starts from the high halves. */
  private static long iv(boolean big, int i) {
    return big ? IV_B[i] : IV_S[i];
  }

  private static final long[] IV_S = {
    0x6a09e667L,
    0xbb67ae85L,
    0x3c6ef372L,
    0xa54ff53aL,
    0x510e527fL,
    0x9b05688cL,
    0x1f83d9abL,
    0x5be0cd19L
  };

  private static long load(byte[] b, int at, int n) {
    long value = 0;
    for (int i = n - 1; i >= 0; i--) {
      value = value << 8 | b[at + i] & 0xff;
    }
    return value;
  }

  @Override
  void update(byte[] data, int from, int to) {
    while (from < to) {
      // The last block is kept back, since it is compressed with a flag.
      if (filled == block.length) {
        counted += filled;
        compress(false);
        filled = 0;
      }
      int n = Math.min(to - from, block.length - filled);
      System.arraycopy(data, from, block, filled, n);
      filled += n;
      from += n;
    }
  }

  private void compress(boolean last) {
    int word = big ? 8 : 4;
    long mask = big ? -1L : 0xffffffffL;
    long[] m = new long[16];
    for (int i = 0; i < 16; i++) {
      m[i] = load(block, i * word, word);
    }
    long[] v = new long[16];
    for (int i = 0; i < 8; i++) {
      v[i] = state[i];
      v[i + 8] = iv(big, i);
    }
    v[12] ^= counted & mask;
    v[13] ^= big ? 0 : counted >>> 32;
    if (last) {
      v[14] ^= mask;
      if (lastNode) {
        v[15] ^= mask;
      }
    }
    int rounds = big ? 12 : 10;
    for (int r = 0; r < rounds; r++) {
      int[] s = SIGMA[r % 10];
      mix(v, 0, 4, 8, 12, m[s[0]], m[s[1]]);
      mix(v, 1, 5, 9, 13, m[s[2]], m[s[3]]);
      mix(v, 2, 6, 10, 14, m[s[4]], m[s[5]]);
      mix(v, 3, 7, 11, 15, m[s[6]], m[s[7]]);
      mix(v, 0, 5, 10, 15, m[s[8]], m[s[9]]);
      mix(v, 1, 6, 11, 12, m[s[10]], m[s[11]]);
      mix(v, 2, 7, 8, 13, m[s[12]], m[s[13]]);
      mix(v, 3, 4, 9, 14, m[s[14]], m[s[15]]);
    }
    for (int i = 0; i < 8; i++) {
      state[i] ^= v[i] ^ v[i + 8];
    }
  }

  private void mix(long[] v, int a, int b, int c, int d, long x, long y) {
    if (big) {
      v[a] += v[b] + x;
      v[d] = Long.rotateRight(v[d] ^ v[a], 32);
      v[c] += v[d];
      v[b] = Long.rotateRight(v[b] ^ v[c], 24);
      v[a] += v[b] + y;
      v[d] = Long.rotateRight(v[d] ^ v[a], 16);
      v[c] += v[d];
      v[b] = Long.rotateRight(v[b] ^ v[c], 63);
    } else {
      v[a] = v[a] + v[b] + x & 0xffffffffL;
      v[d] = rotate32(v[d] ^ v[a], 16);
      v[c] = v[c] + v[d] & 0xffffffffL;
      v[b] = rotate32(v[b] ^ v[c], 12);
      v[a] = v[a] + v[b] + y & 0xffffffffL;
      v[d] = rotate32(v[d] ^ v[a], 8);
      v[c] = v[c] + v[d] & 0xffffffffL;
      v[b] = rotate32(v[b] ^ v[c], 7);
    }
  }

  private static long rotate32(long x, int n) {
    return Integer.rotateRight((int) x, n) & 0xffffffffL;
  }

  @Override
  byte[] digest() {
    Blake2 last = copy();
    last.counted += filled;
    java.util.Arrays.fill(last.block, filled, last.block.length, (byte) 0);
    last.compress(true);
    int word = big ? 8 : 4;
    byte[] out = new byte[size];
    for (int i = 0; i < size; i++) {
      out[i] = (byte) (last.state[i / word] >>> 8 * (i % word));
    }
    return out;
  }

  @Override
  Blake2 copy() {
    return new Blake2(big, size, lastNode, state.clone(), block.clone(), filled, counted);
  }

  @Override
  int digestSize() {
    return size;
  }

  @Override
  int blockSize() {
    return block.length;
  }
}
