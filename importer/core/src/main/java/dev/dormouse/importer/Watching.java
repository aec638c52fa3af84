package dev.dormouse.importer;

import dev.dormouse.importer.profile.ProfileRecorder;
import dev.dormouse.importer.report.FlightEvents;
import dev.dormouse.importer.report.WriteErrors;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.WakeListener;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Who listens to an interpreter, as its configuration says; nobody in a plain run. */
final class Watching {
  private Watching() {}

  /** Before the first import. */
  static void start(Interpreter interp, ImportSystem imports, PythonConfig config)
      throws IOException {
    String importTime = importTime(config);
    if (importTime != null) {
      imports.addListener(
          importTime.isEmpty()
              ? new ImportTimePrinter(System.err, null)
              : new ImportTimePrinter(open(importTime), importTime));
    }
    if (config.flightEvents) {
      FlightEvents events = new FlightEvents();
      imports.addListener(events);
      WakeListener.add(interp, events);
    }
    boolean page = config.report != null && PythonConfig.isPage(config.report);
    if ((config.profile != null || page) && config.recorder == null) {
      config.recorder = new ProfileRecorder();
    }
    if (config.recorder != null) {
      config.recorder.attach(interp, imports, config.profileCalls);
    }
  }

  private static PrintStream open(String file) throws IOException {
    try {
      return new PrintStream(Files.newOutputStream(Path.of(file)), true);
    } catch (IOException e) {
      throw new IOException("cannot write " + file + ": " + WriteErrors.reason(e), e);
    }
  }

  /** Whether imports are told of one by one, so that CPython's order of them matters. */
  static boolean showsImports(PythonConfig config) {
    return config.flags.verbose > 0 || importTime(config) != null;
  }

  /**
   * The file of {@code -X importtime=FILE}, empty for stderr, null if import times are not asked
   * for.
   */
  private static String importTime(PythonConfig config) {
    List<String> options = config.xOptions;
    for (int i = 0; i < options.size(); i++) {
      String option = options.get(i);
      if (option.startsWith("importtime") && (option.length() == 10 || option.charAt(10) == '=')) {
        return option.length() == 10 ? "" : option.substring(11);
      }
    }
    return !config.flags.ignoreEnvironment && System.getenv("PYTHONPROFILEIMPORTTIME") != null
        ? ""
        : null;
  }
}
