package dev.dormouse.runtime.modules.hashing;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** MD5, SHA-1 and SHA-2 by the JDK. */
final class JavaDigest extends Digest {
  private final MessageDigest digest;

  private JavaDigest(MessageDigest digest) {
    this.digest = digest;
  }

  /** Null if the JDK has no such algorithm. */
  static JavaDigest of(String algorithm) {
    try {
      return new JavaDigest(MessageDigest.getInstance(algorithm));
    } catch (NoSuchAlgorithmException e) {
      return null;
    }
  }

  private MessageDigest duplicate() {
    try {
      return (MessageDigest) digest.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(digest.getAlgorithm() + " of this JDK cannot be copied", e);
    }
  }

  @Override
  void update(byte[] data, int from, int to) {
    digest.update(data, from, to - from);
  }

  @Override
  byte[] digest() {
    return duplicate().digest();
  }

  @Override
  Digest copy() {
    return new JavaDigest(duplicate());
  }

  @Override
  int digestSize() {
    return digest.getDigestLength();
  }

  @Override
  int blockSize() {
    return switch (digest.getAlgorithm()) {
      case "SHA-384", "SHA-512", "SHA-512/224", "SHA-512/256" -> 128;
      default -> 64;
    };
  }
}
