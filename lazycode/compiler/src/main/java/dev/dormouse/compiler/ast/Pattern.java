package dev.dormouse.compiler.ast;

/** A pattern of a {@code case} block. */
public abstract class Pattern extends Node {
  public static final int MATCH_VALUE = 1;
  public static final int MATCH_SINGLETON = 2;
  public static final int MATCH_SEQUENCE = 3;
  public static final int MATCH_MAPPING = 4;
  public static final int MATCH_CLASS = 5;
  public static final int MATCH_STAR = 6;
  public static final int MATCH_AS = 7;
  public static final int MATCH_OR = 8;

  /** The shared empty sequence. */
  public static final Pattern[] EMPTY = {};

  /** Which node this is: one of the constants above. */
  public final int kind;

  Pattern(int kind, int lineno, int colOffset, int endLineno, int endColOffset) {
    super(lineno, colOffset, endLineno, endColOffset);
    this.kind = kind;
  }

  /** The name of this node in CPython's {@code ast} module. */
  public final String nodeName() {
    return switch (kind) {
      case MATCH_VALUE -> "MatchValue";
      case MATCH_SINGLETON -> "MatchSingleton";
      case MATCH_SEQUENCE -> "MatchSequence";
      case MATCH_MAPPING -> "MatchMapping";
      case MATCH_CLASS -> "MatchClass";
      case MATCH_STAR -> "MatchStar";
      case MATCH_AS -> "MatchAs";
      case MATCH_OR -> "MatchOr";
      default -> throw new IllegalStateException("node kind " + kind);
    };
  }

  /** A value pattern: a literal number, a string or a dotted name. */
  public static final class MatchValue extends Pattern {
    public Expr value;

    public MatchValue(Expr value, int lineno, int colOffset, int endLineno, int endColOffset) {
      super(MATCH_VALUE, lineno, colOffset, endLineno, endColOffset);
      this.value = value;
    }
  }

  /** {@code None}, {@code True} or {@code False}, compared by identity. */
  public static final class MatchSingleton extends Pattern {
    /** In the domain of {@link dev.dormouse.code.Constants}. */
    public Object value;

    public MatchSingleton(
        Object value, int lineno, int colOffset, int endLineno, int endColOffset) {
      super(MATCH_SINGLETON, lineno, colOffset, endLineno, endColOffset);
      this.value = value;
    }
  }

  /** A sequence pattern. */
  public static final class MatchSequence extends Pattern {
    public Pattern[] patterns;

    public MatchSequence(
        Pattern[] patterns, int lineno, int colOffset, int endLineno, int endColOffset) {
      super(MATCH_SEQUENCE, lineno, colOffset, endLineno, endColOffset);
      this.patterns = patterns;
    }
  }

  /** A mapping pattern. */
  public static final class MatchMapping extends Pattern {
    public Expr[] keys;
    public Pattern[] patterns;

    /** The name after {@code **}, or null. */
    public String rest;

    public MatchMapping(
        Expr[] keys,
        Pattern[] patterns,
        String rest,
        int lineno,
        int colOffset,
        int endLineno,
        int endColOffset) {
      super(MATCH_MAPPING, lineno, colOffset, endLineno, endColOffset);
      this.keys = keys;
      this.patterns = patterns;
      this.rest = rest;
    }
  }

  /** A class pattern. */
  public static final class MatchClass extends Pattern {
    public Expr cls;
    public Pattern[] patterns;
    public String[] kwdAttrs;
    public Pattern[] kwdPatterns;

    public MatchClass(
        Expr cls,
        Pattern[] patterns,
        String[] kwdAttrs,
        Pattern[] kwdPatterns,
        int lineno,
        int colOffset,
        int endLineno,
        int endColOffset) {
      super(MATCH_CLASS, lineno, colOffset, endLineno, endColOffset);
      this.cls = cls;
      this.patterns = patterns;
      this.kwdAttrs = kwdAttrs;
      this.kwdPatterns = kwdPatterns;
    }
  }

  /** A starred subpattern. */
  public static final class MatchStar extends Pattern {
    /** Null for {@code *_}. */
    public String name;

    public MatchStar(String name, int lineno, int colOffset, int endLineno, int endColOffset) {
      super(MATCH_STAR, lineno, colOffset, endLineno, endColOffset);
      this.name = name;
    }
  }

  /** A capture, wildcard or {@code as} pattern. */
  public static final class MatchAs extends Pattern {
    /** Null for a plain capture or the wildcard. */
    public Pattern pattern;

    /** Null for the wildcard {@code _}. */
    public String name;

    public MatchAs(
        Pattern pattern, String name, int lineno, int colOffset, int endLineno, int endColOffset) {
      super(MATCH_AS, lineno, colOffset, endLineno, endColOffset);
      this.pattern = pattern;
      this.name = name;
    }
  }

  /** Alternatives separated by {@code |}. */
  public static final class MatchOr extends Pattern {
    public Pattern[] patterns;

    public MatchOr(Pattern[] patterns, int lineno, int colOffset, int endLineno, int endColOffset) {
      super(MATCH_OR, lineno, colOffset, endLineno, endColOffset);
      this.patterns = patterns;
    }
  }
}
