package dev.dormouse.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The command that runs CPython's tests, and its parts for who runs some of them otherwise. */
public final class Conformance {
  private static final String USAGE =
      """
      usage: conformance [--root DIR] [--dormouse FILE] [--library DIR] [--jobs N] [--timeout S]
                         [--quick] [--retag] [--results] [FILE...]

      Runs CPython's own test files under Dormouse; without FILE, all of files.txt.
        --root DIR       the repository (default: here)
        --dormouse FILE  the launcher (default: the built distribution's)
        --library DIR    the reference's library (default: what the build unpacked)
        --jobs N         files run at the same time (default: 2)
        --timeout S      seconds after which a file is ended (default: 300)
        --quick          only the files that `mvn verify` runs
        --retag          make the files of expected failures what this run shows
        --results        write the rows of the files that ran to results.txt
      """;

  /** How many tests that hang are excluded from a file, each after a run of its own, at most. */
  private static final int RERUNS = 5;

  private final Places places;
  private final int jobs;
  private final long seconds;
  private final boolean retag;

  private Conformance(Places places, int jobs, long seconds, boolean retag) {
    this.places = places;
    this.jobs = jobs;
    this.seconds = seconds;
    this.retag = retag;
  }

  /**
   * Runs the quick files.
   *
   * @param root the repository
   * @return a line for each surprise
   */
  public static List<String> runQuick(Path root, Path dormouse, Path library)
      throws IOException, InterruptedException {
    Places places = places(root, dormouse, library);
    List<TestFile> quick = listed(places).stream().filter(TestFile::quick).toList();
    return new Conformance(places, 2, 300, false).run(quick, new Results());
  }

  /** The command. Exits with 1 when there were surprises, with 2 for a wrong command line. */
  public static void main(String[] args) throws IOException, InterruptedException {
    // What we started must not outlive us when somebody stops the command.
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () ->
                    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly)));
    try {
      System.exit(command(args));
    } catch (BadInput e) {
      System.err.println("conformance: " + e.getMessage());
      System.exit(1);
    }
  }

  private static int command(String[] args) throws IOException, InterruptedException {
    Path root = Path.of("");
    Path dormouse = null;
    Path library = null;
    int jobs = 2;
    long seconds = 300;
    boolean quick = false;
    boolean retag = false;
    boolean results = false;
    List<String> names = new ArrayList<>();
    try {
      for (int i = 0; i < args.length; i++) {
        switch (args[i]) {
          case "--root" -> root = Path.of(args[++i]);
          case "--dormouse" -> dormouse = Path.of(args[++i]).toAbsolutePath();
          case "--library" -> library = Path.of(args[++i]).toAbsolutePath();
          case "--jobs" -> jobs = Integer.parseInt(args[++i]);
          case "--timeout" -> seconds = Long.parseLong(args[++i]);
          case "--quick" -> quick = true;
          case "--retag" -> retag = true;
          case "--results" -> results = true;
          case "--help" -> {
            System.out.print(USAGE);
            return 0;
          }
          default -> {
            if (args[i].startsWith("-")) {
              return wrong("no such option: " + args[i]);
            }
            names.add(args[i]);
          }
        }
      }
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      return wrong("an option lacks its value");
    }
    if (jobs < 1 || seconds < 1) {
      return wrong("--jobs and --timeout need a positive number");
    }
    Places places = places(root.toAbsolutePath().normalize(), dormouse, library);
    for (Path needed : List.of(places.collector(), places.dormouse(), places.library())) {
      if (!Files.exists(needed)) {
        throw new BadInput("there is no " + needed);
      }
    }
    List<TestFile> files = new ArrayList<>();
    List<TestFile> listed = listed(places);
    for (TestFile file : listed) {
      if (names.isEmpty() ? !quick || file.quick() : names.contains(file.name())) {
        files.add(file);
      }
    }
    for (String name : names) {
      if (files.stream().noneMatch(f -> f.name().equals(name))) {
        Path place = places.library().resolve("test").resolve(name.replace('.', '/'));
        if (!Files.exists(place) && !Files.exists(Path.of(place + ".py"))) {
          return wrong("CPython has no test file " + name);
        }
        files.add(TestFile.parse(name));
      }
    }
    Results shown = new Results();
    List<String> surprises = new Conformance(places, jobs, seconds, retag).run(files, shown);
    shown.lines().forEach(System.out::println);
    surprises.forEach(System.out::println);
    if (results) {
      Path file = places.conformance().resolve("results.txt");
      Results recorded = Results.read(file);
      recorded.replace(shown);
      recorded.write(file);
    }
    return surprises.isEmpty() ? 0 : 1;
  }

  private static int wrong(String message) {
    System.err.println("conformance: " + message);
    System.err.print(USAGE);
    return 2;
  }

  private static Places places(Path root, Path dormouse, Path library) {
    return new Places(
        root.resolve("integration-tests/conformance"),
        dormouse != null ? dormouse : root.resolve("importer/cli/target/dormouse/bin/dormouse"),
        library != null ? library : root.resolve("target/reference/lib/python3.11"),
        root.resolve("integration-tests/target/conformance"));
  }

  private static List<TestFile> listed(Places places) throws IOException {
    List<TestFile> files = new ArrayList<>();
    for (String line : Files.readAllLines(places.conformance().resolve("files.txt"))) {
      if (!line.isBlank() && !line.startsWith("#")) {
        files.add(TestFile.parse(line));
      }
    }
    return files;
  }

  /** Runs {@code files}, puts a row for each into {@code results} and returns the surprises. */
  private List<String> run(List<TestFile> files, Results results)
      throws IOException, InterruptedException {
    Files.createDirectories(places.logs());
    Progress progress = new Progress(files.size());
    List<String> surprises = new ArrayList<>();
    try (ExecutorService workers = Executors.newFixedThreadPool(jobs)) {
      List<Future<List<String>>> runs = new ArrayList<>();
      for (TestFile file : files) {
        runs.add(workers.submit(() -> run(file, results, progress)));
      }
      for (Future<List<String>> run : runs) {
        surprises.addAll(run.get());
      }
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException io -> throw io;
        case BadInput bad -> throw bad;
        default -> throw new IllegalStateException(e.getCause());
      }
    }
    return surprises;
  }

  private List<String> run(TestFile file, Results results, Progress progress)
      throws IOException, InterruptedException {
    Path lines = places.expected(file.name());
    Expectations expected = Expectations.read(lines);
    TestRun run = file.run(places, expected.excluded(), seconds);
    if (retag) {
      Files.createDirectories(lines.getParent());
      for (int i = 0; expected.retag(run) && i < RERUNS; i++) {
        run = file.run(places, expected.excluded(), seconds);
      }
      expected.write();
    }
    results.put(file.name(), run, expected);
    List<String> surprises =
        expected.surprises(run).stream().map(s -> file.name() + ": " + s).toList();
    progress.finished(file.name(), !surprises.isEmpty());
    return surprises;
  }
}
