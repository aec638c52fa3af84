package dev.dormouse.runtime.modules.profiling;

import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyStructSequence;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.tables.BuiltinModule;

/** {@code _lsprof}. */
@BuiltinModule(name = "_lsprof", doc = "Fast profiler")
public final class LsprofModule {
  static final PyType ENTRY =
      PyStructSequence.type(
          "_lsprof",
          "profiler_entry",
          null,
          "code callcount reccallcount totaltime inlinetime calls",
          6);
  static final PyType SUBENTRY =
      PyStructSequence.type(
          "_lsprof",
          "profiler_subentry",
          null,
          "code callcount reccallcount totaltime inlinetime",
          5);

  private LsprofModule() {}

  public static BuiltinTable table() {
    return new LsprofModuleTable();
  }

  static void exec(PyModule m) {
    m.set("Profiler", PyProfiler.TYPE);
    m.set("profiler_entry", ENTRY);
    m.set("profiler_subentry", SUBENTRY);
  }
}
