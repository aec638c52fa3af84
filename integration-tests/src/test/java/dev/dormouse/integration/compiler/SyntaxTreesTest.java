package dev.dormouse.integration.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The trees, scopes and tokens that Python code sees are the reference's. Every so manyth file of
 * the library is enough here; the tool compares all of them.
 */
class SyntaxTreesTest {
  private static final int STEP = 60;

  @Test
  void sampleOfTheLibrary_sameTreesScopesAndTokens() throws IOException {
    String reference = System.getProperty("dormouse.reference", "");
    Assumptions.assumeTrue(!reference.isEmpty(), "the reference interpreter does not run here");
    String dormouse = System.getProperty("dormouse.distribution") + "/bin/dormouse";
    List<Path> library = CompareCompilers.pythonFiles(CompilerReference.library());
    List<Path> sample = new ArrayList<>();
    for (int i = 0; i < library.size(); i += STEP) {
      sample.add(library.get(i));
    }
    List<String> differences = new TreeComparison(reference, dormouse).differences(sample);
    assertEquals("", String.join("\n", differences));
  }

  @Test
  void damagedFiles_sameExceptions(@TempDir Path directory) throws IOException {
    String reference = System.getProperty("dormouse.reference", "");
    Assumptions.assumeTrue(!reference.isEmpty(), "the reference interpreter does not run here");
    String dormouse = System.getProperty("dormouse.distribution") + "/bin/dormouse";
    List<Path> files = new ArrayList<>();
    for (String source : DamagedSourceTest.FOUND) {
      Path file = directory.resolve("f" + files.size() + ".py");
      files.add(Files.write(file, source.getBytes(StandardCharsets.ISO_8859_1)));
    }
    List<String> differences = new TreeComparison(reference, dormouse).differences(files);
    assertEquals("", String.join("\n", differences));
  }
}
