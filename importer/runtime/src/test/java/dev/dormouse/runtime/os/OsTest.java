package dev.dormouse.runtime.os;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@link OsScenarios} over both routes to the kernel. */
class OsTest {
  @TempDir Path folder;

  @Test
  void libcRoute_answersAsTheKernelDoes() throws Exception {
    OsScenarios.all(new Os(Os.Route.LIBC), folder.toString());
  }

  @Test
  void lazyRouteWithoutTheExport_answersTheSame() throws Exception {
    OsScenarios.all(new Os(), folder.toString());
  }

  /**
   * The JDK hands out descriptor numbers only to a JVM started with the launcher's flag, so that
   * takes a JVM.
   */
  @Test
  void lazyRouteWithTheExport_answersTheSameWithoutLibc() throws Exception {
    Path output = folder.resolve("output");
    Path work = Files.createDirectory(folder.resolve("work"));
    Process child =
        new ProcessBuilder(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--add-exports",
                "java.base/jdk.internal.access=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                OsScenarios.class.getName(),
                work.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertTrue(child.waitFor(60, TimeUnit.SECONDS));
    assertEquals("hello\nfine\n", Files.readString(output));
    assertEquals(0, child.exitValue());
  }
}
