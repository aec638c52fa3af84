package dev.dormouse.runtime.objects;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;

/**
 * The numbers that {@code id()} and default reprs give to the objects of an interpreter, different
 * for all objects that live at the same time.
 *
 * <p>The JVM's identity hash has 31 bits: of 100 000 objects two have the same one more often than
 * not, which {@code pickle} and {@code copy.deepcopy} would take for one object. So those that were
 * asked for are remembered, weakly, and of several with one hash each gets a number of its own. A
 * field in every object would make tuples and cells a third larger for a question that few are
 * asked. Guarded by the interpreter's lock.
 */
final class Ids {
  private static final long BASE = 0x7f0000000000L;

  /** Where in an id the number among the objects of one hash stands: above the hash. */
  private static final int SERIAL_SHIFT = 36;

  private static final class Entry extends WeakReference<PyObject> {
    final int hash;
    final int serial;
    Entry next;

    Entry(PyObject o, ReferenceQueue<PyObject> queue, int hash, int serial, Entry next) {
      super(o, queue);
      this.hash = hash;
      this.serial = serial;
      this.next = next;
    }

    long id() {
      return BASE + ((long) serial << SERIAL_SHIFT) + ((long) hash << 4);
    }
  }

  private final ReferenceQueue<PyObject> dead = new ReferenceQueue<>();

  /** Chains by the hash's low bits; the length is a power of two. */
  private Entry[] chains = new Entry[256];

  private int count;

  private Ids() {}

  static Ids current() {
    Interpreter interp = Interpreter.current();
    Ids ids = (Ids) interp.registered(Ids.class);
    if (ids == null) {
      ids = new Ids();
      interp.register(Ids.class, ids);
    }
    return ids;
  }

  long of(PyObject o) {
    removeDead();
    int hash = System.identityHashCode(o);
    int serial = 0;
    for (Entry e = chains[hash & chains.length - 1]; e != null; e = e.next) {
      if (e.hash == hash) {
        if (e.refersTo(o)) {
          return e.id();
        }
        serial = Math.max(serial, e.serial + 1);
      }
    }
    if (count >= chains.length) {
      grow();
    }
    int at = hash & chains.length - 1;
    Entry made = new Entry(o, dead, hash, serial, chains[at]);
    chains[at] = made;
    count++;
    return made.id();
  }

  private void removeDead() {
    for (Reference<?> r = dead.poll(); r != null; r = dead.poll()) {
      Entry gone = (Entry) r;
      int at = gone.hash & chains.length - 1;
      if (chains[at] == gone) {
        chains[at] = gone.next;
      } else {
        Entry before = chains[at];
        while (before.next != gone) {
          before = before.next;
        }
        before.next = gone.next;
      }
      count--;
    }
  }

  private void grow() {
    Entry[] old = chains;
    chains = new Entry[old.length * 2];
    for (Entry chain : old) {
      while (chain != null) {
        Entry next = chain.next;
        int at = chain.hash & chains.length - 1;
        chain.next = chains[at];
        chains[at] = chain;
        chain = next;
      }
    }
  }
}
