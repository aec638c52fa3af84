package dev.dormouse.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The native module {@code _decimal} against the reference's, which is libmpdec. */
class DecimalTest {
  private static void compare(String... arguments) throws Exception {
    Path file = Path.of(DecimalTest.class.getResource(arguments[0]).toURI());
    String[] all = new String[arguments.length + 1];
    all[0] = "-S";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    Run run = Differential.in(file.getParent()).check(all);
    assertEquals(0, run.status(), run::toString);
  }

  /** Random, but the same every time: the reference's generator is ours. */
  @Test
  void operations_equalReference() throws Exception {
    compare("decimal_operations.py", "1", "6000");
  }

  @Test
  void argumentsAndErrors_equalReference() throws Exception {
    compare("decimal_words.py");
  }
}
