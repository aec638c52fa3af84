package dev.dormouse.script;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedding API, with the reference's library as source: images are made by a later module. */
class DormouseTest {
  @TempDir Path directory;
  private final StringWriter out = new StringWriter();
  private Dormouse python;

  static DormouseBuilder builder() {
    return Dormouse.builder()
        .withoutHome()
        .path(Path.of(System.getProperty("dormouse.reference.lib")));
  }

  @BeforeEach
  void start() throws IOException {
    python = builder().out(out).start();
  }

  @AfterEach
  void close() {
    python.close();
  }

  @Test
  void evalRunAndExec_giveValues() {
    assertEquals(3, python.eval("1 + 2").toJava());
    python.exec("x = 4");
    assertEquals(16, python.run("y = x * 4\ny", "f.py").asInt());
    assertTrue(python.run("z = 1", "f.py").isNone());
    assertEquals(4, python.get("x").asInt());
    assertNull(python.get("nothing"));
    python.set("name", "Dormouse");
    assertEquals("DORMOUSE", python.eval("name.upper()").asString());
  }

  @Test
  void evalOfStatement_isRefused() {
    PythonException e = assertThrows(PythonException.class, () -> python.eval("x = 1"));
    assertEquals("ValueError", e.typeName());
  }

  @Test
  void simpleValues_crossBothWays() {
    Object[] values = {
      null, true, 1, -1L << 40, BigInteger.ONE.shiftLeft(100), 1.5, "é\ud83d\ude00", ""
    };
    PythonValue same = python.eval("lambda x: x");
    for (Object value : values) {
      assertEquals(value, same.call(value).toJava());
    }
    assertArrayEquals(new byte[] {1, -1}, same.call(new byte[] {1, -1}).as(byte[].class));
    assertEquals("x", same.call('x').toJava());
    assertEquals("[1, 2.0, True, None]", same.call(Arrays.asList(1, 2f, true, null)).repr());
    assertEquals("[1, 2]", same.call((Object) new int[] {1, 2}).repr());
    assertEquals("{'a': [1]}", same.call(Map.of("a", List.of((short) 1))).repr());
    assertEquals("{1}", same.call(Set.of(1)).repr());
  }

  @Test
  void asType_convertsOrIsATypeError() {
    assertEquals(7L, python.eval("7").as(Long.class));
    assertEquals(7.0, python.eval("7").asDouble());
    assertEquals((byte) 7, python.eval("7").as(byte.class));
    assertEquals('c', python.eval("'c'").as(char.class));
    assertArrayEquals(new int[] {1, 2}, python.eval("(1, 2)").as(int[].class));
    assertEquals(Set.of(1, 2), python.eval("{1, 2}").as(Set.class));
    for (String text : new String[] {"1.5", "'1'", "None", "1 << 40"}) {
      PythonValue value = python.eval(text);
      PythonException e = assertThrows(PythonException.class, value::asInt, text);
      assertEquals("TypeError", e.typeName());
    }
  }

  @Test
  void listsAndDicts_areViews() {
    List<Object> list = python.run("l = [1, 'a']\nl", "x").asList();
    list.add(2.5);
    list.set(0, 10);
    list.remove(1);
    assertEquals("[10, 2.5]", python.get("l").repr());
    assertThrows(IndexOutOfBoundsException.class, () -> list.get(2));
    Map<Object, Object> map = python.run("d = {'a': 1}\nd", "x").asMap();
    map.put("b", List.of(2));
    assertEquals(1, map.remove("a"));
    assertNull(map.get("a"));
    assertEquals("{'b': [2]}", python.get("d").repr());
    assertEquals(Map.of("b", List.of(2)), new LinkedHashMap<>(map));
    map.entrySet().iterator().next().setValue(3);
    assertEquals(3, python.eval("d['b']").asInt());
  }

  @Test
  void objects_haveAttributesItemsAndCalls() {
    python.exec(
        """
        class Point:
            def __init__(self, x, y=0):
                self.x, self.y = x, y
            def plus(self, dx, dy=0):
                return Point(self.x + dx, self.y + dy)
            def __str__(self):
                return f'({self.x}, {self.y})'
        """);
    PythonValue point = python.get("Point").call(List.of(1), Map.of("y", 5));
    assertEquals("(2, 5)", point.invoke("plus", 1).toString());
    point.set("x", 9);
    assertEquals(9, point.get("x").asInt());
    assertNull(point.get("z"));
    assertEquals("Point", point.typeName());
    assertEquals(point, python.eval("lambda p: p").call(point));
    PythonValue dict = python.eval("{}");
    dict.setItem("k", 1);
    assertEquals(1, dict.item("k").asInt());
    assertFalse(python.eval("[]").isTrue());
    assertTrue(python.eval("len").isCallable());
  }

  @Test
  void modules_areImported() throws IOException {
    assertEquals(
        "{\"a\": [1, null]}",
        python
            .importModule("json")
            .invoke("dumps", Map.of("a", Arrays.asList(1, null)))
            .asString());
    assertEquals(
        "ModuleNotFoundError: No module named 'nonsense'",
        assertThrows(PythonException.class, () -> python.importModule("nonsense")).getMessage());
    Files.writeString(directory.resolve("mine.py"), "answer = 42\n");
    try (Dormouse other = builder().path(directory).start()) {
      assertEquals(42, other.importModule("mine").get("answer").asInt());
    }
  }

  @Test
  void streams_areJavas() throws IOException {
    python.exec("print('é', 1)");
    assertEquals("é 1\n", out.toString());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    StringWriter errors = new StringWriter();
    try (Dormouse other =
        builder()
            .in(new ByteArrayInputStream("one\r\ntwo\nthree".getBytes(StandardCharsets.UTF_8)))
            .out(bytes)
            .err(errors)
            .start()) {
      other.exec(
          "import sys\nprint(input('? '), list(sys.stdin))\nsys.stdout.buffer.write(b'raw')\n"
              + "sys.stdout.flush()\nprint('bad', file=sys.stderr)\n");
    }
    assertEquals("? one ['two\\n', 'three']\nraw", bytes.toString(StandardCharsets.UTF_8));
    assertEquals("bad\n", errors.toString());
    try (Dormouse other = builder().in(new StringReader("")).out(out).start()) {
      assertEquals(
          "EOFError", assertThrows(PythonException.class, () -> other.exec("input()")).typeName());
    }
  }

  @Test
  void argumentsAndEnvironment_areThoseGiven() throws IOException {
    try (Dormouse other =
        builder().arguments("prog", "-x").environment(Map.of("WHO", "me")).start()) {
      assertEquals(List.of("prog", "-x"), other.run("import sys; sys.argv", "x").toJava());
      assertEquals("{'WHO': 'me'}", other.run("import os; dict(os.environ)", "x").repr());
    }
  }

  // errors

  @Test
  void exceptions_carryTypeTextAndTraceback() {
    PythonException e =
        assertThrows(
            PythonException.class,
            () -> python.exec("def f():\n    raise ValueError('bad')\nf()\n", "app.py"));
    assertEquals("ValueError: bad", e.getMessage());
    assertEquals("ValueError", e.typeName());
    assertEquals(
        "Traceback (most recent call last):\n"
            + "  File \"app.py\", line 3, in <module>\n"
            + "  File \"app.py\", line 2, in f\n"
            + "ValueError: bad\n",
        e.traceback());
    assertEquals("f", e.getStackTrace()[0].getMethodName());
    assertEquals(2, e.getStackTrace()[0].getLineNumber());
    assertEquals("bad", e.value().get("args").item(0).asString());
    assertNull(e.getCause());
    assertFalse(e.isExit());
  }

  @Test
  void syntaxErrors_areExceptions() {
    PythonException e = assertThrows(PythonException.class, () -> python.exec("x = = 1"));
    assertEquals("SyntaxError", e.typeName());
    assertThrows(PythonException.class, () -> python.exec("\0"));
  }

  @Test
  void systemExit_doesNotEndTheJvm() {
    PythonException e =
        assertThrows(PythonException.class, () -> python.exec("import sys; sys.exit(3)"));
    assertTrue(e.isExit());
    assertEquals(3, e.exitCode());
    assertEquals(
        1,
        assertThrows(PythonException.class, () -> python.exec("exit = 1; raise SystemExit('x')"))
            .exitCode());
  }

  @Test
  void endlessRecursion_isARecursionError() {
    PythonException e =
        assertThrows(PythonException.class, () -> python.exec("def f(): return f()\nf()"));
    assertEquals("RecursionError", e.typeName());
    assertEquals(2, python.eval("1 + 1").asInt());
  }

  @Test
  void javaExceptions_areRaisedAndComeBackAsCause() {
    IllegalStateException thrown = new IllegalStateException("no");
    Callable<Object> fails =
        () -> {
          throw thrown;
        };
    python.set("fails", fails);
    PythonException e = assertThrows(PythonException.class, () -> python.exec("fails()"));
    assertEquals("RuntimeError", e.typeName());
    assertSame(thrown, e.getCause());
    assertEquals(
        "java.lang.IllegalStateException: no",
        python
            .run("try:\n  fails()\nexcept RuntimeError as e:\n  text = str(e)\ntext", "x")
            .asString());
    Callable<Object> opens =
        () -> {
          throw new IOException("gone");
        };
    python.set("opens", opens);
    python.exec("try:\n  opens()\nexcept OSError:\n  pass\n");
  }

  @Test
  void pythonExceptionThroughJava_staysItself() {
    Function<PythonValue, Object> callBack = f -> f.call().toJava();
    python.set("callBack", callBack);
    python.exec("def f(): raise KeyError('k')\n");
    PythonException e = assertThrows(PythonException.class, () -> python.exec("callBack(f)"));
    assertEquals("KeyError: 'k'", e.getMessage());
  }

  // Java objects

  /** For Python to use. */
  public static final class Account {
    public int opened = 1999;
    public static final String BANK = "B";
    private String owner = "Ann";

    public String getOwner() {
      return owner;
    }

    public void setOwner(String owner) {
      this.owner = owner;
    }

    public boolean isOpen() {
      return true;
    }

    public String add(int amount) {
      return "int";
    }

    public String add(double amount) {
      return "double";
    }

    public String add(String amount) {
      return "String";
    }

    public int sum(int... amounts) {
      return Arrays.stream(amounts).sum();
    }

    public static Account of(String owner) {
      Account a = new Account();
      a.owner = owner;
      return a;
    }
  }

  @Test
  void javaObjects_showPublicMembers() {
    Account account = new Account();
    python.set("a", account);
    assertSame(account, python.eval("a").toJava());
    assertEquals("Ann", python.eval("a.owner").asString());
    python.exec("a.owner = 'Bob'; a.opened += 1");
    assertEquals("Bob", account.getOwner());
    assertEquals(2000, account.opened);
    assertEquals(
        List.of("int", "double", "String", true, 0, 6),
        python
            .eval("[a.add(1), a.add(1.0), a.add('1'), a.open, a.sum(), a.sum(1, 2, 3)]")
            .toJava());
    assertEquals(
        "['owner'] []",
        python
            .eval(
                "f'{[n for n in dir(a) if n == \"opened\"] and [\"owner\"]} "
                    + "{[n for n in dir(a) if n == \"getClass\"]}'")
            .asString());
    for (String bad : new String[] {"a.nothing", "a.getClass()", "a.BANK"}) {
      assertEquals(
          "AttributeError", assertThrows(PythonException.class, () -> python.eval(bad)).typeName());
    }
    for (String bad : new String[] {"a.add([])", "a()", "len(a)", "a[0]", "a.add(x=1)"}) {
      assertEquals(
          "TypeError", assertThrows(PythonException.class, () -> python.eval(bad)).typeName());
    }
  }

  @Test
  void classes_makeInstancesAndHaveStatics() {
    python.set("Account", Account.class);
    assertEquals("Ann", python.eval("Account().owner").asString());
    assertEquals("Eve", python.eval("Account.of('Eve').owner").asString());
    assertEquals("B", python.eval("Account.BANK").asString());
  }

  @Test
  void wrappedCollections_areChangedInPlace() {
    List<Object> list = new ArrayList<>(List.of(1, 2));
    Map<String, Object> map = new LinkedHashMap<>();
    python.set("l", python.wrap(list));
    python.set("m", python.wrap(map));
    python.exec("l.add('x'); l[0] = 5; del l[1]; m['k'] = len(l); y = [e for e in l], 'k' in m");
    assertEquals(List.of(5, "x"), list);
    assertEquals(Map.of("k", 2), map);
    assertEquals("([5, 'x'], True)", python.get("y").repr());
    assertEquals(
        "IndexError", assertThrows(PythonException.class, () -> python.eval("l[2]")).typeName());
    assertEquals(
        "KeyError", assertThrows(PythonException.class, () -> python.eval("m['z']")).typeName());
  }

  @Test
  void functions_crossBothWays() {
    BinaryOperator<Integer> add = Integer::sum;
    python.set("add", add);
    assertEquals(5, python.eval("add(2, 3)").asInt());
    @SuppressWarnings("unchecked")
    Function<Object, Object> twice = python.eval("lambda x: x * 2").as(Function.class);
    assertEquals("abab", twice.apply("ab"));
    List<String> names = new ArrayList<>(List.of("bb", "a"));
    python.set("names", python.wrap(names));
    python.exec("names.sort(lambda a, b: len(a) - len(b))");
    assertEquals(List.of("a", "bb"), names);
    python.exec("class R:\n  def run(self): print('ran')\n");
    python.eval("R()").as(Runnable.class).run();
    assertEquals("ran\n", out.toString());
  }

  // interpreters and threads

  @Test
  void interpreters_shareNothing() throws IOException {
    try (Dormouse other = builder().start()) {
      python.exec("x = 1");
      assertNull(other.get("x"));
      PythonValue foreign = python.eval("[]");
      assertEquals(
          "ValueError",
          assertThrows(PythonException.class, () -> other.set("x", foreign)).typeName());
      Callable<Object> nested = () -> other.eval("6 * 7").toJava();
      python.set("nested", nested);
      assertEquals(42, python.eval("nested()").asInt());
      assertNotEquals(python.eval("1"), other.eval("1"));
    }
  }

  @Test
  void threads_takeTurnsAndMayCallBack() throws Exception {
    python.exec("n = 0\ndef count():\n  global n\n  for _ in range(1000): n += 1\n");
    CountDownLatch running = new CountDownLatch(1);
    Thread[] threads = new Thread[4];
    for (int i = 0; i < threads.length; i++) {
      threads[i] =
          new Thread(
              () -> {
                try {
                  running.await();
                } catch (InterruptedException e) {
                  return;
                }
                python.get("count").call();
              });
      threads[i].start();
    }
    running.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    // The increments are not atomic, in Python either: each thread counts, and none is lost.
    assertTrue(python.get("n").asInt() >= 1000);
    python.exec("import threading\nt = threading.Thread(target=count); t.start(); t.join()");
    assertInstanceOf(Integer.class, python.get("n").toJava());
  }

  @Test
  void close_runsExitFunctionsAndEndsIt() {
    python.exec("import atexit; atexit.register(print, 'bye')");
    python.close();
    python.close();
    assertEquals("bye\n", out.toString());
    assertThrows(IllegalStateException.class, () -> python.eval("1"));
  }

  @Test
  void startThatFails_leavesTheThreadAsItWas() throws IOException {
    Callable<Object> fails =
        () -> builder().image(directory.resolve("missing.dmi")).start().eval("1").toJava();
    assertThrows(IOException.class, fails::call);
    python.set("fails", fails);
    assertEquals(
        "OSError", assertThrows(PythonException.class, () -> python.eval("fails()")).typeName());
    assertEquals(2, python.eval("1 + 1").asInt());
  }

  @Test
  void missingHome_isSaidPlainly() {
    IOException e =
        assertThrows(IOException.class, () -> Dormouse.builder().home(directory).start());
    assertTrue(e.getMessage().startsWith("no distribution in "), e::getMessage);
  }
}
