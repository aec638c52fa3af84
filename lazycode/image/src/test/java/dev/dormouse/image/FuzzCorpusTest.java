package dev.dormouse.image;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every input of the fuzzers' corpus again, each as a test of its own: what a fuzzer once found is
 * put there and stays found.
 */
class FuzzCorpusTest {
  @TestFactory
  List<DynamicTest> images() throws IOException {
    return replay("image", FuzzImage::fuzzerTestOneInput);
  }

  /**
   * Each word of each image in turn with values that length and index checks tend to forget. What
   * only one word decides is found here by every build, not by luck.
   */
  @TestFactory
  List<DynamicTest> imagesWithAnyWordChanged() throws IOException {
    return replay(
        "image",
        image -> {
          for (int at = 0; at + 4 <= image.length; at += 4) {
            for (int value : Corrupter.nasty()) {
              FuzzImage.fuzzerTestOneInput(Corrupter.withInt(image, at, value));
            }
          }
        });
  }

  @TestFactory
  List<DynamicTest> marshalData() throws IOException {
    return replay("marshal", FuzzMarshal::fuzzerTestOneInput);
  }

  private static List<DynamicTest> replay(String corpus, Consumer<byte[]> target)
      throws IOException {
    Path here = Path.of("src/test/fuzz", corpus);
    Path directory = Files.isDirectory(here) ? here : Path.of("lazycode/image").resolve(here);
    try (Stream<Path> files = Files.list(directory)) {
      List<DynamicTest> tests =
          files
              .sorted()
              .map(
                  file ->
                      DynamicTest.dynamicTest(
                          file.getFileName().toString(),
                          () -> target.accept(Files.readAllBytes(file))))
              .toList();
      assertTrue(tests.size() > 5, "the corpus is gone");
      return tests;
    }
  }
}
