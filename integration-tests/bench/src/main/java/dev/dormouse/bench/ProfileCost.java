package dev.dormouse.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Measures what recording a startup profile adds to a start, and what the possibility adds to one
 * that records none.
 *
 * <p>In every round each command runs once, in an order by chance, since what one leaves behind (a
 * file to be written to the disk) may slow down the next; a command's cost is the median over the
 * rounds of its time by that of the plain command in the same round. The plain command runs twice:
 * what the second seems to cost is what the machine makes up.
 *
 * <p>Without a recorder, each wake and each import asks whether there is one. How often is counted
 * in the profile; what a question costs is measured in a JVM that only interprets ({@link
 * AskedInVain}), which is more than in any start. Two builds, with and without the questions, would
 * differ by less than two runs of one.
 */
public final class ProfileCost {
  private static final String PLAIN = "without";

  private final Path root;
  private final int rounds;
  private final Path work;
  private final String dormouse;

  private ProfileCost(Path root, int rounds) throws IOException {
    this.root = root;
    this.rounds = rounds;
    this.work = Files.createTempDirectory("dormouse-profile");
    this.dormouse = root.resolve("importer/cli/target/dormouse/bin/dormouse").toString();
  }

  /**
   * Arguments: {@code root=}, the repository; {@code rounds=}. Replaces {@code
   * results/profile.txt}.
   */
  public static void main(String[] args) throws Exception {
    Arguments given = Arguments.parse(args, "ProfileCost", 60);
    String text = new ProfileCost(given.root(), given.rounds()).run();
    System.out.print(text);
    Files.writeString(given.root().resolve("integration-tests/bench/results/profile.txt"), text);
  }

  private String run() throws Exception {
    Path json = work.resolve("small.json");
    Files.writeString(json, "{\"b\": [1, 2], \"a\": null}\n");
    Path profile = work.resolve("start.dmp");
    Machine machine = Machine.here();
    StringBuilder out = new StringBuilder("Recording a startup profile, in milliseconds\n\n");
    out.append(machine.header());
    measure("hello", List.of("-c", "print(\"hi\")"), profile, out);
    measure("json.tool", List.of("-m", "json.tool", json.toString()), profile, out);
    // The last run of json.tool wrote it.
    long questions = 0;
    for (String line : Files.readAllLines(profile)) {
      questions += line.startsWith("awake ") || line.startsWith("import ") ? 1 : 0;
    }
    double nanoseconds = askInVain();
    out.append(
        String.format(
            Locale.ROOT,
            "%nWithout --profile, json.tool asks %d times in vain who wants to know,"
                + " %.0f ns each when interpreted: %.3f ms%n",
            questions,
            nanoseconds,
            questions * nanoseconds / 1e6));
    Files.delete(json);
    Files.delete(profile);
    Files.delete(work);
    return out.toString();
  }

  private void measure(String name, List<String> program, Path profile, StringBuilder out)
      throws Exception {
    Map<String, List<String>> options = new LinkedHashMap<>();
    options.put(PLAIN, List.of());
    options.put(PLAIN + ", again", List.of());
    options.put("--profile-calls", List.of("--profile-calls", "--profile", profile.toString()));
    options.put("--profile", List.of("--profile", profile.toString()));
    List<String> names = List.copyOf(options.keySet());
    Map<String, Sample> times = new LinkedHashMap<>();
    Map<String, Sample> costs = new LinkedHashMap<>();
    for (String n : names) {
      times.put(n, new Sample());
      costs.put(n, new Sample());
    }
    Random random = new Random(1);
    // The first round fills the page cache and is not counted.
    for (int round = 0; round <= rounds; round++) {
      Map<String, Double> took = new LinkedHashMap<>();
      List<String> order = new ArrayList<>(names);
      Collections.shuffle(order, random);
      for (String n : order) {
        List<String> arguments = new ArrayList<>(options.get(n));
        arguments.addAll(program);
        took.put(n, time(arguments));
      }
      for (String n : names) {
        if (round > 0) {
          times.get(n).add(took.get(n));
          costs.get(n).add(100 * (took.get(n) / took.get(PLAIN) - 1));
        }
      }
    }
    out.append(
        String.format(Locale.ROOT, "%n%-20s runs   median     10 %%     90 %%   costs%n", name));
    for (String n : names) {
      Sample s = times.get(n);
      out.append(
          String.format(
              Locale.ROOT,
              "%-20s %4d %8.1f %8.1f %8.1f%s%n",
              n,
              s.count(),
              s.median(),
              s.quantile(0.1),
              s.quantile(0.9),
              n.equals(PLAIN)
                  ? ""
                  : String.format(Locale.ROOT, " %+6.1f %%", costs.get(n).median())));
    }
  }

  private double time(List<String> arguments) throws Exception {
    ProcessBuilder builder =
        new Contestant("dormouse", "", List.of(dormouse), Map.of(), false).start(arguments);
    long start = System.nanoTime();
    int status =
        builder
            .redirectInput(new File("/dev/null"))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor();
    if (status != 0) {
      throw new IllegalStateException(arguments + " ended with status " + status);
    }
    return (System.nanoTime() - start) / 1e6;
  }

  /** Nanoseconds for each question. */
  private double askInVain() throws Exception {
    Path home = root.resolve("importer/cli/target/dormouse");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xint",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path") + ":" + home.resolve("lib") + "/*",
                AskedInVain.class.getName(),
                home.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String answer = new String(process.getInputStream().readAllBytes()).strip();
    if (process.waitFor() != 0) {
      throw new IllegalStateException("AskedInVain ended with status " + process.exitValue());
    }
    return Double.parseDouble(answer);
  }
}
