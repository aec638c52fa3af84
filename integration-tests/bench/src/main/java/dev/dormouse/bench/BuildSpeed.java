package dev.dormouse.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Measures how long the library's image takes to build, against what the reference's {@code
 * compileall} takes to compile the same files with as many workers as there are processors. Each
 * runs once in every round.
 */
public final class BuildSpeed {
  /** What the distribution leaves out of the library's image. */
  private static final List<String> LEFT_OUT =
      List.of(
          "test",
          "tests",
          "idlelib",
          "tkinter",
          "turtledemo",
          "turtle.py",
          "lib-dynload",
          "ensurepip",
          "site-packages",
          "__pycache__");

  private final Path root;
  private final int rounds;
  private final Path work;

  private BuildSpeed(Path root, int rounds) throws IOException {
    this.root = root;
    this.rounds = rounds;
    this.work = Files.createTempDirectory("dormouse-build");
  }

  /**
   * Arguments: {@code root=}, the repository; {@code rounds=}. Replaces {@code results/build.txt}.
   */
  public static void main(String[] args) throws Exception {
    Arguments given = Arguments.parse(args, "BuildSpeed", 7);
    String text = new BuildSpeed(given.root(), given.rounds()).run();
    System.out.print(text);
    Files.writeString(given.root().resolve("integration-tests/bench/results/build.txt"), text);
  }

  private String run() throws Exception {
    Path library = work.resolve("lib");
    int files = copy(root.resolve("target/reference/lib/python3.11"), library);
    String python = root.resolve("target/reference/bin/python3.11").toString();
    String dormouse = root.resolve("importer/cli/target/dormouse/bin/dormouse").toString();
    String image = work.resolve("lib.dmi").toString();
    Machine machine = Machine.here();
    String workers = Integer.toString(machine.cores());
    Map<String, List<String>> commands = new LinkedHashMap<>();
    commands.put(
        "compileall -j" + workers,
        List.of(python, "-m", "compileall", "-q", "-f", "-j", workers, library.toString()));
    commands.put(
        "image build --fresh",
        List.of(dormouse, "image", "build", "--fresh", library.toString(), "-o", image));
    commands.put(
        "image build, nothing changed",
        List.of(dormouse, "image", "build", library.toString(), "-o", image));
    Map<String, Sample> samples = new LinkedHashMap<>();
    commands.keySet().forEach(name -> samples.put(name, new Sample()));
    // The first round fills the page cache and is not counted.
    for (int round = 0; round <= rounds; round++) {
      for (Map.Entry<String, List<String>> command : commands.entrySet()) {
        double took = time(command.getValue());
        if (round > 0) {
          samples.get(command.getKey()).add(took);
        }
      }
    }
    StringBuilder out = new StringBuilder();
    out.append("Building an image of the library, ")
        .append(files)
        .append(" modules, in milliseconds\n\n")
        .append(machine.header())
        .append("\n                               runs   median     10 %     90 %")
        .append("  / compileall\n");
    double base = samples.values().iterator().next().median();
    samples.forEach(
        (name, s) ->
            out.append(
                String.format(
                    Locale.ROOT,
                    "%-30s %4d %8.0f %8.0f %8.0f %13.2f%n",
                    name,
                    s.count(),
                    s.median(),
                    s.quantile(0.1),
                    s.quantile(0.9),
                    s.median() / base)));
    try (Stream<Path> all = Files.walk(work)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
    return out.toString();
  }

  /** Copies what the image gets; answers how many modules that is. */
  private static int copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    List<Path> entries;
    try (Stream<Path> listed = Files.list(from)) {
      entries = new ArrayList<>(listed.sorted().toList());
    }
    int modules = 0;
    for (Path entry : entries) {
      String name = entry.getFileName().toString();
      if (LEFT_OUT.contains(name) || name.startsWith("config-")) {
        continue;
      }
      if (Files.isDirectory(entry)) {
        modules += copy(entry, to.resolve(name));
      } else {
        Files.copy(entry, to.resolve(name));
        modules += name.endsWith(".py") ? 1 : 0;
      }
    }
    return modules;
  }

  private double time(List<String> command) throws Exception {
    long start = System.nanoTime();
    int status =
        new ProcessBuilder(command)
            .directory(work.toFile())
            .redirectInput(new File("/dev/null"))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor();
    // compileall answers 1 for the files with bad syntax that lib2to3's tests, say, are made of.
    if (status > 1) {
      throw new IllegalStateException(command + " ended with status " + status);
    }
    return (System.nanoTime() - start) / 1e6;
  }
}
