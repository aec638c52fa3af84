package dev.dormouse.importer.profile;

import dev.dormouse.image.Image;
import java.util.List;

/**
 * Where code objects of an image stand in the source, told from their numbers: functions that came
 * out of a module's state were reached through no parent that could count equal names. It takes one
 * pass over the headers of the image, and reads nothing else of code that sleeps.
 */
final class SourceOrder {
  /** By code number: the code around it, negative for bodies. */
  private final int[] parents;

  /** Open addressing by name: the last code object seen that is called so, plus one. */
  private final int[] last;

  /** By code number: the one before that is called the same, plus one; 0 for the first. */
  private final int[] before;

  private final int[] names;

  /**
   * @param wanted whose numbers will be asked for
   */
  SourceOrder(Image image, List<CodeNames.Name> wanted) {
    parents = image.parents();
    names = image.qualnameIds();
    before = new int[names.length];
    int size = 16;
    while (size < 2 * wanted.size()) {
      size *= 2;
    }
    // The names that are wanted; those of all others are passed over.
    int[] keys = new int[size];
    for (CodeNames.Name name : wanted) {
      keys[slot(keys, name.qualnameId)] = name.qualnameId + 1;
    }
    last = new int[size];
    for (int i = 0; i < names.length; i++) {
      int slot = slot(keys, names[i]);
      if (keys[slot] != 0) {
        before[i] = last[slot];
        last[slot] = i + 1;
      }
    }
    // From here on by the code objects themselves.
    for (int slot = 0; slot < size; slot++) {
      for (int i = last[slot]; i != 0; i = before[i - 1]) {
        names[i - 1] = slot;
      }
    }
  }

  private static int slot(int[] keys, int name) {
    int mask = keys.length - 1;
    int at = name * 0x9E3779B9 >>> 7 & mask;
    while (keys[at] != 0 && keys[at] != name + 1) {
      at = at + 1 & mask;
    }
    return at;
  }

  /** The number of the body that a code object is in. */
  int root(int code) {
    int root = code;
    for (int up = parent(code); up >= 0; up = parent(up)) {
      root = up;
    }
    return root;
  }

  /** Parents have lower numbers; a damaged image that says otherwise must not be followed. */
  private int parent(int code) {
    return parents[code] < code ? parents[code] : -1;
  }

  /**
   * Which one of the code objects of its name in its module a wanted one is, counted from 1 in the
   * order of the source.
   */
  int number(int code) {
    int number = 1;
    for (int i = last[names[code]]; i != 0; i = before[i - 1]) {
      if (i - 1 != code && compare(i - 1, code) < 0 && root(i - 1) == root(code)) {
        number++;
      }
    }
    return number;
  }

  int compare(CodeNames.Name a, CodeNames.Name b) {
    // What is from no image was made by hand, and stands behind the rest.
    if (a.unit == null || b.unit == null || a.unit.image() != b.unit.image()) {
      return Boolean.compare(a.unit == null, b.unit == null);
    }
    return compare(a.unit.index(), b.unit.index());
  }

  /** Siblings have rising numbers, and what is in a code object comes before its next sibling. */
  private int compare(int a, int b) {
    int x = a;
    int y = b;
    int difference = depth(a) - depth(b);
    for (int i = difference; i > 0; i--) {
      x = parent(x);
    }
    for (int i = difference; i < 0; i++) {
      y = parent(y);
    }
    if (x == y) {
      return difference;
    }
    while (parent(x) != parent(y)) {
      x = parent(x);
      y = parent(y);
    }
    return Integer.compare(x, y);
  }

  private int depth(int code) {
    int depth = 0;
    for (int up = parent(code); up >= 0; up = parent(up)) {
      depth++;
    }
    return depth;
  }
}
