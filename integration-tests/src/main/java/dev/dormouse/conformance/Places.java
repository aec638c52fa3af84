package dev.dormouse.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Where things are.
 *
 * @param conformance the directory of the expectations, the list of files and the collector
 * @param dormouse the launcher
 * @param library the reference's library, of which the tests are copied and nothing else is used
 * @param target for what a run writes
 */
record Places(Path conformance, Path dormouse, Path library, Path target) {
  Path collector() {
    return conformance.resolve("collect.py");
  }

  Path expected(String file) {
    return conformance.resolve("expected").resolve(file + ".txt");
  }

  /**
   * Of a few files: modules for what they want of CPython's C modules for tests before they test
   * anything else. Copies, too, made anew each time.
   */
  Path standins(String file) throws IOException {
    Path from = conformance.resolve("standins").resolve(file);
    Path to = target.resolve("standins").resolve(file);
    if (Files.isDirectory(from)) {
      Files.createDirectories(to);
      try (var modules = Files.newDirectoryStream(from, "*.py")) {
        for (Path module : modules) {
          Files.copy(module, to.resolve(module.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
    return to;
  }

  /** Where a run's record and output are kept, for people to read. */
  Path logs() {
    return target.resolve("logs");
  }

  /**
   * The directory that holds {@code packages} and nothing else of the reference's library. They are
   * copies, so that bytecode of ours does not come to lie in the reference.
   */
  synchronized Path packages(List<String> packages) throws IOException {
    Path directory = target.resolve(String.join("-", packages));
    Files.createDirectories(directory);
    for (String name : packages) {
      TestFile.copyOnce(library.resolve(name), directory.resolve(name));
    }
    return directory;
  }
}
