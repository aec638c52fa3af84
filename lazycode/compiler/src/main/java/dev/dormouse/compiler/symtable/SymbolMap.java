package dev.dormouse.compiler.symtable;

import java.util.Arrays;

/**
 * Names with an int each, in the order in which they were first put. A map of its own because
 * scopes are many and small, and because boxing the flags would double the cost of the analysis.
 */
public final class SymbolMap {
  private static final int LINEAR = 8;

  private String[] names = new String[LINEAR];
  private int[] values = new int[LINEAR];
  private int size;

  /** Open addressing over indexes plus one; null while a linear search is quicker. */
  private int[] table;

  public int size() {
    return size;
  }

  public String name(int index) {
    return names[index];
  }

  public int value(int index) {
    return values[index];
  }

  public void setValue(int index, int value) {
    values[index] = value;
  }

  /** The value of {@code name}, or {@code absent}. */
  public int get(String name, int absent) {
    int i = indexOf(name);
    return i < 0 ? absent : values[i];
  }

  public boolean contains(String name) {
    return indexOf(name) >= 0;
  }

  /** The position of {@code name} in the order of insertion, or -1. */
  public int indexOf(String name) {
    if (table == null) {
      for (int i = 0; i < size; i++) {
        if (names[i].equals(name)) {
          return i;
        }
      }
      return -1;
    }
    int mask = table.length - 1;
    for (int slot = spread(name) & mask; table[slot] != 0; slot = slot + 1 & mask) {
      int i = table[slot] - 1;
      if (names[i].equals(name)) {
        return i;
      }
    }
    return -1;
  }

  public void put(String name, int value) {
    int i = indexOf(name);
    if (i >= 0) {
      values[i] = value;
    } else {
      append(name, value);
    }
  }

  /** The value of {@code name}; if it is new, it gets the number of names before it. */
  public int number(String name) {
    int i = indexOf(name);
    if (i < 0) {
      i = size;
      append(name, i);
    }
    return values[i];
  }

  /** The names in the order of insertion. */
  public String[] names() {
    return Arrays.copyOf(names, size);
  }

  private void append(String name, int value) {
    if (size == names.length) {
      names = Arrays.copyOf(names, size * 2);
      values = Arrays.copyOf(values, size * 2);
    }
    names[size] = name;
    values[size++] = value;
    if (table != null && size * 2 <= table.length) {
      insert(size - 1);
    } else if (size > LINEAR) {
      table = new int[Integer.highestOneBit(size) * 4];
      for (int i = 0; i < size; i++) {
        insert(i);
      }
    }
  }

  private void insert(int index) {
    int mask = table.length - 1;
    int slot = spread(names[index]) & mask;
    while (table[slot] != 0) {
      slot = slot + 1 & mask;
    }
    table[slot] = index + 1;
  }

  private static int spread(String name) {
    int h = name.hashCode();
    return h ^ h >>> 15;
  }
}
