package dev.dormouse.compiler.parser;

import dev.dormouse.compiler.PySyntaxError;
import dev.dormouse.compiler.ast.Expr;
import java.util.ArrayList;
import java.util.List;

/**
 * The replacement fields of f-strings.
 *
 * <p>As in CPython 3.11, the end of a field's expression is found by scanning for its closing
 * character, and the expression is then parsed as a source of its own, in parentheses.
 */
final class FStrings {
  private static final int MAX_LEVEL = 200;

  private final TokenCursor cursor;
  private final Strings strings;
  private final byte[] buf;

  /** Literal text not yet in {@link #values}. */
  private final TextBuilder text;

  private final List<Expr> values = new ArrayList<>();

  /** How many format specs this one is inside of. */
  private final int depth;

  /** The tokens that place the nodes. */
  private final int first;

  private final int last;

  /** The next byte to read, and the end of the string. */
  private int p;

  private int end;

  /** The text of the last field's expression if it was followed by {@code =}, else null. */
  private String expressionText;

  FStrings(TokenCursor cursor, Strings strings, TextBuilder text) {
    this(cursor, strings, text, 0, strings.first, strings.last);
  }

  private FStrings(
      TokenCursor cursor, Strings strings, TextBuilder text, int depth, int first, int last) {
    this.cursor = cursor;
    this.strings = strings;
    this.buf = cursor.source.buf;
    this.text = text;
    this.depth = depth;
    this.first = first;
    this.last = last;
  }

  /** Reads the body of one f-string token. */
  void read(int from, int to, boolean raw) {
    p = from;
    end = to;
    while (true) {
      if (literal(raw)) {
        continue;
      }
      if (p >= end || buf[p] == '}') {
        break;
      }
      Expr field = field(raw);
      if (expressionText != null) {
        text.append(expressionText);
      }
      flush(first, last);
      values.add(field);
    }
    if (depth == 0 && p < end - 1) {
      throw cursor.errorAtLast("f-string: unexpected end of string");
    }
    if (depth != 0 && (p >= end || buf[p] != '}')) {
      throw cursor.errorAtLast("f-string: expecting '}'");
    }
  }

  Expr finish() {
    return finish(first, last);
  }

  private Expr finish(int from, int to) {
    flush(from, to);
    return new Expr.JoinedStr(
        values.toArray(Expr.EMPTY),
        cursor.line(from),
        cursor.col(from),
        cursor.endLine(to),
        cursor.endCol(to));
  }

  private void flush(int from, int to) {
    if (!text.isEmpty()) {
      values.add(
          new Expr.Constant(
              text.take(),
              buf[cursor.start(from)] == 'u' ? "u" : null,
              cursor.line(from),
              cursor.col(from),
              cursor.endLine(to),
              cursor.endCol(to)));
    }
  }

  /**
   * Reads text up to a brace or the end; true if it ended in a doubled brace, so that there is more
   * of it.
   */
  private boolean literal(boolean raw) {
    int from = p;
    int to = -1;
    boolean doubled = false;
    while (p < end) {
      int c = buf[p++];
      if (!raw && c == '\\' && p < end) {
        c = buf[p++];
        if (c == 'N') {
          // The braces of \N{…} are none of ours.
          if (p < end && buf[p++] == '{') {
            while (p < end && buf[p++] != '}') {}
          }
          continue;
        }
        if (c == '{') {
          strings.warnInvalidEscape(p - 1);
        }
      }
      if (c == '{' || c == '}') {
        if (depth == 0) {
          if (p < end && buf[p] == c) {
            to = p;
            p++;
            doubled = true;
            break;
          }
          if (c == '}') {
            p--;
            throw cursor.errorAtLast("f-string: single '}' is not allowed");
          }
        }
        p--;
        break;
      }
    }
    if (to < 0) {
      to = p;
    }
    if (to > from) {
      if (raw) {
        text.append(strings.decode(from, to));
      } else {
        strings.unescape(from, to, text);
      }
    }
    return doubled;
  }

  private Expr field(boolean raw) {
    if (depth >= 2) {
      throw cursor.errorAtLast("f-string: expressions nested too deeply");
    }
    p++;
    int from = p;
    scanExpression();
    if (p >= end) {
      throw expectingBrace();
    }
    Expr value = parseExpression(from, p);
    expressionText = null;
    if (buf[p] == '=') {
      if (cursor.source.featureVersion < 8) {
        throw cursor.errorAtLast(
            "f-string: self documenting expressions are only supported in Python 3.8 and greater");
      }
      p++;
      while (p < end && isSpace(buf[p])) {
        p++;
      }
      if (p >= end) {
        throw expectingBrace();
      }
      expressionText = cursor.source.text(from, p);
    }
    int conversion = -1;
    if (buf[p] == '!') {
      conversion = conversion();
    }
    Expr spec = null;
    String ownText = expressionText;
    if (buf[p] == ':') {
      p++;
      if (p >= end) {
        throw expectingBrace();
      }
      FStrings nested = new FStrings(cursor, strings, new TextBuilder(), depth + 1, first, last);
      nested.read(p, end, raw);
      p = nested.p;
      // CPython places a spec and its last text at the token alone, all else at the whole literal.
      spec = nested.finish(strings.token, strings.token);
    }
    if (p >= end || buf[p] != '}') {
      throw expectingBrace();
    }
    p++;
    expressionText = ownText;
    if (ownText != null && spec == null && conversion == -1) {
      conversion = 'r';
    }
    return new Expr.FormattedValue(
        value,
        conversion,
        spec,
        cursor.line(first),
        cursor.col(first),
        cursor.endLine(last),
        cursor.endCol(last));
  }

  private RuntimeException expectingBrace() {
    return cursor.errorAtLast("f-string: expecting '}'");
  }

  private static boolean isSpace(byte c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  private int conversion() {
    p++;
    if (p >= end) {
      throw expectingBrace();
    }
    int c = buf[p++];
    if (c != 's' && c != 'r' && c != 'a') {
      throw cursor.errorAtLast("f-string: invalid conversion character: expected 's', 'r', or 'a'");
    }
    if (p >= end) {
      throw expectingBrace();
    }
    return c;
  }

  /** Moves to the character that ends an expression, or to the end of the string. */
  private void scanExpression() {
    int quote = 0;
    boolean triple = false;
    int nesting = 0;
    char[] opened = null;
    for (; p < end; p++) {
      int c = buf[p];
      if (c == '\\') {
        throw cursor.errorAtLast("f-string expression part cannot include a backslash");
      }
      if (quote != 0) {
        if (c == quote) {
          if (!triple) {
            quote = 0;
          } else if (p + 2 < end && buf[p + 1] == c && buf[p + 2] == c) {
            p += 2;
            quote = 0;
          }
        }
        continue;
      }
      switch (c) {
        case '\'', '"' -> {
          quote = c;
          triple = p + 2 < end && buf[p + 1] == c && buf[p + 2] == c;
          if (triple) {
            p += 2;
          }
        }
        case '[', '{', '(' -> {
          if (nesting >= MAX_LEVEL) {
            throw cursor.errorAtLast("f-string: too many nested parenthesis");
          }
          if (opened == null) {
            opened = new char[MAX_LEVEL];
          }
          opened[nesting++] = (char) c;
        }
        case '#' -> throw cursor.errorAtLast("f-string expression part cannot include '#'");
        case '!', ':', '=', '>', '<' -> {
          if (nesting == 0) {
            if (c != ':' && p + 1 < end && buf[p + 1] == '=') {
              p++;
            } else if (c != '>' && c != '<') {
              return;
            }
          }
        }
        case ']', '}', ')' -> {
          if (nesting == 0) {
            if (c == '}') {
              return;
            }
            throw cursor.errorAtLast("f-string: unmatched '" + (char) c + "'");
          }
          char opening = opened[--nesting];
          if (c != (opening == '(' ? ')' : opening + 2)) {
            throw cursor.errorAtLast(
                "f-string: closing parenthesis '"
                    + (char) c
                    + "' does not match opening parenthesis '"
                    + opening
                    + "'");
          }
        }
        default -> {}
      }
    }
    if (quote != 0) {
      throw cursor.errorAtLast("f-string: unterminated string");
    }
    if (nesting > 0) {
      throw cursor.errorAtLast("f-string: unmatched '" + opened[nesting - 1] + "'");
    }
  }

  private Expr parseExpression(int from, int to) {
    int s = from;
    while (s < to && (buf[s] == ' ' || buf[s] == '\t' || buf[s] == '\n' || buf[s] == '\f')) {
      s++;
    }
    if (s == to) {
      char c = (char) buf[to];
      throw cursor.errorAtLast(
          c == '!' || c == ':' || c == '='
              ? "f-string: expression required before '" + c + "'"
              : "f-string: empty expression not allowed");
    }
    // In parentheses, so that leading blanks are no indentation.
    int length = to - from;
    byte[] sub = new byte[length + 4];
    sub[0] = '(';
    System.arraycopy(buf, from, sub, 1, length);
    sub[length + 1] = ')';
    sub[length + 2] = '\n';
    Source inner = cursor.source.expression(sub, length + 3);

    int token = strings.token;
    int tokenStart = cursor.start(token);
    int brace = from - 1;
    int lines = 0;
    int cols = 0;
    // Columns are those of the brace, except that after a brace that ends its line they start
    // afresh.
    int q = from;
    boolean newlineFollows = true;
    while (q < buf.length && buf[q] != '}' && buf[q] != '\n') {
      if (buf[q] != ' ' && buf[q] != '\t' && buf[q] != '\f') {
        newlineFollows = false;
        break;
      }
      q++;
    }
    if (!newlineFollows) {
      int lineStart = brace;
      while (lineStart > tokenStart && buf[lineStart] != '\n') {
        lineStart--;
      }
      cols = brace - lineStart;
      if (buf[lineStart] == '\n') {
        cols--;
      }
    }
    for (q = tokenStart; q < brace; q++) {
      if (buf[q] == '\n') {
        lines++;
      }
    }
    try {
      return Parser.fstringExpression(
          inner, cursor.line(token) + lines, lines != 0 ? cols : cursor.col(token) + cols);
    } catch (PySyntaxError e) {
      if (e.type == PySyntaxError.Type.UNICODE_DECODE_ERROR) {
        throw cursor.errorAtLast("(unicode error) " + e.getMessage());
      }
      throw e;
    }
  }
}
