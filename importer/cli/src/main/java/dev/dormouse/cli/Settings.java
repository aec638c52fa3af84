package dev.dormouse.cli;

import dev.dormouse.importer.PythonConfig;
import java.util.Map;

/**
 * What {@code -X} options and the variables beside them set. An option wins over its variable.
 * Compare CPython's preconfig.c and initconfig.c.
 */
final class Settings {
  private Settings() {}

  /** A setting that CPython ends at, with its words for that. */
  private static final class FatalSetting extends Exception {
    private static final long serialVersionUID = 1L;

    private FatalSetting(String function, String message, String state) {
      super(
          "Fatal Python error: " + function + ": " + message + "\nPython runtime state: " + state,
          null,
          false,
          false);
    }
  }

  private static final int LEAST_STR_DIGITS = 640;

  /**
   * Fills the flags of a configuration.
   *
   * @param env null if the environment is to be ignored
   * @return null, or what CPython says before it ends with exit code 1
   */
  static String apply(PythonConfig c, Map<String, String> env) {
    try {
      fill(c, env);
      return null;
    } catch (FatalSetting e) {
      return e.getMessage() + "\n";
    }
  }

  private static void fill(PythonConfig c, Map<String, String> env) throws FatalSetting {
    String dev = option(c, "dev");
    c.flags.devMode = dev != null || isSet(env, "PYTHONDEVMODE");
    c.flags.warnDefaultEncoding =
        option(c, "warn_default_encoding") != null || isSet(env, "PYTHONWARNDEFAULTENCODING");
    c.flags.noDebugRanges =
        option(c, "no_debug_ranges") != null || isSet(env, "PYTHONNODEBUGRANGES");
    c.flags.utf8Mode = utf8Mode(c, env);
    c.flags.intMaxStrDigits = strDigits(c, env);
    c.pycachePrefix = option(c, "pycache_prefix");
    if (c.pycachePrefix == null && isSet(env, "PYTHONPYCACHEPREFIX")) {
      c.pycachePrefix = env.get("PYTHONPYCACHEPREFIX");
    }
    if (c.pycachePrefix != null && c.pycachePrefix.isEmpty()) {
      c.pycachePrefix = null;
    }
    if (isSet(env, "PYTHONHASHSEED")) {
      checkHashSeed(env.get("PYTHONHASHSEED"));
    }
  }

  private static boolean isSet(Map<String, String> env, String name) {
    String value = env == null ? null : env.get(name);
    return value != null && !value.isEmpty();
  }

  /** The value of an option, "" if it was given without one, null if it was not given. */
  private static String option(PythonConfig c, String name) {
    for (int i = 0; i < c.xOptions.size(); i++) {
      String x = c.xOptions.get(i);
      if (x.startsWith(name)) {
        if (x.length() == name.length()) {
          return "";
        }
        if (x.charAt(name.length()) == '=') {
          return x.substring(name.length() + 1);
        }
      }
    }
    return null;
  }

  private static int utf8Mode(PythonConfig c, Map<String, String> env) throws FatalSetting {
    String x = option(c, "utf8");
    if (x != null) {
      return switch (x) {
        case "", "1" -> 1;
        case "0" -> 0;
        default -> throw fatalUtf8("-X utf8 option");
      };
    }
    if (!isSet(env, "PYTHONUTF8")) {
      return c.flags.utf8Mode;
    }
    return switch (env.get("PYTHONUTF8")) {
      case "1" -> 1;
      case "0" -> 0;
      default -> throw fatalUtf8("PYTHONUTF8 environment variable");
    };
  }

  private static FatalSetting fatalUtf8(String what) {
    return new FatalSetting(
        "preconfig_init_utf8_mode", "invalid " + what + " value", "preinitializing");
  }

  private static int strDigits(PythonConfig c, Map<String, String> env) throws FatalSetting {
    String x = option(c, "int_max_str_digits");
    if (x != null) {
      return digits(x, "-X int_max_str_digits");
    }
    if (isSet(env, "PYTHONINTMAXSTRDIGITS")) {
      return digits(env.get("PYTHONINTMAXSTRDIGITS"), "PYTHONINTMAXSTRDIGITS");
    }
    return -1;
  }

  private static int digits(String value, String what) throws FatalSetting {
    try {
      int n = Integer.parseInt(value);
      if (n == 0 || n >= LEAST_STR_DIGITS) {
        return n;
      }
    } catch (NumberFormatException notANumber) {
      // As bad as one too small.
    }
    throw new FatalSetting(
        "config_init_int_max_str_digits",
        what + ": invalid limit; must be >= " + LEAST_STR_DIGITS + " or 0 for unlimited.",
        "preinitialized");
  }

  /** Hashes of text are the JVM's whatever the seed. */
  private static void checkHashSeed(String seed) throws FatalSetting {
    if (seed.equals("random")) {
      return;
    }
    try {
      long n = Long.parseLong(seed);
      if (n >= 0 && n <= 0xFFFF_FFFFL) {
        return;
      }
    } catch (NumberFormatException notANumber) {
      // As bad as one out of range.
    }
    throw new FatalSetting(
        "config_init_hash_seed",
        "PYTHONHASHSEED must be \"random\" or an integer in range [0; 4294967295]",
        "preinitialized");
  }
}
