package dev.dormouse.compiler.ast;

/** One {@code case} block. */
public final class MatchCase {
  /** The shared empty sequence. */
  public static final MatchCase[] EMPTY = {};

  public Pattern pattern;

  /** Null without {@code if}. */
  public Expr guard;

  public Stmt[] body;

  public MatchCase(Pattern pattern, Expr guard, Stmt[] body) {
    this.pattern = pattern;
    this.guard = guard;
    this.body = body;
  }
}
