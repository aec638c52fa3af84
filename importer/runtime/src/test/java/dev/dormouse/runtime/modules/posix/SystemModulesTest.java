package dev.dormouse.runtime.modules.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dormouse.runtime.modules.BuiltinModules;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Flags;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.PyBool;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyFloat;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The small system modules called as Python calls them; answers are CPython 3.11's. */
class SystemModulesTest {
  private Interpreter interpreter;
  private final Map<String, PyModule> modules = new HashMap<>();

  @BeforeEach
  void enter() {
    interpreter = new Interpreter(new Flags());
    interpreter.enter();
  }

  @AfterEach
  void leave() {
    interpreter.leave();
  }

  private PyModule module(String name) {
    return modules.computeIfAbsent(name, n -> BuiltinModules.create(BuiltinModules.find(n)));
  }

  private PyObject call(String module, String function, PyObject... args) {
    return Abstract.call(module(module).get(function), args);
  }

  private static long number(PyObject o) {
    return ((PyInt) o).longValue();
  }

  private static String text(PyObject o) {
    return ((PyStr) o).value();
  }

  private static PyObject integer(long n) {
    return PyInt.of(n);
  }

  private static String error(Executable e) {
    PyException raised = assertThrows(PyException.class, e);
    return raised.value.type.name() + ": " + Abstract.str(raised.value).value();
  }

  private static PyObject tuple(long... values) {
    PyObject[] items = new PyObject[values.length];
    for (int i = 0; i < items.length; i++) {
      items[i] = PyInt.of(values[i]);
    }
    return PyTuple.of(items);
  }

  @Test
  void everyListedModule_isFound() {
    for (String name : SystemModules.NAMES.split(" ")) {
      assertEquals(name, text(module(name).get("__name__")));
    }
  }

  @Test
  void time_formatsAndConverts() {
    PyObject moment = call("time", "gmtime", integer(0));
    assertEquals(
        "time.struct_time(tm_year=1970, tm_mon=1, tm_mday=1, tm_hour=0, tm_min=0, tm_sec=0,"
            + " tm_wday=3, tm_yday=1, tm_isdst=0)",
        Abstract.repr(moment).value());
    assertEquals("GMT", text(Abstract.getAttribute(moment, "tm_zone")));
    assertEquals(0, number(Abstract.getAttribute(moment, "tm_gmtoff")));
    assertEquals("Thu Jan  1 00:00:00 1970", text(call("time", "asctime", moment)));
    assertEquals(
        "1999-12-31",
        text(call("time", "strftime", PyStr.of("%F"), tuple(1999, 12, 31, 0, 0, 0, 0, 0, 0))));
    assertEquals(
        "ValueError: month out of range",
        error(
            () -> call("time", "strftime", PyStr.of("%Y"), tuple(2000, 13, 1, 0, 0, 0, 0, 0, 0))));
    assertEquals(
        "TypeError: strftime(): illegal time tuple argument",
        error(() -> call("time", "strftime", PyStr.of("%Y"), tuple(1, 2, 3))));
    assertEquals(
        "OverflowError: timestamp out of range for platform time_t",
        error(() -> call("time", "localtime", PyFloat.of(1e30))));
    assertEquals(
        "ValueError: sleep length must be non-negative",
        error(() -> call("time", "sleep", integer(-1))));
    double before = ((PyFloat) call("time", "time")).value;
    assertEquals(System.currentTimeMillis() / 1000.0, before, 1.0);
    long cpu = number(call("time", "process_time_ns"));
    assertTrue(cpu > 0);
    double after = ((PyFloat) call("time", "time")).value;
    assertTrue(after >= before, before + " then " + after);
  }

  @Test
  void stat_showsModes() {
    assertEquals("drwxr-xr-x", text(call("_stat", "filemode", integer(040755))));
    assertEquals("-rwsr-Sr-t", text(call("_stat", "filemode", integer(0107745))));
    assertTrue(Abstract.isTrue(call("_stat", "S_ISLNK", integer(0120777))));
    assertEquals(0644, number(call("_stat", "S_IMODE", integer(0100644))));
  }

  @Test
  void signalHandler_runsAtTheNextCheck() {
    PyList seen = new PyList();
    PyObject append = Abstract.getAttribute(seen, "append");
    // A bound method that takes one argument cannot be a handler of two: the error shows that it
    // was called.
    PyObject old = call("_signal", "signal", integer(10), append);
    assertEquals(0, number(old));
    assertEquals(
        "TypeError: list.append() takes exactly one argument (2 given)",
        error(() -> call("_signal", "raise_signal", integer(10))));
    assertEquals(append, call("_signal", "getsignal", integer(10)));
    call("_signal", "pthread_sigmask", integer(0), tuple(10));
    call("_signal", "raise_signal", integer(10));
    assertTrue(Abstract.contains(call("_signal", "sigpending"), integer(10)));
    assertEquals(10, number(call("_signal", "sigwait", tuple(10))));
    call("_signal", "pthread_sigmask", integer(1), tuple(10));
    call("_signal", "signal", integer(10), integer(1));
    assertEquals(
        "ValueError: signal number out of range",
        error(() -> call("_signal", "signal", integer(0), integer(1))));
    assertEquals(
        "OSError: [Errno 22] Invalid argument",
        error(() -> call("_signal", "signal", integer(9), integer(1))));
    assertEquals("Interrupt", text(call("_signal", "strsignal", integer(2))));
    assertEquals(
        "KeyboardInterrupt: ",
        error(() -> call("_signal", "default_int_handler", integer(2), PyObject.NONE)));
  }

  @Test
  void sigint_raisesKeyboardInterruptFromSleep() throws IOException {
    // A shell that starts the build in the background may let it ignore the signal for good.
    assumeTrue(!ignoresInterrupts(), "SIGINT is ignored here");
    call("_signal", "getsignal", integer(2));
    Thread killer =
        new Thread(
            () -> {
              try {
                Thread.sleep(50);
                new ProcessBuilder("kill", "-INT", Long.toString(ProcessHandle.current().pid()))
                    .start()
                    .waitFor();
              } catch (java.io.IOException | InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    killer.start();
    assertEquals("KeyboardInterrupt: ", error(() -> call("time", "sleep", integer(60))));
  }

  private static boolean ignoresInterrupts() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("SigIgn:")) {
        return (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 1L << 2 - 1) != 0;
      }
    }
    return false;
  }

  @Test
  void poll_reportsReadyDescriptors() {
    PyTuple pipe = (PyTuple) call("posix", "pipe");
    PyObject poll = call("select", "poll");
    Abstract.callMethod(poll, "register", pipe.items[0], integer(1));
    assertEquals(0, Abstract.length(Abstract.callMethod(poll, "poll", integer(0))));
    PyObject lists =
        call(
            "select",
            "select",
            PyList.of(pipe.items[0]),
            PyList.of(pipe.items[1]),
            new PyList(),
            integer(0));
    assertEquals(0, Abstract.length(Abstract.getItem(lists, integer(0))));
    assertEquals(1, Abstract.length(Abstract.getItem(lists, integer(1))));
    PyObject epoll = Abstract.call(module("select").get("epoll"));
    Abstract.callMethod(epoll, "register", pipe.items[0], integer(1));
    assertEquals(0, Abstract.length(Abstract.callMethod(epoll, "poll", integer(0))));
    call("posix", "write", pipe.items[1], PyBytes.of(new byte[] {1}));
    PyObject events = Abstract.callMethod(poll, "poll");
    PyObject first = Abstract.getItem(events, integer(0));
    assertEquals(number(pipe.items[0]), number(Abstract.getItem(first, integer(0))));
    assertEquals(1, number(Abstract.getItem(first, integer(1))));
    PyObject event = Abstract.getItem(Abstract.callMethod(epoll, "poll"), integer(0));
    assertEquals(number(pipe.items[0]), number(Abstract.getItem(event, integer(0))));
    assertEquals(1, number(Abstract.getItem(event, integer(1))));
    Abstract.callMethod(epoll, "close");
    assertEquals(
        "ValueError: I/O operation on closed epoll object",
        error(() -> Abstract.callMethod(epoll, "fileno")));
    assertEquals("KeyError: 7", error(() -> Abstract.callMethod(poll, "unregister", integer(7))));
    assertEquals(
        "ValueError: timeout must be non-negative",
        error(
            () -> call("select", "select", new PyList(), new PyList(), new PyList(), integer(-1))));
  }

  @Test
  void users_areFound() {
    PyObject root = call("pwd", "getpwuid", integer(0));
    assertEquals("root", text(Abstract.getAttribute(root, "pw_name")));
    assertEquals(
        0, number(Abstract.getAttribute(call("pwd", "getpwnam", PyStr.of("root")), "pw_uid")));
    assertEquals(
        "KeyError: \"getpwnam(): name not found: 'nobodyx'\"",
        error(() -> call("pwd", "getpwnam", PyStr.of("nobodyx"))));
    assertEquals(
        "root", text(Abstract.getAttribute(call("grp", "getgrgid", integer(0)), "gr_name")));
    assertTrue(Abstract.length(call("grp", "getgrall")) > 0);
  }

  @Test
  void fcntl_setsFlags() {
    PyTuple pipe = (PyTuple) call("posix", "pipe");
    assertEquals(1, number(call("fcntl", "fcntl", pipe.items[0], integer(1))));
    call("fcntl", "fcntl", pipe.items[0], integer(2), integer(0));
    assertTrue(Abstract.isTrue(call("posix", "get_inheritable", pipe.items[0])));
    assertEquals(
        "OSError: [Errno 25] Inappropriate ioctl for device",
        error(
            () -> call("fcntl", "ioctl", pipe.items[0], integer(0x5413), PyBytes.of(new byte[8]))));
    assertEquals(
        "ValueError: fcntl string arg too long",
        error(() -> call("fcntl", "fcntl", pipe.items[0], integer(1), PyStr.of("x".repeat(2000)))));
  }

  @Test
  void termios_readsATerminal() {
    PyTuple pty = (PyTuple) call("posix", "openpty");
    PyObject attributes = call("termios", "tcgetattr", pty.items[1]);
    assertEquals(7, Abstract.length(attributes));
    call("termios", "tcsetattr", pty.items[1], integer(0), attributes);
    call("termios", "tcsetwinsize", pty.items[1], tuple(24, 80));
    PyObject size = call("posix", "get_terminal_size", pty.items[1]);
    assertEquals("os.terminal_size(columns=80, lines=24)", Abstract.repr(size).value());
    assertEquals(
        "error: (9, 'Bad file descriptor')",
        error(() -> call("termios", "tcgetattr", integer(999))));
  }

  private PyObject forkExec(String program, PyObject cwd, PyTuple out, PyTuple errors) {
    PyObject none = PyObject.NONE;
    return call(
        "_posixsubprocess",
        "fork_exec",
        PyList.of(PyStr.of("sh"), PyStr.of("-c"), PyStr.of("echo out; exit 4")),
        PyTuple.of(bytes("/nowhere/sh"), bytes(program)),
        PyBool.TRUE,
        PyTuple.of(errors.items[1]),
        cwd,
        none,
        integer(-1),
        integer(-1),
        out.items[0],
        out.items[1],
        integer(-1),
        integer(-1),
        errors.items[0],
        errors.items[1],
        PyBool.TRUE,
        PyBool.FALSE,
        integer(-1),
        none,
        none,
        none,
        integer(-1),
        none,
        PyBool.TRUE);
  }

  private static PyObject bytes(String s) {
    return PyBytes.of(s.getBytes(StandardCharsets.UTF_8));
  }

  private String readAll(PyObject fd) {
    return new String(
        ((PyBytes) call("posix", "read", fd, integer(100))).value, StandardCharsets.UTF_8);
  }

  @Test
  void forkExec_startsAndReports() {
    PyTuple out = (PyTuple) call("posix", "pipe");
    PyTuple errors = (PyTuple) call("posix", "pipe");
    PyObject pid = forkExec("/bin/sh", PyObject.NONE, out, errors);
    call("posix", "close", errors.items[1]);
    assertEquals("", readAll(errors.items[0]));
    assertEquals("out\n", readAll(out.items[0]));
    PyObject status = Abstract.getItem(call("posix", "waitpid", pid, integer(0)), integer(1));
    assertEquals(4, number(call("posix", "waitstatus_to_exitcode", status)));

    PyTuple missing = (PyTuple) call("posix", "pipe");
    PyObject gone = forkExec("/nowhere/either", PyObject.NONE, out, missing);
    assertEquals("OSError:2:", readAll(missing.items[0]));
    PyObject ended = Abstract.getItem(call("posix", "waitpid", gone, integer(0)), integer(1));
    assertEquals(255, number(call("posix", "waitstatus_to_exitcode", ended)));
    assertEquals(
        "ChildProcessError: [Errno 10] No child processes",
        error(() -> call("posix", "waitpid", gone, integer(0))));
    forkExec("/bin/sh", PyStr.of("/nowhere"), out, missing);
    assertEquals("OSError:2:noexec", readAll(missing.items[0]));
    assertFalse(Abstract.isTrue(call("posix", "get_inheritable", missing.items[0])));
  }
}
