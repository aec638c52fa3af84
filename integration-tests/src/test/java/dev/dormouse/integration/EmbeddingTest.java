package dev.dormouse.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.File;
import java.nio.file.Path;
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

  /**
   * The engine, and what the distribution has: the tests' own path has a plug-in that wants more.
   */
  private static String classPath() {
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (entry.contains("dormouse-script") || entry.contains("importer/script")) {
        return entry + File.pathSeparator + System.getProperty("dormouse.distribution") + "/lib/*";
      }
    }
    return fail("no dormouse-script on the class path");
  }
}
