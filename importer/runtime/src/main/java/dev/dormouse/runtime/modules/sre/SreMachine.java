package dev.dormouse.runtime.modules.sre;

import dev.dormouse.runtime.text.UnicodeProperties;
import java.util.Arrays;

/**
 * Executes programs: the part of {@link SreEngine} that matches at one place.
 *
 * <p><b>Backtracking.</b> Nothing here recurses: alternatives not yet tried are frames on {@link
 * #stack}, so that neither a deep pattern nor a long subject can overflow the Java stack. Two kinds
 * of records share the stack, and both disappear when matching falls back to a frame below them:
 *
 * <pre>
 * frame    kind, frame below, pc, position, repeat, lastmark, lastindex, count, n, n saved marks [, barrier below]
 * repeat   enclosing repeat, pc of its operands, iterations begun, position at the last optional one
 * </pre>
 *
 * A repeat record is never changed: each iteration writes a new one, hence falling back needs no
 * undo. A frame remembers the innermost repeat, so that restores it. A <i>barrier</i> is the frame
 * of a group that is matched on its own (assertion, atomic group, iteration of a possessive
 * repeat): reaching SUCCESS drops everything above the innermost barrier and goes on behind that
 * group; without a barrier SUCCESS is the end.
 *
 * <p><b>Marks.</b> The rules are CPython's, including what they do not restore: choice points save
 * lastmark and lastindex, but the marks themselves only inside a repeat, since nowhere else can a
 * group be set twice.
 */
abstract class SreMachine {
  private static final int BRANCH = 0;
  private static final int REPEAT_ONE = 1;
  private static final int MIN_REPEAT_ONE = 2;
  private static final int MAX_UNTIL = 3;
  private static final int MIN_UNTIL = 4;
  private static final int ASSERT = 5;
  private static final int ASSERT_NOT = 6;
  private static final int ATOMIC = 7;

  /** Iteration of a possessive repeat that must succeed, and one that may. */
  private static final int POSSESSIVE_MIN = 8;

  private static final int POSSESSIVE_MORE = 9;

  // Offsets in a frame.
  private static final int KIND = 0;
  private static final int BELOW = 1;
  private static final int PC = 2;
  private static final int POSITION = 3;
  private static final int REPEAT = 4;
  private static final int LASTMARK = 5;
  private static final int LASTINDEX = 6;
  private static final int COUNT = 7;
  private static final int SAVED = 8;
  private static final int MARKS = 9;

  // Offsets in a repeat record.
  private static final int OUTER = 0;
  private static final int OPERANDS = 1;
  private static final int ITERATIONS = 2;
  private static final int LAST_POSITION = 3;
  private static final int REPEAT_SIZE = 4;

  private static final int NONE = -1;
  private static final int[] EMPTY = {};

  /** Fallbacks and iterations between two looks at {@link #poll}. */
  private static final int POLL_INTERVAL = 1 << 14;

  final SreCode program;
  final int[] code;

  /** The subject if all its characters are chars; else null and one of the next two is set. */
  final String text;

  private final int[] codePoints;
  private final byte[] bytes;
  private final int bytesOffset;
  final int length;

  /**
   * Called now and then while matching, so that a signal can end a long match by an exception; may
   * be null.
   */
  private final Runnable poll;

  private int untilPoll = POLL_INTERVAL;

  /** Where the current match attempt began, and where the match ended. */
  int start;

  int position;

  /** Nothing at or behind this position exists. */
  int end;

  /** A match must not be empty at {@link #start}: the previous one was. */
  boolean mustAdvance;

  boolean matchAll;

  /**
   * Positions by mark number; only those up to {@link #lastmark} mean anything, and -1 there is
   * "not set".
   */
  final int[] marks;

  int lastmark = NONE;
  int lastindex = NONE;

  private int[] stack = EMPTY;

  /** First free word of {@link #stack}. */
  private int top;

  /** The topmost frame, barrier and repeat record, or -1. */
  private int frame;

  private int barrier;
  private int repeat;

  /** Where to go on, besides {@link #position}: set by the helpers of {@link #run}. */
  private int next;

  SreMachine(
      SreCode program,
      String text,
      int[] codePoints,
      byte[] bytes,
      int bytesOffset,
      int length,
      Runnable poll) {
    this.program = program;
    this.code = program.code;
    this.text = text;
    this.codePoints = codePoints;
    this.bytes = bytes;
    this.bytesOffset = bytesOffset;
    this.length = length;
    this.poll = poll;
    this.marks = program.groups == 0 ? EMPTY : new int[2 * program.groups];
  }

  // the subject

  final int at(int i) {
    String text = this.text;
    return text != null ? text.charAt(i) : atOther(i);
  }

  private int atOther(int i) {
    return codePoints != null ? codePoints[i] : bytes[bytesOffset + i] & 255;
  }

  // the machine

  /**
   * Executes from {@code pc} at {@code at}; true sets {@link #position} to the end of the match.
   */
  final boolean run(int pc, int at) {
    int[] code = this.code;
    int end = this.end;
    top = 0;
    frame = NONE;
    barrier = NONE;
    repeat = NONE;
    for (; ; ) {
      // A case that continues goes on with the next instruction; one that breaks has failed.
      switch (code[pc++]) {
        case SreOp.LITERAL:
          if (at < end && at(at) == code[pc]) {
            at++;
            pc++;
            continue;
          }
          break;
        case SreOp.NOT_LITERAL:
          if (at < end && at(at) != code[pc]) {
            at++;
            pc++;
            continue;
          }
          break;
        case SreOp.IN:
          if (at < end && program.in(pc + 1, SreCode.FOLD_NONE, at(at))) {
            at++;
            pc += code[pc];
            continue;
          }
          break;
        case SreOp.MARK:
          mark(code[pc++], at);
          continue;
        case SreOp.JUMP:
        case SreOp.INFO:
          pc += code[pc];
          continue;
        case SreOp.BRANCH:
          if ((pc = branch(pc, at)) >= 0) {
            continue;
          }
          break;
        case SreOp.REPEAT_ONE:
          if (repeatOne(pc, at)) {
            pc = next;
            at = position;
            continue;
          }
          break;
        case SreOp.MIN_REPEAT_ONE:
          if (minRepeatOne(pc, at)) {
            pc = next;
            at = position;
            continue;
          }
          break;
        case SreOp.POSSESSIVE_REPEAT_ONE:
          int n = code[pc + 1] > end - at ? -1 : count(pc + 3, at, SreCode.limit(code[pc + 2]));
          if (n >= SreCode.limit(code[pc + 1])) {
            at += n;
            pc += code[pc];
            continue;
          }
          break;
        case SreOp.REPEAT:
          repeat = newRepeat(repeat, pc, -1, NONE);
          pc += code[pc];
          continue;
        case SreOp.MAX_UNTIL:
          pc = maxUntil(pc, at);
          continue;
        case SreOp.MIN_UNTIL:
          pc = minUntil(pc, at);
          continue;
        case SreOp.SUCCESS:
          if (barrier < 0) {
            if (matchAll && at != end || mustAdvance && at == start) {
              break;
            }
            position = at;
            return true;
          }
          if (leaveBarrier(at)) {
            pc = next;
            at = position;
            continue;
          }
          break;
        case SreOp.AT:
          if (assertion(code[pc], at)) {
            pc++;
            continue;
          }
          break;
        case SreOp.ANY:
          if (at < end && at(at) != '\n') {
            at++;
            continue;
          }
          break;
        case SreOp.ANY_ALL:
          if (at < end) {
            at++;
            continue;
          }
          break;
        default:
          if (uncommon(pc - 1, at)) {
            pc = next;
            at = position;
            continue;
          }
          break;
      }
      if (!fallBack()) {
        return false;
      }
      pc = next;
      at = position;
    }
  }

  private void mark(int i, int at) {
    if ((i & 1) != 0) {
      lastindex = i / 2 + 1;
    }
    if (i > lastmark) {
      for (int j = lastmark + 1; j < i; j++) {
        marks[j] = NONE;
      }
      lastmark = i;
    }
    marks[i] = at;
  }

  /**
   * Instructions that are rare or need no speed. On success {@link #next} and {@link #position} say
   * where to go on.
   */
  private boolean uncommon(int pc, int at) {
    int operand = pc + 1;
    int op = code[pc];
    switch (op) {
      case SreOp.GROUPREF:
        return groupRef(operand, at, SreCode.FOLD_NONE);
      case SreOp.GROUPREF_IGNORE:
      case SreOp.GROUPREF_LOC_IGNORE:
        return groupRef(operand, at, SreCode.FOLD_ASCII);
      case SreOp.GROUPREF_UNI_IGNORE:
        return groupRef(operand, at, SreCode.FOLD_UNICODE);
      case SreOp.GROUPREF_EXISTS:
        next = isSet(code[operand]) ? operand + 2 : operand + code[operand + 1];
        position = at;
        return true;
      case SreOp.ASSERT:
        if (at < code[operand + 1]) {
          return false;
        }
        pushBarrier(ASSERT, operand, at, 0, false);
        next = operand + 2;
        position = at - code[operand + 1];
        return true;
      case SreOp.ASSERT_NOT:
        if (at < code[operand + 1]) {
          next = operand + code[operand];
          position = at;
          return true;
        }
        pushBarrier(ASSERT_NOT, operand, at, 0, repeat >= 0);
        next = operand + 2;
        position = at - code[operand + 1];
        return true;
      case SreOp.ATOMIC_GROUP:
        pushBarrier(ATOMIC, operand, at, 0, false);
        next = operand + 1;
        position = at;
        return true;
      case SreOp.POSSESSIVE_REPEAT:
        possessive(operand, at, 0, NONE);
        return true;
      default:
        if (at < end && program.single(pc, at(at))) {
          next = hasSet(op) ? operand + code[operand] : operand + 1;
          position = at + 1;
          return true;
        }
        return false;
    }
  }

  /**
   * Whether a single-character instruction has a set as its operand, and so a length of its own.
   */
  private static boolean hasSet(int op) {
    return op == SreOp.IN_IGNORE || op == SreOp.IN_UNI_IGNORE || op == SreOp.IN_LOC_IGNORE;
  }

  private boolean isSet(int group) {
    int i = 2 * group;
    return i < lastmark && marks[i] >= 0 && marks[i + 1] >= marks[i];
  }

  private boolean groupRef(int operand, int at, int fold) {
    int group = code[operand];
    if (!isSet(group)) {
      return false;
    }
    int to = marks[2 * group + 1];
    for (int from = marks[2 * group]; from < to; from++, at++) {
      if (at >= end) {
        return false;
      }
      int a = at(from);
      int b = at(at);
      if (a != b) {
        boolean equal =
            fold == SreCode.FOLD_ASCII
                ? SreUnicode.asciiToLower(a) == SreUnicode.asciiToLower(b)
                : fold == SreCode.FOLD_UNICODE && SreUnicode.toLower(a) == SreUnicode.toLower(b);
        if (!equal) {
          return false;
        }
      }
    }
    next = operand + 1;
    position = at;
    return true;
  }

  /**
   * Whether the position satisfies an AT instruction. A match may be asked for behind the end (pos
   * beyond endpos), where CPython still looks at the characters there; so does this.
   */
  private boolean assertion(int what, int at) {
    switch (what) {
      case SreOp.AT_BEGINNING:
      case SreOp.AT_BEGINNING_STRING:
        return at == 0;
      case SreOp.AT_BEGINNING_LINE:
        return at == 0 || at(at - 1) == '\n';
      case SreOp.AT_END:
        return at == end || at == end - 1 && at(at) == '\n';
      case SreOp.AT_END_LINE:
        return at == end || at < length && at(at) == '\n';
      case SreOp.AT_END_STRING:
        return at == end;
      case SreOp.AT_BOUNDARY:
      case SreOp.AT_LOC_BOUNDARY:
        return end > 0 && differ(at, false);
      case SreOp.AT_NON_BOUNDARY:
      case SreOp.AT_LOC_NON_BOUNDARY:
        return end > 0 && !differ(at, false);
      case SreOp.AT_UNI_BOUNDARY:
        return end > 0 && differ(at, true);
      case SreOp.AT_UNI_NON_BOUNDARY:
        return end > 0 && !differ(at, true);
      default:
        return false;
    }
  }

  /**
   * Whether of the characters before and behind a position one belongs to a word. What does not
   * exist does not.
   */
  private boolean differ(int at, boolean unicode) {
    boolean before = at > 0 && isWord(at(at - 1), unicode);
    boolean behind = at < end && isWord(at(at), unicode);
    return before != behind;
  }

  private static boolean isWord(int ch, boolean unicode) {
    return ch == '_' || (unicode ? UnicodeProperties.isAlnum(ch) : SreUnicode.isAsciiAlnum(ch));
  }

  // looking ahead one instruction, to save frames and attempts

  /**
   * False only if what starts at {@code pc} fails at {@code at} without a trace. It is asked
   * wherever another choice would be tried next, so a "no" there equals an attempt that failed.
   */
  private boolean promising(int pc, int at) {
    int op = code[pc];
    if (op == SreOp.MARK && !program.restoresEagerly) {
      // The choice point asking restores what the mark would have changed.
      do {
        pc += 2;
        op = code[pc];
      } while (op == SreOp.MARK);
    }
    switch (op) {
      case SreOp.LITERAL:
        return at < end && at(at) == code[pc + 1];
      case SreOp.AT:
        return assertion(code[pc + 1], at);
      case SreOp.REPEAT_ONE:
      case SreOp.POSSESSIVE_REPEAT_ONE:
        return code[pc + 2] == 0 || at < end && program.single(pc + 4, at(at));
      default:
        return !SreCode.isSingle(op) || at < end && program.single(pc, at(at));
    }
  }

  // choices

  /**
   * The operand of the first alternative from {@code pc} on that may match, or of the zero that
   * ends them.
   */
  private int alternative(int pc, int at) {
    while (code[pc] != 0 && !promising(pc + 1, at)) {
      pc += code[pc];
    }
    return pc;
  }

  /**
   * Enters the first alternative worth trying and remembers the next such one; -1 if there is none.
   */
  private int branch(int pc, int at) {
    int first = alternative(pc, at);
    if (code[first] == 0) {
      return -1;
    }
    int second = alternative(first + code[first], at);
    if (code[second] != 0 || program.restoresEagerly) {
      push(BRANCH, second, at, 0, repeat >= 0);
    }
    return first + 1;
  }

  /** Takes as many as there are, then gives back one by one. */
  private boolean repeatOne(int pc, int at) {
    int min = SreCode.limit(code[pc + 1]);
    if (min > end - at) {
      return false;
    }
    int n = count(pc + 3, at, SreCode.limit(code[pc + 2]));
    return n >= min && giveBack(pc, at + n, n, min, NONE);
  }

  /**
   * Finds the last position, at most {@code n} items and at least {@code min}, where the tail may
   * match, and goes there. {@code old} is the frame of the choice, -1 while it has none; it stays
   * only while there is more to give back.
   */
  private boolean giveBack(int pc, int at, int n, int min, int old) {
    int tail = pc + code[pc];
    if (code[tail] == SreOp.LITERAL) {
      int wanted = code[tail + 1];
      while (n >= min && (at >= end || at(at) != wanted)) {
        at--;
        n--;
      }
    } else {
      while (n >= min && !promising(tail, at)) {
        at--;
        n--;
      }
    }
    if (n < min) {
      return false;
    }
    if (n > min || program.restoresEagerly) {
      if (old < 0) {
        push(REPEAT_ONE, pc, at, n, repeat >= 0);
      } else {
        keep(old, at, n);
      }
    }
    next = tail;
    position = at;
    return true;
  }

  /** Takes the minimum, then one more each time the tail fails. */
  private boolean minRepeatOne(int pc, int at) {
    int min = SreCode.limit(code[pc + 1]);
    if (min > end - at) {
      return false;
    }
    if (min > 0 && count(pc + 3, at, min) < min) {
      return false;
    }
    return takeMore(pc, at + min, min, NONE);
  }

  /**
   * Finds the first position, from {@code n} items on, where the tail may match; {@code old} as in
   * {@link #giveBack}.
   */
  private boolean takeMore(int pc, int at, int n, int old) {
    int tail = pc + code[pc];
    int max = SreCode.limit(code[pc + 2]);
    while (!promising(tail, at)) {
      if (n >= max || at >= end || !program.single(pc + 3, at(at))) {
        return false;
      }
      at++;
      n++;
    }
    if (old < 0) {
      push(MIN_REPEAT_ONE, pc, at, n, repeat >= 0);
    } else {
      keep(old, at, n);
    }
    next = tail;
    position = at;
    return true;
  }

  /**
   * How many characters from {@code at} on the single-character instruction at {@code pc} accepts,
   * at most {@code max}.
   */
  private int count(int pc, int at, int max) {
    int end = max < this.end - at ? at + max : this.end;
    int i = at;
    int found;
    SreCode program = this.program;
    String text = this.text;
    switch (code[pc]) {
      case SreOp.ANY_ALL:
        return Math.max(0, end - at);
      case SreOp.ANY:
        if (text == null) {
          break;
        }
        found = at < end ? text.indexOf('\n', at, end) : -1;
        return found < 0 ? Math.max(0, end - at) : found - at;
      case SreOp.NOT_LITERAL:
        if (text == null || code[pc + 1] >>> 16 != 0) {
          break;
        }
        found = at < end ? text.indexOf(code[pc + 1], at, end) : -1;
        return found < 0 ? Math.max(0, end - at) : found - at;
      case SreOp.IN:
        int set = pc + 2;
        if (text != null) {
          while (i < end && program.in(set, SreCode.FOLD_NONE, text.charAt(i))) {
            i++;
          }
        } else {
          while (i < end && program.in(set, SreCode.FOLD_NONE, atOther(i))) {
            i++;
          }
        }
        return i - at;
      default:
        break;
    }
    while (i < end && program.single(pc, at(i))) {
      i++;
    }
    return i - at;
  }

  // repeats of more than one character

  private int newRepeat(int outer, int operands, int iterations, int lastPosition) {
    int r = reserve(REPEAT_SIZE);
    stack[r + OUTER] = outer;
    stack[r + OPERANDS] = operands;
    stack[r + ITERATIONS] = iterations;
    stack[r + LAST_POSITION] = lastPosition;
    return r;
  }

  /**
   * Begins one more iteration: a new record, so that whoever falls back still finds the old one.
   */
  private int iterate(int r, int n, int lastPosition) {
    int operands = stack[r + OPERANDS];
    repeat = newRepeat(stack[r + OUTER], operands, n, lastPosition);
    return operands + 3;
  }

  private int maxUntil(int tail, int at) {
    tick();
    int r = repeat;
    int operands = stack[r + OPERANDS];
    int n = stack[r + ITERATIONS] + 1;
    if (n < SreCode.limit(code[operands + 1])) {
      return iterate(r, n, stack[r + LAST_POSITION]);
    }
    int max = code[operands + 2];
    // An iteration that consumed nothing would do so again.
    if ((n < max || max < 0) && at != stack[r + LAST_POSITION]) {
      push(MAX_UNTIL, tail, at, 0, true);
      return iterate(r, n, at);
    }
    repeat = stack[r + OUTER];
    return tail;
  }

  private int minUntil(int tail, int at) {
    tick();
    int r = repeat;
    int n = stack[r + ITERATIONS] + 1;
    if (n < SreCode.limit(code[stack[r + OPERANDS] + 1])) {
      return iterate(r, n, stack[r + LAST_POSITION]);
    }
    push(MIN_UNTIL, tail, at, 0, stack[r + OUTER] >= 0);
    repeat = stack[r + OUTER];
    return tail;
  }

  /**
   * Begins the next iteration of a possessive repeat, or its tail. {@code count} iterations are
   * done and the last one that was not required began at {@code last}.
   */
  private void possessive(int pc, int at, int count, int last) {
    tick();
    position = at;
    if (count < SreCode.limit(code[pc + 1])) {
      pushBarrier(POSSESSIVE_MIN, pc, at, count, false);
      next = pc + 3;
    } else if ((count < code[pc + 2] || code[pc + 2] < 0) && at != last) {
      pushBarrier(POSSESSIVE_MORE, pc, at, count, true);
      next = pc + 3;
    } else {
      next = pc + code[pc] + 1;
    }
  }

  /**
   * SUCCESS of a group matched on its own: drops the choices left inside it. False if that makes
   * the whole fail.
   */
  private boolean leaveBarrier(int at) {
    int f = barrier;
    int kind = stack[f + KIND];
    int pc = stack[f + PC];
    int began = stack[f + POSITION];
    int count = stack[f + COUNT];
    repeat = stack[f + REPEAT];
    drop(f);
    switch (kind) {
      case ASSERT:
        next = pc + code[pc];
        position = began;
        return true;
      case ASSERT_NOT:
        return false;
      case ATOMIC:
        next = pc + code[pc];
        position = at;
        return true;
      case POSSESSIVE_MIN:
        possessive(pc, at, count + 1, NONE);
        return true;
      default:
        possessive(pc, at, count + 1, began);
        return true;
    }
  }

  // frames

  private int reserve(int n) {
    int at = top;
    if (n > stack.length - at) {
      grow(n);
    }
    top = at + n;
    return at;
  }

  private void grow(int n) {
    long wanted = Math.max(128L, Math.max((long) top + n, stack.length * 2L));
    if (wanted > Integer.MAX_VALUE - 8) {
      wanted = Integer.MAX_VALUE - 8;
      if (wanted - top < n) {
        throw new OutOfMemoryError("regular expression backtracking stack");
      }
    }
    stack = Arrays.copyOf(stack, (int) wanted);
  }

  private int push(int kind, int pc, int at, int count, boolean saveMarks) {
    int n = saveMarks ? lastmark + 1 : 0;
    int f = reserve(MARKS + n);
    int[] stack = this.stack;
    stack[f + KIND] = kind;
    stack[f + BELOW] = frame;
    stack[f + PC] = pc;
    stack[f + POSITION] = at;
    stack[f + REPEAT] = repeat;
    stack[f + LASTMARK] = lastmark;
    stack[f + LASTINDEX] = lastindex;
    stack[f + COUNT] = count;
    stack[f + SAVED] = n;
    if (n > 0) {
      System.arraycopy(marks, 0, stack, f + MARKS, n);
    }
    frame = f;
    return f;
  }

  private void pushBarrier(int kind, int pc, int at, int count, boolean saveMarks) {
    int f = push(kind, pc, at, count, saveMarks);
    int slot = reserve(1);
    stack[slot] = barrier;
    barrier = f;
  }

  /** Keeps a frame just popped, for its next choice. */
  private void keep(int f, int at, int count) {
    stack[f + POSITION] = at;
    stack[f + COUNT] = count;
    frame = f;
    top = f + MARKS + stack[f + SAVED];
  }

  /** Removes a frame and all above it. */
  private void drop(int f) {
    if (stack[f + KIND] >= ASSERT) {
      barrier = stack[f + MARKS + stack[f + SAVED]];
    }
    frame = stack[f + BELOW];
    top = f;
  }

  private void restoreMarks(int f) {
    lastmark = stack[f + LASTMARK];
    lastindex = stack[f + LASTINDEX];
    int n = stack[f + SAVED];
    if (n > 0) {
      System.arraycopy(stack, f + MARKS, marks, 0, n);
    }
  }

  /**
   * Takes the most recent choice that is left; false if there is none. Sets {@link #next} and
   * {@link #position}.
   */
  private boolean fallBack() {
    for (int f = frame; f >= 0; f = frame) {
      tick();
      int kind = stack[f + KIND];
      int pc = stack[f + PC];
      int at = stack[f + POSITION];
      int count = stack[f + COUNT];
      repeat = stack[f + REPEAT];
      drop(f);
      switch (kind) {
        case BRANCH:
          restoreMarks(f);
          if (code[pc] != 0) {
            int following = alternative(pc + code[pc], at);
            if (code[following] != 0 || program.restoresEagerly) {
              keep(f, at, 0);
              stack[f + PC] = following;
            }
            next = pc + 1;
            position = at;
            return true;
          }
          break;
        case REPEAT_ONE:
          restoreMarks(f);
          if (giveBack(pc, at - 1, count - 1, SreCode.limit(code[pc + 1]), f)) {
            return true;
          }
          break;
        case MIN_REPEAT_ONE:
          restoreMarks(f);
          if (count < SreCode.limit(code[pc + 2])
              && at < end
              && program.single(pc + 3, at(at))
              && takeMore(pc, at + 1, count + 1, f)) {
            return true;
          }
          break;
        case MAX_UNTIL:
          restoreMarks(f);
          repeat = stack[repeat + OUTER];
          next = pc;
          position = at;
          return true;
        case MIN_UNTIL:
          restoreMarks(f);
          if (anotherIteration(repeat, at)) {
            return true;
          }
          break;
        case ASSERT_NOT:
          restoreMarks(f);
          next = pc + code[pc];
          position = at;
          return true;
        case POSSESSIVE_MORE:
          restoreMarks(f);
          next = pc + code[pc] + 1;
          position = at;
          return true;
        default:
          // An assertion, atomic group or required iteration: as a whole it fails.
          break;
      }
    }
    return false;
  }

  /** The tail of a minimizing repeat failed: tries one more iteration if there may be one. */
  private boolean anotherIteration(int r, int at) {
    int n = stack[r + ITERATIONS] + 1;
    int max = code[stack[r + OPERANDS] + 2];
    if (n >= max && max >= 0 || at == stack[r + LAST_POSITION]) {
      return false;
    }
    next = iterate(r, n, at);
    position = at;
    return true;
  }

  private void tick() {
    if (--untilPoll == 0) {
      untilPoll = POLL_INTERVAL;
      if (poll != null) {
        poll.run();
      }
    }
  }
}
