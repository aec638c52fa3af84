package dev.dormouse.runtime.eval;

import dev.dormouse.compiler.Compiler;
import dev.dormouse.compiler.CompilerFlags;
import dev.dormouse.compiler.WarningSink;
import dev.dormouse.runtime.modules.BuiltinModules;
import dev.dormouse.runtime.modules.Compiling;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Flags;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.Names;
import dev.dormouse.runtime.objects.PyCode;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;

/**
 * Runs Python source in a bare interpreter, without the import system, and shows what it left in a
 * variable.
 */
public final class Snippets {
  private Snippets() {}

  /**
   * The repr of the variable {@code result} after running {@code source}; or the exception as
   * "Type: text".
   *
   * @param modules native modules that the source finds under their names
   */
  public static String result(String source, String... modules) {
    Interpreter interp = new Interpreter(new Flags());
    interp.evaluator = new Loop();
    interp.enter();
    try {
      interp.builtins = BuiltinModules.create(BuiltinModules.find("builtins"));
      interp.sys = new PyModule("sys", PyObject.NONE);
      PyDict globals = new PyDict();
      globals.put(Names.DUNDER_NAME, PyStr.of("snippet"));
      globals.put(Names.BUILTINS, interp.builtins);
      for (String name : modules) {
        globals.put(PyStr.interned(name), BuiltinModules.create(BuiltinModules.find(name)));
      }
      PyCode code =
          new PyCode(
              Compiler.compile(
                  source,
                  "<snippet>",
                  Compiler.MODE_EXEC,
                  CompilerFlags.IGNORE_COOKIE,
                  0,
                  new WarningSink.Silent()));
      Compiling.run(code, globals, globals, null);
      PyObject r = globals.get(PyStr.of("result"));
      return r == null ? "no result" : Abstract.repr(r).value();
    } catch (PyException e) {
      return e.value.type.name() + ": " + Abstract.str(e.value).value();
    } finally {
      interp.leave();
    }
  }

  public static void main(String[] args) throws Exception {
    System.out.println(result(java.nio.file.Files.readString(java.nio.file.Path.of(args[0]))));
  }
}
