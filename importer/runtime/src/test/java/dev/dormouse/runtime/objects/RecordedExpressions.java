package dev.dormouse.runtime.objects;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dormouse.compiler.Compiler;
import dev.dormouse.compiler.CompilerFlags;
import dev.dormouse.compiler.WarningSink;
import dev.dormouse.runtime.eval.Loop;
import dev.dormouse.runtime.modules.BuiltinModules;
import dev.dormouse.runtime.modules.Compiling;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * An interpreter without a library that evaluates the expressions of a resource file and compares
 * them with what CPython made of them; {@code tools/record_expressions.py} tells the form. The
 * native modules are there by name.
 */
final class RecordedExpressions implements AutoCloseable {
  private final Interpreter interp = new Interpreter(new Flags());
  private final PyDict globals = new PyDict();

  RecordedExpressions(String prelude, String... modules) throws IOException {
    interp.evaluator = new Loop();
    interp.enter();
    interp.builtins = BuiltinModules.create(BuiltinModules.find("builtins"));
    interp.sys = new PyModule("sys", PyObject.NONE);
    globals.put(Names.BUILTINS, interp.builtins);
    for (String name : modules) {
      globals.put(name, BuiltinModules.create(BuiltinModules.find(name)));
    }
    globals.put(Names.DUNDER_NAME, PyStr.of("snippet"));
    run(resource(prelude), Compiler.MODE_EXEC);
  }

  @Override
  public void close() {
    interp.leave();
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = RecordedExpressions.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private PyObject run(String source, int mode) {
    PyCode code =
        new PyCode(
            Compiler.compile(
                source,
                "<snippet>",
                mode,
                CompilerFlags.IGNORE_COOKIE,
                0,
                new WarningSink.Silent()));
    return Compiling.run(code, globals, globals, null);
  }

  private String evaluate(String expression) {
    try {
      return Abstract.repr(run(expression, Compiler.MODE_EVAL)).value();
    } catch (PyException e) {
      return e.value.type.name() + ": " + Abstract.str(e.value).value();
    }
  }

  void assertAsRecorded(String results, int atLeast) throws IOException {
    String[] lines = resource(results).split("\n");
    StringBuilder differences = new StringBuilder();
    for (int i = 0; i + 1 < lines.length; i += 2) {
      assertTrue(lines[i + 1].startsWith("= "), "line " + (i + 2) + " is no result");
      String expected = lines[i + 1].substring(2);
      String actual = evaluate(lines[i]);
      if (!actual.equals(expected)) {
        differences.append('\n').append(lines[i]);
        differences.append("\n  expected ").append(expected).append("\n  but was  ").append(actual);
      }
    }
    assertTrue(lines.length / 2 >= atLeast, "only " + lines.length / 2 + " expressions");
    assertEquals("", differences.toString());
  }
}
