package dev.dormouse.runtime.objects;

/** Hears of every waking in an interpreter that it was added to. */
public interface WakeListener {
  /**
   * Called after {@code code} woke, by the waking thread and with its interpreter lock.
   *
   * @param waker the code that ran; null for the runtime itself
   * @param start when waking began, by {@code System.nanoTime}
   * @param nanoseconds how long it took
   */
  void woke(PyCode code, PyCode.WakeReason reason, PyCode waker, long start, long nanoseconds);

  /** The listener of the interpreter that a thread runs in, or null; null for no thread. */
  static WakeListener of(ThreadState ts) {
    return ts == null ? null : ts.interpreter.wakeListener;
  }

  /** Has {@code listener} hear of wakings besides those who do already. */
  static void add(Interpreter interpreter, WakeListener listener) {
    WakeListener before = interpreter.wakeListener;
    interpreter.wakeListener = before == null ? listener : new Both(before, listener);
  }

  /** Takes out what {@link #add} put in. */
  static void remove(Interpreter interpreter, WakeListener listener) {
    interpreter.wakeListener = without(interpreter.wakeListener, listener);
  }

  private static WakeListener without(WakeListener from, WakeListener listener) {
    if (from == listener) {
      return null;
    }
    if (!(from instanceof Both both)) {
      return from;
    }
    WakeListener first = without(both.first, listener);
    WakeListener second = without(both.second, listener);
    return first == null ? second : second == null ? first : new Both(first, second);
  }

  /** Two of them, one after the other. */
  record Both(WakeListener first, WakeListener second) implements WakeListener {
    @Override
    public void woke(
        PyCode code, PyCode.WakeReason reason, PyCode waker, long start, long nanoseconds) {
      first.woke(code, reason, waker, start, nanoseconds);
      second.woke(code, reason, waker, start, nanoseconds);
    }
  }
}
