package dev.dormouse.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The modules that CPython builds over C libraries of their own, as programs see them. */
class LibraryModulesTest {
  private static void compare(String script) throws Exception {
    Path file = Path.of(LibraryModulesTest.class.getResource(script).toURI());
    Run run = Differential.in(file.getParent()).check("-S", script);
    assertEquals(0, run.status(), run::toString);
  }

  @Test
  void xmlEvents_equalReference() throws Exception {
    compare("xml_events.py");
  }

  @Test
  void xmlLibraries_equalReference() throws Exception {
    compare("xml_libraries.py");
  }
}
