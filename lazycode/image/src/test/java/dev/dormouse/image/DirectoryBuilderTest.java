package dev.dormouse.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dormouse.code.CodeUnit;
import dev.dormouse.code.PycFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Directories become images. */
class DirectoryBuilderTest {
  @TempDir Path directory;

  private final List<String> added = new ArrayList<>();
  private final List<String> skipped = new ArrayList<>();

  private final DirectoryBuilder.Progress progress =
      new DirectoryBuilder.Progress() {
        @Override
        public void added(String module, int done, int total) {
          added.add(module + " " + done + "/" + total);
        }

        @Override
        public void skipped(Path file, String reason) {
          skipped.add(file.getFileName() + ": " + reason);
        }
      };

  @Test
  void frozenModule_hasThatForItsFileName() throws Exception {
    Path root = tree("root");
    ImageBuilder builder = new ImageBuilder();
    new DirectoryBuilder(builder).frozen("one").add(root).build(progress);
    Image image = ImageRoundTripTest.image(builder);

    assertEquals("<frozen one>", image.find("one").code().filename());
    assertEquals("test.dmi/one.py", image.find("one").file());
    assertEquals("test.dmi/pkg/__init__.py", image.find("pkg").code().filename());
  }

  @Test
  void modulesPackagesAndData_areTaken() throws Exception {
    Path root = tree("root");
    Image image = build(root);

    ImageVerifier.verify(image);
    assertTrue(image.find("pkg").isPackage());
    assertEquals("pkg/__init__.py", image.find("pkg").origin());
    assertEquals("test.dmi/pkg/sub/deep.py", image.find("pkg.sub.deep").file());
    assertTrue(image.find("pkg.sub").isNamespace());
    assertNull(image.find("pkg.sub").code());
    assertEquals("one.py", image.find("one").origin());
    assertEquals("data", text(image, "pkg/data/file.txt"));
    assertEquals("Name: x", text(image, "x-1.0.dist-info/METADATA"));
    assertEquals("x = 1\n", text(image, "one.py"));
    assertEquals("pkg", image.find("pkg").resources().path());
    assertNull(image.resource("pkg/__pycache__"));
    assertNull(image.resource("pkg/native.so"));
    assertNull(image.find("x-1"));
    assertEquals(List.of("one 2/4", "pkg 3/4", "pkg.sub.deep 4/4"), added);
    assertTrue(skipped.get(0).startsWith("broken.py: SyntaxError: "), skipped.toString());
    assertEquals("def (\n", text(image, "broken.py"));
    assertNull(image.find("broken"));
  }

  @Test
  void sourceStamp_recognisesTheSource() throws Exception {
    Image image = build(tree("root"));
    ImageModule one = image.find("one");

    assertTrue(one.isFrom("x = 1\n".getBytes(StandardCharsets.UTF_8)));
    assertFalse(one.isFrom("x = 2\n".getBytes(StandardCharsets.UTF_8)));
    assertFalse(one.hasSourceMtime());
    assertEquals("x = 1\n", new String(one.source().bytes(), StandardCharsets.UTF_8));
  }

  @Test
  void fileNames_areBelowTheImageWhereverItIs() throws Exception {
    Path first = directory.resolve("a.dmi");
    Path second = directory.resolve("b.dmi");
    ImageBuilder builder = new ImageBuilder();
    new DirectoryBuilder(builder).add(tree("root")).build(progress);
    builder.write(first);
    Files.copy(first, second);

    for (Path path : List.of(first, second)) {
      ImageCode code = Image.open(path).find("pkg.sub.deep").code();
      assertEquals(path + "/pkg/sub/deep.py", code.filename());
      assertEquals(path + "/pkg/sub/deep.py", code.toCodeObject().filename);
    }
  }

  @Test
  void sameTreeElsewhere_givesTheSameBytes() throws Exception {
    ImageBuilder one = new ImageBuilder();
    ImageBuilder two = new ImageBuilder();
    new DirectoryBuilder(one).add(tree("here")).build(progress);
    new DirectoryBuilder(two).add(tree("there")).build(progress);

    assertArrayEquals(one.build(), two.build());
  }

  @Test
  void firstDirectory_wins() throws Exception {
    Path first = Files.createDirectory(directory.resolve("first"));
    write(first, "one.py", "y = 2\n");
    Image image = build(first, tree("root"));

    assertArrayEquals(new Object[] {"y"}, image.find("one").code().names(PlainConstants.FACTORY));
    assertEquals("y = 2\n", text(image, "one.py"));
    assertNotNull(image.find("pkg"));
  }

  @Test
  void packageGoesBeforeModule_sourceBeforeCompiled() throws Exception {
    Path root = Files.createDirectory(directory.resolve("root"));
    write(root, "both.py", "module = 1\n");
    write(root, "both/__init__.py", "package = 1\n");
    ImageBuilder builder = new ImageBuilder();
    CodeUnit code = build(tree("other")).find("one").code();
    byte[] pyc = PycFile.hashed(code.toCodeObject(), new byte[0], false).toBytes();
    Files.write(root.resolve("both.pyc"), pyc);
    Files.write(root.resolve("alone.pyc"), pyc);
    new DirectoryBuilder(builder).add(root).build(progress);
    Image image = ImageRoundTripTest.image(builder);

    assertTrue(image.find("both").isPackage());
    assertArrayEquals(
        new Object[] {"package"}, image.find("both").code().names(PlainConstants.FACTORY));
    assertEquals("alone.pyc", image.find("alone").origin());
    assertFalse(image.find("alone").hasSourceStamp());
    assertNull(image.find("alone").source());
  }

  @Test
  void packageAndFile_canBeAddedThemselves() throws Exception {
    Path root = tree("root");
    Image image = build(root.resolve("pkg"), root.resolve("one.py"));

    assertNotNull(image.find("pkg.sub.deep"));
    assertNotNull(image.find("one"));
    assertNull(image.resource("x-1.0.dist-info"));
    assertThrows(IOException.class, () -> build(root.resolve("pkg/data/file.txt")));
    assertThrows(IOException.class, () -> build(root.resolve("missing")));
  }

  @Test
  void excludedNamesAndPaths_stayOut() throws Exception {
    ImageBuilder builder = new ImageBuilder();
    new DirectoryBuilder(builder)
        .exclude("*.dist-info")
        .exclude("pkg/sub")
        .keepSources(false)
        .add(tree("root"))
        .build(progress);
    Image image = ImageRoundTripTest.image(builder);

    assertNull(image.find("pkg.sub"));
    assertNull(image.resource("x-1.0.dist-info"));
    assertNull(image.resource("one.py"));
    assertNotNull(image.resource("pkg/data/file.txt"));
  }

  @Test
  void linkInACircle_isNotFollowed() throws Exception {
    Path root = tree("root");
    Files.createSymbolicLink(root.resolve("pkg/loop"), root);

    Image image = build(root);

    assertNotNull(image.find("pkg"));
    assertNull(image.find("pkg.loop.one"));
  }

  private Image build(Path... sources) throws Exception {
    ImageBuilder builder = new ImageBuilder();
    DirectoryBuilder directories = new DirectoryBuilder(builder);
    for (Path source : sources) {
      directories.add(source);
    }
    directories.build(progress);
    return ImageRoundTripTest.image(builder);
  }

  private Path tree(String name) throws IOException {
    Path root = Files.createDirectory(directory.resolve(name));
    write(root, "one.py", "x = 1\n");
    write(root, "broken.py", "def (\n");
    write(root, "pkg/__init__.py", "'Docs.'\n");
    write(root, "pkg/sub/deep.py", "def f():\n    return 1.5\n");
    write(root, "pkg/data/file.txt", "data");
    write(root, "pkg/native.so", "\u007fELF");
    write(root, "pkg/__pycache__/__init__.cpython-311.pyc", "nothing");
    write(root, "x-1.0.dist-info/METADATA", "Name: x");
    return root;
  }

  private static void write(Path root, String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static String text(Image image, String path) {
    return new String(image.resource(path).bytes(), StandardCharsets.UTF_8);
  }
}
