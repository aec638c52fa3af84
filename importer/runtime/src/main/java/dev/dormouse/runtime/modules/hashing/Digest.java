package dev.dormouse.runtime.modules.hashing;

/** A hash being computed. */
abstract class Digest {
  abstract void update(byte[] data, int from, int to);

  /** The hash of what came so far; more may follow. */
  abstract byte[] digest();

  /** An independent hash in the same state. */
  abstract Digest copy();

  /** In bytes; 0 if the caller chooses. */
  abstract int digestSize();

  abstract int blockSize();
}
