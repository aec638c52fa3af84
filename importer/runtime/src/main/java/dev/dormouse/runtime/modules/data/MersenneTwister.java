package dev.dormouse.runtime.modules.data;

/** The generator MT19937 by Matsumoto and Nishimura, seeded and read out as {@code random} does. */
final class MersenneTwister {
  static final int N = 624;
  private static final int M = 397;

  private final int[] state = new int[N];

  /** The next word to read; {@link #N} when new ones must be made. */
  private int index = N + 1;

  private void seed(int seed) {
    state[0] = seed;
    for (int i = 1; i < N; i++) {
      state[i] = 1812433253 * (state[i - 1] ^ state[i - 1] >>> 30) + i;
    }
    index = N;
  }

  /** Seeds with 32-bit words, least significant first. */
  void seed(int[] key) {
    seed(19650218);
    int i = 1;
    int j = 0;
    for (int k = Math.max(N, key.length); k > 0; k--) {
      state[i] = (state[i] ^ (state[i - 1] ^ state[i - 1] >>> 30) * 1664525) + key[j] + j;
      if (++i >= N) {
        state[0] = state[N - 1];
        i = 1;
      }
      j = (j + 1) % key.length;
    }
    for (int k = N - 1; k > 0; k--) {
      state[i] = (state[i] ^ (state[i - 1] ^ state[i - 1] >>> 30) * 1566083941) - i;
      if (++i >= N) {
        state[0] = state[N - 1];
        i = 1;
      }
    }
    state[0] = 0x80000000;
  }

  int next() {
    if (index >= N) {
      refill();
    }
    int y = state[index++];
    y ^= y >>> 11;
    y ^= y << 7 & 0x9d2c5680;
    y ^= y << 15 & 0xefc60000;
    return y ^ y >>> 18;
  }

  private void refill() {
    for (int i = 0; i < N; i++) {
      int y = state[i] & 0x80000000 | state[(i + 1) % N] & 0x7fffffff;
      state[i] = state[(i + M) % N] ^ y >>> 1 ^ ((y & 1) != 0 ? 0x9908b0df : 0);
    }
    index = 0;
  }

  /** A double in [0, 1) of 53 bits. */
  double nextDouble() {
    long a = next() >>> 5;
    long b = next() >>> 6;
    return (a * 67108864.0 + b) * (1.0 / 9007199254740992.0);
  }

  /** The words of the state and, last, the index. */
  int[] getState() {
    int[] all = java.util.Arrays.copyOf(state, N + 1);
    all[N] = index;
    return all;
  }

  void setState(int[] all) {
    System.arraycopy(all, 0, state, 0, N);
    index = all[N];
  }
}
