package dev.dormouse.image.trust;

import dev.dormouse.image.Image;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** Public keys, one of which must have signed an image for it to be used. */
public final class TrustedKeys {
  private static final byte[] DOMAIN =
      "dormouse image signature 1\0".getBytes(StandardCharsets.US_ASCII);

  private final String file;

  /** By id in hexadecimal. */
  private final Map<String, PublicKey> keys = new LinkedHashMap<>();

  private TrustedKeys(String file) {
    this.file = file;
  }

  /** Reads the public keys of a PEM file, one or many. */
  public static TrustedKeys read(Path file) throws IOException {
    TrustedKeys trusted = new TrustedKeys(file.toString());
    for (byte[] encoded : PemFile.read(file, PemFile.PUBLIC)) {
      try {
        PublicKey key =
            KeyFactory.getInstance(SigningKey.ALGORITHM)
                .generatePublic(new X509EncodedKeySpec(encoded));
        trusted.keys.put(HexFormat.of().formatHex(id(key)), key);
      } catch (InvalidKeySpecException e) {
        throw new IOException(file + ": not an Ed25519 key");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java since 15 has Ed25519", e);
      }
    }
    return trusted;
  }

  /** SHA-256 of the key in X.509 form. */
  static byte[] id(PublicKey key) {
    return sha256(ByteBuffer.wrap(key.getEncoded()));
  }

  private static byte[] sha256(ByteBuffer bytes) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes);
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Feeds what a signature of the image covers. */
  static void signed(Image image, Signature to) throws SignatureException {
    to.update(DOMAIN);
    if (image.prefix() != null) {
      to.update(image.prefix());
    }
    to.update(image.headerAndDirectory());
  }

  /**
   * Returns if one of these keys signed exactly this image, every byte of which is read for that.
   *
   * @throws UntrustedImageException if not
   */
  public void check(Image image) throws UntrustedImageException {
    if (image.signatureCount() == 0) {
      throw new UntrustedImageException(
          image.name(), "not signed; sign it with dormouse image sign, or get a signed one");
    }
    PublicKey known = null;
    for (int i = 0; i < image.signatureCount(); i++) {
      PublicKey key = keys.get(HexFormat.of().formatHex(image.signatureKey(i)));
      if (key == null) {
        continue;
      }
      known = key;
      if (fits(image, key, image.signature(i))) {
        checkContents(image);
        return;
      }
    }
    throw new UntrustedImageException(
        image.name(),
        known == null
            ? "signed by no key of " + file + "; get its signer's key, or an image of a trusted one"
            : "changed after it was signed; get it again from where it was signed");
  }

  private static boolean fits(Image image, PublicKey key, byte[] signature) {
    try {
      Signature verifier = Signature.getInstance(SigningKey.ALGORITHM);
      verifier.initVerify(key);
      signed(image, verifier);
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      // A signature that is not even a point of the curve.
      return false;
    }
  }

  /** The header is signed, and with it this hash of everything behind it. */
  private static void checkContents(Image image) throws UntrustedImageException {
    ByteBuffer contents = image.contents();
    contents.position(Image.HEADER_LENGTH);
    if (!HexFormat.of().formatHex(sha256(contents)).equals(image.contentId())) {
      throw new UntrustedImageException(
          image.name(), "changed after it was signed; get it again from where it was signed");
    }
  }
}
