package dev.dormouse.integration.compiler;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Damaged sources: windows of a few lines from real files, in which tokens, lines or bytes are
 * lost, doubled, exchanged or put in, keywords become others and indentation changes. The same seed
 * and files give the same sources.
 */
final class Mutations {
  private static final int MAX_LINES = 30;
  private static final int MAX_LENGTH = 3000;

  /** Words, numbers, white space, and everything else one by one. */
  private static final Pattern TOKEN =
      Pattern.compile("[A-Za-z_\\x80-\\xff]\\w*|\\d\\w*|[ ]+|\\S|\\s");

  /** What is put in; bytes as Latin-1. */
  private static final String[] INSERTS = {
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "'",
    "\"",
    "'''",
    "\"\"\"",
    "\\",
    "\n",
    "\r",
    "\r\n",
    "\t",
    "\f",
    " ",
    "    ",
    "\0",
    "\u001a",
    "\u00ff",
    "\u00c3",
    "\u00c3\u00a9",
    "\u00e2\u0082\u00ac",
    "\u00ed\u00a0\u0080",
    "\u00ef\u00bb\u00bf",
    ":",
    ";",
    ",",
    ".",
    "=",
    ":=",
    "->",
    "!",
    "$",
    "?",
    "`",
    "@",
    "*",
    "**",
    "#",
    "f'",
    "f\"{",
    "rb'",
    "u'",
    "b\"\u00e9\"",
    "0",
    "0x",
    "1_",
    "1e",
    "0777",
    "1j",
    "99999999999999999999",
    "if ",
    "else",
    "elif x:",
    "for ",
    "in ",
    "is ",
    "not ",
    "lambda ",
    "yield ",
    "await ",
    "async ",
    "def ",
    "class ",
    "return ",
    "del ",
    "global x",
    "nonlocal x",
    "import ",
    "from ",
    "as ",
    "with ",
    "try:",
    "except",
    "except*",
    "finally:",
    "match x:",
    "case ",
    "while ",
    "pass",
    "break",
    "continue",
    "raise ",
    "assert ",
    "print x",
    "exec 'x'",
    "None",
    "True",
    "__debug__",
    "...",
    "<>",
    "!=",
    "# -*- coding: latin-1 -*-\n",
    "# coding: none\n",
    "# type: int",
    "# type: ignore",
    "from __future__ import annotations\n",
    "from __future__ import barry_as_FLUFL\n",
  };

  private static final String[] KEYWORDS = {
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "case", "class",
    "continue", "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if",
    "import", "in", "is", "lambda", "match", "nonlocal", "not", "or", "pass", "print", "raise",
    "return", "try", "while", "with", "yield",
  };

  private static final Pattern KEYWORD =
      Pattern.compile("\\b(" + String.join("|", KEYWORDS) + ")\\b");

  private final List<Path> files;
  private final Random random;

  Mutations(List<Path> files, long seed) {
    this.files = files;
    this.random = new Random(seed);
  }

  /** Damaged sources, as bytes, and every fourth of those that allow it as text. */
  List<Request> requests(int count) throws IOException {
    List<Request> requests = new ArrayList<>();
    while (requests.size() < count) {
      List<String> lines =
          Arrays.asList(
              Files.readString(files.get(random.nextInt(files.size())), StandardCharsets.ISO_8859_1)
                  .split("(?<=\n)"));
      String window = window(lines);
      if (window.length() > MAX_LENGTH) {
        continue;
      }
      String source = mutate(window);
      boolean ascii = source.chars().allMatch(c -> c < 0x80);
      Request request =
          Request.of(
              ascii && random.nextInt(4) == 0
                  ? source
                  : source.getBytes(StandardCharsets.ISO_8859_1));
      requests.add(request.at(random.nextInt(3)));
    }
    return requests;
  }

  /** Some lines, moved to the left as far as the first one goes. */
  private String window(List<String> lines) {
    int start = random.nextInt(lines.size());
    int end = Math.min(lines.size(), start + 1 + random.nextInt(MAX_LINES));
    int indent = 0;
    while (indent < lines.get(start).length() && lines.get(start).charAt(indent) == ' ') {
      indent++;
    }
    StringBuilder window = new StringBuilder();
    for (String line : lines.subList(start, end)) {
      int from = 0;
      while (from < indent && from < line.length() && line.charAt(from) == ' ') {
        from++;
      }
      window.append(line, from, line.length());
    }
    return window.toString();
  }

  private String mutate(String source) {
    String mutated = source;
    for (int n = 1 + random.nextInt(3); n > 0; n--) {
      mutated =
          switch (random.nextInt(6)) {
            case 0, 1 -> mutateBytes(mutated);
            case 2 -> mutateLines(mutated);
            case 3 -> mutateKeyword(mutated);
            default -> mutateTokens(mutated);
          };
    }
    return mutated;
  }

  /** A line is lost, doubled, moved, joined to the next or indented otherwise. */
  private String mutateLines(String source) {
    List<String> lines = new ArrayList<>(Arrays.asList(source.split("(?<=\n)")));
    int at = random.nextInt(lines.size());
    String line = lines.get(at);
    switch (random.nextInt(6)) {
      case 0 -> lines.remove(at);
      case 1 -> lines.add(at, line);
      case 2 -> lines.add(random.nextInt(lines.size()), lines.remove(at));
      case 3 -> lines.set(at, line.stripTrailing() + " ");
      case 4 -> lines.set(at, line.stripLeading());
      default ->
          lines.set(at, (random.nextInt(4) == 0 ? "\t" : " ").repeat(1 + random.nextInt(4)) + line);
    }
    return String.join("", lines);
  }

  /** Another keyword stands where one stood. */
  private String mutateKeyword(String source) {
    List<Integer> places = new ArrayList<>();
    Matcher m = KEYWORD.matcher(source);
    while (m.find()) {
      places.add(m.start());
    }
    if (places.isEmpty()) {
      return source;
    }
    m.find(places.get(random.nextInt(places.size())));
    String other = KEYWORDS[random.nextInt(KEYWORDS.length)];
    return source.substring(0, m.start()) + other + source.substring(m.end());
  }

  private String mutateBytes(String source) {
    int at = random.nextInt(source.length() + 1);
    int to = Math.min(source.length(), at + 1 + random.nextInt(4));
    return switch (random.nextInt(6)) {
      case 0 -> source.substring(0, at);
      case 1 -> source.substring(at);
      case 2 -> source.substring(0, at) + source.substring(to);
      case 3 -> source.substring(0, to) + source.substring(at);
      case 4 -> source.substring(0, at) + (char) random.nextInt(256) + source.substring(at);
      default -> source.substring(0, at) + (char) random.nextInt(128) + source.substring(to);
    };
  }

  private String mutateTokens(String source) {
    List<String> tokens = new ArrayList<>();
    Matcher m = TOKEN.matcher(source);
    while (m.find()) {
      tokens.add(m.group());
    }
    if (tokens.isEmpty()) {
      return source;
    }
    int at = random.nextInt(tokens.size());
    int other = random.nextInt(tokens.size());
    switch (random.nextInt(6)) {
      case 0 -> tokens.remove(at);
      case 1 -> tokens.add(at, tokens.get(at));
      case 2 -> tokens.set(other, tokens.set(at, tokens.get(other)));
      case 3 -> tokens.set(at, tokens.get(other));
      default -> tokens.add(at, INSERTS[random.nextInt(INSERTS.length)]);
    }
    return String.join("", tokens);
  }
}
