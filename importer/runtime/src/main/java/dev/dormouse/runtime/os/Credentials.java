package dev.dormouse.runtime.os;

/**
 * User, group and supplementary groups of a child to be.
 *
 * <p>{@code posix_spawn} has no attribute for them. But the kernel keeps credentials per thread (it
 * is glibc that changes all threads at once), and a child gets those of the thread that makes it.
 * So the calling thread takes them by the bare system calls for the time of the spawn. It keeps the
 * saved ids, by which it gets its own back; the child loses them at exec.
 *
 * @param user -1 to leave as it is
 * @param group -1 to leave as it is
 * @param groups null to leave them as they are
 */
public record Credentials(int user, int group, int[] groups) {
  /** Ends the time in which the thread is somebody else. */
  interface Taken extends AutoCloseable {
    @Override
    void close();
  }

  private static final int MAX_GROUPS = 65536;

  /** System call numbers: getgroups, setgroups, setresgid, setresuid. */
  private static final int[] X86 = {115, 116, 119, 117};

  private static final int[] ARM = {158, 159, 149, 147};

  /**
   * Makes the calling thread this user.
   *
   * @throws OsError EPERM if it may not be; then it is who it was
   */
  Taken take(Libc libc, Libc.Mem.Frame frame) {
    int[] calls = System.getProperty("os.arch").equals("aarch64") ? ARM : X86;
    long users = frame.take(12);
    long hadGroup = frame.take(12);
    libc.call("getresuid", users, users + 4, users + 8);
    libc.call("getresgid", hadGroup, hadGroup + 4, hadGroup + 8);
    int hadUser = libc.getInt(users + 4);
    long hadGroups = frame.take(4 * MAX_GROUPS);
    int count = groups == null ? 0 : libc.call("syscall", calls[0], MAX_GROUPS, hadGroups);
    Taken restore =
        () -> {
          if (user != -1) {
            libc.call("syscall", calls[3], -1, hadUser, -1);
            set(libc, calls[3], users);
          }
          if (group != -1) {
            set(libc, calls[2], hadGroup);
          }
          if (groups != null) {
            libc.call("syscall", calls[1], count, hadGroups);
          }
        };
    try {
      if (groups != null) {
        long wanted = frame.take(Math.max(4, 4 * groups.length));
        for (int i = 0; i < groups.length; i++) {
          libc.setInt(wanted + 4L * i, groups[i]);
        }
        Libc.check(libc.call("syscall", calls[1], groups.length, wanted));
      }
      if (group != -1) {
        Libc.check(libc.call("syscall", calls[2], group, group, libc.getInt(hadGroup + 4)));
      }
      if (user != -1) {
        Libc.check(libc.call("syscall", calls[3], user, user, hadUser));
      }
    } catch (OsError e) {
      restore.close();
      throw e;
    }
    return restore;
  }

  private static void set(Libc libc, int call, long three) {
    libc.call("syscall", call, libc.getInt(three), libc.getInt(three + 4), libc.getInt(three + 8));
  }
}
