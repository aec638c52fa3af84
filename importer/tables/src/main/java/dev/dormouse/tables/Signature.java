package dev.dormouse.tables;

import java.util.ArrayList;
import java.util.List;

/** A parameter list in Python syntax, parsed. */
final class Signature {
  /** How an argument reaches a parameter. */
  enum Kind {
    POSITIONAL_ONLY,
    NORMAL,
    VAR_POSITIONAL,
    KEYWORD_ONLY,
    VAR_KEYWORD
  }

  /** One parameter; {@code defaultText} is null if it is mandatory. */
  static final class Parameter {
    final String name;
    final String defaultText;
    Kind kind;

    Parameter(String name, String defaultText, Kind kind) {
      this.name = name;
      this.defaultText = defaultText;
      this.kind = kind;
    }
  }

  final String text;
  final List<Parameter> parameters = new ArrayList<>();

  /** Throws IllegalArgumentException with a message for the programmer. */
  Signature(String text) {
    this.text = text;
    if (!text.startsWith("(") || !text.endsWith(")")) {
      throw new IllegalArgumentException("signature must be in parentheses: " + text);
    }
    boolean keywordOnly = false;
    for (String part : split(text.substring(1, text.length() - 1))) {
      if (part.equals("/")) {
        if (parameters.isEmpty()) {
          throw new IllegalArgumentException("nothing before / in " + text);
        }
        for (Parameter p : parameters) {
          p.kind = Kind.POSITIONAL_ONLY;
        }
      } else if (part.equals("*")) {
        keywordOnly = true;
      } else if (part.startsWith("**")) {
        parameters.add(new Parameter(part.substring(2).trim(), null, Kind.VAR_KEYWORD));
      } else if (part.startsWith("*")) {
        parameters.add(new Parameter(part.substring(1).trim(), null, Kind.VAR_POSITIONAL));
        keywordOnly = true;
      } else {
        int eq = part.indexOf('=');
        String name = (eq < 0 ? part : part.substring(0, eq)).trim();
        if (!javax.lang.model.SourceVersion.isIdentifier(name)) {
          throw new IllegalArgumentException("not a parameter: '" + part + "' in " + text);
        }
        parameters.add(
            new Parameter(
                name,
                eq < 0 ? null : part.substring(eq + 1).trim(),
                keywordOnly ? Kind.KEYWORD_ONLY : Kind.NORMAL));
      }
    }
    boolean optional = false;
    for (Parameter p : parameters) {
      if (p.kind == Kind.POSITIONAL_ONLY || p.kind == Kind.NORMAL) {
        if (p.defaultText != null) {
          optional = true;
        } else if (optional) {
          throw new IllegalArgumentException(
              "parameter " + p.name + " without a default after one with: " + text);
        }
      }
    }
  }

  /** Splits at commas outside quotes and brackets. */
  private static List<String> split(String s) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    char quote = 0;
    StringBuilder current = new StringBuilder();
    for (int i = 0; i < s.length(); i++) {
      char c = s.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '\'' || c == '"') {
        quote = c;
      } else if (c == '(' || c == '[' || c == '{') {
        depth++;
      } else if (c == ')' || c == ']' || c == '}') {
        depth--;
      } else if (c == ',' && depth == 0) {
        parts.add(current.toString().trim());
        current.setLength(0);
        continue;
      }
      current.append(c);
    }
    if (!current.toString().trim().isEmpty()) {
      parts.add(current.toString().trim());
    }
    return parts;
  }

  int count(Kind kind) {
    int n = 0;
    for (Parameter p : parameters) {
      n += p.kind == kind ? 1 : 0;
    }
    return n;
  }

  boolean has(Kind kind) {
    return count(kind) > 0;
  }

  /**
   * The text signature with self, as Argument Clinic writes it; {@code self} null leaves it out.
   */
  String withSelf(String self) {
    String inner = text.substring(1, text.length() - 1).trim();
    if (self == null) {
      return text;
    }
    if (inner.isEmpty()) {
      return "(" + self + ", /)";
    }
    return has(Kind.POSITIONAL_ONLY)
        ? "(" + self + ", " + inner + ")"
        : "(" + self + ", /, " + inner + ")";
  }
}
