package dev.dormouse.integration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * One finished process: what it wrote and how it ended. Output is bytes read as Latin-1, so that a
 * difference in encoding is a difference; {@link #text} decodes.
 */
record Run(int status, String out, String err) {
  /** Long enough for a loaded machine: a run that hits it hangs. */
  private static final int SECONDS = 120;

  /** Starts Dormouse with Python's {@code arguments}. */
  static Program dormouse(String... arguments) {
    Path launcher = Path.of(System.getProperty("dormouse.distribution"), "bin/dormouse");
    // The packaging leaves the launcher out as long as there is no command for it to start.
    Assumptions.assumeTrue(Files.exists(launcher), "there is no dormouse command yet");
    return new Program(launcher.toString(), arguments);
  }

  /** Starts any other program. */
  static Program program(Path program, String... arguments) {
    return new Program(program.toString(), arguments);
  }

  /** Starts the reference interpreter; where it cannot run, the test that asks is skipped. */
  static Program reference(String... arguments) {
    String python = System.getProperty("dormouse.reference", "");
    Assumptions.assumeTrue(!python.isEmpty(), "the reference interpreter does not run here");
    return new Program(python, arguments);
  }

  /** What a terminal would show of {@code latin1}. */
  static String text(String latin1) {
    return new String(latin1.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "status " + status + "\n--- out\n" + text(out) + "--- err\n" + text(err);
  }

  /** A process to be. */
  static final class Program {
    private final List<String> command = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private Path directory = Path.of("").toAbsolutePath();
    private byte[] in = new byte[0];

    private Program(String program, String[] arguments) {
      command.add(program);
      command.addAll(List.of(arguments));
    }

    /** Where it runs; by default, where the tests do. */
    Program in(Path directory) {
      this.directory = directory;
      return this;
    }

    /** What it reads; by default, nothing. */
    Program reading(String text) {
      in = text.getBytes(StandardCharsets.UTF_8);
      return this;
    }

    Program with(String variable, String value) {
      environment.put(variable, value);
      return this;
    }

    /**
     * Runs it to its end. Files rather than pipes take the output, so that no reader is needed and
     * none can block.
     */
    Run run() {
      try {
        Path work = Files.createTempDirectory("dormouse-run");
        Path input = Files.write(work.resolve("in"), in);
        Path out = work.resolve("out");
        Path err = work.resolve("err");
        try {
          ProcessBuilder builder =
              new ProcessBuilder(command)
                  .directory(directory.toFile())
                  .redirectInput(input.toFile())
                  .redirectOutput(out.toFile())
                  .redirectError(err.toFile());
          builder.environment().keySet().removeIf(Program::changesBehaviour);
          builder.environment().putAll(environment);
          Process process = builder.start();
          if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            throw new AssertionError(
                command + " hangs; so far:\n" + new Run(-1, read(out), read(err)));
          }
          return new Run(process.exitValue(), read(out), read(err));
        } finally {
          Files.deleteIfExists(input);
          Files.deleteIfExists(out);
          Files.deleteIfExists(err);
          Files.delete(work);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }

    /** Variables of the person who tests must not change what is tested. */
    private static boolean changesBehaviour(String variable) {
      return variable.startsWith("PYTHON")
          || variable.startsWith("DORMOUSE_")
          || variable.equals("JAVA_TOOL_OPTIONS")
          || variable.equals("JDK_JAVA_OPTIONS")
          || variable.equals("COLUMNS")
          || variable.startsWith("LC_")
          || variable.equals("LANG");
    }

    private static String read(Path file) throws IOException {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    }
  }
}
