package dev.dormouse.runtime.modules.thread;

import dev.dormouse.runtime.objects.ThreadState;

/**
 * What a Python lock is made of: something that one may hold, that anybody may open again, and that
 * can be waited for without the interpreter lock. Being free or not is guarded by its own monitor,
 * as a waiter gets it while other threads run Python code.
 */
final class Gate implements ThreadState.Wait {
  private boolean closed;

  /**
   * What the wait of one caller is limited to; the caller that waits makes an object of its own
   * with this gate.
   */
  private final Gate shared;

  /**
   * {@link System#nanoTime} at which {@link #run} gives up. Meaningless without {@link #limited}.
   */
  private long deadline;

  private boolean limited;

  Gate() {
    shared = this;
  }

  private Gate(Gate shared) {
    this.shared = shared;
  }

  synchronized boolean isClosed() {
    return closed;
  }

  /** Closes it if it is open. */
  synchronized boolean tryClose() {
    if (closed) {
      return false;
    }
    closed = true;
    return true;
  }

  /** False if it was open already. */
  synchronized boolean open() {
    if (!closed) {
      return false;
    }
    closed = false;
    notify();
    return true;
  }

  /** Closes it, waiting for up to {@code nanos} nanoseconds; a negative number means any time. */
  boolean close(long nanos) {
    if (tryClose()) {
      return true;
    }
    if (nanos == 0) {
      return false;
    }
    Gate wait = new Gate(this);
    wait.limited = nanos > 0;
    wait.deadline = System.nanoTime() + nanos;
    ThreadState ts = ThreadState.current();
    while (true) {
      Boolean got = ts.await(wait);
      if (got != null) {
        return got;
      }
      if (wait.limited && wait.deadline - System.nanoTime() <= 0) {
        return false;
      }
    }
  }

  @Override
  public boolean run() throws InterruptedException {
    synchronized (shared) {
      while (shared.closed) {
        if (!limited) {
          shared.wait();
          continue;
        }
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          return false;
        }
        shared.wait(left / 1_000_000, (int) (left % 1_000_000));
      }
      shared.closed = true;
      return true;
    }
  }
}
