package dev.dormouse.code;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * The CPython 3.11 that tests compare with: the executable that the system property {@code
 * dormouse.reference} names. A test that asks for it when the property is unset is skipped and says
 * so.
 */
final class ReferencePython {
  private ReferencePython() {}

  /**
   * Runs {@code script} with {@code args} as {@code sys.argv[1:]} and answers what it wrote to
   * stdout.
   */
  static byte[] run(String script, String... args) {
    String python = System.getProperty("dormouse.reference");
    Assumptions.assumeTrue(
        python != null && !python.isEmpty(),
        "SKIPPED: -Ddormouse.reference=<CPython 3.11 executable> is not set");
    try {
      Path file = Files.createTempFile("dormouse-reference", ".py");
      Path out = Files.createTempFile("dormouse-reference", ".out");
      Path err = Files.createTempFile("dormouse-reference", ".err");
      try {
        Files.writeString(file, script);
        List<String> command =
            new ArrayList<>(List.of(python, "-X", "utf8", "-B", file.toString()));
        command.addAll(List.of(args));
        Process process =
            new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        int status = process.waitFor();
        assertEquals(0, status, () -> "the reference failed: " + text(err));
        return Files.readAllBytes(out);
      } finally {
        Files.deleteIfExists(file);
        Files.deleteIfExists(out);
        Files.deleteIfExists(err);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What {@link #run} answers, as UTF-8 text. */
  static String text(String script, String... args) {
    return new String(run(script, args), StandardCharsets.UTF_8);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
