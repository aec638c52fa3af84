package dev.dormouse.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.script.Bindings;
import javax.script.Compilable;
import javax.script.CompiledScript;
import javax.script.Invocable;
import javax.script.ScriptContext;
import javax.script.ScriptEngine;
import javax.script.ScriptEngineManager;
import javax.script.ScriptException;
import javax.script.SimpleBindings;
import javax.script.SimpleScriptContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The engine, found as a program finds it but with the library as source. */
class PythonScriptEngineTest {
  private final ScriptEngineManager manager = new ScriptEngineManager();
  private ScriptEngine engine;

  @BeforeEach
  void findEngine() {
    PythonScriptEngineFactory factory =
        (PythonScriptEngineFactory) manager.getEngineByName("python").getFactory();
    engine = factory.getScriptEngine(DormouseTest.builder());
    engine.setBindings(manager.getBindings(), ScriptContext.GLOBAL_SCOPE);
  }

  @AfterEach
  void close() {
    ((PythonScriptEngine) engine).close();
  }

  @Test
  void engine_isFoundByNameExtensionAndType() {
    assertInstanceOf(PythonScriptEngine.class, manager.getEngineByExtension("py"));
    assertInstanceOf(PythonScriptEngine.class, manager.getEngineByMimeType("text/x-python"));
    assertEquals("Python", engine.getFactory().getLanguageName());
    assertEquals("3.11", engine.getFactory().getParameter(ScriptEngine.LANGUAGE_VERSION));
  }

  @Test
  void eval_givesTheValueOfTheLastExpression() throws ScriptException {
    assertEquals(7, engine.eval("x = 3\nx + 4"));
    assertNull(engine.eval("x = 5"));
    assertEquals(5, engine.get("x"));
    engine.put("y", List.of(1, 2));
    assertEquals(3, engine.eval(new StringReader("sum(y)")));
    assertEquals(
        "ab'c",
        engine.eval(
            "import io, contextlib\nf = io.StringIO()\n"
                + "with contextlib.redirect_stdout(f): "
                + engine.getFactory().getOutputStatement("ab'c")
                + "\nf.getvalue().strip()"));
  }

  @Test
  void otherBindings_areCopiedInAndOut() throws ScriptException {
    Bindings bindings = new SimpleBindings();
    bindings.put("a", 1);
    bindings.put("gone", 1);
    assertEquals(2, engine.eval("b = a + 1; del gone; b", bindings));
    assertEquals(Map.of("a", 1, "b", 2), bindings);
    assertNull(engine.get("b"));
  }

  @Test
  void globalScope_isSeenButNotKept() throws ScriptException {
    manager.put("shared", "s");
    assertEquals("s", engine.eval("shared"));
    assertFalse(engine.getBindings(ScriptContext.ENGINE_SCOPE).containsKey("shared"));
    engine.eval("shared = 'own'");
    assertEquals("own", engine.get("shared"));
    assertEquals("s", manager.get("shared"));
  }

  @Test
  void contextStreams_areUsed() throws ScriptException {
    ScriptContext context = new SimpleScriptContext();
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    context.setReader(new StringReader("typed\n"));
    context.setWriter(out);
    context.setErrorWriter(err);
    engine.eval("import sys\nprint(input('> '))\nprint('e', file=sys.stderr)", context);
    assertEquals("> typed\n", out.toString());
    assertEquals("e\n", err.toString());
  }

  @Test
  void errors_nameFileAndLine() {
    engine.getContext().setAttribute(ScriptEngine.FILENAME, "app.py", ScriptContext.ENGINE_SCOPE);
    ScriptException e = assertThrows(ScriptException.class, () -> engine.eval("x = 1\n\nx / 0\n"));
    assertEquals("app.py", e.getFileName());
    assertEquals(3, e.getLineNumber());
    assertEquals("ZeroDivisionError", ((PythonException) e.getCause()).typeName());
    assertThrows(ScriptException.class, () -> engine.eval("def"));
  }

  @Test
  void compiledScripts_runAgain() throws ScriptException {
    CompiledScript script = ((Compilable) engine).compile("n = n + 1\nn");
    engine.put("n", 1);
    assertEquals(2, script.eval());
    assertEquals(3, script.eval());
    assertSame(engine, script.getEngine());
    assertThrows(ScriptException.class, () -> ((Compilable) engine).compile("1 +"));
  }

  @Test
  void functionsMethodsAndInterfaces_areInvoked() throws Exception {
    engine.eval(
        "def f(a, b=2): return a * b\nclass C:\n  def get(self): return 'got'\nc = C()\n"
            + "def get(): return 'main'\n");
    Invocable invocable = (Invocable) engine;
    assertEquals(6, invocable.invokeFunction("f", 3));
    assertEquals("got", invocable.invokeMethod(engine.get("c"), "get"));
    assertThrows(NoSuchMethodException.class, () -> invocable.invokeFunction("nothing"));
    assertThrows(NoSuchMethodException.class, () -> invocable.invokeMethod(engine.get("c"), "x"));
    assertThrows(ScriptException.class, () -> invocable.invokeFunction("f"));
    assertEquals("main", invocable.getInterface(Supplier.class).get());
    assertEquals("got", invocable.getInterface(engine.get("c"), Supplier.class).get());
    assertNull(invocable.getInterface(Runnable.class));
  }
}
