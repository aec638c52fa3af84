package dev.dormouse.compiler.parser;

import dev.dormouse.compiler.CompilerFlags;
import dev.dormouse.compiler.PySyntaxError;
import dev.dormouse.compiler.WarningSink;

/**
 * Finds the error to report when parsing has failed.
 *
 * <p>Which of a text's errors CPython reports, and where, follows from how its parser searches: the
 * last token it asked for before it gave up, and the first error rule that matched when it searched
 * again. So this repeats that search: {@link ErrorSearch} over fresh tokens, first without error
 * rules and then with them.
 */
final class ErrorPass {
  private final ErrorGrammar grammar = GrammarReader.load();
  private final TokenCursor cursor;
  private final NodeBuilder failed;
  private final Gate warnings;

  ErrorPass(NodeBuilder failed) {
    this.failed = failed;
    Source s = failed.source;
    this.warnings = new Gate(s.warnings);
    this.cursor = new TokenCursor(s.with(warnings), failed.startingLine, failed.startingCol);
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

  /**
   * The error of a text that nests too deep for CPython's parser, which counts the rules it has
   * entered; null if it does not. Counting needs CPython's own rules, so this is asked only about
   * texts that come near.
   */
  PySyntaxError tooDeep() {
    try {
      search(start(), false);
    } catch (PySyntaxError e) {
      return e.type == PySyntaxError.Type.MEMORY_ERROR ? e : null;
    }
    return null;
  }

  private ErrorGrammar.Rule start() {
    String start =
        switch (cursor.source.mode) {
          case Parser.MODE_EXEC -> "file";
          case Parser.MODE_EVAL -> "eval";
          case Parser.MODE_SINGLE -> "interactive";
          case Parser.MODE_FUNC_TYPE -> "func_type";
          default -> "fstring";
        };
    return grammar.rule(start);
  }

  private PySyntaxError explain(PySyntaxError known) {
    ErrorGrammar.Rule rule = start();
    PySyntaxError found = null;
    boolean matched = false;
    try {
      matched = search(rule, false);
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
      cursor.source.stopped = cursor.source.lines != null;
      warnings.open = true;
      try {
        search(rule, true);
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

  private boolean search(ErrorGrammar.Rule rule, boolean errors) {
    cursor.pos = 0;
    return new ErrorSearch(cursor, grammar.rules.size(), errors, !failed.nestsDeep()).rule(rule)
        != null;
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
}
