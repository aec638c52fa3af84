package dev.dormouse.runtime.modules.hashing;

/** Hash algorithms by the names that {@code _hashlib} knows. */
final class Digests {
  private Digests() {}

  /**
   * {@code openssl_md_meth_names}. RIPEMD-160, SM3 and MD5-SHA1, which OpenSSL also has, are
   * missing.
   */
  static final String[] NAMES = {
    "md5",
    "sha1",
    "sha224",
    "sha256",
    "sha384",
    "sha512",
    "sha512_224",
    "sha512_256",
    "sha3_224",
    "sha3_256",
    "sha3_384",
    "sha3_512",
    "shake_128",
    "shake_256",
    "blake2b",
    "blake2s"
  };

  /** The name as Python writes it; null if there is no such algorithm. */
  static String canonical(String name) {
    String n =
        dev.dormouse.runtime.text.CaseMapping.lower(name).replace('-', '_').replace('/', '_');
    n =
        switch (n) {
          case "sha_1" -> "sha1";
          case "sha_224", "sha2_224" -> "sha224";
          case "sha_256", "sha2_256" -> "sha256";
          case "sha_384", "sha2_384" -> "sha384";
          case "sha_512", "sha2_512" -> "sha512";
          case "sha_512_224" -> "sha512_224";
          case "sha_512_256" -> "sha512_256";
          case "shake128" -> "shake_128";
          case "shake256" -> "shake_256";
          case "blake2b512" -> "blake2b";
          case "blake2s256" -> "blake2s";
          default -> n;
        };
    for (String known : NAMES) {
      if (known.equals(n)) {
        return known;
      }
    }
    return null;
  }

  /** A fresh hash of a canonical name. */
  static Digest of(String name) {
    return switch (name) {
      case "md5" -> JavaDigest.of("MD5");
      case "sha1" -> JavaDigest.of("SHA-1");
      case "sha224" -> JavaDigest.of("SHA-224");
      case "sha256" -> JavaDigest.of("SHA-256");
      case "sha384" -> JavaDigest.of("SHA-384");
      case "sha512" -> JavaDigest.of("SHA-512");
      case "sha512_224" -> JavaDigest.of("SHA-512/224");
      case "sha512_256" -> JavaDigest.of("SHA-512/256");
      case "sha3_224" -> Keccak.sha3(28);
      case "sha3_256" -> Keccak.sha3(32);
      case "sha3_384" -> Keccak.sha3(48);
      case "sha3_512" -> Keccak.sha3(64);
      case "shake_128" -> Keccak.shake(128);
      case "shake_256" -> Keccak.shake(256);
      case "blake2b" -> Blake2.plain(true);
      default -> Blake2.plain(false);
    };
  }
}
