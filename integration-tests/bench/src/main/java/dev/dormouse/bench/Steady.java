package dev.dormouse.bench;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures how fast programs run once they have started: several kinds of work, each over and over
 * in a process of its own, under CPython, under Dormouse as it comes, which compiles with the JVM's
 * first compiler only, and with both of the JVM's compilers. Rounds are interleaved.
 */
public final class Steady {
  private static final List<String> WORK =
      List.of(
          "calls",
          "loops",
          "objects",
          "words",
          "patterns",
          "documents",
          "arithmetic",
          "generators");

  private static final int SECONDS = 8;

  private final Map<String, Contestant> contestants = new LinkedHashMap<>();
  private final int rounds;

  private Steady(Path root, int rounds) {
    this.rounds = rounds;
    String dormouse = root.resolve("importer/cli/target/dormouse/bin/dormouse").toString();
    String cpython = root.resolve("target/reference/bin/python3.11").toString();
    add(new Contestant("CPython", "", List.of(cpython), Map.of(), false));
    add(new Contestant("Dormouse", "", List.of(dormouse), Map.of(), false));
    add(
        new Contestant(
            "both compilers",
            "",
            List.of(dormouse),
            Map.of("DORMOUSE_JAVA_OPTIONS", "-XX:TieredStopAtLevel=4"),
            false));
  }

  private void add(Contestant contestant) {
    contestants.put(contestant.name(), contestant);
  }

  /**
   * Arguments: {@code root=}, the repository; {@code rounds=}. Replaces {@code results/steady.txt}.
   */
  public static void main(String[] args) throws Exception {
    Arguments given = Arguments.parse(args, "Steady", 3);
    String text = new Steady(given.root(), given.rounds()).run();
    System.out.print(text);
    Files.writeString(given.root().resolve("integration-tests/bench/results/steady.txt"), text);
  }

  private String run() throws Exception {
    Machine machine = Machine.here();
    Path program = Files.createTempFile("workloads", ".py");
    try (InputStream in = Steady.class.getResourceAsStream("workloads.py")) {
      Files.copy(in, program, StandardCopyOption.REPLACE_EXISTING);
    }
    StringBuilder out = new StringBuilder("How often the same work is done in a second\n\n");
    out.append(machine.header());
    out.append(
        String.format(
            Locale.ROOT,
            "rounds     %d (medians); in the first second, and in the last %d of %d%n",
            rounds,
            SECONDS / 2,
            SECONDS));
    out.append(String.format(Locale.ROOT, "%n%-12s", ""));
    for (String name : contestants.keySet()) {
      out.append(String.format(Locale.ROOT, " %24s", name));
    }
    out.append(String.format(Locale.ROOT, "%n%-12s", "work"));
    for (int i = 0; i < contestants.size(); i++) {
      out.append(String.format(Locale.ROOT, " %8s %8s %6s", "first", "later", "ratio"));
    }
    out.append('\n');
    for (String work : WORK) {
      measure(work, program, out);
    }
    Files.delete(program);
    return out.toString();
  }

  private void measure(String work, Path program, StringBuilder out) throws Exception {
    Map<String, Sample> first = new LinkedHashMap<>();
    Map<String, Sample> later = new LinkedHashMap<>();
    for (int round = 0; round < rounds; round++) {
      for (Contestant c : contestants.values()) {
        String[] figures = figures(c, work, program);
        first.computeIfAbsent(c.name(), n -> new Sample()).add(Double.parseDouble(figures[0]));
        later.computeIfAbsent(c.name(), n -> new Sample()).add(Double.parseDouble(figures[1]));
      }
    }
    double reference = later.get("CPython").median();
    out.append(String.format(Locale.ROOT, "%-12s", work));
    for (String name : contestants.keySet()) {
      double rate = later.get(name).median();
      out.append(
          String.format(
              Locale.ROOT, " %8.0f %8.0f %6.2f", first.get(name).median(), rate, rate / reference));
    }
    out.append('\n');
  }

  private static String[] figures(Contestant c, String work, Path program) throws Exception {
    Process process =
        c.start(List.of(program.toString(), "" + SECONDS, work))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String answer = new String(process.getInputStream().readAllBytes()).strip();
    if (process.waitFor() != 0) {
      throw new IllegalStateException(c.name() + " ended with " + process.exitValue());
    }
    return answer.split(" ");
  }
}
