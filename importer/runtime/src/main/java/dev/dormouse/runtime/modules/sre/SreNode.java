package dev.dormouse.runtime.modules.sre;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One item of a parsed pattern. What the fields mean depends on {@link #op}:
 *
 * <pre>
 * LITERAL, NOT_LITERAL     a = character
 * ANY
 * AT                       a = code
 * GROUPREF                 a = group
 * IN                       set
 * BRANCH                   parts = alternatives
 * ATOMIC_GROUP             parts[0]
 * SUBPATTERN               a = group or 0, b = flags added, c = flags taken away, parts[0]
 * MAX, MIN, POSSESSIVE     a = minimum, b = maximum (unsigned), parts[0]
 * ASSERT, ASSERT_NOT       a = 1 ahead, -1 behind, parts[0]
 * GROUPREF_EXISTS          a = group, parts[0] = yes, parts[1] = no or null
 * </pre>
 */
final class SreNode {
  /** Beyond the instruction numbers: what only exists in a tree. */
  static final int SUBPATTERN = 100;

  static final int MAX_REPEAT = 101;
  static final int MIN_REPEAT = 102;

  final int op;
  final int a;
  final int b;
  final int c;
  final Members set;
  final Sequence[] parts;

  private SreNode(int op, int a, int b, int c, Members set, Sequence[] parts) {
    this.op = op;
    this.a = a;
    this.b = b;
    this.c = c;
    this.set = set;
    this.parts = parts;
  }

  static SreNode leaf(int op, int a) {
    return new SreNode(op, a, 0, 0, null, null);
  }

  static SreNode in(Members set) {
    return new SreNode(SreOp.IN, 0, 0, 0, set, null);
  }

  static SreNode of(int op, int a, int b, int c, Sequence... parts) {
    return new SreNode(op, a, b, c, null, parts);
  }

  /** A group that only holds things together. */
  boolean isPlainGroup() {
    return op == SUBPATTERN && a == 0 && b == 0 && c == 0;
  }

  boolean isRepeat() {
    return op == MAX_REPEAT || op == MIN_REPEAT || op == SreOp.POSSESSIVE_REPEAT;
  }

  /** Whether both are the same leaf; items with parts are never the same. */
  boolean sameLeaf(SreNode other) {
    if (op != other.op || parts != null || other.parts != null) {
      return false;
    }
    return set == null ? a == other.a : set.sameAs(other.set);
  }

  /**
   * The members of a set: triples of NEGATE, LITERAL, RANGE, RANGE_UNI_IGNORE or CATEGORY with one
   * or two operands.
   */
  static final class Members {
    private int[] words = new int[12];
    int count;

    int op(int i) {
      return words[3 * i];
    }

    int first(int i) {
      return words[3 * i + 1];
    }

    int second(int i) {
      return words[3 * i + 2];
    }

    void add(int op, int first, int second) {
      if (3 * count == words.length) {
        words = Arrays.copyOf(words, 2 * words.length);
      }
      words[3 * count] = op;
      words[3 * count + 1] = first;
      words[3 * count + 2] = second;
      count++;
    }

    /** Adds what is not there yet. */
    void addNew(int op, int first, int second) {
      for (int i = 0; i < count; i++) {
        if (op(i) == op && first(i) == first && second(i) == second) {
          return;
        }
      }
      add(op, first, second);
    }

    void addAllNew(Members other) {
      for (int i = 0; i < other.count; i++) {
        addNew(other.op(i), other.first(i), other.second(i));
      }
    }

    void addAll(Members other) {
      for (int i = 0; i < other.count; i++) {
        add(other.op(i), other.first(i), other.second(i));
      }
    }

    boolean sameAs(Members other) {
      return other != null && Arrays.equals(words, 0, 3 * count, other.words, 0, 3 * other.count);
    }
  }

  /** Items that follow each other. */
  static final class Sequence {
    final List<SreNode> items = new ArrayList<>(4);

    /**
     * Minimum and maximum number of characters; -1 until computed, when the sequence is complete.
     */
    private long least = -1;

    private long most;

    void add(SreNode item) {
      items.add(item);
    }

    SreNode last() {
      return items.get(items.size() - 1);
    }

    /** Replaces plain groups by what they hold. */
    void unpack() {
      for (int i = items.size() - 1; i >= 0; i--) {
        SreNode item = items.get(i);
        if (item.isPlainGroup()) {
          items.remove(i);
          items.addAll(i, item.parts[0].items);
        }
      }
    }

    /** Fewest characters that match; {@code groups} are the groups closed so far. */
    long least(Sequence[] groups) {
      measure(groups);
      return least;
    }

    long most(Sequence[] groups) {
      measure(groups);
      return most;
    }

    private static final long UNBOUNDED = 0xffffffffL;

    private void measure(Sequence[] groups) {
      if (least >= 0) {
        return;
      }
      long low = 0;
      long high = 0;
      for (SreNode item : items) {
        switch (item.op) {
          case SreOp.BRANCH:
            long shortest = UNBOUNDED - 1;
            long longest = 0;
            for (Sequence part : item.parts) {
              shortest = Math.min(shortest, part.least(groups));
              longest = Math.max(longest, part.most(groups));
            }
            low += shortest;
            high += longest;
            break;
          case SreOp.ATOMIC_GROUP:
          case SUBPATTERN:
            low += item.parts[0].least(groups);
            high += item.parts[0].most(groups);
            break;
          case MAX_REPEAT:
          case MIN_REPEAT:
          case SreOp.POSSESSIVE_REPEAT:
            low += product(item.parts[0].least(groups), item.a & UNBOUNDED);
            high += product(item.parts[0].most(groups), item.b & UNBOUNDED);
            break;
          case SreOp.LITERAL:
          case SreOp.NOT_LITERAL:
          case SreOp.ANY:
          case SreOp.IN:
            low++;
            high++;
            break;
          case SreOp.GROUPREF:
            low += groups[item.a].least(groups);
            high += groups[item.a].most(groups);
            break;
          case SreOp.GROUPREF_EXISTS:
            Sequence no = item.parts[1];
            low += no == null ? 0 : Math.min(item.parts[0].least(groups), no.least(groups));
            high +=
                no == null
                    ? item.parts[0].most(groups)
                    : Math.max(item.parts[0].most(groups), no.most(groups));
            break;
          default:
            break;
        }
      }
      least = Math.min(low, UNBOUNDED - 1);
      most = Math.min(high, UNBOUNDED);
    }

    /**
     * Exact as long as it matters: all results are clipped to 32 bits, and no sum of them
     * overflows.
     */
    private static long product(long width, long times) {
      return times != 0 && width > (1L << 40) / times ? 1L << 40 : width * times;
    }
  }
}
