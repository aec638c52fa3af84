package dev.dormouse.runtime.objects;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;

/**
 * The coroutines that were made and not yet begun, to warn of those that nobody ever will. A list
 * and not {@link Finalizers}, since nearly all coroutines are begun at once, which must not leave
 * work for the collector.
 */
public final class UnawaitedCoroutines {
  /** A member of the list. Holds what the warning needs, as the coroutine is gone by then. */
  static final class Entry extends WeakReference<PyObject> {
    private final PyCoroutine standIn;
    private Entry previous;
    private Entry next;

    private Entry(PyCoroutine c, ReferenceQueue<PyObject> queue) {
      super(c, queue);
      standIn = new PyCoroutine(c);
    }
  }

  private final Interpreter interpreter;
  private final ReferenceQueue<PyObject> dead = new ReferenceQueue<>();

  /** The one made first and the one made last; both null if there is none. Guarded by the lock. */
  private Entry first;

  private Entry last;

  private UnawaitedCoroutines(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  static Entry add(PyCoroutine c) {
    Interpreter interpreter = Interpreter.current();
    UnawaitedCoroutines all = interpreter.unawaited;
    if (all == null) {
      all = new UnawaitedCoroutines(interpreter);
      interpreter.unawaited = all;
    }
    Entry e = new Entry(c, all.dead);
    e.previous = all.last;
    if (all.last == null) {
      all.first = e;
    } else {
      all.last.next = e;
    }
    all.last = e;
    return e;
  }

  /** The coroutine was begun or closed. */
  static void remove(Entry e) {
    e.clear();
    Interpreter.current().unawaited.unlink(e);
  }

  private void unlink(Entry e) {
    if (e.previous == null) {
      first = e.next;
    } else {
      e.previous.next = e.next;
    }
    if (e.next == null) {
      last = e.previous;
    } else {
      e.next.previous = e.previous;
    }
  }

  /** Warns of those that a collection found. */
  public void collected() {
    for (Reference<?> r = dead.poll(); r != null; r = dead.poll()) {
      Entry e = (Entry) r;
      unlink(e);
      warn(e);
    }
  }

  /** Warns of those that are left when the interpreter ends. */
  public void end() {
    collected();
    while (first != null) {
      Entry e = first;
      unlink(e);
      e.clear();
      warn(e);
    }
  }

  private void warn(Entry e) {
    PyCoroutine c = e.standIn;
    try {
      PyObject warnings =
          interpreter.finalizing
              ? interpreter.modules.get("warnings")
              : interpreter.importer().importModule("warnings");
      PyObject warn =
          warnings == null
              ? null
              : Abstract.getAttributeOrNull(warnings, PyStr.of("_warn_unawaited_coroutine"));
      if (warn != null) {
        Abstract.call(warn, c);
      } else {
        interpreter.warn(
            Exceptions.RuntimeWarning,
            "coroutine '" + Abstract.str(c.qualname).value() + "' was never awaited",
            1);
      }
    } catch (PyException error) {
      interpreter.unraisable(error, c);
    }
  }
}
