package dev.dormouse.code;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarshalTest {
  @TempDir Path folder;

  @Test
  void codeOfRealModules_readAndRewrittenLikeReference() throws Exception {
    List<Corpus.Item> items =
        Corpus.make(
            """
            for path, code in some():
                for version in range(5):
                    put(path, marshal.dumps(code, version))
            """);
    assertTrue(items.size() >= 250);
    for (int i = 0; i < items.size(); i++) {
      Corpus.Item item = items.get(i);
      MarshalReader reader =
          new MarshalReader(item.name(), item.data(), 0, item.data().length, null);
      CodeObject code = assertInstanceOf(CodeObject.class, reader.read());
      assertEquals(item.data().length, reader.position());
      int version = i % 5;
      if (version < 3) {
        // Without references the bytes depend on the values alone.
        byte[] ours = new MarshalWriter(version, null).write(code).toBytes();
        assertArrayEquals(item.data(), ours, item.name() + " version " + version);
      } else {
        Files.write(
            folder.resolve(i + ".bin"), new MarshalWriter(version, null).write(code).toBytes());
        Files.write(folder.resolve(i + ".ref"), item.data());
      }
    }
    // CPython's flags depend on reference counts; but what it makes of our bytes must be what it
    // started from.
    String verdict =
        ReferencePython.text(
            """
            import marshal, os, sys
            same = 0
            for name in os.listdir(sys.argv[1]):
                if name.endswith('.bin'):
                    path = os.path.join(sys.argv[1], name)
                    ours, theirs = open(path, 'rb').read(), open(path[:-3] + 'ref', 'rb').read()
                    a, b = marshal.loads(ours), marshal.loads(theirs)
                    assert a == b and marshal.dumps(a, 2) == marshal.dumps(b, 2), name
                    assert len(ours) <= len(theirs), (name, len(ours), len(theirs))
                    same += 1
            print(same)
            """,
            folder.toString());
    assertEquals(items.size() / 5 * 2, Integer.parseInt(verdict.strip()));
  }

  /**
   * Literals whose marshal form in every version is compared; the reference prints them in the same
   * order.
   */
  private static final String VALUES =
      """
      values = [None, ..., True, False, 0, 1, -1, 255, 2**31-1, -2**31, 2**31, -2**31-1,
        2**62, 2**63-1, -2**63, 2**63, -2**63-1, 2**64, 3**500, -(7**333), 10**4000,
        0.0, -0.0, 1.5, 0.1, 1e16, 1e17, 123456789012345678.0, 1e100, 5e-324, 1e-4, 1e-5, 0.00012345,
        1.7976931348623157e308, float('inf'), -float('inf'), float('nan'), 2/3, 100.0, 1e15+0.3,
        2j, 1.5-0j, complex(-0.0, float('inf')), '', 'abc', 'a b', 'h\\xe9', '\\u20ac', '\\U0001f600',
        '\\ud800', '\\udc00', '\\ud800\\udc00', 'x\\udc80y\\U0010ffff', 'q' * 255, 'q' * 256, 'q r' * 300,
        b'', b'abc\\xff', b'z' * 300, (), (1, 2), (1, (2.5, ('x y',))), tuple(range(255)),
        tuple(range(1000, 1256)), frozenset(), frozenset({1, 2, 'a b', None}), frozenset({(1, 2), b'x', 1.5})]
      """;

  @Test
  void values_readAndRewrittenLikeReference() throws Exception {
    List<Corpus.Item> items =
        Corpus.make(
            VALUES
                + """
                def plain(data):
                    # Flags depend on reference counts, so only those of the whole value can be taken away.
                    return bytes([data[0] & 0x7f]) + data[1:]
                for value in values:
                    for version in range(5):
                        shallow = not isinstance(value, (tuple, frozenset))
                        data = marshal.dumps(value, version)
                        put(f'{value!a} v{version}'[:80], plain(data) if shallow else data)
                """);
    for (int i = 0; i < items.size(); i++) {
      Corpus.Item item = items.get(i);
      int version = i % 5;
      Object value =
          new MarshalReader(item.name(), item.data(), 0, item.data().length, null).read();
      byte[] ours = new MarshalWriter(version, null).write(value).toBytes();
      boolean shallow = !(value instanceof Constants.Tuple || value instanceof Constants.FrozenSet);
      if (version < 3 || shallow && !(value instanceof String s)) {
        assertArrayEquals(item.data(), ours, item.name());
      } else if (shallow) {
        // Which strings are interned is not known from the outside.
        byte[] expected = item.data();
        expected[0] = (byte) uninterned(expected[0]);
        ours[0] = (byte) uninterned(ours[0]);
        assertArrayEquals(expected, ours, item.name());
      }
      Object again = new MarshalReader(item.name(), ours, 0, ours.length, null).read();
      assertEquals(value, again, item.name());
    }
  }

  private static int uninterned(int type) {
    return switch (type) {
      case 't' -> 'u';
      case 'A' -> 'a';
      case 'Z' -> 'z';
      default -> type;
    };
  }

  @Test
  void generalData_survivesBothDirections() throws Exception {
    String data =
        """
        inner = [1, 'two', 3.0]
        data = {'a': inner, 'b': (inner, {4, 5}, frozenset({'six'})), 7: {'x': None, 'y': StopIteration}}
        data['self'] = data
        inner.append(inner)
        loop = ([],); loop[0].append(loop)
        data['loop'] = loop
        data['long'] = 'z' * 400
        """;
    String show =
        """
        def show(d):
            assert d['self'] is d and d['a'][3] is d['a'] and d['b'][0] is d['a']
            assert d['loop'][0][0] is d['loop']
            return (d['a'][:3], d['b'][1:], d[7], list(d), d['long'])
        """;
    for (int version = 3; version < 5; version++) {
      byte[] theirs =
          Corpus.make(data + "put('data', marshal.dumps(data, " + version + "))").get(0).data();
      Object read = new MarshalReader("data", theirs, 0, theirs.length, new PlainFactory()).read();
      byte[] ours = new MarshalWriter(version, PlainFactory::describe).write(read).toBytes();
      Path file = folder.resolve("general");
      Files.write(file, ours);
      String verdict =
          ReferencePython.text(
              "import sys, marshal\n"
                  + data
                  + show
                  + "print(show(marshal.load(open(sys.argv[1], 'rb'))) == show(data))",
              file.toString());
      assertEquals("True\n", verdict);
    }
  }

  @Test
  void codeAmongData_sharesValuesWithIt() throws Exception {
    byte[] bytes =
        Corpus.make(
                """
                code = compile("def f(): return ('shared', 1000003, (1, 'two'))", 'file', 'exec')
                inner = code.co_consts[0]
                data = [inner.co_consts[1], code, inner, inner.co_name, inner.co_consts]
                put('data', marshal.dumps(data))
                """)
            .get(0)
            .data();
    PlainFactory.PlainList list =
        (PlainFactory.PlainList)
            new MarshalReader("data", bytes, 0, bytes.length, new PlainFactory()).read();
    CodeObject code = assertInstanceOf(CodeObject.class, list.items.get(1));
    CodeObject inner = assertInstanceOf(CodeObject.class, list.items.get(2));
    assertSame(code.consts[0], inner);
    assertEquals("f", list.items.get(3));
    assertInstanceOf(PlainFactory.PlainTuple.class, list.items.get(0));
    assertInstanceOf(Constants.Tuple.class, inner.consts[1]);
    byte[] ours = new MarshalWriter(4, PlainFactory::describe).write(list).toBytes();
    Path file = folder.resolve("data");
    Files.write(file, ours);
    assertEquals(
        "True\n",
        ReferencePython.text(
            """
            import marshal, sys
            d = marshal.load(open(sys.argv[1], 'rb'))
            print(eval(d[1].replace(co_code=d[1].co_code)) is None and d[2].co_consts == d[4]
                and d[1].co_consts[0] == d[2] and d[3] == 'f' and d[0] == d[2].co_consts[1])
            """,
            file.toString()));
  }

  @Test
  void faults_haveReferenceWords() throws IOException {
    String[] inputs = {
      "",
      "69",
      "28",
      "28ffffffff",
      // More would make the reference allocate and clear gigabytes before it notices.
      "28ffff0f00",
      "3f",
      "7200000000",
      "290130",
      "5b0100000030",
      "3c0100000030",
      "30",
      "73ffffffff",
      "75ffffffff",
      "61ffffffff",
      "6c010000000000",
      "6c0100000000ff",
      "6c00000080",
      "660171",
      "6601",
      "66",
      "7a",
      "7a0561",
      "730500000061",
      "6700",
      "7bff",
      "7b69000000",
      "3effffffff",
      "3cffffffff",
      "5bffffffff",
      "72ffffffff",
      "be010000007200000000",
      "2901".repeat(2100),
      "5b01000000".repeat(500),
      "6300000000",
    };
    StringBuilder actual = new StringBuilder();
    for (String input : inputs) {
      byte[] data = HexFormat.of().parseHex(input);
      CodeFormatException e =
          assertThrows(
              CodeFormatException.class,
              () -> new MarshalReader("f", data, 0, data.length, new PlainFactory()).read(),
              input);
      actual.append(e.reason()).append('\n');
    }
    String expected =
        ReferencePython.text(
            "import sys, marshal\n"
                + "for x in sys.argv[1:]:\n"
                + "    try: print(x, marshal.loads(bytes.fromhex(x)))\n"
                + "    except Exception as e: print(e)\n",
            inputs);
    assertEquals(expected, actual.toString());
  }

  @Test
  void truncatedAnywhere_failsCleanly() throws Exception {
    byte[] data = sample();
    for (int length = 0; length < data.length; length++) {
      int size = length;
      assertThrows(
          CodeFormatException.class, () -> new MarshalReader("f", data, 0, size, null).read());
      assertThrows(
          CodeFormatException.class,
          () -> new MarshalReader("f", data, 0, size, new PlainFactory()).read());
    }
  }

  @Test
  void everyByteChanged_readsOrFailsCleanly() throws Exception {
    byte[] data = sample();
    int failures = 0;
    for (int at = 0; at < data.length; at++) {
      byte original = data[at];
      for (int value : new int[] {0, 1, 0x7F, 0x80, 0xFF, original ^ 0x80, 'r', '(', 'c', 'l'}) {
        data[at] = (byte) value;
        failures += reads(data) ? 0 : 1;
      }
      data[at] = original;
    }
    assertTrue(failures > data.length);
  }

  @Test
  void randomBytes_readOrFailCleanly() {
    Random random = new Random(11);
    byte[] types = "0NTFS.iIlfgxysuzZaAt()[{<>cr".getBytes(StandardCharsets.US_ASCII);
    for (int round = 0; round < 20_000; round++) {
      byte[] data = new byte[random.nextInt(80)];
      for (int i = 0; i < data.length; i++) {
        int b = types[random.nextInt(types.length)] | (random.nextBoolean() ? 0x80 : 0);
        data[i] = (byte) (random.nextInt(3) == 0 ? random.nextInt(4) : b);
      }
      reads(data);
    }
  }

  @Test
  void countsOfNestedContainers_doNotAddUp() {
    // Each level claims as many items as there are bytes left, which together would be gigabytes of
    // arrays.
    byte[] data = new byte[1_000_000];
    for (int at = 0; at + 5 <= 5 * 1900; at += 5) {
      data[at] = '(';
      int count = data.length - at - 10;
      data[at + 1] = (byte) count;
      data[at + 2] = (byte) (count >> 8);
      data[at + 3] = (byte) (count >> 16);
    }
    CodeFormatException e =
        assertThrows(
            CodeFormatException.class,
            () -> new MarshalReader("f", data, 0, data.length, null).read());
    assertEquals(5, e.offset());
  }

  @Test
  void referencesToReferences_doNotMultiply() {
    // Each tuple holds the one before twice: forty of them would stand for 2**40 values.
    StringBuilder hex = new StringBuilder("2928a900");
    for (int i = 0; i < 39; i++) {
      String reference = "72" + HexFormat.of().toHexDigits((byte) i) + "000000";
      hex.append("a902").append(reference).append(reference);
    }
    byte[] data = HexFormat.of().parseHex(hex);
    CodeFormatException e =
        assertThrows(
            CodeFormatException.class,
            () -> new MarshalReader("f", data, 0, data.length, null).read());
    assertEquals("references to references", e.actual());
  }

  @Test
  void deepNesting_isRefusedByTheWriter() throws Exception {
    Object nested = new Constants.Tuple();
    for (int i = 1; i < 2000; i++) {
      nested = new Constants.Tuple(nested);
    }
    Object deepest = nested;
    MarshalWriter.UnmarshallableException[] failure = new MarshalWriter.UnmarshallableException[1];
    Object[] read = new Object[1];
    Runnable task =
        () -> {
          byte[] data = new MarshalWriter(2, null).write(deepest).toBytes();
          try {
            read[0] = new MarshalReader("f", data, 0, data.length, null).read();
          } catch (CodeFormatException e) {
            throw new AssertionError(e);
          }
          failure[0] =
              assertThrows(
                  MarshalWriter.UnmarshallableException.class,
                  () -> new MarshalWriter(2, null).write(new Constants.Tuple(deepest)));
        };
    // The default stack may be too small for the permitted depth, which then counts as too deep as
    // well.
    Thread thread = new Thread(null, task, "deep", 64 << 20);
    thread.start();
    thread.join();
    assertNotNull(read[0]);
    MarshalWriter.UnmarshallableException e = failure[0];
    assertEquals("object too deeply nested to marshal", e.getMessage());
  }

  @Test
  void unknownValue_isRefusedByTheWriter() {
    MarshalWriter.UnmarshallableException e =
        assertThrows(
            MarshalWriter.UnmarshallableException.class,
            () -> new MarshalWriter(4, null).write(new Constants.Tuple(new StringBuilder())));
    assertEquals("unmarshallable object", e.getMessage());
    assertThrows(
        MarshalWriter.UnmarshallableException.class,
        () -> new MarshalWriter(4, PlainFactory::describe).write(new StringBuilder()));
  }

  @Test
  void surrogates_keepTheirCodePoints() throws Exception {
    int[][] texts = {
      {0xD800},
      {0xDC00, 0xD800},
      {0xD800, 0xDC00},
      {0x10FFFF, 0xD83D},
      {0x1F600},
      {0xDBFF, 0xDFFF, 65}
    };
    for (int[] text : texts) {
      Object constant = Constants.text(text);
      byte[] data = MarshalWriter.toBytes(constant);
      Object again = new MarshalReader("f", data, 0, data.length, null).read();
      assertEquals(constant, again);
      assertEquals(constant.getClass(), again.getClass());
    }
  }

  private static boolean reads(byte[] data) {
    boolean good = true;
    try {
      new MarshalReader("f", data, 0, data.length, null).read();
    } catch (CodeFormatException e) {
      good = false;
    }
    try {
      new MarshalReader("f", data, 0, data.length, new PlainFactory()).read();
    } catch (CodeFormatException e) {
      // Each shape may refuse what the other takes.
    }
    return good;
  }

  /**
   * A code object with constants of every kind; made by hand so that these tests need no reference.
   */
  private static byte[] sample() {
    CodeObject inner = code("inner", 1L << 40, 2.5, "text with spaces", "h\u00e9");
    Object[] constants = {
      Constants.Singleton.NONE,
      true,
      7L,
      new Constants.Complex(1, -2),
      inner,
      inner,
      new Constants.Bytes(new byte[] {1, 2, 3}),
      new Constants.Tuple("a", new Constants.Tuple(1L)),
      new Constants.FrozenSet("x", "y"),
      new java.math.BigInteger("123456789012345678901234567890"),
      Constants.text(new int[] {0xD800, 0xDC00}),
      Constants.Singleton.ELLIPSIS
    };
    return MarshalWriter.toBytes(code("outer", constants));
  }

  static CodeObject code(String name, Object... constants) {
    return new CodeObject(
        1,
        0,
        0,
        2,
        3,
        new byte[] {(byte) Opcode.RESUME, 0, Opcode.LOAD_CONST, 0, Opcode.RETURN_VALUE, 0},
        constants,
        new String[] {"print", "len"},
        new String[] {"self"},
        new byte[] {0x20},
        "file.py",
        name,
        "Class." + name,
        1,
        new byte[] {(byte) 0x80, 0, (byte) 0x81, 0x10},
        new byte[0]);
  }

  /** Products that are plain Java collections, compared by identity as a runtime's objects are. */
  static final class PlainFactory implements MarshalFactory {
    static final class PlainTuple {
      final Object[] items;

      PlainTuple(Object[] items) {
        this.items = items;
      }
    }

    static final class PlainList {
      final List<Object> items = new ArrayList<>();
      final char kind;

      PlainList(char kind) {
        this.kind = kind;
      }
    }

    static void describe(Object value, MarshalWriter out) {
      if (value instanceof PlainTuple t) {
        out.tuple(t.items);
      } else if (value instanceof PlainList l) {
        Object[] items = l.items.toArray();
        switch (l.kind) {
          case '[' -> out.list(items);
          case '{' -> out.dict(items);
          case '<' -> out.set(items);
          default -> out.frozenset(items);
        }
      }
    }

    @Override
    public Object none() {
      return Constants.Singleton.NONE;
    }

    @Override
    public Object ellipsis() {
      return Constants.Singleton.ELLIPSIS;
    }

    @Override
    public Object stopIteration() {
      return Constants.Singleton.STOP_ITERATION;
    }

    @Override
    public Object bool(boolean value) {
      return value;
    }

    @Override
    public Object integer(long value) {
      return value;
    }

    @Override
    public Object integer(java.math.BigInteger value) {
      return value;
    }

    @Override
    public Object floating(double value) {
      return value;
    }

    @Override
    public Object complex(double real, double imag) {
      return new Constants.Complex(real, imag);
    }

    @Override
    public Object str(String value, boolean interned) {
      return value;
    }

    @Override
    public Object str(int[] codePoints) {
      return Constants.text(codePoints);
    }

    @Override
    public Object bytes(byte[] value) {
      return new Constants.Bytes(value);
    }

    @Override
    public Object tuple(Object[] items) {
      return new PlainTuple(items);
    }

    @Override
    public Object unfilledTuple(Object[] items) {
      return new PlainTuple(items);
    }

    @Override
    public Object frozenset(Object[] items) {
      PlainList set = new PlainList('>');
      set.items.addAll(List.of(items));
      return set;
    }

    @Override
    public Object code(CodeUnit unit) {
      return unit;
    }

    @Override
    public Object list(int size) {
      return new PlainList('[');
    }

    @Override
    public void append(Object list, Object item) {
      ((PlainList) list).items.add(item);
    }

    @Override
    public Object dict() {
      return new PlainList('{');
    }

    @Override
    public void put(Object dict, Object key, Object value) {
      ((PlainList) dict).items.add(key);
      ((PlainList) dict).items.add(value);
    }

    @Override
    public Object set() {
      return new PlainList('<');
    }

    @Override
    public void add(Object set, Object item) {
      ((PlainList) set).items.add(item);
    }
  }
}
