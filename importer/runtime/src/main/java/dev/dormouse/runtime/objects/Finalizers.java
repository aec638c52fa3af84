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
 * <p>Finalized are instances of classes that had a {@code __del__} when the instance was made, and
 * what asks by {@link #watch}: streams, sockets and generators.
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

    /** Null while this is spare, and once the JVM has finalized this, which it does only once. */
    private PyObject object;

    /** The member of {@link Finalizers#living}. */
    private WeakReference<PyObject> member;

    Trigger(Finalizers owner) {
      this.owner = owner;
    }

    @Override
    @SuppressWarnings({"deprecation", "removal"})
    protected void finalize() {
      PyObject o = object;
      if (o != null) {
        object = null;
        owner.unreachable(o);
      }
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

  /**
   * Watches a new instance of a class that has a finalizer in Python and derives from any builtin
   * type; streams and sockets watch themselves. Instances of other classes pay nothing for this.
   */
  static void adopt(PyObject o) {
    if (o instanceof Finalizable
        || o instanceof PyModule
        || o.finalizationRank() > 0
        || o.type.special(Slot.W_DEL) instanceof PyWrapperDescr) {
      return;
    }
    AttrStore store = o.store();
    if (store.trigger == null) {
      store.trigger = watch(o);
    }
  }

  /** As {@link #watch}, for builtin types whose finalizer may be overridden; null if it is. */
  public static Object watchUnlessAdopted(PyObject o) {
    return o.attrs instanceof AttrStore store && store.trigger != null ? null : watch(o);
  }

  private final Interpreter interpreter;

  /** What the collector found, in no order. */
  private final ConcurrentLinkedQueue<PyObject> due = new ConcurrentLinkedQueue<>();

  /** What lives and is to be finalized, in the order of making; for the end. */
  private final LinkedHashSet<WeakReference<PyObject>> living = new LinkedHashSet<>();

  private final ReferenceQueue<PyObject> dead = new ReferenceQueue<>();

  /** How many members of {@link #living} a collection cleared. Guarded by the lock. */
  private int found;

  /** Of how many of those the JVM has told since. Guarded by the monitor of {@link #due}. */
  private int reported;

  /**
   * Triggers to be used again: what the JVM does to have one finalized takes longer than a short
   * {@code with} block. Guarded by the lock, as is the number of them.
   */
  private final Trigger[] spare = new Trigger[256];

  private int spares;

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
    all.countDead();
    Trigger t;
    if (all.spares == 0) {
      t = new Trigger(all);
    } else {
      t = all.spare[--all.spares];
      all.spare[all.spares] = null;
    }
    t.object = o;
    t.member = new WeakReference<>(o, all.dead);
    all.living.add(t.member);
    return t;
  }

  /**
   * There is nothing left to do for the object that got this from {@link #watch} and no longer
   * holds on to it.
   */
  public static void forget(Object trigger) {
    Trigger t = (Trigger) trigger;
    Finalizers all = t.owner;
    if (t.member.refersTo(null)) {
      // A collection found the object unreachable, before something else that it found brought it
      // back: the JVM is about to finalize the trigger.
      return;
    }
    all.living.remove(t.member);
    t.member.clear();
    t.member = null;
    t.object = null;
    if (all.spares < all.spare.length) {
      all.spare[all.spares++] = t;
    }
  }

  private void countDead() {
    for (Reference<?> gone = dead.poll(); gone != null; gone = dead.poll()) {
      living.remove(gone);
      found++;
    }
  }

  /** On the JVM's thread for that. */
  private void unreachable(PyObject o) {
    if (!ended) {
      boolean first = due.isEmpty();
      due.add(o);
      if (first) {
        interpreter.addPending(this);
      }
    }
    synchronized (due) {
      reported++;
      due.notifyAll();
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

  /**
   * After a collection, when the references that it cleared are in their queues: waits for what it
   * found, and finalizes that.
   */
  public void collected() {
    // Not System.runFinalization, which does not wait for what the JVM's own thread is at.
    countDead();
    try {
      synchronized (due) {
        // The time is for programs whose own finalizers block that thread.
        for (int i = 0; i < 10 && reported - found < 0; i++) {
          due.wait(50);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    run();
  }

  /** Finalizes what is left when the interpreter ends. */
  public void end() {
    run();
    boolean others = interpreter.threads().size() > 1;
    List<PyObject> left = new ArrayList<>();
    for (WeakReference<PyObject> r : living) {
      PyObject o = r.get();
      if (o != null && !(others && o.isRunByThreads())) {
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
