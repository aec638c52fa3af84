package dev.dormouse.runtime.modules.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Flags;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streams called as Python calls them; answers and words are CPython 3.11's. */
class IoModuleTest {
  @TempDir Path folder;

  private Interpreter interpreter;

  @BeforeEach
  void enter() {
    interpreter = new Interpreter(new Flags());
    interpreter.enter();
  }

  @AfterEach
  void leave() {
    interpreter.leave();
  }

  private PyObject open(String name, String mode) {
    return open(name, mode, null);
  }

  private PyObject open(String name, String mode, String newline) {
    return IoModule.openStream(
        PyStr.of(folder.resolve(name).toString()),
        mode,
        -1,
        mode.contains("b") ? null : "utf-8",
        null,
        newline == null ? null : PyStr.of(newline),
        true,
        null);
  }

  private static PyObject call(PyObject o, String method, PyObject... args) {
    return Abstract.callMethod(o, method, args);
  }

  private static PyObject str(String s) {
    return PyStr.of(s);
  }

  private static PyObject bytes(String s) {
    return PyBytes.of(s.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String text(PyObject o) {
    return ((PyStr) o).value();
  }

  private static String latin(PyObject o) {
    return new String(((PyBytes) o).value, StandardCharsets.ISO_8859_1);
  }

  private static long number(PyObject o) {
    return ((PyInt) o).longValue();
  }

  private void file(String name, String content) throws IOException {
    Files.write(folder.resolve(name), content.getBytes(StandardCharsets.UTF_8));
  }

  private String file(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }

  private static String error(org.junit.jupiter.api.function.Executable e) {
    PyException raised = assertThrows(PyException.class, e);
    return raised.value.type.name() + ": " + Abstract.str(raised.value).value();
  }

  @Test
  void textFile_isWrittenAndReadByLine() throws IOException {
    PyObject f = open("t", "w");
    assertEquals(9, number(call(f, "write", str("one\ntwé\n\uD83D\uDE00"))));
    assertEquals("", file("t"));
    call(f, "flush");
    assertEquals("one\ntwé\n\uD83D\uDE00", file("t"));
    call(f, "close");
    assertEquals(
        "ValueError: I/O operation on closed file.", error(() -> call(f, "write", str("x"))));
    PyObject r = open("t", "r");
    assertEquals("one\n", text(call(r, "readline")));
    assertEquals(4, number(call(r, "tell")));
    assertEquals("tw", text(call(r, "read", PyInt.of(2))));
    assertEquals(6, number(call(r, "tell")));
    assertEquals("é\n\uD83D\uDE00", text(call(r, "read")));
    assertEquals("", text(call(r, "readline")));
    call(r, "seek", PyInt.of(6));
    assertEquals("é\n", text(call(r, "readline")));
    assertEquals(9, number(call(r, "tell")));
    assertEquals("\uD83D\uDE00", text(call(r, "read", PyInt.of(1))));
    call(r, "close");
  }

  @Test
  void universalNewlines_areTranslatedAcrossChunks() throws IOException {
    String filler = "x".repeat(PyTextIOWrapper.CHUNK_SIZE - 1);
    file("t", filler + "\r\nb\rc\nd");
    PyObject r = open("t", "r");
    assertEquals(filler + "\n", text(call(r, "readline")));
    assertEquals("b\n", text(call(r, "readline")));
    assertEquals(filler.length() + 4, number(call(r, "tell")));
    assertEquals("c\n", text(call(r, "readline")));
    assertEquals(3, Abstract.length(Abstract.getAttribute(r, "newlines")));
    call(r, "close");
    r = open("t", "r", "");
    assertEquals(filler + "\r\n", text(call(r, "readline")));
    assertEquals("b\r", text(call(r, "readline")));
    call(r, "close");
    r = open("t", "r", "\r\n");
    assertEquals(filler + "\r\n", text(call(r, "readline")));
    assertEquals("b\rc\nd", text(call(r, "readline")));
    call(r, "close");
    PyObject w = open("t", "w", "\r\n");
    call(w, "write", str("a\nb"));
    call(w, "close");
    assertEquals("a\r\nb", file("t"));
  }

  @Test
  void utf8SplitAcrossChunks_isDecodedWhole() throws IOException {
    String filler = "x".repeat(PyTextIOWrapper.CHUNK_SIZE - 1);
    file("t", filler + "éé\n");
    PyObject r = open("t", "r");
    assertEquals(filler, text(call(r, "read", PyInt.of(filler.length()))));
    assertEquals(filler.length(), number(call(r, "tell")));
    assertEquals("é", text(call(r, "read", PyInt.of(1))));
    assertEquals(filler.length() + 2, number(call(r, "tell")));
    call(r, "close");
  }

  @Test
  void iteration_disablesTell() throws IOException {
    file("t", "a\nb\n");
    PyObject r = open("t", "r");
    PyObject it = Abstract.iter(r);
    assertSame(r, it);
    assertEquals("a\n", text(Abstract.next(it)));
    assertEquals("OSError: telling position disabled by next() call", error(() -> call(r, "tell")));
    assertEquals("b\n", text(Abstract.next(it)));
    assertEquals(null, Abstract.next(it));
    assertEquals(4, number(call(r, "tell")));
    call(r, "close");
  }

  @Test
  void bufferedRandom_readsAndWritesAtOnePosition() throws IOException {
    file("b", "0123456789");
    PyObject f = open("b", "r+b");
    assertEquals("01", latin(call(f, "read", PyInt.of(2))));
    assertEquals(2, number(call(f, "write", bytes("ab"))));
    assertEquals(4, number(call(f, "tell")));
    assertEquals("45", latin(call(f, "read", PyInt.of(2))));
    assertEquals("6789", latin(call(f, "read")));
    assertEquals(1, number(call(f, "seek", PyInt.of(1))));
    assertEquals("1ab", latin(call(f, "read", PyInt.of(3))));
    call(f, "truncate", PyInt.of(5));
    call(f, "close");
    assertEquals("01ab4", file("b"));
  }

  @Test
  void bufferedReader_readsPeeksAndSplitsLines() throws IOException {
    String big = "y".repeat(20000);
    file("b", "l1\nl2\n" + big);
    PyObject f = open("b", "rb");
    assertEquals("l1\n", latin(call(f, "readline")));
    assertEquals("l2\n", latin(call(f, "peek")).substring(0, 3));
    assertEquals(3, number(call(f, "tell")));
    assertEquals("l", latin(call(f, "readline", PyInt.of(1))));
    assertEquals("2\n", latin(call(f, "readline")));
    assertEquals(big, latin(call(f, "read", PyInt.of(30000))));
    assertEquals("", latin(call(f, "read")));
    assertEquals(6, number(call(f, "seek", PyInt.of(-20000), PyInt.of(2))));
    assertEquals(big, latin(call(f, "read")));
    assertEquals("UnsupportedOperation: write", error(() -> call(f, "write", bytes("x"))));
    call(f, "close");
    assertEquals("ValueError: read of closed file", error(() -> call(f, "read")));
  }

  @Test
  void largeWrites_passTheBufferAndKeepOrder() throws IOException {
    PyObject f = open("b", "wb");
    call(f, "write", bytes("a"));
    call(f, "write", bytes("b".repeat(30000)));
    call(f, "write", bytes("c"));
    call(f, "close");
    assertEquals("a" + "b".repeat(30000) + "c", file("b"));
  }

  @Test
  void droppedWriter_isSeenByTheNextOpen() throws IOException {
    call(open("t", "w"), "write", str("text"));
    assertEquals("text", text(call(open("t", "r"), "read")));
  }

  @Test
  void badArguments_haveCPythonsWords() throws IOException {
    file("t", "");
    assertEquals("ValueError: invalid mode: 'rr'", error(() -> open("t", "rr")));
    assertEquals(
        "ValueError: must have exactly one of create/read/write/append mode",
        error(() -> open("t", "rw")));
    assertEquals(
        "ValueError: can't have text and binary mode at once", error(() -> open("t", "rbt")));
    String none = folder.resolve("none").toString();
    assertEquals(
        "FileNotFoundError: [Errno 2] No such file or directory: '" + none + "'",
        error(() -> open("none", "r")));
    assertEquals(
        "IsADirectoryError: [Errno 21] Is a directory: '" + folder + "/.'",
        error(() -> open(".", "r")));
    assertEquals(
        "FileExistsError: [Errno 17] File exists: '" + folder.resolve("t") + "'",
        error(() -> open("t", "x")));
    assertEquals("UnsupportedOperation: not readable", error(() -> call(open("t", "w"), "read")));
    assertEquals(
        "TypeError: write() argument must be str, not bytes",
        error(() -> call(open("t", "w"), "write", bytes("x"))));
    assertEquals(
        "TypeError: a bytes-like object is required, not 'str'",
        error(() -> call(open("t", "wb"), "write", str("x"))));
  }

  @Test
  void stringIO_countsCodePoints() {
    PyObject s = Abstract.call(PyStringIO.TYPE, str("a\uD83D\uDE00b\nc"));
    assertEquals("a\uD83D\uDE00", text(call(s, "read", PyInt.of(2))));
    assertEquals(2, number(call(s, "tell")));
    assertEquals("b\n", text(call(s, "readline")));
    assertEquals(1, number(call(s, "seek", PyInt.of(1))));
    assertEquals(2, number(call(s, "write", str("XY"))));
    assertEquals("aXY\nc", text(call(s, "getvalue")));
    call(s, "seek", PyInt.of(7));
    call(s, "write", str("z"));
    assertEquals("aXY\nc\0\0z", text(call(s, "getvalue")));
    assertEquals(2, number(call(s, "truncate", PyInt.of(2))));
    assertEquals("aX", text(call(s, "getvalue")));
    PyObject u = Abstract.call(PyStringIO.TYPE, str("a\r\nb\rc"), PyObject.NONE);
    assertEquals("a\nb\nc", text(call(u, "getvalue")));
    call(u, "close");
    assertEquals("ValueError: I/O operation on closed file", error(() -> call(u, "getvalue")));
  }

  @Test
  void bytesIO_growsAndSeeks() {
    PyObject b = Abstract.call(PyBytesIO.TYPE, bytes("hello\nworld"));
    assertEquals("hello\n", latin(call(b, "readline")));
    assertEquals("wo", latin(call(b, "read", PyInt.of(2))));
    call(b, "seek", PyInt.of(-1), PyInt.of(2));
    assertEquals(2, number(call(b, "write", bytes("DS"))));
    assertEquals("hello\nworlDS", latin(call(b, "getvalue")));
    call(b, "seek", PyInt.of(14));
    assertEquals("", latin(call(b, "read")));
    call(b, "write", bytes("!"));
    assertEquals("hello\nworlDS\0\0!", latin(call(b, "getvalue")));
    PyList lines = (PyList) call(Abstract.call(PyBytesIO.TYPE, bytes("a\nb")), "readlines");
    assertEquals(2, lines.size());
    assertEquals("ValueError: negative seek value -1", error(() -> call(b, "seek", PyInt.of(-1))));
  }

  @Test
  void textOverBytesIO_worksThroughPythonMethods() {
    PyObject raw = Abstract.call(PyBytesIO.TYPE, bytes("\u00c3\u00a9\nrest"));
    PyObject t = Abstract.call(PyTextIOWrapper.TYPE, raw, str("utf-8"));
    assertEquals("é\n", text(call(t, "readline")));
    assertEquals(3, number(call(t, "tell")));
    assertEquals("rest", text(call(t, "read")));
    call(t, "write", str("\nü"));
    call(t, "flush");
    assertEquals("\u00c3\u00a9\nrest\n\u00c3\u00bc", latin(call(raw, "getvalue")));
    assertSame(raw, call(t, "detach"));
    assertEquals("ValueError: underlying buffer has been detached", error(() -> call(t, "read")));
  }

  @Test
  void types_formTheHierarchy() {
    PyType raw = IOBases.Raw.TYPE;
    assertEquals(true, PyFileIO.TYPE.isSubtype(raw));
    assertEquals(true, raw.isSubtype(PyIOBase.TYPE));
    assertEquals(true, PyTextIOWrapper.TYPE.isSubtype(IOBases.Text.TYPE));
    assertEquals("_io.BytesIO", PyBytesIO.TYPE.fullName());
  }
}
