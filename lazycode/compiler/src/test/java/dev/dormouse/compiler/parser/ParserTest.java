package dev.dormouse.compiler.parser;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.dormouse.code.Constants;
import dev.dormouse.compiler.PySyntaxError;
import dev.dormouse.compiler.WarningSink;
import dev.dormouse.compiler.ast.Expr;
import dev.dormouse.compiler.ast.Mod;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParserTest {
  /** Keeps warnings, and makes errors of them on demand. */
  private static final class Collector implements WarningSink {
    final List<String> warnings = new ArrayList<>();
    boolean error;

    @Override
    public boolean warn(int category, String message, String filename, int lineno) {
      String name = category == SYNTAX_WARNING ? "SyntaxWarning" : "DeprecationWarning";
      warnings.add(filename + ":" + lineno + ": " + name + ": " + message);
      return error;
    }
  }

  private static Expr eval(String source) {
    Mod mod = Parser.parse(source, "<test>", Parser.MODE_EVAL, 0, new WarningSink.Silent());
    return ((Mod.Expression) mod).body;
  }

  private static Object constant(String source) {
    return assertInstanceOf(Expr.Constant.class, eval(source)).value;
  }

  private static PySyntaxError error(byte[] source) {
    return assertThrows(
        PySyntaxError.class,
        () -> Parser.parse(source, "<test>", Parser.MODE_EXEC, 0, new WarningSink.Silent()));
  }

  private static PySyntaxError error(String source) {
    return assertThrows(
        PySyntaxError.class,
        () -> Parser.parse(source, "<test>", Parser.MODE_EXEC, 0, new WarningSink.Silent()));
  }

  @Test
  void literals_inTheDomainOfConstants() {
    assertEquals(9223372036854775807L, constant("9223372036854775807"));
    assertEquals(new java.math.BigInteger("9223372036854775808"), constant("0x8000000000000000"));
    assertEquals(255L, constant("0xF_F"));
    assertEquals(1.5, constant("1.5"));
    assertEquals(new Constants.Complex(0, 2), constant("2j"));
    assertEquals(Constants.Singleton.NONE, constant("None"));
    assertEquals(Boolean.TRUE, constant("True"));
    assertEquals(Constants.Singleton.ELLIPSIS, constant("..."));
    assertArrayEquals(
        new byte[] {'a', 0, (byte) 255},
        assertInstanceOf(Constants.Bytes.class, constant("b'a\\0\\xff'")).value);
  }

  @Test
  void surrogatesWrittenApart_stayApart() {
    Object value = constant("'\\ud83d' '\\ude00'");
    assertArrayEquals(
        new int[] {0xD83D, 0xDE00}, assertInstanceOf(Constants.WideText.class, value).codePoints());
    assertEquals("\ud83d\ude00", constant("'\\U0001f600'"));
  }

  @Test
  void stringPrefix_keptForUnicodeLiteralsOnly() {
    assertEquals("u", ((Expr.Constant) eval("u'a'")).prefix);
    assertNull(((Expr.Constant) eval("'a' u'b'")).prefix);
  }

  @Test
  void columns_countUtf8Bytes() {
    Expr.BinOp sum = (Expr.BinOp) eval("'\u00e9\u20ac' + x");
    assertEquals(10, sum.right.colOffset);
    assertEquals(11, sum.endColOffset);
  }

  @Test
  void coding_cookieAndMark() {
    byte[] latin = "# -*- coding: latin-1 -*-\n'\u00e9'\n".getBytes(StandardCharsets.ISO_8859_1);
    Mod.Module module =
        (Mod.Module) Parser.parse(latin, "<test>", Parser.MODE_EXEC, 0, new WarningSink.Silent());
    assertEquals(1, module.body.length);
    byte[] unknown = "# coding: nonsense\n".getBytes(StandardCharsets.US_ASCII);
    PySyntaxError e = error(unknown);
    assertEquals("unknown encoding: nonsense", e.getMessage());
    assertEquals(0, e.lineno);
    assertEquals(-1, e.offset);
    assertEquals(PySyntaxError.ABSENT, e.endLineno);
    byte[] marked = "\ufeff# coding: latin-1\n".getBytes(StandardCharsets.UTF_8);
    assertEquals("encoding problem: iso-8859-1 with BOM", error(marked).getMessage());
  }

  @Test
  void lineOfRecodedSource_quotedDecoded() {
    byte[] latin = "# coding: latin-1\nx = ('\u00e9'\na\n)\n".getBytes(StandardCharsets.ISO_8859_1);
    assertEquals("x = ('\u00e9'", error(latin).text);
  }

  @Test
  void encodedSurrogateInSource_quotedAsThreeReplacements() {
    PySyntaxError e = error(new byte[] {'x', ' ', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '\n'});
    assertEquals("x \uFFFD\uFFFD\uFFFD\n", e.text);
  }

  @Test
  void fileWithoutCookie_mustBeUtf8() {
    byte[] source = {'x', '\n', '#', (byte) 0xE9, '\n'};
    PySyntaxError e =
        assertThrows(
            PySyntaxError.class,
            () -> Parser.parseFile(source, "a.py", 0, new WarningSink.Silent()));
    assertEquals(
        "Non-UTF-8 code starting with '\\xe9' in file a.py on line 2, but no encoding declared;"
            + " see https://peps.python.org/pep-0263/ for details",
        e.getMessage());
    assertNull(e.filename);
    byte[] unknown = "# coding: nonsense\n".getBytes(StandardCharsets.US_ASCII);
    e =
        assertThrows(
            PySyntaxError.class,
            () -> Parser.parseFile(unknown, "a.py", 0, new WarningSink.Silent()));
    assertEquals("encoding problem: nonsense", e.getMessage());
  }

  @Test
  void malformedUtf8_worded() {
    PySyntaxError e = error(new byte[] {'x', '=', '"', (byte) 0xE9, '"', '\n'});
    assertEquals(
        "(unicode error) 'utf-8' codec can't decode byte 0xe9 in position 0: unexpected end of"
            + " data",
        e.getMessage());
  }

  @Test
  void olderVersions_refuseNewerSyntax() {
    PySyntaxError e =
        assertThrows(
            PySyntaxError.class,
            () -> Parser.parse("(a := 1)\nb c\n", "<test>", 0, 0, 7, new WarningSink.Silent()));
    assertEquals(
        "Assignment expressions are only supported in Python 3.8 and greater", e.getMessage());
    assertEquals(1, e.lineno);
    Mod.Module module =
        (Mod.Module) Parser.parse("async = await\n", "<test>", 0, 0, 6, new WarningSink.Silent());
    assertEquals(1, module.body.length);
  }

  @Test
  void nullByte_isValueError() {
    PySyntaxError e = error("a\0b");
    assertEquals("ValueError", e.typeName());
    assertEquals("source code string cannot contain null bytes", e.getMessage());
  }

  @Test
  void loneSurrogateInSource_isUnicodeEncodeError() {
    PySyntaxError e = error("x = '\ud800'");
    assertEquals("UnicodeEncodeError", e.typeName());
    assertEquals(
        "'utf-8' codec can't encode character '\\ud800' in position 5: surrogates not allowed",
        e.getMessage());
  }

  @Test
  void errorText_isTheLine() {
    assertEquals("y = = 2\n", error("x = 1\ny = = 2\n").text);
    assertEquals("x = (1,", error("x = (1,\n  2\ny = 3\n").text);
  }

  @Test
  void warnings_reportedInOrder() {
    Collector sink = new Collector();
    Parser.parse("a = '\\d'\nb = 1if x else 2\n", "<test>", Parser.MODE_EXEC, 0, sink);
    assertEquals(
        List.of(
            "<test>:1: DeprecationWarning: invalid escape sequence '\\d'",
            "<test>:2: SyntaxWarning: invalid decimal literal"),
        sink.warnings);
  }

  @Test
  void warningMadeError_isSyntaxErrorAtTheToken() {
    Collector sink = new Collector();
    sink.error = true;
    PySyntaxError e =
        assertThrows(
            PySyntaxError.class, () -> Parser.parse("a = '\\d' + b\n", "<test>", 0, 0, sink));
    assertEquals("invalid escape sequence '\\d'", e.getMessage());
    assertEquals(1, e.lineno);
    assertEquals(5, e.offset);
    assertEquals(9, e.endOffset);
  }
}
