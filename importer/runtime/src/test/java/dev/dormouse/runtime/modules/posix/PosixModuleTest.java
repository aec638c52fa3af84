package dev.dormouse.runtime.modules.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dormouse.runtime.modules.BuiltinModules;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Flags;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** The module called as Python calls it; words are CPython 3.11's. */
class PosixModuleTest {
  /** {@code dir(posix)} of CPython 3.11.3 on Linux, but for the names every module has. */
  private static final String REFERENCE_FUNCTIONS =
      "DirEntry WCOREDUMP WEXITSTATUS WIFCONTINUED WIFEXITED WIFSIGNALED WIFSTOPPED WSTOPSIG"
          + " WTERMSIG _exit _have_functions _path_normpath abort access chdir chmod chown chroot"
          + " close closerange confstr confstr_names cpu_count ctermid device_encoding dup dup2"
          + " environ error eventfd eventfd_read eventfd_write execv execve fchdir fchmod fchown"
          + " fdatasync fpathconf fspath fstat fstatvfs fsync ftruncate get_blocking"
          + " get_inheritable get_terminal_size getcwd getcwdb getegid geteuid getgid getgrouplist"
          + " getgroups getloadavg getlogin getpgid getpgrp getpid getppid getpriority getrandom"
          + " getresgid getresuid getsid getuid getxattr initgroups isatty kill killpg lchown link"
          + " listdir listxattr lockf login_tty lseek lstat major makedev minor mkdir mkfifo mknod"
          + " nice open openpty pathconf pathconf_names pipe pipe2 posix_fadvise posix_fallocate"
          + " posix_spawn posix_spawnp pread preadv putenv pwrite pwritev read readlink readv"
          + " register_at_fork remove removexattr rename replace rmdir scandir"
          + " sched_get_priority_max sched_get_priority_min sched_getaffinity sched_getparam"
          + " sched_getscheduler sched_param sched_rr_get_interval sched_setaffinity"
          + " sched_setparam sched_setscheduler sched_yield sendfile set_blocking set_inheritable"
          + " setegid seteuid setgid setgroups setpgid setpgrp setpriority setregid setresgid"
          + " setresuid setreuid setsid setuid setxattr splice stat stat_result statvfs"
          + " statvfs_result strerror symlink sync sysconf sysconf_names system tcgetpgrp"
          + " tcsetpgrp terminal_size times times_result truncate ttyname umask uname uname_result"
          + " unlink unsetenv urandom utime wait wait3 wait4 waitid waitid_result waitpid"
          + " waitstatus_to_exitcode write writev O_RDONLY O_CLOEXEC EX_OK P_ALL W_OK";

  @TempDir Path folder;

  private Interpreter interpreter;
  private PyModule posix;

  @BeforeEach
  void enter() {
    interpreter = new Interpreter(new Flags());
    interpreter.enter();
    posix = BuiltinModules.create(BuiltinModules.find("posix"));
  }

  @AfterEach
  void leave() {
    interpreter.leave();
  }

  private PyObject call(String function, PyObject... args) {
    return Abstract.call(posix.get(function), args);
  }

  private PyObject path(String name) {
    return PyStr.of(folder.resolve(name).toString());
  }

  private static String text(PyObject o) {
    return ((PyStr) o).value();
  }

  private static long number(PyObject o) {
    return ((PyInt) o).longValue();
  }

  private static String error(Executable e) {
    PyException raised = assertThrows(PyException.class, e);
    return raised.value.type.name() + ": " + Abstract.str(raised.value).value();
  }

  @Test
  void module_hasEveryNameOfTheReference() {
    for (String name : REFERENCE_FUNCTIONS.split(" ")) {
      assertTrue(posix.get(name) != null, name);
    }
  }

  @Test
  void stat_isAStructSequence() throws IOException {
    Files.writeString(folder.resolve("f"), "12345");
    PyObject s = call("stat", path("f"));
    assertEquals("os.stat_result", s.type.fullName());
    assertEquals(10, Abstract.length(s));
    assertEquals(5, number(Abstract.getAttribute(s, "st_size")));
    assertEquals(5, number(Abstract.getItem(s, PyInt.of(6))));
    assertEquals(
        number(Abstract.getAttribute(s, "st_mtime_ns")) / 1_000_000_000L,
        number(Abstract.getItem(s, PyInt.of(8))));
    assertTrue(number(Abstract.getAttribute(s, "st_blocks")) >= 0);
    assertTrue(
        Abstract.repr(s).value().startsWith("os.stat_result(st_mode=33188, st_ino="),
        Abstract.repr(s).value());
    assertTrue(Abstract.repr(s).value().contains(", st_atime="), Abstract.repr(s).value());
    assertEquals(
        "FileNotFoundError: [Errno 2] No such file or directory: '" + folder + "/none'",
        error(() -> call("stat", path("none"))));
    assertEquals(
        "FileNotFoundError: [Errno 2] No such file or directory: b'x'",
        error(() -> call("stat", PyBytes.of(new byte[] {'x'}))));
    assertEquals(
        "TypeError: stat: path should be string, bytes, os.PathLike or integer, not NoneType",
        error(() -> call("stat", PyObject.NONE)));
    assertEquals("ValueError: embedded null byte", error(() -> call("stat", PyStr.of("a\0b"))));
    assertEquals(
        "OSError: [Errno 9] Bad file descriptor: 9999", error(() -> call("stat", PyInt.of(9999))));
    assertEquals(
        "OSError: [Errno 9] Bad file descriptor", error(() -> call("fstat", PyInt.of(9999))));
  }

  @Test
  void structSequence_takesASequenceOfTheRightLength() {
    PyType t = (PyType) posix.get("terminal_size");
    PyObject s = Abstract.call(t, PyTuple.of(PyInt.of(80), PyInt.of(24)));
    assertEquals("os.terminal_size(columns=80, lines=24)", Abstract.repr(s).value());
    assertEquals(
        "TypeError: os.terminal_size() takes a 2-sequence (1-sequence given)",
        error(() -> Abstract.call(t, PyTuple.of(PyInt.ONE))));
    assertEquals(
        "TypeError: os.stat_result() takes an at least 10-sequence (0-sequence given)",
        error(() -> Abstract.call((PyType) posix.get("stat_result"), PyTuple.EMPTY)));
    assertEquals(2, number(Abstract.getAttribute(t, "n_fields")));
  }

  @Test
  void filesAndFolders_comeAndGo() throws IOException {
    call("mkdir", path("d"));
    assertEquals(
        "FileExistsError: [Errno 17] File exists: '" + folder + "/d'",
        error(() -> call("mkdir", path("d"))));
    PyObject fd = call("open", path("d/f"), PyInt.of(0x41), PyInt.of(0644));
    assertEquals(2, number(call("write", fd, PyBytes.of(new byte[] {'h', 'i'}))));
    call("close", fd);
    assertEquals("hi", Files.readString(folder.resolve("d/f")));
    call("rename", path("d/f"), path("d/g"));
    assertEquals(
        "FileNotFoundError: [Errno 2] No such file or directory: '"
            + folder
            + "/d/f' -> '"
            + folder
            + "/x'",
        error(() -> call("rename", path("d/f"), path("x"))));
    PyObject it = call("scandir", path("d"));
    PyObject entry = Abstract.next(it);
    assertEquals("<DirEntry 'g'>", Abstract.repr(entry).value());
    assertEquals(folder + "/d/g", text(Abstract.getAttribute(entry, "path")));
    assertTrue(Abstract.isTrue(Abstract.callMethod(entry, "is_file")));
    assertFalse(Abstract.isTrue(Abstract.callMethod(entry, "is_dir")));
    assertEquals(null, Abstract.next(it));
    assertEquals(
        "OSError: [Errno 39] Directory not empty: '" + folder + "/d'",
        error(() -> call("rmdir", path("d"))));
    call("utime", path("d/g"), PyTuple.of(PyInt.of(5), PyInt.of(6)));
    assertEquals(6, number(Abstract.getItem(call("stat", path("d/g")), PyInt.of(8))));
    call("unlink", path("d/g"));
    assertEquals(0, Abstract.length(call("listdir", path("d"))));
    call("rmdir", path("d"));
  }

  @Test
  void normpath_isPosixPaths() {
    String[][] cases = {
      {"", "."},
      {"/", "/"},
      {"//", "//"},
      {"///", "/"},
      {"a/./b//c/..", "a/b"},
      {"/../a", "/a"},
      {"../a/../..", "../.."},
      {"a/..", "."}
    };
    for (String[] c : cases) {
      assertEquals(c[1], text(call("_path_normpath", PyStr.of(c[0]))), c[0]);
    }
  }

  @Test
  void environ_isBytes() {
    PyDict environ = (PyDict) posix.get("environ");
    PyObject path = environ.get(PyBytes.of("PATH".getBytes(StandardCharsets.UTF_8)));
    assertEquals(System.getenv("PATH"), new String(((PyBytes) path).value, StandardCharsets.UTF_8));
    call("putenv", PyStr.of("DM_A"), PyStr.of("b c"));
    PyObject status = call("system", PyStr.of("test \"$DM_A\" = 'b c'"));
    assertEquals(0, number(status));
    assertEquals(
        "ValueError: illegal environment variable name",
        error(() -> call("putenv", PyStr.of("a=b"), PyStr.of("c"))));
  }

  @Test
  void waitStatus_isTakenApart() {
    assertEquals(7, number(call("waitstatus_to_exitcode", PyInt.of(7 << 8))));
    assertEquals(-9, number(call("waitstatus_to_exitcode", PyInt.of(9))));
    assertTrue(Abstract.isTrue(call("WIFSIGNALED", PyInt.of(9))));
    assertFalse(Abstract.isTrue(call("WIFSIGNALED", PyInt.of(0x7F))));
    assertTrue(Abstract.isTrue(call("WIFSTOPPED", PyInt.of(0x137F))));
    assertEquals(
        "ValueError: process stopped by delivery of signal 19",
        error(() -> call("waitstatus_to_exitcode", PyInt.of(0x137F))));
    int status = (int) number(call("system", PyStr.of("exit 3")));
    assertEquals(3, number(call("waitstatus_to_exitcode", PyInt.of(status))));
  }

  @Test
  void descriptors_duplicateAndPipe() {
    PyTuple ends = (PyTuple) call("pipe");
    call("write", ends.items[1], PyBytes.of(new byte[] {1, 2, 3}));
    assertEquals(2, Abstract.length(call("read", ends.items[0], PyInt.of(2))));
    assertFalse(Abstract.isTrue(call("get_inheritable", ends.items[0])));
    assertFalse(Abstract.isTrue(call("isatty", ends.items[0])));
    call("set_blocking", ends.items[0], dev.dormouse.runtime.objects.PyBool.FALSE);
    call("read", ends.items[0], PyInt.of(9));
    assertEquals(
        "BlockingIOError: [Errno 11] Resource temporarily unavailable",
        error(() -> call("read", ends.items[0], PyInt.of(9))));
    call("close", ends.items[0]);
    assertEquals(
        "BrokenPipeError: [Errno 32] Broken pipe",
        error(() -> call("write", ends.items[1], PyBytes.of(new byte[] {1}))));
    call("close", ends.items[1]);
    assertEquals(
        "OSError: [Errno 25] Inappropriate ioctl for device",
        error(
            () -> {
              PyTuple p = (PyTuple) call("pipe");
              call("get_terminal_size", p.items[0]);
            }));
  }

  @Test
  void errno_namesNumbers() {
    PyModule errno = BuiltinModules.create(BuiltinModules.find("errno"));
    assertEquals(11, number(errno.get("EWOULDBLOCK")));
    assertEquals("ENOENT", text(((PyDict) errno.get("errorcode")).get(PyInt.of(2))));
  }
}
