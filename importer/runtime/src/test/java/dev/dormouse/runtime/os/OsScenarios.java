package dev.dormouse.runtime.os;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.function.Executable;

/** What must hold on every route to the kernel; each scenario starts in an empty folder. */
final class OsScenarios {
  private static final int CWD = FileSystem.AT_FDCWD;

  private final Os os;
  private final FileSystem files;
  private final Fds fds;
  private final String folder;

  private OsScenarios(Os os, String folder) {
    this.os = os;
    this.files = os.files();
    this.fds = os.fds();
    this.folder = folder;
  }

  /**
   * For the JVM that has the launcher's flag: everything before {@link #beyondTheJdk} must do
   * without libc.
   */
  public static void main(String[] args) throws Exception {
    OsScenarios scenarios = new OsScenarios(new Os(), args[0]);
    scenarios.withinTheJdk();
    assertNull(scenarios.os.libcIfLoaded(), "libc was loaded");
    byte[] hello = "hello\n".getBytes(StandardCharsets.UTF_8);
    assertEquals(hello.length, scenarios.fds.write(1, hello, 0, hello.length));
    assertNull(scenarios.os.libcIfLoaded(), "libc was loaded");
    scenarios.beyondTheJdk();
    byte[] fine = "fine\n".getBytes(StandardCharsets.UTF_8);
    scenarios.fds.write(1, fine, 0, fine.length);
  }

  static void all(Os os, String folder) throws Exception {
    OsScenarios scenarios = new OsScenarios(os, folder);
    scenarios.withinTheJdk();
    scenarios.beyondTheJdk();
    assertNotNull(os.libcIfLoaded());
  }

  private void withinTheJdk() {
    filesAreWrittenAndRead();
    missingFiles_areEnoent();
    foldersComeAndGo();
    linksAndRenames();
    environmentIsOurs();
    workingFolderIsOurs();
    processFacts();
  }

  private void beyondTheJdk() throws InterruptedException {
    namesOfAnyBytes();
    openFlags();
    pipesAndDuplicates();
    finalSlashes();
    statsComplete();
    children();
    signalsEndBlockingCalls();
  }

  private String in(String name) {
    return folder + "/" + name;
  }

  private static int errno(Executable action) {
    return assertThrows(OsError.class, action).errno();
  }

  private void write(String path, String text) {
    int fd = fds.open(CWD, path, Fds.O_WRONLY | Fds.O_CREAT | Fds.O_TRUNC | Fds.O_CLOEXEC, 0666);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    assertEquals(bytes.length, fds.write(fd, bytes, 0, bytes.length));
    fds.close(fd);
  }

  private String read(String path) {
    int fd = fds.open(CWD, path, Fds.O_RDONLY | Fds.O_CLOEXEC, 0);
    byte[] bytes = new byte[100];
    int n = fds.read(fd, bytes, 0, 100);
    assertEquals(0, fds.read(fd, bytes, n, 100 - n));
    fds.close(fd);
    return new String(bytes, 0, n, StandardCharsets.UTF_8);
  }

  private void filesAreWrittenAndRead() {
    write(in("a"), "one\ntwo\n");
    assertEquals("one\ntwo\n", read(in("a")));
    int fd = fds.open(CWD, in("a"), Fds.O_WRONLY | Fds.O_CREAT | Fds.O_APPEND, 0666);
    fds.write(fd, new byte[] {'3'}, 0, 1);
    fds.close(fd);
    fd = fds.open(CWD, in("a"), Fds.O_RDONLY, 0);
    assertTrue(fd > 2);
    FileStatus status = fds.fstat(fd);
    assertTrue(status.isRegular());
    assertEquals(9, status.size);
    assertEquals(files.stat(CWD, in("a"), true).ino, status.ino);
    assertEquals(4, fds.lseek(fd, 4, Fds.SEEK_SET));
    assertEquals(6, fds.lseek(fd, 2, Fds.SEEK_CUR));
    byte[] rest = new byte[10];
    assertEquals(3, fds.read(fd, rest, 0, 10));
    assertEquals('o', rest[0]);
    assertEquals(8, fds.lseek(fd, -1, Fds.SEEK_END));
    assertEquals(Errno.EINVAL, errnoOf(() -> fds.lseek(fds.open(CWD, in("a"), 0, 0), -1, 0)));
    assertFalse(fds.isatty(fd));
    fds.close(fd);
    int closed = fd;
    assertEquals(Errno.EBADF, errno(() -> fds.fstat(closed)));
    assertEquals(Errno.EBADF, errno(() -> fds.read(closed, rest, 0, 1)));
    assertEquals(Errno.EBADF, errno(() -> fds.write(closed, rest, 0, 1)));
    assertEquals(Errno.EBADF, errno(() -> fds.lseek(closed, 0, Fds.SEEK_CUR)));
    assertEquals(1, files.kind(in("a")));
    assertEquals(2, files.kind(folder));
    assertEquals(3, files.kind("/dev/null"));
    assertEquals(0, files.kind(in("none")));
    files.unlink(CWD, in("a"));
    assertEquals(0, files.kind(in("a")));
  }

  private static int errnoOf(Executable action) {
    return errno(action);
  }

  private void missingFiles_areEnoent() {
    assertEquals(Errno.ENOENT, errno(() -> files.stat(CWD, in("none"), true)));
    assertEquals(Errno.ENOENT, errno(() -> files.stat(CWD, "", true)));
    assertEquals(Errno.ENOENT, errno(() -> fds.open(CWD, in("none"), Fds.O_RDONLY, 0)));
    assertEquals(Errno.ENOENT, errno(() -> files.unlink(CWD, in("none"))));
    assertEquals(Errno.ENOENT, errno(() -> files.rmdir(CWD, in("none"))));
    assertEquals(Errno.ENOENT, errno(() -> files.readlink(CWD, in("none"))));
    OsError error =
        assertThrows(OsError.class, () -> files.rename(CWD, in("none"), CWD, in("other")));
    assertEquals(
        "[Errno 2] No such file or directory: '" + in("none") + "' -> '" + in("other") + "'",
        error.getMessage());
    assertFalse(files.access(CWD, in("none"), FileSystem.F_OK, 0));
    write(in("file"), "");
    assertEquals(Errno.ENOTDIR, errno(() -> files.stat(CWD, in("file/x"), true)));
    assertEquals(Errno.ENOTDIR, errno(() -> files.stat(CWD, in("file/"), true)));
    assertEquals(Errno.ENOTDIR, errno(() -> fds.open(CWD, in("file/x"), Fds.O_RDONLY, 0)));
    assertEquals(Errno.EINVAL, errno(() -> files.readlink(CWD, in("file"))));
    assertEquals(Errno.ENOTDIR, errno(() -> files.listdir(in("file"))));
    assertEquals(Errno.ENOENT, errno(() -> files.listdir(in("none"))));
    assertEquals(Errno.ENOTDIR, errno(() -> files.scandir(in("file/x"))));
    assertEquals(Errno.ENOTDIR, errno(() -> files.rmdir(CWD, in("file"))));
    files.unlink(CWD, in("file"));
  }

  private void foldersComeAndGo() {
    files.mkdir(CWD, in("d"), 0777);
    assertEquals(Errno.EEXIST, errno(() -> files.mkdir(CWD, in("d"), 0777)));
    assertEquals(Errno.ENOENT, errno(() -> files.mkdir(CWD, in("none/d"), 0777)));
    files.mkdir(CWD, in("d/private/"), 0700);
    assertEquals(040700, files.stat(CWD, in("d/private"), true).mode);
    write(in("d/f"), "");
    files.chmod(CWD, in("d/f"), 0640, true);
    assertEquals(0100640, files.stat(CWD, in("d/f"), true).mode);
    String[] names = files.listdir(in("d/"));
    Arrays.sort(names);
    assertArrayEquals(new String[] {"f", "private"}, names);
    assertEquals(2, files.scandir(in("d")).length);
    assertEquals(Errno.ENOTEMPTY, errno(() -> files.rmdir(CWD, in("d"))));
    assertEquals(Errno.EISDIR, errno(() -> files.unlink(CWD, in("d"))));
    assertEquals(
        Errno.EISDIR,
        errno(() -> fds.open(CWD, in("d"), Fds.O_WRONLY | Fds.O_CREAT | Fds.O_TRUNC, 0666)));
    files.rmdir(CWD, in("d/private"));
    files.unlink(CWD, in("d/f"));
    assertEquals(0, files.listdir(in("d")).length);
    files.rmdir(CWD, in("d"));
  }

  private void linksAndRenames() {
    write(in("a"), "text");
    files.symlink("a", CWD, in("l"));
    assertEquals("a", files.readlink(CWD, in("l")));
    assertTrue(files.stat(CWD, in("l"), false).isLink());
    assertEquals(4, files.stat(CWD, in("l"), true).size);
    files.link(CWD, in("a"), CWD, in("hard"), false);
    assertEquals(2, files.stat(CWD, in("a"), true).nlink);
    files.rename(CWD, in("hard"), CWD, in("a2"));
    assertEquals("text", read(in("a2")));
    assertTrue(files.realpath(in("l")).endsWith("/a"));
    assertEquals(Errno.EEXIST, errno(() -> files.symlink("x", CWD, in("l"))));
    files.unlink(CWD, in("l"));
    files.unlink(CWD, in("a"));
    files.unlink(CWD, in("a2"));
  }

  private void environmentIsOurs() {
    assertEquals(System.getenv("PATH"), os.getenv("PATH"));
    assertNull(os.getenv("DORMOUSE_NO_SUCH_VARIABLE"));
    os.putenv("DM_X".getBytes(StandardCharsets.UTF_8), "1".getBytes(StandardCharsets.UTF_8));
    assertEquals("1", os.getenv("DM_X"));
    os.unsetenv("DM_X".getBytes(StandardCharsets.UTF_8));
    assertNull(os.getenv("DM_X"));
  }

  private void workingFolderIsOurs() {
    assertEquals(System.getProperty("user.dir"), os.getcwd());
    Os other = new Os();
    assertEquals(Errno.ENOENT, errno(() -> other.chdir(in("none"))));
    write(in("file"), "here");
    assertEquals(Errno.ENOTDIR, errno(() -> other.chdir(in("file"))));
    other.chdir(folder);
    assertEquals(other.files().realpath(folder), other.getcwd());
    assertEquals(4, other.files().stat(CWD, "file", true).size);
    assertEquals(System.getProperty("user.dir"), os.getcwd());
    files.unlink(CWD, in("file"));
  }

  private void processFacts() {
    assertEquals(ProcessHandle.current().pid(), os.processes().getpid());
    assertEquals(ProcessHandle.current().parent().orElseThrow().pid(), os.processes().getppid());
    assertEquals(files.stat(CWD, "/proc/self", true).uid, os.processes().uids()[1]);
    assertEquals("Linux", os.processes().uname()[0]);
    assertTrue(os.processes().cpuCount() >= 1);
    assertEquals(16, os.urandom(16).length);
    assertFalse(Arrays.equals(os.urandom(16), os.urandom(16)));
  }

  private void namesOfAnyBytes() {
    String odd = "odd\uDCFFé";
    write(in(odd), "x");
    assertArrayEquals(new String[] {odd}, files.listdir(folder));
    assertEquals(1, files.stat(CWD, in(odd), true).size);
    files.unlink(CWD, in(odd));
    assertEquals(0, files.listdir(folder).length);
  }

  private void openFlags() {
    int flags = Fds.O_RDWR | Fds.O_CREAT | Fds.O_EXCL;
    int fd = fds.open(CWD, in("x"), flags, 0600);
    assertEquals(0100600, fds.fstat(fd).mode);
    assertEquals(Errno.EEXIST, errno(() -> fds.open(CWD, in("x"), flags, 0600)));
    assertFalse(fds.getInheritable(fd));
    fds.write(fd, new byte[] {1, 2, 3, 4}, 0, 4);
    fds.ftruncate(fd, 2);
    byte[] two = new byte[4];
    assertEquals(1, fds.pread(fd, two, 4, 1));
    assertEquals(2, two[0]);
    assertEquals(Errno.EINVAL, errno(() -> fds.ftruncate(fd, -1)));
    fds.futimens(fd, false, 1_500_000_000L, 2_000_000_001L);
    assertEquals(2_000_000_001L, files.stat(CWD, in("x"), true).mtime);
    fds.close(fd);
    int dir = fds.open(CWD, folder, Fds.O_RDONLY, 0);
    assertArrayEquals(new String[] {"x"}, fds.openFds().length > 0 ? files.listdir(dir) : null);
    assertEquals(2, files.stat(dir, "x", true).size);
    files.unlink(dir, "x");
    fds.close(dir);
  }

  private void pipesAndDuplicates() {
    int[] pipe = fds.pipe(Fds.O_CLOEXEC);
    int copy = fds.dup(pipe[1]);
    fds.close(pipe[1]);
    fds.write(copy, new byte[] {7}, 0, 1);
    byte[] one = new byte[5];
    assertEquals(1, fds.read(pipe[0], one, 0, 5));
    assertEquals(7, one[0]);
    fds.setBlocking(pipe[0], false);
    assertFalse(fds.getBlocking(pipe[0]));
    assertEquals(Errno.EAGAIN, errno(() -> fds.read(pipe[0], one, 0, 5)));
    assertEquals(Errno.ESPIPE, errno(() -> fds.lseek(pipe[0], 0, Fds.SEEK_CUR)));
    assertEquals(copy, fds.dup2(pipe[0], copy, true));
    assertTrue(fds.getInheritable(copy));
    fds.close(copy);
    fds.close(pipe[0]);
    assertEquals(Errno.ENOTTY, errno(() -> fds.terminalSize(fds.pipe(0)[0])));
    assertEquals(Errno.EBADF, errno(() -> fds.terminalSize(999)));
    int[] pty = fds.openpty();
    assertTrue(fds.isatty(pty[1]));
    assertTrue(new Os().fds().isatty(pty[1]));
    assertArrayEquals(new int[] {0, 0}, fds.terminalSize(pty[1]));
    fds.close(pty[0]);
    fds.close(pty[1]);
  }

  private void finalSlashes() {
    write(in("f"), "");
    assertEquals(Errno.ENOTDIR, errno(() -> files.unlink(CWD, in("f/"))));
    assertEquals(Errno.ENOTDIR, errno(() -> fds.open(CWD, in("f/"), Fds.O_RDONLY, 0)));
    files.unlink(CWD, in("f"));
  }

  private void statsComplete() {
    FileStatus jdk = new Os().files().stat(CWD, "/etc/passwd", true);
    FileStatus libc = files.stat(CWD, "/etc/passwd", true);
    assertEquals(libc.mode, jdk.mode);
    assertEquals(libc.ino, jdk.ino);
    assertEquals(libc.dev, jdk.dev);
    assertEquals(libc.uid, jdk.uid);
    assertEquals(libc.mtime, jdk.mtime);
    assertEquals(libc.ctime, jdk.ctime);
    assertEquals(libc.blocks(os), jdk.blocks(os));
    assertEquals(libc.blksize(os), jdk.blksize(os));
    assertEquals(
        files.stat(CWD, "/dev/null", true).rdev,
        new Os().files().stat(CWD, "/dev/null", true).rdev);
    assertEquals(1, FileStatus.major(files.stat(CWD, "/dev/null", true).rdev));
    assertEquals(3, FileStatus.minor(files.stat(CWD, "/dev/null", true).rdev));
  }

  private static byte[][] bytes(String... strings) {
    byte[][] bytes = new byte[strings.length][];
    for (int i = 0; i < strings.length; i++) {
      bytes[i] = FsEncoding.encode(strings[i]);
    }
    return bytes;
  }

  private void children() {
    int[] pipe = fds.pipe(Fds.O_CLOEXEC);
    Spawn spawn = new Spawn(os);
    spawn.args = bytes("sh", "-c", "echo $X; pwd; ls /proc/self/fd | wc -l; exit 3");
    spawn.executables = bytes("/nowhere/sh", "/bin/sh");
    spawn.env = bytes("X=y", "PATH=/bin:/usr/bin");
    spawn.cwd = FsEncoding.encode("/");
    spawn.stdout = pipe[1];
    spawn.closeFds = true;
    spawn.restoreSignals = true;
    spawn.newSession = true;
    int pid = spawn.spawn();
    fds.close(pipe[1]);
    StringBuilder out = new StringBuilder();
    byte[] buffer = new byte[100];
    for (int n; (n = fds.read(pipe[0], buffer, 0, 100)) > 0; ) {
      out.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
    }
    fds.close(pipe[0]);
    Processes.Exit exit = os.processes().waitpid(pid, 0, true);
    assertEquals(pid, exit.pid);
    assertEquals(3 << 8, exit.status);
    assertEquals("y\n/\n4\n", out.toString());
    assertEquals(Errno.ECHILD, errno(() -> os.processes().waitpid(pid, 0, false)));

    Spawn missing = new Spawn(os);
    missing.args = bytes("nowhere");
    missing.executables = bytes("/nowhere/a", "/etc/passwd", "/nowhere/b");
    assertEquals(Errno.EACCES, errno(missing::spawn));
    missing.cwd = FsEncoding.encode("/nowhere");
    assertEquals(Errno.ENOENT, assertThrows(Spawn.BadCwd.class, missing::spawn).errno());
  }

  private void signalsEndBlockingCalls() throws InterruptedException {
    int[] pipe = fds.pipe(Fds.O_CLOEXEC);
    os.signals().listen();
    os.signals().set(10, Signals.Action.FLAG);
    os.setHost(
        () -> {
          if (os.signals().take() != 0) {
            throw new IllegalStateException("interrupted");
          }
        });
    // Again and again, because one that comes before read blocks does not end it, as in C.
    Thread killer =
        new Thread(
            () -> {
              try {
                while (true) {
                  new Os().libc().call("kill", os.processes().getpid(), 10);
                  Thread.sleep(20);
                }
              } catch (InterruptedException done) {
                // The read has ended.
              }
            });
    killer.start();
    assertThrows(IllegalStateException.class, () -> fds.read(pipe[0], new byte[1], 0, 1));
    killer.interrupt();
    killer.join();
    os.setHost(null);
    os.signals().set(10, Signals.Action.IGNORE);
    fds.close(pipe[0]);
    fds.close(pipe[1]);
  }
}
