package dev.dormouse.runtime.objects;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Runs {@code __del__}. Nothing counts references, so an object's turn comes after the JVM's
 * collector found it unreachable: at an interpreter check of the main thread, in {@code
 * gc.collect()}, or else when the interpreter ends, where those that are left are finalized in the
 * order in which they were made. Each object is finalized once. Weak references to it are cleared
 * before.
 *
 * <p>Finalized are instances of classes that had a {@code __del__} when the instance was made and
 * that derive from no builtin type but object, and what asks by {@link #watch}: streams and
 * sockets.
 *
 * <p>A finalizer must get the object itself, which may be part of a cycle. Of what the JVM offers
 * only {@link Object#finalize} can bring an object back: phantom references and a copy of the
 * object would keep everything alive that the copy reaches, the object itself included.
 */
public final class Finalizers implements Runnable {
  /** The greatest {@link PyObject#finalizationRank}. */
  private static final int LAST_RANK = 3;

  /** Reachable from its object only, and so finalized by the JVM when that is unreachable. */
  private static final class Trigger {
    private final Finalizers owner;
    private final PyObject object;

    Trigger(Finalizers owner, PyObject object) {
      this.owner = owner;
      this.object = object;
    }

    @Override
    @SuppressWarnings({"deprecation", "removal"})
    protected void finalize() {
      owner.unreachable(object);
    }
  }

  /** An instance of a class in Python that has a finalizer. */
  private static final class Finalizable extends PyObject {
    @SuppressWarnings("unused") // Keeps the trigger as long as this object lives.
    private final Object trigger;

    Finalizable(PyType type) {
      super(type);
      trigger = watch(this);
    }
  }

  /** An instance of a class that has a finalizer and derives from no builtin type but object. */
  static PyObject make(PyType type) {
    return new Finalizable(type);
  }

  private final Interpreter interpreter;

  /** What the collector found, in no order. */
  private final ConcurrentLinkedQueue<PyObject> due = new ConcurrentLinkedQueue<>();

  /** What lives and is to be finalized, in the order of making; for the end. */
  private final LinkedHashSet<WeakReference<PyObject>> living = new LinkedHashSet<>();

  private final ReferenceQueue<PyObject> dead = new ReferenceQueue<>();

  /** How many finalizers are being run, one inside the other. Guarded by the lock. */
  private int running;

  /** Set once the end has finalized what was left: nothing comes after that. */
  private volatile boolean ended;

  private Finalizers(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  /**
   * Arranges for {@code o} to be finalized.
   *
   * @return what {@code o}, and only that, must hold on to
   */
  public static Object watch(PyObject o) {
    Interpreter interpreter = Interpreter.current();
    Finalizers all = interpreter.finalizers;
    if (all == null) {
      all = new Finalizers(interpreter);
      interpreter.finalizers = all;
    }
    for (Reference<?> gone = all.dead.poll(); gone != null; gone = all.dead.poll()) {
      all.living.remove(gone);
    }
    all.living.add(new WeakReference<>(o, all.dead));
    return new Trigger(all, o);
  }

  /** On the JVM's thread for that. */
  private void unreachable(PyObject o) {
    if (ended) {
      return;
    }
    boolean first = due.isEmpty();
    due.add(o);
    if (first) {
      interpreter.addPending(this);
    }
  }

  /** Finalizes what the collector found; with the lock. */
  @Override
  public void run() {
    List<PyObject> found = new ArrayList<>();
    for (PyObject o = due.poll(); o != null; o = due.poll()) {
      found.add(o);
    }
    finalizeAll(found);
  }

  /** After a collection: waits for what it found, and finalizes that. */
  @SuppressWarnings("removal")
  public void collected() {
    System.runFinalization();
    run();
  }

  /** Finalizes what is left when the interpreter ends. */
  public void end() {
    run();
    List<PyObject> left = new ArrayList<>();
    for (WeakReference<PyObject> r : living) {
      PyObject o = r.get();
      if (o != null) {
        left.add(o);
      }
    }
    living.clear();
    ended = true;
    finalizeAll(left);
  }

  /** Whether the caller is, at whatever distance, a finalizer. */
  public boolean areRunning() {
    return running > 0;
  }

  private void finalizeAll(List<PyObject> objects) {
    // Rounds instead of sorting by a comparator, which would cost the exit a lambda.
    for (int rank = 0; rank <= LAST_RANK; rank++) {
      for (PyObject o : objects) {
        if (o.finalizationRank() == rank) {
          finalizeOne(o);
        }
      }
    }
  }

  private void finalizeOne(PyObject o) {
    running++;
    try {
      o.type.ops.del(o);
    } catch (PyException e) {
      PyObject function = o.type.special(Slot.W_DEL);
      interpreter.unraisable(e, function == null ? o : function);
    } finally {
      running--;
    }
  }
}
