package dev.dormouse.runtime.objects;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/**
 * Numbers, the modules about them, exceptions, code objects, generic aliases and tracing, against
 * what CPython made of the same expressions ({@code numbers.txt}, recorded by {@code
 * tools/record_expressions.py} with the modules named below).
 */
class NumbersTest {
  @Test
  void expressions_giveWhatCpythonGives() throws IOException {
    try (RecordedExpressions recorded =
        new RecordedExpressions("numbers.py", "math", "cmath", "_statistics", "sys")) {
      recorded.assertAsRecorded("numbers.txt", 1000);
    }
  }
}
