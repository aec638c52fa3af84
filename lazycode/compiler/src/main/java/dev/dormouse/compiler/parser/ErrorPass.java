package dev.dormouse.compiler.parser;

import dev.dormouse.compiler.CompilerFlags;
import dev.dormouse.compiler.PySyntaxError;
import dev.dormouse.compiler.WarningSink;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the error to report when parsing has failed.
 *
 * <p>Which of a text's errors CPython reports, and where, follows from how its parser searches: the
 * last token it asked for before it gave up, and the first error rule that matched when it searched
 * again. So this repeats that search: {@link ErrorGrammar} over fresh tokens, first without error
 * rules and then with them.
 */
final class ErrorPass {
  private static final int MAX_DEPTH = 6000;

  private final ErrorGrammar grammar = ErrorGrammar.load();
  private final TokenCursor cursor;
  private final ErrorActions actions;
  private final TokenCursor failed;
  private final Gate warnings;

  /** Whether error rules are tried. */
  private boolean invalid;

  private int depth;

  /**
   * Results by rule, for each position: {@code [0]} found without error rules, {@code [1]} with
   * them, {@code [2]} of rules whose results CPython shares.
   */
  private Memo[][][] memo = new Memo[3][0][];

  ErrorPass(TokenCursor failed) {
    this.failed = failed;
    Source s = failed.source;
    this.warnings = new Gate(s.warnings);
    this.cursor = new TokenCursor(s.with(warnings), failed.startingLine, failed.startingCol);
    this.actions = new ErrorActions(cursor);
  }

  /** The error to report. */
  PySyntaxError explain() {
    return explain(null);
  }

  /** The error to report when the parser already has one that came from a token. */
  PySyntaxError confirm(PySyntaxError known) {
    // The grammar knows nothing of versions, so it cannot confirm that one was too old.
    return isSyntaxError(known) && known != failed.refused ? explain(known) : known;
  }

  private static boolean isSyntaxError(PySyntaxError e) {
    return e.type == PySyntaxError.Type.SYNTAX_ERROR
        || e.type == PySyntaxError.Type.INDENTATION_ERROR
        || e.type == PySyntaxError.Type.TAB_ERROR;
  }

  private PySyntaxError explain(PySyntaxError known) {
    String start =
        switch (cursor.source.mode) {
          case Parser.MODE_EXEC -> "file";
          case Parser.MODE_EVAL -> "eval";
          case Parser.MODE_SINGLE -> "interactive";
          case Parser.MODE_FUNC_TYPE -> "func_type";
          default -> "fstring";
        };
    int rule = grammar.rule(start).id;
    PySyntaxError found = null;
    boolean matched = false;
    try {
      matched = rule(rule) != null;
    } catch (PySyntaxError e) {
      found = e;
    }
    if (matched) {
      // The parser and the grammar disagree. What the parser knows is all there is to say.
      return known != null
          ? known
          : cursor.error(PySyntaxError.Type.SYNTAX_ERROR, "invalid syntax", cursor.fill - 1);
    }
    int done = cursor.tokenizer.done;
    if (cursor.source.has(CompilerFlags.ALLOW_INCOMPLETE_INPUT)
        && (done == Tokenizer.EOF || done == Tokenizer.EOFS || done == Tokenizer.EOLS)) {
      return cursor.errorAtLast("incomplete input");
    }
    int last = cursor.fill - 1;
    if (found == null) {
      invalid = true;
      cursor.source.stopped = cursor.source.lines != null;
      warnings.open = true;
      memo = new Memo[3][0][];
      cursor.pos = 0;
      depth = 0;
      try {
        rule(rule);
      } catch (PySyntaxError e) {
        found = e;
      }
    }
    if (found != null) {
      done = cursor.tokenizer.done;
      return done == Tokenizer.OK && isSyntaxError(found) ? restOfTokens(found) : found;
    }
    int type = cursor.type(last);
    if (type == Tok.INDENT || type == Tok.DEDENT) {
      return cursor.error(
          PySyntaxError.Type.INDENTATION_ERROR,
          type == Tok.INDENT ? "unexpected indent" : "unexpected unindent",
          cursor.fill - 1);
    }
    return restOfTokens(
        cursor.errorAt(
            PySyntaxError.Type.SYNTAX_ERROR,
            "invalid syntax",
            cursor.line(last),
            cursor.col(last),
            cursor.endLine(last),
            cursor.endCol(last)));
  }

  /** An error among the tokens not yet read goes before one of syntax; else the given one. */
  private PySyntaxError restOfTokens(PySyntaxError found) {
    if (cursor.source.lines != null) {
      // They are not typed yet.
      return found;
    }
    int line = cursor.line(cursor.fill - 1);
    Tokenizer t = cursor.tokenizer;
    warnings.open = true;
    while (true) {
      int type = t.next();
      if (type == Tok.ENDMARKER) {
        return found;
      }
      if (type == Tok.ERRORTOKEN) {
        if (t.decodeProblem != null) {
          // CPython reports the decoder's own error here, which is no SyntaxError.
          return PySyntaxError.undecodable(t.decodeProblem, t.word());
        }
        if (t.error != null) {
          return t.error;
        }
        return t.level > 0 && line > t.parenLine[t.level - 1] ? cursor.unclosedBracket() : found;
      }
    }
  }

  /** Matches a rule at the position, or returns null. */
  private Match rule(int id) {
    ErrorGrammar.Rule rule = grammar.rules.get(id);
    int start = cursor.pos;
    Memo[] row = row(rule.shared ? 2 : invalid ? 1 : 0, start);
    Memo known = row[id];
    if (known != null) {
      if (known.match != null) {
        cursor.pos = known.end;
      }
      return known.match;
    }
    int levels = rule.leftRecursive ? 2 : 1;
    enter(levels);
    boolean before = invalid;
    if (rule.hidesInvalid) {
      invalid = false;
    }
    Match match = choice(rule.alternatives, start);
    invalid = before;
    depth -= levels;
    if (match == null) {
      cursor.pos = start;
    }
    row[id] = new Memo(match, cursor.pos);
    return match;
  }

  private void enter(int levels) {
    depth += levels;
    if (depth > MAX_DEPTH) {
      throw PySyntaxError.unplaced(PySyntaxError.Type.MEMORY_ERROR, "");
    }
  }

  private Memo[] row(int table, int pos) {
    Memo[][] rows = memo[table];
    if (pos >= rows.length) {
      rows = memo[table] = Arrays.copyOf(rows, Math.max(pos + 1, rows.length * 2));
    }
    if (rows[pos] == null) {
      rows[pos] = new Memo[grammar.rules.size()];
    }
    return rows[pos];
  }

  /** The first alternative that matches; null, with the position anywhere, if none does. */
  private Match choice(ErrorGrammar.Alternative[] alternatives, int start) {
    for (ErrorGrammar.Alternative alt : alternatives) {
      cursor.pos = start;
      Match[] parts = new Match[alt.items.length];
      boolean cut = false;
      int i = 0;
      for (; i < parts.length; i++) {
        ErrorGrammar.Item item = alt.items[i];
        if (item.op == ErrorGrammar.CUT) {
          cut = true;
          parts[i] = empty();
          continue;
        }
        // Only an error rule that is the whole alternative waits for the second pass.
        if (item.op == ErrorGrammar.RULE
            && parts.length == 1
            && !invalid
            && grammar.rules.get(item.number).invalid) {
          break;
        }
        parts[i] = item(item);
        if (parts[i] == null) {
          break;
        }
      }
      if (i == parts.length) {
        return result(alt, parts, start);
      }
      if (cut) {
        return null;
      }
    }
    return null;
  }

  private Match empty() {
    return new Match(null, cursor.pos, cursor.pos, Match.NONE);
  }

  private Match result(ErrorGrammar.Alternative alt, Match[] parts, int start) {
    switch (alt.result) {
      case ErrorGrammar.KIND:
        return new Match(alt.text, start, cursor.pos, parts);
      case ErrorGrammar.KIND_IF_MORE:
        return parts[1].parts.length == 0
            ? parts[0]
            : new Match(alt.text, start, cursor.pos, parts);
      case ErrorGrammar.PART:
        return parts[alt.part];
      case ErrorGrammar.LAST:
        {
          Match[] tails = parts[parts.length - 1].parts;
          return tails.length == 0
              ? parts[0]
              : new Match(tails[tails.length - 1].kind, start, cursor.pos, parts);
        }
      case ErrorGrammar.ACTION:
        return actions.run(alt, parts);
      default:
        return plain(alt, parts, start);
    }
  }

  /** The only part that consumes something, or a sequence. */
  private Match plain(ErrorGrammar.Alternative alt, Match[] parts, int start) {
    Match only = null;
    for (int i = 0; i < parts.length; i++) {
      int op = alt.items[i].op;
      if (op == ErrorGrammar.AND || op == ErrorGrammar.NOT || op == ErrorGrammar.CUT) {
        continue;
      }
      if (only != null) {
        return new Match(null, start, cursor.pos, parts);
      }
      only = parts[i];
    }
    return only != null ? only : empty();
  }

  private Match token() {
    int i = cursor.pos++;
    return new Match(null, i, i + 1, Match.NONE);
  }

  private Match item(ErrorGrammar.Item item) {
    int start = cursor.pos;
    switch (item.op) {
      case ErrorGrammar.TOKEN:
        if (cursor.peek() != item.number) {
          return null;
        }
        if (item.number == Tok.NUMBER) {
          Numbers.value(cursor, start);
          cursor.pos++;
          return new Match("Constant", start, start + 1, Match.NONE);
        }
        return token();
      case ErrorGrammar.SOFT:
        return cursor.peek() == Tok.NAME && cursor.isWord(start, item.word) ? token() : null;
      case ErrorGrammar.ANY_SOFT:
        return cursor.peek() == Tok.NAME && startsSoftKeyword(cursor.name(start)) ? token() : null;
      case ErrorGrammar.RULE:
        return rule(item.number);
      case ErrorGrammar.GROUP:
        {
          // A group, as a repetition below, is a rule of its own in CPython's parser.
          enter(1);
          Match match = choice(item.alternatives, start);
          depth--;
          return match;
        }
      case ErrorGrammar.OPTIONAL:
        {
          Match match = item(item.inner);
          if (match == null) {
            cursor.pos = start;
            return empty();
          }
          return match;
        }
      case ErrorGrammar.STAR, ErrorGrammar.PLUS, ErrorGrammar.LIST:
        {
          enter(1);
          Match match = item.op == ErrorGrammar.LIST ? list(item, start) : repetition(item, start);
          depth--;
          return match;
        }
      case ErrorGrammar.AND, ErrorGrammar.NOT:
        {
          boolean matches = item(item.inner) != null;
          cursor.pos = start;
          return matches == (item.op == ErrorGrammar.AND) ? empty() : null;
        }
      default:
        if (cursor.peek() != item.number) {
          throw actions.at(start, start + 1, "expected '" + item.word + "'");
        }
        return token();
    }
  }

  /** CPython 3.11 compares no further than the name goes, so "c" and "ma" count too. */
  private static boolean startsSoftKeyword(String name) {
    return "match".startsWith(name) || "case".startsWith(name) || name.equals("_");
  }

  private Match repetition(ErrorGrammar.Item item, int start) {
    List<Match> parts = new ArrayList<>();
    int end = start;
    while (true) {
      Match match = item(item.inner);
      if (match == null) {
        break;
      }
      parts.add(match);
      if (cursor.pos == end) {
        break;
      }
      end = cursor.pos;
    }
    cursor.pos = end;
    if (item.op == ErrorGrammar.PLUS && parts.isEmpty()) {
      return null;
    }
    return new Match(null, start, end, parts.toArray(Match.NONE));
  }

  private Match list(ErrorGrammar.Item item, int start) {
    List<Match> parts = new ArrayList<>();
    Match match = item(item.inner);
    if (match == null) {
      return null;
    }
    int end;
    do {
      parts.add(match);
      end = cursor.pos;
      match = item(item.separator) == null ? null : item(item.inner);
    } while (match != null);
    cursor.pos = end;
    return new Match(null, start, end, parts.toArray(Match.NONE));
  }

  /**
   * Holds warnings back during the first search, which repeats what the parser did. CPython warns
   * again in the second.
   */
  private static final class Gate implements WarningSink {
    private final WarningSink sink;
    boolean open;

    Gate(WarningSink sink) {
      this.sink = sink;
    }

    @Override
    public boolean warn(int category, String message, String filename, int lineno) {
      return open && sink.warn(category, message, filename, lineno);
    }
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
