package dev.dormouse.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The distribution as users get it. */
class DistributionTest {
  private static final Path HOME = Path.of(System.getProperty("dormouse.distribution"));

  @Test
  void hello_printsNothingElse() {
    assertEquals(new Run(0, "hi\n", ""), Run.dormouse("-c", "print(\"hi\")").run());
  }

  @Test
  void aotCache_isAcceptedByTheJvm() {
    // With AOTMode=on the JVM refuses to start on a cache that does not fit, instead of doing
    // without.
    Run run =
        Run.dormouse("-c", "print(\"hi\")").with("DORMOUSE_JAVA_OPTIONS", "-XX:AOTMode=on").run();
    assertEquals(new Run(0, "hi\n", ""), run);
    assertEquals(1, names(HOME.resolve("lib"), ".aot").size());
  }

  @Test
  void training_hadNoStepThatFailed() throws IOException {
    Path log = HOME.resolveSibling("aot-training.log");
    String said = Files.readString(log);
    assertTrue(said.contains("every step of the training worked\n"), said);
  }

  @Test
  void distributionCopiedElsewhere_runsAndWritesTheSameStates(@TempDir Path directory)
      throws IOException {
    Run.dormouse(); // skips while there is no command
    Path copy = directory.resolve("a copy");
    try (Stream<Path> files = Files.walk(HOME)) {
      for (Path file : files.toList()) {
        Path target = copy.resolve(HOME.relativize(file).toString());
        Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    Path launcher = copy.resolve("bin/dormouse");
    assertEquals(new Run(0, "hi\n", ""), Run.program(launcher, "-c", "print(\"hi\")").run());

    // Nor may what is in the image depend on where, or on which hashes the JVM gave to objects.
    List<String> command = new ArrayList<>(List.of("image", "state"));
    command.addAll(ModuleStatesTest.entries());
    Run states =
        Run.program(launcher, command.toArray(new String[0]))
            .with("DORMOUSE_JAVA_OPTIONS", "-XX:+UnlockExperimentalVMOptions -XX:hashCode=3")
            .run();
    assertEquals(0, states.status(), states::toString);
    assertEquals(
        -1, Files.mismatch(HOME.resolve("images/stdlib.dmi"), copy.resolve("images/stdlib.dmi")));
  }

  @Test
  void licences_coverTheLibraryAndEveryForeignJar() throws IOException {
    assertTrue(Files.exists(HOME.resolve("LICENSE")));
    List<String> licences = names(HOME.resolve("licenses"), "");
    assertTrue(licences.contains("cpython-LICENSE.txt"));
    for (String jar : names(HOME.resolve("lib"), ".jar")) {
      String artifact = jar.replaceAll("-\\d.*", "");
      if (!artifact.startsWith("dormouse")) {
        assertTrue(
            licences.stream().anyMatch(l -> l.startsWith(artifact) && l.contains("LICENSE")), jar);
      }
    }
  }

  @Test
  void testAndBuildTimeJars_areNotShipped() throws IOException {
    for (String jar : names(HOME.resolve("lib"), ".jar")) {
      assertFalse(jar.matches("(junit|dormouse-tables|error_prone|h2-).*"), jar);
    }
  }

  private static List<String> names(Path directory, String ending) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(f -> f.getFileName().toString()).filter(n -> n.endsWith(ending)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
