package dev.dormouse.runtime.objects;

/** A Java thread made by Dormouse: finds its {@link ThreadState} without a thread-local look-up. */
public class PythonThread extends Thread {
  /** Set by {@link ThreadState#attach}; null before and after. */
  ThreadState state;

  public PythonThread(ThreadGroup group, Runnable body, String name, long stackSize) {
    super(group, body, name, stackSize);
  }
}
