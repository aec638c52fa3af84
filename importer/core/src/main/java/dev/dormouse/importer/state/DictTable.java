package dev.dormouse.importer.state;

import dev.dormouse.image.ImageState;
import dev.dormouse.image.PartOutput;
import dev.dormouse.runtime.objects.DormantEntries;
import dev.dormouse.runtime.objects.PyObject;
import dev.dormouse.runtime.objects.PyStr;

/**
 * The names and values of a module or class as they are in a record: a word with their number n; a
 * word with the size of a hash table; that table, of entry numbers + 1 as words, 0 for free; n
 * strings; n references.
 *
 * <p>The table is probed linearly from a name's {@link #place}.
 */
final class DictTable extends DormantEntries {
  private final ModuleStates states;
  private final byte[] record;
  private final int count;
  private final int mask;

  /** Where in the record the hash table begins. */
  private final int table;

  /**
   * @param at where in {@code record} the word with the number of entries is
   */
  DictTable(ModuleStates states, byte[] record, int at) {
    this.states = states;
    this.record = record;
    this.count = ImageState.i32(record, at);
    this.mask = ImageState.i32(record, at + 4) - 1;
    this.table = at + 8;
    if (states.library != null) {
      check(at);
    }
  }

  /** Of an image that nobody vouches for: that look-ups end, and inside the record. */
  private void check(int at) {
    int size = mask + 1;
    long end = table + 4L * size + 8L * count;
    boolean sound = count >= 0 && size > count && (size & mask) == 0 && end <= record.length;
    int free = 0;
    for (int i = 0; sound && i < size; i++) {
      int entry = ImageState.i32(record, table + 4 * i);
      sound = entry >= 0 && entry <= count;
      free += entry == 0 ? 1 : 0;
    }
    if (!sound || free == 0) {
      throw states.state.damaged(at, "a table of names", "one that makes no sense");
    }
  }

  /** Where the search for a name in a table of {@code mask + 1} places begins. */
  static int place(String name, int mask) {
    int hash = name.hashCode();
    return (hash ^ hash >>> 15) & mask;
  }

  @Override
  protected int count() {
    return count;
  }

  @Override
  protected int find(PyStr key) {
    String name = key.value();
    for (int at = place(name, mask); ; at = at + 1 & mask) {
      int entry = ImageState.i32(record, table + 4 * at);
      if (entry == 0) {
        return -1;
      }
      PyStr other = key(entry - 1);
      if (other == key || other.value().equals(name)) {
        return entry - 1;
      }
    }
  }

  @Override
  protected RuntimeException notFound(int entry) {
    return states.state.damaged(
        keys() + 4 * entry, "a name that its table finds", key(entry).value());
  }

  @Override
  protected PyStr key(int entry) {
    return states.string(ImageState.i32(record, keys() + 4 * entry));
  }

  @Override
  protected PyObject value(int entry) {
    return states.get(ImageState.i32(record, keys() + 4 * (count + entry)));
  }

  private int keys() {
    return table + 4 * (mask + 1);
  }

  /** Writes what this class reads. */
  static void write(PartOutput out, String[] names, int[] keys, int[] values) {
    int size = Integer.highestOneBit(Math.max(1, 2 * names.length)) << 1;
    int[] table = new int[size];
    for (int i = 0; i < names.length; i++) {
      int at = place(names[i], size - 1);
      while (table[at] != 0) {
        at = at + 1 & size - 1;
      }
      table[at] = i + 1;
    }
    out.i32(names.length).i32(size);
    words(out, table);
    words(out, keys);
    words(out, values);
  }

  private static void words(PartOutput out, int[] words) {
    for (int word : words) {
      out.i32(word);
    }
  }
}
