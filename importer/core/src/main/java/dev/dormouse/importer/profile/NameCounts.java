package dev.dormouse.importer.profile;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts the qualified names of a module's code objects. Those of an image are told apart by number
 * instead of text, which reads none: there are a thousand in a small program, and a map of strings
 * takes four times as long in a JVM that is cold.
 */
final class NameCounts {
  /** Open addressing; the low half is the name plus one, the high half how often it was seen. */
  private long[] table = new long[256];

  private int used;

  /** For code from no image. */
  private final Map<String, Integer> texts = new HashMap<>();

  /** Begins another module. */
  void clear() {
    if (used > 0) {
      Arrays.fill(table, 0);
      used = 0;
    }
    if (!texts.isEmpty()) {
      texts.clear();
    }
  }

  /** How many code objects of this name there were, this one included. */
  int next(String qualname) {
    Integer before = texts.get(qualname);
    int number = before == null ? 1 : before + 1;
    texts.put(qualname, number);
    return number;
  }

  /**
   * The same for code of an image; the number is {@link dev.dormouse.image.ImageCode#qualnameId}.
   */
  int next(int qualnameId) {
    int id = qualnameId + 1;
    int mask = table.length - 1;
    int at = id & mask;
    while (table[at] != 0 && (int) table[at] != id) {
      at = at + 1 & mask;
    }
    long entry = table[at];
    if (entry != 0) {
      entry += 1L << 32;
      table[at] = entry;
      return (int) (entry >>> 32);
    }
    table[at] = 1L << 32 | id;
    if (2 * ++used >= table.length) {
      grow();
    }
    return 1;
  }

  private void grow() {
    long[] old = table;
    table = new long[2 * old.length];
    int mask = table.length - 1;
    for (long entry : old) {
      if (entry != 0) {
        int at = (int) entry & mask;
        while (table[at] != 0) {
          at = at + 1 & mask;
        }
        table[at] = entry;
      }
    }
  }
}
