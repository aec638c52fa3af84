package dev.dormouse.bench;

import com.sun.management.ThreadMXBean;
import dev.dormouse.compiler.Compiler;
import dev.dormouse.compiler.PySyntaxError;
import dev.dormouse.compiler.WarningSink;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Measures the compiler against the reference's {@code compile()} over its library, tests and
 * installed packages included: both hold all sources in memory, and compile them by turns, one
 * thread each, in one round after the other. Times are of the processor, since the machine may have
 * other work. Then how compiling scales with threads, what it takes in memory, and how long the
 * first {@code eval} of a fresh process takes.
 */
public final class CompilerSpeed {
  private record Source(String filename, byte[] text) {}

  private static final String FIRST_EVAL =
      "import time; t = time.perf_counter(); eval('1 + 2 * x', {'x': 4});"
          + " print((time.perf_counter() - t) * 1000)";

  private final Path root;
  private final int rounds;
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final List<Source> sources = new ArrayList<>();
  private long lines;

  private CompilerSpeed(Path root, int rounds) {
    this.root = root;
    this.rounds = rounds;
  }

  /**
   * Arguments: {@code root=}, the repository; {@code rounds=}. Replaces {@code
   * results/compiler.txt}.
   */
  public static void main(String[] args) throws Exception {
    Arguments given = Arguments.parse(args, "CompilerSpeed", 10);
    String text = new CompilerSpeed(given.root(), given.rounds()).run();
    System.out.print(text);
    Files.writeString(given.root().resolve("integration-tests/bench/results/compiler.txt"), text);
  }

  private String run() throws Exception {
    readSources();
    String python = root.resolve("target/reference/bin/python3.11").toString();
    Path list = Files.createTempFile("dormouse-sources", ".txt");
    Path script = Files.createTempFile("dormouse-speed", ".py");
    Files.write(list, sources.stream().map(Source::filename).toList());
    try (InputStream in = CompilerSpeed.class.getResourceAsStream("compiler_speed.py")) {
      Files.write(script, in.readAllBytes());
    }
    Sample cpython = new Sample();
    Sample dormouse = new Sample();
    Sample cold = new Sample();
    double retained;
    Process process =
        new ProcessBuilder(python, "-I", "-X", "utf8", script.toString(), list.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (OutputStream ask = process.getOutputStream();
        BufferedReader answers =
            new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
      // Five rounds warm the JVM up and are not counted. Reading the sources compiled them once.
      for (int round = -5; round < rounds; round++) {
        double ours = compileAll();
        if (round == -5) {
          cold.add(ours);
        }
        if (round >= 0) {
          dormouse.add(ours);
          cpython.add(answer(ask, answers, 'c'));
        }
      }
      retained = answer(ask, answers, 'm');
    } finally {
      process.destroyForcibly().waitFor();
      Files.delete(list);
      Files.delete(script);
    }
    long before = threads.getCurrentThreadAllocatedBytes();
    compileAll();
    double allocated = threads.getCurrentThreadAllocatedBytes() - before;
    StringBuilder out = new StringBuilder(header());
    out.append("Lines of source per second of processor time, one thread, ");
    out.append(sources.size()).append(" files, ").append(lines).append(" lines\n\n");
    row(out, "", "runs", "median", "10 %", "90 %", "/ cpython");
    speed(out, "cpython", cpython, cpython);
    speed(out, "dormouse, warm", dormouse, cpython);
    speed(out, "dormouse, second pass", cold, cpython);
    out.append("\nKilobytes per 1 000 lines\n\n");
    kilobytes(out, "dormouse, allocated while compiling", allocated);
    kilobytes(out, "dormouse, code objects kept", keptBytes());
    kilobytes(out, "cpython, code objects kept", retained);
    out.append("\nElapsed seconds with all sources shared out to threads\n\n");
    for (int count = 1; count <= Runtime.getRuntime().availableProcessors(); count++) {
      double seconds = Math.min(parallel(count), parallel(count));
      out.append(String.format(Locale.ROOT, "%-30d %10.2f%n", count, seconds));
    }
    out.append("\nMilliseconds of the first eval('1 + 2 * x') of a process\n\n");
    row(out, "", "runs", "median", "10 %", "90 %", "");
    Sample theirs = new Sample();
    Sample mine = new Sample();
    String launcher = root.resolve("importer/cli/target/dormouse/bin/dormouse").toString();
    for (int round = 0; round < 2 * rounds; round++) {
      theirs.add(firstEval(python));
      mine.add(firstEval(launcher));
    }
    milliseconds(out, "cpython", theirs);
    milliseconds(out, "dormouse", mine);
    return out.toString();
  }

  /** Those of the library that can be compiled. */
  private void readSources() throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(root.resolve("target/reference/lib/python3.11"))) {
      files = walk.filter(p -> p.toString().endsWith(".py")).sorted().toList();
    }
    for (Path file : files) {
      Source source = new Source(file.toString(), Files.readAllBytes(file));
      try {
        compile(source);
      } catch (PySyntaxError e) {
        continue;
      }
      sources.add(source);
      for (byte b : source.text) {
        lines += b == '\n' ? 1 : 0;
      }
    }
  }

  private static Object compile(Source source) {
    return Compiler.compile(
        source.text, source.filename, Compiler.MODE_EXEC, 0, 0, new WarningSink.Silent());
  }

  /** Milliseconds of processor time. */
  private double compileAll() {
    long start = threads.getCurrentThreadCpuTime();
    sources.forEach(CompilerSpeed::compile);
    return (threads.getCurrentThreadCpuTime() - start) / 1e6;
  }

  private double parallel(int count) throws InterruptedException {
    AtomicInteger next = new AtomicInteger();
    List<Thread> workers = new ArrayList<>();
    long start = System.nanoTime();
    for (int i = 0; i < count; i++) {
      Thread worker =
          new Thread(
              () -> {
                for (int n = next.getAndIncrement();
                    n < sources.size();
                    n = next.getAndIncrement()) {
                  compile(sources.get(n));
                }
              });
      worker.start();
      workers.add(worker);
    }
    for (Thread worker : workers) {
      worker.join();
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private double keptBytes() {
    double before = used();
    List<Object> kept = new ArrayList<>();
    sources.forEach(source -> kept.add(compile(source)));
    double after = used();
    if (kept.size() != sources.size()) {
      throw new IllegalStateException();
    }
    return after - before;
  }

  private static double used() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static double answer(OutputStream ask, BufferedReader answers, char what)
      throws IOException {
    ask.write(new byte[] {(byte) what, '\n'});
    ask.flush();
    return Double.parseDouble(answers.readLine());
  }

  private static double firstEval(String program) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(program, "-c", FIRST_EVAL)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    process.waitFor();
    return Double.parseDouble(out.strip());
  }

  private static String header() {
    return "The compiler against CPython 3.11.3's\n\n" + Machine.here().header() + "\n";
  }

  private static void row(StringBuilder out, Object... cells) {
    out.append(String.format(Locale.ROOT, "%-24s %5s %10s %10s %10s %10s", cells).stripTrailing());
    out.append('\n');
  }

  private void speed(StringBuilder out, String name, Sample sample, Sample base) {
    row(
        out,
        name,
        sample.count(),
        perSecond(sample.median()),
        perSecond(sample.quantile(0.9)),
        perSecond(sample.quantile(0.1)),
        String.format(Locale.ROOT, "%.2f", base.median() / sample.median()));
  }

  private String perSecond(double milliseconds) {
    return Long.toString(Math.round(lines / milliseconds * 1000));
  }

  private void kilobytes(StringBuilder out, String name, double bytes) {
    out.append(String.format(Locale.ROOT, "%-38s %8.0f%n", name, bytes / 1024 / lines * 1000));
  }

  private static void milliseconds(StringBuilder out, String name, Sample sample) {
    Object[] cells = {
      name,
      sample.count(),
      text(sample.median()),
      text(sample.quantile(0.1)),
      text(sample.quantile(0.9)),
      ""
    };
    row(out, cells);
  }

  private static String text(double milliseconds) {
    return String.format(Locale.ROOT, "%.3f", milliseconds);
  }
}
