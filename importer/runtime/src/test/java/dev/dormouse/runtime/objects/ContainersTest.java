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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Container types, iterators and the native modules about them, against what CPython made of the
 * same expressions ({@code containers.txt}, recorded by {@code tools/record_containers.py}).
 */
class ContainersTest {
  private static final String[] MODULES = {
    "_operator", "_functools", "_collections", "_heapq", "_bisect", "itertools", "_queue"
  };

  private final Interpreter interp = new Interpreter(new Flags());
  private final PyDict globals = new PyDict();

  @BeforeEach
  void start() throws IOException {
    interp.evaluator = new Loop();
    interp.enter();
    interp.builtins = BuiltinModules.create(BuiltinModules.find("builtins"));
    interp.sys = new PyModule("sys", PyObject.NONE);
    globals.put(Names.BUILTINS, interp.builtins);
    for (String name : MODULES) {
      PyModule m = BuiltinModules.create(BuiltinModules.find(name));
      PyDict d = m.dict();
      for (int e = d.next(0); e >= 0; e = d.next(e + 1)) {
        String key = ((PyStr) d.keyAt(e)).value();
        boolean hidesBuiltin = key.equals("abs") || key.equals("pow");
        if (!key.startsWith("__") && !hidesBuiltin) {
          globals.put(key, d.valueAt(e));
        }
      }
      globals.put(name, m);
    }
    globals.put(Names.DUNDER_NAME, PyStr.of("snippet"));
    globals.put("lru", globals.get("_lru_cache_wrapper"));
    globals.put("op", globals.get("_operator"));
    run(resource("containers.py"), Compiler.MODE_EXEC);
  }

  @AfterEach
  void stop() {
    interp.leave();
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = ContainersTest.class.getResourceAsStream(name)) {
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

  @Test
  void expressions_giveWhatCpythonGives() throws IOException {
    String[] lines = resource("containers.txt").split("\n");
    StringBuilder differences = new StringBuilder();
    int count = 0;
    for (int i = 0; i + 1 < lines.length; i += 2) {
      assertTrue(lines[i + 1].startsWith("= "), "line " + (i + 2) + " is no result");
      String expected = lines[i + 1].substring(2);
      String actual = evaluate(lines[i]);
      if (!actual.equals(expected)) {
        differences.append('\n').append(lines[i]);
        differences.append("\n  expected ").append(expected).append("\n  but was  ").append(actual);
      }
      count++;
    }
    assertTrue(count > 500, "only " + count + " expressions");
    assertEquals("", differences.toString());
  }
}
