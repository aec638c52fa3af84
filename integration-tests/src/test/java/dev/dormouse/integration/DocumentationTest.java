package dev.dormouse.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What README, CONTRIBUTING and the pages of the guide tell people to type works. Commands are in
 * {@code sh} blocks. Each block is run as a script, those of a page in order, so that one may use
 * what another wrote: in a folder that looks like the repository's root after a build, with {@code
 * dormouse} on the path. Of a Maven command the modules, test classes and switches are looked up,
 * since running the build inside the build would never end. What waits for something that no script
 * can do is in a block marked {@code sh by hand}.
 */
class DocumentationTest {
  private static final Path ROOT = Path.of(System.getProperty("dormouse.root"));
  private static final String GUIDE = "importer/cli/guide";
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh( by hand)?\n(.*?)^```");
  private static final Pattern INLINE = Pattern.compile("`([^`\n]+)`");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");

  /** More than any block needs on a loaded machine. */
  private static final int SECONDS = 180;

  @TempDir static Path work;

  /** A copy, since commands write beside what they use. */
  @BeforeAll
  static void makeWork() throws Exception {
    for (String part :
        List.of("importer/cli/target", "importer/script", "target", "integration-tests")) {
      Files.createDirectories(work.resolve(part));
    }
    copy("importer/cli/target/dormouse");
    copy("integration-tests/examples");
    for (String link : List.of("importer/script/target", "target/reference")) {
      Files.createSymbolicLink(work.resolve(link), ROOT.resolve(link));
    }
  }

  /** With times, by which the JVM knows the jars that its cache was made from. */
  private static void copy(String path) throws Exception {
    ProcessBuilder cp =
        new ProcessBuilder(
            "cp", "-a", ROOT.resolve(path).toString(), work.resolve(path).toString());
    assertEquals(0, cp.inheritIO().start().waitFor());
  }

  static List<String> documents() throws IOException {
    List<String> documents = new ArrayList<>(List.of("README.md", "CONTRIBUTING.md"));
    try (Stream<Path> pages = Files.list(ROOT.resolve(GUIDE))) {
      pages.map(page -> GUIDE + "/" + page.getFileName()).sorted().forEach(documents::add);
    }
    return documents;
  }

  @Test
  void ciScript_runsTheTestCommandOfTheReadme() throws IOException {
    List<String> maven = new ArrayList<>();
    for (String block : blocks("README.md")) {
      commands(block).stream().filter(c -> c.startsWith("mvn ")).forEach(maven::add);
    }
    String script = Files.readString(ROOT.resolve(".ci/run")).strip();
    String last = script.substring(script.lastIndexOf('\n') + 1).replaceFirst("^exec ", "");
    assertEquals(maven.getLast(), last);
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyBlock_works(String document) throws Exception {
    for (String block : blocks(document)) {
      if (!block.contains("mvn ")) {
        run(block);
        continue;
      }
      for (String line : commands(block)) {
        for (String command : line.split(" && ")) {
          if (command.startsWith("mvn ")) {
            checkMaven(command);
          } else {
            run(command);
          }
        }
      }
    }
  }

  @Test
  void fewBlocks_areLeftToBeTriedByHand() throws IOException {
    Map<String, Integer> byHand = new TreeMap<>();
    for (String document : documents()) {
      Matcher block = BLOCK.matcher(Files.readString(ROOT.resolve(document)));
      while (block.find()) {
        if (block.group(1) != null) {
          byHand.merge(document, 1, Integer::sum);
        }
      }
    }
    // A server; MetricsTest starts one and asks it.
    assertEquals(Map.of(GUIDE + "/metrics.md", 1), byHand);
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyPath_exists(String document) throws IOException {
    String text = Files.readString(ROOT.resolve(document));
    List<String> missing = new ArrayList<>();
    Matcher link = LINK.matcher(text);
    while (link.find()) {
      if (!Files.exists(ROOT.resolve(document).resolveSibling(link.group(1)))) {
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

  private static void run(String script) throws Exception {
    if (script.contains("target/reference/")
        && System.getProperty("dormouse.reference", "").isEmpty()) {
      return;
    }
    Path out = Files.createTempFile("dormouse-documentation", ".txt");
    try {
      ProcessBuilder builder =
          new ProcessBuilder("sh", "-e", "-c", script)
              .directory(work.toFile())
              .redirectInput(Path.of("/dev/null").toFile())
              .redirectErrorStream(true)
              .redirectOutput(out.toFile());
      Map<String, String> environment = builder.environment();
      environment.keySet().removeIf(name -> name.matches("(PYTHON|DORMOUSE).*"));
      environment.merge(
          "PATH",
          work.resolve("importer/cli/target/dormouse/bin")
              + ":"
              + Path.of(System.getProperty("java.home"), "bin"),
          (path, ours) -> ours + ":" + path);
      Process process = builder.start();
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        fail(script + "\nhas not ended after " + SECONDS + " seconds:\n" + read(out));
      }
      assertEquals(0, process.exitValue(), () -> script + "\n" + read(out));
    } finally {
      Files.delete(out);
    }
  }

  /** What is in the {@code sh} blocks of a page that are not to be tried by hand. */
  private static List<String> blocks(String document) throws IOException {
    List<String> blocks = new ArrayList<>();
    Matcher block = BLOCK.matcher(Files.readString(ROOT.resolve(document)));
    while (block.find()) {
      if (block.group(1) == null) {
        blocks.add(block.group(2));
      }
    }
    return blocks;
  }

  private static List<String> commands(String block) {
    List<String> commands = new ArrayList<>();
    // A line that ends in a backslash goes on in the next one.
    for (String line : block.replaceAll("\\\\\n\\s*", " ").split("\n")) {
      String command = line.replaceFirst("\\s+#.*", "").strip();
      if (!command.isEmpty() && !command.startsWith("#")) {
        commands.add(command);
      }
    }
    return commands;
  }

  /** True for a path that starts at one of the repository's own top-level names. */
  private static boolean looksLikePath(String code) {
    if (!code.matches("[A-Za-z0-9._/-]+")) {
      return false;
    }
    String first = code.split("/")[0];
    return Set.of(
            "loader-spi",
            "lazycode",
            "importer",
            "integration-tests",
            "pom.xml",
            "LICENSE",
            ".mvn",
            ".ci",
            "target",
            "README.md",
            "CONTRIBUTING.md")
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
