package dev.dormouse.importer.profile;

import dev.dormouse.image.Image;
import java.util.BitSet;
import java.util.List;

/**
 * Where code objects of an image stand in the source, told from their numbers: functions that came
 * out of a module's state were reached through no parent that could count equal names. It looks at
 * the headers of their modules, and reads nothing else of code that sleeps.
 */
final class SourceOrder {
  private final Image image;

  /** Those of the image that are called like one of the wanted, rising. */
  private final int[] codes;

  /** Open addressing by name: the last in {@link #codes} that is called so, plus one. */
  private final int[] last;

  private final int[] keys;

  /** By place in {@link #codes}: the one before that is called the same, plus one; or 0. */
  private final int[] before;

  /**
   * @param wanted whose numbers will be asked for
   */
  SourceOrder(Image image, List<CodeNames.Name> wanted) {
    this.image = image;
    BitSet names = new BitSet();
    int size = 16;
    while (size < 2 * wanted.size()) {
      size *= 2;
    }
    keys = new int[size];
    last = new int[size];
    BitSet bodies = new BitSet();
    for (CodeNames.Name name : wanted) {
      bodies.set(root(name.unit.index()));
      names.set(name.qualnameId);
      keys[slot(name.qualnameId)] = name.qualnameId + 1;
    }
    codes = image.codeCalled(names, numbers(bodies));
    before = new int[codes.length];
    for (int i = 0; i < codes.length; i++) {
      int slot = slot(image.code(codes[i]).qualnameId());
      before[i] = last[slot];
      last[slot] = i + 1;
    }
  }

  private static int[] numbers(BitSet set) {
    int[] numbers = new int[set.cardinality()];
    int n = 0;
    for (int i = set.nextSetBit(0); i >= 0; i = set.nextSetBit(i + 1)) {
      numbers[n++] = i;
    }
    return numbers;
  }

  private int slot(int name) {
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
    int parent = image.parent(code);
    return parent < code ? parent : -1;
  }

  /**
   * Which one of the code objects of its name in its module a wanted one is, counted from 1 in the
   * order of the source.
   */
  int number(CodeNames.Name wanted) {
    int code = wanted.unit.index();
    int number = 1;
    for (int i = last[slot(wanted.qualnameId)]; i != 0; i = before[i - 1]) {
      int other = codes[i - 1];
      if (other != code && compare(other, code) < 0 && root(other) == root(code)) {
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
