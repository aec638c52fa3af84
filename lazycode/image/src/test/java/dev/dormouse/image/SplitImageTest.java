package dev.dormouse.image;

import static dev.dormouse.image.ImageFormat.*;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.dormouse.code.LazyText;
import dev.dormouse.code.MarshalWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images in two files: the second opens when it is needed, and only if it belongs to the first. */
class SplitImageTest {
  private static final int MUTATIONS = 3000;

  @TempDir Path folder;

  @Test
  void whatWoke_needsNoSecondFile() throws Exception {
    Image image = Image.open("test.dmi", ByteBuffer.wrap(files().image()));
    for (String name : LayoutTest.woken()) {
      ImageCode code = LayoutTest.find(image, name);
      code.wordcode();
      code.consts(PlainFactory.LAZY);
      code.names(PlainConstants.FACTORY);
      code.localsplusnames();
      code.exceptiontable();
    }
    assertTrue(image.isSplit());
    assertFalse(image.isColdOpen());
  }

  @Test
  void whatIsCold_opensTheSecondFile() throws Exception {
    for (String cold : List.of("alpha:cold", "alpha:C.first", "beta:f", "beta:g")) {
      Image image = open(files());
      ImageCode code = LayoutTest.find(image, cold);
      assertFalse(image.isColdOpen(), cold);
      code.wordcode();
      assertTrue(image.isColdOpen(), cold);
    }
    Image image = open(files());
    assertTrue(LayoutTest.find(image, "alpha:hot").linetable().length > 0);
    assertTrue(image.isColdOpen(), "line tables are cold");
    image = open(files());
    LazyText doc = (LazyText) LayoutTest.find(image, "alpha:C.second").docstring(PlainFactory.LAZY);
    assertFalse(image.isColdOpen(), "nobody read the docstring");
    assertEquals("second's docstring", doc.read());
    assertTrue(image.isColdOpen());
    image = open(files());
    assertEquals("some text", new String(image.resource("alpha.txt").bytes()));
    assertTrue(image.isColdOpen());
  }

  @Test
  void twoFiles_holdWhatOneHolds() throws Exception {
    Image one = Image.open("one.dmi", ByteBuffer.wrap(LayoutTest.builder().build()));
    ImageBuilder.Files files = files();
    // Of the same name, so that file names are equal.
    Image two =
        Image.open("one.dmi", ByteBuffer.wrap(files.image()), ByteBuffer.wrap(files.cold()));
    ImageVerifier.verify(two);
    for (String module : List.of("alpha", "beta")) {
      assertArrayEquals(
          MarshalWriter.toBytes(one.find(module).code().toCodeObject()),
          MarshalWriter.toBytes(two.find(module).code().toCodeObject()));
    }
  }

  @Test
  void build_isDeterministic() throws Exception {
    assertArrayEquals(files().image(), files().image());
    assertArrayEquals(files().cold(), files().cold());
  }

  @Test
  void files_areFoundBesideEachOther() throws Exception {
    Path path = folder.resolve("x.dmi");
    String second = ImageBuilder.write(path, files());
    Image image = Image.open(path);
    assertEquals(second, image.coldName());
    assertTrue(second.startsWith(path + ".") && second.endsWith(".cold"), second);
    ImageVerifier.verify(image);
    assertTrue(ImageInspector.summary(image).contains("second file     " + second + "\n"));
    assertTrue(ImageInspector.summary(image).contains("\nin the second file\n"));

    Path moved = folder.resolve("y.dmi");
    Files.move(path, moved);
    Files.move(Path.of(second), Path.of(Image.open(moved).coldName()));
    ImageVerifier.verify(Image.open(moved));
  }

  @Test
  void anotherBuild_leavesTheSecondFileOfTheFirst() throws Exception {
    Path path = folder.resolve("x.dmi");
    ImageBuilder.write(path, files());
    Image old = Image.open(path);
    ImageBuilder.write(path, builder().addNamespacePackage("more").keepDocstrings(false).files());
    LayoutTest.find(old, "alpha:cold").wordcode();
    assertTrue(old.isColdOpen());
    ImageVerifier.verify(Image.open(path));
  }

  @Test
  void missingSecondFile_isOneClearError() throws Exception {
    Path path = folder.resolve("x.dmi");
    String second = ImageBuilder.write(path, files());
    Files.delete(Path.of(second));
    Image image = Image.open(path);
    LayoutTest.find(image, "beta:<module>").wordcode();
    ImageCode cold = LayoutTest.find(image, "alpha:cold");
    for (int i = 0; i < 2; i++) {
      ImageFormatException e = assertThrows(DamagedImageException.class, cold::wordcode).format();
      assertEquals(second, e.file());
      assertEquals("the second file of " + path, e.expected());
      assertEquals("no such file", e.actual());
    }
    assertThrows(ImageFormatException.class, () -> ImageVerifier.verify(Image.open(path)));
  }

  @Test
  void foreignSecondFile_isOneClearError() throws Exception {
    Path path = folder.resolve("x.dmi");
    String second = ImageBuilder.write(path, files());
    byte[] other = builder().keepDocstrings(false).files().cold();
    Files.write(Path.of(second), other);
    Image image = Image.open(path);
    ImageFormatException e =
        assertThrows(
                DamagedImageException.class, () -> LayoutTest.find(image, "alpha:hot").linetable())
            .format();
    assertEquals(second, e.file());
    assertTrue(
        e.getMessage().contains("the second file of " + path)
            || e.expected().contains("parts that fit the file"),
        e.getMessage());
    Files.write(Path.of(second), files().image());
    assertThrows(
        DamagedImageException.class,
        () -> LayoutTest.find(Image.open(path), "alpha:hot").linetable());
  }

  @Test
  void secondFileByItself_isNoImage() throws Exception {
    ImageFormatException e =
        assertThrows(
            ImageFormatException.class,
            () -> Image.open("x.cold", ByteBuffer.wrap(files().cold())));
    assertEquals("an image", e.expected());
    assertEquals("the second file of one", e.actual());
  }

  @Test
  void flippedByteOfTheSecondFilesHeader_isRefused() throws Exception {
    ImageBuilder.Files files = files();
    int parts =
        ByteBuffer.wrap(files.cold()).order(ByteOrder.LITTLE_ENDIAN).getInt(HEADER_PART_COUNT);
    for (int at = 0; at < HEADER_SIZE + parts * DIRECTORY_SIZE; at++) {
      Image image = open(new ImageBuilder.Files(files.image(), Corrupter.flip(files.cold(), at)));
      assertThrows(DamagedImageException.class, image::cold, "byte " + at);
    }
  }

  @Test
  void truncatedSecondFile_isRefused() throws Exception {
    ImageBuilder.Files files = files();
    for (int length = 0; length < files.cold().length; length += 7) {
      byte[] shorter = Arrays.copyOf(files.cold(), length);
      Image image = open(new ImageBuilder.Files(files.image(), shorter));
      assertThrows(DamagedImageException.class, image::cold);
      Image sealed = open(new ImageBuilder.Files(files.image(), Corrupter.sealed(shorter.clone())));
      readAll(sealed);
    }
  }

  @Test
  void anyFlippedByteOfEitherFile_isFoundByTheVerifier() throws Exception {
    ImageBuilder.Files files = files();
    Random random = new Random(8);
    for (int i = 0; i < 500; i++) {
      byte[] first = Corrupter.flip(files.image(), random.nextInt(files.image().length));
      byte[] second = Corrupter.flip(files.cold(), random.nextInt(files.cold().length));
      assertThrows(
          ImageFormatException.class,
          () -> ImageVerifier.verify(open(new ImageBuilder.Files(first, files.cold()))));
      assertThrows(
          ImageFormatException.class,
          () -> ImageVerifier.verify(open(new ImageBuilder.Files(files.image(), second))));
    }
  }

  @Test
  void randomMutationsOfEitherFile_areRefusedOrReadable() throws Exception {
    ImageBuilder.Files files = files();
    Corrupter first = new Corrupter(files.image(), 11);
    Corrupter second = new Corrupter(files.cold(), 12);
    int refused = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      ImageBuilder.Files bad =
          i % 2 == 0
              ? new ImageBuilder.Files(first.mutate(), files.cold())
              : new ImageBuilder.Files(files.image(), second.mutate());
      try {
        if (!readAll(open(bad))) {
          refused++;
        }
      } catch (ImageFormatException e) {
        refused++;
      } catch (RuntimeException | Error e) {
        fail("mutation " + i, e);
      }
    }
    assertTrue(refused > MUTATIONS / 10 && refused < MUTATIONS, refused + " refused");
  }

  /** Whether everything could be read. */
  private static boolean readAll(Image image) {
    boolean good = true;
    good &= attempt(() -> image.topLevelModules());
    good &=
        attempt(
            () -> {
              ImageResource text = image.resource("alpha.txt");
              if (text != null && !text.isDirectory()) {
                text.bytes();
              }
            });
    for (int i = 0; i < image.codeCount(); i++) {
      int number = i;
      good &= attempt(() -> image.code(number).wordcode());
      good &= attempt(() -> image.code(number).consts(PlainFactory.LAZY));
      good &= attempt(() -> image.code(number).toCodeObject());
      good &= attempt(() -> image.code(number).docstring(PlainConstants.FACTORY));
    }
    return good;
  }

  private static boolean attempt(Runnable read) {
    try {
      read.run();
      return true;
    } catch (DamagedImageException e) {
      return false;
    }
  }

  private static ImageBuilder builder() throws Exception {
    return LayoutTest.builder().layout(LayoutTest.profile(LayoutTest.woken())).splitCold(true);
  }

  private static ImageBuilder.Files files() throws Exception {
    return builder().files();
  }

  private static Image open(ImageBuilder.Files files) throws ImageFormatException {
    return Image.open("test.dmi", ByteBuffer.wrap(files.image()), ByteBuffer.wrap(files.cold()));
  }
}
