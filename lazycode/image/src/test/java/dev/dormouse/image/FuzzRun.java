package dev.dormouse.image;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs Jazzer on each target: a process of its own each, with what is known worth trying in {@code
 * src/test/fuzz}. A build tries the same inputs every time, so that it fails for what changed and
 * not by luck; with a time to spend, it begins where the last such run ended and tries new ones. A
 * finding fails the run; its input goes into the corpus, where {@link FuzzCorpusTest} keeps it
 * found.
 */
final class FuzzRun {
  /** What takes some 4 seconds for each target. */
  private static final List<String> SAME_EVERY_TIME =
      List.of("-seed=1", "-runs=30000", "-reload=0");

  private static final List<String> TARGETS = List.of("Image", "Marshal");

  private FuzzRun() {}

  /** Arguments: this module's directory; seconds for each target, 0 for the same inputs always. */
  public static void main(String[] args) throws Exception {
    Path module = Path.of(args[0]).toAbsolutePath();
    int seconds = Integer.parseInt(args[1]);
    boolean good = true;
    for (String target : TARGETS) {
      good &= run(module, target, seconds);
    }
    System.exit(good ? 0 : 1);
  }

  private static boolean run(Path module, String target, int seconds) throws Exception {
    String name = target.toLowerCase(Locale.ROOT);
    Path work = Files.createDirectories(module.resolve("target/fuzz").resolve(name));
    Path found = seconds > 0 ? Files.createDirectories(work.resolve("corpus")) : null;
    Path log = work.resolve("log.txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    command.addAll(
        List.of(
            "-Xmx512m", "-XX:+EnableDynamicAgentLoading", "--enable-native-access=ALL-UNNAMED"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("com.code_intelligence.jazzer.Jazzer");
    command.add("--target_class=dev.dormouse.image.Fuzz" + target);
    command.add("--instrumentation_includes=dev.dormouse.code.**:dev.dormouse.image.**");
    command.addAll(List.of("-timeout=60", "-rss_limit_mb=0"));
    command.addAll(seconds > 0 ? List.of("-max_total_time=" + seconds) : SAME_EVERY_TIME);
    // The first directory gets what is new.
    command.add((found == null ? Files.createTempDirectory(work, "new") : found).toString());
    command.add(module.resolve("src/test/fuzz").resolve(name).toString());
    Process process =
        new ProcessBuilder(command)
            .directory(work.toFile())
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (!process.waitFor(seconds + 300L, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
    if (process.exitValue() == 0) {
      String last = lines.isEmpty() ? "" : lines.getLast();
      System.out.println("fuzzed " + name + ": " + last);
      return true;
    }
    System.err.println("fuzzing " + name + " found something; the whole log is " + log);
    int from = 0;
    while (from < lines.size() && !lines.get(from).startsWith("== ")) {
      from++;
    }
    lines
        .subList(from == lines.size() ? Math.max(0, from - 30) : from, lines.size())
        .forEach(System.err::println);
    try (Stream<Path> files = Files.list(work)) {
      files
          .filter(f -> f.getFileName().toString().matches("(crash|timeout|oom)-.*"))
          .forEach(f -> System.err.println("input, for src/test/fuzz/" + name + ": " + f));
    }
    return false;
  }
}
