package dev.dormouse.runtime.objects;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The first types refer to each other in a circle; whichever the JVM meets first, all must come out
 * right.
 */
class InitializationTest {
  /** Runs in a JVM of its own, since classes initialize once: touches the class named first. */
  public static final class Main {
    public static void main(String[] args) throws Exception {
      Class.forName("dev.dormouse.runtime.objects." + args[0]);
      System.out.print(
          PyObject.NONE.type.name()
              + " "
              + PyType.OBJECT.type.name()
              + " "
              + PyInt.of(1).type.name()
              + " "
              + PyStr.of("x").type.base.name());
    }
  }

  private static void assertStartsWith(String first) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                first)
            .redirectErrorStream(true)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    assertEquals("NoneType type int object", out, first);
  }

  @Test
  void anyClassFirst_givesTheSameTypes() throws Exception {
    for (String first : new String[] {"PyObject", "PyType", "Singletons", "PyStr", "PyInt"}) {
      assertStartsWith(first);
    }
  }
}
