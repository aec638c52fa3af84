package dev.dormouse.code;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PycFileTest {
  @TempDir Path folder;

  @Test
  void sourceHash_asInReference() {
    String expected =
        ReferencePython.text(
            """
            import _imp
            for n in range(40):
                print(int.from_bytes(_imp.source_hash(n * 1234567, bytes(range(n))), 'little'))
            import importlib.util
            print(int.from_bytes(importlib.util.source_hash(b'x = 1'), 'little'))
            """);
    StringBuilder actual = new StringBuilder();
    for (int n = 0; n < 40; n++) {
      byte[] source = new byte[n];
      for (int i = 0; i < n; i++) {
        source[i] = (byte) i;
      }
      line(actual, PycFile.sourceHash(n * 1234567L, source));
    }
    line(actual, PycFile.sourceHash("x = 1".getBytes(StandardCharsets.US_ASCII)));
    assertEquals(expected, actual.toString());
  }

  private static void line(StringBuilder out, long hash) {
    out.append(Long.toUnsignedString(hash)).append('\n');
  }

  @Test
  void filesOfReference_read() throws Exception {
    List<Corpus.Item> items =
        Corpus.make(
            """
            import importlib._bootstrap_external as external, importlib.util
            code = compile('x = 1', 'file.py', 'exec')
            put('time', external._code_to_timestamp_pyc(code, 1700000000, 5))
            for checked in (False, True):
                put('hash', external._code_to_hash_pyc(code, importlib.util.source_hash(b'x = 1'), checked))
            """);
    PycFile timestamped = PycFile.read("a.pyc", items.get(0).data());
    assertEquals(PycFile.TIMESTAMP, timestamped.flags);
    assertEquals(1700000000, timestamped.mtime);
    assertEquals(5, timestamped.sourceSize);
    assertEquals("x", timestamped.code.names[0]);
    PycFile unchecked = PycFile.read("b.pyc", items.get(1).data());
    assertEquals(PycFile.UNCHECKED_HASH, unchecked.flags);
    assertEquals(PycFile.sourceHash("x = 1".getBytes(StandardCharsets.US_ASCII)), unchecked.hash);
    assertEquals(PycFile.CHECKED_HASH, PycFile.read("c.pyc", items.get(2).data()).flags);
  }

  @Test
  void filesWritten_importedByReference() throws Exception {
    byte[] source = "x = 1\n".getBytes(StandardCharsets.US_ASCII);
    byte[] bytes =
        Corpus.make("put('code', marshal.dumps(compile('x = 42', 'file.py', 'exec')))")
            .get(0)
            .data();
    CodeObject code = MarshalReader.readCode("code", bytes, 0);
    Files.write(folder.resolve("one.pyc"), PycFile.timestamped(code, 1, 6).toBytes());
    // Beside a source with this hash only a valid cache file gives 42.
    Files.write(folder.resolve("two.py"), source);
    Path cache = Files.createDirectory(folder.resolve("__pycache__"));
    Files.write(cache.resolve("two.cpython-311.pyc"), PycFile.hashed(code, source, true).toBytes());
    assertEquals(
        "42 42\n",
        ReferencePython.text(
            "import sys; sys.path.insert(0, sys.argv[1]); import one, two; print(one.x, two.x)",
            folder.toString()));
  }

  @Test
  void everyKind_survivesWritingAndReading() throws Exception {
    CodeObject code = MarshalTest.code("f", 1L, "two");
    byte[] source = {1, 2, 3};
    PycFile[] files = {
      PycFile.timestamped(code, 0xFFFF_FFFFL, 0x1_0000_0003L),
      PycFile.hashed(code, source, false),
      PycFile.hashed(code, source, true)
    };
    for (PycFile file : files) {
      byte[] data = file.toBytes();
      PycFile again = PycFile.read("f.pyc", data);
      assertEquals(file.flags, again.flags);
      assertEquals(file.mtime, again.mtime);
      assertEquals(file.sourceSize, again.sourceSize);
      assertEquals(file.hash, again.hash);
      assertArrayEquals(data, again.toBytes());
    }
    assertEquals(3, files[0].sourceSize);
  }

  @Test
  void badHeaders_sayWhatIsWrong() {
    byte[] good = PycFile.timestamped(MarshalTest.code("f"), 1, 2).toBytes();
    byte[] magic = good.clone();
    magic[0]++;
    byte[] flags = good.clone();
    flags[4] = 4;
    assertEquals(PycFile.HEADER_GOOD, PycFile.checkHeader(good));
    assertBad(magic, PycFile.HEADER_BAD_MAGIC, 0, "0xa0d0da8");
    assertBad(new byte[3], PycFile.HEADER_BAD_MAGIC, 0, "3 bytes");
    assertBad(Arrays.copyOf(good, 15), PycFile.HEADER_TOO_SHORT, 15, "15 bytes");
    assertBad(flags, PycFile.HEADER_BAD_FLAGS, 4, "0x4");
  }

  private static void assertBad(byte[] data, int fault, long offset, String actual) {
    assertEquals(fault, PycFile.checkHeader(data));
    CodeFormatException e =
        assertThrows(CodeFormatException.class, () -> PycFile.read("bad.pyc", data));
    assertEquals("bad.pyc", e.file());
    assertEquals("pyc header", e.part());
    assertEquals(offset, e.offset());
    assertEquals(actual, e.actual());
  }

  @Test
  void truncatedAnywhere_failsCleanly() {
    byte[] data = PycFile.timestamped(MarshalTest.code("f", 1L, "two"), 1, 2).toBytes();
    for (int size = 0; size < data.length; size++) {
      byte[] part = Arrays.copyOf(data, size);
      assertThrows(CodeFormatException.class, () -> PycFile.read("f.pyc", part));
    }
  }

  @Test
  void realFileDamagedAnywhere_readsOrFailsCleanly() throws Exception {
    byte[] data =
        Corpus.make(
                """
                import importlib._bootstrap_external as external
                code = compile(source('bisect.py'), 'bisect.py', 'exec')
                put('bisect', external._code_to_timestamp_pyc(code, 1700000000, 3000))
                """)
            .get(0)
            .data();
    for (int size = 0; size < data.length; size++) {
      byte[] part = Arrays.copyOf(data, size);
      assertThrows(CodeFormatException.class, () -> PycFile.read("bisect.pyc", part));
    }
    CodeVerifier verifier = new CodeVerifier();
    int good = 0;
    int bad = 0;
    for (int at = 0; at < data.length; at++) {
      byte original = data[at];
      for (int flip : new int[] {1, 2, 4, 8, 16, 32, 64, 128, 255}) {
        data[at] = (byte) (original ^ flip);
        try {
          CodeObject code = PycFile.read("bisect.pyc", data).code;
          verifyAll(verifier, code);
          Disassembler.dis(code);
          good++;
        } catch (CodeFormatException e) {
          assertEquals("bisect.pyc", e.file());
          bad++;
        }
      }
      data[at] = original;
    }
    assertTrue(good > 0 && bad > 0, good + " good, " + bad + " bad");
  }

  private static void verifyAll(CodeVerifier verifier, CodeObject code) throws CodeFormatException {
    verifier.verify("bisect.pyc", code);
    for (Object constant : code.consts) {
      if (constant instanceof CodeObject nested) {
        verifyAll(verifier, nested);
      }
    }
  }
}
