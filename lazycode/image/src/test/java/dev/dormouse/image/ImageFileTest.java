package dev.dormouse.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
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
