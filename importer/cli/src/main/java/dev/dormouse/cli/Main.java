package dev.dormouse.cli;

/**
 * Where the JVM starts. Decides whether this is about Python at all before any class of the runtime
 * loads.
 *
 * <p>Exit codes: what the program says; 2 for a command line that makes no sense; 1 for a file that
 * is bad or an uncaught exception.
 */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    int code;
    try {
      code = dispatch(isDamaged(args) ? RawArguments.read(args) : args);
    } catch (UsageException e) {
      System.err.print(e.getMessage() + "\n" + e.usage());
      code = 2;
    }
    if (code >= 0) {
      exit(code);
    }
  }

  /**
   * Flushes and ends the process at once: there is nothing to wait for, and shutdown hooks cost
   * time.
   */
  static void exit(int code) {
    System.out.flush();
    System.err.flush();
    Runtime.getRuntime().halt(code);
  }

  /** Whether the JVM may have replaced what is no text in the locale. */
  private static boolean isDamaged(String[] args) {
    for (String arg : args) {
      if (arg.indexOf('\uFFFD') >= 0) {
        return true;
      }
    }
    return false;
  }

  /** The exit code, or -1 when another thread ends the process. */
  private static int dispatch(String[] args) throws UsageException {
    if (args.length > 0 && args[0].equals("image")) {
      return ImageCommand.run(args);
    }
    if (args.length > 0 && args[0].equals("profile")) {
      return ProfileCommand.run(args);
    }
    if (args.length > 0 && args[0].equals("budget")) {
      return BudgetCommand.start(args);
    }
    Options options = Options.parse(args);
    if (options.help != null) {
      System.out.print(Help.text(options.help));
      return 0;
    }
    if (options.version > 0) {
      System.out.println(
          options.version > 1
              ? Help.VERSION + " (Dormouse) [Java " + System.getProperty("java.version") + "]"
              : Help.VERSION);
      return 0;
    }
    return PythonMain.start(options, args);
  }
}
