package dev.dormouse.compiler.parser;

import java.util.ArrayList;
import java.util.List;

/** What an alternative of {@link ErrorGrammar} is made of. */
abstract class GrammarItem {
  /**
   * Matches at the position and moves it behind what matched, or returns null and leaves it
   * anywhere.
   */
  abstract Match match(ErrorSearch search);

  /** Whether it only looks, so that it is no part of what the alternative matches. */
  boolean looks() {
    return false;
  }

  /** A token of a type. */
  static final class Token extends GrammarItem {
    final int type;
    final String spelling;

    Token(int type, String spelling) {
      this.type = type;
      this.spelling = spelling;
    }

    @Override
    Match match(ErrorSearch search) {
      if (search.cursor.peek() != type) {
        return null;
      }
      if (type != Tok.NUMBER) {
        return search.token();
      }
      int number = search.cursor.pos++;
      Numbers.value(search.cursor, number);
      return new Match("Constant", number, number + 1, Match.NONE);
    }
  }

  /** A name that reads like this, or with null like any soft keyword. */
  static final class SoftKeyword extends GrammarItem {
    private final String word;

    SoftKeyword(String word) {
      this.word = word;
    }

    @Override
    Match match(ErrorSearch search) {
      TokenCursor cursor = search.cursor;
      boolean matches =
          cursor.peek() == Tok.NAME
              && (word == null
                  ? startsSoftKeyword(cursor.name(cursor.pos))
                  : cursor.isWord(cursor.pos, word));
      return matches ? search.token() : null;
    }

    /** CPython 3.11 compares no further than the name goes, so "c" and "ma" count too. */
    private static boolean startsSoftKeyword(String name) {
      return "match".startsWith(name) || "case".startsWith(name) || name.equals("_");
    }
  }

  /** Another rule. */
  static final class Reference extends GrammarItem {
    final ErrorGrammar.Rule rule;

    Reference(ErrorGrammar.Rule rule) {
      this.rule = rule;
    }

    @Override
    Match match(ErrorSearch search) {
      return search.rule(rule);
    }
  }

  /** Alternatives in parentheses: a rule of its own in CPython's parser, as repetitions are. */
  static final class Group extends GrammarItem {
    private final List<ErrorGrammar.Alternative> alternatives;
    private final int levels;

    Group(List<ErrorGrammar.Alternative> alternatives, int levels) {
      this.alternatives = alternatives;
      this.levels = levels;
    }

    @Override
    Match match(ErrorSearch search) {
      search.enter(levels);
      Match match = search.choice(alternatives);
      search.leave(levels);
      return match;
    }
  }

  /** Once or not at all. */
  static final class Maybe extends GrammarItem {
    private final GrammarItem inner;

    Maybe(GrammarItem inner) {
      this.inner = inner;
    }

    @Override
    Match match(ErrorSearch search) {
      int start = search.cursor.pos;
      Match match = inner.match(search);
      if (match != null) {
        return match;
      }
      search.cursor.pos = start;
      return search.nothing();
    }
  }

  /** As often as possible, with something between each two or with null between them. */
  static final class Repeated extends GrammarItem {
    private final GrammarItem inner;
    private final GrammarItem separator;
    private final int least;
    private final int levels;

    Repeated(GrammarItem inner, GrammarItem separator, int least, int levels) {
      this.inner = inner;
      this.separator = separator;
      this.least = least;
      this.levels = levels;
    }

    @Override
    Match match(ErrorSearch search) {
      search.enter(levels);
      TokenCursor cursor = search.cursor;
      int start = cursor.pos;
      int end = start;
      List<Match> parts = new ArrayList<>();
      Match match = inner.match(search);
      // What follows a separator is a rule of its own in CPython.
      int more = separator == null ? 0 : 1;
      search.enter(more);
      while (match != null) {
        parts.add(match);
        if (cursor.pos == end) {
          // Nothing was matched, which would go on for ever.
          break;
        }
        end = cursor.pos;
        match = separator == null || separator.match(search) != null ? inner.match(search) : null;
      }
      cursor.pos = end;
      search.leave(levels + more);
      return parts.size() < least ? null : new Match(null, start, end, parts.toArray(Match.NONE));
    }
  }

  /** Whether something does or does not follow. */
  static final class Look extends GrammarItem {
    private final GrammarItem inner;
    private final boolean wanted;

    Look(GrammarItem inner, boolean wanted) {
      this.inner = inner;
      this.wanted = wanted;
    }

    @Override
    Match match(ErrorSearch search) {
      int start = search.cursor.pos;
      boolean matches = inner.match(search) != null;
      search.cursor.pos = start;
      return matches == wanted ? search.nothing() : null;
    }

    @Override
    boolean looks() {
      return true;
    }
  }

  /** No other alternative is tried once this is reached. */
  static final class Commit extends GrammarItem {
    @Override
    Match match(ErrorSearch search) {
      return search.nothing();
    }

    @Override
    boolean looks() {
      return true;
    }
  }

  /** A token without which nothing else can be right. */
  static final class Demand extends GrammarItem {
    private final Token token;

    Demand(Token token) {
      this.token = token;
    }

    @Override
    Match match(ErrorSearch search) {
      Match match = token.match(search);
      if (match == null) {
        int at = search.cursor.pos;
        throw search.actions.at(at, at + 1, "expected '" + token.spelling + "'");
      }
      return match;
    }
  }
}
