package dev.dormouse.integration.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.dormouse.code.CodeObject;
import dev.dormouse.compiler.PySyntaxError;
import dev.dormouse.compiler.WarningSink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Sources of ten megabytes in one line, or of 100 000 lines, compile to the reference's code or end
 * in its error. Nothing is timed, but what took a time quadratic in the size would not end.
 */
class HugeSourceTest {
  private static final int SIZE = 10_000_000;

  @Test
  void tenMegabytesInALine_sameAsReference() throws IOException {
    compare(
        "x = 'é" + "\\n".repeat(SIZE / 2) + "'\n",
        "x = b'" + "\\x00".repeat(SIZE / 4) + "'\n",
        "x = f'" + "{{a".repeat(SIZE / 3) + "'\n",
        "x = '''" + "a\n".repeat(SIZE / 2) + "'''\n",
        "x = 0x" + "f".repeat(SIZE) + "\n",
        "x = " + "9".repeat(SIZE) + "\n",
        "a".repeat(SIZE) + " = 1\n",
        "x" + " ".repeat(SIZE) + "= '" + "a".repeat(SIZE) + "\n");
  }

  @Test
  void fiftyThousandElements_sameAsReference() throws IOException {
    int count = 50_000;
    compare(
        "x = [" + "1, ".repeat(count) + "'a'" + " 'a'".repeat(count) + "]\n",
        "x = {" + "a: b, ".repeat(count) + "}\n",
        "x(" + "a, ".repeat(count) + ")\n",
        "x = (" + "a < ".repeat(count) + "a)\n",
        "x; ".repeat(count) + "\n",
        "x = \\\n" + "\\\n".repeat(count) + "1\n",
        "$".repeat(count) + "\n");
  }

  @Test
  void hundredThousandLines_sameAsReference() throws IOException {
    int lines = 100_000;
    StringBuilder functions = new StringBuilder();
    StringBuilder names = new StringBuilder("def f():\n");
    for (int i = 0; i < lines; i++) {
      if (i % 4 == 0) {
        functions.append("def f").append(i).append("(a, b=").append(i).append("):\n");
        functions.append("    if a:\n        return b + ").append(i).append("\n    return [a, 'x");
        functions.append(i).append("']\n");
      }
      names.append(" x").append(i).append(" = ").append(i).append('\n');
    }
    compare(
        functions.toString(),
        names.toString(),
        "try:\n  y\nexcept E:\n  z\n".repeat(lines / 4),
        "\n".repeat(lines) + "x = = 1\n",
        "x = 1\n".repeat(lines) + "y = (\n");
  }

  /** The reference takes a time quadratic in their number, so it is not asked. */
  @Test
  void manyKeywordsAndParameters_compile() throws IOException {
    StringBuilder parameters = new StringBuilder("def f(");
    StringBuilder keywords = new StringBuilder("f(");
    for (int i = 0; i < 100_000; i++) {
      parameters.append('p').append(i).append("=1,\n");
      keywords.append('k').append(i).append("=1,\n");
    }
    CodeObject code =
        Request.of(parameters + "): pass\n" + keywords + ")\n").compile(new WarningSink.Silent());
    assertEquals(100_000, ((CodeObject) code.consts[1]).argcount);
    Request repeated = Request.of(keywords + "k0=2)\n");
    PySyntaxError e =
        assertThrows(PySyntaxError.class, () -> repeated.compile(new WarningSink.Silent()));
    assertEquals("keyword argument repeated: k0", e.getMessage());
    assertEquals(100_001, e.lineno);
  }

  private static void compare(String... sources) throws IOException {
    List<Request> requests = new ArrayList<>();
    for (String source : sources) {
      requests.add(Request.of(source));
    }
    var outcome = CompilerReference.here().compare(requests);
    List<String> differences = new ArrayList<>();
    for (String difference : outcome.differences()) {
      int length = difference.length();
      differences.add(
          difference.substring(0, Math.min(60, length))
              + " … "
              + difference.substring(Math.max(0, length - 700)));
    }
    assertEquals("", String.join("\n", differences));
  }
}
