package dev.dormouse.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The part of CPython's tests that is run with ours. */
class ConformanceTest {
  @Test
  void quickFiles_endAsExpected() throws Exception {
    List<String> surprises =
        Conformance.runQuick(
            Path.of(System.getProperty("dormouse.root")),
            Path.of(System.getProperty("dormouse.distribution"), "bin/dormouse"),
            Path.of(System.getProperty("dormouse.reference.lib")));
    assertEquals("", String.join("\n", surprises));
  }
}
