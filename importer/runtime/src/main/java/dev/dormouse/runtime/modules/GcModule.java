package dev.dormouse.runtime.modules;

import dev.dormouse.runtime.modules.io.IoState;
import dev.dormouse.runtime.objects.BuiltinTable;
import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyFloat;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.ReferenceProcessing;
import dev.dormouse.runtime.objects.StaleSlots;
import dev.dormouse.runtime.objects.ThreadState;
import dev.dormouse.runtime.objects.WeakRefs;
import dev.dormouse.tables.BuiltinModule;
import dev.dormouse.tables.Function;

/**
 * The {@code gc} module over a collector that is the JVM's: thresholds and flags are remembered and
 * without effect, and nothing is listed, since the JVM does not tell. {@code collect()} runs a
 * collection and the weak reference callbacks that follow from it.
 */
@BuiltinModule(name = "gc", doc = "Access to the garbage collector.")
public final class GcModule {
  private GcModule() {}

  public static BuiltinTable table() {
    return new GcModuleTable();
  }

  /** What Python code set, to be given back. */
  private static final class State {
    boolean enabled = true;
    int debug;
    PyObject thresholds = PyTuple.of(PyInt.of(700), PyInt.of(10), PyInt.of(10));

    /** Null if the JVM does not let us wait. */
    final ReferenceProcessing processing = ReferenceProcessing.find();
  }

  private static State state() {
    Interpreter interp = Interpreter.current();
    State s = (State) interp.registered(State.class);
    if (s == null) {
      s = new State();
      interp.register(State.class, s);
    }
    return s;
  }

  @Function(doc = "Enable automatic garbage collection.")
  static void enable() {
    state().enabled = true;
  }

  @Function(doc = "Disable automatic garbage collection; the JVM's own goes on.")
  static void disable() {
    state().enabled = false;
  }

  @Function(doc = "Return whether automatic garbage collection is enabled.")
  static boolean isenabled() {
    return state().enabled;
  }

  @Function(
      signature = "(generation=2)",
      doc = "Run the garbage collector; return 0, since the JVM does not count.")
  public static int collect(int generation) {
    if (generation < 0 || generation > 2) {
      throw Errors.valueError("invalid generation");
    }
    Interpreter interpreter = Interpreter.current();
    if (interpreter.finalizers != null && interpreter.finalizers.areRunning()) {
      // As CPython inside a collection.
      return 0;
    }
    StaleSlots.clear(ThreadState.current().frame);
    IoState io = IoState.current();
    io.letGo();
    System.gc();
    // References are handed to their queue by another thread a moment after the collection.
    ReferenceProcessing processing = state().processing;
    if (processing != null) {
      processing.await();
      WeakRefs.current().process();
    }
    for (int i = 0; i < 5 && processing == null; i++) {
      ThreadState.current().allowThreads(GcModule::pause);
      WeakRefs.current().process();
    }
    if (interpreter.unawaited != null) {
      interpreter.unawaited.collected();
    }
    if (interpreter.finalizers != null) {
      interpreter.finalizers.collected();
    }
    io.takeBack();
    return 0;
  }

  private static Void pause() {
    try {
      Thread.sleep(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return null;
  }

  @Function(doc = "Return the counts of the three generations; always zero.")
  static PyObject get_count() {
    return PyTuple.of(PyInt.ZERO, PyInt.ZERO, PyInt.ZERO);
  }

  @Function(doc = "Return the collection thresholds.")
  static PyObject get_threshold() {
    return state().thresholds;
  }

  @Function(
      signature = "(threshold0, threshold1=None, threshold2=None, /)",
      doc = "Set the collection thresholds, to no effect.")
  static void set_threshold(int threshold0, PyObject threshold1, PyObject threshold2) {
    PyTuple old = (PyTuple) state().thresholds;
    state().thresholds =
        PyTuple.of(
            PyInt.of(threshold0),
            threshold1 == null ? old.items[1] : threshold1,
            threshold2 == null ? old.items[2] : threshold2);
  }

  @Function(doc = "Return the debugging flags.")
  static int get_debug() {
    return state().debug;
  }

  @Function(signature = "(flags, /)", doc = "Set the debugging flags, to no effect.")
  static void set_debug(int flags) {
    state().debug = flags;
  }

  @Function(doc = "Return statistics of the three generations; always zero.")
  static PyObject get_stats() {
    PyList all = new PyList();
    for (int i = 0; i < 3; i++) {
      PyDict d = new PyDict();
      d.put("collections", PyInt.ZERO);
      d.put("collected", PyInt.ZERO);
      d.put("uncollectable", PyInt.ZERO);
      all.add(d);
    }
    return all;
  }

  @Function(
      signature = "(generation=None)",
      doc = "Objects cannot be listed on the JVM; an empty list.")
  static PyObject get_objects(PyObject generation) {
    return new PyList();
  }

  @Function(
      signature = "(*objs)",
      doc = "Return what refers to any of the objects, as far as modules that have run lead to it.")
  static PyObject get_referrers(PyObject[] objs) {
    return new Referrers(objs).find();
  }

  @Function(
      signature = "(*objs)",
      doc = "Return the objects directly referred to, as far as their types tell.")
  static PyObject get_referents(PyObject[] objs) {
    PyList all = new PyList();
    for (PyObject o : objs) {
      PyObject[] found =
          o instanceof PyTuple t
              ? t.items
              : o instanceof PyList l ? l.toArray() : o.type.ops.referents(o);
      if (o instanceof PyDict d) {
        for (int i = 0; i < d.slotLimit(); i++) {
          if (d.keyAt(i) != null) {
            all.add(d.keyAt(i));
            all.add(d.valueAt(i));
          }
        }
      }
      if (found != null) {
        for (PyObject f : found) {
          all.add(f);
        }
      }
    }
    return all;
  }

  @Function(
      signature = "(obj, /)",
      doc = "Return whether CPython's collector would track the object.")
  static boolean is_tracked(PyObject obj) {
    return !(obj instanceof PyInt
        || obj instanceof PyStr
        || obj instanceof PyFloat
        || obj instanceof PyBytes
        || obj == PyObject.NONE);
  }

  @Function(signature = "(obj, /)", doc = "Return whether the object was finalized; always False.")
  static boolean is_finalized(PyObject obj) {
    return false;
  }

  @Function(doc = "Does nothing: there is no generation to move objects to.")
  static void freeze() {}

  @Function(doc = "Does nothing.")
  static void unfreeze() {}

  @Function(doc = "Return the number of frozen objects; always 0.")
  static int get_freeze_count() {
    return 0;
  }

  static void exec(PyModule m) {
    m.set("garbage", new PyList());
    m.set("callbacks", new PyList());
    m.set("DEBUG_STATS", PyInt.of(1));
    m.set("DEBUG_COLLECTABLE", PyInt.of(2));
    m.set("DEBUG_UNCOLLECTABLE", PyInt.of(4));
    m.set("DEBUG_SAVEALL", PyInt.of(32));
    m.set("DEBUG_LEAK", PyInt.of(38));
  }
}
