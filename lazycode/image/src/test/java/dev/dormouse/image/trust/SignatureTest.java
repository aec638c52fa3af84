package dev.dormouse.image.trust;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dormouse.image.ExecutablePrefix;
import dev.dormouse.image.Image;
import dev.dormouse.image.ImageBuilder;
import dev.dormouse.image.ImageFiles;
import dev.dormouse.image.ImageFormatException;
import dev.dormouse.image.ImageInspector;
import dev.dormouse.image.ImageVerifier;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images are signed, and nothing that was not signed passes for it. */
class SignatureTest {
  /** Made by {@code openssl genpkey -algorithm ed25519}. */
  private static final String OPENSSL_PRIVATE =
      """
      -----BEGIN PRIVATE KEY-----
      MC4CAQAwBQYDK2VwBCIEICmUtCfb+s2qz8AzQm+yTEeycNftqt2ZG2SIDQhbSr5T
      -----END PRIVATE KEY-----
      """;

  /** And {@code openssl pkey -pubout} of it. */
  private static final String OPENSSL_PUBLIC =
      """
      -----BEGIN PUBLIC KEY-----
      MCowBQYDK2VwAyEAR3U99i+0f+HpWQXv2iCC8OKkfPCMux+j5IWWYLtuWAA=
      -----END PUBLIC KEY-----
      """;

  @TempDir Path directory;
  private Path keys;
  private SigningKey key;
  private TrustedKeys trusted;
  private byte[] image;

  @BeforeEach
  void makeKeyAndImage() throws Exception {
    keys = directory.resolve("key");
    key = SigningKey.generate();
    key.write(keys);
    trusted = TrustedKeys.read(directory.resolve("key.pub"));
    image =
        new ImageBuilder()
            .info("fact", "true")
            .addResource("file.txt", "contents".getBytes(StandardCharsets.UTF_8))
            .build();
  }

  private static Image open(byte[] bytes) throws ImageFormatException {
    return Image.open("x.dmi", ByteBuffer.wrap(bytes));
  }

  private static byte[] join(byte[] image, ByteBuffer signatures) {
    return ByteBuffer.allocate(image.length + signatures.remaining())
        .put(image)
        .put(signatures)
        .array();
  }

  @Test
  void signedImage_passes_andIsTheSameImage() throws Exception {
    Image signed = open(join(image, key.sign(open(image))));

    trusted.check(signed);
    ImageVerifier.verify(signed);
    assertEquals(open(image).contentId(), signed.contentId());
    assertEquals(ByteBuffer.wrap(image), signed.contents());
    assertArrayEquals(key.id(), signed.signatureKey(0));
    String id = HexFormat.of().formatHex(key.id());
    assertTrue(ImageInspector.summary(signed).contains("\n  signed by       " + id + "\n"));
  }

  @Test
  void readKey_signsLikeTheGeneratedOne() throws Exception {
    SigningKey read = SigningKey.read(keys);
    assertArrayEquals(key.id(), read.id());
    trusted.check(open(join(image, read.sign(open(image)))));
  }

  @Test
  void keysOfOpenssl_areRead() throws Exception {
    Path open = Files.writeString(directory.resolve("open.pub"), OPENSSL_PUBLIC);
    SigningKey theirs =
        SigningKey.read(Files.writeString(directory.resolve("open"), OPENSSL_PRIVATE));
    TrustedKeys.read(open).check(open(join(image, theirs.sign(open(image)))));
  }

  @Test
  void everyChangedByte_isNoticed() throws Exception {
    byte[] signed = join(image, key.sign(open(image)));
    for (int i = 0; i < signed.length; i++) {
      byte[] changed = signed.clone();
      changed[i] ^= 4;
      assertThrows(IOException.class, () -> trusted.check(open(changed)), "byte " + i);
    }
  }

  @Test
  void imageResealedByAnother_isRefused() throws Exception {
    byte[] other = new ImageBuilder().info("fact", "false").build();
    byte[] swapped = join(other, key.sign(open(image)));
    IOException e = assertThrows(UntrustedImageException.class, () -> trusted.check(open(swapped)));
    assertEquals(
        "x.dmi: changed after it was signed; get it again from where it was signed",
        e.getMessage());
  }

  @Test
  void prefix_isSignedToo() throws Exception {
    Path path = directory.resolve("program");
    ImageFiles.write(
        path, true, ByteBuffer.wrap(ExecutablePrefix.of(null)), ByteBuffer.wrap(image));
    Image program = Image.open(path);
    ByteBuffer signatures = key.sign(program);
    ImageFiles.write(path, true, program.prefix(), program.contents(), signatures.duplicate());
    trusted.check(Image.open(path));

    byte[] bytes = Files.readAllBytes(path);
    bytes[100] ^= 1;
    assertThrows(UntrustedImageException.class, () -> trusted.check(open(bytes)));
    byte[] without = join(image, signatures.duplicate());
    assertThrows(UntrustedImageException.class, () -> trusted.check(open(without)));
  }

  @Test
  void severalSign_eachCounts_andTwiceIsOnce() throws Exception {
    SigningKey second = SigningKey.generate();
    second.write(directory.resolve("second"));
    byte[] one = join(image, key.sign(open(image)));
    byte[] two = join(image, second.sign(open(one)));
    byte[] again = join(image, key.sign(open(two)));

    assertEquals(2, open(again).signatureCount());
    trusted.check(open(again));
    TrustedKeys.read(directory.resolve("second.pub")).check(open(again));
  }

  @Test
  void unsignedOrForeign_isRefusedInOneLine() throws Exception {
    IOException none =
        assertThrows(UntrustedImageException.class, () -> trusted.check(open(image)));
    assertEquals(
        "x.dmi: not signed; sign it with dormouse image sign, or get a signed one",
        none.getMessage());
    byte[] foreign = join(image, SigningKey.generate().sign(open(image)));
    IOException e = assertThrows(UntrustedImageException.class, () -> trusted.check(open(foreign)));
    assertEquals(
        "x.dmi: signed by no key of "
            + directory.resolve("key.pub")
            + "; get its signer's key, or an image of a trusted one",
        e.getMessage());
  }

  @Test
  void fileWithSeveralKeys_trustsAll() throws Exception {
    SigningKey.generate().write(directory.resolve("other"));
    Path all = directory.resolve("all");
    Files.writeString(
        all,
        "# the release keys\n"
            + Files.readString(directory.resolve("other.pub"))
            + "\n"
            + Files.readString(directory.resolve("key.pub")));
    TrustedKeys.read(all).check(open(join(image, key.sign(open(image)))));
  }

  @Test
  void badKeyFiles_areNamed() throws Exception {
    String rsa =
        "-----BEGIN PUBLIC KEY-----\n"
            + "MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBAAAA\n"
            + "-----END PUBLIC KEY-----";
    for (String bad :
        new String[] {"", "text", rsa, OPENSSL_PRIVATE, "-----BEGIN PUBLIC KEY-----"}) {
      Path file = Files.writeString(directory.resolve("bad"), bad);
      IOException e = assertThrows(IOException.class, () -> TrustedKeys.read(file), bad);
      assertTrue(e.getMessage().startsWith(file + ": "), e.getMessage());
    }
    for (String bad : new String[] {"", OPENSSL_PUBLIC, rsa.replace("PUBLIC", "PRIVATE")}) {
      Path file = Files.writeString(directory.resolve("bad"), bad);
      IOException e = assertThrows(IOException.class, () -> SigningKey.read(file), bad);
      assertTrue(e.getMessage().startsWith(file + ": "), e.getMessage());
    }
  }

  @Test
  void writtenKey_isItsOwnersAlone_andReplacesNothing() throws Exception {
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(keys)));
    byte[] before = Files.readAllBytes(keys);
    assertThrows(FileAlreadyExistsException.class, () -> SigningKey.generate().write(keys));
    assertArrayEquals(before, Files.readAllBytes(keys));
    assertFalse(Files.readString(directory.resolve("key.pub")).contains("PRIVATE"));
  }
}
