package dev.dormouse.cli;

import dev.dormouse.importer.profile.Budget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The command line and the {@code PYTHON*} variables, read as CPython reads them. Plain data:
 * nothing here touches the runtime.
 */
final class Options {
  /** What to run; one of these is set, or all are null for standard input. */
  String command;

  String module;
  String script;

  /** {@code sys.argv} without its first element. */
  List<String> arguments = new ArrayList<>();

  int bytesWarning;
  boolean dontWriteBytecode;
  int debug;
  boolean ignoreEnvironment;

  /** What to print instead of running anything: full, env, xoptions or all; null for nothing. */
  String help;

  /** Whether the locale of characters is C or POSIX, or none is set. */
  boolean plainLocale;

  boolean inspect;
  boolean interactive;
  boolean isolated;
  int optimize;
  boolean safePath;
  boolean quiet;
  boolean noUserSite;
  boolean noSite;
  boolean unbuffered;
  int verbose;
  int version;
  boolean skipFirstLine;
  final List<String> warnings = new ArrayList<>();

  /** {@code -X} options as given. */
  final List<String> xOptions = new ArrayList<>();

  /** Whether a variable is set that {@link Settings} reads. */
  boolean hasSettings;

  String checkHashPycs = "default";

  // Dormouse's own

  final List<String> images = new ArrayList<>();
  final List<String> pluginPath = new ArrayList<>();

  /** The file with the keys of which one must have signed every image; null for no demand. */
  String requireSignature;

  String stale = "refuse";

  boolean eager;

  /** Null for no report, "" for a report as text on stderr, else the file it goes to. */
  String report;

  /** Where to write a startup profile; null for none. */
  String profile;

  boolean profileCalls;

  /** Where to serve metrics, {@code PORT} or {@code HOST:PORT}; null for nowhere. */
  String metricsAddress;

  /** What the program may do, from {@code dormouse budget}; null for a plain run. */
  Budget budget;

  /** Reads the arguments. */
  static Options parse(String[] args) throws UsageException {
    Options o = new Options();
    int i = 0;
    while (i < args.length) {
      String a = args[i];
      if (a.length() < 2 || a.charAt(0) != '-') {
        break;
      }
      i++;
      if (a.equals("--")) {
        break;
      }
      if (a.startsWith("--")) {
        i = o.longOption(a, args, i);
      } else {
        i = o.shortOptions(a, args, i);
      }
      if (o.command != null || o.module != null) {
        o.rest(args, i);
        return o;
      }
    }
    if (i < args.length) {
      if (!args[i].equals("-")) {
        o.script = args[i];
      } else {
        o.stdinNamed = true;
      }
      i++;
    }
    o.rest(args, i);
    return o;
  }

  /** Whether standard input was asked for by {@code -}. */
  boolean stdinNamed;

  private void rest(String[] args, int from) {
    for (int i = from; i < args.length; i++) {
      arguments.add(args[i]);
    }
  }

  private int longOption(String a, String[] args, int next) throws UsageException {
    int eq = a.indexOf('=');
    String name = eq < 0 ? a : a.substring(0, eq);
    String value = eq < 0 ? null : a.substring(eq + 1);
    switch (name) {
      case "--help", "--help-all", "--help-env", "--help-xoptions":
        help = name.length() > 6 ? name.substring(7) : "full";
        return next;
      case "--version":
        version++;
        return next;
      case "--eager":
        eager = true;
        return next;
      case "--report":
        report = value == null ? "" : value;
        return next;
      case "--profile-calls":
        profileCalls = true;
        return next;
      case "--image",
      "--require-signature",
      "--stale",
      "--plugin-path",
      "--profile",
      "--metrics-port",
      "--check-hash-based-pycs":
        {
          int used = next;
          if (value == null) {
            if (next >= args.length) {
              throw new UsageException("Argument expected for the " + name + " option");
            }
            value = args[next];
            used = next + 1;
          }
          valueOption(name, value);
          return used;
        }
      default:
        throw new UsageException("unknown option " + a);
    }
  }

  private void valueOption(String name, String value) throws UsageException {
    switch (name) {
      case "--image":
        images.add(value);
        break;
      case "--require-signature":
        requireSignature = value;
        break;
      case "--stale":
        if (!value.equals("refuse") && !value.equals("source") && !value.equals("image")) {
          throw new UsageException("--stale must be one of 'refuse', 'source', or 'image'");
        }
        stale = value;
        break;
      case "--plugin-path":
        pluginPath.add(value);
        break;
      case "--metrics-port":
        metricsAddress = value;
        MetricsAddress.check(value);
        break;
      case "--profile":
        if (value.isEmpty()) {
          throw new UsageException("Argument expected for the --profile option");
        }
        profile = value;
        break;
      default:
        if (!value.equals("always") && !value.equals("never") && !value.equals("default")) {
          throw new UsageException(
              "--check-hash-based-pycs must be one of 'default', 'always', or 'never'");
        }
        checkHashPycs = value;
        break;
    }
  }

  private int shortOptions(String a, String[] args, int next) throws UsageException {
    int i = 1;
    while (i < a.length()) {
      char c = a.charAt(i++);
      if (c == 'c' || c == 'm' || c == 'W' || c == 'X') {
        String value;
        int used = next;
        if (i < a.length()) {
          value = a.substring(i);
        } else if (next < args.length) {
          value = args[next];
          used = next + 1;
        } else {
          throw new UsageException("Argument expected for the -" + c + " option");
        }
        argument(c, value);
        return used;
      }
      flag(c);
    }
    return next;
  }

  private void argument(char c, String value) {
    switch (c) {
      case 'c' -> command = value + "\n";
      case 'm' -> module = value;
      case 'W' -> warnings.add(value);
      default -> xOptions.add(value);
    }
  }

  private void flag(char c) throws UsageException {
    switch (c) {
      case 'b' -> bytesWarning++;
      case 'B' -> dontWriteBytecode = true;
      case 'd' -> debug++;
      case 'E' -> ignoreEnvironment = true;
      case 'h', '?' -> help = "full";
      case 'i' -> {
        inspect = true;
        interactive = true;
      }
      case 'I' -> {
        isolated = true;
        ignoreEnvironment = true;
        noUserSite = true;
        safePath = true;
      }
      case 'O' -> optimize++;
      case 'P' -> safePath = true;
      case 'q' -> quiet = true;
      case 'R', 't' -> {
        // Accepted and without effect, as in CPython.
      }
      case 's' -> noUserSite = true;
      case 'S' -> noSite = true;
      case 'u' -> unbuffered = true;
      case 'v' -> verbose++;
      case 'V' -> version++;
      case 'x' -> skipFirstLine = true;
      default -> throw new UsageException("Unknown option: -" + c);
    }
  }

  /** Adds what the environment says, unless {@code -E}. */
  void readEnvironment(Map<String, String> env) {
    plainLocale = isPlainLocale(env);
    if (ignoreEnvironment) {
      return;
    }
    dontWriteBytecode |= set(env, "PYTHONDONTWRITEBYTECODE");
    noUserSite |= set(env, "PYTHONNOUSERSITE");
    unbuffered |= set(env, "PYTHONUNBUFFERED");
    inspect |= set(env, "PYTHONINSPECT");
    safePath |= set(env, "PYTHONSAFEPATH");
    optimize = Math.max(optimize, level(env, "PYTHONOPTIMIZE"));
    verbose = Math.max(verbose, level(env, "PYTHONVERBOSE"));
    debug = Math.max(debug, level(env, "PYTHONDEBUG"));
    hasSettings =
        set(env, "PYTHONDEVMODE")
            || set(env, "PYTHONUTF8")
            || set(env, "PYTHONHASHSEED")
            || set(env, "PYTHONPYCACHEPREFIX")
            || set(env, "PYTHONINTMAXSTRDIGITS")
            || set(env, "PYTHONWARNDEFAULTENCODING")
            || set(env, "PYTHONNODEBUGRANGES");
    String w = env.get("PYTHONWARNINGS");
    if (w != null && !w.isEmpty()) {
      List<String> fromEnvironment = new ArrayList<>();
      int start = 0;
      while (start <= w.length()) {
        int end = w.indexOf(',', start);
        end = end < 0 ? w.length() : end;
        if (end > start) {
          fromEnvironment.add(w.substring(start, end));
        }
        start = end + 1;
      }
      warnings.addAll(0, fromEnvironment);
    }
  }

  private static boolean set(Map<String, String> env, String name) {
    String v = env.get(name);
    return v != null && !v.isEmpty();
  }

  /** A variable that is a number or, if it is anything else that is not empty, 1. */
  private static int level(Map<String, String> env, String name) {
    String v = env.get(name);
    if (v == null || v.isEmpty()) {
      return 0;
    }
    try {
      return Integer.parseInt(v);
    } catch (NumberFormatException e) {
      return 1;
    }
  }

  /** Whether the locale of characters is C or POSIX, for which PEP 540 has UTF-8 mode. */
  private static boolean isPlainLocale(Map<String, String> env) {
    for (String name : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
      String locale = env.get(name);
      if (locale != null && !locale.isEmpty()) {
        return locale.equals("C") || locale.equals("POSIX");
      }
    }
    return true;
  }
}
