package dev.dormouse.integration.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dormouse.compiler.Compiler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Deep nesting of every kind ends where the reference's does, and in the same exception: too many
 * nested parentheses, too many levels of indentation, a full parser stack (MemoryError) or the
 * recursion limit of the later passes.
 */
class NestingTest {
  /** What is repeated before the middle, the middle, and what is repeated behind it. */
  private static final String[][] EXPRESSIONS = {
    {"(", "x", ")"},
    {"[", "x", "]"},
    {"{", "x", "}"},
    {"{1:", "x", "}"},
    {"f(", "x", ")"},
    {"x[", "y", "]"},
    {"-", "x", ""},
    {"not ", "x", ""},
    {"await ", "x", ""},
    {"", "x", "+y"},
    {"", "x", ".y"},
    {"", "x", "()"},
    {"", "x", "[y]"},
    {"", "x", "**y"},
    {"x**", "x", ""},
    {"", "x", "<y"},
    {"", "x", " and y"},
    {"x if y else ", "x", ""},
    {"lambda: ", "x", ""},
    {"*", "x", ""},
    {"", "'a'", "'b'"},
    {"(x:=", "x", ")"},
    {"(lambda: ", "x", ")"},
    {"[x for x in ", "x", "]"},
    {"f(a, ", "x", ", b)"},
    {"(yield ", "x", ")"},
    {"f'{", "x", "}'"},
    {"x, ", "x", ""},
    {"(", "", ""},
    {"{[(", "", ""},
    {"", "x", ")"},
    {"lambda x=", "x", ": x"},
    {"(-", "x", ")"},
    {"(--", "x", ")"},
    {"(---", "x", ")"},
    {"[-", "x", "]"},
    {"[--", "x", "]"},
    {"{-", "x", "}"},
    {"{--", "x", "}"},
    {"f(--", "x", ")"},
    {"f(---", "x", ")"},
    {"f(----", "x", ")"},
    {"x[-----", "x", "]"},
    {"x[------", "x", "]"},
    {"x[-------", "x", "]"},
    {"(x:=-", "x", ")"},
    {"(x:=--", "x", ")"},
    {"(yield -", "x", ")"},
    {"(yield --", "x", ")"},
    {"(lambda x=", "x", ": x)"},
  };

  /** Statements; the middle is indented as deep as the text before it. */
  private static final String[][] STATEMENTS = {
    {"if x:", "x", ""},
    {"while x:", "x", ""},
    {"def f():", "x", ""},
    {"class A:", "x", ""},
    {"with x:", "x", ""},
    {"for x in y:", "x", ""},
    {"try:", "x", "finally: pass"},
    {"match x:", "case 1:", ""},
  };

  private static final int[] DEPTHS = {
    10, 19, 20, 21, 22, 50, 98, 99, 100, 101, 150, 166, 167, 193, 194, 199, 200, 201, 240, 400, 598,
    745, 746, 747, 748, 800, 996, 997, 998, 999, 1000, 1001, 1495, 1496, 1497, 1498, 1499, 1500,
    2000, 2980, 2984, 2985, 2986, 2987, 2988, 2989, 2990, 2991, 2992, 2993, 2994, 2995, 3001, 3400,
    5968, 5969, 5970, 5971, 5975, 5976, 5977, 6100, 20000,
  };

  @Test
  void nestedExpressions_endAsInTheReference() throws IOException {
    List<Request> requests = new ArrayList<>();
    for (String[] kind : EXPRESSIONS) {
      for (int depth : DEPTHS) {
        String text = kind[0].repeat(depth) + kind[1] + kind[2].repeat(depth);
        // With more than 200 brackets and more depth than the parser has, it is chance which of the
        // two limits the reference meets first.
        boolean both = kind[0].contains("-") && !kind[2].isEmpty();
        // Code objects nested deeper cannot be handed over; beyond 2 990 there are none.
        boolean codeInCode = kind[0].equals("lambda: ") && depth > 400 && depth < 2990;
        if (!codeInCode && (depth <= 200 || !both)) {
          requests.add(new Request(Compiler.MODE_EVAL, 0, 0, text));
        }
      }
    }
    var outcome = CompilerReference.here().compare(requests);
    assertEquals("", String.join("\n", outcome.differences()));
  }

  @Test
  void nestedStatements_endAsInTheReference() throws IOException {
    List<Request> requests = new ArrayList<>();
    for (String[] kind : STATEMENTS) {
      for (int depth : DEPTHS) {
        if (depth <= 1000) {
          requests.add(Request.of(statements(kind, depth)));
        }
      }
    }
    requests.add(Request.of("def f():\n" + " with (yield x): pass\n".repeat(500)));
    for (int depth : DEPTHS) {
      requests.add(Request.of("if x: pass\n" + "elif y: pass\n".repeat(depth)));
      requests.add(Request.of("try: pass\n" + "except x: pass\n".repeat(depth)));
    }
    var outcome = CompilerReference.here().compare(requests);
    assertEquals("", String.join("\n", outcome.differences()));
  }

  /** A statement that could be an assignment has room for more than another. */
  @Test
  void bracketsAtTheStartOfAStatement_nestAsDeepAsInTheReference() throws IOException {
    List<Request> requests = new ArrayList<>();
    String[] contexts = {"", "q = ", "q = r = "};
    for (String bracket : new String[] {"(lambda: )", "[lambda: ]", "f(a, lambda: )"}) {
      int close = bracket.length() - 1;
      for (String context : contexts) {
        for (int brackets : new int[] {190, 199}) {
          for (int deeper : new int[] {0, 15, 16, 18, 19, 95, 96, 98, 99}) {
            requests.add(
                Request.of(
                    context
                        + bracket.substring(0, close).repeat(brackets)
                        + "not ".repeat(deeper)
                        + "x"
                        + bracket.substring(close).repeat(brackets)));
          }
        }
      }
    }
    var outcome = CompilerReference.here().compare(requests);
    assertEquals("", String.join("\n", outcome.differences()));
  }

  private static String statements(String[] kind, int depth) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < depth; i++) {
      text.repeat(' ', i).append(kind[0]).append('\n');
    }
    text.repeat(' ', depth).append(kind[1]).append('\n');
    for (int i = depth - 1; i >= 0 && !kind[2].isEmpty(); i--) {
      text.repeat(' ', i).append(kind[2]).append('\n');
    }
    return text.toString();
  }
}
