package dev.dormouse.compiler.parser;

import dev.dormouse.code.Constants;
import dev.dormouse.compiler.PySyntaxError;
import dev.dormouse.compiler.ast.Expr;
import java.util.ArrayList;
import java.util.List;

/**
 * What the actions of {@link ErrorGrammar} do, under the verbs that {@code errors.grammar} lists.
 */
final class ErrorActions {
  /**
   * What stands behind an arrow.
   *
   * @param first the part named first, or -1
   * @param second the part named second, or -1
   */
  record Action(String verb, String option, int first, int second, String message)
      implements ErrorGrammar.Outcome {
    @Override
    public Match of(
        ErrorGrammar.Alternative alternative, Match[] parts, int start, ErrorSearch search) {
      Match a = first < 0 ? null : parts[first];
      return search.actions.run(this, a, second < 0 ? a : parts[second]);
    }
  }

  private final TokenCursor cursor;

  ErrorActions(TokenCursor cursor) {
    this.cursor = cursor;
  }

  /** Throws the error, or returns the match, or null when the condition does not hold. */
  private Match run(Action action, Match a, Match b) {
    String message = action.message;
    switch (action.verb) {
      case "strings":
        {
          Expr e = Strings.parse(cursor, a.from, a.to - 1);
          return new Match(
              e.kind == Expr.JOINED_STR ? "JoinedStr" : "Constant", a.from, a.to, Match.NONE);
        }
      case "real":
        return number(a, false, "real number required in complex literal");
      case "imaginary":
        return number(a, true, "imaginary number required in complex literal");
      case "nothing":
        // An end of input matches no statement, whatever else it may be.
        return null;
      case "notequal":
        return ExpressionParser.mayBeNotEqual(cursor, a.from) ? a : null;
      case "last":
        throw cursor.errorAtLast(message);
      case "indent":
        throw cursor.error(
            PySyntaxError.Type.INDENTATION_ERROR, message(message, a), cursor.fill - 1);
      case "at":
        throw at(a.from, a.to, message(message, a));
      case "range":
        throw range(a, b, message(message, a));
      case "from":
        throw cursor.errorAt(
            PySyntaxError.Type.SYNTAX_ERROR,
            message,
            cursor.line(a.from),
            cursor.col(a.from),
            TokenCursor.CURRENT,
            TokenCursor.CURRENT);
      case "aftervalue":
        // At the last byte of a dictionary's key.
        throw cursor.errorAt(
            PySyntaxError.Type.SYNTAX_ERROR,
            message,
            cursor.line(a.from),
            cursor.endCol(a.to - 1) - 1,
            cursor.endLine(a.to - 1),
            -1);
      case "target":
        return target(a, action.option, message);
      case "legacy":
        // A statement of Python 2.
        return isLegacy(a) ? fail(range(a, b, message(message, a))) : null;
      case "comma":
        // Two expressions side by side, inside brackets, where a comma would help.
        return isLegacy(a) || cursor.level(cursor.pos - 1) == 0 ? null : fail(range(a, b, message));
      case "genexp":
        return generator(a, b, message);
      case "positional":
        throw cursor.errorAtLast(
            "positional argument follows keyword argument" + (hasUnpacking(a) ? " unpacking" : ""));
      default:
        throw new IllegalStateException("no action " + action.verb);
    }
  }

  private static Match fail(PySyntaxError e) {
    throw e;
  }

  private Match number(Match a, boolean imaginary, String message) {
    if (Numbers.value(cursor, a.from) instanceof Constants.Complex != imaginary) {
      throw at(a.from, a.to, message);
    }
    return a;
  }

  private Match target(Match a, String use, String message) {
    Match bad = badTarget(a, use);
    return bad == null ? null : fail(at(bad.from, bad.to, message.replace("{}", bad.exprName())));
  }

  private String message(String text, Match a) {
    if (text.indexOf('{') < 0) {
      return text;
    }
    String s = text;
    if (s.contains("{a}")) {
      s = s.replace("{a}", a.exprName());
    }
    if (s.contains("{a.text}")) {
      s = s.replace("{a.text}", cursor.source.text(cursor.start(a.from), cursor.end(a.from)));
    }
    return s.replace("{a.line}", Integer.toString(cursor.line(a.from)));
  }

  PySyntaxError at(int from, int to, String message) {
    int last = to - 1;
    return cursor.errorAt(
        PySyntaxError.Type.SYNTAX_ERROR,
        message,
        cursor.line(from),
        cursor.col(from),
        cursor.endLine(last),
        cursor.endCol(last));
  }

  private PySyntaxError range(Match a, Match b, String message) {
    return at(a.from, endOf(b), message);
  }

  /** A sequence ends where its last node ends, which may be inside parentheses. */
  private static int endOf(Match m) {
    if (m.kind == null) {
      List<Match> nodes = nodes(m);
      if (!nodes.isEmpty()) {
        return nodes.get(nodes.size() - 1).to;
      }
    }
    return m.to;
  }

  private static List<Match> nodes(Match m) {
    List<Match> nodes = new ArrayList<>();
    m.nodes(nodes);
    return nodes;
  }

  private boolean isLegacy(Match a) {
    return a.to == a.from + 1
        && cursor.type(a.from) == Tok.NAME
        && (cursor.isWord(a.from, "print") || cursor.isWord(a.from, "exec"));
  }

  /**
   * The first node that cannot be a target of {@code star}, {@code for} or {@code del}, or null.
   */
  private Match badTarget(Match m, String use) {
    switch (m.kind) {
      case "List", "Tuple":
        {
          List<Match> elements = new ArrayList<>();
          m.inner(elements);
          for (Match element : elements) {
            Match bad = badTarget(element, use);
            if (bad != null) {
              return bad;
            }
          }
          return null;
        }
      case "Starred":
        {
          if (use.equals("del")) {
            return m;
          }
          List<Match> value = new ArrayList<>();
          m.inner(value);
          return badTarget(value.get(0), use);
        }
      case "Compare":
        // In "for a in b" what follows "for" reads as a comparison.
        if (use.equals("for")) {
          int operator = m.parts[1].parts[0].from;
          return cursor.type(operator) == Tok.IN ? badTarget(m.parts[0], use) : null;
        }
        return m;
      case "Name", "Subscript", "Attribute":
        return null;
      default:
        return m;
    }
  }

  /** A generator expression without parentheses is wrong only beside other arguments. */
  private Match generator(Match args, Match clauses, String message) {
    Match last = null;
    int count = 0;
    for (Match node : nodes(args)) {
      if (!node.kind.equals("Keyword") && !node.kind.equals("Unpacking")) {
        last = node;
        count++;
      }
    }
    if (count <= 1) {
      return null;
    }
    throw range(last, clauses, message);
  }

  private static boolean hasUnpacking(Match args) {
    for (Match node : nodes(args)) {
      if (node.kind.equals("Unpacking")) {
        return true;
      }
    }
    return false;
  }
}
