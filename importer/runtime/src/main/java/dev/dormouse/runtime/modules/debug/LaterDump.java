package dev.dormouse.runtime.modules.debug;

import dev.dormouse.runtime.modules.posix.Host;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.os.OsError;
import java.nio.charset.StandardCharsets;

/** Waits, without the interpreter lock, and then dumps all stacks. */
final class LaterDump extends Thread {
  private final Interpreter interpreter;
  private final long nanos;
  private final boolean repeat;
  private final int fd;
  private final boolean exit;

  /** Guarded by this object's monitor. */
  private boolean cancelled;

  LaterDump(Interpreter interpreter, long nanos, boolean repeat, int fd, boolean exit) {
    super("faulthandler");
    setDaemon(true);
    this.interpreter = interpreter;
    this.nanos = nanos;
    this.repeat = repeat;
    this.fd = fd;
    this.exit = exit;
  }

  synchronized void cancel() {
    cancelled = true;
    notifyAll();
  }

  private synchronized boolean sleep() {
    long end = System.nanoTime() + nanos;
    while (!cancelled) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        return true;
      }
      try {
        wait(left / 1_000_000, (int) (left % 1_000_000));
      } catch (InterruptedException e) {
        return false;
      }
    }
    return false;
  }

  @Override
  public void run() {
    do {
      if (!sleep()) {
        return;
      }
      write(("Timeout (" + time() + ")!\n").getBytes(StandardCharsets.UTF_8));
      write(StackDump.text(interpreter, true, false));
      if (exit) {
        Runtime.getRuntime().halt(1);
      }
    } while (repeat);
  }

  private void write(byte[] text) {
    try {
      Host.os(interpreter).fds().write(fd, text, 0, text.length);
    } catch (OsError e) {
      // There is nobody to tell.
    }
  }

  /** Hours, minutes, seconds and, if there are any, microseconds. */
  private String time() {
    long micros = nanos / 1000;
    long seconds = micros / 1_000_000;
    micros %= 1_000_000;
    StringBuilder out = new StringBuilder();
    out.append(seconds / 3600).append(':');
    two(out, seconds / 60 % 60).append(':');
    two(out, seconds % 60);
    if (micros != 0) {
      String digits = String.valueOf(micros);
      out.append('.').append("0".repeat(6 - digits.length())).append(digits);
    }
    return out.toString();
  }

  private static StringBuilder two(StringBuilder out, long n) {
    return out.append(n < 10 ? "0" : "").append(n);
  }
}
