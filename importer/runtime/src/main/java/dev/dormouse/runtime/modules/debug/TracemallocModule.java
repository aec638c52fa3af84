package dev.dormouse.runtime.modules.debug;

import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;

/**
 * {@code _tracemalloc}: never tracing. The JVM allocates, and has tools of its own to watch that;
 * everything that looks at traces finds none, as in CPython before {@code start()}, and {@code
 * start()} says that it cannot.
 */
@BuiltinModule(
    name = "_tracemalloc",
    doc = "Debug module to trace memory blocks allocated by Python.")
public final class TracemallocModule {
  private static final int MAX_FRAMES = 65535;

  private TracemallocModule() {}

  public static BuiltinTable table() {
    return new TracemallocModuleTable();
  }

  @Function(name = "is_tracing", doc = "Tell whether allocations are traced.")
  static boolean isTracing() {
    return false;
  }

  @Function(name = "clear_traces", doc = "Forget all traces.")
  static void clearTraces() {}

  @Function(name = "_get_traces", doc = "Return the traces of all allocated blocks.")
  static PyObject getTraces() {
    return new PyList();
  }

  @Function(
      name = "_get_object_traceback",
      signature = "(obj, /)",
      doc = "Return where an object was allocated, or None.")
  static PyObject getObjectTraceback(PyObject obj) {
    return PyObject.NONE;
  }

  @Function(signature = "(nframe=1, /)", doc = "Start tracing allocations.")
  static void start(int nframe) {
    if (nframe < 1 || nframe > MAX_FRAMES) {
      throw Errors.valueError("the number of frames must be in range [1; " + MAX_FRAMES + "]");
    }
    throw Errors.missingFeature("tracing of allocations (tracemalloc.start)");
  }

  @Function(doc = "Stop tracing allocations.")
  static void stop() {}

  @Function(name = "get_traceback_limit", doc = "Return how many frames a trace holds.")
  static int getTracebackLimit() {
    return 1;
  }

  @Function(name = "get_tracemalloc_memory", doc = "Return how much memory this module uses.")
  static int getTracemallocMemory() {
    return 0;
  }

  @Function(
      name = "get_traced_memory",
      doc = "Return the current and the peak size of traced blocks.")
  static PyObject getTracedMemory() {
    return PyTuple.of(PyInt.ZERO, PyInt.ZERO);
  }

  @Function(name = "reset_peak", doc = "Set the peak size to the current size.")
  static void resetPeak() {}
}
