package dev.dormouse.compiler.parser;

import dev.dormouse.compiler.PySyntaxError;
import java.util.Arrays;
import java.util.List;

/**
 * Runs {@link ErrorGrammar} over tokens, from the first one on: ordered choice with a memory. An
 * error rule that matches ends it with its error.
 */
final class ErrorSearch {
  /** CPython's parser gives up here; rules and what they repeat count, see {@link #enter}. */
  private static final int MAX_DEPTH = 6000;

  final TokenCursor cursor;
  final ErrorActions actions;
  private final int rules;

  /**
   * Whether all rules are remembered, or those only that CPython's parser remembers. What is found
   * is the same, but a rule that is tried again, deeper, may be too deep then.
   */
  private final boolean remembersAll;

  /** Whether error rules are tried. */
  private boolean invalid;

  private int depth;

  /**
   * What rules made of positions: found without error rules, with them, and of the rules that share
   * it; each by position and rule.
   */
  private final Memo[][][] memos = new Memo[3][0][];

  ErrorSearch(TokenCursor cursor, int rules, boolean invalid, boolean remembersAll) {
    this.cursor = cursor;
    this.actions = new ErrorActions(cursor);
    this.rules = rules;
    this.invalid = invalid;
    this.remembersAll = remembersAll;
  }

  /** Matches a rule at the position, or returns null. */
  Match rule(ErrorGrammar.Rule rule) {
    int start = cursor.pos;
    boolean remembered = rule.shared || remembersAll;
    Memo[] row = remembered ? row(rule.shared ? 2 : invalid ? 1 : 0, start) : null;
    Memo known = remembered ? row[rule.id] : null;
    if (known != null) {
      if (known.match != null) {
        cursor.pos = known.end;
      }
      return known.match;
    }
    enter(rule.levels);
    boolean before = invalid;
    invalid &= !rule.hidesInvalid;
    Match match = choice(rule.alternatives);
    invalid = before;
    leave(rule.levels);
    if (match == null) {
      cursor.pos = start;
    }
    if (remembered) {
      row[rule.id] = new Memo(match, cursor.pos);
    }
    return match;
  }

  private Memo[] row(int table, int pos) {
    Memo[][] rows = memos[table];
    if (pos >= rows.length) {
      rows = memos[table] = Arrays.copyOf(rows, Math.max(pos + 1, rows.length * 2));
    }
    if (rows[pos] == null) {
      rows[pos] = new Memo[rules];
    }
    return rows[pos];
  }

  void enter(int levels) {
    depth += levels;
    if (depth > MAX_DEPTH) {
      throw PySyntaxError.unplaced(PySyntaxError.Type.MEMORY_ERROR, "");
    }
  }

  void leave(int levels) {
    depth -= levels;
  }

  /** The first alternative that matches; null, with the position anywhere, if none does. */
  Match choice(List<ErrorGrammar.Alternative> alternatives) {
    int start = cursor.pos;
    for (ErrorGrammar.Alternative alternative : alternatives) {
      GrammarItem[] items = alternative.items;
      if (!invalid && alternative.isError()) {
        continue;
      }
      cursor.pos = start;
      Match[] parts = new Match[items.length];
      boolean committed = false;
      int i = 0;
      while (i < items.length && (parts[i] = items[i].match(this)) != null) {
        committed |= items[i] instanceof GrammarItem.Commit;
        i++;
      }
      if (i == items.length) {
        return alternative.outcome(parts, start, this);
      }
      if (committed) {
        return null;
      }
    }
    return null;
  }

  /** Takes the next token. */
  Match token() {
    int i = cursor.pos++;
    return new Match(null, i, i + 1, Match.NONE);
  }

  /** What matched no token. */
  Match nothing() {
    return new Match(null, cursor.pos, cursor.pos, Match.NONE);
  }

  /** What a rule made of a position, and where it stopped, which may be after its match. */
  private static final class Memo {
    final Match match;
    final int end;

    Memo(Match match, int end) {
      this.match = match;
      this.end = end;
    }
  }
}
