package dev.dormouse.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What README and CONTRIBUTING tell people to type works. Commands are the lines of {@code sh}
 * blocks: those that start a program of ours are run, in the repository's root and in order, so
 * that one may use what another wrote; of a Maven command the modules, test classes and switches
 * are looked up, since running the build inside the build would never end.
 */
class DocumentationTest {
  private static final Path ROOT = Path.of(System.getProperty("dormouse.root"));
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh\n(.*?)^```");
  private static final Pattern INLINE = Pattern.compile("`([^`\n]+)`");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");

  @Test
  void ciScript_runsTheTestCommandOfTheReadme() throws IOException {
    List<String> maven = commands("README.md").stream().filter(c -> c.startsWith("mvn ")).toList();
    String script = Files.readString(ROOT.resolve(".ci/run")).strip();
    String last = script.substring(script.lastIndexOf('\n') + 1).replaceFirst("^exec ", "");
    assertEquals(maven.getLast(), last);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "README.md",
        "CONTRIBUTING.md",
        "importer/cli/guide/applications.md",
        "importer/cli/guide/trust.md",
        "importer/cli/guide/sharing.md"
      })
  void everyCommand_works(String document) throws Exception {
    List<String> commands = commands(document);
    assertFalse(commands.isEmpty());
    for (String line : commands) {
      for (String command : line.split(" && ")) {
        if (command.startsWith("mvn ")) {
          checkMaven(command);
        } else {
          checkByRunning(command);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "README.md",
        "CONTRIBUTING.md",
        "importer/cli/guide/applications.md",
        "importer/cli/guide/trust.md",
        "importer/cli/guide/sharing.md"
      })
  void everyPath_exists(String document) throws IOException {
    String text = Files.readString(ROOT.resolve(document));
    List<String> missing = new ArrayList<>();
    Matcher link = LINK.matcher(text);
    while (link.find()) {
      if (!Files.exists(ROOT.resolve(link.group(1)))) {
        missing.add(link.group(1));
      }
    }
    Matcher inline = INLINE.matcher(BLOCK.matcher(text).replaceAll(""));
    while (inline.find()) {
      String code = inline.group(1);
      if (looksLikePath(code) && !Files.exists(ROOT.resolve(code))) {
        missing.add(code);
      }
    }
    assertEquals(List.of(), missing);
  }

  private static void checkMaven(String command) throws IOException {
    String modules = Files.readString(ROOT.resolve("pom.xml"));
    List<String> words = List.of(command.split("\\s+"));
    String module = null;
    for (int i = 1; i < words.size(); i++) {
      String word = words.get(i);
      if (word.equals("-pl")) {
        module = words.get(++i);
        assertTrue(modules.contains("<module>" + module + "</module>"), command);
      } else if (word.startsWith("-Dtest=") || word.startsWith("-Dit.test=")) {
        String name = word.substring(word.indexOf('=') + 1);
        assertTrue(module != null, "no module for the test: " + command);
        try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
          assertTrue(files.anyMatch(f -> f.endsWith(name + ".java")), command);
        }
      } else if (word.startsWith("-D")) {
        String property = word.substring(2).replaceFirst("=.*", "");
        assertTrue(
            poms(modules).stream().anyMatch(pom -> pom.contains("<" + property + ">"))
                || Set.of(
                        "skipTests",
                        "surefire.failIfNoSpecifiedTests",
                        "failsafe.failIfNoSpecifiedTests")
                    .contains(property),
            () -> "unknown property " + property + " in " + command);
      } else if (word.startsWith("-P")) {
        String profile = "<id>" + word.substring(2) + "</id>";
        assertTrue(poms(modules).stream().anyMatch(pom -> pom.contains(profile)), command);
      } else if (!Set.of("-N", "-am", "-q", "verify", "package", "test", "clean").contains(word)) {
        fail("unknown word " + word + " in " + command);
      }
    }
  }

  /** The texts of all modules' build files, the root's included. */
  private static List<String> poms(String root) throws IOException {
    List<String> poms = new ArrayList<>(List.of(root));
    Matcher module = Pattern.compile("<module>(.*?)</module>").matcher(root);
    while (module.find()) {
      poms.add(Files.readString(ROOT.resolve(module.group(1)).resolve("pom.xml")));
    }
    return poms;
  }

  private static void checkByRunning(String command) throws Exception {
    Path program = ROOT.resolve(command.split("\\s+")[0]);
    if (command.startsWith("target/reference/")
        && System.getProperty("dormouse.reference", "").isEmpty()) {
      return;
    }
    if (command.split("\\s+")[0].contains("/")) {
      assertTrue(Files.isExecutable(program), () -> "not an executable: " + program);
    }
    Path out = Files.createTempFile("dormouse-documentation", ".txt");
    try {
      int status =
          new ProcessBuilder("sh", "-c", command)
              .directory(ROOT.toFile())
              .redirectErrorStream(true)
              .redirectOutput(out.toFile())
              .start()
              .waitFor();
      assertEquals(0, status, () -> command + "\n" + read(out));
    } finally {
      Files.delete(out);
    }
  }

  private static List<String> commands(String document) throws IOException {
    List<String> commands = new ArrayList<>();
    Matcher block = BLOCK.matcher(Files.readString(ROOT.resolve(document)));
    while (block.find()) {
      // A line that ends in a backslash goes on in the next one.
      for (String line : block.group(1).replaceAll("\\\\\n\\s*", " ").split("\n")) {
        String command = line.replaceFirst("\\s+#.*", "").strip();
        if (!command.isEmpty() && !command.startsWith("#")) {
          commands.add(command);
        }
      }
    }
    return commands;
  }

  /** True for a path that starts at one of the repository's own top-level names. */
  private static boolean looksLikePath(String code) {
    if (!code.matches("[A-Za-z0-9._/-]+")) {
      return false;
    }
    String first = code.split("/")[0].toLowerCase(Locale.ROOT);
    return Set.of(
            "loader-spi",
            "lazycode",
            "importer",
            "integration-tests",
            "pom.xml",
            "license",
            ".mvn",
            ".ci",
            "target",
            "readme.md",
            "contributing.md")
        .contains(first);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
