package dev.dormouse.compiler.parser;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The grammar that {@link ErrorPass} runs, as read from {@code errors.grammar}, which explains its
 * notation.
 *
 * <p>It is data and not code because it runs only when a program is wrong: then nobody counts
 * microseconds, and on every other run its classes are not even loaded.
 */
final class ErrorGrammar {
  /** One rule. */
  static final class Rule {
    final int id;
    final String name;

    /**
     * Whether results are shared between passes with and without error rules, as CPython's memo is.
     */
    boolean shared;

    final boolean invalid;

    /** Whether error rules are off below this rule. */
    final boolean hidesInvalid;

    /**
     * Whether the rule is left-recursive in CPython, where it then counts for two; here it is a
     * repetition.
     */
    final boolean leftRecursive;

    Alternative[] alternatives;

    Rule(int id, String name) {
      this.id = id;
      this.name = name;
      this.invalid = name.startsWith("invalid_");
      this.hidesInvalid = name.endsWith("_without_invalid");
      this.leftRecursive =
          switch (name) {
            case "bitwise_or",
                "bitwise_xor",
                "bitwise_and",
                "shift_expr",
                "sum",
                "term",
                "primary",
                "t_primary",
                "dotted_name",
                "attr",
                "name_or_attr" ->
                true;
            default -> false;
          };
    }
  }

  /** One alternative of a rule or group. */
  static final class Alternative {
    Item[] items;

    /** The label of each item, or 0. */
    char[] labels;

    /** What to make of a match: see the constants. */
    int result = PLAIN;

    /**
     * A node kind for {@link #KIND} and {@link #KIND_IF_MORE}; the action's text for {@link
     * #ACTION}.
     */
    String text;

    /** The item that is the result, for {@link #PART}. */
    int part;

    /** The action's verb and the items it names, -1 for none. */
    String verb;

    String option;
    int first = -1;
    int second = -1;
  }

  static final int PLAIN = 0;
  static final int KIND = 1;
  static final int KIND_IF_MORE = 2;
  static final int PART = 3;
  static final int LAST = 4;
  static final int ACTION = 5;

  /** One item of an alternative. */
  static final class Item {
    final int op;

    /** A token type for TOKEN and FORCE, a rule for RULE. */
    int number;

    /** The spelling of a token or soft keyword. */
    String word;

    /** What is repeated or looked ahead to; the element of a list. */
    Item inner;

    Item separator;

    /** For GROUP. */
    Alternative[] alternatives;

    Item(int op) {
      this.op = op;
    }
  }

  static final int TOKEN = 0;
  static final int SOFT = 1;
  static final int ANY_SOFT = 2;
  static final int RULE = 3;
  static final int OPTIONAL = 4;
  static final int STAR = 5;
  static final int PLUS = 6;
  static final int LIST = 7;
  static final int GROUP = 8;
  static final int AND = 9;
  static final int NOT = 10;
  static final int CUT = 11;
  static final int FORCE = 12;

  final List<Rule> rules = new ArrayList<>();
  private final Map<String, Rule> byName = new HashMap<>();

  /** The text being read and the position in it. */
  private String text;

  private int at;

  static ErrorGrammar load() {
    String text;
    try (InputStream in = ErrorGrammar.class.getResourceAsStream("errors.grammar")) {
      if (in == null) {
        throw new IllegalStateException("the resource errors.grammar is missing");
      }
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ErrorGrammar grammar = new ErrorGrammar();
    grammar.read(text);
    return grammar;
  }

  Rule rule(String name) {
    Rule rule = byName.get(name);
    if (rule == null) {
      rule = new Rule(rules.size(), name);
      rules.add(rule);
      byName.put(name, rule);
    }
    return rule;
  }

  private void read(String all) {
    Rule current = null;
    List<Alternative> alternatives = new ArrayList<>();
    int start = 0;
    while (start < all.length()) {
      int end = all.indexOf('\n', start);
      String line = all.substring(start, end);
      start = end + 1;
      if (line.isEmpty() || line.charAt(0) == '#') {
        continue;
      }
      text = line;
      if (line.charAt(0) == ' ') {
        at = 0;
        blanks();
        expect('|');
      } else {
        finish(current, alternatives);
        int colon = line.indexOf(':');
        boolean shared = line.charAt(colon - 1) == '*';
        current = rule(line.substring(0, shared ? colon - 1 : colon));
        current.shared = shared;
        at = colon + 1;
        blanks();
        if (at == line.length()) {
          continue;
        }
      }
      do {
        alternatives.add(alternative());
      } while (take('|'));
      if (at != text.length()) {
        throw bad();
      }
    }
    finish(current, alternatives);
    for (Rule rule : rules) {
      if (rule.alternatives == null) {
        throw new IllegalStateException("errors.grammar has no rule " + rule.name);
      }
    }
  }

  private static void finish(Rule rule, List<Alternative> alternatives) {
    if (rule != null) {
      rule.alternatives = alternatives.toArray(new Alternative[0]);
      alternatives.clear();
    }
  }

  private IllegalStateException bad() {
    return new IllegalStateException("errors.grammar, column " + at + ": " + text);
  }

  private void blanks() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
  }

  private boolean take(char c) {
    blanks();
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(char c) {
    if (!take(c)) {
      throw bad();
    }
  }

  private Alternative alternative() {
    Alternative alt = new Alternative();
    List<Item> items = new ArrayList<>();
    StringBuilder labels = new StringBuilder();
    while (true) {
      blanks();
      if (at == text.length() || text.charAt(at) == '|' || text.charAt(at) == ')') {
        break;
      }
      if (text.startsWith("=> ", at)) {
        at += 3;
        result(alt, labels, word());
        break;
      }
      if (text.startsWith("-> ", at)) {
        at += 3;
        action(alt, labels, text.substring(at));
        at = text.length();
        break;
      }
      char label = 0;
      if (at + 1 < text.length()
          && text.charAt(at + 1) == '='
          && Character.isLetter(text.charAt(at))) {
        label = text.charAt(at);
        at += 2;
      }
      items.add(item());
      labels.append(label);
    }
    alt.items = items.toArray(new Item[0]);
    alt.labels = labels.toString().toCharArray();
    return alt;
  }

  private void result(Alternative alt, CharSequence labels, String word) {
    if (word.equals("last")) {
      alt.result = LAST;
    } else if (word.length() == 1) {
      alt.result = PART;
      alt.part = labelled(labels, word);
    } else if (take('+')) {
      alt.result = KIND_IF_MORE;
      alt.text = word;
    } else {
      alt.result = KIND;
      alt.text = word;
    }
  }

  private void action(Alternative alt, CharSequence labels, String action) {
    alt.result = ACTION;
    int colon = action.indexOf(':');
    alt.text = colon < 0 ? "" : action.substring(colon + 1).strip();
    String[] words = (colon < 0 ? action : action.substring(0, colon)).split(" ");
    alt.verb = words[0];
    for (int i = 1; i < words.length; i++) {
      if (words[i].length() > 1) {
        alt.option = words[i];
      } else if (alt.first < 0) {
        alt.first = labelled(labels, words[i]);
      } else {
        alt.second = labelled(labels, words[i]);
      }
    }
  }

  private int labelled(CharSequence labels, String label) {
    int i = labels.toString().indexOf(label.charAt(0));
    if (i < 0) {
      throw bad();
    }
    return i;
  }

  private String word() {
    int start = at;
    while (at < text.length() && (Character.isLetter(text.charAt(at)) || text.charAt(at) == '_')) {
      at++;
    }
    if (at == start) {
      throw bad();
    }
    return text.substring(start, at);
  }

  private Item item() {
    char c = text.charAt(at);
    if (c == '~') {
      at++;
      return new Item(CUT);
    }
    if (text.startsWith("&&", at)) {
      at += 2;
      Item token = simple();
      Item force = new Item(FORCE);
      force.number = token.number;
      force.word = token.word;
      return force;
    }
    if (c == '&' || c == '!') {
      at++;
      Item look = new Item(c == '&' ? AND : NOT);
      look.inner = simple();
      return look;
    }
    Item item = simple();
    if (at < text.length()) {
      int op =
          switch (text.charAt(at)) {
            case '?' -> OPTIONAL;
            case '*' -> STAR;
            case '+' -> PLUS;
            case '.' -> LIST;
            default -> -1;
          };
      if (op >= 0) {
        at++;
        Item outer = new Item(op);
        if (op == LIST) {
          outer.separator = item;
          outer.inner = simple();
          expect('+');
        } else {
          outer.inner = item;
        }
        return outer;
      }
    }
    return item;
  }

  /** A token, a soft keyword, a rule or a group. */
  private Item simple() {
    char c = text.charAt(at);
    if (c == '(') {
      at++;
      Item group = new Item(GROUP);
      List<Alternative> alternatives = new ArrayList<>();
      do {
        alternatives.add(alternative());
      } while (take('|'));
      expect(')');
      group.alternatives = alternatives.toArray(new Alternative[0]);
      return group;
    }
    if (c == '\'' || c == '"') {
      int end = text.indexOf(c, at + 1);
      String spelling = text.substring(at + 1, end);
      at = end + 1;
      Item item = new Item(c == '"' ? SOFT : TOKEN);
      item.word = spelling;
      if (c == '\'') {
        item.number = tokenType(spelling);
      }
      return item;
    }
    String name = word();
    int type =
        switch (name) {
          case "NAME" -> Tok.NAME;
          case "NUMBER" -> Tok.NUMBER;
          case "STRING" -> Tok.STRING;
          case "NEWLINE" -> Tok.NEWLINE;
          case "INDENT" -> Tok.INDENT;
          case "DEDENT" -> Tok.DEDENT;
          case "ENDMARKER" -> Tok.ENDMARKER;
          case "ASYNC" -> Tok.ASYNC;
          case "AWAIT" -> Tok.AWAIT;
          case "TYPE_COMMENT" -> Tok.TYPE_COMMENT;
          case "SOFT_KEYWORD" -> -2;
          default -> -1;
        };
    if (type == -2) {
      return new Item(ANY_SOFT);
    }
    Item item = new Item(type < 0 ? RULE : TOKEN);
    item.number = type < 0 ? rule(name).id : type;
    item.word = name;
    return item;
  }

  private int tokenType(String spelling) {
    byte[] b = spelling.getBytes(StandardCharsets.US_ASCII);
    int type = Tok.OP;
    if (Character.isLetter(spelling.charAt(0))) {
      type = Tok.keyword(b, 0, b.length);
    } else if (spelling.equals("...")) {
      type = Tok.ELLIPSIS;
    } else if (b.length == 1) {
      type = Tok.oneChar(b[0]);
    } else if (b.length == 2) {
      type = Tok.twoChars(b[0], b[1]);
    } else {
      type = Tok.withEqual(Tok.twoChars(b[0], b[1]));
    }
    if (type == Tok.OP || type == Tok.NAME) {
      throw bad();
    }
    return type;
  }
}
