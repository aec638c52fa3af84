package dev.dormouse.code;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DisassemblerTest {
  private static final Pattern ADDRESS = Pattern.compile("(<code object [^\n]*?) at 0x[0-9a-f]+,");
  private static final Pattern FROZENSET = Pattern.compile("frozenset\\(\\{([^\n]*)\\}\\)");

  @Test
  void realModules_disassembledLikeReference() throws Exception {
    List<Corpus.Item> items =
        Corpus.make(
            """
            import dis, io
            for number, (path, code) in enumerate(some()):
                put(path, marshal.dumps(code))
                text = io.StringIO()
                dis.dis(code, file=text, show_caches=number % 5 == 0)
                put(path, text.getvalue().encode('utf-8', 'surrogatepass'))
                text = io.StringIO()
                dis.disassemble(code, 20, file=text)
                put(path, text.getvalue().encode('utf-8', 'surrogatepass'))
            """);
    assertTrue(items.size() >= 150);
    for (int i = 0; i < items.size(); i += 3) {
      String path = items.get(i).name();
      CodeObject code = MarshalReader.readCode(path, items.get(i).data(), 0);
      boolean showCaches = i / 3 % 5 == 0;
      compare(path, items.get(i + 1), Disassembler.dis(code, Integer.MAX_VALUE, showCaches));
      compare(path, items.get(i + 2), Disassembler.disassemble(code, 20, false));
    }
  }

  private static void compare(String path, Corpus.Item expected, String actual) {
    String[] theirs = normal(new String(expected.data(), StandardCharsets.UTF_8)).split("\n", -1);
    String[] ours = normal(actual).split("\n", -1);
    for (int i = 0; i < Math.min(theirs.length, ours.length); i++) {
      assertEquals(theirs[i], ours[i], path + " line " + (i + 1));
    }
    assertEquals(theirs.length, ours.length, path);
  }

  /** Without addresses, and with the items of a frozenset as a sorted heap of characters. */
  private static String normal(String text) {
    String plain = ADDRESS.matcher(text).replaceAll("$1,");
    return FROZENSET
        .matcher(plain)
        .replaceAll(
            match -> {
              char[] items = match.group(1).toCharArray();
              Arrays.sort(items);
              return Matcher.quoteReplacement("frozenset({" + new String(items) + "})");
            });
  }

  @Test
  void constants_shownLikeReference() throws Exception {
    List<Corpus.Item> items =
        Corpus.make(
            """
            import random
            random.seed(5)
            values = [None, ..., True, 0, -1, 2**63, -3**100, 0.0, -0.0, 1.0, -1.5, 0.1, 1e15, 1e16, 123456789012345680.0,
              9007199254740993.0, 1e22, 1e23, 1e100, 1e-4, 1e-5, 1.25e-5, 5e-324, 1e-323, 1.5e-323, 2e-323, 9.9e-324,
              2.2250738585072014e-308, 1.7976931348623157e308, float('inf'), -float('inf'), float('nan'),
              2j, -2j, 0j, complex(-0.0, 1), 1+2j, 1.5-2.25j, complex(1, -0.0), complex(0, float('inf')),
              complex(float('nan'), -float('inf')), 1e50j, '', "it's", 'say "x"', "both ' and \\"", 'a\\nb\\t\\r\\\\',
              '\\0\\x1f\\x7f\\x80\\xa0\\xad\\xe9', '\\u2028\\u3000\\u20ac\\ufeff\\ue000', '\\U0001f600\\U0010ffff', '\\ud800',
              '\\ud800\\udc00', b'', b"it's", b'both \\' "', b'\\0\\t\\n\\r\\\\\\x7f\\xff~', (), (1,), (1, ('a', b'b'), None),
              frozenset(), frozenset({1}), frozenset({('x',)})]
            for i in range(2000):
                values.append(random.uniform(-10, 10) * 10 ** random.randrange(-30, 30))
                values.append(struct.unpack('<d', random.randbytes(8))[0])
                values.append(random.randrange(10000) / 10 ** random.randrange(10))
            for value in values:
                put(repr(value).encode('utf-8', 'surrogatepass').decode('utf-8', 'replace'), marshal.dumps(value))
            """);
    for (Corpus.Item item : items) {
      Object value = new MarshalReader("v", item.data(), 0, item.data().length, null).read();
      StringBuilder out = new StringBuilder();
      new ConstantRepr().append(out, value);
      assertEquals(item.name(), out.toString());
    }
  }

  @Test
  void damagedCode_isShownAllTheSame() {
    Random random = new Random(7);
    for (int round = 0; round < 5_000; round++) {
      byte[] wordcode = new byte[2 * random.nextInt(30)];
      random.nextBytes(wordcode);
      byte[] table = new byte[random.nextInt(20)];
      random.nextBytes(table);
      CodeObject code =
          new CodeObject(
              0,
              0,
              0,
              1,
              0,
              wordcode,
              new Object[0],
              new String[0],
              new String[0],
              new byte[0],
              "f",
              "f",
              "f",
              1,
              table,
              table);
      // A line far away makes the column wide, which is what CPython does too; only its text is at
      // stake here.
      String text = Disassembler.dis(code, 1, true);
      assertTrue(wordcode.length == 0 || !text.isEmpty());
    }
  }
}
