package dev.dormouse.compiler.parser;

import dev.dormouse.compiler.parser.ErrorGrammar.Alternative;
import dev.dormouse.compiler.parser.ErrorGrammar.Outcome;
import dev.dormouse.compiler.parser.ErrorGrammar.Rule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a grammar in the notation that {@code language.grammar} and {@code errors.grammar} explain.
 */
final class GrammarReader {
  private static final int NO_TOKEN = -1;
  private static final int SOFT_KEYWORD = -2;

  private final ErrorGrammar grammar = new ErrorGrammar();

  /** The text being read, a line, and the position in it. */
  /** The rule whose alternatives are being read. */
  private Rule current;

  private String text;

  private int at;

  private GrammarReader() {}

  /** The language with its errors. */
  static ErrorGrammar load() {
    return read(resource("language.grammar"), resource("errors.grammar"));
  }

  private static String resource(String name) {
    try (InputStream in = GrammarReader.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + name + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A grammar of all {@code texts} together. */
  static ErrorGrammar read(String... texts) {
    GrammarReader reader = new GrammarReader();
    for (String text : texts) {
      reader.readLines(doubled(text.lines().toList()));
    }
    for (Rule rule : reader.grammar.rules) {
      if (rule.alternatives.isEmpty()) {
        throw new IllegalStateException("the grammar has no rule " + rule.name);
      }
    }
    return reader.grammar;
  }

  /** Writes out what is there twice. */
  private static List<String> doubled(List<String> lines) {
    List<String> out = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).startsWith("%")) {
        out.add(lines.get(i));
        continue;
      }
      List<String[]> pairs = new ArrayList<>();
      for (; lines.get(i).startsWith("%"); i++) {
        pairs.add(lines.get(i).substring(1).split("=|//", -1));
      }
      int end = i + lines.subList(i, lines.size()).indexOf("%");
      for (int which = 1; which <= 2; which++) {
        for (String line : lines.subList(i, end)) {
          for (String[] pair : pairs) {
            line = line.replace(pair[0].strip(), pair[which].strip());
          }
          out.add(line);
        }
      }
      i = end;
    }
    return out;
  }

  private void readLines(List<String> lines) {
    for (String line : lines) {
      if (line.isEmpty() || line.charAt(0) == '#') {
        continue;
      }
      text = line;
      at = 0;
      if (line.charAt(0) == ' ') {
        expect('|');
      } else {
        current = heading();
      }
      blanks();
      if (at == text.length()) {
        // The alternatives are on lines of their own.
        continue;
      }
      do {
        alternative(current.alternatives);
      } while (take('|'));
      if (at != text.length()) {
        throw bad();
      }
    }
  }

  // rules

  /** The name of a rule, its marks, and where it is tried if it is one of errors. */
  private Rule heading() {
    boolean more = take('+');
    Rule rule = grammar.rule(word());
    if (more == rule.alternatives.isEmpty()) {
      throw bad();
    }
    rule.shared |= take('*');
    rule.levels = take('<') ? 2 : take('-') ? 0 : rule.levels;
    if (take('(')) {
      do {
        blanks();
        String place = word();
        if (place.equals("second")) {
          expect('i');
          expect('n');
        }
        blanks();
        attach(rule, place, grammar.rule(word()).alternatives);
      } while (take(','));
      expect(')');
    }
    expect(':');
    return rule;
  }

  /** Tries {@code rule} at a place among the alternatives of another, which is complete. */
  private void attach(Rule rule, String place, List<Alternative> alternatives) {
    int index =
        switch (place) {
          case "before" -> leadingErrors(alternatives);
          case "second" -> 1;
          case "after" -> alternatives.size();
          default -> throw bad();
        };
    List<GrammarItem> items = List.of(new GrammarItem.Reference(rule));
    alternatives.add(index, new Alternative(items, GrammarReader::plain));
  }

  private static int leadingErrors(List<Alternative> alternatives) {
    int i = 0;
    while (alternatives.get(i).isError()) {
      i++;
    }
    return i;
  }

  /** Reads an alternative and adds it, or the two that it stands for. */
  private void alternative(List<Alternative> to) {
    List<GrammarItem> items = new ArrayList<>();
    StringBuilder labels = new StringBuilder();
    for (blanks(); at < text.length() && "|)".indexOf(text.charAt(at)) < 0; blanks()) {
      if (takeWord("=> ")) {
        to.add(new Alternative(items, kind(labels)));
        return;
      }
      if (takeWord("-> ")) {
        String action = text.substring(at);
        at = text.length();
        action(to, items, labels, action);
        return;
      }
      boolean labelled = text.startsWith("=", at + 1) && Character.isLetter(text.charAt(at));
      labels.append(labelled ? text.charAt(at) : ' ');
      at += labelled ? 2 : 0;
      items.add(item());
    }
    to.add(new Alternative(items, GrammarReader::plain));
  }

  // what becomes of a match

  /** The only part that is not just looked at, or a sequence. */
  private static Match plain(
      Alternative alternative, Match[] parts, int start, ErrorSearch search) {
    Match only = null;
    for (int i = 0; i < parts.length; i++) {
      if (alternative.items[i].looks()) {
        continue;
      }
      if (only != null) {
        return new Match(null, start, search.cursor.pos, parts);
      }
      only = parts[i];
    }
    return only != null ? only : search.nothing();
  }

  private Outcome kind(CharSequence labels) {
    String word = word();
    if (word.equals("last")) {
      return (alternative, parts, start, search) -> {
        Match[] tails = parts[parts.length - 1].parts;
        return tails.length == 0
            ? parts[0]
            : new Match(tails[tails.length - 1].kind, start, search.cursor.pos, parts);
      };
    }
    if (word.length() == 1) {
      int part = labelled(labels, word);
      return (alternative, parts, start, search) -> parts[part];
    }
    boolean onlyIfMore = take('+');
    return (alternative, parts, start, search) ->
        onlyIfMore && parts[1].parts.length == 0
            ? parts[0]
            : new Match(word, start, search.cursor.pos, parts);
  }

  /** What stands behind an arrow: verb, option and labels, and a message after a colon. */
  private void action(
      List<Alternative> to, List<GrammarItem> items, CharSequence labels, String action) {
    int colon = action.indexOf(':');
    String message = colon < 0 ? "" : action.substring(colon + 1).strip();
    String[] words = (colon < 0 ? action : action.substring(0, colon)).split(" ");
    switch (words[0]) {
      case "colon" -> to.add(withoutColon(items));
      case "block" -> to.add(withoutBlock(items, labels, message));
      case "head" -> {
        to.add(withoutColon(items));
        to.add(withoutBlock(items, labels, message));
      }
      default -> {
        String option = "";
        int[] named = {-1, -1};
        int count = 0;
        for (int i = 1; i < words.length; i++) {
          if (words[i].length() > 1) {
            option = words[i];
          } else {
            named[count++] = labelled(labels, words[i]);
          }
        }
        to.add(
            new Alternative(
                items, new ErrorActions.Action(words[0], option, named[0], named[1], message)));
      }
    }
  }

  private static Alternative withoutColon(List<GrammarItem> head) {
    List<GrammarItem> items = new ArrayList<>(head);
    items.add(new GrammarItem.Token(Tok.NEWLINE, "NEWLINE"));
    return new Alternative(items, new ErrorActions.Action("last", "", -1, -1, "expected ':'"));
  }

  private Alternative withoutBlock(List<GrammarItem> head, CharSequence labels, String what) {
    List<GrammarItem> items = new ArrayList<>(head);
    items.add(new GrammarItem.Token(Tok.COLON, ":"));
    items.add(new GrammarItem.Token(Tok.NEWLINE, "NEWLINE"));
    items.add(new GrammarItem.Look(new GrammarItem.Token(Tok.INDENT, "INDENT"), false));
    String message = "expected an indented block after " + what + " on line {a.line}";
    return new Alternative(
        items, new ErrorActions.Action("indent", "", labelled(labels, "a"), -1, message));
  }

  private int labelled(CharSequence labels, String label) {
    int i = labels.toString().indexOf(label.charAt(0));
    if (i < 0) {
      throw bad();
    }
    return i;
  }

  // items

  /**
   * What a group or a repetition counts for, which is no rule of CPython in a left-recursive one.
   */
  private int levels() {
    return current.levels == 2 ? 0 : 1;
  }

  private GrammarItem item() {
    if (takeWord("~")) {
      return new GrammarItem.Commit();
    }
    if (takeWord("&&")) {
      return new GrammarItem.Demand((GrammarItem.Token) simple());
    }
    if (takeWord("&")) {
      return new GrammarItem.Look(simple(), true);
    }
    if (takeWord("!")) {
      return new GrammarItem.Look(simple(), false);
    }
    GrammarItem item = simple();
    if (takeWord("?")) {
      return new GrammarItem.Maybe(item);
    }
    if (takeWord("*")) {
      return new GrammarItem.Repeated(item, null, 0, levels());
    }
    if (takeWord("+")) {
      return new GrammarItem.Repeated(item, null, 1, levels());
    }
    if (takeWord(".")) {
      GrammarItem element = simple();
      expect('+');
      return new GrammarItem.Repeated(element, item, 1, levels());
    }
    return item;
  }

  /** A token, a soft keyword, a rule or a group. */
  private GrammarItem simple() {
    if (at == text.length()) {
      throw bad();
    }
    char c = text.charAt(at);
    if (takeWord("(")) {
      List<Alternative> alternatives = new ArrayList<>();
      do {
        alternative(alternatives);
      } while (take('|'));
      expect(')');
      return new GrammarItem.Group(alternatives, levels());
    }
    if (c == '\'' || c == '"') {
      int end = text.indexOf(c, at + 1);
      if (end < 0) {
        throw bad();
      }
      String spelling = text.substring(at + 1, end);
      at = end + 1;
      return c == '"'
          ? new GrammarItem.SoftKeyword(spelling)
          : new GrammarItem.Token(tokenType(spelling), spelling);
    }
    String name = word();
    int type = namedToken(name);
    return switch (type) {
      case NO_TOKEN -> new GrammarItem.Reference(grammar.rule(name));
      case SOFT_KEYWORD -> new GrammarItem.SoftKeyword(null);
      default -> new GrammarItem.Token(type, name);
    };
  }

  private static int namedToken(String name) {
    return switch (name) {
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
      case "SOFT_KEYWORD" -> SOFT_KEYWORD;
      default -> NO_TOKEN;
    };
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

  // characters

  private IllegalStateException bad() {
    return new IllegalStateException("grammar, column " + at + ": " + text);
  }

  private void blanks() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
  }

  /** Takes {@code c}, with blanks before it. */
  private boolean take(char c) {
    blanks();
    return takeWord(String.valueOf(c));
  }

  private void expect(char c) {
    if (!take(c)) {
      throw bad();
    }
  }

  /** Takes {@code word} if it stands right here. */
  private boolean takeWord(String word) {
    if (!text.startsWith(word, at)) {
      return false;
    }
    at += word.length();
    return true;
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
}
