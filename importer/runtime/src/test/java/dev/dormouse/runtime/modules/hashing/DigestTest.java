package dev.dormouse.runtime.modules.hashing;

import dev.dormouse.runtime.text.Reference;
import java.io.IOException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Hash algorithms against the reference interpreter. */
class DigestTest {
  @Test
  void shouldHashLikeTheReference() throws IOException {
    Reference.check(
        "hashes.py",
        4_000,
        f -> {
          byte[] data = Reference.bytes(f[1]);
          Digest d = digest(f);
          // In two parts, and through a copy.
          d.update(data, 0, data.length / 3);
          d.digest();
          d = d.copy();
          d.update(data, data.length / 3, data.length);
          byte[] hash =
              d instanceof Keccak k && d.digestSize() == 0
                  ? k.digest(Integer.parseInt(f[2]))
                  : d.digest();
          return HexFormat.of().formatHex(hash);
        });
  }

  private static Digest digest(String[] f) {
    return switch (f[0]) {
      case "sha3_224" -> Keccak.sha3(28);
      case "sha3_256" -> Keccak.sha3(32);
      case "sha3_384" -> Keccak.sha3(48);
      case "sha3_512" -> Keccak.sha3(64);
      case "shake_128" -> Keccak.shake(128);
      case "shake_256" -> Keccak.shake(256);
      case "md5" -> JavaDigest.of("MD5");
      case "sha1" -> JavaDigest.of("SHA-1");
      case "sha224" -> JavaDigest.of("SHA-224");
      case "sha256" -> JavaDigest.of("SHA-256");
      case "sha384" -> JavaDigest.of("SHA-384");
      case "sha512" -> JavaDigest.of("SHA-512");
      default -> {
        boolean big = f[0].equals("blake2b");
        byte[] key = Reference.bytes(f[2]);
        byte[] parameters = new byte[big ? 64 : 32];
        parameters[0] = (byte) Integer.parseInt(f[3]);
        parameters[1] = (byte) key.length;
        parameters[2] = 1;
        parameters[3] = 1;
        yield Blake2.of(big, parameters, key, f[4].equals("1"));
      }
    };
  }
}
