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

  /** Logs are written so: one thread must not keep the others out by writing all the time. */
  @Test
  void threadThatWritesAllTheTime_letsOthersWrite() throws Exception {
    compare("busy_writer.py", 0);
  }

  /** Programs take the name for the C API of Python, which is not there. */
  @Test
  void pythonApiOfCtypes_isMissing() {
    String code = "import ctypes; print(hasattr(ctypes, 'pythonapi'), hasattr(ctypes, 'cast'))";
    Run run = Run.dormouse("-c", code).run();
    assertEquals("False True\n", run.out(), run::toString);
  }

  /** Linters and completion look for the library's sources as files, and find them. */
  @Test
  void sourcesOfTheLibrary_areFilesInTheImageAndOnThePathThatNothingIsImportedFrom() {
    String code =
        """
        import os, sys, json.decoder
        files = [os.path.join(entry, "json", "decoder.py") for entry in sys.path]
        found = [file for file in files if os.path.isfile(file)]
        for path in found:
            with open(path) as file, open(os.path.join(os.path.dirname(path), "tool.py")):
                print("/stdlib.dmi/" in path, "class JSONDecoder" in file.read())
        print(found[0] == json.decoder.__file__)
        print(json.decoder.__spec__.origin.endswith("/stdlib.dmi/json/decoder.py"))
        """;
    Run run = Run.dormouse("-c", code).run();
    assertEquals("True True\nFalse True\nTrue\nTrue\n", run.out(), run::toString);
  }
}
