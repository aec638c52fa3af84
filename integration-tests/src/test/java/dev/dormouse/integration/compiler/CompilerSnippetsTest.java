package dev.dormouse.integration.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dormouse.compiler.Compiler;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Each snippet of {@code snippets.txt} gives the same code, warnings or error, place included, as
 * in the reference. A line "# --- MODE FLAGS OPTIMIZE" starts a snippet; flags are hexadecimal, and
 * they and the level may be left out.
 */
class CompilerSnippetsTest {
  @Test
  void snippets_sameAsReference() throws IOException {
    List<Request> requests = requests();
    assertTrue(requests.size() > 250, "only " + requests.size() + " snippets");
    var outcome = CompilerReference.here().compare(requests);
    assertEquals("", String.join("\n", outcome.differences()));
  }

  private static List<Request> requests() throws IOException {
    String all;
    try (InputStream in = CompilerSnippetsTest.class.getResourceAsStream("snippets.txt")) {
      all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    List<Request> requests = new ArrayList<>();
    for (String part : all.split("(?m)^# --- ")) {
      if (part.isEmpty()) {
        continue;
      }
      int end = part.indexOf('\n');
      String[] header = part.substring(0, end).split(" ");
      int mode =
          switch (header[0]) {
            case "exec" -> Compiler.MODE_EXEC;
            case "eval" -> Compiler.MODE_EVAL;
            case "single" -> Compiler.MODE_SINGLE;
            default -> throw new IllegalArgumentException(header[0]);
          };
      int flags = header.length > 1 ? Integer.parseInt(header[1], 16) : 0;
      int optimize = header.length > 2 ? Integer.parseInt(header[2]) : 0;
      requests.add(new Request(mode, flags, optimize, part.substring(end + 1)));
    }
    return requests;
  }
}
