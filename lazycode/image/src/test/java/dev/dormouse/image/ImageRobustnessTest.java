package dev.dormouse.image;

import static dev.dormouse.image.ImageFormat.*;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.dormouse.code.CodeObject;
import dev.dormouse.code.Constants;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Whatever is done to an image, reading it gives {@link ImageFormatException} or something
 * well-formed.
 */
class ImageRobustnessTest {
  private static final int MUTATIONS = 10_000;

  /**
   * A second is what is promised; what takes this long here would be found by looking, not by a
   * busy machine.
   */
  private static final long LIMIT_NANOS = 1_000_000_000L;

  @Test
  void flippedByteOfHeaderOrDirectory_isRefused() throws Exception {
    byte[] image = sample();
    int end = HEADER_SIZE + parts(image) * DIRECTORY_SIZE;
    for (int at = 0; at < end; at++) {
      byte[] damaged = Corrupter.flip(image, at);
      int where = at;
      // The content id belongs to the check word's domain as well, so no byte is exempt.
      assertThrows(
          ImageFormatException.class,
          () -> open(damaged),
          () -> "byte " + where + " of the header");
    }
  }

  @Test
  void flippedByteOfHeaderOrDirectory_sealedAgain_isRefusedOrReadable() throws Exception {
    byte[] image = sample();
    int end = HEADER_SIZE + parts(image) * DIRECTORY_SIZE;
    for (int at = 0; at < end; at++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] damaged = image.clone();
        damaged[at] ^= (byte) (1 << bit);
        readAll(Corrupter.sealed(damaged), "bit " + bit + " of byte " + at);
      }
    }
  }

  @Test
  void truncatedAtOrAroundAnyBoundary_isRefused() throws Exception {
    byte[] image = sample();
    for (int length : boundaries(image)) {
      byte[] damaged = Arrays.copyOf(image, length);
      assertThrows(ImageFormatException.class, () -> open(damaged), () -> "length " + length);
      // The same with a header that admits to the shorter length: parts are missing then.
      readAll(Corrupter.sealed(damaged.clone()), "sealed at length " + length);
    }
  }

  @Test
  void randomMutations_areRefusedOrReadable() throws Exception {
    byte[] image = sample();
    Corrupter corrupter = new Corrupter(image, 20260101);
    int refused = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      if (!readAll(corrupter.mutate(), "mutation " + i)) {
        refused++;
      }
    }
    // Both outcomes happen, or the test tests nothing.
    assertTrue(refused > MUTATIONS / 10, refused + " refused");
    assertTrue(refused < MUTATIONS * 99 / 100, refused + " refused");
  }

  @Test
  void anyFlippedByte_isFoundByTheVerifier() throws Exception {
    byte[] image = sample();
    ImageVerifier.verify(open(image));
    Random random = new Random(4);
    for (int i = 0; i < 2000; i++) {
      int at = random.nextInt(image.length);
      byte[] damaged = Corrupter.flip(image, at);
      assertThrows(
          ImageFormatException.class,
          () -> ImageVerifier.verify(open(damaged)),
          () -> "byte " + at);
    }
  }

  @Test
  void verifiedMutation_readsWithoutException() throws Exception {
    byte[] image = sample();
    Corrupter corrupter = new Corrupter(image, 77);
    int passed = 0;
    for (int i = 0; i < 2000; i++) {
      byte[] mutation = Corrupter.fullySealed(corrupter.mutate());
      try {
        ImageVerifier.verify(open(mutation));
      } catch (ImageFormatException expected) {
        continue;
      }
      passed++;
      assertTrue(readAll(mutation, "verified mutation " + i));
    }
    assertTrue(passed > 0);
  }

  @Test
  void containerThatContainsItself_isRefused() throws Exception {
    Constants.Tuple inner = new Constants.Tuple("a", "b");
    CodeObject code = ImageRoundTripTest.code("<module>", 0, new Constants.Tuple(inner, "c"));
    byte[] image = new ImageBuilder().addModule("m", code, false, "m.py", SourceStamp.NONE).build();
    ByteBuffer bytes = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
    int constants = partStart(image, PartKind.CONSTANTS);
    int outer = constants + bytes.getInt(constants + 4);
    assertEquals(CONSTANT_TUPLE, bytes.getInt(outer) & TAG_MASK);
    bytes.putInt(outer + 8, 1 << TAG_BITS | TAG_CONSTANT);

    ImageCode damaged = open(Corrupter.sealed(image)).find("m").code();

    DamagedImageException e =
        assertThrows(DamagedImageException.class, () -> damaged.consts(PlainConstants.FACTORY));
    assertEquals("constants", e.format().part());
    assertEquals("test.dmi", e.format().file());
  }

  @Test
  void badWordcode_isRefusedWhenItWakesNotBefore() throws Exception {
    byte[] image = FormatDocumentTest.example();
    int wordcode = partStart(image, PartKind.WORDCODE);
    image[wordcode + 0x10] = (byte) 255;
    Image open = open(image);

    ImageCode body = open.find("spam").code();
    body.wordcode();
    ImageCode f = (ImageCode) body.consts(PlainConstants.FACTORY)[0];
    assertEquals("f", f.name());
    DamagedImageException e = assertThrows(DamagedImageException.class, f::wordcode);
    assertEquals("wordcode of f", e.format().part());
    assertFalse(open.isWoken(f.index()));
    assertThrows(DamagedImageException.class, f::wordcode);
  }

  @Test
  void exception_saysWhereAndWhat() throws Exception {
    byte[] image = sample();
    image[8] = 9;

    ImageFormatException e = assertThrows(ImageFormatException.class, () -> open(image));

    assertEquals("header", e.part());
    assertEquals(8, e.offset());
    assertEquals("format version 1", e.expected());
    assertEquals("version 9", e.actual());
    assertEquals(
        "test.dmi: header at offset 8: expected format version 1, found version 9; the image is of"
            + " another version of Dormouse: build it again with this one",
        e.getMessage());
  }

  @Test
  void unknownPart_isSkippedUnlessRequired() throws Exception {
    byte[] image = sample();
    List<byte[]> contents = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
    ImageWriter optional = new ImageWriter();
    ImageWriter required = new ImageWriter();
    for (int i = 0; i < parts(image); i++) {
      int at = HEADER_SIZE + i * DIRECTORY_SIZE;
      int start = (int) in.getLong(at + DIRECTORY_OFFSET);
      byte[] part =
          Arrays.copyOfRange(image, start, start + (int) in.getLong(at + DIRECTORY_LENGTH));
      contents.add(part);
      if (i == 3) {
        optional.part(99, 0, 1, new byte[] {1, 2, 3});
        required.part(99, PART_REQUIRED, 1, new byte[] {1, 2, 3});
      }
      optional.part(in.getInt(at), in.getInt(at + DIRECTORY_COUNT), part);
      required.part(in.getInt(at), in.getInt(at + DIRECTORY_COUNT), part);
    }

    Image open = open(optional.finish());
    ImageVerifier.verify(open);
    assertEquals("unknown part 99", open.partName(3));
    assertTrue(readAll(optional.finish(), "with an unknown part"));
    ImageFormatException e =
        assertThrows(ImageFormatException.class, () -> open(required.finish()));
    assertEquals("directory", e.part());
    assertEquals("required part 99", e.actual());
  }

  // the corrupter itself

  @Test
  void corrupter_changesCopiesOnly() throws Exception {
    byte[] image = sample();
    byte[] before = image.clone();
    Corrupter corrupter = new Corrupter(image, 1);
    for (int i = 0; i < 500; i++) {
      assertFalse(Arrays.equals(before, corrupter.mutate()));
      assertArrayEquals(before, image);
    }
    assertFalse(Arrays.equals(before, Corrupter.flip(image, 100)));
    assertArrayEquals(before, image);
  }

  @Test
  void corrupter_repeatsItselfForASeed() throws Exception {
    byte[] image = sample();
    Corrupter one = new Corrupter(image, 5);
    Corrupter two = new Corrupter(image, 5);
    Corrupter other = new Corrupter(image, 6);
    boolean differs = false;
    for (int i = 0; i < 100; i++) {
      byte[] mutation = one.mutate();
      assertArrayEquals(mutation, two.mutate());
      differs |= !Arrays.equals(mutation, other.mutate());
    }
    assertTrue(differs);
  }

  @Test
  void corrupter_meetsEveryPartAndGetsPastTheHeader() throws Exception {
    byte[] image = sample();
    Corrupter corrupter = new Corrupter(image, 3);
    Set<Integer> met = new TreeSet<>();
    int opened = 0;
    for (int i = 0; i < 1000; i++) {
      byte[] mutation = corrupter.mutate();
      for (int part = 0; part < parts(image); part++) {
        int start = start(image, part);
        int end =
            Math.min(
                mutation.length, part + 1 < parts(image) ? start(image, part + 1) : image.length);
        if (start < end && Arrays.mismatch(mutation, start, end, image, start, end) >= 0) {
          met.add(part);
        }
      }
      try {
        open(mutation);
        opened++;
      } catch (ImageFormatException refused) {
        // Damage to header and directory.
      }
    }
    assertEquals(parts(image), met.size(), met::toString);
    assertTrue(opened > 500, opened + " of 1000 opened");
  }

  /**
   * Reads everything there is to read. Answers whether that went without {@link
   * ImageFormatException}.
   */
  private static boolean readAll(byte[] bytes, String what) {
    long start = System.nanoTime();
    boolean good = true;
    try {
      Image image = open(bytes);
      // Each by itself: damage to one module must not hide what another does.
      good &= attempt(() -> image.info("main"));
      good &= attempt(() -> image.find("json.decoder"));
      good &= attempt(() -> image.find("no.such.module"));
      good &= attempt(() -> walk(image.topLevelModules()));
      good &= attempt(() -> walk(image.topLevelResources()));
      for (int i = 0; i < image.moduleCount(); i++) {
        int number = i;
        good &= attempt(() -> image.module(number).code());
        good &= attempt(() -> image.module(number).origin());
        good &= attempt(() -> image.module(number).name());
      }
      for (int i = 0; i < image.codeCount(); i++) {
        int number = i;
        good &= attempt(() -> image.code(number).consts(PlainFactory.LAZY));
        good &= attempt(() -> image.code(number).names(PlainConstants.FACTORY));
        good &= attempt(() -> image.code(number).wordcode());
        good &= attempt(() -> image.code(number).docstring(PlainConstants.FACTORY));
        good &= attempt(() -> image.code(number).toCodeObject());
      }
    } catch (ImageFormatException e) {
      good = false;
    } catch (Throwable e) {
      fail(what, e);
    }
    long took = System.nanoTime() - start;
    if (took > LIMIT_NANOS) {
      // The machine may have been busy: only what takes long twice is slow.
      start = System.nanoTime();
      try {
        Image image = open(bytes);
        for (int i = 0; i < image.codeCount(); i++) {
          int number = i;
          attempt(() -> image.code(number).toCodeObject());
        }
      } catch (ImageFormatException e) {
        good = false;
      }
      assertTrue(System.nanoTime() - start < LIMIT_NANOS, () -> what + " took " + took + " ns");
    }
    return good;
  }

  private static void walk(ImageModule[] modules) {
    for (ImageModule module : modules) {
      walk(module.children());
      module.resources();
    }
  }

  private static void walk(ImageResource[] resources) {
    for (ImageResource resource : resources) {
      if (resource.isDirectory()) {
        walk(resource.children());
      } else {
        resource.bytes();
      }
    }
  }

  private static boolean attempt(Runnable read) {
    try {
      read.run();
      return true;
    } catch (DamagedImageException e) {
      ImageFormatException format = e.format();
      assertEquals("test.dmi", format.file());
      assertFalse(format.expected().isEmpty());
      assertFalse(format.actual().isEmpty());
      return false;
    }
  }

  private static List<Integer> boundaries(byte[] image) {
    Set<Integer> lengths = new TreeSet<>();
    for (int near = -9; near <= 9; near++) {
      lengths.add(near);
      lengths.add(HEADER_SIZE + near);
      for (int i = 0; i <= parts(image); i++) {
        lengths.add(HEADER_SIZE + i * DIRECTORY_SIZE + near);
      }
      for (int i = 0; i < parts(image); i++) {
        lengths.add(start(image, i) + near);
      }
      lengths.add(image.length + near);
    }
    List<Integer> shorter = new ArrayList<>(lengths);
    shorter.removeIf(n -> n < 0 || n >= image.length);
    return Collections.unmodifiableList(shorter);
  }

  private static int parts(byte[] image) {
    return ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN).getInt(HEADER_PART_COUNT);
  }

  private static int start(byte[] image, int part) {
    return (int)
        ByteBuffer.wrap(image)
            .order(ByteOrder.LITTLE_ENDIAN)
            .getLong(HEADER_SIZE + part * DIRECTORY_SIZE + DIRECTORY_OFFSET);
  }

  private static int partStart(byte[] image, int kind) {
    int[] order = PartKind.inOrder();
    for (int i = 0; i < order.length; i++) {
      if (order[i] == kind) {
        return start(image, i);
      }
    }
    throw new AssertionError(kind);
  }

  private static Image open(byte[] image) throws ImageFormatException {
    return Image.open("test.dmi", ByteBuffer.wrap(image));
  }

  /** A real image: two packages of the reference's library. */
  private static byte[] sample() throws Exception {
    return ReferenceModules.image(
        ReferenceModules.load("json", "json.decoder", "json.tool", "keyword", "bisect"));
  }
}
