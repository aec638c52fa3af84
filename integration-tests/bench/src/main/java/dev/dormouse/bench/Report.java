package dev.dormouse.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Results as a table for people and as JSON for machines. */
final class Report {
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder json = new StringBuilder();
  private final List<String> caseObjects = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();

  Report(Machine machine, String commit, List<Contestant> contestants) {
    String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    text.append("Start-up of whole processes, in milliseconds\n\n");
    text.append("date       ").append(now).append('\n');
    text.append("commit     ").append(commit).append('\n');
    text.append("processor  ").append(machine.processor()).append('\n');
    text.append("cores      ").append(machine.cores()).append('\n');
    text.append("memory     ").append(machine.memory()).append('\n');
    text.append("system     ").append(machine.system()).append('\n');
    text.append("load       ").append(machine.load()).append(" (before the run)\n\n");
    json.append("{\n  \"date\": ").append(quote(now));
    json.append(",\n  \"commit\": ").append(quote(commit));
    json.append(",\n  \"processor\": ").append(quote(machine.processor()));
    json.append(",\n  \"cores\": ").append(machine.cores());
    json.append(",\n  \"memory\": ").append(quote(machine.memory()));
    json.append(",\n  \"system\": ").append(quote(machine.system()));
    json.append(",\n  \"load\": ").append(quote(machine.load()));
    json.append(",\n  \"contestants\": {");
    String separator = "\n";
    for (Contestant contestant : contestants) {
      text.append(
          String.format(Locale.ROOT, "%-16s %s%n", contestant.name(), contestant.version()));
      json.append(separator).append("    ").append(quote(contestant.name())).append(": ");
      json.append(quote(contestant.version()));
      separator = ",\n";
    }
    json.append("\n  },\n");
  }

  void failed(Case program, Contestant contestant, String why) {
    failures.add(program.name() + ": " + contestant.name() + " takes no part: " + why);
  }

  /**
   * Ratios are to the medians of the bare JVM, of CPython and of Dormouse as shipped, each where it
   * took part.
   */
  void measured(Case program, Map<Contestant, Sample> samples) {
    double jvm = median(samples, "jvm");
    double cpython = median(samples, "cpython");
    double dormouse = median(samples, "dormouse");
    text.append('\n').append(program.name()).append('\n');
    text.append(
        String.format(
            Locale.ROOT,
            "%-16s %5s %9s %9s %9s %8s %9s %10s%n",
            "",
            "runs",
            "median",
            "10 %",
            "90 %",
            "/ jvm",
            "/ cpython",
            "/ dormouse"));
    StringBuilder object = new StringBuilder("    " + quote(program.name()) + ": {");
    String separator = "\n";
    for (Map.Entry<Contestant, Sample> entry : samples.entrySet()) {
      Sample sample = entry.getValue();
      text.append(
          String.format(
              Locale.ROOT,
              "%-16s %5d %9.1f %9.1f %9.1f %8s %9s %10s%n",
              entry.getKey().name(),
              sample.count(),
              sample.median(),
              sample.quantile(0.1),
              sample.quantile(0.9),
              ratio(sample.median(), jvm),
              ratio(sample.median(), cpython),
              ratio(sample.median(), dormouse)));
      object.append(separator);
      object.append(
          String.format(
              Locale.ROOT,
              "      %s: {\"runs\": %d, \"median\": %.2f, \"p10\": %.2f, \"p90\": %.2f}",
              quote(entry.getKey().name()),
              sample.count(),
              sample.median(),
              sample.quantile(0.1),
              sample.quantile(0.9)));
      separator = ",\n";
    }
    caseObjects.add(object.append("\n    }").toString());
  }

  /** Prints the table and writes both forms to {@code directory}. */
  void finish(Path directory) throws IOException {
    if (!failures.isEmpty()) {
      text.append('\n');
      for (String failure : failures) {
        text.append(failure).append('\n');
      }
    }
    json.append("  \"failures\": [");
    String separator = "";
    for (String failure : failures) {
      json.append(separator).append(quote(failure));
      separator = ", ";
    }
    json.append("],\n  \"milliseconds\": {\n").append(String.join(",\n", caseObjects));
    json.append("\n  }\n}\n");
    Files.createDirectories(directory);
    Files.writeString(directory.resolve("startup.txt"), text);
    Files.writeString(directory.resolve("startup.json"), json);
    System.out.print(text);
  }

  /** The median of the contestant called {@code name}, or 0 if it took no part. */
  private static double median(Map<Contestant, Sample> samples, String name) {
    for (Map.Entry<Contestant, Sample> entry : samples.entrySet()) {
      if (entry.getKey().name().equals(name)) {
        return entry.getValue().median();
      }
    }
    return 0;
  }

  private static String ratio(double value, double base) {
    return base == 0 ? "-" : String.format(Locale.ROOT, "%.2f", value / base);
  }

  private static String quote(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }
}
