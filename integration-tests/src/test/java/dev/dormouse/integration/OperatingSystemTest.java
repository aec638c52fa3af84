package dev.dormouse.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Processes, signals, settings and streams as programs see them. */
class OperatingSystemTest {
  @Test
  void operatingSystem_equalsReference() throws Exception {
    Path file = Path.of(OperatingSystemTest.class.getResource("operating_system.py").toURI());
    Run run = Differential.in(file.getParent()).check("-S", "operating_system.py");
    assertEquals(0, run.status(), run::toString);
  }

  @Test
  void finalization_equalsReference() throws Exception {
    Path file = Path.of(OperatingSystemTest.class.getResource("finalization.py").toURI());
    Run run = Differential.in(file.getParent()).check("finalization.py");
    assertEquals(0, run.status(), run::toString);
  }

  @Test
  void whatDaemonThreadsRun_isNotFinalized() throws Exception {
    Path file = Path.of(OperatingSystemTest.class.getResource("daemon_threads.py").toURI());
    Run run = Differential.in(file.getParent()).check("daemon_threads.py");
    assertEquals("end\n", run.out());
  }

  @Test
  void whatIsLeftAtTheEnd_isFinalized() {
    new Differential()
        .check(
            "-W",
            "always",
            "-c",
            "class C:\n"
                + "    def __del__(self): print('finalized')\n"
                + "c = C()\n"
                + "f = open('/dev/null', 'rb')");
  }

  @Test
  void defaultEncoding_isWarnedOf() {
    new Differential()
        .check(
            "-X",
            "warn_default_encoding",
            "-c",
            "import pathlib\nopen('/dev/null')\npathlib.Path('/dev/null').read_text()");
  }

  @Test
  void errorHandlers_areCheckedInDevelopmentMode() {
    new Differential().check("-X", "dev", "-c", "open('/dev/null', errors='no such handler')");
  }

  @Test
  void crash_isReportedIfThatIsEnabled() {
    // Not compared: the reference numbers threads by their addresses.
    Run run =
        Run.dormouse("-X", "faulthandler", "-c", "import faulthandler\nfaulthandler._sigabrt()")
            .run();
    assertEquals(128 + 6, run.status(), run::toString);
    assertTrue(
        run.err()
            .matches(
                "Fatal Python error: Aborted\n\nCurrent thread 0x[0-9a-f]{16} \\(most recent call"
                    + " first\\):\n  File \"<string>\", line 2 in <module>\n"),
        run::toString);
  }

  @Test
  void poolsOfProcesses_areSpawned() throws Exception {
    Path file = Path.of(OperatingSystemTest.class.getResource("processes.py").toURI());
    Differential.in(file.getParent()).check("processes.py");
  }

  /** Programs ask whether there is one, and help themselves if not. */
  @Test
  void fork_isAbsent() {
    Run run =
        Run.dormouse("-c", "import os; print(hasattr(os, 'fork'), 'fork' in os.__all__)").run();
    assertEquals("False False\n", run.out());
    assertFalse(run.err().contains("Error"), run::toString);
  }
}
