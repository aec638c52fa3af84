package dev.dormouse.runtime.modules.hashing;

/**
 * Keyed hashing (RFC 2104), and the functions built on it: PBKDF2 (RFC 8018) and scrypt (RFC 7914).
 */
final class Hmac extends Digest {
  private final Digest inner;

  /** Has taken the outer key only; never changed. */
  private final Digest outer;

  private Hmac(Digest inner, Digest outer) {
    this.inner = inner;
    this.outer = outer;
  }

  /** {@code hash} is a canonical name of a hash with a size. */
  static Hmac of(String hash, byte[] key) {
    Digest inner = Digests.of(hash);
    Digest outer = Digests.of(hash);
    if (key.length > inner.blockSize()) {
      Digest d = Digests.of(hash);
      d.update(key, 0, key.length);
      key = d.digest();
    }
    byte[] in = new byte[inner.blockSize()];
    byte[] out = new byte[in.length];
    for (int i = 0; i < in.length; i++) {
      int k = i < key.length ? key[i] : 0;
      in[i] = (byte) (k ^ 0x36);
      out[i] = (byte) (k ^ 0x5c);
    }
    inner.update(in, 0, in.length);
    outer.update(out, 0, out.length);
    return new Hmac(inner, outer);
  }

  @Override
  void update(byte[] data, int from, int to) {
    inner.update(data, from, to);
  }

  @Override
  byte[] digest() {
    Digest d = outer.copy();
    byte[] hash = inner.digest();
    d.update(hash, 0, hash.length);
    return d.digest();
  }

  @Override
  Hmac copy() {
    return new Hmac(inner.copy(), outer);
  }

  @Override
  int digestSize() {
    return inner.digestSize();
  }

  @Override
  int blockSize() {
    return inner.blockSize();
  }

  static byte[] pbkdf2(String hash, byte[] password, byte[] salt, long iterations, int length) {
    Hmac keyed = of(hash, password);
    int size = keyed.digestSize();
    byte[] out = new byte[length];
    for (int block = 1, at = 0; at < length; block++, at += size) {
      Hmac first = keyed.copy();
      first.update(salt, 0, salt.length);
      byte[] number = {
        (byte) (block >> 24), (byte) (block >> 16), (byte) (block >> 8), (byte) block
      };
      first.update(number, 0, 4);
      byte[] u = first.digest();
      byte[] t = u.clone();
      for (long i = 1; i < iterations; i++) {
        Hmac next = keyed.copy();
        next.update(u, 0, size);
        u = next.digest();
        for (int k = 0; k < size; k++) {
          t[k] ^= u[k];
        }
      }
      System.arraycopy(t, 0, out, at, Math.min(size, length - at));
    }
    return out;
  }

  /** {@code n} is a power of two. */
  static byte[] scrypt(byte[] password, byte[] salt, int n, int r, int p, int length) {
    byte[] b = pbkdf2("sha256", password, salt, 1, p * 128 * r);
    for (int i = 0; i < p; i++) {
      mixMemory(b, i * 128 * r, n, r);
    }
    return pbkdf2("sha256", password, b, 1, length);
  }

  private static void mixMemory(byte[] b, int at, int n, int r) {
    int words = 32 * r;
    int[] x = new int[words];
    for (int i = 0; i < words; i++) {
      int k = at + i * 4;
      x[i] = b[k] & 0xff | (b[k + 1] & 0xff) << 8 | (b[k + 2] & 0xff) << 16 | b[k + 3] << 24;
    }
    int[][] seen = new int[n][];
    for (int i = 0; i < n; i++) {
      seen[i] = x.clone();
      x = mixBlocks(x, r);
    }
    for (int i = 0; i < n; i++) {
      int[] v = seen[x[words - 16] & n - 1];
      for (int k = 0; k < words; k++) {
        x[k] ^= v[k];
      }
      x = mixBlocks(x, r);
    }
    for (int i = 0; i < words; i++) {
      for (int k = 0; k < 4; k++) {
        b[at + i * 4 + k] = (byte) (x[i] >>> 8 * k);
      }
    }
  }

  private static int[] mixBlocks(int[] in, int r) {
    int[] out = new int[in.length];
    int[] x = new int[16];
    System.arraycopy(in, in.length - 16, x, 0, 16);
    for (int i = 0; i < 2 * r; i++) {
      for (int k = 0; k < 16; k++) {
        x[k] ^= in[i * 16 + k];
      }
      salsa(x);
      // Even blocks go to the first half, odd ones to the second.
      System.arraycopy(x, 0, out, (i / 2 + (i & 1) * r) * 16, 16);
    }
    return out;
  }

  /** Salsa20 with 8 rounds. */
  private static void salsa(int[] block) {
    int[] x = block.clone();
    for (int i = 0; i < 4; i++) {
      for (int k = 0; k < 4; k++) {
        quarter(x, 5 * k % 16, (5 * k + 4) % 16, (5 * k + 8) % 16, (5 * k + 12) % 16);
      }
      for (int k = 0; k < 4; k++) {
        int row = 4 * k;
        quarter(x, row + k, row + (k + 1) % 4, row + (k + 2) % 4, row + (k + 3) % 4);
      }
    }
    for (int i = 0; i < 16; i++) {
      block[i] += x[i];
    }
  }

  private static void quarter(int[] x, int a, int b, int c, int d) {
    x[b] ^= Integer.rotateLeft(x[a] + x[d], 7);
    x[c] ^= Integer.rotateLeft(x[b] + x[a], 9);
    x[d] ^= Integer.rotateLeft(x[c] + x[b], 13);
    x[a] ^= Integer.rotateLeft(x[d] + x[c], 18);
  }
}
