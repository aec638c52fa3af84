package dev.dormouse.runtime.modules.sre;

/**
 * Checks a code array before the engine runs it. Anyone can hand {@code _sre.compile} a list of
 * numbers, and the engine indexes with them unchecked, so what passes here must not be able to make
 * it leave the array, use a mark that does not exist, or find an operand where it expects an
 * instruction.
 *
 * <p>Code is position independent, all jumps go forward and nest: every instruction with a body
 * states its length, and the body must end exactly there. Stricter than CPython in three places
 * that its compiler never produces: marks beyond the declared groups, single-character repeats of
 * anything but a single character, and a prefix skip that does not cover literals.
 */
final class SreValidator {
  /** Deeper nesting than this is refused; the library's parser gives up long before. */
  private static final int MAX_DEPTH = 4000;

  /** Results of {@link #block}: valid, and how it ended. */
  private static final int INVALID = -1;

  private static final int PLAIN = 0;
  private static final int ENDS_IN_JUMP = 1;

  private final int[] code;
  private final int groups;
  private int depth;

  /** Set when a possessive repeat was seen; see {@link SreCode#restoresEagerly}. */
  boolean possessive;

  SreValidator(int[] code, int groups) {
    this.code = code;
    this.groups = groups;
  }

  boolean isValid() {
    int n = code.length;
    return groups >= 0
        && groups <= SreOp.MAXGROUPS
        && n > 0
        && code[n - 1] == SreOp.SUCCESS
        && block(0, n - 1) == PLAIN;
  }

  /**
   * Whether {@code pc + skip} lies in {@code (pc, limit]}, with {@code skip} unsigned: hence no sum
   * before the check.
   */
  private static boolean reaches(int pc, int skip, int limit) {
    return skip > 0 && skip <= limit - pc;
  }

  /** Validates the instructions that fill {@code [pc, end)} exactly. */
  private int block(int pc, int end) {
    if (pc > end || ++depth > MAX_DEPTH) {
      return INVALID;
    }
    while (pc < end) {
      int op = code[pc];
      if (op == SreOp.JUMP) {
        // Only as the end of an alternative, whose owner checks the operand that follows.
        depth--;
        return pc + 1 == end ? ENDS_IN_JUMP : INVALID;
      }
      pc = instruction(op, pc + 1, end);
      if (pc < 0 || pc > end) {
        return INVALID;
      }
    }
    depth--;
    return PLAIN;
  }

  /**
   * Validates one instruction whose operands start at {@code pc}; returns where the next one
   * starts, or -1.
   */
  private int instruction(int op, int pc, int end) {
    switch (op) {
      case SreOp.SUCCESS:
      case SreOp.FAILURE:
      case SreOp.ANY:
      case SreOp.ANY_ALL:
        return pc;
      case SreOp.LITERAL:
      case SreOp.NOT_LITERAL:
      case SreOp.LITERAL_IGNORE:
      case SreOp.NOT_LITERAL_IGNORE:
      case SreOp.LITERAL_UNI_IGNORE:
      case SreOp.NOT_LITERAL_UNI_IGNORE:
      case SreOp.LITERAL_LOC_IGNORE:
      case SreOp.NOT_LITERAL_LOC_IGNORE:
        return pc + 1;
      case SreOp.MARK:
        return pc < end && unsignedBelow(code[pc], 2L * groups) ? pc + 1 : -1;
      case SreOp.AT:
        return pc < end && unsignedBelow(code[pc], SreOp.AT_UNI_NON_BOUNDARY + 1) ? pc + 1 : -1;
      case SreOp.CATEGORY:
        return pc < end && unsignedBelow(code[pc], SreOp.CATEGORY_LAST + 1) ? pc + 1 : -1;
      case SreOp.GROUPREF:
      case SreOp.GROUPREF_IGNORE:
      case SreOp.GROUPREF_UNI_IGNORE:
      case SreOp.GROUPREF_LOC_IGNORE:
        return pc < end && unsignedBelow(code[pc], groups) ? pc + 1 : -1;
      case SreOp.GROUPREF_EXISTS:
        return conditional(pc, end);
      case SreOp.IN:
      case SreOp.IN_IGNORE:
      case SreOp.IN_UNI_IGNORE:
      case SreOp.IN_LOC_IGNORE:
        return pc < end && reaches(pc, code[pc], end) && set(pc + 1, pc + code[pc])
            ? pc + code[pc]
            : -1;
      case SreOp.INFO:
        return info(pc, end);
      case SreOp.BRANCH:
        return branch(pc, end);
      case SreOp.REPEAT_ONE:
      case SreOp.MIN_REPEAT_ONE:
      case SreOp.POSSESSIVE_REPEAT_ONE:
      case SreOp.REPEAT:
      case SreOp.POSSESSIVE_REPEAT:
        return repeat(op, pc, end);
      case SreOp.ATOMIC_GROUP:
        return pc < end && reaches(pc, code[pc], end) && body(pc + 1, pc + code[pc])
            ? pc + code[pc]
            : -1;
      case SreOp.ASSERT:
      case SreOp.ASSERT_NOT:
        return pc + 1 < end
                && reaches(pc, code[pc], end)
                && code[pc + 1] >= 0
                && body(pc + 2, pc + code[pc])
            ? pc + code[pc]
            : -1;
      default:
        return -1;
    }
  }

  private static boolean unsignedBelow(int word, long bound) {
    return (word & 0xffffffffL) < bound;
  }

  /** A body that ends in SUCCESS just before {@code end}. */
  private boolean body(int pc, int end) {
    return pc < end && code[end - 1] == SreOp.SUCCESS && block(pc, end - 1) == PLAIN;
  }

  /** Skip, minimum, maximum, body, and the instruction that ends an iteration. */
  private int repeat(int op, int pc, int end) {
    if (pc + 2 >= end
        || !reaches(pc, code[pc], end)
        || Integer.compareUnsigned(code[pc + 1], code[pc + 2]) > 0) {
      return -1;
    }
    int after = pc + code[pc];
    if (op == SreOp.REPEAT) {
      // The skip leads to the UNTIL, not behind it: that is where the first iteration begins.
      if (after >= end
          || code[after] != SreOp.MAX_UNTIL && code[after] != SreOp.MIN_UNTIL
          || block(pc + 3, after) != PLAIN) {
        return -1;
      }
      return after + 1;
    }
    if (op == SreOp.POSSESSIVE_REPEAT) {
      possessive = true;
      return after < end && code[after] == SreOp.SUCCESS && block(pc + 3, after) == PLAIN
          ? after + 1
          : -1;
    }
    if (pc + 3 >= after || !SreCode.isSingle(code[pc + 3]) || code[after - 1] != SreOp.SUCCESS) {
      return -1;
    }
    return instruction(code[pc + 3], pc + 4, after - 1) == after - 1 ? after : -1;
  }

  /**
   * Alternatives, each preceded by its length and ending in a JUMP to one common place behind a
   * zero.
   */
  private int branch(int pc, int end) {
    int target = -1;
    for (; ; ) {
      if (pc >= end) {
        return -1;
      }
      int skip = code[pc];
      if (skip == 0) {
        return pc + 1 == target ? target : -1;
      }
      if (skip < 3 || skip > end - pc) {
        return -1;
      }
      int next = pc + skip;
      if (code[next - 2] != SreOp.JUMP
          || !reaches(next - 1, code[next - 1], end)
          || block(pc + 1, next - 2) != PLAIN) {
        return -1;
      }
      int jump = next - 1 + code[next - 1];
      if (target >= 0 && jump != target) {
        return -1;
      }
      target = jump;
      pc = next;
    }
  }

  /**
   * Group, skip, then-part, and perhaps JUMP, skip, else-part. Only the JUMP before the first
   * skip's target tells whether there is an else-part. The first skip counts from the group
   * operand, one word before itself.
   */
  private int conditional(int pc, int end) {
    if (pc + 1 >= end
        || !unsignedBelow(code[pc], groups)
        || code[pc + 1] < 2
        || code[pc + 1] > end - pc) {
      return -1;
    }
    int otherwise = pc + code[pc + 1];
    if (otherwise - 2 >= pc + 2 && code[otherwise - 2] == SreOp.JUMP) {
      int depthBefore = depth;
      if (block(pc + 2, otherwise - 1) == ENDS_IN_JUMP) {
        int skipAt = otherwise - 1;
        if (!reaches(skipAt, code[skipAt], end)) {
          return -1;
        }
        int after = skipAt + code[skipAt];
        return block(otherwise, after) == PLAIN ? after : -1;
      }
      // What looked like a JUMP was an operand.
      depth = depthBefore;
    }
    return block(pc + 2, otherwise) == PLAIN ? otherwise : -1;
  }

  /**
   * Skip, flags, minimum and maximum width, then a prefix with its overlap table, or a set, or
   * nothing.
   */
  private int info(int pc, int end) {
    if (pc + 3 >= end || !reaches(pc, code[pc], end)) {
      return -1;
    }
    int after = pc + code[pc];
    int flags = code[pc + 1];
    int at = pc + 4;
    if ((flags & ~(SreOp.INFO_PREFIX | SreOp.INFO_LITERAL | SreOp.INFO_CHARSET)) != 0
        || at > after) {
      return -1;
    }
    boolean prefix = (flags & SreOp.INFO_PREFIX) != 0;
    if ((flags & SreOp.INFO_CHARSET) != 0) {
      return !prefix && (flags & SreOp.INFO_LITERAL) == 0 && set(at, after) ? after : -1;
    }
    if (!prefix) {
      return (flags & SreOp.INFO_LITERAL) == 0 && at == after ? after : -1;
    }
    if (at + 2 > after || after >= code.length) {
      return -1;
    }
    int length = code[at];
    int skip = code[at + 1];
    if (length <= 0 || length != (after - at - 2) / 2 || (after - at) % 2 != 0) {
      return -1;
    }
    for (int i = 0; i < length; i++) {
      if (!unsignedBelow(code[at + 2 + length + i], length)) {
        return -1;
      }
    }
    if (skip < 0 || skip > length || skip > (code.length - after) / 2) {
      return -1;
    }
    // A search resumes behind that many literals.
    for (int i = 0; i < skip; i++) {
      if (code[after + 2 * i] != SreOp.LITERAL) {
        return -1;
      }
    }
    return after;
  }

  /** Members of a set, in {@code [pc, end)}, the last of them FAILURE. */
  private boolean set(int pc, int end) {
    if (pc >= end || code[end - 1] != SreOp.FAILURE) {
      return false;
    }
    int last = end - 1;
    while (pc < last) {
      switch (code[pc++]) {
        case SreOp.NEGATE:
          break;
        case SreOp.LITERAL:
          pc += 1;
          break;
        case SreOp.CATEGORY:
          if (pc >= last || !unsignedBelow(code[pc], SreOp.CATEGORY_LAST + 1)) {
            return false;
          }
          pc += 1;
          break;
        case SreOp.RANGE:
        case SreOp.RANGE_UNI_IGNORE:
          pc += 2;
          break;
        case SreOp.CHARSET:
          pc += SreCode.BITMAP;
          break;
        case SreOp.BIGCHARSET:
          pc = blocks(pc, last);
          if (pc < 0) {
            return false;
          }
          break;
        default:
          return false;
      }
    }
    return pc == last;
  }

  /** Block count, 256 block numbers of a byte each, blocks. */
  private int blocks(int pc, int end) {
    if (end - pc < 1 + SreCode.BLOCK_INDEX || code[pc] < 0) {
      return -1;
    }
    int count = code[pc++];
    for (int i = 0; i < 256; i++) {
      if (SreCode.blockNumber(code, pc, i) >= count) {
        return -1;
      }
    }
    pc += SreCode.BLOCK_INDEX;
    return count <= (end - pc) / SreCode.BITMAP ? pc + count * SreCode.BITMAP : -1;
  }
}
