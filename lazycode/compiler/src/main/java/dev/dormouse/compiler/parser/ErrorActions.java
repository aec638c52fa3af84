package dev.dormouse.compiler.parser;

import dev.dormouse.code.Constants;
import dev.dormouse.compiler.PySyntaxError;
import dev.dormouse.compiler.ast.Expr;
import java.util.ArrayList;
import java.util.List;

/**
 * What the alternatives of {@link ErrorGrammar} do when they match.
 *
 * <p>Errors: {@code last} at the last token read, {@code indent} the same as an IndentationError,
 * {@code at a} and {@code range a b} at parts, {@code from a} from a part to where reading has
 * come; {@code target} at what cannot be assigned to or deleted, if anything; the others are {@code
 * range} under a condition. In messages {@code {a}} is what to call a node, {@code {}} the same for
 * the bad target, {@code {a.text}} and {@code {a.line}} of a token.
 *
 * <p>Values: {@code strings}, {@code real}, {@code imaginary} and {@code notequal} check tokens.
 */
final class ErrorActions {
  private final TokenCursor cursor;

  ErrorActions(TokenCursor cursor) {
    this.cursor = cursor;
  }

  /**
   * Runs an action: throws the error, or returns the value, or null when the condition does not
   * hold.
   */
  Match run(ErrorGrammar.Alternative alt, Match[] parts) {
    Match a = alt.first < 0 ? null : parts[alt.first];
    Match b = alt.second < 0 ? a : parts[alt.second];
    switch (alt.verb) {
      case "strings":
        {
          Expr e = Strings.parse(cursor, a.from, a.to - 1);
          return new Match(
              e.kind == Expr.JOINED_STR ? "JoinedStr" : "Constant", a.from, a.to, Match.NONE);
        }
      case "real":
        if (Numbers.value(cursor, a.from) instanceof Constants.Complex) {
          throw at(a.from, a.to, "real number required in complex literal");
        }
        return a;
      case "imaginary":
        if (!(Numbers.value(cursor, a.from) instanceof Constants.Complex)) {
          throw at(a.from, a.to, "imaginary number required in complex literal");
        }
        return a;
      case "nothing":
        // An end of input matches no statement, whatever else it may be.
        return null;
      case "notequal":
        return ExpressionParser.mayBeNotEqual(cursor, a.from) ? a : null;
      case "last":
        throw cursor.errorAtLast(alt.text);
      case "indent":
        throw cursor.error(
            PySyntaxError.Type.INDENTATION_ERROR, message(alt.text, a), cursor.fill - 1);
      case "at":
        throw at(a.from, a.to, message(alt.text, a));
      case "range":
        throw range(a, b, message(alt.text, a));
      case "from":
        throw cursor.errorAt(
            PySyntaxError.Type.SYNTAX_ERROR,
            message(alt.text, a),
            cursor.line(a.from),
            cursor.col(a.from),
            TokenCursor.CURRENT,
            TokenCursor.CURRENT);
      case "aftervalue":
        throw cursor.errorAt(
            PySyntaxError.Type.SYNTAX_ERROR,
            alt.text,
            cursor.line(a.from),
            cursor.endCol(a.to - 1) - 1,
            cursor.endLine(a.to - 1),
            -1);
      case "target":
        {
          Match bad = badTarget(a, alt.option);
          if (bad == null) {
            return null;
          }
          throw at(bad.from, bad.to, alt.text.replace("{}", bad.exprName()));
        }
      case "legacy":
        if (!isLegacy(a)) {
          return null;
        }
        throw range(a, b, message(alt.text, a));
      case "comma":
        if (isLegacy(a) || cursor.level(cursor.pos - 1) == 0) {
          return null;
        }
        throw range(a, b, alt.text);
      case "genexp":
        return generator(a, b, alt.text);
      case "positional":
        throw cursor.errorAtLast(
            "positional argument follows keyword argument" + (hasUnpacking(a) ? " unpacking" : ""));
      default:
        throw new IllegalStateException("no action " + alt.verb);
    }
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
