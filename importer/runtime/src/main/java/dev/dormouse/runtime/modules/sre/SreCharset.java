package dev.dormouse.runtime.modules.sre;

import dev.dormouse.runtime.modules.sre.SreNode.Members;
import java.util.Arrays;

/**
 * A set as the compiler writes it: few members as they are, or merged into ranges, or as a bitmap
 * of the first 256 characters, or as a two-level bitmap of the first 65536.
 */
final class SreCharset {
  /**
   * Lower-case characters that have the same upper case as others, in groups of {@link
   * #GROUP_ENDS}: ignoring case, each stands for all of its group. As in {@code re._casefix}, of
   * Unicode 14.
   */
  private static final String VARIANTS =
      "i\u0131 s\u017f \u00b5\u03bc \u0345\u03b9\u1fbe \u0390\u1fd3 \u03b0\u1fe3 \u03b2\u03d0"
          + " \u03b5\u03f5 \u03b8\u03d1 \u03ba\u03f0 \u03c0\u03d6 \u03c1\u03f1 \u03c2\u03c3"
          + " \u03c6\u03d5 \u0432\u1c80 \u0434\u1c81 \u043e\u1c82 \u0441\u1c83 \u0442\u1c84\u1c85"
          + " \u044a\u1c86 \u0463\u1c87 \u1c88\ua64b \u1e61\u1e9b \ufb05\ufb06 ";

  private final Members original;

  /** What is not in {@link #map}: categories, and characters beyond it. */
  private final Members rest = new Members();

  /** Whether each of the first 256 or 65536 characters is a member. */
  private boolean[] map = new boolean[256];

  private boolean negated;
  private boolean cased;

  private Members members;
  private int[] bitmap;

  /** A set whose case matters, or is folded when matching. */
  SreCharset(Members original) {
    this.original = original;
    for (int i = 0; i < original.count; i++) {
      int first = original.first(i);
      switch (original.op(i)) {
        case SreOp.NEGATE:
          negated = true;
          break;
        case SreOp.LITERAL:
          add(SreOp.LITERAL, first, first, first, first);
          break;
        case SreOp.RANGE:
          add(SreOp.RANGE, first, original.second(i), first, original.second(i));
          break;
        default:
          rest.add(original.op(i), first, original.second(i));
          break;
      }
    }
    choose();
  }

  /** A set for lowered characters. */
  SreCharset(Members original, boolean unicode) {
    this.original = original;
    for (int i = 0; i < original.count; i++) {
      switch (original.op(i)) {
        case SreOp.NEGATE:
          negated = true;
          break;
        case SreOp.LITERAL:
          if (addFolded(original.first(i), unicode)) {
            cased = cased || isCased(original.first(i), unicode);
          } else {
            cased = true;
            rest.add(SreOp.LITERAL, original.first(i), 0);
          }
          break;
        case SreOp.RANGE:
          addFoldedRange(original.first(i), original.second(i), unicode);
          break;
        default:
          rest.add(original.op(i), original.first(i), original.second(i));
          break;
      }
    }
    choose();
  }

  /** Whether members differ from their other case, so that the set is for lowered characters. */
  boolean isCased() {
    return cased;
  }

  /** What to write; a CHARSET or BIGCHARSET among them stands for {@link #bitmap}. */
  Members members() {
    return members;
  }

  int[] bitmap() {
    return bitmap;
  }

  /**
   * All lower-case characters that are the same as {@code lower} when case is ignored, ascending;
   * null if only itself.
   */
  static int[] variants(int lower) {
    if (lower > 0xffff || lower <= ' ') {
      return null;
    }
    int at = VARIANTS.indexOf(lower);
    if (at < 0) {
      return null;
    }
    int start = VARIANTS.lastIndexOf(' ', at) + 1;
    return VARIANTS.substring(start, VARIANTS.indexOf(' ', at)).chars().toArray();
  }

  private static boolean isCased(int ch, boolean unicode) {
    return unicode ? SreUnicode.isCased(ch) : SreUnicode.asciiIsCased(ch);
  }

  // collecting

  /**
   * Puts {@code low} to {@code high} into the map, and the member itself into the rest if some do
   * not fit.
   */
  private void add(int op, int low, int high, int first, int second) {
    if (high >= 256) {
      widen();
    }
    if (low < map.length) {
      Arrays.fill(map, low, Math.min(high + 1, map.length), true);
    }
    if (high >= map.length) {
      rest.add(op, first, op == SreOp.LITERAL ? 0 : second);
    }
  }

  private void widen() {
    if (map.length == 256) {
      map = Arrays.copyOf(map, 65536);
    }
  }

  /** Puts a character's lower case and its variants into the map; false if they do not fit. */
  private boolean addFolded(int ch, boolean unicode) {
    int lower = unicode ? SreUnicode.toLower(ch) : SreUnicode.asciiToLower(ch);
    if (lower >= 256) {
      widen();
      if (lower >= map.length) {
        return false;
      }
    }
    map[lower] = true;
    int[] variants = unicode ? variants(lower) : null;
    if (variants != null) {
      for (int variant : variants) {
        if (variant >= 256) {
          widen();
        }
        map[variant] = true;
      }
    }
    return true;
  }

  private void addFoldedRange(int low, int high, boolean unicode) {
    for (int ch = low; ch <= high; ch++) {
      if (!addFolded(ch, unicode)) {
        // The rest of the range is compared with both cases when matching.
        cased = true;
        rest.add(SreOp.RANGE_UNI_IGNORE, low, high);
        return;
      }
    }
    for (int ch = low; ch <= high && !cased; ch++) {
      cased = isCased(ch, unicode);
    }
  }

  // writing

  private void choose() {
    Members merged = new Members();
    if (negated) {
      merged.add(SreOp.NEGATE, 0, 0);
    }
    if (!mergeRuns(merged)) {
      if (map.length == 256) {
        merged.add(SreOp.CHARSET, 0, 0);
        bitmap = new int[SreCode.BITMAP];
        writeBits(0, 256, 0);
      } else {
        merged.add(SreOp.BIGCHARSET, 0, 0);
        writeBlocks();
      }
      merged.addAll(rest);
      members = merged;
      return;
    }
    merged.addAll(rest);
    members = cased || merged.count < original.count ? merged : original;
  }

  /**
   * Adds the members of the map as at most two literals or ranges; false if it has more runs than
   * that.
   */
  private boolean mergeRuns(Members into) {
    int runs = 0;
    for (int i = 0; i < map.length; i++) {
      if (!map[i]) {
        continue;
      }
      if (++runs > 2) {
        into.count -= 2;
        return false;
      }
      int start = i;
      while (i < map.length && map[i]) {
        i++;
      }
      if (i - start == 1) {
        into.add(SreOp.LITERAL, start, 0);
      } else {
        into.add(SreOp.RANGE, start, i - 1);
      }
    }
    return true;
  }

  private void writeBits(int from, int count, int word) {
    for (int i = 0; i < count; i++) {
      if (map[from + i]) {
        bitmap[word + (i >> 5)] |= 1 << i;
      }
    }
  }

  /**
   * A block count, the number of the block for each 256 characters, and the distinct blocks by
   * first use.
   */
  private void writeBlocks() {
    int[] first = new int[256];
    int[] number = new int[256];
    int blocks = 0;
    for (int i = 0; i < 256; i++) {
      int found = 0;
      while (found < blocks && !sameBlock(first[found], i)) {
        found++;
      }
      if (found == blocks) {
        first[blocks++] = i;
      }
      number[i] = found;
    }
    bitmap = new int[1 + SreCode.BLOCK_INDEX + blocks * SreCode.BITMAP];
    bitmap[0] = blocks;
    for (int i = 0; i < 256; i++) {
      bitmap[1 + (i >> 2)] |= number[i] << ((i & 3) << 3);
    }
    for (int b = 0; b < blocks; b++) {
      writeBits(256 * first[b], 256, 1 + SreCode.BLOCK_INDEX + b * SreCode.BITMAP);
    }
  }

  private boolean sameBlock(int a, int b) {
    return Arrays.equals(map, 256 * a, 256 * a + 256, map, 256 * b, 256 * b + 256);
  }
}
