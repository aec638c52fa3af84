package dev.dormouse.code;

import java.util.Arrays;

/**
 * The exception table of 3.11, {@code co_exceptiontable}: which handler takes an exception raised
 * in which range.
 *
 * <p>Entries are sorted by start and do not overlap. Each is four numbers: start, length, target
 * (all three in code units) and the stack depth to unwind to, shifted left by one with the lowest
 * bit telling that the offset of the raising instruction is pushed before the exception. A number
 * is written in groups of six bits, highest first, bit 6 set in all but the last byte; bit 7 marks
 * the first byte of an entry.
 *
 * <p>The methods here take and give byte offsets in {@code co_code}. They stay inside the array
 * whatever it holds; {@link CodeVerifier} is what refuses a bad table.
 */
public final class ExceptionTable {
  private ExceptionTable() {}

  /** What {@link #lookup} answers when no handler covers the instruction. */
  public static final long NO_HANDLER = -1;

  private static final long LASTI_BIT = 1L << 62;

  /**
   * Ranges of bytes shorter than this are searched in order: bisecting must find entry starts
   * again.
   */
  private static final int LINEAR_BYTES = 40;

  /**
   * The handler for an exception raised by the instruction at {@code offset}; to be taken apart
   * with {@link #target}, {@link #depth} and {@link #lasti}, or {@link #NO_HANDLER}.
   */
  public static long lookup(byte[] table, int offset) {
    int unit = offset >> 1;
    int low = 0;
    int high = table.length;
    while (high - low > LINEAR_BYTES) {
      int middle = low + high >>> 1;
      while (middle > low && table[middle] >= 0) {
        middle--;
      }
      if (middle == low) {
        // The first entry alone fills the left half, which only a damaged table does.
        break;
      }
      if (number(table, middle) > unit) {
        high = middle;
      } else {
        low = middle;
      }
    }
    int at = low;
    while (at < high) {
      int start = number(table, at);
      if (start > unit) {
        return NO_HANDLER;
      }
      at = skip(table, at);
      int length = number(table, at);
      at = skip(table, at);
      if (unit - start < length) {
        int target = number(table, at);
        int depthAndLasti = number(table, skip(table, at));
        return (depthAndLasti & 1) * LASTI_BIT
            | (long) (depthAndLasti >>> 1) << 32
            | target * 2L & 0xFFFF_FFFFL;
      }
      at = skip(table, skip(table, at));
    }
    return NO_HANDLER;
  }

  /** Where the handler begins: a byte offset in {@code co_code}. */
  public static int target(long handler) {
    return (int) handler;
  }

  /** How many values stay on the stack. */
  public static int depth(long handler) {
    return (int) (handler >>> 32) & 0x3FFF_FFFF;
  }

  /** Whether the offset of the raising instruction is pushed before the exception. */
  public static boolean lasti(long handler) {
    return (handler & LASTI_BIT) != 0;
  }

  /** The number at {@code at}; bits beyond an int are lost and a missing byte reads as the last. */
  static int number(byte[] table, int at) {
    int value = 0;
    while (at < table.length) {
      int b = table[at++];
      value = value << 6 | b & 63;
      if ((b & 64) == 0) {
        break;
      }
    }
    return value & 0x7FFF_FFFF;
  }

  /** The offset after the number at {@code at}. */
  static int skip(byte[] table, int at) {
    while (at < table.length && (table[at++] & 64) != 0) {}
    return at;
  }

  /**
   * Walks the entries. The fields describe the current one and mean nothing before the first {@link
   * #next}.
   */
  public static final class Cursor {
    public int start;
    public int end;
    public int target;
    public int depth;
    public boolean lasti;

    private final byte[] table;
    private int position;

    public Cursor(byte[] table) {
      this.table = table;
    }

    /** Moves to the next entry; false at the end. */
    public boolean next() {
      if (position >= table.length) {
        return false;
      }
      start = number() * 2;
      end = start + number() * 2;
      target = number() * 2;
      int depthAndLasti = number();
      depth = depthAndLasti >>> 1;
      lasti = (depthAndLasti & 1) != 0;
      return true;
    }

    private int number() {
      int value = ExceptionTable.number(table, position);
      position = skip(table, position);
      return value;
    }
  }

  /** Writes a table; entries must come in order. */
  public static final class Builder {
    private byte[] table = new byte[32];
    private int length;

    /** All offsets in bytes; {@code end} is exclusive. */
    public void add(int start, int end, int target, int depth, boolean lasti) {
      number(start >> 1, 0x80);
      number(end - start >> 1, 0);
      number(target >> 1, 0);
      number(depth << 1 | (lasti ? 1 : 0), 0);
    }

    public byte[] toBytes() {
      return Arrays.copyOf(table, length);
    }

    private void number(int value, int mark) {
      int shift = 0;
      while (value >>> shift > 63) {
        shift += 6;
      }
      while (shift > 0) {
        write(mark | 64 | value >>> shift & 63);
        mark = 0;
        shift -= 6;
      }
      write(mark | value & 63);
    }

    private void write(int b) {
      if (length == table.length) {
        table = Arrays.copyOf(table, length * 2);
      }
      table[length++] = (byte) b;
    }
  }
}
