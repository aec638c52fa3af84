package dev.dormouse.compiler.ast;

/** One context manager of a {@code with} statement. */
public final class WithItem {
  /** The shared empty sequence. */
  public static final WithItem[] EMPTY = {};

  public Expr contextExpr;

  /** Null without {@code as}. */
  public Expr optionalVars;

  public WithItem(Expr contextExpr, Expr optionalVars) {
    this.contextExpr = contextExpr;
    this.optionalVars = optionalVars;
  }
}
