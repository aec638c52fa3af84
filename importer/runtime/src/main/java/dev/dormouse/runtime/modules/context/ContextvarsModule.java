package dev.dormouse.runtime.modules.context;

import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;

/** {@code _contextvars}. */
@BuiltinModule(name = "_contextvars", doc = "Context Variables")
public final class ContextvarsModule {
  private ContextvarsModule() {}

  public static BuiltinTable table() {
    return new ContextvarsModuleTable();
  }

  @Function(name = "copy_context", doc = "Return a copy of the current context.")
  static PyObject copyContext() {
    return PyContext.current().copyOf();
  }

  static void exec(PyModule m) {
    m.set("Context", PyContext.TYPE);
    m.set("ContextVar", PyContextVar.TYPE);
    m.set("Token", PyToken.TYPE);
  }
}
