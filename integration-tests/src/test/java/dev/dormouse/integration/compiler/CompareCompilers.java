package dev.dormouse.integration.compiler;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Compiles every {@code .py} file below the given directories with both compilers, at -O0, -O1 and
 * -O2 unless told otherwise, and prints where each file first differs; or, with {@code
 * --damaged=COUNT}, so many damaged pieces of these files. With {@code --trees} it compares what
 * Python code sees of the compiler, which takes two whole interpreters some minutes for the
 * library. CONTRIBUTING has the commands.
 */
public final class CompareCompilers {
  private static final String USAGE =
      "usage: [--trees | [-O0] [-O1] [-O2] [--damaged=COUNT [--seed=NUMBER]]] DIRECTORY-OR-FILE...";

  private CompareCompilers() {}

  /** Exits with 0 if nothing differs, 1 if something does, 2 after a mistake in the arguments. */
  public static void main(String[] args) throws IOException {
    List<Integer> levels = new ArrayList<>();
    List<Path> files = new ArrayList<>();
    int damaged = 0;
    long seed = 1;
    boolean trees = false;
    for (String arg : args) {
      if (arg.matches("-O[012]")) {
        levels.add(arg.charAt(2) - '0');
      } else if (arg.matches("--damaged=\\d{1,9}")) {
        damaged = Integer.parseInt(arg.substring(arg.indexOf('=') + 1));
      } else if (arg.matches("--seed=\\d{1,18}")) {
        seed = Long.parseLong(arg.substring(arg.indexOf('=') + 1));
      } else if (arg.equals("--trees")) {
        trees = true;
      } else if (arg.startsWith("-") || !Files.exists(Path.of(arg))) {
        System.err.println(arg.startsWith("-") ? USAGE : "no such file or directory: " + arg);
        System.exit(2);
      } else {
        files.addAll(pythonFiles(Path.of(arg)));
      }
    }
    if (files.isEmpty()) {
      System.err.println(USAGE);
      System.exit(2);
    }
    if (trees) {
      System.exit(compareTrees(files));
    }
    CompilerReference reference = new CompilerReference(System.getProperty("dormouse.reference"));
    List<Request> requests =
        damaged > 0
            ? new Mutations(files, seed).requests(damaged)
            : requests(files, levels.isEmpty() ? List.of(0, 1, 2) : levels);
    var outcome = reference.compare(requests);
    outcome.differences().forEach(System.out::println);
    System.out.println(
        requests.size()
            + " compilations of "
            + files.size()
            + " files: the reference compiled "
            + outcome.compiled()
            + " and refused "
            + outcome.refused()
            + "; "
            + outcome.differences().size()
            + " differ");
    System.exit(outcome.differences().isEmpty() ? 0 : 1);
  }

  private static int compareTrees(List<Path> files) throws IOException {
    TreeComparison comparison =
        new TreeComparison(
            System.getProperty("dormouse.reference"),
            System.getProperty("dormouse.distribution") + "/bin/dormouse");
    List<String> differences = comparison.differences(files);
    differences.forEach(System.out::println);
    System.out.println("trees of " + files.size() + " files: " + differences.size() + " differ");
    return differences.isEmpty() ? 0 : 1;
  }

  /** All levels of a file one after the other. */
  static List<Request> requests(List<Path> files, List<Integer> levels) {
    List<Request> requests = new ArrayList<>();
    for (Path file : files) {
      for (int level : levels) {
        requests.add(Request.of(file).at(level));
      }
    }
    return requests;
  }

  static List<Path> pythonFiles(Path root) throws IOException {
    if (Files.isRegularFile(root)) {
      return List.of(root);
    }
    try (Stream<Path> walk = Files.walk(root)) {
      return walk.filter(p -> p.toString().endsWith(".py") && Files.isRegularFile(p))
          .sorted()
          .toList();
    }
  }
}
