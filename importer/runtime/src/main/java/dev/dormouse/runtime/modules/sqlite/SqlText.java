package dev.dormouse.runtime.modules.sqlite;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Just enough of SQL's tokens to find the ends of statements and their parameters. */
final class SqlText {
  private final String sql;
  private int at;

  /** Where the token read last begins. */
  private int start;

  private SqlText(String sql) {
    this.sql = sql;
  }

  private char peek(int ahead) {
    return at + ahead < sql.length() ? sql.charAt(at + ahead) : 0;
  }

  /**
   * Reads a token that is no white space or comment: a word, a quoted thing, a parameter or a
   * single character. False at the end.
   */
  private boolean next() {
    while (at < sql.length()) {
      start = at;
      char c = sql.charAt(at);
      if (Character.isWhitespace(c)) {
        at++;
      } else if (c == '-' && peek(1) == '-') {
        int end = sql.indexOf('\n', at);
        at = end < 0 ? sql.length() : end + 1;
      } else if (c == '/' && peek(1) == '*') {
        int end = sql.indexOf("*/", at + 2);
        at = end < 0 ? sql.length() : end + 2;
      } else {
        token(c);
        return true;
      }
    }
    return false;
  }

  private void token(char c) {
    at++;
    switch (c) {
      case '\'', '"', '`' -> quoted(c);
      case '[' -> quoted(']');
      case '?' -> digits();
      case ':', '@', '#', '$' -> {
        while (isWord(peek(0)) || peek(0) == ':' && peek(1) == ':') {
          at += peek(0) == ':' ? 2 : 1;
        }
      }
      default -> {
        if (isWord(c)) {
          while (isWord(peek(0))) {
            at++;
          }
        }
      }
    }
  }

  private void quoted(char end) {
    while (at < sql.length()) {
      if (sql.charAt(at++) == end) {
        if (end == ']' || peek(0) != end) {
          return;
        }
        at++;
      }
    }
  }

  private void digits() {
    while (peek(0) >= '0' && peek(0) <= '9') {
      at++;
    }
  }

  private static boolean isWord(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '_'
        || c == '$'
        || c >= 0x80;
  }

  private String word() {
    return sql.substring(start, at).toUpperCase(Locale.ROOT);
  }

  /** The first word of a statement in upper case, empty if there is none. */
  static String firstWord(String sql) {
    SqlText t = new SqlText(sql);
    while (t.next()) {
      if (sql.charAt(t.start) != ';') {
        return t.word();
      }
    }
    return "";
  }

  /** Whether there is anything but white space, comments and semicolons. */
  static boolean isEmpty(String sql) {
    return firstWord(sql).isEmpty();
  }

  /** Where the first statement of {@code sql} from {@code from} on ends, semicolon included. */
  static int statementEnd(String sql, int from) {
    SqlText t = new SqlText(sql);
    t.at = from;
    Trigger trigger = new Trigger();
    while (t.next()) {
      if (sql.charAt(t.start) == ';') {
        if (trigger.endsAtSemicolon()) {
          return t.at;
        }
      } else {
        trigger.word(t.word());
      }
    }
    return sql.length();
  }

  /** Whether the text ends with the semicolon of a statement. */
  static boolean isComplete(String sql) {
    SqlText t = new SqlText(sql);
    Trigger trigger = new Trigger();
    boolean complete = false;
    while (t.next()) {
      if (t.at == sql.length() && t.isUnclosed()) {
        return false;
      }
      if (sql.charAt(t.start) == ';') {
        complete = trigger.endsAtSemicolon();
        if (complete) {
          trigger = new Trigger();
        }
      } else {
        complete = false;
        trigger.word(t.word());
      }
    }
    return complete;
  }

  private boolean isUnclosed() {
    char first = sql.charAt(start);
    char end = first == '[' ? ']' : first;
    boolean quotes = first == '\'' || first == '"' || first == '`' || first == '[';
    return quotes && (at - start < 2 || sql.charAt(at - 1) != end);
  }

  /** {@code CREATE TRIGGER … BEGIN …; …; END;}: only the last of these semicolons counts. */
  private static final class Trigger {
    private int words;
    private boolean create;
    private boolean trigger;
    private boolean afterSemicolon;
    private boolean ended;

    void word(String w) {
      words++;
      if (words == 1) {
        create = w.equals("CREATE");
        if (w.equals("EXPLAIN")) {
          words = 0;
        }
      } else if (create && !trigger && words <= 3) {
        trigger = w.equals("TRIGGER");
      }
      ended = trigger && afterSemicolon && w.equals("END");
      afterSemicolon = false;
    }

    boolean endsAtSemicolon() {
      if (!trigger || ended) {
        return true;
      }
      afterSemicolon = true;
      return false;
    }
  }

  /**
   * The parameters of a statement: their names with the leading character, null for those without.
   */
  static List<String> parameters(String sql) {
    List<String> names = new ArrayList<>();
    SqlText t = new SqlText(sql);
    while (t.next()) {
      char c = sql.charAt(t.start);
      String token = sql.substring(t.start, t.at);
      if (c == '?') {
        int number = token.length() == 1 ? names.size() + 1 : number(token);
        while (names.size() < number) {
          names.add(null);
        }
        if (token.length() > 1 && number > 0) {
          names.set(number - 1, token);
        }
      } else if ((c == ':' || c == '@' || c == '$') && token.length() > 1) {
        if (!names.contains(token)) {
          names.add(token);
        }
      }
    }
    return names;
  }

  /** Bounded, so that ?999999999 makes no long list; SQLite refuses it anyway. */
  private static int number(String token) {
    return token.length() > 6 ? 0 : Integer.parseInt(token.substring(1));
  }

  /** The statement with its parameters replaced by literals, as SQLite traces it. */
  static String expand(String sql, List<String> names, List<String> literals) {
    StringBuilder out = new StringBuilder();
    SqlText t = new SqlText(sql);
    int copied = 0;
    int unnamed = 0;
    while (t.next()) {
      char c = sql.charAt(t.start);
      String token = sql.substring(t.start, t.at);
      int index = -1;
      if (c == '?') {
        index = token.length() == 1 ? unnamed : number(token) - 1;
        unnamed = Math.max(unnamed, index + 1);
      } else if ((c == ':' || c == '@' || c == '$') && token.length() > 1) {
        index = names.indexOf(token);
        unnamed = Math.max(unnamed, index + 1);
      }
      if (index >= 0 && index < literals.size()) {
        out.append(sql, copied, t.start).append(literals.get(index));
        copied = t.at;
      }
    }
    return out.append(sql, copied, sql.length()).toString();
  }
}
