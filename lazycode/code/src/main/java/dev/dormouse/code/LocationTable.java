package dev.dormouse.code;

import java.util.Arrays;

/**
 * The location table of 3.11, {@code co_linetable}: which source range each instruction comes from.
 *
 * <p>The table is a sequence of entries, one per stretch of up to eight code units. An entry's
 * first byte has the top bit set, then four bits for the form and three for the length less one; no
 * later byte of an entry has the top bit. Forms differ in how much they can say; the writer always
 * takes the shortest that can. Lines are deltas from the line of the entry before.
 *
 * <p>Reading never fails: a damaged table gives wrong locations and nothing worse, so that it need
 * not be verified before code runs. All offsets are bytes in {@code co_code}; -1 stands for an
 * unknown line or column.
 */
public final class LocationTable {
  private LocationTable() {}

  /** Forms up to this one are "short": same line, column below 80, width below 16. */
  private static final int LAST_SHORT_FORM = 9;

  private static final int ONE_LINE_FORM = 10;
  private static final int NO_COLUMNS_FORM = 13;
  private static final int LONG_FORM = 14;
  private static final int NO_LOCATION_FORM = 15;

  private static final int MAX_UNITS = 8;

  /**
   * The line of the instruction at {@code offset}, or -1; a negative offset is before the code and
   * on its first line.
   */
  public static int lineAt(byte[] table, int firstlineno, int offset) {
    if (offset < 0) {
      return firstlineno;
    }
    Cursor cursor = new Cursor(table, firstlineno);
    while (cursor.next()) {
      if (offset < cursor.end) {
        return cursor.line;
      }
    }
    return -1;
  }

  /**
   * {@code co_lines()}: triples start, end, line in one array. As in CPython 3.11, neighbours with
   * the same line are not joined.
   */
  public static int[] lines(byte[] table, int firstlineno) {
    int[] triples = new int[12];
    int n = 0;
    Cursor cursor = new Cursor(table, firstlineno);
    while (cursor.next()) {
      if (n == triples.length) {
        triples = Arrays.copyOf(triples, n * 2);
      }
      triples[n++] = cursor.start;
      triples[n++] = cursor.end;
      triples[n++] = cursor.line;
    }
    return Arrays.copyOf(triples, n);
  }

  /**
   * {@code co_positions()}: line, end line, column, end column of every code unit, caches included,
   * in one array.
   */
  public static int[] positions(byte[] table, int firstlineno) {
    int[] quadruples = new int[64];
    int n = 0;
    Cursor cursor = new Cursor(table, firstlineno);
    while (cursor.next()) {
      for (int at = cursor.start; at < cursor.end; at += 2) {
        if (n == quadruples.length) {
          quadruples = Arrays.copyOf(quadruples, n * 2);
        }
        quadruples[n++] = cursor.line;
        quadruples[n++] = cursor.endLine;
        quadruples[n++] = cursor.column;
        quadruples[n++] = cursor.endColumn;
      }
    }
    return Arrays.copyOf(quadruples, n);
  }

  /** The same stretches of code with their lines only, as under {@code -X no_debug_ranges}. */
  public static byte[] withoutColumns(byte[] table, int firstlineno) {
    Builder lines = new Builder(firstlineno);
    Cursor cursor = new Cursor(table, firstlineno);
    while (cursor.next()) {
      lines.add((cursor.end - cursor.start) / 2, cursor.line, cursor.line, -1, -1);
    }
    return lines.toBytes();
  }

  /**
   * Walks the entries. The fields describe the current one and mean nothing before the first {@link
   * #next}.
   */
  public static final class Cursor {
    public int start;
    public int end;
    public int line;
    public int endLine;
    public int column;
    public int endColumn;

    private final byte[] table;
    private int position;

    /** The line that deltas count from; {@link #line} forgets it at entries without a location. */
    private int base;

    public Cursor(byte[] table, int firstlineno) {
      this.table = table;
      this.base = firstlineno;
    }

    /** Moves to the next entry; false at the end. */
    public boolean next() {
      if (position >= table.length) {
        return false;
      }
      int first = table[position++];
      int form = first >> 3 & 15;
      start = end;
      end = start + ((first & 7) + 1) * 2;
      if (form == NO_LOCATION_FORM) {
        line = endLine = column = endColumn = -1;
      } else if (form <= LAST_SHORT_FORM) {
        int second = read();
        line = endLine = base;
        column = form << 3 | second >> 4;
        endColumn = column + (second & 15);
      } else if (form < NO_COLUMNS_FORM) {
        line = endLine = base += form - ONE_LINE_FORM;
        column = read();
        endColumn = read();
      } else {
        line = endLine = base += readSigned();
        column = endColumn = -1;
        if (form == LONG_FORM) {
          endLine += readUnsigned();
          column = readUnsigned() - 1;
          endColumn = readUnsigned() - 1;
        }
      }
      // Only damaged tables have bytes left here. Resynchronising at the next top bit is what
      // CPython does too.
      while (position < table.length && table[position] >= 0) {
        position++;
      }
      return true;
    }

    /** The next byte of this entry; zero when there is none, even if a next entry follows. */
    private int read() {
      return position < table.length && table[position] >= 0 ? table[position++] : 0;
    }

    private int readUnsigned() {
      int value = 0;
      for (int shift = 0; shift < 32; shift += 6) {
        int b = read();
        value |= (b & 63) << shift;
        if ((b & 64) == 0) {
          break;
        }
      }
      return value;
    }

    private int readSigned() {
      int value = readUnsigned();
      return (value & 1) != 0 ? -(value >>> 1) : value >>> 1;
    }
  }

  /** Writes a table, byte for byte what CPython's compiler writes for the same instructions. */
  public static final class Builder {
    private byte[] table = new byte[64];
    private int length;
    private int base;

    public Builder(int firstlineno) {
      base = firstlineno;
    }

    /**
     * The next {@code units} code units, which are one instruction with its EXTENDED_ARGs and
     * caches. CPython does not merge instructions that share a location, so a caller who wants
     * equal bytes adds them one by one.
     *
     * @param line -1 if the instruction has no place in the source
     */
    public void add(int units, int line, int endLine, int column, int endColumn) {
      while (units > MAX_UNITS) {
        entry(MAX_UNITS, line, endLine, column, endColumn);
        units -= MAX_UNITS;
      }
      entry(units, line, endLine, column, endColumn);
    }

    public byte[] toBytes() {
      return Arrays.copyOf(table, length);
    }

    private void entry(int units, int line, int endLine, int column, int endColumn) {
      if (line < 0) {
        first(NO_LOCATION_FORM, units);
        return;
      }
      int delta = line - base;
      base = line;
      boolean oneLine = endLine == line;
      if (column < 0 || endColumn < 0) {
        if (oneLine || endLine == -1) {
          first(NO_COLUMNS_FORM, units);
          signed(delta);
          return;
        }
      } else if (oneLine) {
        int width = endColumn - column;
        if (delta == 0 && column < 80 && width >= 0 && width < 16) {
          first(column >> 3, units);
          write((column & 7) << 4 | width);
          return;
        }
        if (delta >= 0 && delta < 3 && column < 128 && endColumn < 128) {
          first(ONE_LINE_FORM + delta, units);
          write(column);
          write(endColumn);
          return;
        }
      }
      first(LONG_FORM, units);
      signed(delta);
      unsigned(endLine - line);
      unsigned(column + 1);
      unsigned(endColumn + 1);
    }

    private void first(int form, int units) {
      write(0x80 | form << 3 | units - 1);
    }

    private void signed(int value) {
      unsigned(value < 0 ? -value << 1 | 1 : value << 1);
    }

    private void unsigned(int value) {
      while (value >>> 6 != 0) {
        write(64 | value & 63);
        value >>>= 6;
      }
      write(value);
    }

    private void write(int b) {
      if (length == table.length) {
        table = Arrays.copyOf(table, length * 2);
      }
      table[length++] = (byte) b;
    }
  }
}
