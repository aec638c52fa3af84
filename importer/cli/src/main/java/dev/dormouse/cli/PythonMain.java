package dev.dormouse.cli;

import dev.dormouse.image.DamagedImageException;
import dev.dormouse.importer.CompileAhead;
import dev.dormouse.importer.LibraryAhead;
import dev.dormouse.importer.Python;
import dev.dormouse.importer.PythonConfig;
import dev.dormouse.importer.StaleImageException;
import dev.dormouse.importer.profile.ProfileRecorder;
import dev.dormouse.runtime.objects.Flags;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PythonThread;
import dev.dormouse.runtime.os.Signals;
import java.io.IOException;

/** Runs Python as the options say, on a thread with a large stack. */
final class PythonMain implements Runnable, Thread.UncaughtExceptionHandler {
  /**
   * Room for {@code sys.setrecursionlimit} far beyond the default; only what is used is ever
   * committed.
   */
  private static final long STACK_SIZE = 512L << 20;

  private static final int SIGINT = 2;

  private final Options options;
  private final String[] originalArguments;

  /** The distribution's directory; null for none. */
  private final String home;

  /** Opens its image; null if there is none. */
  private final LibraryAhead library;

  private PythonMain(
      Options options, String[] originalArguments, String home, LibraryAhead library) {
    this.options = options;
    this.home = home;
    this.library = library;
    this.originalArguments = originalArguments;
  }

  static int start(Options options, String[] originalArguments) {
    options.readEnvironment(System.getenv());
    String home = System.getProperty("dormouse.home");
    LibraryAhead library = home == null ? null : new LibraryAhead(home);
    PythonMain main = new PythonMain(options, originalArguments, home, library);
    new PythonThread(null, main, "MainThread", STACK_SIZE).start();
    if (library != null) {
      library.run();
    }
    return -1;
  }

  @Override
  public void run() {
    Thread.setDefaultUncaughtExceptionHandler(this);
    int code;
    try {
      code = runPython();
    } catch (Throwable e) {
      code = failed(e);
    }
    if (flightRecorderIsStarted()) {
      // Its recording is written by a hook, which halting would pass over.
      System.exit(code);
    }
    Main.exit(code);
  }

  /** Says why no program can run, or go on. Answers the exit code. */
  private static int failed(Throwable e) {
    if (e instanceof IOException file) {
      System.err.println("dormouse: " + FileErrors.describe(file));
    } else if (isRefusal(e) || e instanceof PyException) {
      // A Python exception here is one from before the program began: something that the path leads
      // to cannot be used.
      System.err.println("dormouse: " + e.getMessage());
    } else {
      System.err.println("dormouse: internal error; please report it with the lines below");
      e.printStackTrace();
    }
    return 1;
  }

  /** Whether an image turned out to be one that must not be used: that ends the process. */
  private static boolean isRefusal(Throwable e) {
    return e instanceof DamagedImageException || e instanceof StaleImageException;
  }

  /** In a thread that the program started. */
  @Override
  public void uncaughtException(Thread thread, Throwable e) {
    int code = failed(e);
    if (isRefusal(e)) {
      Main.exit(code);
    }
  }

  private int runPython() throws IOException {
    PythonConfig config = configure();
    if (options.hasSettings || !options.xOptions.isEmpty()) {
      String fatal = Settings.apply(config, options.ignoreEnvironment ? null : System.getenv());
      if (fatal != null) {
        System.err.println(fatal);
        return 1;
      }
    }
    if (options.command != null) {
      config.ahead = CompileAhead.ofText(options.command, options.optimize);
    } else if (options.script != null && !options.skipFirstLine) {
      config.ahead = CompileAhead.ofFile(options.script, options.optimize);
    }
    Python python = Python.start(config);
    int code = python.run(new Program(python, options));
    if (python.wasInterrupted()) {
      System.out.flush();
      System.err.flush();
      Signals.die(SIGINT);
    }
    return options.budget == null ? code : overBudget(python, config, code);
  }

  /** A class, since the first lambda in a run brings those that make lambdas. */
  private record Program(Python python, Options options) implements Runnable {
    @Override
    public void run() {
      if (options.command != null) {
        python.runString(options.command);
      } else if (options.module != null) {
        python.runModule(options.module);
      } else if (options.script != null) {
        python.runPath(options.script);
      } else {
        python.runStandardInput();
      }
    }
  }

  private PythonConfig configure() {
    PythonConfig c = new PythonConfig();
    c.takesSignals = true;
    c.hasPrompt = true;
    Flags f = c.flags;
    f.bytesWarning = options.bytesWarning;
    f.dontWriteBytecode = options.dontWriteBytecode;
    f.debug = options.debug;
    f.ignoreEnvironment = options.ignoreEnvironment;
    f.inspect = options.inspect ? 1 : 0;
    f.interactive = options.interactive ? 1 : 0;
    f.isolated = options.isolated;
    f.optimize = options.optimize;
    f.safePath = options.safePath;
    f.quiet = options.quiet;
    f.noUserSite = options.noUserSite;
    f.noSite = options.noSite;
    f.unbuffered = options.unbuffered;
    f.verbose = options.verbose;
    f.eager = options.eager;
    f.utf8Mode = options.plainLocale ? 1 : 0;
    c.home = home;
    c.executable = System.getProperty("dormouse.executable");
    c.libraryAhead = library;
    c.images.addAll(options.images);
    String more = System.getenv("DORMOUSE_IMAGES");
    if (more != null && !more.isEmpty()) {
      int start = 0;
      while (start <= more.length()) {
        int end = more.indexOf(':', start);
        end = end < 0 ? more.length() : end;
        if (end > start) {
          c.images.add(more.substring(start, end));
        }
        start = end + 1;
      }
    }
    c.requireSignature =
        options.requireSignature != null
            ? options.requireSignature
            : System.getenv("DORMOUSE_REQUIRE_SIGNATURE");
    c.stale = options.stale;
    c.pluginPath.addAll(options.pluginPath);
    c.classPathProviders = false;
    c.warnings.addAll(options.warnings);
    c.xOptions.addAll(options.xOptions);
    c.checkHashPycs = options.checkHashPycs;
    c.report = options.report;
    c.profile = options.profile;
    c.profileCalls = options.profileCalls;
    c.flightEvents = options.xOptions.contains("jfr") || flightRecorderIsStarted();
    if (options.metricsAddress != null) {
      c.companion = new MetricsAddress(options.metricsAddress);
    }
    if (options.budget != null) {
      c.recorder = new ProfileRecorder();
    }
    c.skipFirstLine = options.skipFirstLine;
    String zero =
        options.command != null
            ? "-c"
            : options.module != null
                ? "-m"
                : options.script != null ? options.script : options.stdinNamed ? "-" : "";
    c.argv.add(zero);
    c.argv.addAll(options.arguments);
    c.originalArguments = originalArguments;
    return c;
  }

  /** Says what was too much. Answers the exit code. */
  private int overBudget(Python python, PythonConfig config, int code) {
    String message =
        options.budget.exceeded(config.recorder.profile(python.interpreter(), python.images()));
    if (message.isEmpty()) {
      return code;
    }
    System.err.print(message);
    return code == 0 ? BudgetCommand.OVER : code;
  }

  /**
   * Whether the JVM was told to record. Asking JFR itself would load it; the launcher's variables,
   * which are at hand, are the only way in which its java command gets options.
   */
  private static boolean flightRecorderIsStarted() {
    return asksForRecording(System.getenv("DORMOUSE_JAVA_OPTIONS"))
        || asksForRecording(System.getenv("JDK_JAVA_OPTIONS"))
        || asksForRecording(System.getenv("JAVA_TOOL_OPTIONS"));
  }

  private static boolean asksForRecording(String options) {
    return options != null && options.contains("FlightRecord");
  }
}
