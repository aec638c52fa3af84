package dev.dormouse.runtime.modules.sre;

import dev.dormouse.runtime.modules.sre.SreNode.Members;
import dev.dormouse.runtime.modules.sre.SreNode.Sequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads a pattern into a tree, as {@code re._parser} does.
 *
 * <p>It knows correct patterns only. Whatever would be an error or a warning, and a few rare things
 * (names of characters, group names beyond ASCII, very deep nesting), makes it {@linkplain GiveUp
 * give up}: then the library's own parser is to read the pattern, which knows the words for every
 * mistake.
 */
final class SreParser {
  static final int TEMPLATE = 1;
  static final int IGNORECASE = 2;
  static final int LOCALE = 4;
  static final int MULTILINE = 8;
  static final int DOTALL = 16;
  static final int UNICODE = 32;
  static final int VERBOSE = 64;
  static final int DEBUG = 128;
  static final int ASCII = 256;
  static final int TYPE_FLAGS = ASCII | LOCALE | UNICODE;

  private static final int MAX_DEPTH = 100;
  private static final int END = -1;

  /** This pattern is for the library. */
  static final class GiveUp extends RuntimeException {
    private static final long serialVersionUID = 1L;

    GiveUp() {
      super(null, null, false, false);
    }
  }

  /** The pattern's characters. */
  private final int[] source;

  private final boolean isText;

  /** The next character to read. */
  private int at;

  /** The flags, with those that the pattern itself turned on for all of it. */
  int flags;

  /** By group number; 0 is unused. Null while a group is open. */
  Sequence[] groups = new Sequence[8];

  int groupCount = 1;

  /** The named groups in order of appearance, and their numbers. */
  final List<String> names = new ArrayList<>();

  final List<Integer> numbers = new ArrayList<>();

  /** Inside a look-behind: the number of groups when it began; else 0. */
  private int groupsBeforeLookbehind;

  /** The highest group number that a condition mentions. */
  private int highestCondition;

  SreParser(int[] source, boolean isText, int flags) {
    this.source = source;
    this.isText = isText;
    this.flags = flags;
  }

  Sequence parse() {
    Sequence all = alternatives((flags & VERBOSE) != 0, 0);
    if (at != source.length || highestCondition >= groupCount) {
      throw new GiveUp();
    }
    if (isText) {
      if ((flags & LOCALE) != 0 || (flags & ASCII) != 0 && (flags & UNICODE) != 0) {
        throw new GiveUp();
      }
      if ((flags & ASCII) == 0) {
        flags |= UNICODE;
      }
    } else if ((flags & UNICODE) != 0 || (flags & LOCALE) != 0 && (flags & ASCII) != 0) {
      throw new GiveUp();
    }
    return all;
  }

  // characters

  private int peek() {
    return at < source.length ? source[at] : END;
  }

  private int next() {
    if (at >= source.length) {
      throw new GiveUp();
    }
    return source[at++];
  }

  private boolean accept(int ch) {
    if (at < source.length && source[at] == ch) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(int ch) {
    if (!accept(ch)) {
      throw new GiveUp();
    }
  }

  private static boolean isDigit(int ch) {
    return ch >= '0' && ch <= '9';
  }

  private static boolean isOctal(int ch) {
    return ch >= '0' && ch <= '7';
  }

  private static boolean isSpace(int ch) {
    return ch == ' ' || ch >= '\t' && ch <= '\r';
  }

  // structure

  private Sequence alternatives(boolean verbose, int depth) {
    if (depth > MAX_DEPTH) {
      throw new GiveUp();
    }
    List<Sequence> items = new ArrayList<>(2);
    do {
      items.add(sequence(verbose, depth + 1, depth == 0 && items.isEmpty()));
      if (depth == 0) {
        verbose = (flags & VERBOSE) != 0;
      }
    } while (accept('|'));
    if (items.size() == 1) {
      return items.get(0);
    }
    Sequence result = new Sequence();
    while (shareFirst(items)) {
      result.add(items.get(0).items.get(0));
      for (Sequence item : items) {
        item.items.remove(0);
      }
    }
    Members set = asSet(items);
    result.add(
        set != null
            ? SreNode.in(set)
            : SreNode.of(SreOp.BRANCH, 0, 0, 0, items.toArray(new Sequence[0])));
    return result;
  }

  private static boolean shareFirst(List<Sequence> items) {
    SreNode first = null;
    for (Sequence item : items) {
      if (item.items.isEmpty()) {
        return false;
      }
      SreNode candidate = item.items.get(0);
      if (first == null) {
        first = candidate;
      } else if (!first.sameLeaf(candidate)) {
        return false;
      }
    }
    return true;
  }

  /**
   * The alternatives as one set if each of them is one character or a set that is not negated; else
   * null.
   */
  private static Members asSet(List<Sequence> items) {
    Members set = new Members();
    for (Sequence item : items) {
      if (item.items.size() != 1) {
        return null;
      }
      SreNode only = item.items.get(0);
      if (only.op == SreOp.LITERAL) {
        set.addNew(SreOp.LITERAL, only.a, 0);
      } else if (only.op == SreOp.IN && only.set.op(0) != SreOp.NEGATE) {
        set.addAllNew(only.set);
      } else {
        return null;
      }
    }
    return set;
  }

  private Sequence sequence(boolean verbose, int depth, boolean first) {
    Sequence result = new Sequence();
    for (int ch = peek(); ch != END && ch != '|' && ch != ')'; ch = peek()) {
      at++;
      if (verbose && isSpace(ch)) {
        continue;
      }
      switch (ch) {
        case '#':
          if (verbose) {
            skipLine();
          } else {
            result.add(SreNode.leaf(SreOp.LITERAL, ch));
          }
          break;
        case '\\':
          result.add(escape());
          break;
        case '[':
          result.add(set());
          break;
        case '*':
          repeat(result, 0, SreOp.MAXREPEAT);
          break;
        case '+':
          repeat(result, 1, SreOp.MAXREPEAT);
          break;
        case '?':
          repeat(result, 0, 1);
          break;
        case '{':
          braces(result);
          break;
        case '.':
          result.add(SreNode.leaf(SreOp.ANY, 0));
          break;
        case '^':
          result.add(SreNode.leaf(SreOp.AT, SreOp.AT_BEGINNING));
          break;
        case '$':
          result.add(SreNode.leaf(SreOp.AT, SreOp.AT_END));
          break;
        case '(':
          if (group(result, verbose, depth, first && result.items.isEmpty())) {
            verbose = (flags & VERBOSE) != 0;
          }
          break;
        default:
          result.add(SreNode.leaf(SreOp.LITERAL, ch));
          break;
      }
    }
    result.unpack();
    return result;
  }

  private void skipLine() {
    while (at < source.length && token() != '\n') {
      // Skipped.
    }
  }

  /**
   * Reads one character, or a backslash with what follows it as one; the backslash then stands for
   * both.
   */
  private int token() {
    int ch = next();
    if (ch == '\\') {
      next();
    }
    return ch;
  }

  // repeats

  private void braces(Sequence before) {
    int here = at;
    if (peek() == '}') {
      before.add(SreNode.leaf(SreOp.LITERAL, '{'));
      return;
    }
    long min = number();
    long max = min;
    if (accept(',')) {
      max = number();
    }
    if (!accept('}')) {
      before.add(SreNode.leaf(SreOp.LITERAL, '{'));
      at = here;
      return;
    }
    if (max >= 0 && max < min) {
      throw new GiveUp();
    }
    repeat(before, min < 0 ? 0 : (int) min, max < 0 ? SreOp.MAXREPEAT : (int) max);
  }

  /** Digits, maybe none: then -1. */
  private long number() {
    long value = -1;
    while (isDigit(peek())) {
      value = Math.max(value, 0) * 10 + next() - '0';
      if (value >= (SreOp.MAXREPEAT & 0xffffffffL)) {
        throw new GiveUp();
      }
    }
    return value;
  }

  /** Makes the last item one that is repeated. */
  private void repeat(Sequence before, int min, int max) {
    if (before.items.isEmpty()) {
      throw new GiveUp();
    }
    SreNode item = before.last();
    if (item.op == SreOp.AT || item.isRepeat()) {
      throw new GiveUp();
    }
    Sequence body;
    if (item.isPlainGroup()) {
      body = item.parts[0];
    } else {
      body = new Sequence();
      body.add(item);
    }
    int op = SreNode.MAX_REPEAT;
    if (accept('?')) {
      op = SreNode.MIN_REPEAT;
    } else if (accept('+')) {
      op = SreOp.POSSESSIVE_REPEAT;
    }
    before.items.set(before.items.size() - 1, SreNode.of(op, min, max, 0, body));
  }

  // groups

  /**
   * What follows an opening parenthesis. True if it was a setting of flags for the whole pattern.
   */
  private boolean group(Sequence into, boolean verbose, int depth, boolean flagsAllowed) {
    int number = 0;
    int add = 0;
    int remove = 0;
    boolean atomic = false;
    if (!accept('?')) {
      number = openGroup(null);
    } else {
      int kind = token();
      switch (kind) {
        case ':':
          break;
        case '>':
          atomic = true;
          break;
        case 'P':
          if (accept('=')) {
            into.add(SreNode.leaf(SreOp.GROUPREF, closedGroup(numberOf(name(')')))));
            return false;
          }
          expect('<');
          number = openGroup(name('>'));
          break;
        case '#':
          while (token() != ')') {
            // Skipped.
          }
          return false;
        case '=':
        case '!':
        case '<':
          lookaround(into, kind, verbose, depth);
          return false;
        case '(':
          condition(into, verbose, depth);
          return false;
        default:
          long settings = settings(kind);
          if (settings < 0) {
            if (!flagsAllowed) {
              throw new GiveUp();
            }
            return true;
          }
          add = (int) settings;
          remove = (int) (settings >>> 32);
          break;
      }
    }
    boolean inner = (verbose || (add & VERBOSE) != 0) && (remove & VERBOSE) == 0;
    Sequence body = alternatives(inner, depth + 1);
    expect(')');
    if (number > 0) {
      groups[number] = body;
      // References from now on need the width as it is now.
      body.least(groups);
    }
    into.add(
        atomic
            ? SreNode.of(SreOp.ATOMIC_GROUP, 0, 0, 0, body)
            : SreNode.of(SreNode.SUBPATTERN, number, add, remove, body));
    return false;
  }

  private int openGroup(String name) {
    int number = groupCount++;
    if (number == groups.length) {
      groups = Arrays.copyOf(groups, 2 * number);
    }
    if (name != null) {
      if (names.contains(name)) {
        throw new GiveUp();
      }
      names.add(name);
      numbers.add(number);
    }
    return number;
  }

  /** A group name up to its end. */
  private String name(int end) {
    StringBuilder name = new StringBuilder();
    for (int ch = next(); ch != end; ch = next()) {
      boolean letter = ch < 128 && (SreUnicode.isAsciiAlnum(ch) || ch == '_');
      if (!letter || isDigit(ch) && name.isEmpty()) {
        throw new GiveUp();
      }
      name.append((char) ch);
    }
    if (name.isEmpty()) {
      throw new GiveUp();
    }
    return name.toString();
  }

  private int numberOf(String name) {
    int i = names.indexOf(name);
    if (i < 0) {
      throw new GiveUp();
    }
    return numbers.get(i);
  }

  /** Checks that a group can be referred to here. */
  private int closedGroup(int number) {
    if (number >= groupCount
        || groups[number] == null
        || groupsBeforeLookbehind > 0 && number >= groupsBeforeLookbehind) {
      throw new GiveUp();
    }
    return number;
  }

  private void lookaround(Sequence into, int kind, boolean verbose, int depth) {
    int direction = 1;
    int before = groupsBeforeLookbehind;
    if (kind == '<') {
      kind = next();
      if (kind != '=' && kind != '!') {
        throw new GiveUp();
      }
      direction = -1;
      if (before == 0) {
        groupsBeforeLookbehind = groupCount;
      }
    }
    Sequence body = alternatives(verbose, depth + 1);
    groupsBeforeLookbehind = before;
    expect(')');
    into.add(SreNode.of(kind == '=' ? SreOp.ASSERT : SreOp.ASSERT_NOT, direction, 0, 0, body));
  }

  private void condition(Sequence into, boolean verbose, int depth) {
    int number;
    if (isDigit(peek())) {
      long value = number();
      if (value <= 0 || value >= SreOp.MAXGROUPS) {
        throw new GiveUp();
      }
      expect(')');
      number = (int) value;
      highestCondition = Math.max(highestCondition, number);
    } else {
      number = numberOf(name(')'));
    }
    if (groupsBeforeLookbehind > 0) {
      closedGroup(number);
    }
    if (depth > MAX_DEPTH) {
      throw new GiveUp();
    }
    Sequence yes = sequence(verbose, depth + 1, false);
    Sequence no = accept('|') ? sequence(verbose, depth + 1, false) : null;
    expect(')');
    into.add(SreNode.of(SreOp.GROUPREF_EXISTS, number, 0, 0, yes, no));
  }

  /**
   * Flags from {@code ch} on: those added in the low half, those taken away in the high half; or -1
   * if they were for the whole pattern, and done.
   */
  private long settings(int ch) {
    int add = 0;
    int remove = 0;
    if (ch != '-') {
      do {
        int flag = flag(ch);
        add |= flag;
        if ((flag & TYPE_FLAGS) != 0 && (add & TYPE_FLAGS) != flag) {
          throw new GiveUp();
        }
        ch = next();
      } while (ch != ')' && ch != '-' && ch != ':');
      if (ch == ')') {
        flags |= add;
        return -1;
      }
    }
    if (ch == '-') {
      ch = next();
      do {
        int flag = flag(ch);
        if ((flag & TYPE_FLAGS) != 0) {
          throw new GiveUp();
        }
        remove |= flag;
        ch = next();
      } while (ch != ':');
    }
    if ((add & remove) != 0) {
      throw new GiveUp();
    }
    return add | (long) remove << 32;
  }

  private int flag(int ch) {
    switch (ch) {
      case 'i':
        return IGNORECASE;
      case 'm':
        return MULTILINE;
      case 's':
        return DOTALL;
      case 'x':
        return VERBOSE;
      case 'a':
        return ASCII;
      case 'L':
        if (!isText) {
          return LOCALE;
        }
        throw new GiveUp();
      case 'u':
        if (isText) {
          return UNICODE;
        }
        throw new GiveUp();
      default:
        throw new GiveUp();
    }
  }

  // escapes

  /** What a backslash and a letter stand for, in and outside of sets; null if nothing special. */
  private static SreNode category(int letter) {
    int code;
    switch (letter) {
      case 'd':
        code = SreOp.CATEGORY_DIGIT;
        break;
      case 'D':
        code = SreOp.CATEGORY_DIGIT + 1;
        break;
      case 's':
        code = SreOp.CATEGORY_SPACE;
        break;
      case 'S':
        code = SreOp.CATEGORY_SPACE + 1;
        break;
      case 'w':
        code = SreOp.CATEGORY_WORD;
        break;
      case 'W':
        code = SreOp.CATEGORY_WORD + 1;
        break;
      default:
        return null;
    }
    Members set = new Members();
    set.add(SreOp.CATEGORY, code, 0);
    return SreNode.in(set);
  }

  private SreNode escape() {
    int ch = next();
    SreNode category = category(ch);
    if (category != null) {
      return category;
    }
    switch (ch) {
      case 'A':
        return SreNode.leaf(SreOp.AT, SreOp.AT_BEGINNING_STRING);
      case 'Z':
        return SreNode.leaf(SreOp.AT, SreOp.AT_END_STRING);
      case 'b':
        return SreNode.leaf(SreOp.AT, SreOp.AT_BOUNDARY);
      case 'B':
        return SreNode.leaf(SreOp.AT, SreOp.AT_NON_BOUNDARY);
      case '0':
        return SreNode.leaf(SreOp.LITERAL, octal(0, 2));
      default:
        return isDigit(ch) ? numeric(ch) : SreNode.leaf(SreOp.LITERAL, character(ch));
    }
  }

  /** A back reference of one or two digits, or a character as three octal ones. */
  private SreNode numeric(int first) {
    int number = first - '0';
    if (isDigit(peek())) {
      int second = next();
      if (isOctal(first) && isOctal(second) && isOctal(peek())) {
        int ch = (first - '0') * 64 + (second - '0') * 8 + next() - '0';
        if (ch > 255) {
          throw new GiveUp();
        }
        return SreNode.leaf(SreOp.LITERAL, ch);
      }
      number = number * 10 + second - '0';
    }
    return SreNode.leaf(SreOp.GROUPREF, closedGroup(number));
  }

  /** Continues an octal number by at most {@code n} digits. */
  private int octal(int value, int n) {
    for (int i = 0; i < n && isOctal(peek()); i++) {
      value = value * 8 + next() - '0';
    }
    return value;
  }

  /** The character that an escape stands for, once it is known to be one. */
  private int character(int ch) {
    switch (ch) {
      case 'a':
        return 7;
      case 'f':
        return '\f';
      case 'n':
        return '\n';
      case 'r':
        return '\r';
      case 't':
        return '\t';
      case 'v':
        return 11;
      case 'x':
        return hex(2);
      case 'u':
        if (isText) {
          return hex(4);
        }
        throw new GiveUp();
      case 'U':
        if (isText) {
          return hex(8);
        }
        throw new GiveUp();
      default:
        if (ch < 128 && SreUnicode.isAsciiAlnum(ch)) {
          throw new GiveUp();
        }
        return ch;
    }
  }

  private int hex(int digits) {
    long value = 0;
    for (int i = 0; i < digits; i++) {
      int digit = Character.digit(next(), 16);
      if (digit < 0 || source[at - 1] > 127) {
        throw new GiveUp();
      }
      value = value * 16 + digit;
    }
    if (value > Character.MAX_CODE_POINT) {
      throw new GiveUp();
    }
    return (int) value;
  }

  // sets

  private SreNode set() {
    if (peek() == '[') {
      throw new GiveUp();
    }
    boolean negate = accept('^');
    Members members = new Members();
    if (negate) {
      members.add(SreOp.NEGATE, 0, 0);
    }
    int none = members.count;
    for (boolean any = false; ; any = true) {
      int ch = next();
      if (ch == ']' && any) {
        break;
      }
      SreNode low = member(ch, any);
      if (!accept('-')) {
        addMember(members, low);
        continue;
      }
      ch = next();
      if (ch == ']') {
        addMember(members, low);
        members.addNew(SreOp.LITERAL, '-', 0);
        break;
      }
      if (ch == '-') {
        throw new GiveUp();
      }
      SreNode high = member(ch, false);
      if (low.op != SreOp.LITERAL || high.op != SreOp.LITERAL || high.a < low.a) {
        throw new GiveUp();
      }
      members.addNew(SreOp.RANGE, low.a, high.a);
    }
    if (members.count == none + 1 && members.op(none) == SreOp.LITERAL) {
      return SreNode.leaf(negate ? SreOp.NOT_LITERAL : SreOp.LITERAL, members.first(none));
    }
    return SreNode.in(members);
  }

  private static void addMember(Members members, SreNode member) {
    if (member.op == SreOp.IN) {
      members.addNew(member.set.op(0), member.set.first(0), 0);
    } else {
      members.addNew(SreOp.LITERAL, member.a, 0);
    }
  }

  /**
   * A LITERAL, or an IN with one category. {@code later} says whether it is not the first member.
   */
  private SreNode member(int ch, boolean later) {
    if (ch != '\\') {
      // Doubled, these are reserved for set operations: a warning.
      if (later && ch == peek() && (ch == '-' || ch == '&' || ch == '~' || ch == '|')) {
        throw new GiveUp();
      }
      return SreNode.leaf(SreOp.LITERAL, ch);
    }
    ch = next();
    SreNode category = category(ch);
    if (category != null) {
      return category;
    }
    if (ch == 'b') {
      return SreNode.leaf(SreOp.LITERAL, '\b');
    }
    if (isOctal(ch)) {
      int value = octal(ch - '0', 2);
      if (value > 255) {
        throw new GiveUp();
      }
      return SreNode.leaf(SreOp.LITERAL, value);
    }
    return SreNode.leaf(SreOp.LITERAL, character(ch));
  }
}
