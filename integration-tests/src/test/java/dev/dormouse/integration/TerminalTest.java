package dev.dormouse.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The prompt on a terminal. A script under the reference interpreter makes the terminal and types;
 * where no line is edited, what the terminal shows is compared with what it shows of the reference.
 */
class TerminalTest {
  private static final String PROMPT = ">>> ";

  /** Ctrl-C at the prompt, and Ctrl-D. */
  private static final String INTERRUPT = "\u0003";

  private static final String END = "\u0004";

  @TempDir Path directory;
  private Path script;

  /** Lines and columns of the terminal. */
  private String size = "24 80";

  @BeforeEach
  void copyScript() throws Exception {
    script = directory.resolve("terminal.py");
    try (InputStream in = TerminalTest.class.getResourceAsStream("terminal.py")) {
      Files.copy(in, script);
    }
  }

  /** Runs {@code program}, typing every second of {@code steps} when the one before is shown. */
  private Run type(String terminal, String program, String[] arguments, String... steps) {
    StringBuilder json = new StringBuilder("[");
    for (int i = 0; i < steps.length; i += 2) {
      json.append(i == 0 ? "[" : ", [");
      json.append(quoted(steps[i])).append(", ").append(quoted(steps[i + 1])).append(']');
    }
    String[] all = new String[arguments.length + 3];
    all[0] = script.toString();
    all[1] = json.append(']').toString();
    all[2] = program;
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    return Run.reference(all)
        .in(directory)
        .with("TERM", terminal)
        .with("SIZE", size)
        .with("HOME", directory.toString())
        .run();
  }

  private static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == '"' || c == '\\') {
        json.append(String.format("\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
    return json.append('"').toString();
  }

  private static String dormouse() {
    return System.getProperty("dormouse.distribution") + "/bin/dormouse";
  }

  private void checkPlain(String[] arguments, String... steps) {
    Run expected = type("dumb", System.getProperty("dormouse.reference"), arguments, steps);
    Run actual = type("dumb", dormouse(), arguments, steps);
    assertEquals(expected.toString(), actual.toString());
  }

  /** What an editing session shows, without the sequences that move the cursor. */
  private String edit(String... steps) {
    Run run = type("xterm", dormouse(), new String[] {"-q"}, steps);
    assertEquals("", run.err());
    return Run.text(run.out()).replaceAll("\u001b\\[[?>0-9;]*[a-zA-Z]|\u001b[=>]", "");
  }

  @Test
  void dumbTerminal_linesAreReadAsInCPython() {
    checkPlain(
        new String[] {"-q"},
        PROMPT,
        "1 + 1\n",
        PROMPT,
        "if 1:\n",
        "... ",
        "    print('é')\n",
        "... ",
        "\n",
        PROMPT,
        "input('name? ')\n",
        "\r\nname? ",
        "x\n",
        PROMPT,
        "input()\n",
        "input()\r\n",
        END,
        "EOFError",
        "",
        PROMPT,
        "import sys; sys.stdin.isatty(), sys.stdout.isatty(), sys.ps1\n",
        PROMPT,
        END);
  }

  @Test
  void controlC_endsTheStatementOrTheLineAndAsksAgain() {
    checkPlain(
        new String[] {"-q"},
        PROMPT,
        "import time\n",
        PROMPT,
        "print('now'); time.sleep(60)\n",
        "\nnow",
        INTERRUPT,
        PROMPT,
        "while True: pass\n",
        "... ",
        "abc" + INTERRUPT,
        PROMPT,
        "while True: print('x' * 70) or time.sleep(60)\n",
        "... ",
        "\n",
        "xxx\r\n",
        INTERRUPT,
        PROMPT,
        "exit(3)\n");
  }

  @Test
  void debugger_stopsAtBreakpoint() throws Exception {
    Files.writeString(
        directory.resolve("p.py"),
        "def f(x):\n    breakpoint()\n    return x + 1\n\nprint(f(3))\n");
    checkPlain(
        new String[] {"p.py"},
        "(Pdb) ",
        "p x\n",
        "(Pdb) ",
        "x = 10\n",
        "(Pdb) ",
        "where\n",
        "(Pdb) ",
        "n\n",
        "(Pdb) ",
        "c\n");
  }

  @Test
  void editing_movesDeletesAndRecalls() {
    String shown =
        edit(
            PROMPT,
            "'abd'\u0002\u0002c\r",
            "'abcd'\r\n",
            "",
            PROMPT,
            "wrong\u0015'right'\r",
            "'right'\r\n",
            "",
            PROMPT,
            "\u001b[A\u001b[A\r",
            "'abcd'\r\n",
            "",
            PROMPT,
            "a" + INTERRUPT,
            "KeyboardInterrupt\r\n",
            "",
            PROMPT,
            END);
    assertTrue(shown.contains("^C"), shown);
    assertFalse(shown.contains("NameError"), shown);
  }

  @Test
  void terminalWithoutSize_isTakenForOneOfEightyColumns() {
    size = "0 0";
    edit(PROMPT, "6 * 7\r", "42\r\n", "", PROMPT, "exit()\r");
  }

  @Test
  void tab_completesNamesAndListsThemAtTheSecond() {
    String shown =
        edit(
            PROMPT,
            "import keyword\r",
            PROMPT,
            "keyw\t.kwl\t\r",
            "['False', ",
            "",
            PROMPT,
            "keyword.is\t\t",
            "issoftkeyword(",
            "key\t'a')\r",
            "False\r\n",
            "",
            PROMPT,
            "if 1:\r",
            "... ",
            "\t'indented'\r",
            "... ",
            "\r",
            "'indented'\r\n",
            "",
            PROMPT,
            "exit()\r");
    assertTrue(shown.contains("keyword.kwlist"), shown);
  }

  @Test
  void pastedLines_runOneByOne() {
    String shown =
        edit(
            PROMPT,
            "\u001b[200~def f():\r\treturn 6\r\rf() * 7\rf() *\u001b[201~",
            "42\r\n",
            " 11\r",
            "66\r\n",
            "exit()\r");
    assertTrue(shown.contains("... \treturn 6\r\n... \r\n>>> f() * 7\r\n"), shown);
  }

  @Test
  void history_isKeptInAFileOfTheUser() throws Exception {
    edit(PROMPT, "'first'\r", PROMPT, "'first'\r", PROMPT, "exit()\r");
    assertEquals("'first'\nexit()\n", Files.readString(directory.resolve(".python_history")));
    edit(PROMPT, "\u001b[A\u001b[A\r", "'first'\r\n", "", PROMPT, END);
  }

  @Test
  void readlineModule_actsOnTheLine() {
    String shown =
        edit(
            PROMPT,
            "import readline\r",
            PROMPT,
            "readline.set_startup_hook(lambda: readline.insert_text('given'))\r",
            PROMPT,
            ".upper()\u0001'\u001b[C\u001b[C\u001b[C\u001b[C\u001b[C'\r",
            "'GIVEN'\r\n",
            "",
            PROMPT,
            "\u0015readline.set_startup_hook()\r",
            PROMPT,
            "readline.parse_and_bind('\"!\": \"bound\"')\r",
            PROMPT,
            "'!'\r",
            "'bound'\r\n",
            "",
            PROMPT,
            "readline.get_current_history_length()\r",
            "7\r\n",
            "",
            PROMPT,
            "exit()\r");
    assertTrue(shown.contains(">>> given"), shown);
  }
}
