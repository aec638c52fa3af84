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
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
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

  @Test
  void zipFile_isTakenLikeTheDirectory() throws Exception {
    Path zip = zip("app.pyz", "#!/usr/bin/env python3\n", tree("root"));
    ImageBuilder one = new ImageBuilder();
    ImageBuilder two = new ImageBuilder();
    new DirectoryBuilder(one).add(directory.resolve("root")).build(progress);
    new DirectoryBuilder(two).add(zip).build(progress);

    assertArrayEquals(one.build(), two.build());
  }

  @Test
  void twoZipFiles_firstWins() throws Exception {
    Path first = Files.createDirectory(directory.resolve("first"));
    write(first, "one.py", "y = 2\n");
    Image image = build(zip("a.zip", "", first), zip("b.zip", "", tree("root")));

    assertEquals("y = 2\n", text(image, "one.py"));
    assertNotNull(image.find("pkg"));
  }

  @Test
  void wheel_hasItsDataDirectoriesAtTheTop() throws Exception {
    Path root = tree("root");
    write(root, "x-1.0.data/purelib/pure.py", "p = 1\n");
    write(root, "x-1.0.data/platlib/plat/__init__.py", "q = 1\n");
    write(root, "x-1.0.data/scripts/run", "#!python\n");
    Image image = build(zip("x-1.0-py3-none-any.whl", "", root));

    assertEquals("pure.py", image.find("pure").origin());
    assertTrue(image.find("plat").isPackage());
    assertNull(image.resource("x-1.0.data"));
    assertEquals("Name: x", text(image, "x-1.0.dist-info/METADATA"));
  }

  @Test
  void damagedZipFile_isNamed() throws Exception {
    byte[] zip = Files.readAllBytes(zip("a.zip", "", tree("root")));
    Path cut = Files.write(directory.resolve("cut.zip"), Arrays.copyOf(zip, zip.length / 2));
    IOException e = assertThrows(IOException.class, () -> build(cut));
    assertTrue(e.getMessage().contains("cut.zip"), e.getMessage());
  }

  @Test
  void unchangedModules_areTakenFromTheEarlierImage() throws Exception {
    Path root = tree("root");
    Image earlier = build(root);
    write(root, "one.py", "x = 3\n");
    write(root, "new.py", "z = 1\n");

    ImageBuilder again = new ImageBuilder();
    DirectoryBuilder reusing = new DirectoryBuilder(again).reuse(earlier).add(root);
    reusing.build(progress);
    ImageBuilder fresh = new ImageBuilder();
    new DirectoryBuilder(fresh).add(root).build(progress);

    assertEquals(2, reusing.reused(), "pkg and pkg.sub.deep");
    assertArrayEquals(fresh.build(), again.build());
  }

  @Test
  void codeOfAnotherFileName_isNotReused() throws Exception {
    Path root = tree("root");
    Image earlier = build(root);
    ImageBuilder again = new ImageBuilder();
    DirectoryBuilder reusing = new DirectoryBuilder(again).frozen("one").reuse(earlier).add(root);
    reusing.build(progress);

    assertEquals(2, reusing.reused());
    assertEquals("<frozen one>", ImageRoundTripTest.image(again).find("one").code().filename());
  }

  @Test
  void damagedEarlierImage_isNoHindrance() throws Exception {
    Path root = tree("root");
    ImageBuilder builder = new ImageBuilder();
    new DirectoryBuilder(builder).add(root).build(progress);
    byte[] good = builder.build();
    Corrupter corrupter = new Corrupter(good, 7);
    int opened = 0;
    for (int i = 0; i < 300; i++) {
      Image earlier;
      try {
        earlier = Image.open("earlier", ByteBuffer.wrap(corrupter.mutate()));
      } catch (ImageFormatException e) {
        continue;
      }
      opened++;
      new DirectoryBuilder(new ImageBuilder()).reuse(earlier).add(root).build(progress);
    }
    assertTrue(opened > 20, "only " + opened + " could be opened");
  }

  @Test
  void generatedModule_takesThePlaceOfAnother() throws Exception {
    Path root = tree("root");
    ImageBuilder builder = new ImageBuilder();
    new DirectoryBuilder(builder).add(root).addGenerated("one", "g = 1\n").build(progress);
    Image image = ImageRoundTripTest.image(builder);

    assertEquals("g = 1\n", text(image, "one.py"));
    assertFalse(image.find("one").hasSourceStamp());
    assertArrayEquals(new Object[] {"g"}, image.find("one").code().names(PlainConstants.FACTORY));
  }

  @Test
  void listedFiles_areTakenUnlessExcludedOrOutside() throws Exception {
    Path root = tree("root");
    ImageBuilder builder = new ImageBuilder();
    new DirectoryBuilder(builder)
        .addFiles(
            root,
            List.of(
                "one.py",
                "../root/broken.py",
                "missing.py",
                "pkg/native.so",
                "pkg/__pycache__/__init__.cpython-311.pyc",
                "x-1.0.dist-info/METADATA"))
        .build(progress);
    Image image = ImageRoundTripTest.image(builder);

    assertEquals(1, image.moduleCount());
    assertNotNull(image.find("one"));
    assertNull(image.resource("pkg"));
    assertNotNull(image.resource("x-1.0.dist-info/METADATA"));
  }

  /** A zip file of a directory, with a line in front of it. */
  private Path zip(String name, String before, Path root) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out);
        Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
        zip.putNextEntry(new ZipEntry(root.relativize(file).toString()));
        zip.write(Files.readAllBytes(file));
      }
    }
    byte[] line = before.getBytes(StandardCharsets.UTF_8);
    byte[] all = Arrays.copyOf(line, line.length + out.size());
    System.arraycopy(out.toByteArray(), 0, all, line.length, out.size());
    return Files.write(directory.resolve(name), all);
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
