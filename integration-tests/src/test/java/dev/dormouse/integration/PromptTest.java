package dev.dormouse.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The interactive prompt without a terminal: what is typed comes from a file. */
class PromptTest {
  @TempDir Path directory;

  @Test
  void statementsOfEveryKind_readRunAndShowAsInCPython() throws Exception {
    check("prompt_statements.txt");
  }

  @Test
  void errors_areShownAsInCPython() throws Exception {
    check("prompt_errors.txt");
  }

  @Test
  void hooksAndPrompts_areHonoured() throws Exception {
    Run run = check("prompt_hooks.txt");
    assertEquals(3, run.status());
  }

  private Run check(String resource) throws Exception {
    byte[] typed = PromptTest.class.getResourceAsStream(resource).readAllBytes();
    return Differential.in(directory).reading(new String(typed, "UTF-8")).check("-q", "-i");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x = 3\nif x:\n  print(x)",
        "x = (3,\n",
        "x = '''3,\nfoo",
        "def f(x):\n",
        "@\n",
        "\\",
        "",
        "input()\ninput read this\nimport sys; sys.stdin.readline()\nand this\n_\n"
      })
  void inputThatEndsEarly_endsAsInCPython(String typed) {
    Differential.in(directory).reading(typed).check("-q", "-i");
  }

  @Test
  void afterAProgram_itsNamesAreThere() throws Exception {
    Files.writeString(directory.resolve("p.py"), "a = 4\nraise SystemExit(5)\n");
    Differential.in(directory)
        .reading("a\n__name__\n__file__\nimport sys\nsys.last_type\n")
        .check("-q", "-i", "p.py");
    Differential.in(directory).reading("a\nexit(7)\n").check("-q", "-i", "-m", "p");
    Differential.in(directory).reading("b\n").check("-q", "-i", "-c", "b = 1; 1/0");
    Differential.in(directory).reading("import sys\nsys.argv\n").check("-i", "-q", "-", "x", "y");
  }

  @Test
  void startUpFile_runsFirst() throws Exception {
    Path startup =
        Files.writeString(directory.resolve("startup.py"), "print(__file__)\nmine = 1\n1/0\n");
    for (String file : new String[] {startup.toString(), directory + "/missing.py"}) {
      Run[] runs = new Run[2];
      for (int i = 0; i < 2; i++) {
        Run.Program program = i == 0 ? Run.reference("-q", "-i") : Run.dormouse("-q", "-i");
        runs[i] =
            program
                .in(directory)
                .with("PYTHONSTARTUP", file)
                .reading("mine\n'__file__' in globals()\n")
                .run();
      }
      assertEquals(runs[0].toString(), runs[1].toString());
    }
    Differential.in(directory).reading("mine\n").check("-q", "-E", "-i");
  }

  @Test
  void greeting_namesDormouseAndCanBeLeftOut() {
    Run run = Run.dormouse("-i").reading("").run();
    assertTrue(run.err().startsWith("Python 3.11.3 (Dormouse) [Java "), run::err);
    assertTrue(run.err().contains(" on linux\nType \"help\", \"copyright\","), run::err);
    assertEquals("", run.out());
    assertFalse(Run.dormouse("-q", "-i").reading("").run().err().contains("Dormouse"));
  }
}
