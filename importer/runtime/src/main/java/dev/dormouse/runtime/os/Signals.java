package dev.dormouse.runtime.os;

import java.util.concurrent.atomic.AtomicLong;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Signals as flags that the interpreter polls: a handler's arrival sets a bit and {@link #tripped};
 * the main thread takes the bits and runs the Python handlers.
 *
 * <p>The JVM delivers signals on a thread of its own through {@code sun.misc.Signal}. What it keeps
 * for itself (SIGSEGV, SIGFPE, SIGILL, SIGBUS, SIGTRAP, SIGQUIT, SIGUSR2, and the unblockable two)
 * cannot be caught.
 */
public final class Signals {
  /**
   * True while a signal waits to be taken; for the interpreter's poll, which must cost one read.
   */
  public volatile boolean tripped;

  /** Told of each arrival, on whatever thread; null while nobody listens. */
  private volatile Listener listener;

  private final AtomicLong pending = new AtomicLong();
  private final Os os;

  /** Where {@code signal.set_wakeup_fd} wants a byte per signal; -1 for nowhere. */
  private volatile int wakeupFd = -1;

  /**
   * A real-time signal nobody else uses (the JDK takes 62), sent to the main thread to end a
   * blocking call.
   */
  private static final int NUDGE = 61;

  /**
   * {@code pthread_self()} of the thread that {@link #nudge} is for, or 0 while it never called in.
   */
  private volatile long mainThread;

  /** By number, null where there is none; null until {@link #hook} is first called. */
  private volatile Hook[] hooks;

  /** A bit per signal of which {@code siginterrupt} said that it interrupts no system call. */
  private volatile long restarting;

  Signals(Os os) {
    this.os = os;
  }

  /** What is done at once on the thread that learns of a signal: {@code faulthandler.register}. */
  public interface Hook {
    /** Returns whether the signal is also for those who would have got it without the hook. */
    boolean arrived();
  }

  /** Puts a hook before what a signal does otherwise, or takes it away with null. */
  public synchronized void hook(int signal, Hook hook) {
    Hook[] all = hooks == null ? new Hook[65] : hooks.clone();
    all[signal] = hook;
    hooks = all;
  }

  public boolean isHooked(int signal) {
    Hook[] all = hooks;
    return all != null && all[signal] != null;
  }

  /** What becomes of a signal. */
  public enum Action {
    DEFAULT,
    IGNORE,
    FLAG
  }

  /**
   * The kernel's number of a signal by its name without SIG, or -1 if this JVM has no such signal.
   */
  public static int number(String name) {
    try {
      return new Signal(name).getNumber();
    } catch (IllegalArgumentException unknown) {
      return -1;
    }
  }

  /**
   * A signal's name without SIG on Linux (x86-64 and aarch64), or null: real-time signals and
   * numbers out of range.
   */
  public static String name(int signal) {
    return switch (signal) {
      case 1 -> "HUP";
      case 2 -> "INT";
      case 3 -> "QUIT";
      case 4 -> "ILL";
      case 5 -> "TRAP";
      case 6 -> "ABRT";
      case 7 -> "BUS";
      case 8 -> "FPE";
      case 9 -> "KILL";
      case 10 -> "USR1";
      case 11 -> "SEGV";
      case 12 -> "USR2";
      case 13 -> "PIPE";
      case 14 -> "ALRM";
      case 15 -> "TERM";
      case 16 -> "STKFLT";
      case 17 -> "CHLD";
      case 18 -> "CONT";
      case 19 -> "STOP";
      case 20 -> "TSTP";
      case 21 -> "TTIN";
      case 22 -> "TTOU";
      case 23 -> "URG";
      case 24 -> "XCPU";
      case 25 -> "XFSZ";
      case 26 -> "VTALRM";
      case 27 -> "PROF";
      case 28 -> "WINCH";
      case 29 -> "IO";
      case 30 -> "PWR";
      case 31 -> "SYS";
      default -> null;
    };
  }

  /**
   * Sets what a signal does.
   *
   * @throws OsError EINVAL if the JVM keeps the signal for itself or there is none of that number
   */
  public void set(int signal, Action action) {
    String name = name(signal);
    if (name == null) {
      throw new OsError(Errno.EINVAL);
    }
    SignalHandler handler =
        action == Action.DEFAULT
            ? SignalHandler.SIG_DFL
            : action == Action.IGNORE ? SignalHandler.SIG_IGN : new Flag(this);
    // As signal(2): calls are interrupted until siginterrupt says otherwise.
    setRestarting(signal, false);
    try {
      Signal.handle(new Signal(name), handler);
    } catch (IllegalArgumentException reserved) {
      throw new OsError(Errno.EINVAL);
    }
  }

  /** Must only request that the interpreter look. */
  public interface Listener {
    void signalled();
  }

  public void setListener(Listener listener) {
    this.listener = listener;
  }

  /** Ends the process by a signal, as its parent is to see; returns only if the JVM refuses. */
  public static void die(int signal) {
    try {
      Signal.handle(new Signal(name(signal)), SignalHandler.SIG_DFL);
      // By libc: the JDK raises only what it has a handler for.
      new Os().libc().call("raise", signal);
    } catch (IllegalArgumentException reserved) {
      // Then the caller's exit code has to do.
    }
  }

  boolean hasListener() {
    return listener != null;
  }

  /** The bits that wait, without taking them. */
  public long peek() {
    return pending.get();
  }

  /** Takes the bits that are set in {@code mask} and leaves the others. */
  public long take(long mask) {
    long had = pending.getAndUpdate(bits -> bits & ~mask);
    tripped = (had & ~mask) != 0;
    return had & mask;
  }

  /**
   * The bits of the signals that arrived since the last call (bit n is signal n), and clears them.
   */
  public long take() {
    tripped = false;
    return pending.getAndSet(0);
  }

  /** As if the signal had arrived: {@code _thread.interrupt_main}, {@code signal.raise_signal}. */
  public void trip(int signal) {
    Hook[] hooked = hooks;
    if (hooked != null && hooked[signal] != null && !hooked[signal].arrived()) {
      return;
    }
    pending.getAndUpdate(bits -> bits | 1L << signal);
    tripped = true;
    int fd = wakeupFd;
    if (fd >= 0) {
      try {
        os.fds().write(fd, new byte[] {(byte) signal}, 0, 1);
      } catch (OsError full) {
        // As CPython with warn_on_full_buffer=False: the reader is awake anyway.
      }
    }
    Listener told = listener;
    if (told != null) {
      told.signalled();
    }
    synchronized (this) {
      notifyAll();
    }
    if ((restarting >>> signal & 1) == 0) {
      nudge();
    }
  }

  /**
   * Makes the calling thread the one whose blocking libc calls a signal ends with EINTR. The main
   * thread calls this before it first blocks; calling again is cheap. What blocks in the JDK
   * (reading a pipe before libc is loaded) cannot be ended.
   */
  public void listen() {
    if (mainThread != 0) {
      return;
    }
    Libc libc = os.libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      long action = frame.take(160);
      // A handler is needed, as the default would end the process, and abs(int) is one that does
      // nothing. No SA_RESTART.
      libc.setLong(action, libc.address("abs"));
      Libc.check(libc.call("sigaction", NUDGE, action, 0));
    }
    mainThread = libc.raw("pthread_self", 0, 0, 0, 0, 0, 0);
  }

  /** Whether a signal leaves the main thread in the blocking call that it is in. */
  public synchronized void setRestarting(int signal, boolean restart) {
    restarting = restart ? restarting | 1L << signal : restarting & ~(1L << signal);
  }

  private void nudge() {
    long thread = mainThread;
    if (thread != 0) {
      os.libc().call("pthread_kill", thread, NUDGE);
    }
  }

  public int setWakeupFd(int fd) {
    int old = wakeupFd;
    wakeupFd = fd;
    return old;
  }

  /**
   * Waits until the time is over or a signal arrived; true if a signal did. For {@code time.sleep},
   * without libc.
   */
  public boolean sleep(long nanos) throws InterruptedException {
    long end = System.nanoTime() + nanos;
    synchronized (this) {
      while (!tripped) {
        long left = end - System.nanoTime();
        if (left <= 0) {
          return false;
        }
        wait(left / 1_000_000, (int) (left % 1_000_000));
      }
    }
    return true;
  }

  /** A class, not a lambda: signals are set up at start. */
  private static final class Flag implements SignalHandler {
    private final Signals signals;

    Flag(Signals signals) {
      this.signals = signals;
    }

    @Override
    public void handle(Signal signal) {
      signals.trip(signal.getNumber());
    }
  }
}
