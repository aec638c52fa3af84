package dev.dormouse.runtime.os;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * This process, its owner and its children. Calls that are one libc function with integer arguments
 * are not wrapped here; the native modules use {@link Libc} for those.
 */
public final class Processes {
  /** Children of {@link #addStillborn} that nobody has waited for. */
  private final AtomicInteger stillborn = new AtomicInteger();

  public static final int WNOHANG = 1;

  private final Os os;

  /** 0 until asked for; it cannot change. */
  private int pid;

  Processes(Os os) {
    this.os = os;
  }

  /** {@code gettid}: the calling thread's; 0 where the system does not say. */
  public int threadId() {
    try {
      // Linux names the calling thread here: "<pid>/task/<tid>". Asking libc would load the foreign
      // function interface.
      Path name = Files.readSymbolicLink(Path.of("/proc/thread-self")).getFileName();
      return Integer.parseInt(name.toString());
    } catch (IOException | NumberFormatException e) {
      return 0;
    }
  }

  /** {@code getpid}. */
  public int getpid() {
    if (pid == 0) {
      if (os.libcIfLoaded() == null) {
        pid = Integer.parseInt(os.files().readlink(FileSystem.AT_FDCWD, "/proc/self"));
      } else {
        pid = os.libc().call("getpid");
      }
    }
    return pid;
  }

  /** {@code getppid}. */
  public int getppid() {
    return os.libcIfLoaded() == null ? (int) status("PPid:", 0) : os.libc().call("getppid");
  }

  /** Real, effective and saved user id. */
  public long[] uids() {
    return ids("Uid:", "getresuid");
  }

  /** Real, effective and saved group id. */
  public long[] gids() {
    return ids("Gid:", "getresgid");
  }

  /**
   * What {@code /proc/self/status} said first; null before. Good for the ids as long as libc is not
   * loaded, since changing them takes libc.
   */
  private String firstStatus;

  private long[] ids(String line, String call) {
    if (os.libcIfLoaded() == null) {
      if (firstStatus == null) {
        firstStatus = read("/proc/self/status");
      }
      return new long[] {
        number(firstStatus, line, 0), number(firstStatus, line, 1), number(firstStatus, line, 2)
      };
    }
    Libc libc = os.libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      long p = frame.take(16);
      Libc.check(libc.call(call, p, p + 4, p + 8));
      return new long[] {
        libc.getUnsignedInt(p), libc.getUnsignedInt(p + 4), libc.getUnsignedInt(p + 8)
      };
    }
  }

  /** {@code getgroups}. */
  public long[] groups() {
    Libc libc = os.libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      int count = (int) Libc.check(libc.call("getgroups", 0, 0));
      long p = frame.take(4L * count + 4);
      count = (int) Libc.check(libc.call("getgroups", count, p));
      long[] groups = new long[count];
      for (int i = 0; i < count; i++) {
        groups[i] = libc.getUnsignedInt(p + 4L * i);
      }
      return groups;
    }
  }

  /** The n-th number behind a key of {@code /proc/self/status}. */
  private long status(String key, int n) {
    return number(read("/proc/self/status"), key, n);
  }

  private static long number(String text, String key, int n) {
    int at = text.indexOf("\n" + key) + 1 + key.length();
    for (int skip = n; skip >= 0; skip--) {
      at = text.indexOf('\t', at) + 1;
      if (skip == 0) {
        break;
      }
    }
    int end = at;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return Long.parseLong(text, at, end, 10);
  }

  private static String read(String path) {
    try (FileInputStream in = new FileInputStream(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw Os.error(e, path);
    }
  }

  /** {@code umask}: the JVM's own, so Java's files follow it too. */
  public int umask(int mask) {
    return os.libc().call("umask", mask);
  }

  /** {@code uname}: sysname, nodename, release, version, machine. */
  public String[] uname() {
    String arch = System.getProperty("os.arch");
    return new String[] {
      read("/proc/sys/kernel/ostype").trim(),
      read("/proc/sys/kernel/hostname").trim(),
      read("/proc/sys/kernel/osrelease").trim(),
      read("/proc/sys/kernel/version").trim(),
      arch.equals("amd64") ? "x86_64" : arch
    };
  }

  /** Processors online in the machine, whatever this process may use; 0 if unknown. */
  public int cpuCount() {
    String ranges;
    try {
      ranges = read("/sys/devices/system/cpu/online").trim();
    } catch (OsError noSys) {
      return Runtime.getRuntime().availableProcessors();
    }
    int count = 0;
    int start = 0;
    while (start < ranges.length()) {
      int comma = ranges.indexOf(',', start);
      String range = ranges.substring(start, comma < 0 ? ranges.length() : comma);
      int dash = range.indexOf('-');
      count +=
          dash < 0
              ? 1
              : Integer.parseInt(range.substring(dash + 1))
                  - Integer.parseInt(range.substring(0, dash))
                  + 1;
      start = comma < 0 ? ranges.length() : comma + 1;
    }
    return count;
  }

  /** {@code os.times()}: user, system, children's user, children's system, elapsed; in seconds. */
  public double[] times() {
    Libc libc = os.libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      long p = frame.take(32);
      long elapsed = Libc.check(libc.callLong("times", p, 0, 0, 0, 0, 0));
      double ticks = libc.call("sysconf", 2);
      return new double[] {
        libc.getLong(p) / ticks,
        libc.getLong(p + 8) / ticks,
        libc.getLong(p + 16) / ticks,
        libc.getLong(p + 24) / ticks,
        elapsed / ticks
      };
    }
  }

  /** What a wait call tells. */
  public static final class Exit {
    /** 0 with {@link #WNOHANG} and no child ready. */
    public int pid;

    /** To be read with {@code WIFEXITED} and its siblings. */
    public int status;

    /** As {@link #rusage}, if asked for; else null. */
    public double[] usage;
  }

  /**
   * Counts a child that could not be started, for a caller who expects one that has ended with
   * status 255. Its pid is this process's own, which no child has.
   */
  public int addStillborn() {
    stillborn.incrementAndGet();
    return getpid();
  }

  /** {@code waitpid}, or {@code wait4} if the usage is wanted. */
  public Exit waitpid(int pid, int options, boolean usage) {
    if (pid == getpid() && stillborn.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
      Exit exit = new Exit();
      exit.pid = pid;
      exit.status = 0xFF00;
      exit.usage = usage ? new double[16] : null;
      return exit;
    }
    Libc libc = os.libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      long p = frame.take(4);
      long r = frame.take(144);
      Exit exit = new Exit();
      exit.pid =
          usage
              ? os.fds().retryInt("wait4", pid, p, options, r)
              : os.fds().retryInt("waitpid", pid, p, options, 0);
      exit.status = libc.getInt(p);
      exit.usage = usage ? rusage(libc, r) : null;
      return exit;
    }
  }

  /** {@code getrusage}: user and system seconds, then the fourteen counts. */
  public double[] rusage(int who) {
    Libc libc = os.libc();
    try (Libc.Mem.Frame frame = libc.frame()) {
      long p = frame.take(144);
      Libc.check(libc.call("getrusage", who, p));
      return rusage(libc, p);
    }
  }

  private static double[] rusage(Libc libc, long p) {
    double[] values = new double[16];
    values[0] = libc.getLong(p) + libc.getLong(p + 8) * 1e-6;
    values[1] = libc.getLong(p + 16) + libc.getLong(p + 24) * 1e-6;
    for (int i = 0; i < 14; i++) {
      values[2 + i] = libc.getLong(p + 32 + 8L * i);
    }
    return values;
  }
}
