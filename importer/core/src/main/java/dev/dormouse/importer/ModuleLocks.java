package dev.dormouse.importer;

import dev.dormouse.runtime.objects.Errors;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.ThreadState;
import java.util.HashMap;

/**
 * A lock per module that is being imported, so that two threads do not run one module's body.
 * Imports may be circular across threads: a wait that would close a circle is not begun; whoever
 * notices goes on with the module as far as it got. Compare {@code _ModuleLock} in the library's
 * {@code importlib._bootstrap}.
 *
 * <p>The maps and the owners are guarded by the interpreter lock.
 */
final class ModuleLocks {
  /** The name of what {@code _imp.acquire_lock} takes; no module has it. */
  static final String GLOBAL = "";

  private final Interpreter interp;
  private final HashMap<String, Lock> locks = new HashMap<>();

  /** What a thread waits for; only threads that wait are in it. */
  private final HashMap<ThreadState, Lock> waiting = new HashMap<>(0);

  private static final class Lock {
    final String name;

    /** Null when free. */
    ThreadState owner;

    int depth;

    /** Threads that hold it or wait for it; at zero it is forgotten. */
    int users;

    Lock(String name) {
      this.name = name;
    }
  }

  ModuleLocks(Interpreter interp) {
    this.interp = interp;
  }

  /** Takes the lock of a module; an error if waiting for it would be a deadlock. */
  void acquire(String name) {
    Lock lock = locks.get(name);
    if (lock == null) {
      lock = new Lock(name);
      locks.put(name, lock);
    }
    ThreadState me = ThreadState.current();
    lock.users++;
    if (lock.owner != null && lock.owner != me && !await(lock, me)) {
      leave(lock);
      throw Errors.runtimeError("deadlock detected by _ModuleLock(" + "'" + name + "')");
    }
    lock.owner = me;
    lock.depth++;
  }

  void release(String name) {
    Lock lock = locks.get(name);
    if (--lock.depth == 0) {
      synchronized (lock) {
        lock.owner = null;
        lock.notifyAll();
      }
    }
    leave(lock);
  }

  private void leave(Lock lock) {
    if (--lock.users == 0) {
      locks.remove(lock.name);
    }
  }

  /** Returns when no other thread loads the module, or at once if waiting would be a deadlock. */
  void waitFor(String name) {
    Lock lock = locks.get(name);
    ThreadState me = ThreadState.current();
    if (lock == null || lock.owner == null || lock.owner == me) {
      return;
    }
    lock.users++;
    await(lock, me);
    leave(lock);
  }

  /**
   * False, without having waited to the end, if the owner waits for this thread, maybe through
   * others.
   */
  private boolean await(Lock lock, ThreadState me) {
    waiting.put(me, lock);
    try {
      while (lock.owner != null) {
        if (isDeadlock(lock, me)) {
          return false;
        }
        interp.releaseLock();
        try {
          synchronized (lock) {
            if (lock.owner != null) {
              lock.wait();
            }
          }
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IllegalStateException("interrupted while waiting for an import", e);
        } finally {
          interp.acquireLock();
        }
        interp.check(me);
      }
      return true;
    } finally {
      waiting.remove(me);
    }
  }

  private boolean isDeadlock(Lock lock, ThreadState me) {
    ThreadState owner = lock.owner;
    // A chain longer than the number of waiting threads goes round in a circle without us.
    for (int i = 0; i <= waiting.size(); i++) {
      Lock next = waiting.get(owner);
      if (next == null || next.owner == null) {
        return false;
      }
      owner = next.owner;
      if (owner == me) {
        return true;
      }
    }
    return false;
  }

  boolean isHeld(String name) {
    Lock lock = locks.get(name);
    return lock != null && lock.owner != null;
  }

  boolean isHeldHere(String name) {
    Lock lock = locks.get(name);
    return lock != null && lock.owner == ThreadState.current();
  }
}
