package dev.dormouse.image;

import static dev.dormouse.image.ImageFormat.*;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images as files: mapped, replaced whole, shown as text. */
class ImageFileTest {
  @TempDir Path directory;

  @Test
  void writtenImage_opensAndVerifies() throws Exception {
    Path path = directory.resolve("one.dmi");
    builder("spam").write(path);

    Image image = Image.open(path);

    assertEquals(path.toString(), image.name());
    assertEquals(Files.size(path), image.size());
    assertFalse(image.trusted());
    assertTrue(Image.openTrusted(path).trusted());
    ImageVerifier.verify(image);
    assertNotNull(image.find("spam"));
  }

  @Test
  void replacingAnOpenImage_disturbsNobody() throws Exception {
    Path path = directory.resolve("one.dmi");
    builder("spam").write(path);
    Image old = Image.open(path);

    builder("eggs").write(path);

    ImageVerifier.verify(old);
    assertNotNull(old.find("spam"));
    assertNull(Image.open(path).find("spam"));
    assertNotNull(Image.open(path).find("eggs"));
  }

  @Test
  void writing_leavesNoOtherFile() throws Exception {
    Path path = directory.resolve("one.dmi");
    builder("spam").write(path);
    builder("spam").write(path);
    try (Stream<Path> files = Files.list(directory)) {
      assertArrayEquals(new Object[] {path}, files.toArray());
    }
  }

  @Test
  void failedWrite_leavesTheOldImage() throws Exception {
    Path path = directory.resolve("taken");
    Files.createDirectories(path.resolve("not empty"));

    assertThrows(IOException.class, () -> builder("spam").write(path));

    try (Stream<Path> files = Files.list(directory)) {
      assertArrayEquals(new Object[] {path}, files.toArray());
    }
  }

  @Test
  void image_isReadableByOthersAsTheUmaskSays() throws Exception {
    Path plain = Files.write(directory.resolve("plain"), new byte[0]);
    Path path = directory.resolve("one.dmi");
    builder("spam").write(path);
    assertEquals(
        Files.getPosixFilePermissions(plain).contains(PosixFilePermission.OTHERS_READ),
        Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_READ));
  }

  @Test
  void whatIsNoImage_isRefused() throws Exception {
    Path empty = Files.write(directory.resolve("empty"), new byte[0]);
    Path text = Files.writeString(directory.resolve("text"), "print('hello')\n".repeat(20));

    assertThrows(ImageFormatException.class, () -> Image.open(empty));
    ImageFormatException e = assertThrows(ImageFormatException.class, () -> Image.open(text));
    assertEquals("the magic of a Dormouse image", e.expected());
    assertThrows(IOException.class, () -> Image.open(directory.resolve("missing")));
    assertThrows(IOException.class, () -> Image.open(directory));
  }

  @Test
  void imageBehindAPrefix_isTheSameImage() throws Exception {
    byte[] bytes = builder("spam").build();
    Path path = directory.resolve("program");
    ImageFiles.write(
        path, true, ByteBuffer.wrap(ExecutablePrefix.of("/it's/here")), ByteBuffer.wrap(bytes));

    Image image = Image.open(path);

    ImageVerifier.verify(image);
    assertNotNull(image.find("spam"));
    assertEquals(ByteBuffer.wrap(bytes), image.contents());
    assertEquals(PREFIX_SIZE, image.prefix().remaining());
    assertTrue(Files.isExecutable(path));
    assertTrue(ImageInspector.summary(image).contains("\n  program         starts itself"));
    assertTrue(Files.readString(path, StandardCharsets.ISO_8859_1).contains("'/it'\\''s/here'"));
    assertEquals("", ImageDiff.of(image, Image.open("plain", ByteBuffer.wrap(bytes))));
  }

  @Test
  void fileWithAPrefix_cutAnywhereInItsStart_isRefused() throws Exception {
    byte[] bytes = new byte[PREFIX_SIZE + 200];
    System.arraycopy(ExecutablePrefix.of(null), 0, bytes, 0, PREFIX_SIZE);
    System.arraycopy(builder("spam").build(), 0, bytes, PREFIX_SIZE, 200);
    for (int length : new int[] {0, 1, 2, 100, 4095, 4096, 4097, 4104, 4167, 4168, 4296}) {
      assertThrows(
          ImageFormatException.class,
          () -> Image.open("cut", ByteBuffer.wrap(bytes, 0, length)),
          "cut at " + length);
    }
  }

  @Test
  void prefixThatDoesNotFit_isRefused() {
    assertThrows(ImageLimitException.class, () -> ExecutablePrefix.of("/x".repeat(2000)));
  }

  @Test
  void whatStandsBehindAnImage_mustBeSignatures() throws Exception {
    byte[] bytes = builder("spam").build();
    assertEquals(3, behind(bytes, SIGNATURES_MAGIC, 3, 0, 3 * SIGNATURE_SIZE).signatureCount());
    assertEquals(0, Image.open("plain", ByteBuffer.wrap(bytes)).signatureCount());
    refuse(bytes, SIGNATURES_MAGIC + 1, 1, 0, SIGNATURE_SIZE);
    refuse(bytes, SIGNATURES_MAGIC, 0, 0, 0);
    refuse(bytes, SIGNATURES_MAGIC, -1, 0, SIGNATURE_SIZE);
    refuse(bytes, SIGNATURES_MAGIC, 2, 0, SIGNATURE_SIZE);
    refuse(bytes, SIGNATURES_MAGIC, 1, 0, SIGNATURE_SIZE - 1);
    refuse(bytes, SIGNATURES_MAGIC, 1, 0, SIGNATURE_SIZE + 1);
    refuse(bytes, SIGNATURES_MAGIC, 1, 7, SIGNATURE_SIZE);
    refuse(bytes, SIGNATURES_MAGIC, 65, 0, 65 * SIGNATURE_SIZE);
    refuse(bytes, SIGNATURES_MAGIC, 1 << 28, 0, 0);
    for (int more = 1; more < SIGNATURES_SIZE; more++) {
      byte[] longer = Arrays.copyOf(bytes, bytes.length + more);
      assertThrows(ImageFormatException.class, () -> Image.open("longer", ByteBuffer.wrap(longer)));
    }
  }

  private static Image behind(byte[] image, long magic, int count, int reserved, int rest)
      throws Exception {
    byte[] all = Arrays.copyOf(image, image.length + SIGNATURES_SIZE + rest);
    ByteBuffer.wrap(all, image.length, SIGNATURES_SIZE)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(magic)
        .putInt(count)
        .putInt(reserved);
    return Image.open("signed", ByteBuffer.wrap(all));
  }

  private static void refuse(byte[] image, long magic, int count, int reserved, int rest) {
    assertThrows(ImageFormatException.class, () -> behind(image, magic, count, reserved, rest));
  }

  @Test
  void refusal_saysWhatToDo() throws Exception {
    byte[] bytes = builder("spam").build();
    assertEquals(
        "x.dmi: header at offset 24: expected a file of "
            + bytes.length
            + " bytes, found one of 100; the file is truncated: copy or build it again",
        refusal(Arrays.copyOf(bytes, 100)));
    assertEquals(
        "x.dmi: header at offset 8: expected format version 1, found version 99; the image is of"
            + " another version of Dormouse: build it again with this one",
        refusal(with(bytes, HEADER_FORMAT_VERSION, 99)));
    assertEquals(
        "x.dmi: header at offset 10: expected bytecode with magic 3495, found magic 3361; the image"
            + " is for another version of Python: build it again for 3.11",
        refusal(with(bytes, HEADER_PYTHON_MAGIC, 3361)));
    String changed = refusal(with(bytes, HEADER_CONTENT_ID, 1));
    assertTrue(changed.startsWith("x.dmi: header at offset 64: "), changed);
    assertTrue(changed.endsWith("; the image is damaged: copy or build it again"), changed);
  }

  private static byte[] with(byte[] image, int at, int value) {
    byte[] copy = image.clone();
    ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN).putShort(at, (short) value);
    return copy;
  }

  private static String refusal(byte[] bytes) {
    return assertThrows(
            ImageFormatException.class, () -> Image.open("x.dmi", ByteBuffer.wrap(bytes)))
        .getMessage();
  }

  @Test
  void leftoversOfKilledWriters_areRemoved_thoseOfLivingOnesNot() throws Exception {
    Path path = directory.resolve("one.dmi");
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    Path dead = Files.createFile(directory.resolve(".one.dmi." + gone.pid() + "-1.tmp"));
    Path alive =
        Files.createFile(directory.resolve(".one.dmi." + ProcessHandle.current().pid() + "-1.tmp"));
    Path other = Files.createFile(directory.resolve(".one.dmi.note.tmp"));

    builder("spam").write(path);

    assertFalse(Files.exists(dead));
    assertTrue(Files.exists(alive));
    assertTrue(Files.exists(other));
  }

  @Test
  void inspector_showsTheExample() throws Exception {
    Path path = directory.resolve("spam.dmi");
    Files.write(path, FormatDocumentTest.example());
    Image image = Image.open(path);

    String summary = ImageInspector.summary(image).replace(path.toString(), "spam.dmi");
    assertTrue(
        summary.startsWith("spam.dmi\n  format version  1\n  bytecode magic  3495\n"), summary);
    assertTrue(summary.contains("\nmodules                  456          80        1   "), summary);
    assertEquals(
        "spam                                     module           0  spam.py\n",
        ImageInspector.modules(image));
    assertEquals("         4  spam.txt\n", ImageInspector.resources(image));
    String expected =
        """
        code 1: f
          file            spam.py, line 1
          parent          code 0
          arguments       1, of them positional-only 0; keyword-only 0
          flags           0x3 OPTIMIZED NEWLOCALS
          stack size      2
          fast locals     1, of them free 0

          1           0 RESUME                   0

          3           2 LOAD_FAST                0 (x)
                      4 LOAD_CONST               1 (1.5)
                      6 BINARY_OP                0 (+)
                     10 RETURN_VALUE
        """;
    assertEquals(expected, ImageInspector.code(image, "spam:f"));
    assertEquals(expected, ImageInspector.code(image, "1"));
    assertTrue(ImageInspector.code(image, "spam").startsWith("code 0: <module>\n"));
    assertNull(ImageInspector.code(image, "spam:g"));
    assertNull(ImageInspector.code(image, "eggs"));
    assertNull(ImageInspector.code(image, "2"));
    assertEquals(0, image.wokenCount());
  }

  private static ImageBuilder builder(String module) {
    return new ImageBuilder()
        .addModule(
            module,
            ImageRoundTripTest.code("<module>", 0, "x"),
            false,
            module + ".py",
            SourceStamp.NONE);
  }
}
