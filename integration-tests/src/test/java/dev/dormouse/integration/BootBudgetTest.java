package dev.dormouse.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code print("hi")} may load. Counted without the AOT cache, which would hide that classes
 * are many. A change that needs more raises the bound on purpose and says why in its commit; one
 * that needs many fewer lowers it.
 */
class BootBudgetTest {
  /** Classes loaded from our jars. */
  private static final int OWN_CLASSES = 430;

  /** All classes, the JDK's included; a bare JVM hello loads about 415. */
  private static final int ALL_CLASSES = 1170;

  /**
   * Libraries that have no business in a plain run, and parts of the JDK that cost milliseconds.
   */
  private static final List<String> FORBIDDEN =
      List.of(
          "ch.qos.logback.",
          "org.slf4j.",
          "io.micrometer.",
          "io.prometheus.",
          "org.HdrHistogram.",
          "com.google.common.",
          "java.lang.foreign.Linker",
          "java.lang.foreign.SymbolLookup",
          "java.math.BigDecimal",
          "java.security.SecureRandom",
          "java.time.",
          "java.util.Formatter",
          "java.util.ServiceLoader",
          "java.util.logging.",
          "java.util.regex.",
          "java.util.stream.",
          "jdk.jfr.",
          "com.sun.net.httpserver.");

  @TempDir Path directory;

  @Test
  void hello_loadsNoMoreClassesThanRecorded() throws IOException {
    List<String> classes = loadedBy("-c", "print(\"hi\")");
    List<String> own = classes.stream().filter(c -> c.startsWith("dev.dormouse.")).toList();
    assertTrue(own.size() > 10, "the log of loaded classes is not understood: " + classes);
    assertTrue(own.size() <= OWN_CLASSES, () -> own.size() + " own classes:\n" + lines(own));
    assertTrue(
        classes.size() <= ALL_CLASSES, () -> classes.size() + " classes:\n" + lines(classes));
  }

  @Test
  void hello_loadsNoForbiddenClass() throws IOException {
    List<String> found =
        loadedBy("-c", "print(\"hi\")").stream()
            .filter(c -> FORBIDDEN.stream().anyMatch(c::startsWith))
            .toList();
    assertEquals(List.of(), found);
  }

  @Test
  void version_loadsNoInterpreter() throws IOException {
    List<String> found =
        loadedBy("-V").stream().filter(c -> c.startsWith("dev.dormouse.runtime.")).toList();
    assertEquals(List.of(), found);
  }

  private List<String> loadedBy(String... arguments) throws IOException {
    Path log = directory.resolve("classes.txt");
    Run run =
        Run.dormouse(arguments)
            .with(
                "DORMOUSE_JAVA_OPTIONS",
                "-XX:AOTMode=off -Xlog:class+load:file=" + log + "::filecount=0")
            .run();
    assertEquals(0, run.status(), run::toString);
    List<String> classes = new ArrayList<>();
    for (String line : Files.readAllLines(log)) {
      // [0.011s][info][class,load] java.lang.Object source: shared objects file
      int end = line.indexOf(" source:");
      if (end > 0) {
        classes.add(line.substring(line.lastIndexOf(' ', end - 1) + 1, end));
      }
    }
    return classes;
  }

  private static String lines(List<String> names) {
    return String.join("\n", names.stream().sorted().toList());
  }
}
