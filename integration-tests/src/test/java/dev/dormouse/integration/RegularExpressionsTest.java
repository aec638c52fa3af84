package dev.dormouse.integration;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The module re as programs see it. The engine itself is compared where it is built. */
class RegularExpressionsTest {
  @Test
  void typesAndMessages_equalReference() throws Exception {
    Path script =
        Path.of(RegularExpressionsTest.class.getResource("regular_expressions.py").toURI());
    Run run = Differential.in(script.getParent()).check("regular_expressions.py");
    assertTrue(run.status() == 0, run::toString);
  }
}
