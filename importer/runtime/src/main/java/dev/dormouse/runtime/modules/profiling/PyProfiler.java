package dev.dormouse.runtime.modules.profiling;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.ArgParser;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyBuiltinFunction;
import dev.dormouse.runtime.objects.PyCode;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyFloat;
import dev.dormouse.runtime.objects.PyFrame;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyStructSequence;
import dev.dormouse.runtime.objects.PyType;
import dev.dormouse.runtime.objects.ThreadState;
import dev.dormouse.tables.BuiltinType;
import dev.dormouse.tables.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code _lsprof.Profiler}. */
@BuiltinType(
    name = "Profiler",
    ops = PyProfiler.ProfilerOps.class,
    doc =
        "Profiler(timer=None, timeunit=None, subcalls=True, builtins=True)\n\n"
            + "Counts and times the calls made while it is enabled.")
final class PyProfiler extends PyObject {
  static final PyType TYPE =
      PyType.builtin("Profiler", PyType.OBJECT, new ProfilerOps(), new PyProfilerTable())
          .in("_lsprof")
          .with(PyType.BASETYPE);

  private static final double NANOSECOND = 1e-9;

  /** What was called how often and how long; in units of the timer. */
  private static final class Entry {
    /** A code object, or a str for a builtin function. */
    final PyObject code;

    long calls;
    long recursiveCalls;
    long total;
    long inline;

    /** How many of its calls are running. */
    int depth;

    /** By whom it called; null without sub-calls. */
    Map<Object, Entry> callees;

    Entry(PyObject code) {
      this.code = code;
    }

    void end(long total, long inline) {
      depth--;
      if (depth == 0) {
        this.total += total;
      } else {
        recursiveCalls++;
      }
      this.inline += inline;
      calls++;
    }
  }

  /** A call that is running. */
  private static final class Running {
    final Object key;
    final Entry entry;

    /** Null for the outermost, and without sub-calls. */
    final Entry asCallee;

    final long start;
    long inCallees;

    Running(Object key, Entry entry, Entry asCallee, long start) {
      this.key = key;
      this.entry = entry;
      this.asCallee = asCallee;
      this.start = start;
    }
  }

  private final Map<Object, Entry> entries = new LinkedHashMap<>();
  private final ArrayList<Running> running = new ArrayList<>();
  private final Listener listener = new Listener(this);

  /** Null for the JVM's clock. */
  private PyObject timer;

  /** Seconds in one unit of the timer; 0 for a timer that tells seconds as floats. */
  private double unit;

  private boolean subcalls = true;
  private boolean builtins = true;
  private boolean enabled;

  private PyProfiler(PyType type) {
    super(type);
  }

  /** What the interpreter calls; not the profiler itself, which is not callable. */
  @BuiltinType(name = "profiler_listener", ops = Listener.ListenerOps.class)
  static final class Listener extends PyObject {
    static final PyType TYPE =
        PyType.builtin(
                "profiler_listener",
                PyType.OBJECT,
                new ListenerOps(),
                new PyProfilerListenerTable())
            .in("_lsprof")
            .with(PyType.DISALLOW_INSTANTIATION);

    private final PyProfiler profiler;

    Listener(PyProfiler profiler) {
      super(TYPE);
      this.profiler = profiler;
    }

    static final class ListenerOps extends Ops {
      @Override
      public PyObject call(PyObject o, PyObject[] args, PyStr[] kwnames) {
        ((Listener) o).profiler.told((PyFrame) args[0], ((PyStr) args[1]).value(), args[2]);
        return NONE;
      }
    }
  }

  private void told(PyFrame frame, String event, PyObject argument) {
    switch (event) {
      case "call" -> enter(frame.code, frame.code);
      case "return" -> leave(frame.code);
      case "c_call" -> {
        if (builtins) {
          enter(key(argument), argument);
        }
      }
      case "c_return", "c_exception" -> {
        if (builtins) {
          leave(key(argument));
        }
      }
      default -> {}
    }
  }

  /** The same for all bound copies of one builtin method. */
  private record BuiltinKey(Object table, int id) {}

  private static Object key(PyObject function) {
    return function instanceof PyBuiltinFunction f ? new BuiltinKey(f.table, f.id) : function;
  }

  private static PyObject describe(PyObject code) {
    if (!(code instanceof PyBuiltinFunction f)) {
      return code instanceof PyCode ? code : Abstract.repr(code);
    }
    if (f.self == null || f.self instanceof PyModule) {
      PyObject module = Abstract.getAttributeOrNull(f, PyStr.interned("__module__"));
      boolean plain = !(module instanceof PyStr s) || s.value().equals("builtins");
      String prefix =
          plain ? "built-in method builtins" : "built-in method " + ((PyStr) module).value();
      return PyStr.of("<" + prefix + "." + f.name() + ">");
    }
    PyObject method = f.self.type.lookup(PyStr.interned(f.name()));
    return method != null ? Abstract.repr(method) : PyStr.of("<built-in method " + f.name() + ">");
  }

  private long now() {
    if (timer == null) {
      return System.nanoTime();
    }
    try {
      PyObject t = Abstract.call(timer);
      if (unit > 0) {
        return Abstract.toJavaLong(t);
      }
      return Math.round(ArgParser.toDouble(t) / NANOSECOND);
    } catch (PyException e) {
      Interpreter.current().unraisable(e, timer);
      return 0;
    }
  }

  private void enter(Object key, PyObject code) {
    Entry entry = entries.get(key);
    if (entry == null) {
      entry = new Entry(describe(code));
      entries.put(key, entry);
    }
    Entry asCallee = null;
    if (subcalls && !running.isEmpty()) {
      Entry caller = running.get(running.size() - 1).entry;
      if (caller.callees == null) {
        caller.callees = new LinkedHashMap<>();
      }
      asCallee = caller.callees.get(key);
      if (asCallee == null) {
        asCallee = new Entry(entry.code);
        caller.callees.put(key, asCallee);
      }
      asCallee.depth++;
    }
    entry.depth++;
    running.add(new Running(key, entry, asCallee, now()));
  }

  private void leave(Object key) {
    if (!running.isEmpty() && running.get(running.size() - 1).key.equals(key)) {
      end();
    }
  }

  private void end() {
    Running r = running.remove(running.size() - 1);
    long total = now() - r.start;
    long inline = total - r.inCallees;
    if (!running.isEmpty()) {
      running.get(running.size() - 1).inCallees += total;
    }
    r.entry.end(total, inline);
    if (r.asCallee != null) {
      r.asCallee.end(total, inline);
    }
  }

  private void flush() {
    while (!running.isEmpty()) {
      end();
    }
  }

  private double seconds(long units) {
    return units * (timer != null && unit > 0 ? unit : NANOSECOND);
  }

  private PyObject statistics(Entry e, boolean sub) {
    PyObject calls = PyInt.of(e.calls);
    PyObject recursive = PyInt.of(e.recursiveCalls);
    PyObject total = PyFloat.of(seconds(e.total));
    PyObject inline = PyFloat.of(seconds(e.inline));
    if (sub) {
      return new PyStructSequence(LsprofModule.SUBENTRY, e.code, calls, recursive, total, inline);
    }
    PyObject callees = NONE;
    if (e.callees != null) {
      PyList all = new PyList();
      for (Entry c : e.callees.values()) {
        if (c.calls > 0) {
          all.add(statistics(c, true));
        }
      }
      callees = all;
    }
    return new PyStructSequence(
        LsprofModule.ENTRY, e.code, calls, recursive, total, inline, callees);
  }

  @Method(doc = "The counts and times so far, a profiler_entry for each function.")
  PyObject getstats() {
    PyList all = new PyList();
    for (Entry e : entries.values()) {
      if (e.calls > 0) {
        all.add(statistics(e, false));
      }
    }
    return all;
  }

  @Method(
      signature = "(subcalls=True, builtins=True)",
      doc = "Start collecting, sub-calls and calls of builtin functions included or not.")
  void enable(PyObject withSubcalls, PyObject withBuiltins) {
    subcalls = withSubcalls == null ? subcalls : Abstract.isTrue(withSubcalls);
    builtins = withBuiltins == null ? builtins : Abstract.isTrue(withBuiltins);
    enabled = true;
    ThreadState.current().setProfile(listener);
  }

  @Method(doc = "Stop collecting.")
  void disable() {
    ThreadState ts = ThreadState.current();
    if (enabled && ts.profileFunction == listener) {
      ts.setProfile(null);
    }
    enabled = false;
    flush();
  }

  @Method(doc = "Forget what was collected.")
  void clear() {
    entries.clear();
    running.clear();
  }

  static final class ProfilerOps extends Ops {
    @Override
    public PyObject newObject(PyType cls, PyObject[] args, PyStr[] kwnames) {
      return new PyProfiler(cls);
    }

    @Override
    public void init(PyObject o, PyObject[] args, PyStr[] kwnames) {
      PyObject[] p =
          ArgParser.parse(
              "Profiler", "timer\0timeunit\0subcalls\0builtins", 0, 4, 0, args, kwnames);
      PyProfiler f = (PyProfiler) o;
      f.timer = p[0] == null || p[0] == NONE ? null : p[0];
      f.unit = p[1] == null || p[1] == NONE ? 0 : ArgParser.toDouble(p[1]);
      f.subcalls = p[2] == null || Abstract.isTrue(p[2]);
      f.builtins = p[3] == null || Abstract.isTrue(p[3]);
    }
  }
}
