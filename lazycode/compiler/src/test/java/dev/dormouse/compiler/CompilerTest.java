package dev.dormouse.compiler;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dormouse.code.CodeObject;
import dev.dormouse.code.MarshalWriter;
import dev.dormouse.code.Opcode;
import dev.dormouse.compiler.ast.Expr;
import dev.dormouse.compiler.ast.Mod;
import dev.dormouse.compiler.parser.Parser;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the comparisons with the reference do not show: its bugs that are not ours, depth, and
 * places in files.
 */
class CompilerTest {
  private static CodeObject compile(String source) {
    return Compiler.compile(source, "<test>", Compiler.MODE_EXEC, 0, 0, new WarningSink.Silent());
  }

  private static PySyntaxError failure(String source, String filename) {
    return assertThrows(
        PySyntaxError.class,
        () ->
            Compiler.compile(source, filename, Compiler.MODE_EXEC, 0, 0, new WarningSink.Silent()));
  }

  private static List<String> instructions(CodeObject code) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < code.code.length; i += 2) {
      int op = code.code[i] & 0xFF;
      if (op != Opcode.CACHE) {
        all.add(Opcode.name(op) + " " + (code.code[i + 1] & 0xFF));
      }
    }
    return all;
  }

  // Deviations from 3.11.3, which miscompiles these; later releases of 3.11 do as we do.

  @Test
  void annotationInCase_setsUpAnnotations() {
    assertEquals(
        "SETUP_ANNOTATIONS 0", instructions(compile("match x:\n case 1: y: int\n")).get(1));
  }

  @Test
  void unpackingIntoOneNameTwice_lastValueStays() {
    CodeObject f = (CodeObject) compile("def f(a, b, c):\n a, a, b = b, c, a\n").consts[0];
    assertEquals(
        List.of("SWAP 3", "STORE_FAST 0", "STORE_FAST 0", "STORE_FAST 1"),
        instructions(f).subList(4, 8));
  }

  @Test
  void deepNesting_compilesOnAnyStack() throws InterruptedException {
    // Deeper than a small stack, but within CPython's limit.
    String source = "x = " + "-".repeat(1500) + "y\n";
    CodeObject[] result = new CodeObject[1];
    Thread small = new Thread(null, () -> result[0] = compile(source), "small", 128 << 10);
    small.start();
    small.join();
    assertEquals(1500, instructions(result[0]).stream().filter("UNARY_NEGATIVE 0"::equals).count());
  }

  @Test
  void warningsBeforeOverflow_givenOnceAndOnTheCallersThread() throws InterruptedException {
    List<String> warnings = new ArrayList<>();
    WarningSink sink =
        (category, message, filename, lineno) -> {
          warnings.add(Thread.currentThread().getName() + " " + lineno + " " + message);
          return false;
        };
    String source = "'\\d'\nx = " + "-".repeat(1500) + "y\n'\\e'\nz is 1\n";
    Thread small =
        new Thread(
            null,
            () -> Compiler.compile(source, "<test>", Compiler.MODE_EXEC, 0, 0, sink),
            "small",
            128 << 10);
    small.start();
    small.join();
    assertEquals(
        List.of(
            "small 1 invalid escape sequence '\\d'",
            "small 3 invalid escape sequence '\\e'",
            "small 4 \"is\" with a literal. Did you mean \"==\"?"),
        warnings);
  }

  @Test
  void deepTree_parsesOnAnyStack() throws InterruptedException {
    String source = "(".repeat(199) + "x" + ")".repeat(199);
    Mod[] result = new Mod[1];
    Thread small =
        new Thread(
            null,
            () ->
                result[0] =
                    Compiler.parse(
                        source,
                        "<test>",
                        Parser.MODE_EVAL,
                        0,
                        Parser.VERSION,
                        new WarningSink.Silent()),
            "small",
            160 << 10);
    small.start();
    small.join();
    assertInstanceOf(Expr.Name.class, ((Mod.Expression) result[0]).body);
  }

  @Test
  void fullParserStack_memoryError() {
    PySyntaxError e = failure("-".repeat(7000) + "1", "<test>");
    assertEquals(PySyntaxError.Type.MEMORY_ERROR, e.type);
  }

  @Test
  void hugeIntegers_haveTheirValue() {
    String digits = "123456789abcdef0".repeat(1000);
    assertEquals(new BigInteger(digits, 16), compile("x = " + "0x" + digits).consts[0]);
    assertEquals(
        new BigInteger("7".repeat(5001), 8), compile("x = " + "0o" + "7".repeat(5001)).consts[0]);
    assertEquals(
        new BigInteger("10".repeat(500), 2), compile("x = " + "0b" + "10".repeat(500)).consts[0]);
    assertEquals(Long.MIN_VALUE + 1, compile("x = -0x7fffffffffffffff").consts[0]);
  }

  @Test
  void limitOfDigits_isTheSinks() {
    WarningSink limited =
        new WarningSink() {
          @Override
          public boolean warn(int category, String message, String filename, int lineno) {
            return false;
          }

          @Override
          public int maxIntegerDigits() {
            return 700;
          }
        };
    Compiler.compile("7".repeat(700), "<test>", Compiler.MODE_EVAL, 0, 0, limited);
    PySyntaxError e =
        assertThrows(
            PySyntaxError.class,
            () -> Compiler.compile("7".repeat(701), "<test>", Compiler.MODE_EVAL, 0, 0, limited));
    assertEquals(
        "Exceeds the limit (700 digits) for integer string conversion: value has 701 digits;"
            + " use sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for"
            + " huge integer literals to avoid decimal conversion limits.",
        e.getMessage());
  }

  @Test
  void nullBytesInProgram_endTheirLine() {
    byte[] source = "a = 1\0 + b\nc\n".getBytes(StandardCharsets.US_ASCII);
    PySyntaxError e =
        assertThrows(
            PySyntaxError.class,
            () -> Compiler.compileFile(source, "f", 0, new WarningSink.Silent()));
    assertEquals("invalid decimal literal", e.getMessage());
    assertEquals("a = 1c", e.text);
    byte[] comment = "a #\0\n b\r\n\0c".getBytes(StandardCharsets.US_ASCII);
    assertEquals(
        List.of("a"),
        List.of(Compiler.compileFile(comment, "f", 0, new WarningSink.Silent()).names));
  }

  @Test
  void nestingBeyondLimit_recursionError() {
    String source = "x = " + "y + ".repeat(4000) + "y\n";
    PySyntaxError e = failure(source, "<test>");
    assertEquals(PySyntaxError.Type.RECURSION_ERROR, e.type);
    assertEquals("maximum recursion depth exceeded during compilation", e.getMessage());
  }

  @Test
  void errorInFile_hasLineOfThatFile(@TempDir Path dir) throws IOException {
    Path file = dir.resolve("program.py");
    Files.writeString(file, "x = 1\r\nreturn x\r\nlast");
    PySyntaxError e = failure("x = 1\nreturn x\n", file.toString());
    assertEquals("'return' outside function", e.getMessage());
    assertEquals("return x\n", e.text);
    assertEquals("last", failure("\n\nnonlocal x", file.toString()).text);
    assertNull(failure("\n\n\nreturn", file.toString()).text);
    assertNull(failure("return", "<string>").text);
  }

  @Test
  void warningMadeError_raisesAtItsPlace() {
    WarningSink errors = (category, message, filename, lineno) -> true;
    PySyntaxError e =
        assertThrows(
            PySyntaxError.class,
            () -> Compiler.compile("\nx is 1", "f", Compiler.MODE_EXEC, 0, 0, errors));
    assertEquals("\"is\" with a literal. Did you mean \"==\"?", e.getMessage());
    assertArrayEquals(
        new int[] {2, 1, 2, 7}, new int[] {e.lineno, e.offset, e.endLineno, e.endOffset});
  }

  @Test
  void compilingTwice_sameBytes() {
    String source = "def f(a):\n return [lambda: b for b in a if b in {1, 2, 3}]\n";
    assertArrayEquals(
        MarshalWriter.toBytes(compile(source)), MarshalWriter.toBytes(compile(source)));
    assertTrue(compile(source).consts.length > 1);
  }
}
