package dev.dormouse.image.trust;

import dev.dormouse.image.Image;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Set;

/** An Ed25519 key that signs images. */
public final class SigningKey {
  static final String ALGORITHM = "Ed25519";

  private final KeyPair pair;

  private SigningKey(KeyPair pair) {
    this.pair = pair;
  }

  /** A new one. */
  public static SigningKey generate() {
    try {
      return new SigningKey(KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java since 15 has Ed25519", e);
    }
  }

  /** Reads the private key of a PEM file, such as {@code openssl genpkey} writes. */
  public static SigningKey read(Path file) throws IOException {
    try {
      PrivateKey key =
          KeyFactory.getInstance(ALGORITHM)
              .generatePrivate(
                  new PKCS8EncodedKeySpec(PemFile.read(file, PemFile.PRIVATE).getFirst()));
      if (!(key instanceof EdECPrivateKey ed) || ed.getBytes().isEmpty()) {
        throw new IOException(file + ": not an Ed25519 key");
      }
      KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
      generator.initialize(NamedParameterSpec.ED25519, new Seed(ed.getBytes().get()));
      return new SigningKey(generator.generateKeyPair());
    } catch (InvalidKeySpecException e) {
      throw new IOException(file + ": not an Ed25519 key");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java since 15 has Ed25519", e);
    }
  }

  /**
   * Gives a key's own bytes as "random" ones: the only way in the JDK's interface to the public key
   * that belongs to a private one.
   */
  private static final class Seed extends SecureRandom {
    private static final long serialVersionUID = 1L;
    private final byte[] bytes;

    Seed(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public void nextBytes(byte[] to) {
      if (to.length != bytes.length) {
        throw new IllegalStateException("a key of " + to.length + " bytes");
      }
      System.arraycopy(bytes, 0, to, 0, to.length);
    }
  }

  /** The id of its public half, as signatures carry it. */
  public byte[] id() {
    return TrustedKeys.id(pair.getPublic());
  }

  /**
   * Writes the private key to {@code file}, which only its owner may read, and the public one to
   * {@code file.pub}. Neither may exist.
   */
  public void write(Path file) throws IOException {
    Path open = file.resolveSibling(file.getFileName() + ".pub");
    for (Path path : new Path[] {file, open}) {
      if (Files.exists(path)) {
        throw new FileAlreadyExistsException(path.toString());
      }
    }
    Set<StandardOpenOption> create =
        Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
    try (var channel =
        Files.newByteChannel(
            file,
            create,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      channel.write(bytes(PemFile.PRIVATE, pair.getPrivate().getEncoded()));
    }
    try (var channel = Files.newByteChannel(open, create)) {
      channel.write(bytes(PemFile.PUBLIC, pair.getPublic().getEncoded()));
    }
  }

  private static ByteBuffer bytes(String label, byte[] contents) {
    return ByteBuffer.wrap(PemFile.text(label, contents).getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * What must stand behind the image's bytes: its signatures, with this key's in the place of an
   * earlier one.
   */
  public ByteBuffer sign(Image image) {
    byte[] signature;
    try {
      Signature signer = Signature.getInstance(ALGORITHM);
      signer.initSign(pair.getPrivate());
      TrustedKeys.signed(image, signer);
      signature = signer.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("signing failed", e);
    }
    byte[] id = id();
    ByteBuffer all =
        ByteBuffer.allocate(
                Image.SIGNATURES_HEADER + (image.signatureCount() + 1) * Image.SIGNATURE_LENGTH)
            .order(ByteOrder.LITTLE_ENDIAN);
    all.position(Image.SIGNATURES_HEADER);
    int count = 0;
    for (int i = 0; i < image.signatureCount(); i++) {
      if (!Arrays.equals(image.signatureKey(i), id)) {
        all.put(image.signatureKey(i)).put(image.signature(i));
        count++;
      }
    }
    all.put(id).put(signature);
    Image.putSignaturesHeader(all, count + 1);
    return all.flip();
  }
}
