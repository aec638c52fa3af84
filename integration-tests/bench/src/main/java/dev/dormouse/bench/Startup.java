package dev.dormouse.bench;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Measures whole processes from start to exit: bare JVM, Dormouse and other Pythons, in rounds in
 * which each runs once, so that a change in the machine's mood hits all of them. Reports medians
 * and their ratios; absolute times say little about another machine.
 *
 * <p>Before anything is measured, each contestant runs once per case and must print what is
 * expected; one that does not is named with its error and takes no part. That run also fills caches
 * of compiled code.
 */
public final class Startup {
  private static final String DOCUMENT =
      """
      {"name": "dormouse", "sleeps": true, "months": [10, 11, 12, 1, 2, 3, 4],
       "weight": {"autumn": 140.5, "spring": 61.25}, "text": "caf\\u00e9 \\"quoted\\"", "none": null}
      """;

  /** Stands in a case's arguments for the place of {@link #writeAllCalled}'s module. */
  private static final String MODULE = "@MODULE@";

  private static final int FUNCTIONS = 1000;

  private final Path root;
  private final int rounds;
  private final List<String> only;
  private final Path work;

  private Startup(Path root, int rounds, List<String> only) throws IOException {
    this.root = root;
    this.rounds = rounds;
    this.only = only;
    this.work = Files.createTempDirectory("dormouse-bench");
  }

  /**
   * Arguments: {@code root=} the repository (this directory if absent), {@code rounds=} how many,
   * {@code only=} names of contestants, separated by commas, {@code out=} where results go.
   */
  public static void main(String[] args) throws Exception {
    Map<String, String> options = new LinkedHashMap<>();
    for (String arg : args) {
      int equals = arg.indexOf('=');
      if (equals < 0
          || !List.of("root", "rounds", "only", "out").contains(arg.substring(0, equals))) {
        System.err.println("usage: Startup [root=DIR] [rounds=N] [only=NAME,NAME...] [out=DIR]");
        System.exit(2);
      }
      options.put(arg.substring(0, equals), arg.substring(equals + 1));
    }
    Path root = Path.of(options.getOrDefault("root", ".")).toAbsolutePath().normalize();
    String only = options.getOrDefault("only", "");
    Startup startup =
        new Startup(
            root,
            Integer.parseInt(options.getOrDefault("rounds", "40")),
            only.isEmpty() ? List.of() : List.of(only.split(",")));
    // A selection is a look at something; only a full run replaces the recorded results.
    Path results =
        options.containsKey("out")
            ? Path.of(options.get("out"))
            : root.resolve(
                only.isEmpty()
                    ? "integration-tests/bench/results"
                    : "integration-tests/bench/target");
    startup.run(results);
  }

  private void run(Path results) throws Exception {
    Path document = Files.writeString(work.resolve("small.json"), DOCUMENT);
    List<Case> cases =
        List.of(
            new Case("hello", List.of("-c", "print(\"hi\")"), true),
            new Case("json.tool", List.of("-m", "json.tool", document.toString()), false),
            new Case(
                "all called",
                List.of(
                    "-c", "import sys; sys.path.append(sys.argv[1]); import all_called", MODULE),
                false));
    List<Contestant> contestants = contestants();
    writeAllCalled();
    Report report = new Report(Machine.here(), commit(), contestants);
    for (Case each : cases) {
      measure(each, contestants, report);
    }
    report.finish(results);
    deleteWork();
  }

  private void measure(Case program, List<Contestant> contestants, Report report) throws Exception {
    Map<Contestant, Sample> samples = new LinkedHashMap<>();
    String expected = null;
    for (Contestant contestant : contestants) {
      if (contestant.name().equals("jvm") && !program.withJvm()) {
        continue;
      }
      String out = output(contestant, program);
      if (expected == null && out != null) {
        expected = out;
      }
      if (out == null || !sameWords(out, expected)) {
        report.failed(program, contestant, out == null ? "see above" : "printed: " + out.strip());
      } else {
        samples.put(contestant, new Sample());
      }
    }
    for (int round = 0; round < rounds; round++) {
      List<Contestant> order = new ArrayList<>(samples.keySet());
      java.util.Collections.rotate(order, round);
      for (Contestant contestant : order) {
        if (!contestant.slow() || round % 4 == 0) {
          samples.get(contestant).add(time(contestant, program));
        }
      }
    }
    report.measured(program, samples);
  }

  /** What {@code contestant} prints, or null if it fails. */
  private String output(Contestant contestant, Case program) throws Exception {
    Path out = work.resolve("out");
    Path err = work.resolve("err");
    int status =
        contestant
            .start(argumentsFor(contestant, program))
            .redirectInput(new File("/dev/null"))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start()
            .waitFor();
    if (status != 0) {
      System.err.println(contestant.name() + ", " + program.name() + ": status " + status);
      System.err.println(Files.readString(err, StandardCharsets.ISO_8859_1));
      return null;
    }
    return Files.readString(out, StandardCharsets.ISO_8859_1);
  }

  private double time(Contestant contestant, Case program) throws Exception {
    ProcessBuilder builder =
        contestant
            .start(argumentsFor(contestant, program))
            .redirectInput(new File("/dev/null"))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    long start = System.nanoTime();
    int status = builder.start().waitFor();
    long end = System.nanoTime();
    if (status != 0) {
      throw new IllegalStateException(contestant.name() + " failed while being measured");
    }
    return (end - start) / 1e6;
  }

  private List<String> argumentsFor(Contestant contestant, Case program) {
    if (contestant.name().equals("jvm")) {
      return List.of();
    }
    Path place = contestant.name().startsWith("dormouse") ? image() : moduleFolder();
    return program.arguments().stream().map(a -> a.equals(MODULE) ? place.toString() : a).toList();
  }

  private Path moduleFolder() {
    return work.resolve("all_called");
  }

  private Path image() {
    return work.resolve("all_called.dmi");
  }

  /**
   * A module in which every function is called once: what laziness can only lose at. As a source
   * that Pythons compile and keep in their way, and as an image.
   */
  private void writeAllCalled() throws Exception {
    StringBuilder source = new StringBuilder("total = 0\n");
    for (int i = 0; i < FUNCTIONS; i++) {
      source.append(
          """
          def function_N(first, second=N):
              result = []
              for each in range(2):
                  if first + each > second:
                      result.append("more than N: %d" % each)
                  else:
                      result.append("less")
              return len(" ".join(result))
          total += function_N(3)
          """
              .replace("N", Integer.toString(i)));
    }
    source.append("print(total)\n");
    Files.createDirectory(moduleFolder());
    Files.writeString(moduleFolder().resolve("all_called.py"), source);
    Path dormouse = dormouse();
    if (Files.isExecutable(dormouse)) {
      String[] build = {
        dormouse.toString(), "image", "build", moduleFolder().toString(), "-o", image().toString()
      };
      int status = new ProcessBuilder(build).inheritIO().start().waitFor();
      if (status != 0) {
        throw new IllegalStateException("building an image failed with status " + status);
      }
    }
  }

  private Path dormouse() {
    return root.resolve("importer/cli/target/dormouse/bin/dormouse");
  }

  /**
   * Equal but for white space and order: Python 2's json.tool leaves trailing blanks and sorts keys
   * as it likes.
   */
  private static boolean sameWords(String a, String b) {
    return Stream.of(a.split("[\\s,]+"))
        .sorted()
        .toList()
        .equals(Stream.of(b.split("[\\s,]+")).sorted().toList());
  }

  private List<Contestant> contestants() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String jvm = System.getProperty("java.vendor") + " " + Runtime.version();
    List<Contestant> all = new ArrayList<>();
    all.add(
        new Contestant(
            "jvm",
            jvm,
            List.of(
                java,
                "-cp",
                root.resolve("integration-tests/bench/target/classes").toString(),
                Hello.class.getName()),
            Map.of(),
            false));
    Path reference = root.resolve("target/reference/bin/python3.11");
    if (Files.isExecutable(reference)) {
      all.add(new Contestant("cpython", "3.11.3", List.of(reference.toString()), Map.of(), false));
    }
    Path dormouse = dormouse();
    if (Files.isExecutable(dormouse)) {
      String command = dormouse.toString();
      all.add(new Contestant("dormouse", "as shipped", List.of(command), Map.of(), false));
      all.add(
          new Contestant(
              "dormouse-eager",
              "--eager: every code object materialized at import",
              List.of(command, "--eager"),
              Map.of(),
              false));
      all.add(
          new Contestant(
              "dormouse-no-aot",
              "without the AOT cache",
              List.of(command),
              Map.of("DORMOUSE_JAVA_OPTIONS", "-XX:AOTMode=off"),
              false));
    }
    Path peers = root.resolve("integration-tests/bench/target/peers");
    for (Path jar : jars(peers.resolve("jython"))) {
      all.add(
          new Contestant(
              "jython",
              jar.getFileName() + " on " + jvm,
              List.of(
                  java,
                  "-Dpython.cachedir=" + peers.resolve("jython-cache"),
                  "-jar",
                  jar.toString()),
              Map.of(),
              true));
    }
    List<Path> graalpy = jars(peers.resolve("graalpy"));
    if (!graalpy.isEmpty()) {
      StringBuilder classPath = new StringBuilder();
      String version = "";
      for (Path jar : graalpy) {
        classPath.append(classPath.isEmpty() ? "" : File.pathSeparator).append(jar);
        if (jar.getFileName().toString().startsWith("python-language-")) {
          version = jar.getFileName().toString();
        }
      }
      all.add(
          new Contestant(
              "graalpy",
              version + " on " + jvm,
              List.of(
                  java,
                  "--enable-native-access=ALL-UNNAMED",
                  "--sun-misc-unsafe-memory-access=allow",
                  "-cp",
                  classPath.toString(),
                  "com.oracle.graal.python.shell.GraalPythonMain"),
              Map.of(),
              true));
    }
    return all.stream().filter(c -> only.isEmpty() || only.contains(c.name())).toList();
  }

  private static List<Path> jars(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(f -> f.toString().endsWith(".jar")).sorted().toList();
    }
  }

  /**
   * The commit that is measured, with a note when the work tree differs from it; "unknown" without
   * git.
   */
  private String commit() throws Exception {
    try {
      Process process =
          new ProcessBuilder("git", "describe", "--always", "--dirty", "--abbrev=12")
              .directory(root.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? text.strip() : "unknown";
    } catch (IOException e) {
      return "unknown";
    }
  }

  private void deleteWork() throws IOException {
    try (Stream<Path> files = Files.walk(work)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
