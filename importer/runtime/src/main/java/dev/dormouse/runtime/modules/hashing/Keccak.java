package dev.dormouse.runtime.modules.hashing;

/**
 * SHA-3 and SHAKE (FIPS 202). The JDK has the former only, and not with an output of any length.
 */
final class Keccak extends Digest {
  private static final int ROUNDS = 24;

  /** Rotation and destination of each lane in the order of the rho-pi walk. */
  private static final int[] ROTATIONS = {
    1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20, 44
  };

  private static final int[] LANES = {
    10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1
  };

  private static final long[] ROUND_CONSTANTS = roundConstants();

  private final long[] state;
  private final int rate;
  private final int size;
  private final int suffix;
  private int position;

  private Keccak(long[] state, int rate, int size, int suffix, int position) {
    this.state = state;
    this.rate = rate;
    this.size = size;
    this.suffix = suffix;
    this.position = position;
  }

  /** SHA-3 with {@code size} bytes of output. */
  static Keccak sha3(int size) {
    return new Keccak(new long[25], 200 - 2 * size, size, 0x06, 0);
  }

  /** SHAKE with a strength of {@code bits}. */
  static Keccak shake(int bits) {
    return new Keccak(new long[25], 200 - bits / 4, 0, 0x1f, 0);
  }

  /** The constants are bits of a linear feedback shift register, at the positions 2**j - 1. */
  private static long[] roundConstants() {
    long[] all = new long[ROUNDS];
    int register = 1;
    for (int round = 0; round < ROUNDS; round++) {
      for (int j = 0; j < 7; j++) {
        if ((register & 1) != 0) {
          all[round] |= 1L << (1 << j) - 1;
        }
        register <<= 1;
        if ((register & 0x100) != 0) {
          register ^= 0x171;
        }
      }
    }
    return all;
  }

  @Override
  void update(byte[] data, int from, int to) {
    for (int i = from; i < to; i++) {
      state[position >> 3] ^= (data[i] & 0xffL) << 8 * (position & 7);
      if (++position == rate) {
        permute();
        position = 0;
      }
    }
  }

  @Override
  byte[] digest() {
    return digest(size);
  }

  byte[] digest(int length) {
    Keccak last = copy();
    last.state[last.position >> 3] ^= (long) suffix << 8 * (last.position & 7);
    last.state[rate - 1 >> 3] ^= 0x80L << 8 * (rate - 1 & 7);
    last.permute();
    byte[] out = new byte[length];
    int at = 0;
    for (int i = 0; i < length; i++) {
      if (at == rate) {
        last.permute();
        at = 0;
      }
      out[i] = (byte) (last.state[at >> 3] >>> 8 * (at & 7));
      at++;
    }
    return out;
  }

  private void permute() {
    long[] a = state;
    long[] c = new long[5];
    for (int round = 0; round < ROUNDS; round++) {
      for (int x = 0; x < 5; x++) {
        c[x] = a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20];
      }
      for (int x = 0; x < 5; x++) {
        long d = c[(x + 4) % 5] ^ Long.rotateLeft(c[(x + 1) % 5], 1);
        for (int y = x; y < 25; y += 5) {
          a[y] ^= d;
        }
      }
      long moving = a[1];
      for (int t = 0; t < 24; t++) {
        int lane = LANES[t];
        long next = a[lane];
        a[lane] = Long.rotateLeft(moving, ROTATIONS[t]);
        moving = next;
      }
      for (int y = 0; y < 25; y += 5) {
        long a0 = a[y];
        long a1 = a[y + 1];
        a[y] ^= ~a1 & a[y + 2];
        a[y + 1] ^= ~a[y + 2] & a[y + 3];
        a[y + 2] ^= ~a[y + 3] & a[y + 4];
        a[y + 3] ^= ~a[y + 4] & a0;
        a[y + 4] ^= ~a0 & a1;
      }
      a[0] ^= ROUND_CONSTANTS[round];
    }
  }

  @Override
  Keccak copy() {
    return new Keccak(state.clone(), rate, size, suffix, position);
  }

  @Override
  int digestSize() {
    return size;
  }

  @Override
  int blockSize() {
    return rate;
  }

  int suffix() {
    return suffix;
  }
}
