package dev.dormouse.importer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The environment that an executable is in, read as the library's {@code site} reads {@code
 * pyvenv.cfg} (PEP 405).
 *
 * @param prefix the environment's folder, as the executable's path has it
 * @param home where the Python is that it was made from; null if the file does not say
 * @param seesSystem whether the installation's packages, and the user's, are to be seen from it
 */
record VirtualEnvironment(String prefix, String home, boolean seesSystem) {
  /**
   * What {@code config} says of the environment in {@code prefix}.
   *
   * @throws IOException if it cannot be read, or is not UTF-8
   */
  static VirtualEnvironment read(String prefix, Path config) throws IOException {
    String home = null;
    String seesSystem = "true";
    String text = Files.readString(config, StandardCharsets.UTF_8);
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end;
      int equals = text.indexOf('=', start);
      if (equals >= 0 && equals < end) {
        String key = text.substring(start, equals).strip();
        String value = text.substring(equals + 1, end).strip();
        if (key.equalsIgnoreCase("home")) {
          home = value;
        } else if (key.equalsIgnoreCase("include-system-site-packages")) {
          seesSystem = value;
        }
      }
      start = end + 1;
    }
    return new VirtualEnvironment(prefix, home, seesSystem.equalsIgnoreCase("true"));
  }
}
