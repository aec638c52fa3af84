package dev.dormouse.runtime.objects;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/**
 * The weak references of an interpreter: which exist for an object, and the callbacks of those
 * whose object is gone.
 *
 * <p>There is no reference counting, so an object dies when the JVM's collector finds out.
 * Callbacks run when a weak reference is made, at {@code gc.collect()} and at interpreter checks
 * after a collection; never in the middle of other code.
 */
public final class WeakRefs {
  /** Identifies an object without holding it. */
  private static final class Key extends WeakReference<PyObject> {
    private final int hash;

    Key(PyObject o, ReferenceQueue<PyObject> queue) {
      super(o, queue);
      hash = System.identityHashCode(o);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(Object other) {
      if (this == other) {
        return true;
      }
      PyObject mine = get();
      return mine != null && other instanceof Key k && k.get() == mine;
    }
  }

  private final ReferenceQueue<PyObject> queue = new ReferenceQueue<>();
  private final HashMap<Key, List<WeakReference<PyWeakRef>>> byObject = new HashMap<>();

  private WeakRefs() {}

  /** Those of the current interpreter; guarded by its lock. */
  public static WeakRefs current() {
    Interpreter interp = Interpreter.current();
    WeakRefs refs = (WeakRefs) interp.registered(WeakRefs.class);
    if (refs == null) {
      refs = new WeakRefs();
      interp.register(WeakRefs.class, refs);
    }
    return refs;
  }

  /** The living references to {@code o}, in the order of CPython's list. */
  public List<PyWeakRef> of(PyObject o) {
    List<PyWeakRef> found = new ArrayList<>();
    List<WeakReference<PyWeakRef>> list = byObject.get(new Key(o, null));
    if (list != null) {
      for (WeakReference<PyWeakRef> r : list) {
        PyWeakRef ref = r.get();
        if (ref != null) {
          found.add(ref);
        }
      }
    }
    return found;
  }

  /**
   * Remembers a reference. Those with a callback are kept alive by the queue's entry only as long
   * as they are reachable.
   */
  void add(PyObject o, PyWeakRef ref) {
    process();
    Key key = new Key(o, queue);
    List<WeakReference<PyWeakRef>> list = byObject.get(key);
    if (list == null) {
      list = new ArrayList<>(1);
      byObject.put(key, list);
    }
    list.removeIf(r -> r.get() == null);
    int at = 0;
    for (; at < list.size(); at++) {
      PyWeakRef other = list.get(at).get();
      if (other != null && other.rank() >= ref.rank()) {
        break;
      }
    }
    list.add(at, new WeakReference<>(ref));
  }

  /** Runs the callbacks of references whose object is gone. */
  public void process() {
    for (Reference<? extends PyObject> dead = queue.poll(); dead != null; dead = queue.poll()) {
      List<WeakReference<PyWeakRef>> list = byObject.remove(dead);
      if (list == null) {
        continue;
      }
      for (int i = 0; i < list.size(); i++) {
        PyWeakRef ref = list.get(i).get();
        if (ref != null && ref.callback != null) {
          PyObject callback = ref.callback;
          ref.callback = null;
          try {
            Abstract.call(callback, ref.shown());
          } catch (PyException e) {
            Interpreter.current().unraisable(e, callback);
          }
        }
      }
    }
  }
}
