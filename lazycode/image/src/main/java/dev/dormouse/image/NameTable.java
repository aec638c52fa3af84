package dev.dormouse.image;

import static dev.dormouse.image.ImageFormat.ENTRY_CHILD_COUNT;
import static dev.dormouse.image.ImageFormat.ENTRY_FIRST_CHILD;
import static dev.dormouse.image.ImageFormat.ENTRY_NAME;
import static dev.dormouse.image.ImageFormat.TABLE_CHILDREN;
import static dev.dormouse.image.ImageFormat.TABLE_SALT;
import static dev.dormouse.image.ImageFormat.TABLE_SEEDS;
import static dev.dormouse.image.ImageFormat.TABLE_TOP_LEVEL;

/**
 * A part that is found by name and walked as a tree: MODULES by dotted name, RESOURCES by path.
 * Entries stand in the order of their hash slots; the children of each, sorted by name, are a range
 * in an array behind the entries.
 */
final class NameTable {
  final Part part;
  private final StringTable strings;
  private final int count;
  private final int entrySize;
  private final long salt;
  private final int childCount;
  private final int topLevel;
  private final int entries;
  private final int children;

  NameTable(Part part, StringTable strings, int entrySize) {
    this.part = part;
    this.strings = strings;
    this.entrySize = entrySize;
    this.count = part.count;
    this.salt = part.i64(TABLE_SALT);
    this.childCount = part.i32(TABLE_CHILDREN);
    this.topLevel = part.i32(TABLE_TOP_LEVEL);
    long expected = TABLE_SEEDS + count * (4L + entrySize) + 4L * childCount;
    if (count < 0
        || childCount < 0
        || childCount > count
        || topLevel < 0
        || topLevel > childCount
        || expected != part.length) {
      throw part.damaged(
          0,
          "room for exactly " + count + " entries and " + childCount + " children",
          part.length + " bytes, " + topLevel + " at top level");
    }
    this.entries = TABLE_SEEDS + 4 * count;
    this.children = entries + entrySize * count;
  }

  /** The names that are somebody's child or at top level. */
  int childCount() {
    return childCount;
  }

  int count() {
    return count;
  }

  /** The number of the entry with this name, or -1. */
  int find(String name) {
    if (count == 0) {
      return -1;
    }
    long hash = PerfectHash.hash(name, salt);
    int seedAt = TABLE_SEEDS + 4 * PerfectHash.bucket(hash, count);
    int slot = checkSlot(PerfectHash.slot(hash, part.i32(seedAt), count), seedAt);
    return strings.equals(i32(slot, ENTRY_NAME), name) ? slot : -1;
  }

  /** Those too that no name of the table uses: a name that is not there may ask for them. */
  void checkSeeds() {
    for (int i = 0, at = TABLE_SEEDS; i < count; i++, at += 4) {
      checkSlot(PerfectHash.slot(0, part.i32(at), count), at);
    }
  }

  private int checkSlot(int slot, int seedAt) {
    if (slot < 0 || slot >= count) {
      throw part.damaged(seedAt, "a slot below " + count, "slot " + slot);
    }
    return slot;
  }

  String name(int entry) {
    return strings.string(i32(entry, ENTRY_NAME));
  }

  /** Where an entry's field is in the part. */
  int at(int entry, int field) {
    if (entry < 0 || entry >= count) {
      throw part.damaged(entries, "an entry number below " + count, "" + entry);
    }
    return entries + entry * entrySize + field;
  }

  int i32(int entry, int field) {
    return part.i32(at(entry, field));
  }

  long i64(int entry, int field) {
    return part.i64(at(entry, field));
  }

  /** The entries that have no parent. */
  int[] topLevel() {
    return children(0, topLevel, children);
  }

  /** The children of an entry, sorted by name. */
  int[] children(int entry) {
    return children(
        i32(entry, ENTRY_FIRST_CHILD), i32(entry, ENTRY_CHILD_COUNT), at(entry, ENTRY_FIRST_CHILD));
  }

  private int[] children(int first, int n, int at) {
    if (first < 0 || n < 0 || first > childCount - n) {
      throw part.damaged(at, "a range inside " + childCount + " children", first + ", " + n);
    }
    int[] found = new int[n];
    for (int i = 0; i < n; i++) {
      found[i] = part.i32(children + 4 * (first + i));
      if (found[i] < 0 || found[i] >= count) {
        throw part.damaged(
            children + 4L * (first + i), "an entry number below " + count, "" + found[i]);
      }
    }
    return found;
  }
}
