package dev.dormouse.code;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Location and exception tables against what the reference reads from its own. */
class CodeTablesTest {
  private static final String SCRIPT =
      """
      import dis, sys, importlib.util, types
      def walk(code):
          yield code
          for constant in code.co_consts:
              if isinstance(constant, types.CodeType):
                  yield from walk(constant)
      def numbers(rows):
          return ' '.join('-1' if n is None else str(int(n)) for row in rows for n in row)
      for module in 'argparse asyncio.streams contextlib decimal inspect typing unittest.mock'.split():
          spec = importlib.util.find_spec(module)
          for code in walk(spec.loader.get_code(module)):
              print(code.co_firstlineno)
              print(code.co_linetable.hex())
              print(numbers(code.co_lines()))
              print(numbers(code.co_positions()))
              print(code.co_exceptiontable.hex())
              print(numbers(dis._parse_exception_table(code)))
      """;

  @Test
  void tablesOfRealModules_readAndRewrittenAsInReference() {
    String[] rows = ReferencePython.text(SCRIPT).split("\n", -1);
    int tables = 0;
    for (int i = 0; i + 5 < rows.length; i += 6, tables++) {
      int firstlineno = Integer.parseInt(rows[i]);
      byte[] linetable = HexFormat.of().parseHex(rows[i + 1]);
      int[] lines = numbers(rows[i + 2]);
      assertArrayEquals(lines, LocationTable.lines(linetable, firstlineno));
      assertArrayEquals(numbers(rows[i + 3]), LocationTable.positions(linetable, firstlineno));
      for (int at = 0; at < lines.length; at += 3) {
        assertEquals(lines[at + 2], LocationTable.lineAt(linetable, firstlineno, lines[at]));
        assertEquals(
            lines[at + 2], LocationTable.lineAt(linetable, firstlineno, lines[at + 1] - 2));
      }
      assertArrayEquals(linetable, rewrite(linetable, firstlineno));
      checkExceptions(HexFormat.of().parseHex(rows[i + 4]), numbers(rows[i + 5]));
    }
    assertTrue(tables > 1000, "only " + tables + " code objects compared");
  }

  @Test
  void lineAt_outsideTheCode_isFirstLineOrUnknown() {
    LocationTable.Builder builder = new LocationTable.Builder(7);
    builder.add(3, 9, 9, 0, 4);
    byte[] table = builder.toBytes();
    assertEquals(7, LocationTable.lineAt(table, 7, -1));
    assertEquals(9, LocationTable.lineAt(table, 7, 4));
    assertEquals(-1, LocationTable.lineAt(table, 7, 6));
  }

  @Test
  void longInstruction_isSplitIntoEntriesOfEightUnits() {
    LocationTable.Builder builder = new LocationTable.Builder(1);
    builder.add(13, 1, 1, 3, 9);
    byte[] table = builder.toBytes();
    assertEquals(4, table.length);
    assertArrayEquals(new int[] {0, 16, 1, 16, 26, 1}, LocationTable.lines(table, 1));
  }

  @Test
  void damagedTables_neverThrow() {
    Random random = new Random(3);
    for (int round = 0; round < 20_000; round++) {
      byte[] table = new byte[random.nextInt(64)];
      random.nextBytes(table);
      LocationTable.lines(table, 1);
      LocationTable.positions(table, 1);
      ExceptionTable.lookup(table, random.nextInt(1000));
      ExceptionTable.Cursor cursor = new ExceptionTable.Cursor(table);
      while (cursor.next()) {}
    }
  }

  @Test
  void handler_packsLargeNumbers() {
    ExceptionTable.Builder builder = new ExceptionTable.Builder();
    builder.add(2, 4_000_000, 123_456_788, 70_000, true);
    builder.add(4_000_000, 4_000_002, 0, 0, false);
    byte[] table = builder.toBytes();
    assertEquals(ExceptionTable.NO_HANDLER, ExceptionTable.lookup(table, 0));
    long handler = ExceptionTable.lookup(table, 3_999_998);
    assertEquals(123_456_788, ExceptionTable.target(handler));
    assertEquals(70_000, ExceptionTable.depth(handler));
    assertTrue(ExceptionTable.lasti(handler));
    assertEquals(0, ExceptionTable.lookup(table, 4_000_000));
    assertEquals(ExceptionTable.NO_HANDLER, ExceptionTable.lookup(table, 4_000_002));
  }

  private static byte[] rewrite(byte[] linetable, int firstlineno) {
    LocationTable.Builder builder = new LocationTable.Builder(firstlineno);
    LocationTable.Cursor cursor = new LocationTable.Cursor(linetable, firstlineno);
    while (cursor.next()) {
      builder.add(
          (cursor.end - cursor.start) / 2,
          cursor.line,
          cursor.endLine,
          cursor.column,
          cursor.endColumn);
    }
    return builder.toBytes();
  }

  /** {@code expected}: start, end, target, depth, lasti of every entry, in bytes. */
  private static void checkExceptions(byte[] table, int[] expected) {
    ExceptionTable.Cursor cursor = new ExceptionTable.Cursor(table);
    ExceptionTable.Builder builder = new ExceptionTable.Builder();
    int end = 0;
    for (int i = 0; i < expected.length; i += 5) {
      assertTrue(cursor.next());
      int[] actual = {cursor.start, cursor.end, cursor.target, cursor.depth, cursor.lasti ? 1 : 0};
      assertArrayEquals(Arrays.copyOfRange(expected, i, i + 5), actual);
      builder.add(cursor.start, cursor.end, cursor.target, cursor.depth, cursor.lasti);
      for (int offset = end; offset < cursor.start; offset += 2) {
        assertEquals(ExceptionTable.NO_HANDLER, ExceptionTable.lookup(table, offset));
      }
      for (int offset = cursor.start; offset < cursor.end; offset += 2) {
        long handler = ExceptionTable.lookup(table, offset);
        assertEquals(cursor.target, ExceptionTable.target(handler));
        assertEquals(cursor.depth, ExceptionTable.depth(handler));
        assertEquals(cursor.lasti, ExceptionTable.lasti(handler));
      }
      end = cursor.end;
    }
    assertEquals(false, cursor.next());
    assertEquals(ExceptionTable.NO_HANDLER, ExceptionTable.lookup(table, end));
    assertArrayEquals(table, builder.toBytes());
  }

  private static int[] numbers(String row) {
    if (row.isEmpty()) {
      return new int[0];
    }
    String[] words = row.split(" ");
    int[] numbers = new int[words.length];
    for (int i = 0; i < words.length; i++) {
      numbers[i] = Integer.parseInt(words[i]);
    }
    return numbers;
  }
}
