package dev.dormouse.integration;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The depths at which compiling a nest begins to fail, and to fail otherwise, are the reference's.
 * The script looks for them in all places of a program if it is given none, which takes minutes.
 */
class NestingLimitsTest {
  @Test
  void depthsWhereNestsBeginToFail_equalReference() throws Exception {
    Path script =
        Path.of(NestingLimitsTest.class.getResource("compiler/nesting_limits.py").toURI());
    Differential.in(script.getParent())
        .check("-S", "nesting_limits.py", "statement", "return", "keyword base");
  }
}
