package dev.dormouse.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a file that is run shows of its errors, which is not always what {@code compile()} of its
 * text shows: at the end of the file nothing is left to point at.
 */
class ProgramErrorsTest {
  private static final String[] PROGRAMS = {
    "if x:\r\n",
    "try:\n  x\n",
    "x = \\\n",
    "class A:\n  def f():\n  y\n",
    // Two letters of that encoding, and one in UTF-8.
    "# -*- coding: cp437 -*-\n'\u00c2\u00a2' + f(4, x for x in range(1))\n",
  };

  @Test
  void wrongPrograms_showWhatTheReferenceShows(@TempDir Path directory) throws IOException {
    for (String program : PROGRAMS) {
      Files.writeString(directory.resolve("wrong.py"), program, StandardCharsets.ISO_8859_1);
      Run run = Differential.in(directory).check("-I", "-S", "wrong.py");
      assertEquals(1, run.status(), run::toString);
    }
  }
}
