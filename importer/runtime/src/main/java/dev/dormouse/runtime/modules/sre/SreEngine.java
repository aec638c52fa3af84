package dev.dormouse.runtime.modules.sre;

/**
 * One matching session: a program, a subject, and the position between one match and the next.
 *
 * <p>Use: {@link #reset}, then {@link #match}, {@link #fullMatch} or {@link #search}; if it says
 * true, read {@link #start}, {@link #end}, {@link #spans}. To go on behind a match, {@link
 * #advance} and ask again. Not for several threads at once.
 *
 * <p><b>Subjects.</b> Text whose characters all fit a char is read from the String itself, without
 * a copy; other text is an array of code points, bytes are an array with an offset. Positions count
 * characters.
 */
public final class SreEngine extends SreMachine {
  /** Where {@link #reset} put the start. */
  private int pos;

  private SreEngine(
      SreCode program,
      String text,
      int[] codePoints,
      byte[] bytes,
      int bytesOffset,
      int length,
      Runnable poll) {
    super(program, text, codePoints, bytes, bytesOffset, length, poll);
    reset(0, length);
  }

  /**
   * Matches text each of whose chars is a character; surrogates count as characters of their own.
   */
  public static SreEngine ofText(SreCode program, String text, Runnable poll) {
    return new SreEngine(program, text, null, null, 0, text.length(), poll);
  }

  /** Matches the first {@code length} code points, which must not change meanwhile. */
  public static SreEngine ofCodePoints(
      SreCode program, int[] codePoints, int length, Runnable poll) {
    return new SreEngine(program, null, codePoints, null, 0, length, poll);
  }

  /** Matches {@code length} bytes from {@code offset} on, each a character from 0 to 255. */
  public static SreEngine ofBytes(
      SreCode program, byte[] bytes, int offset, int length, Runnable poll) {
    return new SreEngine(program, null, null, bytes, offset, length, poll);
  }

  /**
   * Starts over at {@code pos}, with nothing from {@code endpos} on; both are moved into the
   * subject.
   */
  public void reset(int pos, int endpos) {
    start = Math.max(0, Math.min(pos, length));
    end = Math.max(0, Math.min(endpos, length));
    position = start;
    pos = start;
    mustAdvance = false;
    matchAll = false;
    forgetGroups();
  }

  /** Goes on behind the last match; the next one may be empty only if that one was not. */
  public void advance() {
    mustAdvance = position == start;
    start = position;
    forgetGroups();
  }

  /** Whether a match begins at the current position. */
  public boolean match() {
    matchAll = false;
    forgetGroups();
    return !tooShort() && run(program.body, start);
  }

  /** Whether a match begins at the current position and extends to the end. */
  public boolean fullMatch() {
    matchAll = true;
    forgetGroups();
    return !tooShort() && run(program.body, start);
  }

  private boolean tooShort() {
    int min = program.minWidth();
    return min > 0 && end - start < min;
  }

  /** Whether a match begins at the current position or later; moves {@link #start} there. */
  public boolean search() {
    matchAll = false;
    forgetGroups();
    if (start > end || tooShort()) {
      return false;
    }
    return program.hasPrefix() ? searchPrefix() : searchAnywhere();
  }

  private boolean searchPrefix() {
    int skip = program.prefixSkip();
    boolean literal = program.isLiteral();
    mustAdvance = false;
    for (int at = start; (at = findPrefix(at)) >= 0; at++) {
      start = at;
      if (literal) {
        position = at + program.prefixLength();
        return true;
      }
      if (run(program.body + 2 * skip, at + skip)) {
        return true;
      }
      forgetGroups();
    }
    return false;
  }

  /** The first place from {@code from} on where the whole prefix stands before the end, or -1. */
  private int findPrefix(int from) {
    int n = program.prefixLength();
    if (text != null) {
      String prefix = program.prefixText();
      if (prefix == null || from > end) {
        return -1;
      }
      return n == 1 ? text.indexOf(prefix.charAt(0), from, end) : text.indexOf(prefix, from, end);
    }
    int first = program.prefixChar(0);
    candidates:
    for (int at = from; at <= end - n; at++) {
      if (at(at) != first) {
        continue;
      }
      for (int i = 1; i < n; i++) {
        if (at(at + i) != program.prefixChar(i)) {
          continue candidates;
        }
      }
      return at;
    }
    return -1;
  }

  private boolean searchAnywhere() {
    int body = program.body;
    int last = Math.max(start, end - Math.max(0, program.minWidth() - 1));
    boolean onlyHere =
        code[body] == SreOp.AT
            && (code[body + 1] == SreOp.AT_BEGINNING
                || code[body + 1] == SreOp.AT_BEGINNING_STRING);
    for (int at = start; at <= last; at++) {
      // An anchored program has nothing to skip to, however long the text is.
      at = onlyHere ? at : skipHopeless(at);
      if (at > last) {
        return false;
      }
      // Only an attempt at the very place of the last match could be empty where that one was.
      if (at != start) {
        mustAdvance = false;
      }
      start = at;
      if (run(body, at)) {
        return true;
      }
      if (onlyHere) {
        return false;
      }
      forgetGroups();
    }
    return false;
  }

  /**
   * The first position from {@code at} on that is the end or has a character with which a match can
   * begin.
   */
  private int skipHopeless(int at) {
    SreCode program = this.program;
    int end = this.end;
    String text = this.text;
    if (text != null) {
      while (at < end && !program.mayBegin(text.charAt(at))) {
        at++;
      }
    } else {
      while (at < end && !program.mayBegin(at(at))) {
        at++;
      }
    }
    return at;
  }

  // results

  /** Where the session began. */
  public int pos() {
    return pos;
  }

  /** Where the subject was made to end. */
  public int endpos() {
    return end;
  }

  public int start() {
    return start;
  }

  public int end() {
    return position;
  }

  /** The number of the group that was closed last, or -1. */
  public int lastIndex() {
    return lastindex;
  }

  /** Start and end of the whole match and of each group; -1 for a group that took no part. */
  public int[] spans() {
    int[] spans = new int[2 + marks.length];
    spans[0] = start;
    spans[1] = position;
    for (int i = 0; i < marks.length; i += 2) {
      boolean set = i + 1 <= lastmark && marks[i] >= 0 && marks[i + 1] >= 0;
      spans[i + 2] = set ? marks[i] : -1;
      spans[i + 3] = set ? marks[i + 1] : -1;
    }
    return spans;
  }

  private void forgetGroups() {
    lastmark = -1;
    lastindex = -1;
  }
}
