package dev.dormouse.runtime.modules.sre;

import dev.dormouse.runtime.modules.sre.SreNode.Members;
import dev.dormouse.runtime.modules.sre.SreNode.Sequence;
import dev.dormouse.runtime.modules.sre.SreParser.GiveUp;
import java.util.Arrays;

/**
 * Compiles a pattern to the very words that the library's {@code re._compiler} makes of it, without
 * running the library: compiling patterns is a third to a half of the bytecodes that a command-line
 * tool executes until it does its job.
 *
 * <p>Whatever this class does not handle, errors and warnings first of all, it leaves to the
 * library: {@link #compile} then returns null. What it does return must be equal, word for word,
 * which the tests check against the reference.
 */
public final class SreCompiler {
  private int[] code = new int[64];
  private int size;

  /** The closed groups of the pattern, for widths. */
  private final Sequence[] groups;

  /** A compiled pattern, as the arguments of {@code _sre.compile}. */
  public static final class Result {
    public final int[] code;

    /** With what the pattern itself turned on. */
    public final int flags;

    public final int groups;

    /** Group names, in order of appearance, and their numbers. */
    public final String[] names;

    public final int[] numbers;

    private Result(int[] code, int flags, int groups, String[] names, int[] numbers) {
      this.code = code;
      this.flags = flags;
      this.groups = groups;
      this.names = names;
      this.numbers = numbers;
    }
  }

  private SreCompiler(Sequence[] groups) {
    this.groups = groups;
  }

  /** Compiles code points (or bytes, if not {@code isText}); null if the library has to. */
  public static Result compile(int[] pattern, boolean isText, int flags) {
    if ((flags & (SreParser.DEBUG | SreParser.TEMPLATE)) != 0) {
      return null;
    }
    try {
      SreParser parser = new SreParser(pattern, isText, flags);
      Sequence tree = parser.parse();
      int all = parser.flags | flags;
      SreCompiler compiler = new SreCompiler(parser.groups);
      compiler.info(tree, all);
      compiler.sequence(tree, all);
      compiler.emit(SreOp.SUCCESS);
      int[] numbers = new int[parser.numbers.size()];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = parser.numbers.get(i);
      }
      return new Result(
          Arrays.copyOf(compiler.code, compiler.size),
          all,
          parser.groupCount - 1,
          parser.names.toArray(new String[0]),
          numbers);
    } catch (GiveUp e) {
      return null;
    }
  }

  // words

  private void emit(int word) {
    if (size == code.length) {
      code = Arrays.copyOf(code, 2 * size);
    }
    code[size++] = word;
  }

  private void emit(int first, int second) {
    emit(first);
    emit(second);
  }

  /** Leaves room for a distance; returns where. */
  private int placeholder() {
    emit(0);
    return size - 1;
  }

  /** Lets the distance at {@code place} lead to here. */
  private void land(int place) {
    code[place] = size - place;
  }

  // flags

  private static boolean ignoresCase(int flags) {
    return (flags & SreParser.IGNORECASE) != 0;
  }

  /** Case is decided when matching, by the locale then. */
  private static boolean ignoresCaseByLocale(int flags) {
    int both = SreParser.IGNORECASE | SreParser.LOCALE;
    return (flags & both) == both;
  }

  private static boolean isUnicode(int flags) {
    return (flags & SreParser.UNICODE) != 0;
  }

  private static boolean isLocale(int flags) {
    return (flags & SreParser.LOCALE) != 0;
  }

  private static int combine(int flags, int add, int remove) {
    if ((add & SreParser.TYPE_FLAGS) != 0) {
      flags &= ~SreParser.TYPE_FLAGS;
    }
    return (flags | add) & ~remove;
  }

  /** Whether the case of {@code ch} has to be ignored. */
  private static boolean isCased(int flags, int ch) {
    return ignoresCase(flags)
        && (isUnicode(flags) ? SreUnicode.isCased(ch) : SreUnicode.asciiIsCased(ch));
  }

  // instructions

  private void sequence(Sequence items, int flags) {
    for (SreNode item : items.items) {
      item(item, flags);
    }
  }

  private void item(SreNode item, int flags) {
    int place;
    switch (item.op) {
      case SreOp.LITERAL:
      case SreOp.NOT_LITERAL:
        literal(item.op, item.a, flags);
        break;
      case SreOp.ANY:
        emit((flags & SreParser.DOTALL) != 0 ? SreOp.ANY_ALL : SreOp.ANY);
        break;
      case SreOp.IN:
        set(item.set, flags);
        break;
      case SreOp.AT:
        emit(SreOp.AT, position(item.a, flags));
        break;
      case SreOp.GROUPREF:
        emit(
            !ignoresCase(flags)
                ? SreOp.GROUPREF
                : isLocale(flags)
                    ? SreOp.GROUPREF_LOC_IGNORE
                    : isUnicode(flags) ? SreOp.GROUPREF_UNI_IGNORE : SreOp.GROUPREF_IGNORE,
            item.a - 1);
        break;
      case SreNode.SUBPATTERN:
        if (item.a > 0) {
          emit(SreOp.MARK, 2 * item.a - 2);
        }
        sequence(item.parts[0], combine(flags, item.b, item.c));
        if (item.a > 0) {
          emit(SreOp.MARK, 2 * item.a - 1);
        }
        break;
      case SreOp.ATOMIC_GROUP:
        emit(SreOp.ATOMIC_GROUP);
        place = placeholder();
        sequence(item.parts[0], flags);
        emit(SreOp.SUCCESS);
        land(place);
        break;
      case SreOp.ASSERT:
      case SreOp.ASSERT_NOT:
        emit(item.op);
        place = placeholder();
        emit(item.a > 0 ? 0 : fixedWidth(item.parts[0]));
        sequence(item.parts[0], flags);
        emit(SreOp.SUCCESS);
        land(place);
        break;
      case SreOp.BRANCH:
        branch(item.parts, flags);
        break;
      case SreOp.GROUPREF_EXISTS:
        condition(item, flags);
        break;
      default:
        repeat(item, flags);
        break;
    }
  }

  private int fixedWidth(Sequence body) {
    long width = body.least(groups);
    if (width != body.most(groups)) {
      throw new GiveUp();
    }
    return (int) width;
  }

  private void literal(int op, int ch, int flags) {
    boolean negated = op == SreOp.NOT_LITERAL;
    if (ignoresCaseByLocale(flags)) {
      emit(negated ? SreOp.NOT_LITERAL_LOC_IGNORE : SreOp.LITERAL_LOC_IGNORE, ch);
      return;
    }
    if (!isCased(flags, ch)) {
      emit(op, ch);
      return;
    }
    if (!isUnicode(flags)) {
      emit(negated ? SreOp.NOT_LITERAL_IGNORE : SreOp.LITERAL_IGNORE, SreUnicode.asciiToLower(ch));
      return;
    }
    int lower = SreUnicode.toLower(ch);
    int[] variants = SreCharset.variants(lower);
    if (variants == null) {
      emit(negated ? SreOp.NOT_LITERAL_UNI_IGNORE : SreOp.LITERAL_UNI_IGNORE, lower);
      return;
    }
    emit(SreOp.IN_UNI_IGNORE);
    int place = placeholder();
    if (negated) {
      emit(SreOp.NEGATE);
    }
    emit(SreOp.LITERAL, lower);
    for (int variant : variants) {
      if (variant != lower) {
        emit(SreOp.LITERAL, variant);
      }
    }
    emit(SreOp.FAILURE);
    land(place);
  }

  private void set(Members members, int flags) {
    SreCharset set =
        ignoresCase(flags) && !isLocale(flags)
            ? new SreCharset(members, isUnicode(flags))
            : new SreCharset(members);
    if (ignoresCaseByLocale(flags)) {
      emit(SreOp.IN_LOC_IGNORE);
    } else if (!set.isCased()) {
      emit(SreOp.IN);
    } else {
      emit(isUnicode(flags) ? SreOp.IN_UNI_IGNORE : SreOp.IN_IGNORE);
    }
    int place = placeholder();
    members(set, flags);
    land(place);
  }

  private void members(SreCharset set, int flags) {
    Members members = set.members();
    for (int i = 0; i < members.count; i++) {
      int op = members.op(i);
      emit(op);
      switch (op) {
        case SreOp.LITERAL:
          emit(members.first(i));
          break;
        case SreOp.RANGE:
        case SreOp.RANGE_UNI_IGNORE:
          emit(members.first(i), members.second(i));
          break;
        case SreOp.CATEGORY:
          emit(category(members.first(i), flags));
          break;
        case SreOp.CHARSET:
        case SreOp.BIGCHARSET:
          for (int word : set.bitmap()) {
            emit(word);
          }
          break;
        default:
          break;
      }
    }
    emit(SreOp.FAILURE);
  }

  /** The variant of a category that the flags ask for. */
  private static int category(int plain, int flags) {
    if (isLocale(flags)) {
      return plain >= SreOp.CATEGORY_WORD && plain <= SreOp.CATEGORY_WORD + 1
          ? plain - SreOp.CATEGORY_WORD + SreOp.CATEGORY_LOC_WORD
          : plain;
    }
    return isUnicode(flags) ? plain + SreOp.CATEGORY_UNI_DIGIT : plain;
  }

  private static int position(int plain, int flags) {
    switch (plain) {
      case SreOp.AT_BEGINNING:
        return (flags & SreParser.MULTILINE) != 0 ? SreOp.AT_BEGINNING_LINE : plain;
      case SreOp.AT_END:
        return (flags & SreParser.MULTILINE) != 0 ? SreOp.AT_END_LINE : plain;
      case SreOp.AT_BOUNDARY:
        return isLocale(flags)
            ? SreOp.AT_LOC_BOUNDARY
            : isUnicode(flags) ? SreOp.AT_UNI_BOUNDARY : plain;
      case SreOp.AT_NON_BOUNDARY:
        return isLocale(flags)
            ? SreOp.AT_LOC_NON_BOUNDARY
            : isUnicode(flags) ? SreOp.AT_UNI_NON_BOUNDARY : plain;
      default:
        return plain;
    }
  }

  private void branch(Sequence[] alternatives, int flags) {
    emit(SreOp.BRANCH);
    int[] jumps = new int[alternatives.length];
    for (int i = 0; i < jumps.length; i++) {
      int place = placeholder();
      sequence(alternatives[i], flags);
      emit(SreOp.JUMP);
      jumps[i] = placeholder();
      land(place);
    }
    emit(0);
    for (int jump : jumps) {
      land(jump);
    }
  }

  private void condition(SreNode item, int flags) {
    emit(SreOp.GROUPREF_EXISTS, item.a - 1);
    int otherwise = placeholder();
    sequence(item.parts[0], flags);
    Sequence no = item.parts[1];
    if (no == null || no.items.isEmpty()) {
      code[otherwise] = size - otherwise + 1;
      return;
    }
    emit(SreOp.JUMP);
    int end = placeholder();
    code[otherwise] = size - otherwise + 1;
    sequence(no, flags);
    land(end);
  }

  private void repeat(SreNode item, int flags) {
    Sequence body = item.parts[0];
    boolean single = isSingle(body);
    switch (item.op) {
      case SreNode.MAX_REPEAT:
        emit(single ? SreOp.REPEAT_ONE : SreOp.REPEAT);
        break;
      case SreNode.MIN_REPEAT:
        emit(single ? SreOp.MIN_REPEAT_ONE : SreOp.REPEAT);
        break;
      default:
        emit(single ? SreOp.POSSESSIVE_REPEAT_ONE : SreOp.POSSESSIVE_REPEAT);
        break;
    }
    int place = placeholder();
    emit(item.a, item.b);
    sequence(body, flags);
    if (single) {
      emit(SreOp.SUCCESS);
      land(place);
      return;
    }
    land(place);
    emit(
        item.op == SreNode.MAX_REPEAT
            ? SreOp.MAX_UNTIL
            : item.op == SreNode.MIN_REPEAT ? SreOp.MIN_UNTIL : SreOp.SUCCESS);
  }

  /** Whether the body is one character wide and simple enough to be counted. */
  private static boolean isSingle(Sequence body) {
    if (body.items.size() != 1) {
      return false;
    }
    SreNode only = body.items.get(0);
    switch (only.op) {
      case SreOp.LITERAL:
      case SreOp.NOT_LITERAL:
      case SreOp.ANY:
      case SreOp.IN:
        return true;
      case SreNode.SUBPATTERN:
        return only.a == 0 && isSingle(only.parts[0]);
      default:
        return false;
    }
  }

  // the INFO block

  private void info(Sequence tree, int flags) {
    int least = (int) tree.least(groups);
    int most = (int) tree.most(groups);
    emit(SreOp.INFO);
    if (least == 0) {
      emit(4, 0);
      emit(0, most);
      return;
    }
    Prefix prefix = new Prefix();
    Members first = null;
    if (!ignoresCaseByLocale(flags)) {
      prefix.collect(tree, flags);
      if (prefix.length == 0) {
        first = firstCharacters(tree, flags);
      }
    }
    int place = placeholder();
    if (prefix.length > 0) {
      emit(
          prefix.complete && prefix.skip < 0
              ? SreOp.INFO_PREFIX | SreOp.INFO_LITERAL
              : SreOp.INFO_PREFIX);
    } else {
      emit(first != null ? SreOp.INFO_CHARSET : 0);
    }
    emit(least, most);
    if (prefix.length > 0) {
      emit(prefix.length, prefix.skip < 0 ? prefix.length : prefix.skip);
      for (int i = 0; i < prefix.length; i++) {
        emit(prefix.chars[i]);
      }
      overlaps(prefix);
    } else if (first != null) {
      members(new SreCharset(first), flags);
    }
    land(place);
  }

  /**
   * For each beginning of the prefix, the length of its longest proper part that is both its end
   * and its beginning.
   */
  private void overlaps(Prefix prefix) {
    int[] table = new int[prefix.length];
    for (int i = 1; i < table.length; i++) {
      int n = table[i - 1];
      while (n > 0 && prefix.chars[i] != prefix.chars[n]) {
        n = table[n - 1];
      }
      table[i] = prefix.chars[i] == prefix.chars[n] ? n + 1 : 0;
    }
    for (int n : table) {
      emit(n);
    }
  }

  /** The characters that every match begins with. */
  private static final class Prefix {
    int[] chars = new int[16];
    int length;

    /**
     * How many of them come before the first group, which has to be marked; -1 if there is no
     * group.
     */
    int skip = -1;

    /** Nothing follows the prefix. */
    boolean complete;

    void collect(Sequence items, int flags) {
      complete = false;
      for (SreNode item : items.items) {
        if (item.op == SreOp.LITERAL && !isCased(flags, item.a)) {
          if (length == chars.length) {
            chars = Arrays.copyOf(chars, 2 * length);
          }
          chars[length++] = item.a;
          continue;
        }
        if (item.op != SreNode.SUBPATTERN) {
          return;
        }
        int inner = combine(flags, item.b, item.c);
        if (ignoresCaseByLocale(inner)) {
          return;
        }
        if (skip < 0 && item.a > 0) {
          skip = length;
        }
        collect(item.parts[0], inner);
        if (!complete) {
          return;
        }
        complete = false;
      }
      complete = true;
    }
  }

  /**
   * A set that contains the first character of every match, without regard to case; null if there
   * is none to be had.
   */
  private static Members firstCharacters(Sequence items, int flags) {
    SreNode first;
    for (; ; ) {
      if (items.items.isEmpty()) {
        return null;
      }
      first = items.items.get(0);
      if (first.op != SreNode.SUBPATTERN) {
        break;
      }
      flags = combine(flags, first.b, first.c);
      items = first.parts[0];
      if (ignoresCaseByLocale(flags)) {
        return null;
      }
    }
    Members set = new Members();
    switch (first.op) {
      case SreOp.LITERAL:
        if (isCased(flags, first.a)) {
          return null;
        }
        set.add(SreOp.LITERAL, first.a, 0);
        return set;
      case SreOp.BRANCH:
        for (Sequence part : first.parts) {
          if (part.items.isEmpty()) {
            return null;
          }
          SreNode begin = part.items.get(0);
          if (begin.op != SreOp.LITERAL || isCased(flags, begin.a)) {
            return null;
          }
          set.add(SreOp.LITERAL, begin.a, 0);
        }
        return set;
      case SreOp.IN:
        return ignoresCase(flags) && hasCased(first.set, flags) ? null : first.set;
      default:
        return null;
    }
  }

  private static boolean hasCased(Members set, int flags) {
    for (int i = 0; i < set.count; i++) {
      if (set.op(i) == SreOp.LITERAL && isCased(flags, set.first(i))) {
        return true;
      }
      if (set.op(i) == SreOp.RANGE) {
        if (set.second(i) > 0xffff) {
          return true;
        }
        for (int ch = set.first(i); ch <= set.second(i); ch++) {
          if (isCased(flags, ch)) {
            return true;
          }
        }
      }
    }
    return false;
  }
}
