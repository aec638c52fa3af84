package dev.dormouse.script;

import dev.dormouse.runtime.modules.Compiling;
import dev.dormouse.runtime.objects.Names;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.Writer;
import java.util.HashMap;
import java.util.Map;
import javax.script.AbstractScriptEngine;
import javax.script.Bindings;
import javax.script.Compilable;
import javax.script.CompiledScript;
import javax.script.Invocable;
import javax.script.ScriptContext;
import javax.script.ScriptEngine;
import javax.script.ScriptEngineFactory;
import javax.script.ScriptException;
import javax.script.SimpleBindings;

/**
 * {@code javax.script} over a {@link Dormouse} of the engine's own, which starts with the first
 * script.
 *
 * <p>The engine's own bindings are the names of {@code __main__}. Other bindings are copied into a
 * namespace before a script runs, and what it bound is copied back afterwards. Names of the global
 * scope are there while the script runs, unless it has them itself.
 *
 * <p>A script's value is that of the expression that it ends in, else null. It reads and writes
 * what the context says.
 */
final class PythonScriptEngine extends AbstractScriptEngine
    implements Compilable, Invocable, AutoCloseable {
  private final ScriptEngineFactory factory;

  private final DormouseBuilder builder;

  /** Null before the first use; guarded by this engine's monitor. */
  private Dormouse python;

  PythonScriptEngine(ScriptEngineFactory factory, DormouseBuilder builder) {
    this.factory = factory;
    this.builder = builder;
    context.setBindings(new PythonBindings(this), ScriptContext.ENGINE_SCOPE);
  }

  /** The interpreter, started if need be. */
  synchronized Dormouse python() {
    if (python == null) {
      try {
        python =
            builder
                .in(context.getReader())
                .out(context.getWriter())
                .err(context.getErrorWriter())
                .start();
      } catch (IOException e) {
        throw new IllegalStateException(e.getMessage(), e);
      }
    }
    return python;
  }

  @Override
  public synchronized void close() {
    if (python != null) {
      python.close();
    }
  }

  @Override
  public ScriptEngineFactory getFactory() {
    return factory;
  }

  @Override
  public Bindings createBindings() {
    return new SimpleBindings();
  }

  // running

  @Override
  public Object eval(String script, ScriptContext context) throws ScriptException {
    return run(() -> compiled(script, context), context);
  }

  @Override
  public Object eval(Reader reader, ScriptContext context) throws ScriptException {
    return eval(text(reader), context);
  }

  private static String text(Reader reader) throws ScriptException {
    StringWriter all = new StringWriter();
    try {
      reader.transferTo(all);
    } catch (IOException e) {
      throw new ScriptException(e);
    }
    return all.toString();
  }

  private static Compiling.Script compiled(String script, ScriptContext context) {
    return Compiling.compileScript(script, filename(context));
  }

  private static String filename(ScriptContext context) {
    Object name = context.getAttribute(ScriptEngine.FILENAME);
    return name == null ? "<script>" : name.toString();
  }

  /** A script that may still have to be compiled. */
  private interface Source {
    Compiling.Script get();
  }

  private Object run(Source source, ScriptContext context) throws ScriptException {
    Dormouse python = python();
    try {
      return python.inside(
          () -> {
            connect(python, context);
            Compiling.Script script = source.get();
            return Conversions.toJava(inScope(python, script, context));
          });
    } catch (PythonException e) {
      throw scriptException(e, filename(context));
    } finally {
      flush(context.getWriter());
      flush(context.getErrorWriter());
    }
  }

  private static void flush(Writer writer) {
    try {
      writer.flush();
    } catch (IOException e) {
      // Whoever writes next hears of it.
    }
  }

  private static ScriptException scriptException(PythonException e, String filename) {
    int line = e.lineIn(filename);
    ScriptException made =
        line < 0
            ? new ScriptException(e.getMessage())
            : new ScriptException(e.getMessage(), filename, line);
    made.initCause(e);
    return made;
  }

  private static void connect(Dormouse python, ScriptContext context) {
    set(python, "stdin", new TextInput(context.getReader()));
    set(python, "stdout", new TextOutput(context.getWriter(), "<stdout>"));
    set(python, "stderr", new TextOutput(context.getErrorWriter(), "<stderr>"));
    if (context.getAttribute(ScriptEngine.ARGV) instanceof Object[] arguments) {
      python.setArguments(arguments);
    }
  }

  private static void set(Dormouse python, String name, Object stream) {
    python.interpreter.sys.set(name, new JavaObject(stream));
  }

  private PyObject inScope(Dormouse python, Compiling.Script script, ScriptContext context) {
    Bindings bindings = context.getBindings(ScriptContext.ENGINE_SCOPE);
    boolean own = bindings instanceof PythonBindings b && b.isOf(this);
    PyDict names = own ? python.globals() : new PyDict();
    if (!own) {
      names.put(Names.DUNDER_NAME, PyStr.of("__main__"));
      names.put(Names.BUILTINS, python.interpreter.builtins);
      copyIn(bindings, names);
    }
    Map<PyStr, PyObject> global = new HashMap<>();
    Bindings outer = context.getBindings(ScriptContext.GLOBAL_SCOPE);
    if (outer != null) {
      outer.forEach(
          (name, value) -> {
            PyStr key = PyStr.interned(name);
            if (names.get(key) == null) {
              PyObject converted = Conversions.toPython(value);
              names.put(key, converted);
              global.put(key, converted);
            }
          });
    }
    try {
      return python.execute(script, names);
    } finally {
      global.forEach(
          (name, value) -> {
            if (names.get(name) == value) {
              names.remove(name);
            }
          });
      if (!own) {
        copyOut(names, bindings);
      }
    }
  }

  private static void copyIn(Bindings from, PyDict to) {
    from.forEach((name, value) -> to.put(PyStr.interned(name), Conversions.toPython(value)));
  }

  private static void copyOut(PyDict from, Bindings to) {
    to.keySet().removeIf(name -> from.get(name) == null);
    for (int i = 0; i < from.slotLimit(); i++) {
      if (from.keyAt(i) instanceof PyStr name && !name.value().startsWith("__")) {
        to.put(name.value(), Conversions.toJava(from.valueAt(i)));
      }
    }
  }

  // Compilable

  @Override
  public CompiledScript compile(String script) throws ScriptException {
    try {
      Compiling.Script compiled = python().inside(() -> compiled(script, context));
      return new Compiled(compiled);
    } catch (PythonException e) {
      throw scriptException(e, filename(context));
    }
  }

  @Override
  public CompiledScript compile(Reader reader) throws ScriptException {
    return compile(text(reader));
  }

  private final class Compiled extends CompiledScript {
    private final Compiling.Script script;

    Compiled(Compiling.Script script) {
      this.script = script;
    }

    @Override
    public Object eval(ScriptContext context) throws ScriptException {
      return run(() -> script, context);
    }

    @Override
    public ScriptEngine getEngine() {
      return PythonScriptEngine.this;
    }
  }

  // Invocable

  @Override
  public Object invokeFunction(String name, Object... arguments)
      throws ScriptException, NoSuchMethodException {
    if (name == null) {
      throw new NullPointerException("the function's name is null");
    }
    Object found = context.getAttribute(name);
    if (!(found instanceof PythonValue function) || !function.isCallable()) {
      throw new NoSuchMethodException(name);
    }
    return invoke(function, arguments);
  }

  @Override
  public Object invokeMethod(Object object, String name, Object... arguments)
      throws ScriptException, NoSuchMethodException {
    PythonValue method = value(object).get(name);
    if (method == null || !method.isCallable()) {
      throw new NoSuchMethodException(name);
    }
    return invoke(method, arguments);
  }

  private static PythonValue value(Object object) {
    if (!(object instanceof PythonValue value)) {
      throw new IllegalArgumentException("not an object of Python: " + object);
    }
    return value;
  }

  private Object invoke(PythonValue function, Object[] arguments) throws ScriptException {
    try {
      return function.call(arguments == null ? new Object[0] : arguments).toJava();
    } catch (PythonException e) {
      throw scriptException(e, filename(context));
    } finally {
      flush(context.getWriter());
      flush(context.getErrorWriter());
    }
  }

  @Override
  public <T> T getInterface(Class<T> type) {
    checkInterface(type);
    PythonValue module = python().inside(() -> python().value(python().mainModule()));
    return module.hasMethodsOf(type) ? module.asInterface(type) : null;
  }

  @Override
  public <T> T getInterface(Object object, Class<T> type) {
    checkInterface(type);
    PythonValue value = value(object);
    return value.hasMethodsOf(type)
            || value.isCallable() && JavaMembers.functionalMethod(type) != null
        ? value.asInterface(type)
        : null;
  }

  private static void checkInterface(Class<?> type) {
    if (type == null || !type.isInterface()) {
      throw new IllegalArgumentException("not an interface: " + type);
    }
  }
}
