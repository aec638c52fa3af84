package dev.dormouse.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** How many lines a statement asks for, which is what a person at the prompt sees of it. */
class InteractiveStatementTest {
  /** Gives out lines and counts them. */
  private static final class Typed implements LineSource {
    private final String[] lines;
    int read;

    Typed(String... lines) {
      this.lines = lines;
    }

    @Override
    public byte[] nextLine() {
      return read == lines.length ? null : lines[read++].getBytes(StandardCharsets.UTF_8);
    }

    Object statement() {
      return Compiler.compileInteractive(this, "<stdin>", 0, 0, new WarningSink.Silent());
    }
  }

  private static int linesOf(String... lines) {
    Typed typed = new Typed(lines);
    assertNotNull(typed.statement());
    return typed.read;
  }

  private static PySyntaxError errorOf(int lines, String... typed) {
    Typed source = new Typed(typed);
    PySyntaxError e = assertThrows(PySyntaxError.class, source::statement);
    assertEquals(lines, source.read);
    return e;
  }

  @Test
  void simpleStatements_takeOneLine() {
    assertEquals(1, linesOf("a = 1; b = 2\n", "c\n"));
    assertEquals(1, linesOf("\n", "c\n"));
    assertEquals(1, linesOf("  # comment\n", "c\n"));
    assertEquals(1, linesOf("no_newline"));
  }

  @Test
  void compoundStatements_endAtAnEmptyLine() {
    assertEquals(3, linesOf("if a:\n", "  b\n", "\n", "else:\n"));
    assertEquals(5, linesOf("if a:\n", "  b\n", "  \n", "  # c\n", "\n", "c\n"));
    assertEquals(2, linesOf("while a: b\n", "\n", "c\n"));
    assertEquals(4, linesOf("def f():\n", "  return '''\n", "'''\n", "\n", "c\n"));
  }

  @Test
  void openBracketsStringsAndBackslashes_goOn() {
    assertEquals(3, linesOf("(a,\n", "\n", "b)\n", "c\n"));
    assertEquals(3, linesOf("'''\n", "\n", "'''\n", "c\n"));
    assertEquals(2, linesOf("a + \\\n", "b\n", "c\n"));
  }

  @Test
  void endOfInput_closesBlocks() {
    assertEquals(2, linesOf("if a:\n", "  b"));
    assertNull(new Typed().statement());
  }

  @Test
  void errors_areReportedAtOnce() {
    assertEquals("invalid syntax", errorOf(2, "if a:\n", "  b c\n", "\n").getMessage());
    PySyntaxError e = errorOf(2, "x = (\n", "y = 3\n", "z)\n");
    assertEquals("y = 3", e.text);
    assertEquals(2, e.lineno);
    assertEquals("'(' was never closed", errorOf(1, "f(\n").getMessage());
  }

  @Test
  void textAfterANullByte_isIgnored() {
    // With the end of the line, so that the statement goes on.
    assertEquals(2, linesOf("a\0b c\n", "\n", "d\n"));
  }
}
