package dev.dormouse.runtime.modules.sre;

import dev.dormouse.runtime.text.UnicodeProperties;

/**
 * A validated program of the regular expression engine, with what the engine derives from it: set
 * membership and which characters a match can begin with.
 *
 * <p>The code array is kept as the library's compiler made it; {@link SreEngine} interprets it in
 * place. Everything derived is computed on demand, because most patterns that a program compiles at
 * start-up never run.
 *
 * <p>Answers about the characters below 256 are remembered in {@link #memo}. Several engines may
 * share a program: a lost update in the memo only loses an answer, since a question's two bits,
 * "known" and "yes", share one word.
 */
public final class SreCode {
  /** Words of a bitmap of 256 bits, and of an index of 256 bytes. */
  static final int BITMAP = 8;

  static final int BLOCK_INDEX = 64;

  /** How to change a character before a set is asked. */
  static final int FOLD_NONE = 0;

  static final int FOLD_ASCII = 1;
  static final int FOLD_UNICODE = 2;
  static final int FOLD_LOCALE = 3;

  /** Number of instructions {@link #begins} looks at before it gives up and says yes. */
  private static final int BEGIN_BUDGET = 400;

  private static final int YES = 2;
  private static final int NO = 1;

  final int[] code;
  final int groups;

  /** Where the instructions start that follow the INFO block; 0 without one. */
  final int body;

  /**
   * Whether an exhausted alternative must restore marks although the failure goes on at once. It
   * makes a difference only to what CPython leaves in marks inside a possessive repeat, where
   * choice points do not save them: to report the same groups, such programs take no short cuts.
   */
  final boolean restoresEagerly;

  /**
   * Indexed by code position: of a set's first member, or {@link #body} for the characters that can
   * begin a match. Each entry holds two bits for each of 256 characters. Null until the first
   * question.
   */
  private long[][] memo;

  /**
   * The literal prefix from the INFO block; null until asked for, or when a character does not fit
   * a Java char.
   */
  private String prefixText;

  /** Steps {@link #begins} may still take. */
  private int budget;

  /**
   * Takes over {@code code}.
   *
   * @throws IllegalArgumentException if the engine could not run it safely
   */
  public SreCode(int[] code, int groups) {
    SreValidator validator = new SreValidator(code, groups);
    if (!validator.isValid()) {
      throw new IllegalArgumentException("invalid SRE code");
    }
    this.code = code;
    this.groups = groups;
    this.restoresEagerly = validator.possessive;
    this.body = code[0] == SreOp.INFO ? 1 + code[1] : 0;
  }

  /** The words of the program, for comparison; not to be changed. */
  public int[] words() {
    return code;
  }

  // the INFO block: <INFO> <1=skip> <2=flags> <3=min> <4=max> [<5=length> <6=skip> prefix overlap |
  // set]

  private boolean hasInfo(int flag) {
    return body > 0 && (code[2] & flag) != 0;
  }

  /** No match is shorter. */
  int minWidth() {
    return body > 0 ? limit(code[3]) : 0;
  }

  boolean hasPrefix() {
    return hasInfo(SreOp.INFO_PREFIX);
  }

  /** Whether the prefix is all there is to match. */
  boolean isLiteral() {
    return hasInfo(SreOp.INFO_LITERAL);
  }

  int prefixLength() {
    return code[5];
  }

  int prefixChar(int i) {
    return code[7 + i];
  }

  /**
   * How many characters of the prefix need not be matched again: the program begins with that many
   * LITERALs.
   */
  int prefixSkip() {
    return code[6];
  }

  /** The prefix for searching in a string of chars; null if it cannot occur in one. */
  String prefixText() {
    if (prefixText == null) {
      char[] chars = new char[prefixLength()];
      for (int i = 0; i < chars.length; i++) {
        int ch = prefixChar(i);
        if (ch >>> 16 != 0) {
          return null;
        }
        chars[i] = (char) ch;
      }
      prefixText = new String(chars);
    }
    return prefixText;
  }

  /** A repeat count as an int: no subject is longer, so all larger numbers are the same. */
  static int limit(int word) {
    return word < 0 ? Integer.MAX_VALUE : word;
  }

  /** Whether an instruction consumes exactly one character, whatever it is followed by. */
  static boolean isSingle(int op) {
    switch (op) {
      case SreOp.ANY:
      case SreOp.ANY_ALL:
      case SreOp.IN:
      case SreOp.LITERAL:
      case SreOp.NOT_LITERAL:
      case SreOp.CATEGORY:
      case SreOp.IN_IGNORE:
      case SreOp.LITERAL_IGNORE:
      case SreOp.NOT_LITERAL_IGNORE:
      case SreOp.IN_UNI_IGNORE:
      case SreOp.LITERAL_UNI_IGNORE:
      case SreOp.NOT_LITERAL_UNI_IGNORE:
      case SreOp.IN_LOC_IGNORE:
      case SreOp.LITERAL_LOC_IGNORE:
      case SreOp.NOT_LITERAL_LOC_IGNORE:
        return true;
      default:
        return false;
    }
  }

  /** Whether the single-character instruction at {@code pc} accepts {@code ch}. */
  boolean single(int pc, int ch) {
    switch (code[pc]) {
      case SreOp.LITERAL:
        return ch == code[pc + 1];
      case SreOp.NOT_LITERAL:
        return ch != code[pc + 1];
      case SreOp.ANY:
        return ch != '\n';
      case SreOp.ANY_ALL:
        return true;
      case SreOp.IN:
        return in(pc + 2, FOLD_NONE, ch);
      case SreOp.CATEGORY:
        return SreUnicode.category(code[pc + 1], ch);
      case SreOp.IN_IGNORE:
        return in(pc + 2, FOLD_ASCII, ch);
      case SreOp.IN_UNI_IGNORE:
        return in(pc + 2, FOLD_UNICODE, ch);
      case SreOp.IN_LOC_IGNORE:
        return in(pc + 2, FOLD_LOCALE, ch);
      case SreOp.LITERAL_IGNORE:
        return SreUnicode.asciiToLower(ch) == code[pc + 1];
      case SreOp.NOT_LITERAL_IGNORE:
        return SreUnicode.asciiToLower(ch) != code[pc + 1];
      case SreOp.LITERAL_UNI_IGNORE:
        return SreUnicode.toLower(ch) == code[pc + 1];
      case SreOp.NOT_LITERAL_UNI_IGNORE:
        return SreUnicode.toLower(ch) != code[pc + 1];
      case SreOp.LITERAL_LOC_IGNORE:
        return equalInLocale(code[pc + 1], ch);
      case SreOp.NOT_LITERAL_LOC_IGNORE:
        return !equalInLocale(code[pc + 1], ch);
      default:
        return false;
    }
  }

  /**
   * The pattern's character was not lowered when it was compiled, as the locale may have changed
   * since.
   */
  private static boolean equalInLocale(int wanted, int ch) {
    return ch == wanted
        || SreUnicode.asciiToLower(ch) == wanted
        || SreUnicode.asciiToUpper(ch) == wanted;
  }

  // sets

  /** Whether {@code ch}, folded, is in the set whose members start at {@code set}. */
  boolean in(int set, int fold, int ch) {
    if (ch < 256) {
      int known = known(set, ch);
      return known != 0 ? known == YES : learn(set, ch, contains(set, fold, ch));
    }
    return contains(set, fold, ch);
  }

  /** {@link #YES}, {@link #NO}, or 0 if nobody asked yet. */
  private int known(int at, int ch) {
    long[][] memo = this.memo;
    if (memo == null) {
      return 0;
    }
    long[] answers = memo[at];
    return answers == null ? 0 : (int) (answers[ch >> 5] >>> (ch << 1)) & 3;
  }

  private boolean learn(int at, int ch, boolean answer) {
    if (memo == null) {
      memo = new long[code.length][];
    }
    long[] answers = memo[at];
    if (answers == null) {
      answers = new long[8];
      memo[at] = answers;
    }
    answers[ch >> 5] |= (answer ? (long) YES : (long) NO) << (ch << 1);
    return answer;
  }

  private boolean contains(int set, int fold, int ch) {
    switch (fold) {
      case FOLD_ASCII:
        return contains(set, SreUnicode.asciiToLower(ch));
      case FOLD_UNICODE:
        return contains(set, SreUnicode.toLower(ch));
      case FOLD_LOCALE:
        int lower = SreUnicode.asciiToLower(ch);
        int upper = SreUnicode.asciiToUpper(ch);
        return contains(set, lower) || lower != upper && contains(set, upper);
      default:
        return contains(set, ch);
    }
  }

  /** Walks the members; NEGATE turns the meaning of all that follow it, and of the end. */
  private boolean contains(int pc, int ch) {
    boolean found = true;
    for (; ; ) {
      switch (code[pc++]) {
        case SreOp.NEGATE:
          found = !found;
          break;
        case SreOp.LITERAL:
          if (ch == code[pc]) {
            return found;
          }
          pc++;
          break;
        case SreOp.RANGE:
          if (between(ch, pc)) {
            return found;
          }
          pc += 2;
          break;
        case SreOp.RANGE_UNI_IGNORE:
          if (between(ch, pc) || between(UnicodeProperties.simpleUpper(ch), pc)) {
            return found;
          }
          pc += 2;
          break;
        case SreOp.CATEGORY:
          if (SreUnicode.category(code[pc], ch)) {
            return found;
          }
          pc++;
          break;
        case SreOp.CHARSET:
          if (ch < 256 && bit(pc, ch)) {
            return found;
          }
          pc += BITMAP;
          break;
        case SreOp.BIGCHARSET:
          int count = code[pc++];
          int blocks = pc + BLOCK_INDEX;
          if (ch < 0x10000 && bit(blocks + BITMAP * blockNumber(code, pc, ch >> 8), ch & 255)) {
            return found;
          }
          pc = blocks + BITMAP * count;
          break;
        default:
          return !found;
      }
    }
  }

  private boolean between(int ch, int pc) {
    return Integer.compareUnsigned(ch, code[pc]) >= 0
        && Integer.compareUnsigned(ch, code[pc + 1]) <= 0;
  }

  private boolean bit(int bitmap, int i) {
    return (code[bitmap + (i >> 5)] >>> i & 1) != 0;
  }

  /** The i-th byte of an index of bytes, little endian in its words. */
  static int blockNumber(int[] code, int index, int i) {
    return code[index + (i >> 2)] >>> ((i & 3) << 3) & 255;
  }

  // where a match can begin

  /**
   * False only if no match of the whole program can begin with {@code ch}, so that a search may
   * skip it.
   */
  boolean mayBegin(int ch) {
    if (ch < 256) {
      int known = known(body, ch);
      if (known != 0) {
        return known == YES;
      }
      budget = BEGIN_BUDGET;
      return learn(body, ch, begins(body, ch));
    }
    // Not remembered, so worth it only where it is one comparison.
    int pc = body;
    int op = code[pc];
    if (op == SreOp.MARK) {
      pc += 2;
      op = code[pc];
    }
    if ((op == SreOp.REPEAT_ONE || op == SreOp.POSSESSIVE_REPEAT_ONE) && code[pc + 2] != 0) {
      pc += 4;
      op = code[pc];
    }
    return !isSingle(op) || single(pc, ch);
  }

  /**
   * Whether what starts at {@code pc} can match a text that starts with {@code ch}. Errs towards
   * yes: assertions count as true, back references and everything that can match without consuming
   * count as possible.
   */
  private boolean begins(int pc, int ch) {
    for (; ; ) {
      if (--budget < 0) {
        return true;
      }
      int op = code[pc];
      switch (op) {
        case SreOp.MARK:
        case SreOp.AT:
          pc += 2;
          break;
        case SreOp.JUMP:
        case SreOp.INFO:
        case SreOp.ASSERT:
        case SreOp.ASSERT_NOT:
          pc += 1 + code[pc + 1];
          break;
        case SreOp.ATOMIC_GROUP:
          pc += 2;
          break;
        case SreOp.REPEAT_ONE:
        case SreOp.MIN_REPEAT_ONE:
        case SreOp.POSSESSIVE_REPEAT_ONE:
          if (code[pc + 2] != 0) {
            return single(pc + 4, ch);
          }
          if (code[pc + 3] != 0 && single(pc + 4, ch)) {
            return true;
          }
          pc += 1 + code[pc + 1];
          break;
        case SreOp.REPEAT:
        case SreOp.POSSESSIVE_REPEAT:
          if (code[pc + 2] == 0) {
            if (begins(pc + 4, ch)) {
              return true;
            }
            pc += 2 + code[pc + 1];
          } else {
            pc += 4;
          }
          break;
        case SreOp.BRANCH:
          for (pc++; code[pc] != 0; pc += code[pc]) {
            if (begins(pc + 1, ch)) {
              return true;
            }
          }
          return false;
        case SreOp.FAILURE:
          return false;
        default:
          return !isSingle(op) || single(pc, ch);
      }
    }
  }
}
