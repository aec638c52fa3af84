package dev.dormouse.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What wakes in the library's image is what the reference executes, apart from {@link #EXPLAINED}
 * entries; and what only tracebacks and introspection need is not read. The reference's side is
 * collected by {@code sitecustomize.py} among the resources.
 */
class LazinessTest {
  private static final Pattern FUNCTION =
      Pattern.compile("\\{\"file\": \"([^\"]*)\", \"line\": (\\d+), \"qualname\": \"([^\"]*)\"\\}");
  private static final Pattern PART =
      Pattern.compile("\"([a-z ]+)\": \\{\"bytes\": \\d+, \"read\": (\\d+)\\}");
  private static final Pattern FROZEN = Pattern.compile("<frozen ([\\w.]+)>");

  /** Which side alone may have code objects. */
  private enum Only {
    REFERENCE,
    DORMOUSE
  }

  /** Code objects that one side has alone, for a reason that is no lack of laziness. */
  private record Explained(Only side, String reason, Pattern entries) {
    Explained(Only side, String reason, String... entries) {
      this(side, reason, Pattern.compile(String.join("|", entries)));
    }
  }

  /** Entries are patterns of {@code file:line qualname}, with the file below the library. */
  private static final Explained[] EXPLAINED = {
    new Explained(
        Only.REFERENCE,
        "finding and loading modules is Java",
        "importlib/_bootstrap(_external)?\\.py:.*",
        "zipimport\\.py:.*"),
    new Explained(
        Only.REFERENCE,
        "-m is Java, so that runpy, and what it imports before the program does, stays asleep",
        "runpy\\.py:.*",
        "importlib/(__init__|_abc|machinery|util)\\.py:.*",
        "contextlib\\.py:.*"),
    new Explained(
        Only.REFERENCE,
        "the compiler of regular expressions is Java",
        "re/_(parser|compiler)\\.py:.*",
        "re/__init__\\.py:\\d+ (_subx|_compile_repl)"),
    new Explained(
        Only.REFERENCE,
        "text streams decode and encode in Java",
        "codecs\\.py:\\d+ (Buffered)?Incremental(De|En)coder\\..*",
        "encodings/utf_8\\.py:.*"),
    new Explained(
        Only.REFERENCE,
        "what site does at the start is Java, where there is nothing for it to find",
        "site\\.py:.*",
        "site-packages/.*",
        "_sitebuiltins\\.py:\\d+ (Quitter|_Printer)\\.__init__.*",
        "_collections_abc\\.py:\\d+ Mapping\\.__contains__",
        "genericpath\\.py:\\d+ is(dir|file)",
        "os\\.py:\\d+ _createenviron\\.<locals>\\.decode",
        "posixpath\\.py:\\d+ (abspath|dirname|expanduser|isabs|normcase|normpath|split)"),
    new Explained(
        Only.DORMOUSE, "the reference was built without _lzma", "lzma\\.py:\\d+ LZMAFile"),
    new Explained(
        Only.REFERENCE,
        "objects die when nobody refers to them, here when the collector finds them",
        "_weakrefset\\.py:\\d+ WeakSet\\.__init__\\.<locals>\\._remove",
        "subprocess\\.py:\\d+ Popen\\.__del__"),
    new Explained(
        Only.DORMOUSE,
        "what is left is finalized at the end, when the reference's profile is over",
        "asyncio/base_events\\.py:\\d+ BaseEventLoop\\.__del__"),
    new Explained(
        Only.DORMOUSE,
        "asynchronous generators that the collector has not found yet are shut down with the loop",
        "_weakrefset\\.py:\\d+ WeakSet\\.clear",
        "asyncio/base_events\\.py:\\d+ BaseEventLoop\\.shutdown_asyncgens\\.<locals>\\.<listcomp>"),
    new Explained(
        Only.DORMOUSE,
        "executed by the reference before any profile can be set: its frozen import system, the"
            + " start of a thread",
        "importlib/_bootstrap(_external)?\\.py:.*",
        "threading\\.py:\\d+ Thread\\._bootstrap(_inner)?"),
  };

  @TempDir Path folder;
  private Path report;

  @BeforeEach
  void write() throws IOException {
    Files.write(
        Files.createDirectory(folder.resolve("site")).resolve("sitecustomize.py"),
        ToolsTest.resource("sitecustomize.py"));
    report = folder.resolve("report.json");
  }

  @Test
  void jsonTool_wakesWhatTheReferenceExecutes() throws IOException {
    Files.writeString(
        folder.resolve("document.json"),
        "{\"b\": [1, 2.5, -3e10, null, true], \"a\": {\"nested\": \"caf\\u00e9\", \"empty\": []}}");
    check("-m", "json.tool", "document.json");
  }

  @Test
  void inventory_wakesWhatTheReferenceExecutes() throws IOException {
    Files.write(folder.resolve("inventory.py"), ToolsTest.resource("inventory.py"));
    check("inventory.py", "one", "--level", "plenty");
  }

  private void check(String... arguments) throws IOException {
    Path executed = folder.resolve("executed.txt");
    Run expected =
        Run.reference(arguments)
            .in(folder)
            .with("PYTHONPATH", folder.resolve("site").toString())
            .with("EXECUTED", executed.toString())
            .with("PYTHONDONTWRITEBYTECODE", "1")
            .run();
    // The reference runs the bodies of modules; their states would hide what that wakes here.
    Set<String> dormouse = runAndReport(expected, "-Xno_state", arguments);
    Set<String> reference = executed(Files.readString(executed));
    // Both sides must have seen the program, or equality would mean nothing.
    assertTrue(reference.contains("argparse.py:1 <module>"), reference::toString);
    assertTrue(dormouse.contains("argparse.py:1 <module>"), dormouse::toString);
    assertEquals(
        "", unexplained(reference, dormouse, Only.REFERENCE), "only the reference executes these");
    assertEquals("", unexplained(dormouse, reference, Only.DORMOUSE), "these wake without need");
    assertEquals(0, read("docstrings"));
    assertEquals(0, read("line tables"));

    Set<String> withStates = runAndReport(expected, "-q", arguments);
    assertEquals(
        "",
        unexplained(withStates, reference, Only.DORMOUSE),
        "these wake without need of a state");
    assertTrue(withStates.size() < dormouse.size(), withStates.size() + " of " + dormouse.size());
    assertEquals(0, read("docstrings"));
    assertEquals(0, read("line tables"));
  }

  private Set<String> runAndReport(Run expected, String option, String... arguments)
      throws IOException {
    String[] reporting = new String[arguments.length + 2];
    reporting[0] = option;
    reporting[1] = "--report=" + report;
    System.arraycopy(arguments, 0, reporting, 2, arguments.length);
    Run actual = Run.dormouse(reporting).in(folder).with("PYTHONDONTWRITEBYTECODE", "1").run();
    assertEquals(expected.out(), actual.out());
    assertEquals(expected.status(), actual.status(), actual::toString);
    return woken(Files.readString(report));
  }

  private static String unexplained(Set<String> these, Set<String> others, Only side) {
    StringBuilder all = new StringBuilder();
    for (String s : these) {
      if (!others.contains(s) && !isExplained(s, side)) {
        all.append(s).append('\n');
      }
    }
    return all.toString();
  }

  private static boolean isExplained(String entry, Only side) {
    for (Explained e : EXPLAINED) {
      if (e.side == side && e.entries.matcher(entry).matches()) {
        return true;
      }
    }
    return false;
  }

  /** What {@code sitecustomize.py} wrote, without the code that is not the library's. */
  private static Set<String> executed(String text) {
    String library = System.getProperty("dormouse.reference.lib") + "/";
    Set<String> all = new TreeSet<>();
    for (String line : text.split("\n")) {
      String[] fields = line.split("\t");
      Matcher frozen = FROZEN.matcher(fields[0]);
      String file =
          frozen.matches()
              ? frozen.group(1).replace('.', '/') + ".py"
              : fields[0].startsWith(library) ? fields[0].substring(library.length()) : null;
      if (file != null) {
        all.add(file + ":" + fields[1] + " " + fields[2]);
      }
    }
    return all;
  }

  private static Set<String> woken(String json) {
    String image = System.getProperty("dormouse.distribution") + "/images/stdlib.dmi/";
    Set<String> all = new TreeSet<>();
    Matcher m = FUNCTION.matcher(json);
    while (m.find()) {
      Matcher frozen = FROZEN.matcher(m.group(1));
      String file =
          frozen.matches()
              ? frozen.group(1).replace('.', '/') + ".py"
              : m.group(1).replace(image, "");
      all.add(file + ":" + m.group(2) + " " + m.group(3));
    }
    return all;
  }

  private long read(String part) throws IOException {
    Matcher m = PART.matcher(Files.readString(report));
    while (m.find()) {
      if (m.group(1).equals(part)) {
        return Long.parseLong(m.group(2));
      }
    }
    throw new AssertionError("no part " + part);
  }
}
