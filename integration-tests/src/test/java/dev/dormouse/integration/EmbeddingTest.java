package dev.dormouse.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A Java program with Python in it: the example of the guide, as a process of its own. */
class EmbeddingTest {
  @Test
  void example_runsAsTheGuideSays() {
    Path java = Path.of(System.getProperty("java.home"), "bin/java");
    Path example = Path.of(System.getProperty("dormouse.root"), "integration-tests/examples");
    Run run =
        Run.program(
                java,
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-Ddormouse.home=" + System.getProperty("dormouse.distribution"),
                "-cp",
                classPath(),
                example.resolve("Embed.java").toString())
            .run();
    assertEquals(
        "the [...]\n"
            + "900\n"
            + "[HI!, YOU!]\n"
            + "AttributeError: 'NoneType' object has no attribute 'values'\n"
            + "120\n",
        run.out(),
        run::err);
    assertEquals("", run.err());
    assertEquals(0, run.status());
  }

  /** That of the tests, but for the module provider among them, which would want its database. */
  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.contains("h2-plugin"))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
