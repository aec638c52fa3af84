package dev.dormouse.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures what many processes of one long-lived program take in memory together: the program of
 * {@code integration-tests/examples/service} from one image, lazily and eagerly, and from sources
 * under CPython. Figures are the kernel's: proportional set size, in which a page that n processes
 * share counts as an n-th, from {@code /proc/PID/smaps_rollup}, and that of images alone from
 * {@code smaps}. Each JVM collects its garbage first, as a long-lived one has sooner or later.
 */
public final class Sharing {
  private static final int[] COUNTS = {1, 4, 16};

  private final Path root;
  private final Path work;
  private final StringBuilder out = new StringBuilder();

  private Sharing(Path root) throws IOException {
    this.root = root;
    this.work = Files.createTempDirectory("dormouse-sharing");
  }

  /** Argument: {@code root=}, the repository. Replaces {@code results/sharing.txt}. */
  public static void main(String[] args) throws Exception {
    if (args.length != 1 || !args[0].startsWith("root=")) {
      System.err.println("usage: Sharing root=DIR");
      System.exit(2);
    }
    Path root = Path.of(args[0].substring(5)).toAbsolutePath().normalize();
    String text = new Sharing(root).run();
    System.out.print(text);
    Files.writeString(root.resolve("integration-tests/bench/results/sharing.txt"), text);
  }

  private String run() throws Exception {
    String dormouse = root.resolve("importer/cli/target/dormouse/bin/dormouse").toString();
    String service = root.resolve("integration-tests/examples/service").toString();
    String image = work.resolve("service.dmi").toString();
    Process build =
        new ProcessBuilder(dormouse, "image", "build", service, "-o", image).inheritIO().start();
    if (build.waitFor() != 0) {
      throw new IllegalStateException("the image cannot be built");
    }
    Map<String, List<String>> contestants = new LinkedHashMap<>();
    contestants.put("dormouse", List.of(dormouse, image));
    contestants.put("dormouse --eager", List.of(dormouse, "--eager", image));
    contestants.put(
        "cpython", List.of(root.resolve("target/reference/bin/python3.11").toString(), service));
    Machine machine = Machine.here();
    out.append("Memory of N processes of one long-lived program, in MiB for each process\n\n")
        .append(machine.header())
        .append(
            "\n                     N      RSS      PSS  images: RSS   shared  private      PSS"
                + "  share of PSS\n");
    for (int n : COUNTS) {
      for (Map.Entry<String, List<String>> c : contestants.entrySet()) {
        measure(c.getKey(), c.getValue(), n);
      }
    }
    Files.deleteIfExists(Path.of(image));
    Files.delete(work);
    return out.toString();
  }

  private void measure(String name, List<String> command, int n) throws Exception {
    List<Process> processes = new ArrayList<>();
    List<BufferedReader> readers = new ArrayList<>();
    try {
      for (int i = 0; i < n; i++) {
        Process process =
            new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        processes.add(process);
        readers.add(process.inputReader());
      }
      for (int i = 0; i < n; i++) {
        expect(readers.get(i), "ready");
        // One request each, so that it is not only imports that are measured.
        processes.get(i).outputWriter().append("one 'two three' four\n").flush();
        expect(readers.get(i), "{\"text\": \"one 'two three' four\"");
        if (!name.equals("cpython")) {
          collect(processes.get(i));
        }
      }
      long rss = 0;
      long pss = 0;
      Mapped images = new Mapped();
      for (Process process : processes) {
        Path proc = Path.of("/proc", Long.toString(process.pid()));
        for (String line : Files.readAllLines(proc.resolve("smaps_rollup"))) {
          rss += value(line, "Rss:");
          pss += value(line, "Pss:");
        }
        images.add(proc.resolve("smaps"));
      }
      out.append(
          String.format(
              Locale.ROOT,
              "%-18s %4d %8.1f %8.1f %12.1f %8.1f %8.1f %8.1f %12.1f%%%n",
              name,
              n,
              mib(rss, n),
              mib(pss, n),
              mib(images.rss, n),
              mib(images.shared, n),
              mib(images.secret, n),
              mib(images.pss, n),
              100.0 * images.pss / pss));
    } finally {
      for (Process process : processes) {
        process.outputWriter().close();
        process.waitFor();
      }
    }
  }

  private static void collect(Process process) throws Exception {
    String jcmd = Path.of(System.getProperty("java.home"), "bin/jcmd").toString();
    int status =
        new ProcessBuilder(jcmd, Long.toString(process.pid()), "GC.run")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor();
    if (status != 0) {
      throw new IllegalStateException("jcmd ended with status " + status);
    }
  }

  private static void expect(BufferedReader from, String start) throws IOException {
    String line = from.readLine();
    if (line == null || !line.startsWith(start)) {
      throw new IllegalStateException("printed " + line);
    }
  }

  private static double mib(long kib, int n) {
    return kib / 1024.0 / n;
  }

  private static long value(String line, String key) {
    return line.startsWith(key)
        ? Long.parseLong(line.substring(key.length()).replace("kB", "").strip())
        : 0;
  }

  /** Sums over the mappings of images, in KiB. */
  private static final class Mapped {
    long rss;
    long pss;
    long shared;
    long secret;

    void add(Path smaps) throws IOException {
      boolean inside = false;
      for (String line : Files.readAllLines(smaps)) {
        // A mapping begins with its addresses; the lines below it with a word and a colon.
        if (line.matches("[0-9a-f]+-[0-9a-f]+ .*")) {
          inside = line.endsWith(".dmi");
        } else if (inside) {
          rss += value(line, "Rss:");
          pss += value(line, "Pss:");
          shared += value(line, "Shared_Clean:") + value(line, "Shared_Dirty:");
          secret += value(line, "Private_Clean:") + value(line, "Private_Dirty:");
        }
      }
    }
  }
}
