package dev.dormouse.runtime.objects;

/** Hears of every waking in an interpreter that has one; see {@link Interpreter#wakeListener}. */
public interface WakeListener {
  /** Called after {@code code} woke, by the waking thread and with its interpreter lock. */
  void woke(PyCode code, PyCode.WakeReason reason, long nanoseconds);

  /** The listener of the current interpreter, or null. */
  static WakeListener current() {
    ThreadState ts = ThreadState.currentOrNull();
    return ts == null ? null : ts.interpreter.wakeListener;
  }
}
