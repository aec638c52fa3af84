package dev.dormouse.integration.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dormouse.code.CodeObject;
import dev.dormouse.compiler.Compiler;
import dev.dormouse.compiler.WarningSink;
import java.util.List;
import org.junit.jupiter.api.Test;

class CodeDifferenceTest {
  private static CodeObject compile(String source) {
    return Compiler.compile(source, "<test>", Compiler.MODE_EXEC, 0, 0, new WarningSink.Silent());
  }

  @Test
  void equalCode_noDifference() {
    String source = "def f(a):\n return [b for b in a if b in {1, 2, 3}]\n";
    assertNull(CodeDifference.between(compile(source), compile(source)));
  }

  @Test
  void instructionsMissing_columnsStayAligned() {
    String difference =
        CodeDifference.between(
            compile("def f(a):\n if a:\n  b()\n  a()\n"),
            compile("def f(a):\n if a:\n  pass\n  a()\n"));
    assertTrue(difference.startsWith("f at line 1: names [], expected [b]; code from byte 5"));
    List<String> rows = difference.lines().map(r -> r.replaceAll(" {3,}", " | ")).toList();
    assertEquals(
        List.of(
            "! 4 POP_JUMP_FORWARD_IF_FALSE 26 (to 58) @2:1-4:5"
                + " | 4 POP_JUMP_FORWARD_IF_FALSE 13 (to 32) @2:1-4:5",
            "! 6 LOAD_GLOBAL 1 (NULL + b) @3:2-3:3 | 6 NOP @3:2-3:6",
            "- 18 PRECALL 0 @3:2-3:5 | ",
            "- 22 CALL 0 @3:2-3:5 | ",
            "- 32 POP_TOP @3:2-3:5 | "),
        rows.subList(4, 9));
    assertEquals("  56 RETURN_VALUE @4:2-4:5 | 30 RETURN_VALUE @4:2-4:5", rows.getLast());
  }

  @Test
  void onlyPlacesDiffer_shownInTheRow() {
    String difference = CodeDifference.between(compile("x = 1"), compile("x  = 1"));
    assertTrue(difference.startsWith("<module> at line 1: location table from byte"), difference);
    assertTrue(difference.contains("! 2 LOAD_CONST 0 (1) @1:4-1:5"), difference);
    assertTrue(difference.contains("2 LOAD_CONST 0 (1) @1:5-1:6"), difference);
  }

  @Test
  void innerConstantDiffers_namesTheInnerCode() {
    String difference =
        CodeDifference.between(
            compile("class A:\n def f(self): return 1"),
            compile("class A:\n def f(self): return 2"));
    assertTrue(difference.startsWith("A.f at line 2: constant 1 2, expected 1"), difference);
  }
}
