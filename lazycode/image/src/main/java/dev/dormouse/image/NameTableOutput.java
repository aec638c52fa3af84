package dev.dormouse.image;

import static dev.dormouse.image.ImageFormat.*;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A part that {@link NameTable} reads, being written: knows the names, their tree and their slots,
 * and leaves the rest of each entry to its caller.
 */
final class NameTableOutput {
  private final char separator;
  private final List<String> names;
  private final PerfectHashBuilder hash;
  private final Map<String, Integer> slots = new HashMap<>();
  private final Map<String, List<String>> children = new HashMap<>();

  /** Names whose parent is not in the table hang nowhere: they are found by name only. */
  private int placed;

  NameTableOutput(TreeSet<String> sorted, char separator) {
    this.separator = separator;
    this.names = new ArrayList<>(sorted);
    this.hash = PerfectHashBuilder.build(names);
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      slots.put(name, hash.slots[i]);
      String parent = parent(name);
      if (parent.isEmpty() || sorted.contains(parent)) {
        children.computeIfAbsent(parent, p -> new ArrayList<>()).add(name);
        placed++;
      }
    }
  }

  private String parent(String name) {
    int at = name.lastIndexOf(separator);
    return at < 0 ? "" : name.substring(0, at);
  }

  /** The number of an entry, or {@link ImageFormat#NONE}. */
  int number(String name) {
    return slots.getOrDefault(name, NONE);
  }

  /** Writes the fields of one entry behind those that all tables have. */
  interface Fields {
    int flags(String name);

    void write(String name, PartOutput out);
  }

  byte[] write(StringPool strings, Fields fields) {
    PartOutput out = new PartOutput();
    out.i64(hash.salt);
    out.i32(placed);
    List<String> topLevel = children.getOrDefault("", List.of());
    out.i32(topLevel.size());
    for (int seed : hash.seeds) {
      out.i32(seed);
    }
    String[] bySlot = new String[names.size()];
    for (int i = 0; i < bySlot.length; i++) {
      bySlot[hash.slots[i]] = names.get(i);
    }
    PartOutput lists = new PartOutput();
    list(topLevel, lists);
    for (String name : bySlot) {
      out.i32(strings.id(name));
      out.i32(fields.flags(name));
      out.i32(lists.size() / 4);
      List<String> inside = children.getOrDefault(name, List.of());
      out.i32(inside.size());
      list(inside, lists);
      fields.write(name, out);
    }
    out.bytes(lists.toByteArray());
    return out.toByteArray();
  }

  private void list(List<String> entries, PartOutput lists) {
    for (String entry : entries) {
      lists.i32(slots.get(entry));
    }
  }
}
