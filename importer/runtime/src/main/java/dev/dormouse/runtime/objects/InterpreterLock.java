package dev.dormouse.runtime.objects;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The lock that a thread holds while it runs Python code. A waiter lets the holder run for the
 * switch interval and then asks for the lock; a holder that gives way waits until somebody else has
 * really taken it, or it would win the race every time. Follows {@code Python/ceval_gil.h}. A
 * thread that holds it may take it again.
 */
final class InterpreterLock {
  private final ReentrantLock mutex = new ReentrantLock();
  private final Condition released = mutex.newCondition();
  private final Condition taken = mutex.newCondition();

  /**
   * The holder; null when free. Written under {@link #mutex}; only the holder itself may rely on a
   * read without.
   */
  private volatile Thread holder;

  /** How often the holder has taken it beyond the first time. */
  private int extraHolds;

  private int waiters;

  /** Counts how often the lock has been taken. */
  private long turns;

  /** Whether a waiter has asked the holder to give way. */
  private volatile boolean wanted;

  boolean isWanted() {
    return wanted;
  }

  /**
   * Takes the lock; {@code interpreter} tells the switch interval and hears that somebody wants the
   * lock.
   */
  void acquire(Interpreter interpreter) {
    Thread self = Thread.currentThread();
    if (holder == self) {
      extraHolds++;
      return;
    }
    mutex.lock();
    try {
      if (holder != null) {
        await(interpreter);
      }
      take(self);
    } finally {
      mutex.unlock();
    }
  }

  private void take(Thread self) {
    holder = self;
    turns++;
    wanted = false;
    taken.signalAll();
  }

  private void await(Interpreter interpreter) {
    boolean interrupted = false;
    waiters++;
    while (holder != null) {
      long turn = turns;
      long left = (long) (interpreter.switchInterval * 1e9);
      try {
        left = released.awaitNanos(left);
      } catch (InterruptedException e) {
        // An interrupt is for what the thread does next.
        interrupted = true;
      }
      if (left <= 0 && holder != null && turns == turn) {
        wanted = true;
        interpreter.checkRequested = true;
      }
    }
    waiters--;
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  void release() {
    if (holder != Thread.currentThread()) {
      throw new IllegalMonitorStateException("the interpreter lock is not held by this thread");
    }
    if (extraHolds > 0) {
      extraHolds--;
      return;
    }
    mutex.lock();
    try {
      holder = null;
      released.signal();
    } finally {
      mutex.unlock();
    }
  }

  /** Lets a waiting thread have its turn, then takes the lock again. */
  void giveWay(Interpreter interpreter) {
    Thread self = Thread.currentThread();
    mutex.lock();
    try {
      wanted = false;
      if (waiters == 0) {
        return;
      }
      int held = extraHolds;
      extraHolds = 0;
      long turn = turns;
      holder = null;
      released.signal();
      while (turns == turn && waiters > 0) {
        taken.awaitUninterruptibly();
      }
      if (holder != null) {
        await(interpreter);
      }
      take(self);
      extraHolds = held;
    } finally {
      mutex.unlock();
    }
  }
}
