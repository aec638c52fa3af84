package dev.dormouse.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a result depends on besides the code. */
record Machine(String processor, int cores, String memory, String system, String load) {

  static Machine here() {
    Path proc = Path.of("/proc");
    return new Machine(
        field(proc.resolve("cpuinfo"), "model name"),
        Runtime.getRuntime().availableProcessors(),
        field(proc.resolve("meminfo"), "MemTotal"),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        firstLine(proc.resolve("loadavg")));
  }

  /**
   * The lines that stand above results. The load tells whether they can be trusted: on an idle
   * machine its first number is below 1.
   */
  String header() {
    return "processor  "
        + processor
        + "\ncores      "
        + cores
        + "\nsystem     "
        + system
        + "\njvm        "
        + System.getProperty("java.vendor")
        + " "
        + System.getProperty("java.runtime.version")
        + "\nload       "
        + load
        + " (before the run)\n";
  }

  private static String field(Path file, String key) {
    for (String line : lines(file)) {
      if (line.startsWith(key)) {
        return line.substring(line.indexOf(':') + 1).strip();
      }
    }
    return "unknown";
  }

  private static String firstLine(Path file) {
    List<String> lines = lines(file);
    return lines.isEmpty() ? "unknown" : lines.getFirst();
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      return List.of();
    }
  }
}
