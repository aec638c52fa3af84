package dev.dormouse.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * What widely used tools and frameworks do with the runtime that nothing smaller had asked of it,
 * without the tools.
 */
class ToolHabitsTest {
  private static void compare(String script, int status) throws Exception {
    Path file = Path.of(ToolHabitsTest.class.getResource(script).toURI());
    Run run = Differential.in(file.getParent()).check("-S", script);
    assertEquals(status, run.status(), run::toString);
  }

  @Test
  void patchedPathFinder_equalsReference() throws Exception {
    compare("patched_path_finder.py", 1);
  }

  @Test
  void throwIntoAwaiting_equalsReference() throws Exception {
    compare("throw_into_awaiting.py", 0);
  }

  @Test
  void exitWithBusyReader_equalsReference() throws Exception {
    compare("exit_with_busy_reader.py", 0);
  }

  @Test
  void referrers_equalReference() throws Exception {
    compare("referrers.py", 0);
  }

  /** Programs take the name for the C API of Python, which is not there. */
  @Test
  void pythonApiOfCtypes_isMissing() {
    String code = "import ctypes; print(hasattr(ctypes, 'pythonapi'), hasattr(ctypes, 'cast'))";
    Run run = Run.dormouse("-c", code).run();
    assertEquals("False True\n", run.out(), run::toString);
  }
}
