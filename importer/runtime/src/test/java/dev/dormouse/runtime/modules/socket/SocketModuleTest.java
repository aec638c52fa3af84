package dev.dormouse.runtime.modules.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Sockets called as Python calls them, over the loopback; words are CPython 3.11's. */
class SocketModuleTest {
  private static final int AF_UNIX = 1;
  private static final int SOCK_DGRAM = 2;

  @TempDir Path folder;

  private Interpreter interpreter;
  private PyModule module;

  @BeforeEach
  void enter() {
    interpreter = new Interpreter(new Flags());
    interpreter.enter();
    module = BuiltinModules.create(BuiltinModules.find("_socket"));
  }

  @AfterEach
  void leave() {
    interpreter.leave();
  }

  private PyObject function(String name, PyObject... args) {
    return Abstract.call(module.get(name), args);
  }

  private PyObject socket(int... args) {
    PyObject[] values = new PyObject[args.length];
    for (int i = 0; i < args.length; i++) {
      values[i] = PyInt.of(args[i]);
    }
    return function("socket", values);
  }

  private static PyObject call(PyObject o, String method, PyObject... args) {
    return Abstract.callMethod(o, method, args);
  }

  private static PyObject bytes(String s) {
    return PyBytes.of(s.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(PyObject o) {
    return new String(((PyBytes) o).value, StandardCharsets.UTF_8);
  }

  private static long number(PyObject o) {
    return ((PyInt) o).longValue();
  }

  private static PyObject address(String host, long port) {
    return PyTuple.of(PyStr.of(host), PyInt.of(port));
  }

  private static String error(Executable e) {
    PyException raised = assertThrows(PyException.class, e);
    return raised.value.type.name() + ": " + Abstract.str(raised.value).value();
  }

  @Test
  void tcp_connectsAndTalks() {
    PyObject server = socket();
    call(server, "bind", address("127.0.0.1", 0));
    call(server, "listen");
    PyTuple where = (PyTuple) call(server, "getsockname");
    assertEquals("127.0.0.1", ((PyStr) where.items[0]).value());
    PyObject client = socket();
    call(client, "settimeout", PyFloat.of(20));
    call(client, "connect", where);
    PyTuple accepted = (PyTuple) call(server, "_accept");
    PyObject[] args = {accepted.items[0]};
    PyObject peer =
        Abstract.call(module.get("socket"), args, new PyStr[] {PyStr.interned("fileno")});
    assertEquals(2, number(Abstract.getAttribute(peer, "family")));
    assertEquals(1, number(Abstract.getAttribute(peer, "type")));
    assertEquals(
        Abstract.repr(call(client, "getsockname")).value(),
        Abstract.repr(call(peer, "getpeername")).value());
    assertEquals(5, number(call(client, "send", bytes("hello"))));
    assertEquals("hel", text(call(peer, "recv", PyInt.of(3))));
    assertEquals("lo", text(call(peer, "recv", PyInt.of(30))));
    call(peer, "sendall", bytes("back"));
    call(peer, "shutdown", PyInt.ONE);
    assertEquals("back", text(call(client, "recv", PyInt.of(30))));
    assertEquals("", text(call(client, "recv", PyInt.of(30))));
    call(client, "close");
    assertEquals(
        "<socket object, fd=-1, family=2, type=1, proto=0>", Abstract.repr(client).value());
    assertEquals(
        "OSError: [Errno 9] Bad file descriptor", error(() -> call(client, "getsockname")));
    call(peer, "close");
    call(server, "close");
  }

  @Test
  void datagrams_carryTheSender() {
    PyObject a = socket(2, SOCK_DGRAM);
    PyObject b = socket(2, SOCK_DGRAM);
    call(a, "bind", address("127.0.0.1", 0));
    call(b, "bind", address("127.0.0.1", 0));
    assertEquals(2, number(call(a, "sendto", bytes("hi"), call(b, "getsockname"))));
    PyTuple got = (PyTuple) call(b, "recvfrom", PyInt.of(10));
    assertEquals("hi", text(got.items[0]));
    assertEquals(
        Abstract.repr(call(a, "getsockname")).value(), Abstract.repr(got.items[1]).value());
    call(a, "close");
    call(b, "close");
  }

  @Test
  void unixSockets_bindToPaths() {
    PyObject server = socket(AF_UNIX);
    PyObject path = PyStr.of(folder.resolve("s").toString());
    call(server, "bind", path);
    call(server, "listen", PyInt.ONE);
    assertEquals(path, call(server, "getsockname"));
    PyObject client = socket(AF_UNIX);
    call(client, "connect", path);
    assertEquals(
        "OSError: AF_UNIX path too long",
        error(() -> call(socket(AF_UNIX), "bind", PyStr.of("x".repeat(200)))));
    PyObject abstractName = bytes("\0dormouse-test-" + ProcessHandle.current().pid());
    PyObject other = socket(AF_UNIX);
    call(other, "bind", abstractName);
    assertEquals(text(abstractName), text(call(other, "getsockname")));
    call(other, "close");
    call(client, "close");
    call(server, "close");
  }

  @Test
  void timeouts_raiseTimeoutError() {
    PyTuple pair = (PyTuple) function("socketpair");
    call(pair.items[0], "settimeout", PyFloat.of(0.01));
    assertEquals("TimeoutError: timed out", error(() -> call(pair.items[0], "recv", PyInt.ONE)));
    call(pair.items[0], "setblocking", PyBool.FALSE);
    assertEquals(
        "BlockingIOError: [Errno 11] Resource temporarily unavailable",
        error(() -> call(pair.items[0], "recv", PyInt.ONE)));
    assertEquals("0.0", Abstract.repr(call(pair.items[0], "gettimeout")).value());
    assertEquals(
        "ValueError: Timeout value out of range",
        error(() -> call(pair.items[0], "settimeout", PyInt.of(-1))));
    assertEquals(PyObject.NONE, call(pair.items[1], "gettimeout"));
    call(pair.items[0], "close");
    call(pair.items[1], "close");
  }

  @Test
  void messages_carryDescriptors() {
    PyTuple pair = (PyTuple) function("socketpair");
    PyTuple inner = (PyTuple) function("socketpair");
    byte[] fd = new byte[4];
    ByteBuffer.wrap(fd)
        .order(ByteOrder.nativeOrder())
        .putInt((int) number(call(inner.items[0], "fileno")));
    PyObject item = PyTuple.of(PyInt.ONE, PyInt.ONE, PyBytes.of(fd));
    call(pair.items[0], "sendmsg", PyList.of(bytes("a"), bytes("b")), PyList.of(item));
    PyTuple got =
        (PyTuple) call(pair.items[1], "recvmsg", PyInt.of(10), function("CMSG_SPACE", PyInt.of(4)));
    assertEquals("ab", text(got.items[0]));
    PyTuple received = (PyTuple) ((PyList) got.items[1]).get(0);
    int copy =
        ByteBuffer.wrap(((PyBytes) received.items[2]).value)
            .order(ByteOrder.nativeOrder())
            .getInt();
    assertTrue(copy > 2);
    function("close", PyInt.of(copy));
  }

  @Test
  void errors_haveCPythonsWords() {
    assertEquals(
        "ConnectionRefusedError: [Errno 111] Connection refused",
        error(() -> call(socket(), "connect", address("127.0.0.1", 1))));
    assertEquals(111, number(call(socket(), "connect_ex", address("127.0.0.1", 1))));
    assertEquals(
        "TypeError: bind(): AF_INET address must be tuple, not str",
        error(() -> call(socket(), "bind", PyStr.of("x"))));
    assertEquals(
        "OverflowError: bind(): port must be 0-65535.",
        error(() -> call(socket(), "bind", address("127.0.0.1", 70000))));
    assertEquals(
        "OSError: [Errno 97] Address family not supported by protocol", error(() -> socket(99)));
    assertEquals(
        "ValueError: negative buffersize in recv",
        error(() -> call(socket(), "recv", PyInt.of(-1))));
    assertEquals(
        "OSError: illegal IP address string passed to inet_aton",
        error(() -> function("inet_aton", PyStr.of("x"))));
    assertEquals(
        "OverflowError: htons: Python int too large to convert to C 16-bit unsigned integer",
        error(() -> function("htons", PyInt.of(70000))));
  }

  @Test
  void addresses_areConverted() {
    assertEquals(
        "[(2, 1, 6, '', ('127.0.0.1', 80))]",
        Abstract.repr(
                function("getaddrinfo", PyStr.of("127.0.0.1"), PyInt.of(80), PyInt.ZERO, PyInt.ONE))
            .value());
    assertEquals(
        "[(10, 1, 6, '', ('::1', 80, 0, 0))]",
        Abstract.repr(function("getaddrinfo", PyStr.of("::1"), PyInt.of(80), PyInt.ZERO, PyInt.ONE))
            .value());
    assertEquals(
        "::1",
        ((PyStr)
                function(
                    "inet_ntop",
                    PyInt.of(10),
                    function("inet_pton", PyInt.of(10), PyStr.of("::1"))))
            .value());
    assertEquals("127.0.0.1", ((PyStr) function("gethostbyname", PyStr.of("127.0.0.1"))).value());
    // NI_NUMERICHOST | NI_NUMERICSERV
    assertEquals(
        "('127.0.0.1', '80')",
        Abstract.repr(function("getnameinfo", address("127.0.0.1", 80), PyInt.of(3))).value());
    assertEquals(0x0100, number(function("htons", PyInt.ONE)));
    assertEquals(
        "gaierror: [Errno -2] Name or service not known",
        error(() -> function("getaddrinfo", PyObject.NONE, PyObject.NONE)));
  }
}
