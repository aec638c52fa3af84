package dev.dormouse.runtime.os;

/** Clocks as nanoseconds. */
public final class Clock {
  public static final int REALTIME = 0;
  public static final int MONOTONIC = 1;
  public static final int PROCESS_CPUTIME = 2;
  public static final int THREAD_CPUTIME = 3;

  private final Os os;

  /** What {@link System#nanoTime} is added to for the wall time; each reading may move it. */
  private long offset;

  /**
   * Made as the process starts, so that the first to ask is not the first reading: about every
   * other time he sees more than a whole millisecond.
   */
  Clock(Os os) {
    this.os = os;
    this.offset = System.currentTimeMillis() * 1_000_000L - System.nanoTime();
  }

  /**
   * Wall time. Without libc the JDK's milliseconds, refined by the monotonic clock: never a
   * millisecond off, and exact after a few readings ({@code java.time}, which is exact at once,
   * costs 11 ms cold).
   */
  public long wall() {
    if (os.libcIfLoaded() != null) {
      return gettime(REALTIME);
    }
    long low = System.currentTimeMillis() * 1_000_000L;
    long nano = System.nanoTime();
    long now = nano + offset;
    if (now < low) {
      offset += low - now;
      return low;
    }
    if (now > low + 999_999) {
      offset -= now - (low + 999_999);
      return low + 999_999;
    }
    return now;
  }

  /** On Linux the JDK reads CLOCK_MONOTONIC. */
  public long monotonic() {
    return System.nanoTime();
  }

  /** The clock of the processor time of one thread of this process, as Linux numbers it. */
  public static int ofThread(int threadId) {
    return ~threadId << 3 | 6;
  }

  /** {@code clock_gettime}. */
  public long gettime(int clock) {
    return ask("clock_gettime", clock);
  }

  /** {@code clock_getres}. */
  public long resolution(int clock) {
    return ask("clock_getres", clock);
  }

  private long ask(String function, int clock) {
    Libc libc = os.libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      long p = frame.take(16);
      Libc.check(libc.call(function, clock, p));
      return libc.getLong(p) * 1_000_000_000L + libc.getLong(p + 8);
    }
  }

  /** {@code clock_settime}. */
  public void settime(int clock, long nanos) {
    Libc libc = os.libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      long p = frame.take(16);
      libc.setLong(p, Math.floorDiv(nanos, 1_000_000_000L));
      libc.setLong(p + 8, Math.floorMod(nanos, 1_000_000_000L));
      Libc.check(libc.call("clock_settime", clock, p));
    }
  }
}
