package dev.dormouse.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The README's list of library modules that cannot be imported leaves none out. */
class MissingModulesTest {
  private static final String PROGRAM =
      """
      import sys
      tried = 0
      for name in sorted(sys.stdlib_module_names - {"antigravity", "this", "__main__"}):
          tried += 1
          try:
              __import__(name)
          except ImportError as error:
              print(name)
      print(tried)
      """;

  @Test
  void modulesOfTheReferenceThatDoNotImport_areInTheReadme() throws IOException {
    String readme = Files.readString(Path.of(System.getProperty("dormouse.root"), "README.md"));
    List<String> unlisted = new ArrayList<>();
    Set<String> reference = missing(Run.reference("-W", "ignore", "-c", PROGRAM).run());
    for (String name : missing(Run.dormouse("-W", "ignore", "-c", PROGRAM).run())) {
      // Private modules are the library's own business: it does without, or has a module that is
      // listed.
      if (!name.startsWith("_")
          && !reference.contains(name)
          && !readme.contains("`" + name + "`")) {
        unlisted.add(name);
      }
    }
    assertEquals(List.of(), unlisted);
  }

  private static Set<String> missing(Run run) {
    assertEquals(0, run.status(), run::toString);
    List<String> names = new ArrayList<>(List.of(run.out().split("\n")));
    assertTrue(Integer.parseInt(names.removeLast()) > 250, run::toString);
    return new HashSet<>(names);
  }
}
