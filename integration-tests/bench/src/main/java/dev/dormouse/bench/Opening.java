package dev.dormouse.bench;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measures how long a start waits for its images, as {@code --report} says it: for the library's,
 * which another thread opens while the interpreter is made, and for copies of it that are opened
 * where they are asked for. The second of two copies is opened when the JDK has opened and mapped
 * files before.
 */
public final class Opening {
  private static final Pattern WAIT = Pattern.compile("\"images\": (\\d+)[,}]");

  private final Path home;
  private final int rounds;

  private Opening(Path root, int rounds) {
    this.home = root.resolve("importer/cli/target/dormouse");
    this.rounds = rounds;
  }

  /**
   * Arguments: {@code root=}, the repository; {@code rounds=}. Replaces {@code
   * results/opening.txt}.
   */
  public static void main(String[] args) throws Exception {
    Arguments given = Arguments.parse(args, "Opening", 60);
    String text = new Opening(given.root(), given.rounds()).run();
    System.out.print(text);
    Files.writeString(given.root().resolve("integration-tests/bench/results/opening.txt"), text);
  }

  private String run() throws Exception {
    Machine machine = Machine.here();
    Path library = home.resolve("images/stdlib.dmi");
    Path work = Files.createTempDirectory("dormouse-opening");
    Path one = Files.copy(library, work.resolve("one.dmi"));
    Path two = Files.copy(library, work.resolve("two.dmi"));
    Path report = work.resolve("report.json");
    String[] names = {"the library", "and a copy of it", "and a second copy"};
    Sample[] waits = new Sample[3];
    Sample[] more = new Sample[3];
    for (int i = 0; i < 3; i++) {
      waits[i] = new Sample();
      more[i] = new Sample();
    }
    // The first round fills the page cache and is not counted.
    for (int round = 0; round <= rounds; round++) {
      List<String> arguments = new ArrayList<>(List.of("--report=" + report, "-c", "pass"));
      double before = 0;
      for (int i = 0; i < 3; i++) {
        if (i > 0) {
          arguments.addAll(0, List.of("--image", (i == 1 ? one : two).toString()));
        }
        double took = milliseconds(arguments, report);
        if (round > 0) {
          waits[i].add(took);
          more[i].add(took - before);
        }
        before = took;
      }
    }
    StringBuilder out = new StringBuilder("Waiting for images at a start, in milliseconds\n\n");
    out.append(machine.header());
    out.append("library    ").append(Files.size(library)).append(" bytes\n");
    out.append(
        String.format(
            Locale.ROOT, "%n%-20s runs   median     10 %%     90 %%  median of more%n", "images"));
    for (int i = 0; i < 3; i++) {
      out.append(
          String.format(
              Locale.ROOT,
              "%-20s %4d %8.3f %8.3f %8.3f %15.3f%n",
              names[i],
              waits[i].count(),
              waits[i].median(),
              waits[i].quantile(0.1),
              waits[i].quantile(0.9),
              more[i].median()));
    }
    for (Path file : List.of(one, two, report, work)) {
      Files.delete(file);
    }
    return out.toString();
  }

  private double milliseconds(List<String> arguments, Path report) throws Exception {
    int status =
        new Contestant(
                "dormouse", "", List.of(home.resolve("bin/dormouse").toString()), Map.of(), false)
            .start(arguments)
            .redirectInput(new File("/dev/null"))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start()
            .waitFor();
    Matcher wait = WAIT.matcher(Files.readString(report));
    if (status != 0 || !wait.find()) {
      throw new IllegalStateException(arguments + " ended with status " + status);
    }
    return Long.parseLong(wait.group(1)) / 1e6;
  }
}
