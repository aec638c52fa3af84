package dev.dormouse.runtime.modules.sre;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.dormouse.runtime.modules.BuiltinModules;
import dev.dormouse.runtime.objects.Abstract;
import dev.dormouse.runtime.objects.Flags;
import dev.dormouse.runtime.objects.Interpreter;
import dev.dormouse.runtime.objects.Ops;
import dev.dormouse.runtime.objects.PyBytes;
import dev.dormouse.runtime.objects.PyDict;
import dev.dormouse.runtime.objects.PyException;
import dev.dormouse.runtime.objects.PyInt;
import dev.dormouse.runtime.objects.PyList;
import dev.dormouse.runtime.objects.PyModule;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;
import dev.dormouse.runtime.objects.PyTuple;
import dev.dormouse.runtime.objects.PyType;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The module's types, called as Python calls them. Programs and answers are CPython 3.11's. */
class SreModuleTest {
  /** {@code (a)(?P<n>b)?}. */
  private static final int[] A_THEN_B = {
    14, 8, 1, 1, 2, 1, 0, 97, 0, 17, 0, 16, 97, 17, 1, 23, 9, 0, 1, 17, 2, 16, 98, 17, 3, 18, 1
  };

  /** {@code x*}. */
  private static final int[] XS = {14, 4, 0, 0, -1, 24, 6, 0, -1, 16, 120, 1, 1};

  private Interpreter interpreter;
  private PyModule module;

  @BeforeEach
  void enter() {
    interpreter = new Interpreter(new Flags());
    interpreter.enter();
    module = BuiltinModules.create(BuiltinModules.find("_sre"));
  }

  @AfterEach
  void leave() {
    interpreter.leave();
  }

  private PyObject compile(PyObject source, int flags, int groups, int... words) {
    PyList code = new PyList();
    for (int word : words) {
      code.add(PyInt.of(word & 0xffffffffL));
    }
    PyDict groupindex = new PyDict();
    PyTuple indexgroup = PyTuple.EMPTY;
    if (groups == 2) {
      groupindex.put("n", PyInt.of(2));
      indexgroup = PyTuple.of(PyObject.NONE, PyObject.NONE, str("n"));
    }
    return Abstract.call(
        module.get("compile"),
        source,
        PyInt.of(flags),
        code,
        PyInt.of(groups),
        groupindex,
        indexgroup);
  }

  private PyObject aThenB() {
    return compile(str("(a)(?P<n>b)?"), 32, 2, A_THEN_B);
  }

  private PyObject xs() {
    return compile(str("x*"), 32, 0, XS);
  }

  private static PyStr str(String s) {
    return PyStr.of(s);
  }

  private static PyBytes bytes(String s) {
    return PyBytes.of(s.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static PyObject call(PyObject o, String method, PyObject... args) {
    return Abstract.callMethod(o, method, args);
  }

  /** A repr without the reprs of other people's types: they may not exist yet. */
  private static String show(PyObject o) {
    if (o == PyObject.NONE) {
      return "None";
    }
    if (o instanceof PyStr s) {
      return "'" + s.value() + "'";
    }
    if (o instanceof PyBytes b) {
      return "b'" + new String(b.value, StandardCharsets.ISO_8859_1) + "'";
    }
    if (o instanceof PyInt n) {
      return n.bigValue().toString();
    }
    PyObject[] items =
        o instanceof PyTuple t ? t.items : o instanceof PyList l ? l.toArray() : null;
    if (items == null) {
      return o.type.fullName();
    }
    StringBuilder out = new StringBuilder();
    for (PyObject item : items) {
      out.append(out.isEmpty() ? "" : ", ").append(show(item));
    }
    String comma = items.length == 1 && o instanceof PyTuple ? "," : "";
    return o instanceof PyTuple ? "(" + out + comma + ")" : "[" + out + "]";
  }

  private static void assertShows(String expected, PyObject actual) {
    assertEquals(expected, show(actual));
  }

  private static void assertRaises(
      String expected, org.junit.jupiter.api.function.Executable body) {
    assertEquals(expected, assertThrows(PyException.class, body).getMessage());
  }

  @Test
  void match_knowsItsGroups() {
    PyObject m = call(aThenB(), "match", str("ac"));
    assertShows("'a'", call(m, "group"));
    assertShows("('a', None)", call(m, "group", PyInt.of(1), str("n")));
    assertShows("('a', 'd')", call(m, "groups", str("d")));
    assertShows("(-1, -1)", call(m, "span", str("n")));
    assertShows("1", call(m, "end"));
    assertShows("((0, 1), (0, 1), (-1, -1))", Abstract.getAttribute(m, "regs"));
    assertShows("1", Abstract.getAttribute(m, "lastindex"));
    assertShows("None", Abstract.getAttribute(m, "lastgroup"));
    assertShows("'a'", Abstract.getItem(m, PyInt.of(1)));
    assertShows("2", Abstract.getAttribute(m, "endpos"));
    assertShows("'n'", Abstract.getAttribute(call(aThenB(), "match", str("ab")), "lastgroup"));
  }

  @Test
  void match_unknownGroup_raises() {
    PyObject m = call(aThenB(), "match", str("ac"));
    assertRaises("IndexError: no such group", () -> call(m, "group", PyInt.of(3)));
    assertRaises("IndexError: no such group", () -> call(m, "start", PyInt.of(-1)));
    assertRaises("IndexError: no such group", () -> Abstract.getItem(m, str("x")));
  }

  @Test
  void pattern_wrongSubject_raises() {
    PyObject p = aThenB();
    assertRaises(
        "TypeError: expected string or bytes-like object, got 'int'",
        () -> call(p, "match", PyInt.of(1)));
    assertRaises(
        "TypeError: cannot use a string pattern on a bytes-like object",
        () -> call(p, "match", bytes("a")));
    PyObject b = compile(bytes("(a)(?P<n>b)?"), 0, 2, A_THEN_B);
    assertRaises(
        "TypeError: cannot use a bytes pattern on a string-like object",
        () -> call(b, "search", str("a")));
    assertShows("[(b'a', b'b'), (b'a', b'')]", call(b, "findall", bytes("abac")));
  }

  @Test
  void splitAndFindall_followReference() {
    assertShows("[('a', 'b'), ('a', '')]", call(aThenB(), "findall", str("abac")));
    assertShows("['x', 'a', 'b', 'y', 'a', None, 'z']", call(aThenB(), "split", str("xabyaz")));
    assertShows("['x', 'a', 'b', 'yaz']", call(aThenB(), "split", str("xabyaz"), PyInt.of(1)));
    assertShows("['xabyaz']", call(aThenB(), "split", str("xabyaz"), PyInt.of(-1)));
    assertShows("['', 'a', '', 'b', 'c', '']", call(xs(), "split", str("axbc")));
  }

  @Test
  void sub_literal_followsReference() {
    assertShows("'-a--b-'", call(xs(), "sub", str("-"), str("axb")));
    assertShows("('-axb', 1)", call(xs(), "subn", str("-"), str("axb"), PyInt.of(1)));
    assertShows("'y\ud83d\ude00'", call(aThenB(), "sub", str("y"), str("ab\ud83d\ude00")));
    PyStr untouched = str("zzz");
    assertSame(untouched, call(aThenB(), "sub", str("y"), untouched));
  }

  @Test
  void sub_template_followsReference() {
    assertShows("'-b-b-'", call(aThenB(), "sub", str("\\g<n>-"), str("aabab")));
    assertShows("'[a][a][a]'", call(aThenB(), "sub", str("[\\1]"), str("aabab")));
    assertShows("'\n\\.\0S-b'", call(aThenB(), "sub", str("\\n\\.\\0\\123-"), str("ab" + "b")));
    PyObject b = compile(bytes("(a)(?P<n>b)?"), 0, 2, A_THEN_B);
    assertShows("b'<ab>c'", call(b, "sub", bytes("<\\g<0>>"), bytes("abc")));
    assertShows("'[a|]'", call(call(aThenB(), "match", str("ac")), "expand", str("[\\1|\\2]")));
  }

  @Test
  void finditer_givesMatchesThenEnds() {
    PyObject it = Abstract.iter(call(xs(), "finditer", str("axb")));
    assertEquals("callable_iterator", it.type.name());
    StringBuilder spans = new StringBuilder();
    for (PyObject m = Abstract.next(it); m != null; m = Abstract.next(it)) {
      spans.append(show(call(m, "span")));
    }
    assertEquals("(0, 0)(1, 2)(2, 2)(3, 3)", spans.toString());
    assertEquals(null, Abstract.next(it));
  }

  @Test
  void scanner_goesOnWhereItStopped() {
    PyObject scanner = call(aThenB(), "scanner", str("abac"));
    assertShows("(0, 2)", call(call(scanner, "match"), "span"));
    assertShows("(2, 3)", call(call(scanner, "search"), "span"));
    assertShows("None", call(scanner, "match"));
    assertShows("None", call(scanner, "match"));
  }

  @Test
  void patterns_compareByProgram() {
    PyObject p = aThenB();
    PyObject q = aThenB();
    assertNotSame(p, q);
    assertEquals(true, Abstract.equal(p, q));
    assertEquals(Abstract.hash(p), Abstract.hash(q));
    assertEquals(false, Abstract.equal(p, xs()));
    assertEquals(false, Abstract.equal(p, compile(str("(a)(?P<n>b)?"), 34, 2, A_THEN_B)));
  }

  @Test
  void compile_badCode_raises() {
    assertRaises("RuntimeError: invalid SRE code", () -> compile(str("x"), 0, 0, 99));
    assertRaises("RuntimeError: invalid SRE code", () -> compile(str("x"), 0, 0));
    assertRaises(
        "OverflowError: regular expression code size limit exceeded",
        () ->
            Abstract.call(
                module.get("compile"),
                str("x"),
                PyInt.ZERO,
                PyList.of(PyInt.of(1L << 32)),
                PyInt.ZERO,
                new PyDict(),
                PyTuple.EMPTY));
    assertRaises(
        "TypeError: compile() argument 'code' must be list, not tuple",
        () ->
            Abstract.call(
                module.get("compile"),
                str("x"),
                PyInt.ZERO,
                PyTuple.EMPTY,
                PyInt.ZERO,
                new PyDict(),
                PyTuple.EMPTY));
  }

  @Test
  void accelerator_givesWhatTheLibraryGives() {
    SreAcceleratorTable table = new SreAcceleratorTable();
    PyModule compiler = new PyModule("re._compiler", PyObject.NONE);
    PyObject[] args = {str("(a)(?P<n>b)?")};
    PyObject fast = table.call(table.find("compile"), compiler, args, null);
    assertEquals(true, Abstract.equal(aThenB(), fast));
    assertShows("'ab'", call(call(fast, "search", str("xab")), "group"));
    assertShows("'n'", Abstract.getAttribute(call(fast, "match", str("ab")), "lastgroup"));
  }

  @Test
  void accelerator_mistake_isLeftToTheLibrary() {
    SreAcceleratorTable table = new SreAcceleratorTable();
    PyModule compiler = new PyModule("re._compiler", PyObject.NONE);
    compiler.set("_compile_in_python", echo());
    PyObject[] args = {str("(")};
    assertShows("('(',)", table.call(table.find("compile"), compiler, args, null));
  }

  /** Something callable that shows what it was called with. */
  private static PyObject echo() {
    return new PyObject(
        PyType.builtin(
            "echo",
            PyType.OBJECT,
            new Ops() {
              @Override
              public PyObject call(PyObject o, PyObject[] args, PyStr[] kwnames) {
                return PyTuple.of(args);
              }
            },
            new SreAcceleratorTable()));
  }
}
