package dev.dormouse.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;

/**
 * Runs the same thing under the reference interpreter and under Dormouse and asserts that stdout,
 * stderr and exit status are equal. The only words that may differ are the places where the two
 * keep their library and their executable, and the addresses of objects: they become placeholders.
 */
final class Differential {
  private Path directory = Path.of("").toAbsolutePath();
  private String in = "";

  /** A comparison of runs in {@code directory}. */
  static Differential in(Path directory) {
    Differential made = new Differential();
    made.directory = directory;
    return made;
  }

  /** What both read from stdin. */
  Differential reading(String text) {
    in = text;
    return this;
  }

  /**
   * Runs both with {@code arguments}, compares, and answers the reference's run for further checks.
   */
  Run check(String... arguments) {
    Run expected = run(Run.reference(arguments));
    Run actual = run(Run.dormouse(arguments));
    assertEquals(expected.toString(), actual.toString(), () -> String.join(" ", arguments));
    return expected;
  }

  private Run run(Run.Program program) {
    // -B of both: neither may leave bytecode beside a script for the other to find.
    Run run = program.in(directory).reading(in).with("PYTHONDONTWRITEBYTECODE", "1").run();
    return new Run(run.status(), withoutPlaces(run.out()), withoutPlaces(run.err()));
  }

  private static String withoutPlaces(String text) {
    String distribution = System.getProperty("dormouse.distribution");
    return text.replace(System.getProperty("dormouse.reference.lib"), "<library>")
        .replace(distribution + "/images/stdlib.dmi", "<library>")
        .replace(System.getProperty("dormouse.reference"), "<python>")
        .replace(distribution + "/bin/dormouse", "<python>")
        .replaceAll(" at 0x[0-9a-f]+", " at <address>");
  }
}
